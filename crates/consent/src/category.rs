//! The fixed words of consent: categories, legal bases and where a decision came from.

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

    /// The heading a visitor sees.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Necessary => "Needed for the site to work",
            Self::Preferences => "Remembering your preferences",
            Self::Statistics => "Counting how the site is used",
            Self::Media => "Videos and other media",
            Self::Marketing => "Advertising",
        }
    }
}

/// Why a service may store or read something on a device (PECR reg 6 and Schedule A1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Schedule A1 paragraphs 3 and 4: communication, or strictly necessary for what the person asked for.
    StrictlyNecessary,
    /// Schedule A1 paragraph 2: the person agreed.
    Consent,
    /// Schedule A1 paragraph 5: statistics for the site's own improvement; on until objected to.
    ExemptStatistics,
    /// Schedule A1 paragraph 6: appearance or functionality; on until objected to.
    ExemptAppearance,
}

impl Basis {
    /// Every basis.
    pub const ALL: [Self; 4] = [Self::StrictlyNecessary, Self::Consent, Self::ExemptStatistics, Self::ExemptAppearance];

    /// The name in the register and the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::StrictlyNecessary => "strictly-necessary",
            Self::Consent => "consent",
            Self::ExemptStatistics => "exempt-statistics",
            Self::ExemptAppearance => "exempt-appearance",
        }
    }

    /// The basis with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.name() == name)
    }

    /// On without a choice, with clear information and a free objection (Schedule A1 paragraphs 5 and 6).
    #[must_use]
    pub const fn is_exempt(self) -> bool {
        matches!(self, Self::ExemptStatistics | Self::ExemptAppearance)
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
    /// All sources with the letter each has in the cookie.
    pub const LETTERS: [(Self, char); 6] = [
        (Self::AcceptAll, 'a'),
        (Self::RefuseAll, 'r'),
        (Self::Choice, 'c'),
        (Self::Gpc, 'g'),
        (Self::Withdrawal, 'w'),
        (Self::Api, 'i'),
    ];

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
