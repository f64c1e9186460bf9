//! What must hold of a register beyond the types of its files.

use crate::services::{Catalogue, SiteSource};
use crate::theme::contrast;
use crate::{Accent, Fault, KeyUse, RecipientKey, Theme};
use forthright_consent::{Basis, Category, Purpose};

pub fn check_ids<'a>(file: &str, ids: impl Iterator<Item = &'a str>, faults: &mut Vec<Fault>) {
    let mut seen: Vec<&str> = Vec::new();
    for id in ids {
        let mut fault = |message: &str| {
            faults.push(Fault { file: file.to_owned(), key: id.to_owned(), message: message.to_owned() })
        };
        if seen.contains(&id) {
            fault("This id is used twice. Give each its own.");
        }
        let shaped = id.len() >= 2 && id.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if !shaped {
            fault("An id has at least two characters, all of them lower-case letters, digits or hyphens.");
        }
        seen.push(id);
    }
}

pub fn check_file_name(file: &str, id: &str, faults: &mut Vec<Fault>) {
    let stem = file.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
    if stem != Some(id) {
        let message = format!("The id is `{id}`; name the file `{id}.toml`.");
        faults.push(Fault { file: file.to_owned(), key: "id".to_owned(), message });
    }
}

pub fn check_prefix(prefix: &str, faults: &mut Vec<Fault>) {
    let shaped = (2..=6).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_uppercase());
    if !shaped {
        faults.push(Fault {
            file: "organisation.toml".to_owned(),
            key: "reference_prefix".to_owned(),
            message: "Use two to six capital letters.".to_owned(),
        });
    }
}

/// An origin as browsers write it (RFC 6454, section 6.2): `https`, a host in small letters, a port at most.
pub fn check_origin(origin: Option<&str>, faults: &mut Vec<Fault>) {
    let is_one = |origin: &str| {
        origin.strip_prefix("https://").is_some_and(|rest| {
            let (host, port) = rest.split_once(':').unwrap_or((rest, "1"));
            let named = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
            !host.is_empty() && host.bytes().all(named) && port.parse::<u16>().is_ok()
        })
    };
    if !origin.is_none_or(is_one) {
        faults.push(Fault {
            file: "organisation.toml".to_owned(),
            key: "origin".to_owned(),
            message: "Write scheme and host alone, for example https://privacy.example.ac.uk.".to_owned(),
        });
    }
}

pub fn check_keys(keys: &[RecipientKey], faults: &mut Vec<Fault>) {
    let file = "keys.toml";
    check_ids(file, keys.iter().map(|key| key.id.as_str()), faults);
    let mut fault = |key: &str, message: &str| {
        faults.push(Fault { file: file.to_owned(), key: key.to_owned(), message: message.to_owned() })
    };
    let count = |wanted: KeyUse| keys.iter().filter(|key| key.key_use == wanted).count();
    if count(KeyUse::Officer) < 2 {
        fault("keys", "Name two officer keys at least, so that one lost key loses nothing.");
    }
    if count(KeyUse::Recovery) < 1 {
        fault("keys", "Name a recovery key that is kept offline.");
    }
    for key in keys {
        if !key.recipient.starts_with("age1") || key.recipient.len() != 62 {
            fault(&format!("{}.recipient", key.id), "This is no age X25519 recipient (`age1…`, 62 characters).");
        }
    }
}

/// Text in the accent colour needs 7:1 against white and against black (WCAG 2.2, 1.4.6).
pub fn check_accent(accent: &Accent, faults: &mut Vec<Fault>) {
    for (key, colour, ground) in [("accent.light", &accent.light, "#ffffff"), ("accent.dark", &accent.dark, "#000000")]
    {
        let message = match contrast(colour, ground) {
            None => "Write the colour as #rrggbb.".to_owned(),
            Some(contrast) if contrast >= 7.0 => continue,
            Some(contrast) => format!(
                "The contrast is {contrast:.1}:1 and must be 7:1. Choose a darker colour for light ground and a lighter one for dark ground."
            ),
        };
        faults.push(Fault { file: "organisation.toml".to_owned(), key: key.to_owned(), message });
    }
}

/// The catalogue of services: ids, numbers, revisions, and that each basis covers its purposes (PECR Schedule A1).
pub fn check_services(catalogue: &Catalogue, faults: &mut Vec<Fault>) {
    let file = "services.toml";
    check_ids(file, catalogue.services.iter().map(|service| service.id.as_str()), faults);
    let mut fault = |key: String, message: String| faults.push(Fault { file: file.to_owned(), key, message });
    for (at, service) in catalogue.services.iter().enumerate() {
        let key = |field: &str| format!("services.{}.{field}", service.id);
        if catalogue.services.iter().take(at).any(|other| other.number == service.number) {
            let number = service.number;
            fault(key("number"), format!("The number {number} is used twice. Give each service its own, for ever."));
        }
        if service.since == 0 || service.since > catalogue.revision {
            let newest = catalogue.revision;
            fault(key("since"), format!("Name a revision from 1 to {newest}, or raise `revision` at the top."));
        }
        if (service.category == Category::Necessary) == service.basis.is_optional() {
            let message =
                "What is always on belongs to `necessary`; what needs consent or can be objected to does not.";
            fault(key("basis"), message.to_owned());
        }
        if !service.basis.covers(&service.purposes) {
            fault(key("basis"), uncovered(service.basis, &service.purposes));
        }
        if service.notice.as_ref().is_some_and(|notice| !notice.starts_with("https://")) {
            fault(key("notice"), "Write the address of the notice with https://.".to_owned());
        }
        for cookie in &service.cookies {
            let strange = |c: char| c.is_control() || c == ';' || c == '=' || c == ' ';
            if cookie.name.trim_matches('*').is_empty() || cookie.name.contains(strange) {
                let message = "Write a name without spaces, `=` or `;`. `*` stands for any characters, but not alone.";
                fault(key("cookies"), message.to_owned());
            }
        }
    }
    for change in &catalogue.changes {
        let key = format!("changes.{}", change.revision);
        if change.revision == 0 || change.revision > catalogue.revision {
            fault(key.clone(), "There is no such revision. Raise `revision` at the top.".to_owned());
        }
        for id in change.services.iter().filter(|id| !catalogue.services.iter().any(|s| s.id == **id)) {
            fault(key.clone(), unknown_service(id, catalogue));
        }
    }
    for service in catalogue.services.iter().filter(|service| service.since > 1) {
        if !catalogue.changes.iter().any(|c| c.revision == service.since && c.services.contains(&service.id)) {
            let message = format!(
                "Add to [[changes]] what revision {} changed, for the people who are asked again.",
                service.since
            );
            fault(format!("services.{}.since", service.id), message);
        }
    }
}

