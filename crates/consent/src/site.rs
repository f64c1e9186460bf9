//! What one site uses, and what a decision switches on there.

use crate::{Basis, Category, Decision};
use serde::{Deserialize, Serialize};

/// A website of the institution with the services it uses, from the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The name host pages use in `data-site`.
    pub id: String,
    /// The name a visitor knows.
    pub name: String,
    /// Goes up when a service or purpose is added; a decision of an older revision is asked for again.
    pub revision: u32,
    /// Origins that embed the loader, for cross-origin calls: `https://library.example.ac.uk`.
    #[serde(default)]
    pub origins: Vec<String>,
    /// The parent domain the cookie is set on, so that one choice serves all subsites; absent: the host itself.
    #[serde(default)]
    pub cookie_domain: Option<String>,
    /// What the site uses.
    #[serde(default)]
    pub services: Vec<Service>,
}

/// One service: one provider, one purpose, one legal basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Stable id, lower-case letters, digits and hyphens.
    pub id: String,
    /// The name a visitor reads.
    pub name: String,
    /// Who provides it.
    pub provider: String,
    /// What it is for, in a sentence.
    pub purpose: String,
    /// Where it belongs in the preference centre.
    pub category: Category,
    /// Why it may run.
    pub basis: Basis,
    /// What it stores or reads.
    #[serde(default)]
    pub cookies: Vec<Cookie>,
}

/// One cookie or other stored item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cookie {
    /// Its name; `*` stands for any ending.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// How long it stays, in words.
    pub duration: String,
}

impl Site {
    /// Whether a service or a category (by name) may run. Unknown names never may.
    ///
    /// A name listed in the decision decides; a service that is not listed follows its category; without a decision
    /// only what is strictly necessary or exempt may run.
    #[must_use]
    pub fn allows(&self, name: &str, decision: Option<&Decision>) -> bool {
        if let Some(service) = self.services.iter().find(|service| service.id == name) {
            return self.allows_service(service, decision);
        }
        match Category::from_name(name) {
            None => false,
            Some(Category::Necessary) => true,
            Some(category) => {
                let listed = decision.and_then(|d| d.says(category.name()));
                let mut services = self.services.iter().filter(|s| s.category == category).peekable();
                listed.unwrap_or_else(|| services.peek().is_some() && services.all(|s| s.basis.is_exempt()))
            }
        }
    }

    fn allows_service(&self, service: &Service, decision: Option<&Decision>) -> bool {
        if service.basis == Basis::StrictlyNecessary {
            return true;
        }
        let listed = decision.and_then(|d| d.says(&service.id).or_else(|| d.says(service.category.name())));
        listed.unwrap_or(service.basis.is_exempt())
    }

    /// The categories a visitor can decide about here, in display order.
    #[must_use]
    pub fn optional_categories(&self) -> Vec<Category> {
        let optional = |category: &Category| {
            self.services.iter().any(|s| s.category == *category && s.basis != Basis::StrictlyNecessary)
        };
        Category::ALL.into_iter().filter(optional).collect()
    }

    /// Whether the banner must be shown: something here needs consent and there is no decision for this revision.
    #[must_use]
    pub fn asks(&self, decision: Option<&Decision>, now: u64) -> bool {
        let needs_consent = self.services.iter().any(|service| service.basis == Basis::Consent);
        needs_consent && !decision.is_some_and(|d| d.is_current(self.revision, now))
    }
}
