//! What a case's events add up to, and what may be decided next.
#![allow(clippy::unwrap_used, missing_docs)]

use forthright_cases::{
    Case, ClockCommand, Command, Event, Extension, Identity, Outcome, Proposal, Refused, Status, Waiting,
};
use forthright_clock::{Calendar, Need};
use forthright_evidence::Kind;
use forthright_rights::{Clear, Decision, Doubt, Ground};
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
    Case::replay(&[Event::Received { form: "subject-access".into(), on, due, files, notice: None, logged: None }])
        .unwrap()
}

fn decided(outcome: Identity) -> Case {
    let mut case = received(1);
    let clear = (outcome == Identity::AlreadyClear).then_some(Clear::OwnAccount);
    case.apply(&decide(&case, Command::DecideIdentity { kind: Some(Kind::Passport), outcome, clear }).unwrap());
    case
}

#[test]
fn nothing_is_disclosed_before_the_person_is_known() {
    for outcome in Outcome::ALL.into_iter().filter(|outcome| outcome.fits("subject-access")) {
        if outcome == Outcome::Refused {
            continue;
        }
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
    let command = Command::DecideIdentity { kind: None, outcome: Identity::Confirmed, clear: None };
    assert_eq!(decide(&received(1), command), Err(Refused::KindNeeded));
    let again = Command::DecideIdentity { kind: Some(Kind::Passport), outcome: Identity::Confirmed, clear: None };
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
    let ask = |need| clock(ClockCommand::AskFor { need, doubt: Some(Doubt::UnknownSender) }, "2026-11-26");
    case.apply(&decide(&case, ask(Need::Authority)).unwrap());
    assert_eq!((case.waiting(), case.awaited()), (Waiting::ToStart, vec![Need::Authority]));
    assert_eq!(case.due_now(&calendar()).unwrap(), None);
    assert_eq!(decide(&decided(Identity::AlreadyClear), ask(Need::Identity)), Err(Refused::AlreadyDecided));
    let (on, due) = ("2026-11-25".parse().unwrap(), "2026-12-25".parse().unwrap());
    let complaint =
        Case::replay(&[Event::Received { form: "complaint".into(), on, due, files: 0, notice: None, logged: None }])
            .unwrap();
    assert_eq!(decide(&complaint, ask(Need::Fee)), Err(Refused::NoClock));
    case.apply(&Event::Closed { outcome: Outcome::Withdrawn });
    assert_eq!(decide(&case, ask(Need::Fee)), Err(Refused::Closed));
}

#[test]
fn why_identity_is_clear_or_not_is_part_of_the_decision() {
    let clear = |clear| Command::DecideIdentity { kind: None, outcome: Identity::AlreadyClear, clear };
    assert_eq!(decide(&received(0), clear(None)), Err(Refused::ReasonNeeded));
    let event = decide(&received(0), clear(Some(Clear::InPerson))).unwrap();
    assert!(matches!(event, Event::IdentityDecided { clear: Some(Clear::InPerson), .. }));
    let ask = |doubt| clock(ClockCommand::AskFor { need: Need::Identity, doubt }, "2026-11-26");
    assert_eq!(decide(&received(0), ask(None)), Err(Refused::ReasonNeeded));
    let event = decide(&received(0), ask(Some(Doubt::SeveralPeople))).unwrap();
    assert!(matches!(event, Event::NeedAsked { doubt: Some(Doubt::SeveralPeople), .. }));
}

fn propose(case: &mut Case, decision: Decision, ground: Ground) -> Result<(), Refused> {
    let proposal = Proposal { decision, ground, message: "letter".into(), by: "Asha".into() };
    let event = decide(case, Command::Propose(proposal))?;
    case.apply(&event);
    Ok(())
}

fn answer(case: &mut Case, approve: bool, by: &str) -> Result<(), Refused> {
    let event = decide(case, Command::AnswerProposal { approve, message: "letter".into(), by: by.into() })?;
    case.apply(&event);
    Ok(())
}

#[test]
fn a_refusal_takes_two_people_and_nothing_ends_refused_without() {
    let mut case = received(0);
    let close = Command::Close { outcome: Outcome::Refused };
    assert_eq!(decide(&case, close.clone()), Err(Refused::ApprovalNeeded));
    assert_eq!(answer(&mut case, true, "Ben"), Err(Refused::NothingProposed));
    propose(&mut case, Decision::Refusal, Ground::Excessive).unwrap();
    assert_eq!(propose(&mut case, Decision::Fee, Ground::Excessive), Err(Refused::ProposedAlready));
    assert_eq!(answer(&mut case, true, "Asha"), Err(Refused::OwnProposal));
    let unread = Command::AnswerProposal { approve: true, message: "another letter".into(), by: "Ben".into() };
    assert_eq!(decide(&case, unread), Err(Refused::OtherProposal));
    assert_eq!(decide(&case, close.clone()), Err(Refused::ApprovalNeeded));
    answer(&mut case, true, "Ben").unwrap();
    assert_eq!(case.proposal(), None);
    assert!(decide(&case, close.clone()).is_ok());

    let mut case = received(0);
    propose(&mut case, Decision::Refusal, Ground::Exemption).unwrap();
    answer(&mut case, false, "Asha").unwrap();
    assert_eq!(decide(&case, close), Err(Refused::ApprovalNeeded));
    propose(&mut case, Decision::Refusal, Ground::Unfounded).unwrap();
    case.apply(&Event::Closed { outcome: Outcome::Withdrawn });
    assert_eq!(case.proposal(), None);
    let complaint =
        Event::Received { form: "complaint".into(), on: TODAY, due: TODAY, files: 0, notice: None, logged: None };
    let mut complaint = Case::replay([&complaint]).unwrap();
    assert_eq!(propose(&mut complaint, Decision::Refusal, Ground::Unfounded), Err(Refused::NoClock));
}

#[test]
fn a_fee_is_asked_for_by_approval_and_then_the_time_has_not_started() {
    let mut case = received(0);
    let ask = clock(ClockCommand::AskFor { need: Need::Fee, doubt: None }, "2026-11-26");
    assert_eq!(decide(&case, ask), Err(Refused::ApprovalNeeded));
    assert_eq!(propose(&mut case, Decision::Fee, Ground::Exemption), Err(Refused::NoGround));
    propose(&mut case, Decision::Fee, Ground::Excessive).unwrap();
    assert_eq!(case.waiting(), Waiting::No);
    answer(&mut case, true, "Ben").unwrap();
    assert_eq!((case.waiting(), case.awaited()), (Waiting::ToStart, vec![Need::Fee]));
    assert!(matches!(propose(&mut case, Decision::Fee, Ground::Excessive), Err(Refused::Clock(_))));
    let paid = clock(ClockCommand::Arrived { need: Need::Fee }, "2026-11-26");
    case.apply(&decide(&case, paid).unwrap());
    let due = case.due_now(&calendar()).unwrap().unwrap();
    assert_eq!(due.due.to_string(), "2026-12-28");
}

#[test]
fn a_complaint_is_acknowledged_once() {
    let received =
        Event::Received { form: "complaint".into(), on: TODAY, due: TODAY, files: 0, notice: None, logged: None };
    let mut case = Case::replay([&received]).unwrap();
    let acknowledge = Command::Acknowledge { message: "letter".into() };
    let event = decide(&case, acknowledge.clone()).unwrap();
    case.apply(&event);
    assert!(case.acknowledged());
    assert_eq!(decide(&case, acknowledge), Err(Refused::AcknowledgedAlready));
}

#[test]
fn events_of_earlier_versions_are_read() {
    for text in [
        r#"{"event":"received","form":"erasure","on":"2026-11-25","due":"2026-12-29","files":0}"#,
        r#"{"event":"acknowledged"}"#,
        r#"{"event":"identity-decided","outcome":"already-clear"}"#,
        r#"{"event":"need-asked","need":"identity","on":"2026-11-26"}"#,
    ] {
        let event: Event = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), text);
    }
}
