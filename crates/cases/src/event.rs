//! What can happen to a case. An event holds no personal data: what people wrote is sealed elsewhere.

use forthright_clock::Need;
use forthright_evidence::Kind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum Event {
    /// The request arrived, sealed.
    Received {
        /// The form it came by.
        form: String,
        /// The London date it counts from.
        on: Date,
        /// When the answer is due.
        due: Date,
        /// How many documents came with it.
        files: u8,
        /// SHA-256 of the notice that the person was pointed to (UK GDPR Art 13).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notice: Option<String>,
    },
    /// A complaint was acknowledged with its receipt (Data Protection Act 2018, s.164A).
    Acknowledged,
    /// Somebody of the team fetched a sealed part to open it.
    Opened {
        /// Which part.
        part: Part,
    },
    /// It was decided whether the person is known. The documents were deleted with it.
    IdentityDecided {
        /// The kind of document that decided, if one did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<Kind>,
        /// The decision.
        outcome: Identity,
    },
    /// The team wrote to the person; the text is kept apart under this id.
    MessageSent {
        /// The message's id.
        message: String,
    },
    /// Something was asked for that is needed before the time to answer starts.
    NeedAsked {
        /// What.
        need: Need,
        /// The London date.
        on: Date,
    },
    /// It arrived.
    NeedArrived {
        /// What.
        need: Need,
        /// The London date.
        on: Date,
    },
    /// A clarification was asked for that is reasonably required: the time stops.
    ClarificationAsked {
        /// The London date.
        on: Date,
    },
    /// It was answered: the time goes on.
    ClarificationAnswered {
        /// The London date.
        on: Date,
    },
    /// The person was told that it takes two months more (UK GDPR Art 12A).
    Extended {
        /// The London date.
        on: Date,
        /// Why.
        why: Extension,
    },
    /// Somebody looked, or decided not to look, in a place of the register.
    Searched {
        /// The place as the register names it.
        place: String,
        /// What came of it.
        result: SearchResult,
    },
    /// The case ended.
    Closed {
        /// How.
        outcome: Outcome,
    },
}

impl Event {
    /// Whether it can change when the answer is due.
    #[must_use]
    pub const fn moves_the_date(&self) -> bool {
        matches!(
            self,
            Self::NeedAsked { .. }
                | Self::NeedArrived { .. }
                | Self::ClarificationAsked { .. }
                | Self::ClarificationAnswered { .. }
                | Self::Extended { .. }
        )
    }
}

/// A sealed part of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "part", content = "n")]
pub enum Part {
    /// What the person wrote.
    Answers,
    /// Document `n`, counted from 1.
    File(u8),
}

impl Part {
    /// The name inside the envelope and in addresses.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Answers => "answers".to_owned(),
            Self::File(n) => format!("file-{n}"),
        }
    }

    /// The part with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name.strip_prefix("file-") {
            Some(n) => n.parse().ok().filter(|n| (1..=9).contains(n)).map(Self::File),
            None => (name == "answers").then_some(Self::Answers),
        }
    }
}

/// Why a request may take two months more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extension {
    /// It is complex.
    Complex,
    /// The person made many requests.
    Many,
}

impl Extension {
    /// What the team and the person read.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Complex => "it is complex",
            Self::Many => "you made several requests",
        }
    }
}

/// Whether the time to answer waits for the person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Waiting {
    /// It runs, or there is none.
    #[default]
    No,
    /// It has not started: there is no due date yet.
    ToStart,
    /// It is stopped until a clarification is answered.
    Paused,
}

impl Waiting {
    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::ToStart => "to-start",
            Self::Paused => "paused",
        }
    }
}

/// What came of looking in one place: the record that the search was reasonable and proportionate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SearchResult {
    /// Something of the person's is there.
    Found,
    /// Nothing is.
    Nothing,
    /// It was not searched, because nothing that was asked for can be there.
    NotNeeded,
}

impl SearchResult {
    /// Every result, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Found, Self::Nothing, Self::NotNeeded];

    /// What the team reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Found => "Found something",
            Self::Nothing => "Found nothing",
            Self::NotNeeded => "Not needed",
        }
    }
}

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
        let copies = matches!(form, "subject-access" | "cctv" | "portability");
        match self {
            Self::Withdrawn | Self::Duplicate => true,
            Self::InformationSent | Self::NothingHeld => copies,
            Self::Done | Self::PartlyDone => !copies && !matches!(form, "complaint" | "incident"),
            Self::Refused | Self::IdentityNotShown => !matches!(form, "complaint" | "incident"),
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
                "We did some of what you asked. Our message says what we did not do, and why. You can complain to us or to the Information Commissioner, or go to court."
            }
            Self::Refused => {
                "We did not do what you asked. Our message says why. You can complain to us or to the Information Commissioner, or go to court."
            }
            Self::Upheld => "You were right. Our message says what we do about it.",
            Self::PartlyUpheld => {
                "You were right in part. Our message says what we do about it. You can complain to the Information Commissioner, or go to court."
            }
            Self::NotUpheld => {
                "We found that we acted as we should. Our message says why. You can complain to the Information Commissioner, or go to court."
            }
            Self::Handled => "We have dealt with the incident. Thank you for telling us.",
            Self::InformationSent => "We sent you the information we hold.",
            Self::NothingHeld => "We looked and hold nothing about you that you asked for.",
            Self::Withdrawn => "You took your request back.",
            Self::Duplicate => "We are answering the same request under another reference.",
            Self::IdentityNotShown => "We could not find out who you are, so we could not send anything.",
        }
    }

    /// Whether it tells what is held about somebody or changes it, so that identity must be known first.
    #[must_use]
    pub const fn discloses(self) -> bool {
        matches!(self, Self::InformationSent | Self::NothingHeld | Self::Done | Self::PartlyDone)
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
