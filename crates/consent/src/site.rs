//! What one site uses, and what a decision switches on there.

use crate::{Basis, Category, Decision, Purpose};
use serde::{Deserialize, Serialize};

/// A website of the institution with the services it uses, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Site {
    /// The name host pages use in `data-site`.
    pub id: String,
    /// The name a visitor knows.
    pub name: String,
    /// The newest revision of what it uses; the register counts revisions for all its sites together.
    pub revision: u32,
    /// Origins that embed the loader, for cross-origin calls: `https://library.example.ac.uk`.
    pub origins: Vec<String>,
    /// The parent domain the cookie is set on, so that one choice serves all subsites; absent: the host itself.
    pub cookie_domain: Option<String>,
    /// Who else is told of a decision in the page.
    pub signals: Vec<Signal>,
    /// What the site uses.
    pub services: Vec<Service>,
    /// What was added or changed, newest first.
    pub changes: Vec<Change>,
}

/// A tool in the page that has a consent interface of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signal {
    /// Google Consent Mode v2, basic mode.
    Google,
    /// Matomo's consent calls.
    Matomo,
    /// An event on `window.dataLayer`.
    DataLayer,
    /// Microsoft Advertising's consent mode (UET) and Clarity's consent calls.
    Microsoft,
    /// The WP Consent API.
    Wordpress,
}

/// What a revision changed, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The revision.
    pub revision: u32,
    /// What changed and why.
    pub text: String,
}

/// One service: one provider, its purposes, one legal basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Service {
    /// Stable id, lower-case letters, digits and hyphens.
    pub id: String,
    /// Its number in the cookie; never given to another service.
    pub number: u8,
    /// The revision in which it was added, or in which what it does last changed.
    pub since: u32,
    /// The name a visitor reads.
    pub name: String,
    /// Who provides it.
    pub provider: String,
    /// The provider's privacy notice.
    pub notice: Option<String>,
    /// What it is for, in a sentence.
    pub purpose: String,
    /// What it is for, as the law divides it.
    pub purposes: Vec<Purpose>,
    /// Where it belongs in the preference centre.
    pub category: Category,
    /// Why it may run.
    pub basis: Basis,
    /// Where the data goes, in words.
    pub transfer: String,
    /// Whether code that has run can be stopped only by loading the page again.
    pub reload: bool,
    /// What it stores or reads.
    pub cookies: Vec<Cookie>,
}

/// One cookie or other stored item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cookie {
    /// Its name; `*` stands for any characters.
    pub name: String,
    /// Where it is kept.
    #[serde(default)]
    pub kind: Kind,
    /// What it is for.
    pub purpose: String,
    /// How long it stays, in words.
    pub duration: String,
    /// The cookie's path, if it is not `/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The cookie's domain, if it is neither the host nor one of its parents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
}

/// Where an item is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A cookie.
    #[default]
    Cookie,
    /// `localStorage`.
    LocalStorage,
    /// `sessionStorage`.
    SessionStorage,
    /// An IndexedDB database.
    IndexedDb,
    /// A cache of `CacheStorage`.
    CacheStorage,
    /// The registration of a service worker, named by the path or the address of its script.
    ServiceWorker,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Cookie,
        Self::LocalStorage,
        Self::SessionStorage,
        Self::IndexedDb,
        Self::CacheStorage,
        Self::ServiceWorker,
    ];

    /// The name in the register and the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cookie => "cookie",
            Self::LocalStorage => "local-storage",
            Self::SessionStorage => "session-storage",
            Self::IndexedDb => "indexed-db",
            Self::CacheStorage => "cache-storage",
            Self::ServiceWorker => "service-worker",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Site {
    /// Whether a service or a category (by name) may run. Unknown names never may.
    ///
    /// What needs consent runs if the person was asked about the service as it is now, and the decision grants it by its
    /// own name or by its category's. What is exempt runs unless it was objected to. A category runs when it has
    /// services here and all of them may.
    #[must_use]
    pub fn allows(&self, name: &str, decision: Option<&Decision>) -> bool {
        if let Some(service) = self.services.iter().find(|service| service.id == name) {
            return service.allowed(decision);
        }
        match Category::from_name(name) {
            None => false,
            Some(Category::Necessary) => true,
            Some(category) => {
                let mut own = self.services.iter().filter(|service| service.category == category).peekable();
                own.peek().is_some() && own.all(|service| service.allowed(decision))
            }
        }
    }

    /// The services a visitor can decide about here.
    pub fn optional(&self) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(|service| service.basis.is_optional())
    }

    /// What the banner has to ask about: services that need consent and that the decision does not cover. A decision
    /// that no longer counts covers nothing.
    pub fn asked<'a>(&'a self, decision: Option<&'a Decision>, now: u64) -> impl Iterator<Item = &'a Service> {
        let decision = decision.filter(|d| d.is_current(now));
        self.services
            .iter()
            .filter(move |s| s.basis == Basis::Consent && !decision.is_some_and(|decision| decision.covers(s)))
    }
}

impl Service {
    /// Whether it may run.
    #[must_use]
    pub fn allowed(&self, decision: Option<&Decision>) -> bool {
        let says = decision.and_then(|decision| decision.says_of(self));
        match self.basis {
            Basis::Consent => says == Some(true) && decision.is_some_and(|decision| decision.covers(self)),
            Basis::ExemptStatistics | Basis::ExemptAppearance => says != Some(false),
            Basis::Communication | Basis::StrictlyNecessary | Basis::Emergency => true,
        }
    }
}

impl Decision {
    /// What the decision says of a service, by its own name or by its category's.
    #[must_use]
    pub fn says_of(&self, service: &Service) -> Option<bool> {
        self.says(&service.id).or_else(|| self.says(service.category.name()))
    }
}
