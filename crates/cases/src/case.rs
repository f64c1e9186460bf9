//! A case: what its events add up to, and what may be decided next.

use crate::{Event, Extension, Identity, Outcome, SearchResult, Status, Waiting};
use forthright_clock::{BeyondKnownHolidays, Calendar, Due, Need, Request};
use forthright_evidence::Kind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A case as its events leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    form: String,
    due: Date,
    files: u8,
    identity: Option<Identity>,
    outcome: Option<Outcome>,
    /// The month to answer; complaints and incidents have none.
    clock: Option<Request>,
}

/// What can be done to the time to answer. Each on a London date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum ClockCommand {
    /// Ask for something that is needed before it starts.
    AskFor {
        /// What.
        need: Need,
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
    },
    /// Write to the person.
    SendMessage {
        /// The id the text is kept under.
        message: String,
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
            Self::KindNeeded => "Say which kind of document confirmed who the person is.",
        };
        words.to_owned()
    }
}

impl Case {
    /// The case its events add up to; `None` when they do not begin with [`Event::Received`].
    #[must_use]
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Self> {
        let mut events = events.into_iter();
        let Some(Event::Received { form, on, due, files, .. }) = events.next() else { return None };
        let clock = (!matches!(form.as_str(), "complaint" | "incident")).then(|| Request::received(*on));
        let mut case = Self { form: form.clone(), due: *due, files: *files, identity: None, outcome: None, clock };
        for event in events {
            case.apply(event);
        }
        Some(case)
    }

    /// Takes one more event into account.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::IdentityDecided { outcome, .. } => self.identity = Some(*outcome),
            Event::Closed { outcome } => self.outcome = Some(*outcome),
            Event::NeedAsked { need, on } => self.note(|clock| clock.ask_for(*need, *on)),
            Event::NeedArrived { need, on } => self.note(|clock| clock.arrived(*need, *on)),
            Event::ClarificationAsked { on } => self.note(|clock| clock.pause(*on)),
            Event::ClarificationAnswered { on } => self.note(|clock| clock.resume(*on)),
            Event::Extended { on, .. } => self.note(|clock| {
                clock.note_extension(*on);
                Ok(())
            }),
            Event::Received { .. }
            | Event::Acknowledged
            | Event::Opened { .. }
            | Event::MessageSent { .. }
            | Event::Searched { .. } => {}
        }
    }

    /// What was possible when it happened.
    fn note(&mut self, change: impl FnOnce(&mut Request) -> Result<(), forthright_clock::Refused>) {
        if let Some(clock) = &mut self.clock {
            let _ = change(clock);
        }
    }

    fn clock(&self, command: ClockCommand, on: Date, calendar: &Calendar) -> Result<Event, Refused> {
        let mut clock = self.clock.clone().ok_or(Refused::NoClock)?;
        let (done, event) = match command {
            ClockCommand::AskFor { need: Need::Identity } if self.identity.is_some_and(Identity::is_known) => {
                return Err(Refused::AlreadyDecided);
            }
            ClockCommand::AskFor { need } => (clock.ask_for(need, on), Event::NeedAsked { need, on }),
            ClockCommand::Arrived { need } => (clock.arrived(need, on), Event::NeedArrived { need, on }),
            ClockCommand::AskClarification => (clock.pause(on), Event::ClarificationAsked { on }),
            ClockCommand::ClarificationAnswered => (clock.resume(on), Event::ClarificationAnswered { on }),
            ClockCommand::Extend { why } => (clock.extend(on, calendar), Event::Extended { on, why }),
        };
        done.map(|()| event).map_err(Refused::Clock)
    }

    /// What the command leads to, or why it cannot be done. `today` is the London date.
    ///
    /// # Errors
    /// [`Refused`] with words for the team.
    pub fn decide(&self, command: Command, today: Date, calendar: &Calendar) -> Result<Event, Refused> {
        if self.outcome.is_some() {
            return Err(Refused::Closed);
        }
        match command {
            Command::DecideIdentity { .. } if self.identity.is_some_and(Identity::is_known) => {
                Err(Refused::AlreadyDecided)
            }
            Command::DecideIdentity { kind: None, outcome: Identity::Confirmed } => Err(Refused::KindNeeded),
            Command::DecideIdentity { kind, outcome } => Ok(Event::IdentityDecided { kind, outcome }),
            Command::SendMessage { message } => Ok(Event::MessageSent { message }),
            Command::Clock { on, .. } if on > today => Err(Refused::InFuture),
            Command::Clock { command, on } => self.clock(command, on, calendar),
            Command::RecordSearch { place, result } => Ok(Event::Searched { place, result }),
            Command::Close { outcome } if !outcome.fits(&self.form) => Err(Refused::OtherKind),
            Command::Close { outcome } if outcome.discloses() && !self.identity.is_some_and(Identity::is_known) => {
                Err(Refused::IdentityNotKnown)
            }
            Command::Close { outcome } => Ok(Event::Closed { outcome }),
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn status(&self) -> Status {
        match (self.outcome, self.identity) {
            (Some(_), _) => Status::Closed,
            (None, Some(Identity::NotConfirmed)) => Status::WaitingForYou,
            (None, _) if self.waiting() != Waiting::No => Status::WaitingForYou,
            (None, Some(_)) => Status::Searching,
            (None, None) if self.files > 0 => Status::CheckingIdentity,
            (None, None) => Status::Received,
        }
    }

    /// When the answer is due, as it was told with the receipt.
    #[must_use]
    pub fn due(&self) -> Date {
        self.due
    }

    /// When the answer is due after all that happened; none while the time has not started or where there is no month.
    ///
    /// # Errors
    /// [`BeyondKnownHolidays`] when the answer needs a bank holiday that is not known.
    pub fn due_now(&self, calendar: &Calendar) -> Result<Option<Due>, BeyondKnownHolidays> {
        self.clock.as_ref().map_or(Ok(None), |clock| clock.due(calendar))
    }

    /// Whether the time to answer waits for the person.
    #[must_use]
    pub fn waiting(&self) -> Waiting {
        match &self.clock {
            Some(clock) if clock.start().is_none() => Waiting::ToStart,
            Some(clock) if clock.paused_since().is_some() => Waiting::Paused,
            _ => Waiting::No,
        }
    }

    /// What is awaited before the time to answer starts.
    #[must_use]
    pub fn awaited(&self) -> Vec<Need> {
        self.clock.iter().flat_map(Request::awaited).collect()
    }

    /// The identity decision, if it was made.
    #[must_use]
    pub fn identity(&self) -> Option<Identity> {
        self.identity
    }

    /// How it ended, if it did.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// Whether the documents must be gone: identity was decided, or the case ended.
    #[must_use]
    pub fn documents_must_be_gone(&self) -> bool {
        self.identity.is_some() || self.outcome.is_some()
    }
}
