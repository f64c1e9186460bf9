//! Why somebody's identity was clear, or was not. It is asked for only where there is a real doubt (UK GDPR Art 12(6)), and
//! the reason is kept with the decision.

use serde::{Deserialize, Serialize};

/// Why it is clear without documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clear {
    /// They wrote from an account of the institution's.
    OwnAccount,
    /// They wrote from an address that is on their record.
    KnownAddress,
    /// The request goes on from other correspondence with them.
    Correspondence,
    /// A colleague who knows them saw or spoke with them.
    InPerson,
    /// A solicitor or somebody like that answers for who their client is.
    Professional,
}

impl Clear {
    /// Every reason, in the order they are offered.
    pub const ALL: [Self; 5] =
        [Self::OwnAccount, Self::KnownAddress, Self::Correspondence, Self::InPerson, Self::Professional];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OwnAccount => "own-account",
            Self::KnownAddress => "known-address",
            Self::Correspondence => "correspondence",
            Self::InPerson => "in-person",
            Self::Professional => "professional",
        }
    }

    /// What the team reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::OwnAccount => "They wrote from one of our accounts",
            Self::KnownAddress => "They wrote from an address on their record",
            Self::Correspondence => "We were already dealing with them about it",
            Self::InPerson => "A colleague who knows them saw or spoke with them",
            Self::Professional => "A solicitor or similar professional vouches for who they are",
        }
    }
}

/// Why it is not clear, so that information that shows it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// The request came from an address or account nobody knows.
    UnknownSender,
    /// What they told fits more than one person.
    SeveralPeople,
    /// Something they told does not fit what is held.
    DoesNotFit,
    /// What was asked for would do harm in the wrong hands.
    Sensitive,
}

impl Doubt {
    /// Every reason, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::UnknownSender, Self::SeveralPeople, Self::DoesNotFit, Self::Sensitive];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownSender => "unknown-sender",
            Self::SeveralPeople => "several-people",
            Self::DoesNotFit => "does-not-fit",
            Self::Sensitive => "sensitive",
        }
    }

    /// What the team reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::UnknownSender => "It came from an address we do not know",
            Self::SeveralPeople => "More than one person matches",
            Self::DoesNotFit => "Something does not match what we hold",
            Self::Sensitive => "It would do harm in the wrong hands",
        }
    }
}
