//! What a page may load, run and post to (Content Security Policy), and which devices it may use (Permissions Policy).

use crate::assets::address;
use crate::surface::{HERE, Kind, Runs, Surface};

/// What is no page: opened by itself it does nothing.
pub(crate) const CLOSED: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// A Web Worker takes the policy of its own script: code of ours, and no connection.
pub(crate) const LOOKING: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The service worker fetches what it keeps.
pub(crate) const OFFLINE: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// An imitated website: what a strict one of another origin would have.
pub(crate) const DEMO: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/// A hostile picture meets its decoder here. `sandbox` without `allow-same-origin`: the frame has no origin to steal.
pub(crate) const VIEWER: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// Everything that Chromium knows and nothing here uses.
const FEATURES: [&str; 25] = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "xr-spatial-tracking",
];

/// The Permissions-Policy of a surface: the camera where documents are photographed, the clipboard where there is something to copy,
/// and nothing else anywhere.
pub(crate) fn permissions(surface: &Surface) -> String {
    let own = |name: &str| match name {
        "camera" => surface.camera,
        "clipboard-write" => surface.kind == Kind::Page(Runs::Guide),
        _ => false,
    };
    let one = |name: &str| format!("{name}={}", if own(name) { "(self)" } else { "()" });
    std::iter::once("camera").chain(FEATURES).map(one).collect::<Vec<_>>().join(", ")
}

/// The policy of a form's page where Cloudflare Turnstile is configured: its script and its frame, which know no Trusted Types.
#[must_use]
pub fn with_challenge(policy: &str) -> String {
    const CHALLENGE: &str = "https://challenges.cloudflare.com";
    let parts = policy
        .split("; ")
        .filter(|part| !part.starts_with("require-trusted-types-for") && !part.starts_with("trusted-types"));
    let mut parts: Vec<String> = parts
        .map(|part| if part.starts_with("script-src ") { format!("{part} {CHALLENGE}") } else { part.to_owned() })
        .collect();
    parts.push(format!("frame-src {CHALLENGE}"));
    parts.join("; ")
}

/// The Content-Security-Policy of a surface of `origin`, asked for as `path`, for a frame in pages of the origins `around`.
pub(crate) fn content(surface: &Surface, origin: &str, path: &str, around: &[String]) -> String {
    let runs = match surface.kind {
        Kind::Page(runs) => runs,
        Kind::Data => return CLOSED.to_owned(),
        Kind::File(policy) => return policy.to_owned(),
    };
    let at = |path: &str| source(origin, path);
    let is_framed = surface.framed && !around.is_empty();
    let mut policy = vec!["default-src 'none'".to_owned()];
    match runs {
        Runs::Nothing if !is_framed => {}
        Runs::Nothing | Runs::Receipt | Runs::Guide => policy.push("script-src 'self'".to_owned()),
        Runs::Live | Runs::Form | Runs::Check | Runs::Desk => {
            policy.push("script-src 'self' 'wasm-unsafe-eval'".to_owned());
        }
    }
    policy.push("style-src 'self'".to_owned());
    policy.push(match runs {
        Runs::Nothing | Runs::Receipt | Runs::Guide | Runs::Live => "img-src 'self'".to_owned(),
        Runs::Form | Runs::Check | Runs::Desk => "img-src 'self' blob:".to_owned(),
    });
    match runs {
        Runs::Nothing | Runs::Receipt => {}
        Runs::Guide => policy.push(format!("frame-src {}", at("/demo/preview/"))),
        Runs::Live => policy.push("connect-src 'self'".to_owned()),
        Runs::Form => policy.extend(["connect-src 'self'".to_owned(), "worker-src 'self'".to_owned()]),
        // It may fetch the code that looks, and nothing else.
        Runs::Check => policy.extend([
            ["check", "camera", "pdf"].iter().fold("connect-src".to_owned(), |list, name| {
                format!("{list} {}", at(&address(&format!("/assets/{name}_bg.wasm"))))
            }),
            "worker-src 'self'".to_owned(),
        ]),
        Runs::Desk => policy.extend([
            "connect-src 'self'".to_owned(),
            format!("frame-src {}", at("/desk-viewer")),
            "worker-src 'self'".to_owned(),
        ]),
    }
    let mut targets: Vec<String> =
        surface.forms.iter().map(|form| at(if *form == HERE { path } else { form })).collect();
    targets.dedup();
    let targets = if targets.is_empty() { "'none'".to_owned() } else { targets.join(" ") };
    policy.push(format!("form-action {targets}"));
    let around: Vec<String> = around.iter().map(|origin| source(origin, "")).filter(|one| one != "'none'").collect();
    let ancestors = if is_framed { format!("'self' {}", around.join(" ")) } else { "'none'".to_owned() };
    policy.extend(["base-uri 'none'".to_owned(), format!("frame-ancestors {}", ancestors.trim_end())]);
    policy.push("require-trusted-types-for 'script'".to_owned());
    // Starting a Web Worker or a service worker takes a trusted address; each of these makes one from a list of our own.
    policy.push(format!(
        "trusted-types {}",
        match runs {
            Runs::Nothing | Runs::Receipt | Runs::Guide | Runs::Live => "'none'",
            Runs::Form | Runs::Desk => "forthright-worker",
            Runs::Check => "forthright-worker forthright-offline",
        }
    ));
    policy.join("; ")
}

