//! The services of all websites, written once and named by each website that uses them.
//!
//! `services.toml` has the institution's catalogue with its revision and what each revision changed; `sites/*.toml` say which
//! website uses which service. From both comes what the loader, the preference centre, `/cookies` and the records use,
//! in English and Welsh.

use crate::Text;
use crate::order::most_first;
use forthright_consent::{Basis, Category, Change, Cookie, Kind, Purpose, Service, Signal, Site};
use serde::Deserialize;

/// `services.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Goes up with each change that visitors must be asked about again.
    pub revision: u32,
    /// What each revision changed.
    #[serde(default)]
    pub changes: Vec<ChangeSource>,
    /// The services.
    pub services: Vec<ServiceSource>,
}

/// What a revision changed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeSource {
    /// The revision.
    pub revision: u32,
    /// The services it is about.
    pub services: Vec<String>,
    /// What changed and why.
    pub text: Text,
}

/// A service as an officer writes it. Fields as in [`Service`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ServiceSource {
    pub id: String,
    pub number: u8,
    pub since: u32,
    pub name: Text,
    pub provider: String,
    pub notice: Option<String>,
    pub purpose: Text,
    pub purposes: Vec<Purpose>,
    pub category: Category,
    pub basis: Basis,
    pub transfer: Text,
    #[serde(default)]
    pub reload: bool,
    #[serde(default)]
    pub cookies: Vec<CookieSource>,
}

/// A stored item as an officer writes it. Fields as in [`Cookie`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct CookieSource {
    pub name: String,
    #[serde(default)]
    pub kind: Kind,
    pub purpose: Text,
    pub duration: Text,
    pub path: Option<String>,
    pub domain: Option<String>,
}

/// `sites/{id}.toml`. Fields as in [`Site`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SiteSource {
    pub id: String,
    pub name: Text,
    #[serde(default)]
    pub origins: Vec<String>,
    pub cookie_domain: Option<String>,
    #[serde(default)]
    pub signals: Vec<Signal>,
    pub services: Vec<String>,
}

impl Catalogue {
    /// The whole list in one language.
    #[must_use]
    pub fn services(&self, language: &str) -> Vec<Service> {
        self.services.iter().map(|service| service.in_language(language)).collect()
    }

    /// A website in one language.
    #[must_use]
    pub fn site(&self, site: &SiteSource, language: &str) -> Site {
        let used = |id: &String| self.services.iter().find(|service| service.id == *id);
        let services: Vec<Service> = site.services.iter().filter_map(used).map(|s| s.in_language(language)).collect();
        let changes = self
            .changes
            .iter()
            .filter(|change| change.services.iter().any(|id| site.services.contains(id)))
            .map(|change| Change { revision: change.revision, text: change.text.in_language(language) });
        let changes = most_first(changes, usize::MAX, |change| change.revision);
        Site {
            id: site.id.clone(),
            name: site.name.in_language(language),
            revision: services.iter().map(|service| service.since).max().unwrap_or(self.revision),
            origins: site.origins.clone(),
            cookie_domain: site.cookie_domain.clone(),
            signals: site.signals.clone(),
            services,
            changes,
        }
    }
}

impl ServiceSource {
    fn in_language(&self, language: &str) -> Service {
        Service {
            id: self.id.clone(),
            number: self.number,
            since: self.since,
            name: self.name.in_language(language),
            provider: self.provider.clone(),
            notice: self.notice.clone(),
            purpose: self.purpose.in_language(language),
            purposes: self.purposes.clone(),
            category: self.category,
            basis: self.basis,
            transfer: self.transfer.in_language(language),
            reload: self.reload,
            cookies: self.cookies.iter().map(|cookie| cookie.in_language(language)).collect(),
        }
    }
}

impl CookieSource {
    fn in_language(&self, language: &str) -> Cookie {
        Cookie {
            name: self.name.clone(),
            kind: self.kind,
            purpose: self.purpose.in_language(language),
            duration: self.duration.in_language(language),
            path: self.path.clone(),
            domain: self.domain.clone(),
        }
    }
}
