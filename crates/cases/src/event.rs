//! What can happen to a case. An event names nobody and holds nothing that people wrote, which is sealed elsewhere: facts about a case
//! that has a reference.

use crate::{Identity, Outcome};
use forthright_clock::{Need, Right};
use forthright_evidence::Kind;
use forthright_rights::{Clear, Decision, Doubt, Ground, Logged};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
        /// How and when it came, where staff logged it or an agent's system sent it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        logged: Option<Logged>,
        /// SHA-256 of each envelope as it was acknowledged, in hexadecimal, by the part's name. Empty for requests from before that
        /// was noted.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        digests: BTreeMap<String, String>,
        /// The rights it uses besides the form's own. Each needs an outcome.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<Right>,
    },
    /// A complaint was acknowledged (Data Protection Act 2018, s.164A): with its receipt, or by a letter.
    Acknowledged {
        /// The letter's id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    },
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
        /// Why it was clear without documents.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clear: Option<Clear>,
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
        /// Why identity was not clear.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        doubt: Option<Doubt>,
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
    /// Nothing but exam marks is asked for, and before the results are announced (Data Protection Act 2018, Sch 2 para 25).
    ExamMarks {
        /// The London date.
        on: Date,
        /// The day of the results, if it is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        announced: Option<Date>,
    },
    /// Somebody looked, or decided not to look, in a place of the register.
    Searched {
        /// The place as the register names it.
        place: String,
        /// What came of it.
        result: SearchResult,
    },
    /// Somebody proposed a fee or a refusal; the letter is kept under its id and not sent.
    Proposed {
        /// Which.
        decision: Decision,
        /// Why.
        ground: Ground,
        /// The letter's id.
        message: String,
        /// Which member of staff: an id that stays when a name changes.
        by: String,
    },
    /// A colleague approved it: the letter was sent, and the decision holds.
    Approved {
        /// Which decision.
        decision: Decision,
        /// The letter's id.
        message: String,
        /// The London date.
        on: Date,
    },
    /// A colleague did not approve it, or who proposed it took it back.
    NotApproved,
    /// The bank holidays that are known changed, and with them the day on which the answer is due.
    Recomputed {
        /// The day until now.
        before: Date,
        /// The day from now on.
        due: Date,
        /// SHA-256 of the set of holidays.
        holidays: String,
    },
    /// The case ended.
    Closed {
        /// How.
        outcome: Outcome,
        /// The letter that says why, by its id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<String>,
        /// How the other rights that it used ended.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        rights: BTreeMap<Right, Outcome>,
    },
}

impl Event {
    /// Whether somebody outside who follows the case sees a difference.
    #[must_use]
    pub const fn is_seen_outside(&self) -> bool {
        self.moves_the_date() || matches!(self, Self::IdentityDecided { .. } | Self::Closed { .. })
    }

    /// Whether the case is another afterwards. Opening a part only leaves a trace.
    #[must_use]
    pub const fn changes_the_case(&self) -> bool {
        !matches!(self, Self::Opened { .. })
    }

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
                | Self::ExamMarks { .. }
                | Self::Approved { decision: Decision::Fee, .. }
                | Self::Recomputed { .. }
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
    /// Nothing is left that has a date: a complaint was acknowledged, and its outcome follows without undue delay.
    Acknowledged,
}

impl Waiting {
    /// Whether there is a day by which something is due.
    #[must_use]
    pub const fn has_date(self) -> bool {
        matches!(self, Self::No | Self::Paused)
    }

    /// Whether the person has to do something first.
    #[must_use]
    pub const fn is_for_the_person(self) -> bool {
        matches!(self, Self::ToStart | Self::Paused)
    }

    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::ToStart => "to-start",
            Self::Paused => "paused",
            Self::Acknowledged => "acknowledged",
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