/// An address of ours as a source. What could end the directive, or is no plain address, is no source at all.
fn source(origin: &str, path: &str) -> String {
    let plain = |text: &str, more: &[u8]| text.bytes().all(|b| b.is_ascii_alphanumeric() || more.contains(&b));
    if !origin.is_empty() && plain(origin, b":/.-[]*") && plain(path, b"/._-") {
        format!("{origin}{path}")
    } else {
        "'none'".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::of;

    #[test]
    fn a_form_may_post_to_its_own_address_and_its_receipt_alone() {
        let policy = content(of("/consents/abc"), "https://privacy.example", "/consents/abc", &[]);
        assert!(policy.contains("form-action https://privacy.example/consents/abc https://privacy.example/cookies;"));
        let without = content(of("/security"), "https://privacy.example", "/security", &[]);
        assert!(without.contains("form-action 'none';") && !without.contains("script-src"));
    }

    #[test]
    fn an_address_can_add_nothing_to_the_policy() {
        for path in ["/consents/a;script-src *", "/consents/a,b", "/consents/a%3Bb", "/consents/a'b", "/consents/a b"] {
            let policy = content(of(path), "https://privacy.example", path, &[]);
            assert!(policy.contains("form-action 'none' https://privacy.example/cookies;"), "{policy}");
        }
        let policy = content(of("/track"), "https://privacy.example; script-src *", "/track", &[]);
        assert!(policy.contains("form-action 'none';") && !policy.contains('*'), "{policy}");
    }

    #[test]
    fn every_page_needs_trusted_types_and_none_may_be_framed_but_the_viewer() {
        for surface in crate::WORKER.iter().chain(crate::FILES) {
            let policy = content(surface, "https://privacy.example", surface.path, &[]);
            let imitated = surface.path.starts_with("/demo/");
            assert_eq!(policy.contains("require-trusted-types-for 'script'"), !imitated, "{}", surface.path);
            assert!(policy.contains("default-src 'none'") && policy.contains("base-uri 'none'"), "{}", surface.path);
            let framed = imitated || surface.path == "/desk-viewer";
            assert_eq!(policy.contains("frame-ancestors 'none'"), !framed, "{}", surface.path);
            assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"), "{}", surface.path);
        }
    }

    #[test]
    fn a_website_of_the_register_may_frame_what_is_meant_for_it_and_nothing_else() {
        let around = ["https://library.example".to_owned(), "https://*.example".to_owned()];
        let framed = content(of("/forms/erasure"), "https://privacy.example", "/forms/erasure", &around);
        assert!(framed.contains("frame-ancestors 'self' https://library.example https://*.example;"), "{framed}");
        let track = content(of("/track"), "https://privacy.example", "/track", &around);
        assert!(track.contains("script-src 'self';"), "what speaks with the page around it runs: {track}");
        let hostile = ["https://a.example; script-src *".to_owned(), "data:".to_owned() + "'x'"];
        let policy = content(of("/track"), "https://privacy.example", "/track", &hostile);
        assert!(policy.contains("frame-ancestors 'self';") && !policy.contains('*'), "{policy}");
        let all: Vec<&str> = crate::WORKER.iter().filter(|one| one.can_be_framed()).map(|one| one.path).collect();
        let meant = ["/notices", "/notices/{id}", "/rights", "/check", "/forms/{form}", "/deadlines", "/track"];
        assert_eq!(all, meant);
        for closed in ["/desk", "/cookies", "/forms/erasure/receipt", "/consents/x", "/dev/sign-in", "/unknown"] {
            let policy = content(of(closed), "https://privacy.example", closed, &around);
            assert!(policy.contains("frame-ancestors 'none'"), "{closed}");
        }
    }

    #[test]
    fn the_camera_is_only_where_documents_are_taken() {
        let with: Vec<&str> = crate::WORKER.iter().filter(|one| one.camera).map(|one| one.path).collect();
        assert_eq!(with, ["/check", "/forms/{form}"]);
        assert!(
            permissions(of("/track")).starts_with("camera=(), ")
                && permissions(of("/check")).starts_with("camera=(self), ")
        );
        assert!(permissions(of("/embed")).contains("clipboard-write=(self)"));
        assert!(permissions(of("/")).contains("clipboard-write=()"));
    }
}
