//! What the team wants to do with a case, and why it may be refused.

use crate::{Extension, Identity, Outcome, Proposal, SearchResult};
use forthright_clock::Need;
use forthright_evidence::Kind;
use forthright_rights::{Clear, Doubt};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
}

impl ClockCommand {
    /// Whether the person must be written to with it.
    #[must_use]
    pub const fn needs_letter(self) -> bool {
        matches!(self, Self::AskFor { .. } | Self::AskClarification | Self::Extend { .. })
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
    Close {
        /// How.
        outcome: Outcome,
    },
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
}

impl Refused {
    /// What the team reads.
    #[must_use]
    pub fn words(&self) -> String {
        let words = match self {
            Self::Clock(refused) => return refused.to_string(),
            Self::NoClock => "Only a request to use a right has a month to answer.",
            Self::InFuture => "The day is in the future. Choose today or an earlier day.",
            Self::Closed => "This case is closed. Nothing can be changed.",
            Self::IdentityNotKnown => {
                "First decide who the person is. Nothing about what is held may be sent before that."
            }
            Self::AlreadyDecided => "Identity has been decided and the documents are deleted.",
            Self::OtherKind => "A request of this kind does not end so. Choose another outcome.",
            Self::ReasonNeeded => {
                "Say why: choose the reason that makes identity clear, or the doubt that makes it necessary to ask."
            }
            Self::ApprovalNeeded => "A fee or a refusal is proposed first. A colleague approves it.",
            Self::ProposedAlready => "A fee or a refusal is proposed already. It is approved or not, first.",
            Self::NothingProposed => "Nothing is proposed that could be approved.",
            Self::OtherProposal => "Something else is proposed now. Open the case again and read it.",
            Self::OwnProposal => "You proposed this. A colleague has to approve it.",
            Self::NoGround => {
                "An exemption is no ground for a fee. Only a manifestly unfounded or excessive request can cost one."
            }
            Self::AcknowledgedAlready => "This was acknowledged already.",
            Self::KindNeeded => "Say which kind of document confirmed who the person is.",
        };
        words.to_owned()
    }
}
