//! Where a case stands: who the person is, how it ended, and what people read about it.

use forthright_clock::Right;
use forthright_rights::{COMPLAINT_UPHELD, NOT_DONE, Needed};
use serde::{Deserialize, Serialize};

/// The identity decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Identity {
    /// The documents show who the person is.
    Confirmed,
    /// It was clear without documents.
    AlreadyClear,
    /// The documents do not show it.
    NotConfirmed,
}

impl Identity {
    /// What a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Confirmed => "We have confirmed who you are.",
            Self::AlreadyClear => "We know who you are without documents.",
            Self::NotConfirmed => "We could not confirm who you are yet.",
        }
    }

    /// Whether information may be sent to the person.
    #[must_use]
    pub const fn is_known(self) -> bool {
        matches!(self, Self::Confirmed | Self::AlreadyClear)
    }
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// What was asked for was done.
    Done,
    /// Some of what was asked for was done; a message says what was not, and why.
    PartlyDone,
    /// The request was refused; a message says why.
    Refused,
    /// The complaint was right.
    Upheld,
    /// The complaint was partly right.
    PartlyUpheld,
    /// The complaint was not right.
    NotUpheld,
    /// The incident was dealt with.
    Handled,
    /// The person got what is held.
    InformationSent,
    /// Nothing is held.
    NothingHeld,
    /// The person took the request back.
    Withdrawn,
    /// The same request is already open.
    Duplicate,
    /// Identity was asked for and never shown.
    IdentityNotShown,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 12] = [
        Self::InformationSent,
        Self::NothingHeld,
        Self::Done,
        Self::PartlyDone,
        Self::Refused,
        Self::Upheld,
        Self::PartlyUpheld,
        Self::NotUpheld,
        Self::Handled,
        Self::Withdrawn,
        Self::Duplicate,
        Self::IdentityNotShown,
    ];

    /// Whether a case that came by this form can end so.
    #[must_use]
    pub fn fits(self, form: &str) -> bool {
        let right = Right::named(form);
        let copies = matches!(right, Some(Right::Access | Right::Portability));
        match self {
            Self::Withdrawn | Self::Duplicate => true,
            Self::InformationSent | Self::NothingHeld => copies,
            Self::Done | Self::PartlyDone => !copies && !matches!(form, "complaint" | "incident"),
            Self::Refused => !matches!(form, "complaint" | "incident"),
            // Where identity may not be asked for, nothing ends because it was not shown (UK GDPR Art 7(3)).
            Self::IdentityNotShown => {
                !matches!(form, "complaint" | "incident") && right != Some(Right::WithdrawConsent)
            }
            Self::Upheld | Self::PartlyUpheld | Self::NotUpheld => form == "complaint",
            Self::Handled => form == "incident",
        }
    }

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::PartlyDone => "partly-done",
            Self::Refused => "refused",
            Self::Upheld => "upheld",
            Self::PartlyUpheld => "partly-upheld",
            Self::NotUpheld => "not-upheld",
            Self::Handled => "handled",
            Self::InformationSent => "information-sent",
            Self::NothingHeld => "nothing-held",
            Self::Withdrawn => "withdrawn",
            Self::Duplicate => "duplicate",
            Self::IdentityNotShown => "identity-not-shown",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Done => "We did what you asked.",
            Self::PartlyDone => {
                "We did some of what you asked. Our message says what we did not do, and why. You can complain to us or to the regulator, or go to court."
            }
            Self::Refused => {
                "We have decided not to do what you asked. Our message says why. You can complain to us or to the regulator, or go to court."
            }
            Self::Upheld => "You were right. Our message says what we are doing about it.",
            Self::PartlyUpheld => {
                "You were partly right. Our message says what we are doing about it. You can complain to the regulator, or go to court."
            }
            Self::NotUpheld => {
                "We found that we acted as we should have. Our message says why. You can complain to the regulator, or go to court."
            }
            Self::Handled => "We have dealt with the incident. Thank you for telling us.",
            Self::InformationSent => "We sent you the information we hold.",
            Self::NothingHeld => "We looked, and we do not hold the information about you that you asked for.",
            Self::Withdrawn => "You withdrew your request.",
            Self::Duplicate => "We are dealing with the same request under another reference.",
            Self::IdentityNotShown => {
                "We could not confirm who you are, so we did not do what you asked. Our message says why. You can complain to us or to the regulator, or go to court."
            }
        }
    }

    /// Whether it tells what is held about somebody or changes it, so that identity must be known first. Withdrawing consent
    /// and objecting do not wait for that (UK GDPR Arts 7(3), 21(3)).
    #[must_use]
    pub fn discloses(self, form: &str) -> bool {
        matches!(self, Self::InformationSent | Self::NothingHeld | Self::Done | Self::PartlyDone)
            && Right::named(form).is_none_or(Right::may_wait_for_identity)
    }

    /// What the letter has to say that must have been sent before it: a refusal, a partial answer, a complaint's outcome and
    /// an ending for want of identity come with their reasons and the rights to complain and to go to court (UK GDPR Art 12(4);
    /// Data Protection Act 2018, s.164A). Empty where no letter is needed.
    #[must_use]
    pub const fn must_say(self) -> &'static [Needed] {
        match self {
            Self::Refused | Self::PartlyDone | Self::NotUpheld | Self::PartlyUpheld | Self::IdentityNotShown => {
                NOT_DONE
            }
            Self::Upheld => COMPLAINT_UPHELD,
            _ => &[],
        }
    }

    /// Whether it ends whatever was asked for, so that no right needs an outcome of its own.
    #[must_use]
    pub const fn ends_everything(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Duplicate | Self::IdentityNotShown)
    }

    /// The outcome with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// Where a case stands, in words people understand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nothing was decided yet and no documents came.
    Received,
    /// Documents wait for a decision.
    CheckingIdentity,
    /// The person has to do something.
    WaitingForYou,
    /// The team looks for the information.
    Searching,
    /// It ended.
    Closed,
}

impl Status {
    /// The name on the wire and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::CheckingIdentity => "checking-identity",
            Self::WaitingForYou => "waiting-for-you",
            Self::Searching => "searching",
            Self::Closed => "closed",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Received => "Received",
            Self::CheckingIdentity => "Checking who you are",
            Self::WaitingForYou => "Waiting for you",
            Self::Searching => "Searching",
            Self::Closed => "Closed",
        }
    }
}
