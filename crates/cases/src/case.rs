//! A case: what its events add up to, and what may be decided next.

use crate::{ClockCommand, Command, Event, Identity, Outcome, Refused, Status, Waiting};
use forthright_clock::{BeyondKnownHolidays, Calendar, Due, Need, Request, Right, complaint_acknowledgement};
use forthright_rights::{Decision, Ground};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A case as its events leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub(crate) form: String,
    pub(crate) received: Date,
    pub(crate) due: Date,
    pub(crate) files: u8,
    pub(crate) identity: Option<Identity>,
    pub(crate) outcome: Option<Outcome>,
    /// The month to answer; complaints and incidents have none.
    pub(crate) clock: Option<Request>,
    pub(crate) acknowledged: bool,
    pub(crate) proposal: Option<Proposal>,
    /// The letter of a refusal that a colleague approved.
    pub(crate) refusal: Option<String>,
    /// The rights it uses besides the form's own.
    pub(crate) also: Vec<Right>,
    pub(crate) rights: BTreeMap<Right, Outcome>,
    /// When identity was last asked for.
    pub(crate) identity_asked: Option<Date>,
}

/// A fee or a refusal that waits for a colleague (UK GDPR Art 12(5)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Which.
    pub decision: Decision,
    /// Why.
    pub ground: Ground,
    /// The letter's id.
    pub message: String,
    /// Which member of staff proposed it: an id that stays when a name changes.
    pub by: String,
}

impl Case {
    /// The case its events add up to; `None` when they do not begin with [`Event::Received`].
    #[must_use]
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Self> {
        let mut events = events.into_iter();
        let Some(Event::Received { form, on, due, files, also, .. }) = events.next() else { return None };
        // The month of a request that uses other rights as well cannot stop: those have no pause (UK GDPR Art 12A(5)).
        let right = Right::named(form).filter(|right| also.iter().all(|other| other == right));
        let clock = (!matches!(form.as_str(), "complaint" | "incident")).then(|| Request::received(*on, right));
        let mut case = Self {
            form: form.clone(),
            received: *on,
            due: *due,
            files: *files,
            identity: None,
            outcome: None,
            clock,
            acknowledged: false,
            proposal: None,
            refusal: None,
            also: also.clone(),
            rights: BTreeMap::new(),
            identity_asked: None,
        };
        for event in events {
            case.apply(event);
        }
        Some(case)
    }

