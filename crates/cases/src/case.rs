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
        let Some(Event::Received { form, on, due, files }) = events.next() else { return None };
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 26);

    fn calendar() -> Calendar {
        let holidays = ["2026-01-01", "2027-12-27"]
            .map(|day| forthright_clock::Holiday { date: day.parse().unwrap(), name: "New Year’s Day".into() });
        Calendar::new(holidays)
    }

    fn decide(case: &Case, command: Command) -> Result<Event, Refused> {
        case.decide(command, TODAY, &calendar())
    }

    fn received(files: u8) -> Case {
        let (on, due) = ("2026-11-25".parse().unwrap(), "2026-12-29".parse().unwrap());
        Case::replay(&[Event::Received { form: "subject-access".into(), on, due, files }]).unwrap()
    }

    fn decided(outcome: Identity) -> Case {
        let mut case = received(1);
        case.apply(&decide(&case, Command::DecideIdentity { kind: Some(Kind::Passport), outcome }).unwrap());
        case
    }

    #[test]
    fn nothing_is_disclosed_before_the_person_is_known() {
        for outcome in Outcome::ALL.into_iter().filter(|outcome| outcome.fits("subject-access")) {
            let expected =
                if outcome.discloses() { Err(Refused::IdentityNotKnown) } else { Ok(Event::Closed { outcome }) };
            assert_eq!(decide(&received(1), Command::Close { outcome }), expected);
            assert_eq!(decide(&decided(Identity::NotConfirmed), Command::Close { outcome }), expected);
            assert!(decide(&decided(Identity::Confirmed), Command::Close { outcome }).is_ok());
        }
    }

    #[test]
    fn each_kind_of_request_has_outcomes_of_its_own() {
        for form in ["subject-access", "erasure", "complaint", "incident"] {
            assert!(Outcome::ALL.into_iter().filter(|outcome| outcome.fits(form)).count() >= 3, "{form}");
        }
        let closed = |outcome| decide(&decided(Identity::Confirmed), Command::Close { outcome });
        for outcome in [Outcome::Upheld, Outcome::Handled, Outcome::Done] {
            assert_eq!(closed(outcome), Err(Refused::OtherKind));
        }
    }

    #[test]
    fn the_status_follows_the_events() {
        assert_eq!(received(0).status(), Status::Received);
        assert_eq!(received(2).status(), Status::CheckingIdentity);
        assert_eq!(decided(Identity::NotConfirmed).status(), Status::WaitingForYou);
        assert_eq!(decided(Identity::AlreadyClear).status(), Status::Searching);
    }

    #[test]
    fn documents_go_with_the_decision_or_with_the_case() {
        assert!(!received(1).documents_must_be_gone());
        for outcome in [Identity::Confirmed, Identity::AlreadyClear, Identity::NotConfirmed] {
            assert!(decided(outcome).documents_must_be_gone());
        }
        let mut case = received(1);
        case.apply(&Event::Closed { outcome: Outcome::Withdrawn });
        assert!(case.documents_must_be_gone());
    }

    #[test]
    fn a_closed_case_takes_nothing_more() {
        let mut case = received(0);
        case.apply(&Event::Closed { outcome: Outcome::Withdrawn });
        assert_eq!(case.status(), Status::Closed);
        assert_eq!(decide(&case, Command::SendMessage { message: "m".into() }), Err(Refused::Closed));
    }

    #[test]
    fn a_document_confirms_only_when_its_kind_is_named() {
        let command = Command::DecideIdentity { kind: None, outcome: Identity::Confirmed };
        assert_eq!(decide(&received(1), command), Err(Refused::KindNeeded));
        let again = Command::DecideIdentity { kind: Some(Kind::Passport), outcome: Identity::Confirmed };
        assert_eq!(decide(&decided(Identity::Confirmed), again), Err(Refused::AlreadyDecided));
    }

    #[test]
    fn a_list_that_does_not_begin_with_receipt_is_no_case() {
        assert!(Case::replay(&[]).is_none());
        assert!(Case::replay(&[Event::Closed { outcome: Outcome::Withdrawn }]).is_none());
    }

    fn clock(command: ClockCommand, on: &str) -> Command {
        Command::Clock { command, on: on.parse().unwrap() }
    }

    #[test]
    fn the_time_stops_goes_on_and_is_extended_once() {
        let mut case = received(0);
        let due = |case: &Case| case.due_now(&calendar()).unwrap().map(|due| due.due.to_string());
        assert_eq!(due(&case).as_deref(), Some("2026-12-25"));
        case.apply(&decide(&case, clock(ClockCommand::AskClarification, "2026-11-25")).unwrap());
        assert_eq!((case.waiting(), case.status()), (Waiting::Paused, Status::WaitingForYou));
        case.apply(&decide(&case, clock(ClockCommand::ClarificationAnswered, "2026-11-26")).unwrap());
        assert_eq!((case.waiting(), due(&case).as_deref()), (Waiting::No, Some("2026-12-28")));
        let extend = clock(ClockCommand::Extend { why: Extension::Complex }, "2026-11-26");
        case.apply(&decide(&case, extend.clone()).unwrap());
        assert_eq!(due(&case).as_deref(), Some("2027-02-26"));
        assert!(matches!(decide(&case, extend), Err(Refused::Clock(_))));
        let future = clock(ClockCommand::AskClarification, "2026-11-27");
        assert_eq!(decide(&case, future), Err(Refused::InFuture));
    }

    #[test]
    fn without_what_is_needed_there_is_no_due_date_and_who_is_known_is_not_asked() {
        let mut case = received(0);
        let ask = |need| clock(ClockCommand::AskFor { need }, "2026-11-26");
        case.apply(&decide(&case, ask(Need::Authority)).unwrap());
        assert_eq!((case.waiting(), case.awaited()), (Waiting::ToStart, vec![Need::Authority]));
        assert_eq!(case.due_now(&calendar()).unwrap(), None);
        assert_eq!(decide(&decided(Identity::AlreadyClear), ask(Need::Identity)), Err(Refused::AlreadyDecided));
        let (on, due) = ("2026-11-25".parse().unwrap(), "2026-12-25".parse().unwrap());
        let complaint = Case::replay(&[Event::Received { form: "complaint".into(), on, due, files: 0 }]).unwrap();
        assert_eq!(decide(&complaint, ask(Need::Fee)), Err(Refused::NoClock));
        case.apply(&Event::Closed { outcome: Outcome::Withdrawn });
        assert_eq!(decide(&case, ask(Need::Fee)), Err(Refused::Closed));
    }
}