fn uncovered(basis: Basis, purposes: &[Purpose]) -> String {
    match purposes {
        [] => "Say in `purposes` what it is for.".to_owned(),
        [_] => format!("`{}` does not cover this purpose. Use `consent`.", basis.name()),
        _ => format!(
            "`{}` holds only for its one purpose, and this service has mixed purposes. Use `consent`.",
            basis.name()
        ),
    }
}

fn unknown_service(id: &str, catalogue: &Catalogue) -> String {
    let near = catalogue.services.iter().min_by_key(|service| distance(&service.id, id));
    let suggestion = near.map(|service| format!(" Did you mean `{}`?", service.id)).unwrap_or_default();
    format!("There is no service `{id}` in services.toml.{suggestion}")
}

/// How many letters differ, roughly: enough to suggest a name.
pub fn distance(one: &str, other: &str) -> usize {
    let missing = |a: &str, b: &str| a.chars().filter(|c| !b.contains(*c)).count();
    missing(one, other).saturating_add(missing(other, one)).saturating_add(one.len().abs_diff(other.len()))
}

/// A website: its file's name, its services, its origins.
pub fn check_site(file: &str, site: &SiteSource, catalogue: &Catalogue, faults: &mut Vec<Fault>) {
    check_file_name(file, &site.id, faults);
    let mut fault =
        |key: &str, message: String| faults.push(Fault { file: file.to_owned(), key: key.to_owned(), message });
    for (at, id) in site.services.iter().enumerate() {
        if site.services.iter().take(at).any(|other| other == id) {
            fault("services", format!("`{id}` is named twice."));
        }
        if !catalogue.services.iter().any(|service| service.id == *id) {
            fault("services", unknown_service(id, catalogue));
        }
    }
    for origin in &site.origins {
        let host = origin.strip_prefix("https://");
        if host.is_none_or(|host| host.is_empty() || host.contains('/')) {
            fault("origins", format!("`{origin}` is no origin. Write https:// and the host, without a path."));
        }
        let within = |host: &str, domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
        if let (Some(host), Some(domain)) = (host, &site.cookie_domain)
            && !within(host.split(':').next().unwrap_or(host), domain)
        {
            fault("cookie_domain", format!("A page of {host} cannot set a cookie for {domain}. Use a parent domain."));
        }
    }
}

/// The banner's colours.
pub fn check_theme(theme: &Theme, faults: &mut Vec<Fault>) {
    let own = theme.faults();
    faults.extend(own.into_iter().map(|(key, message)| Fault { file: "theme.toml".to_owned(), key, message }));
}

/// What is right and yet wants an officer's eye.
#[must_use]
pub fn concerns(catalogue: &Catalogue, sites: &[(String, SiteSource)]) -> Vec<Fault> {
    let mut concerns = Vec::new();
    let mut concern = |file: &str, key: String, message: &str| {
        concerns.push(Fault { file: file.to_owned(), key, message: message.to_owned() });
    };
    for service in &catalogue.services {
        let key = |field: &str| format!("services.{}.{field}", service.id);
        if service.basis.is_exempt() {
            let message = "This rests on an exemption with a “simple means of objecting”, and what that must be is not \
                           settled. We offer one click in the banner, in the preferences and on /cookies.";
            concern("services.toml", key("basis"), message);
        }
        if service.category == Category::Marketing || service.purposes.contains(&Purpose::ProviderOwn) {
            let message = "This is for advertising, or its provider uses data for itself. The notices say that nobody \
                           receives personal information for commercial purposes. Both cannot be true of the same data: \
                           change one of them.";
            concern("services.toml", key("purposes"), message);
        }
        let texts = [&service.name, &service.purpose, &service.transfer];
        let texts = texts.into_iter().chain(service.cookies.iter().flat_map(|c| [&c.purpose, &c.duration]));
        if texts.skip(1).any(|text| !text.is_translated()) {
            concern("services.toml", key("purpose"), "Some of its text has no Welsh; English is shown instead.");
        }
    }
    for (file, site) in sites {
        if site.cookie_domain.is_none() {
            let message = "No parent domain: a choice made here does not serve the other websites.";
            concern(file, "cookie_domain".to_owned(), message);
        }
    }
    concerns
}
