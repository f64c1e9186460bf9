//! What the team wants to do with a case, and why it may be refused.

use crate::{Extension, Identity, Outcome, Proposal, SearchResult};
use forthright_clock::{Need, Right, long_date};
use forthright_evidence::Kind;
use forthright_rights::{Clear, Doubt, Needed};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What can be done to the time to answer. Each on a London date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum ClockCommand {
    /// Ask for something that is needed before it starts.
    AskFor {
        /// What.
        need: Need,
        /// Why identity is not clear; needed to ask for it.
        #[serde(default)]
        doubt: Option<Doubt>,
    },
    /// Note that it arrived.
    Arrived {
        /// What.
        need: Need,
    },
    /// Ask what is meant.
    AskClarification,
    /// Note the answer.
    ClarificationAnswered,
    /// Take two months more.
    Extend {
        /// Why.
        why: Extension,
    },
    /// Note that nothing but exam marks is asked for, before the results.
    ExamMarks {
        /// The day of the results, if it is known; it may be to come.
        #[serde(default)]
        announced: Option<Date>,
    },
}

impl ClockCommand {
    /// Whether the person must be written to with it.
    #[must_use]
    pub const fn needs_letter(self) -> bool {
        matches!(self, Self::AskFor { .. } | Self::AskClarification | Self::Extend { .. } | Self::ExamMarks { .. })
    }
}

/// Something the team wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Decide whether the person is known; deletes the documents.
    DecideIdentity {
        /// The kind of document that decided.
        kind: Option<Kind>,
        /// The decision.
        outcome: Identity,
        /// Why it is clear without documents; needed to say so.
        clear: Option<Clear>,
    },
    /// Write to the person.
    SendMessage {
        /// The id the text is kept under.
        message: String,
    },
    /// Acknowledge a complaint by a letter.
    Acknowledge {
        /// The id the text is kept under.
        message: String,
    },
    /// Propose a fee or a refusal.
    Propose(Proposal),
    /// Approve what a colleague proposed, or not; who proposed it can take it back.
    AnswerProposal {
        /// Whether it is approved.
        approve: bool,
        /// The letter that was read.
        message: String,
        /// Which member of staff answers.
        by: String,
    },
    /// Start, stop or extend the time to answer.
    Clock {
        /// How.
        command: ClockCommand,
        /// The London date on which it happened.
        on: Date,
    },
    /// Note what came of looking in one place.
    RecordSearch {
        /// The place as the register names it.
        place: String,
        /// What came of it.
        result: SearchResult,
    },
    /// End the case; deletes the documents if they are still there.
    Close(Closing),
}

/// How a case ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// What came of the right that its form is for.
    pub outcome: Outcome,
    /// What came of the other rights that it used.
    pub rights: BTreeMap<Right, Outcome>,
    /// The letter that was sent and says all that [`Closing::must_say`] names, by its id.
    pub letter: Option<String>,
}

impl Closing {
    /// An ending of a request that used one right.
    #[must_use]
    pub const fn with(outcome: Outcome) -> Self {
        Self { outcome, rights: BTreeMap::new(), letter: None }
    }

    /// What the letter has to say that must have been sent: all that any of the outcomes needs.
    #[must_use]
    pub fn must_say(&self) -> &'static [Needed] {
        let all = self.rights.values().chain([&self.outcome]).map(|outcome| outcome.must_say());
        all.max_by_key(|needed| needed.len()).unwrap_or_default()
    }
}

/// Why something cannot be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The time to answer does not allow it.
    Clock(forthright_clock::Refused),
    /// There is no time to start, stop or extend.
    NoClock,
    /// It has not happened yet.
    InFuture,
    /// The case has ended.
    Closed,
    /// Nothing may be disclosed before it is decided who the person is (UK GDPR Art 12(6), seed row A18).
    IdentityNotKnown,
    /// The identity decision was made already; the documents are gone.
    AlreadyDecided,
    /// The case cannot end so: the outcome belongs to another kind of request.
    OtherKind,
    /// A document kind is needed to confirm identity by documents.
    KindNeeded,
    /// It must be said why identity is clear, or why it is not.
    ReasonNeeded,
    /// A fee or a refusal is a decision that a colleague approves.
    ApprovalNeeded,
    /// Something is proposed already.
    ProposedAlready,
    /// Nothing is proposed.
    NothingProposed,
    /// Something else is proposed now than what was read.
    OtherProposal,
    /// Nobody approves what they proposed themselves.
    OwnProposal,
    /// The ground does not allow it.
    NoGround,
    /// It was acknowledged already.
    AcknowledgedAlready,
    /// It ends only with a letter that says why, and whom the person can turn to (UK GDPR Art 12(4), DPA 2018 s.164A).
    LetterNeeded,
    /// Another right that the request used has no outcome.
    RightUnanswered(Right),
    /// The form's own right was given a second outcome.
    RightNotUsed(Right),
    /// Identity was never asked for, or what was asked for has come.
    IdentityNotAsked,
    /// Identity was asked for too short a time ago; not before this day.
    IdentityAwaited(Date),
    /// This right does not wait for identity (UK GDPR Art 7(3)).
    NoIdentity,
}

impl Refused {
    /// What the team reads.
    #[must_use]
    pub fn words(&self) -> String {
        let words = match self {
            Self::Clock(refused) => return refused.to_string(),
            Self::RightUnanswered(right) => {
                return format!(
                    "The request is also one {}. Record the outcome of that before you close the case.",
                    right.words()
                );
            }
            Self::RightNotUsed(right) => {
                return format!(
                    "The outcome of the request {} is the outcome of the case. Give it only once.",
                    right.words()
                );
            }
            Self::IdentityAwaited(until) => {
                return format!(
                    "The person has until {} to show who they are. Wait, or choose another outcome.",
                    long_date(*until)
                );
            }
            Self::LetterNeeded => {
                "Before you choose this outcome, send a letter that says why, and that the person can complain to us, complain \
                 to the regulator and go to court."
            }
            Self::IdentityNotAsked => {
                "We did not ask who the person is, or what we asked for has arrived. So the case cannot end this way."
            }
            Self::NoIdentity => {
                "Withdrawing consent must be as easy as giving it: no one has to show who they are to do it (UK GDPR, Article \
                 7(3))."
            }
            Self::NoClock => "Only a request to use a right has a month for the reply.",
            Self::InFuture => "The day is in the future. Choose today or an earlier day.",
            Self::Closed => "This case is closed. Nothing can be changed.",
            Self::IdentityNotKnown => {
                "First decide who the person is. Nothing about what we hold may be sent before that."
            }
            Self::AlreadyDecided => "Identity has been decided and the documents are deleted.",
            Self::OtherKind => "A request of this kind cannot end this way. Choose another outcome.",
            Self::ReasonNeeded => {
                "Say why: choose the reason that makes identity clear, or the doubt that makes it necessary to ask."
            }
            Self::ApprovalNeeded => "A fee or a refusal must be proposed first. A colleague must approve it.",
            Self::ProposedAlready => {
                "A fee or a refusal has already been proposed. A colleague must first approve it or not."
            }
            Self::NothingProposed => "There is no proposal to approve.",
            Self::OtherProposal => "Something else has now been proposed. Open the case again and read it.",
            Self::OwnProposal => "You proposed this. A colleague has to approve it.",
            Self::NoGround => {
                "An exemption is not a ground for a fee. We can only charge one for a manifestly unfounded or excessive request."
            }
            Self::AcknowledgedAlready => "This has already been acknowledged.",
            Self::KindNeeded => "Say which kind of document confirmed who the person is.",
        };
        words.to_owned()
    }
}
