//! Why a service may store or read something on a device: PECR regulation 6 and Schedule A1, in force since
//! 5 February 2026. What a basis covers is data, so that a change of the law is a change of a table.

use serde::{Deserialize, Serialize};

/// The paragraph of Schedule A1 a service relies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Paragraph 2: the person agreed.
    Consent,
    /// Paragraph 3: only to carry a communication over a network.
    Communication,
    /// Paragraph 4: strictly necessary for what the person asked for.
    StrictlyNecessary,
    /// Paragraph 5: statistics for the site's own improvement and nothing else; on until objected to.
    ExemptStatistics,
    /// Paragraph 6: appearance or functionality as the person prefers and nothing else; on until objected to.
    ExemptAppearance,
    /// Paragraph 7: to find a person who asked for emergency help.
    Emergency,
}

/// What a service does with what it stores or reads. A service with two kinds of purpose needs consent for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Carrying a message over a network.
    Communication,
    /// What the person asked for: security, signing in, keeping a choice.
    Service,
    /// How the site is used, with a view to improving it.
    Statistics,
    /// How the site looks or works for this person.
    Appearance,
    /// Finding somebody who asked for emergency help.
    Emergency,
    /// Showing what another provider hosts.
    Embedding,
    /// Advertising and its measurement.
    Advertising,
    /// Purposes of the provider's own.
    ProviderOwn,
}

impl Basis {
    /// Every basis, in the order of Schedule A1.
    pub const ALL: [Self; 6] = [
        Self::Consent,
        Self::Communication,
        Self::StrictlyNecessary,
        Self::ExemptStatistics,
        Self::ExemptAppearance,
        Self::Emergency,
    ];

    /// The name in the register and the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Communication => "communication",
            Self::StrictlyNecessary => "strictly-necessary",
            Self::ExemptStatistics => "exempt-statistics",
            Self::ExemptAppearance => "exempt-appearance",
            Self::Emergency => "emergency",
        }
    }

    /// The basis with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.name() == name)
    }

    /// The paragraph of Schedule A1.
    #[must_use]
    pub const fn paragraph(self) -> u8 {
        match self {
            Self::Consent => 2,
            Self::Communication => 3,
            Self::StrictlyNecessary => 4,
            Self::ExemptStatistics => 5,
            Self::ExemptAppearance => 6,
            Self::Emergency => 7,
        }
    }

    /// On without a choice, with clear information and a simple, free means of objecting (paragraphs 5 and 6).
    #[must_use]
    pub const fn is_exempt(self) -> bool {
        matches!(self, Self::ExemptStatistics | Self::ExemptAppearance)
    }

    /// Whether a visitor has a say: by consent, or by objecting.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        matches!(self, Self::Consent) || self.is_exempt()
    }

    /// Whether these purposes, and no other, may rest on this basis. Only consent covers everything; an exemption
    /// holds for its sole purpose. No purpose at all rests on nothing.
    #[must_use]
    pub fn covers(self, purposes: &[Purpose]) -> bool {
        let may = |purpose: &Purpose| match self {
            Self::Consent => true,
            Self::Communication => *purpose == Purpose::Communication,
            Self::StrictlyNecessary => matches!(purpose, Purpose::Communication | Purpose::Service),
            Self::ExemptStatistics => *purpose == Purpose::Statistics,
            Self::ExemptAppearance => *purpose == Purpose::Appearance,
            Self::Emergency => *purpose == Purpose::Emergency,
        };
        !purposes.is_empty() && purposes.iter().all(may)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_consent_covers_mixed_purposes() {
        let mixed = [Purpose::Statistics, Purpose::Advertising];
        let covering: Vec<Basis> = Basis::ALL.into_iter().filter(|basis| basis.covers(&mixed)).collect();
        assert_eq!(covering, [Basis::Consent]);
        assert!(Basis::ExemptStatistics.covers(&[Purpose::Statistics]));
        assert!(!Basis::ExemptStatistics.covers(&[Purpose::Statistics, Purpose::ProviderOwn]));
        assert!(!Basis::ExemptAppearance.covers(&[]));
    }

    #[test]
    fn the_bases_are_paragraphs_2_to_7_and_have_names() {
        assert_eq!(Basis::ALL.map(Basis::paragraph), [2, 3, 4, 5, 6, 7]);
        assert!(Basis::ALL.into_iter().all(|basis| Basis::from_name(basis.name()) == Some(basis)));
    }
}
