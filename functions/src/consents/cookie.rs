//! The cookie `forthright_consent` as the server sets it, and the removal of cookies that may no longer be there.

use crate::context::Context;
use crate::request::Incoming;
use forthright_consent::{COOKIE_NAME, Decision, Kind, LIFETIME_SECONDS, Service, Site};

/// The decision in the request's cookie, if it is one and still counts. Of two cookies the later decision counts.
pub fn decision(request: &Incoming, context: &Context<'_>) -> Option<Decision> {
    let now = seconds(context);
    request
        .cookies(COOKIE_NAME)
        .iter()
        .filter_map(|value| Decision::from_cookie(value).ok())
        .filter(|decision| decision.is_current(now))
        .max_by_key(Decision::decided_at)
}

/// The same cookie the loader sets, kept for what is left of six months.
pub fn set(decision: &Decision, site: &Site, request: &Incoming, context: &Context<'_>) -> String {
    let age = seconds(context).saturating_sub(decision.decided_at());
    let left = LIFETIME_SECONDS.saturating_sub(age);
    let domain = parent(site, request).map(|domain| format!("; Domain={domain}")).unwrap_or_default();
    format!("{COOKIE_NAME}={}; Path=/; Max-Age={left}; SameSite=Lax{domain}{}", decision.to_cookie(), secure(request))
}

/// Headers that remove a cookie from this host and from the institution's domain.
pub fn remove(name: &str, path: &str, site: &Site, request: &Incoming) -> Vec<String> {
    let domains =
        std::iter::once(String::new()).chain(parent(site, request).map(|domain| format!("; Domain={domain}")));
    domains.map(|domain| format!("{name}=; Path={path}; Max-Age=0; SameSite=Lax{domain}{}", secure(request))).collect()
}

/// Headers that remove what services stored that may not run: the cookies the register lists for them and the browser sent.
pub fn remove_stopped(site: &Site, decision: &Decision, request: &Incoming) -> Vec<String> {
    let stopped = site.services.iter().filter(|service| !service.allowed(Some(decision)));
    let items = stopped.flat_map(|service: &Service| &service.cookies).filter(|item| item.kind == Kind::Cookie);
    items
        .flat_map(|item| {
            let path = item.path.as_deref().unwrap_or("/");
            let sent = request.cookie_names().into_iter().filter(|name| matches(&item.name, name));
            sent.flat_map(move |name| remove(&name, path, site, request)).collect::<Vec<_>>()
        })
        .collect()
}

/// Whether a name fits a pattern in which `*` stands for any characters.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|left| {
            left.char_indices()
                .map(|(at, _)| at)
                .chain([left.len()])
                .any(|at| left.get(at..).is_some_and(|n| matches(rest, n)))
        }),
    }
}

/// The parent domain, where this host is below it.
fn parent<'a>(site: &'a Site, request: &Incoming) -> Option<&'a str> {
    let host = request.host();
    site.cookie_domain.as_deref().filter(|domain| is_within(&host, domain))
}

/// Whether a host is a domain or below it.
pub fn is_within(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn secure(request: &Incoming) -> &'static str {
    if request.is_secure() { "; Secure" } else { "" }
}

/// Now, in seconds since 1970.
pub fn seconds(context: &Context<'_>) -> u64 {
    u64::try_from(context.now().as_second()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_characters() {
        assert!(matches("_insight_*", "_insight_id") && matches("*_id", "a_id") && matches("a*b*c", "a-b-b-c"));
        assert!(!matches("_insight_*", "x_insight_id") && !matches("a*b*c", "a-c") && !matches("_ga", "_gat"));
    }

    #[test]
    fn a_host_is_within_its_domain_and_not_within_one_that_only_ends_alike() {
        assert!(is_within("library.dmu.ac.uk", "dmu.ac.uk") && is_within("dmu.ac.uk", "dmu.ac.uk"));
        assert!(!is_within("evil-dmu.ac.uk", "dmu.ac.uk") && !is_within("dmu.ac.uk.example", "dmu.ac.uk"));
    }
}
