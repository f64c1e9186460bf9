//! A fee or a refusal: a decision with a ground, which a colleague approves (UK GDPR Art 12(5)).

use serde::{Deserialize, Serialize};

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// A reasonable fee has to be paid first.
    Fee,
    /// The request is not acted on.
    Refusal,
}

impl Decision {
    /// What the team reads, after "to".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Fee => "ask for a fee",
            Self::Refusal => "refuse",
        }
    }
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The request is manifestly unfounded (Art 12(5)).
    Unfounded,
    /// The request is manifestly excessive (Art 12(5)).
    Excessive,
    /// An exemption of the Data Protection Act 2018, Schedules 2 to 4, holds. It never makes a fee lawful.
    Exemption,
}

impl Ground {
    /// Every ground, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Unfounded, Self::Excessive, Self::Exemption];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unfounded => "unfounded",
            Self::Excessive => "excessive",
            Self::Exemption => "exemption",
        }
    }

    /// What the team reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unfounded => "It is manifestly unfounded",
            Self::Excessive => "It is manifestly excessive",
            Self::Exemption => "An exemption applies",
        }
    }

    /// Whether the law gives this ground for the decision.
    #[must_use]
    pub const fn allows(self, decision: Decision) -> bool {
        !matches!((self, decision), (Self::Exemption, Decision::Fee))
    }

    /// How a letter names it, in English and in Welsh.
    pub(crate) const fn named(self) -> [&'static str; 2] {
        match self {
            Self::Unfounded => ["unfounded", "di-sail"],
            Self::Excessive => ["excessive", "ormodol"],
            Self::Exemption => ["exempt", "esempt"],
        }
    }
}
