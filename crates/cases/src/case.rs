//! A case: what its events add up to, and what may be decided next.

use crate::{Event, Identity, Outcome, SearchResult, Status};
use forthright_evidence::Kind;
use jiff::civil::Date;

/// A case as its events leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    form: String,
    due: Date,
    files: u8,
    identity: Option<Identity>,
    outcome: Option<Outcome>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
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
    pub const fn words(self) -> &'static str {
        match self {
            Self::Closed => "This case is closed. Nothing can be changed.",
            Self::IdentityNotKnown => {
                "First decide who the person is. Nothing about what is held may be sent before that."
            }
            Self::AlreadyDecided => "Identity has been decided and the documents are deleted.",
            Self::OtherKind => "A request of this kind does not end so. Choose another outcome.",
            Self::KindNeeded => "Say which kind of document confirmed who the person is.",
        }
    }
}

impl Case {
    /// The case its events add up to; `None` when they do not begin with [`Event::Received`].
    #[must_use]
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Self> {
        let mut events = events.into_iter();
        let Some(Event::Received { form, due, files, .. }) = events.next() else { return None };
        let mut case = Self { form: form.clone(), due: *due, files: *files, identity: None, outcome: None };
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
            Event::Received { .. }
            | Event::Acknowledged
            | Event::Opened { .. }
            | Event::MessageSent { .. }
            | Event::Searched { .. } => {}
        }
    }

    /// What the command leads to, or why it cannot be done.
    ///
    /// # Errors
    /// [`Refused`] with words for the team.
    pub fn decide(&self, command: Command) -> Result<Event, Refused> {
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
            (None, Some(_)) => Status::Searching,
            (None, None) if self.files > 0 => Status::CheckingIdentity,
            (None, None) => Status::Received,
        }
    }

    /// When the answer is due.
    #[must_use]
    pub fn due(&self) -> Date {
        self.due
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

    fn received(files: u8) -> Case {
        let (on, due) = ("2026-11-25".parse().unwrap(), "2026-12-29".parse().unwrap());
        Case::replay(&[Event::Received { form: "subject-access".into(), on, due, files }]).unwrap()
    }

    fn decided(outcome: Identity) -> Case {
        let mut case = received(1);
        case.apply(&case.decide(Command::DecideIdentity { kind: Some(Kind::Passport), outcome }).unwrap());
        case
    }

    #[test]
    fn nothing_is_disclosed_before_the_person_is_known() {
        for outcome in Outcome::ALL.into_iter().filter(|outcome| outcome.fits("subject-access")) {
            let expected =
                if outcome.discloses() { Err(Refused::IdentityNotKnown) } else { Ok(Event::Closed { outcome }) };
            assert_eq!(received(1).decide(Command::Close { outcome }), expected);
            assert_eq!(decided(Identity::NotConfirmed).decide(Command::Close { outcome }), expected);
            assert!(decided(Identity::Confirmed).decide(Command::Close { outcome }).is_ok());
        }
    }

    #[test]
    fn each_kind_of_request_has_outcomes_of_its_own() {
        for form in ["subject-access", "erasure", "complaint", "incident"] {
            assert!(Outcome::ALL.into_iter().filter(|outcome| outcome.fits(form)).count() >= 3, "{form}");
        }
        let closed = |outcome| decided(Identity::Confirmed).decide(Command::Close { outcome });
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
        assert_eq!(case.decide(Command::SendMessage { message: "m".into() }), Err(Refused::Closed));
    }

    #[test]
    fn a_document_confirms_only_when_its_kind_is_named() {
        let command = Command::DecideIdentity { kind: None, outcome: Identity::Confirmed };
        assert_eq!(received(1).decide(command), Err(Refused::KindNeeded));
        let again = Command::DecideIdentity { kind: Some(Kind::Passport), outcome: Identity::Confirmed };
        assert_eq!(decided(Identity::Confirmed).decide(again), Err(Refused::AlreadyDecided));
    }

    #[test]
    fn a_list_that_does_not_begin_with_receipt_is_no_case() {
        assert!(Case::replay(&[]).is_none());
        assert!(Case::replay(&[Event::Closed { outcome: Outcome::Withdrawn }]).is_none());
    }
}
