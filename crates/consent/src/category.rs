//! The fixed words of consent: categories, and where a decision came from.

use serde::{Deserialize, Serialize};

/// What a service is for, as a visitor understands it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// The page cannot be given without it.
    Necessary,
    /// Remembers how a person likes the page.
    Preferences,
    /// Counts how the site is used.
    Statistics,
    /// Videos, maps and the like from other providers.
    Media,
    /// Advertising and its measurement.
    Marketing,
}

impl Category {
    /// All categories, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Necessary, Self::Preferences, Self::Statistics, Self::Media, Self::Marketing];

    /// The name in attributes, the API and the register.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Necessary => "necessary",
            Self::Preferences => "preferences",
            Self::Statistics => "statistics",
            Self::Media => "media",
            Self::Marketing => "marketing",
        }
    }

    /// The category with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }
}

/// How a decision was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// "Accept" in the banner.
    AcceptAll,
    /// "Refuse" in the banner.
    RefuseAll,
    /// Saved in the preference centre, or one embed allowed for good.
    Choice,
    /// The browser's Global Privacy Control signal.
    Gpc,
    /// Consent taken back.
    Withdrawal,
    /// `forthright.consent.set()` in the host page.
    Api,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 6] = [Self::AcceptAll, Self::RefuseAll, Self::Choice, Self::Gpc, Self::Withdrawal, Self::Api];

    /// The name in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AcceptAll => "accept-all",
            Self::RefuseAll => "refuse-all",
            Self::Choice => "choice",
            Self::Gpc => "gpc",
            Self::Withdrawal => "withdrawal",
            Self::Api => "api",
        }
    }
}
