//! Which right a request uses. One thing about time depends on it: only the month of a request for access can stop
//! (UK GDPR Art 12A(5) speaks of requests under Article 15 alone).

use serde::{Deserialize, Serialize};

/// A right of the UK GDPR that a request can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// To see what is held (Art 15). A request for CCTV footage of oneself is one.
    Access,
    /// To have it corrected (Art 16).
    Rectification,
    /// To have it deleted (Art 17).
    Erasure,
    /// To have its use limited (Art 18).
    Restriction,
    /// To take it along (Art 20).
    Portability,
    /// To object to its use (Art 21).
    Objection,
    /// To have a person review a decision (Arts 22A to 22D).
    AutomatedDecision,
    /// To withdraw consent (Art 7(3)).
    WithdrawConsent,
}

/// Shows that a request is one for access. There is no other way to one than [`Right::access`], and no [`crate::Pause`]
/// without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access(());

impl Right {
    /// Every right, in the order of the articles.
    pub const ALL: [Self; 8] = [
        Self::Access,
        Self::Rectification,
        Self::Erasure,
        Self::Restriction,
        Self::Portability,
        Self::Objection,
        Self::AutomatedDecision,
        Self::WithdrawConsent,
    ];

    /// The right with this name, or the one that the form with this id is for.
    ///
    /// ```
    /// use forthright_clock::Right;
    ///
    /// assert_eq!(Right::named("cctv"), Some(Right::Access));
    /// assert_eq!(Right::named("complaint"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "subject-access" | "cctv" => Some(Self::Access),
            _ => Self::ALL.into_iter().find(|right| right.name() == name),
        }
    }

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Rectification => "rectification",
            Self::Erasure => "erasure",
            Self::Restriction => "restriction",
            Self::Portability => "portability",
            Self::Objection => "objection",
            Self::AutomatedDecision => "automated-decision",
            Self::WithdrawConsent => "withdraw-consent",
        }
    }

    /// What people read, after "a request".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Access => "to see information",
            Self::Rectification => "to have information corrected",
            Self::Erasure => "to have information deleted",
            Self::Restriction => "to limit how information is used",
            Self::Portability => "to take information elsewhere",
            Self::Objection => "to object to how information is used",
            Self::AutomatedDecision => "to have a person review a decision",
            Self::WithdrawConsent => "to withdraw consent",
        }
    }

    /// Proof that its time can be paused, for access alone (Art 12A(5)).
    #[must_use]
    pub const fn access(self) -> Option<Access> {
        match self {
            Self::Access => Some(Access(())),
            _ => None,
        }
    }

    /// Whether it may wait until it is clear who somebody is. Consent is withdrawn as easily as it was given (Art 7(3)), and
    /// somebody who objects to direct marketing is left alone (Art 21(3)); nothing is disclosed by either.
    #[must_use]
    pub const fn may_wait_for_identity(self) -> bool {
        !matches!(self, Self::Objection | Self::WithdrawConsent)
    }
}
