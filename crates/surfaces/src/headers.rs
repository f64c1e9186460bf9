//! The headers of a surface.

use crate::policy;
use crate::surface::{Kind, Surface, UNKNOWN};

/// A name and a value.
pub type Header = (&'static str, String);

/// Two years (RFC 6797). Without `includeSubDomains`: which names an institution has below this one is not known here.
pub const HSTS: &str = "max-age=63072000";

/// Whoever has been here has the assets of that day as well, so a page may be a few minutes old. No cache that others share: after
/// a deployment it would hand out pages whose assets are gone.
pub const KEPT: &str = "private, max-age=300, stale-while-revalidate=600";

impl Surface {
    /// What every answer of this surface carries. `origin`: scheme and host that were asked; `path`: the address; `is_html`:
    /// whether the answer is a page, as a problem can be where data was asked for; `around`: the origins whose pages may show it in
    /// a frame, none of which count where the surface is not one of those.
    #[must_use]
    pub fn headers(&self, origin: &str, path: &str, is_html: bool, around: &[String]) -> Vec<Header> {
        let is_page = matches!(self.kind, Kind::Page(_));
        let surface = if is_html && self.kind == Kind::Data { &UNKNOWN } else { self };
        let mut headers = vec![
            ("Strict-Transport-Security", HSTS.to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            // Not `no-referrer`: with it a browser sends `Origin: null` when a form is posted without JavaScript.
            ("Referrer-Policy", "same-origin".to_owned()),
            ("Content-Security-Policy", policy::content(surface, origin, path, around)),
            (
                "Cross-Origin-Resource-Policy",
                if surface.framed && !around.is_empty() { "cross-origin" } else { resource_policy(surface) }.to_owned(),
            ),
        ];
        if is_page || is_html {
            headers.push(("Cross-Origin-Opener-Policy", "same-origin".to_owned()));
            headers.push(("Permissions-Policy", policy::permissions(surface)));
            // What is one person's or staff's is listed nowhere, nor is what stands in a frame twice over.
            if !surface.listed || !around.is_empty() {
                headers.push(("X-Robots-Tag", "noindex".to_owned()));
            }
        }
        headers
    }
}

/// Who else may load it.
pub(crate) const fn resource_policy(surface: &Surface) -> &'static str {
    if surface.shared { "cross-origin" } else { "same-origin" }
}
