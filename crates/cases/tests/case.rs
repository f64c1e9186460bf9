//! What a case's events add up to, and what may be decided next.
#![allow(clippy::unwrap_used, missing_docs)]

use forthright_cases::{Case, ClockCommand, Command, Event, Extension, Identity, Outcome, Refused, Status, Waiting};
use forthright_clock::{Calendar, Need};
use forthright_evidence::Kind;
use jiff::civil::Date;

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
    Case::replay(&[Event::Received { form: "subject-access".into(), on, due, files, notice: None }]).unwrap()
}

fn decided(outcome: Identity) -> Case {
    let mut case = received(1);
    case.apply(&decide(&case, Command::DecideIdentity { kind: Some(Kind::Passport), outcome }).unwrap());
    case
}

#[test]
fn nothing_is_disclosed_before_the_person_is_known() {
    for outcome in Outcome::ALL.into_iter().filter(|outcome| outcome.fits("subject-access")) {
        let expected = if outcome.discloses() { Err(Refused::IdentityNotKnown) } else { Ok(Event::Closed { outcome }) };
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
    let complaint =
        Case::replay(&[Event::Received { form: "complaint".into(), on, due, files: 0, notice: None }]).unwrap();
    assert_eq!(decide(&complaint, ask(Need::Fee)), Err(Refused::NoClock));
    case.apply(&Event::Closed { outcome: Outcome::Withdrawn });
    assert_eq!(decide(&case, ask(Need::Fee)), Err(Refused::Closed));
}