    /// Takes one more event into account.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::IdentityDecided { outcome, .. } => self.identity = Some(*outcome),
            Event::Closed { outcome, rights, .. } => {
                self.outcome = Some(*outcome);
                self.rights.clone_from(rights);
                self.proposal = None;
            }
            Event::Acknowledged { .. } => self.acknowledged = true,
            Event::Proposed { decision, ground, message, by } => {
                let (message, by) = (message.clone(), by.clone());
                self.proposal = Some(Proposal { decision: *decision, ground: *ground, message, by });
            }
            Event::Approved { decision, on, message } => {
                self.proposal = None;
                match decision {
                    Decision::Fee => self.note_need(Need::Fee, *on),
                    Decision::Refusal => self.refusal = Some(message.clone()),
                }
            }
            Event::NotApproved => self.proposal = None,
            Event::Recomputed { due, .. } => self.due = *due,
            Event::NeedAsked { need, on, .. } => {
                if *need == Need::Identity {
                    self.identity_asked = Some(*on);
                }
                self.note_need(*need, *on);
            }
            Event::NeedArrived { need, on } => self.note(|clock| clock.arrived(*need, *on)),
            Event::ClarificationAsked { on } => self.note(|clock| clock.note_pause(*on)),
            Event::ClarificationAnswered { on } => self.note(|clock| clock.resume(*on)),
            Event::Extended { on, .. } => self.note(|clock| {
                clock.note_extension(*on);
                Ok(())
            }),
            Event::ExamMarks { announced, .. } => self.note(|clock| {
                clock.note_exam_marks(*announced);
                Ok(())
            }),
            Event::Received { .. } | Event::Opened { .. } | Event::MessageSent { .. } | Event::Searched { .. } => {}
        }
    }

    /// What was possible when it happened.
    fn note(&mut self, change: impl FnOnce(&mut Request) -> Result<(), forthright_clock::Refused>) {
        if let Some(clock) = &mut self.clock {
            let _ = change(clock);
        }
    }

    fn note_need(&mut self, need: Need, on: Date) {
        self.note(|clock| {
            clock.note_need(need, on);
            Ok(())
        });
    }

    fn clock(&self, command: ClockCommand, on: Date, today: Date, calendar: &Calendar) -> Result<Event, Refused> {
        let mut clock = self.clock.clone().ok_or(Refused::NoClock)?;
        if command.needs_letter() {
            // The letter goes today, whatever day is named.
            let as_of_today = match command {
                ClockCommand::Extend { .. } => clock.clone().extend(today, calendar),
                ClockCommand::AskClarification if !clock.can_be_paused() => Ok(()),
                _ => clock.not_late(today, calendar),
            };
            as_of_today.map_err(Refused::Clock)?;
        }
        let (done, event) = match command {
            ClockCommand::AskFor { need: Need::Identity, .. }
                if Right::named(&self.form) == Some(Right::WithdrawConsent) =>
            {
                return Err(Refused::NoIdentity);
            }
            ClockCommand::AskFor { need: Need::Identity, .. } if self.identity.is_some_and(Identity::is_known) => {
                return Err(Refused::AlreadyDecided);
            }
            ClockCommand::AskFor { need: Need::Fee, .. } => return Err(Refused::ApprovalNeeded),
            ClockCommand::AskFor { need: Need::Identity, doubt: None } => return Err(Refused::ReasonNeeded),
            ClockCommand::AskFor { need, doubt } => {
                (clock.ask_for(need, on, calendar), Event::NeedAsked { need, on, doubt })
            }
            ClockCommand::Arrived { need } => (clock.arrived(need, on), Event::NeedArrived { need, on }),
            ClockCommand::AskClarification => (clock.pause(on, calendar), Event::ClarificationAsked { on }),
            ClockCommand::ClarificationAnswered => (clock.resume(on), Event::ClarificationAnswered { on }),
            ClockCommand::Extend { why } => (clock.extend(on, calendar), Event::Extended { on, why }),
            ClockCommand::ExamMarks { announced } => {
                (clock.exam_marks(announced, on, calendar), Event::ExamMarks { on, announced })
            }
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
            Command::DecideIdentity { kind: None, outcome: Identity::Confirmed, .. } => Err(Refused::KindNeeded),
            Command::DecideIdentity { outcome: Identity::AlreadyClear, clear: None, .. } => Err(Refused::ReasonNeeded),
            Command::DecideIdentity { kind, outcome, clear } => {
                let clear = clear.filter(|_| outcome == Identity::AlreadyClear);
                Ok(Event::IdentityDecided { kind, outcome, clear })
            }
            Command::SendMessage { message } => Ok(Event::MessageSent { message }),
            Command::Acknowledge { .. } if self.acknowledged => Err(Refused::AcknowledgedAlready),
            Command::Acknowledge { message } => Ok(Event::Acknowledged { message: Some(message) }),
            Command::Propose(proposal) => self.propose(proposal, today, calendar),
            Command::AnswerProposal { approve, message, by } => {
                self.answer_proposal(approve, &message, &by, today, calendar)
            }
            Command::Clock { on, .. } if on > today => Err(Refused::InFuture),
            Command::Clock { command, on } => self.clock(command, on, today, calendar),
            Command::RecordSearch { place, result } => Ok(Event::Searched { place, result }),
            Command::Close(closing) => self.close(closing, today),
        }
    }

    /// A fee or a refusal that waits for a colleague.
    #[must_use]
    pub fn proposal(&self) -> Option<&Proposal> {
        self.proposal.as_ref()
    }

    /// Whether a complaint was acknowledged.
    #[must_use]
    pub fn acknowledged(&self) -> bool {
        self.acknowledged
    }

    /// Where it stands.
    #[must_use]
    pub fn status(&self) -> Status {
        match (self.outcome, self.identity) {
            (Some(_), _) => Status::Closed,
            (None, Some(Identity::NotConfirmed)) => Status::WaitingForYou,
            (None, _) if self.waiting().is_for_the_person() => Status::WaitingForYou,
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

    /// When the answer, or the acknowledgement of a complaint, is due after all that happened; none while the time has not
    /// started or where nothing is left to count.
    ///
    /// # Errors
    /// [`BeyondKnownHolidays`] when the answer needs a bank holiday that is not known.
    pub fn due_now(&self, calendar: &Calendar) -> Result<Option<Due>, BeyondKnownHolidays> {
        if self.form == "complaint" && !self.acknowledged {
            return complaint_acknowledgement(self.received, calendar).map(Some);
        }
        self.clock.as_ref().map_or(Ok(None), |clock| clock.due(calendar))
    }

    /// When the answer would be due if it were extended today, if it can be.
    #[must_use]
    pub fn due_if_extended(&self, today: Date, calendar: &Calendar) -> Option<Date> {
        let mut clock = self.clock.clone()?;
        clock.extend(today, calendar).ok()?;
        clock.due(calendar).ok().flatten().map(|due| due.due)
    }

    /// Whether a clarification can stop the time: for a request for access that uses no other right (UK GDPR Art 12A(5)).
    #[must_use]
    pub fn can_be_paused(&self) -> bool {
        self.clock.as_ref().is_some_and(Request::can_be_paused)
    }

    /// Whether it has the time limit of exam marks (Data Protection Act 2018, Sch 2 para 25).
    #[must_use]
    pub fn has_exam_marks(&self) -> bool {
        self.clock.as_ref().is_some_and(Request::has_exam_marks)
    }

    /// The rights it uses besides the form's own.
    #[must_use]
    pub fn also(&self) -> &[Right] {
        &self.also
    }

    /// How those ended.
    #[must_use]
    pub fn rights(&self) -> &BTreeMap<Right, Outcome> {
        &self.rights
    }

    /// Whether the time to answer waits for the person.
    #[must_use]
    pub fn waiting(&self) -> Waiting {
        match &self.clock {
            Some(clock) if clock.start().is_none() => Waiting::ToStart,
            Some(clock) if clock.paused_since().is_some() => Waiting::Paused,
            None if self.acknowledged && self.form == "complaint" => Waiting::Acknowledged,
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
