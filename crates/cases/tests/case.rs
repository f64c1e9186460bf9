//! What a case's events add up to, and what may be decided next.
#![allow(clippy::unwrap_used, missing_docs)]

use forthright_cases::{
    Case, ClockCommand, Closing, Command, Event, Extension, Identity, Outcome, Proposal, Refused, Status, Waiting,
};
use forthright_clock::{Calendar, Need, Right};
use forthright_evidence::Kind;
use forthright_rights::{Clear, Decision, Doubt, Ground};
use jiff::civil::Date;
use std::collections::BTreeMap;

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
    case_of("subject-access", files, &[])
}

fn case_of(form: &str, files: u8, also: &[Right]) -> Case {
    let (on, due) = ("2026-11-25".parse().unwrap(), "2026-12-29".parse().unwrap());
    let (form, also) = (form.to_owned(), also.to_vec());
    Case::replay(&[Event::Received {
        form,
        on,
        due,
        files,
        notice: None,
        logged: None,
        digests: BTreeMap::new(),
        also,
    }])
    .unwrap()
}

fn close(outcome: Outcome) -> Command {
    Command::Close(Closing::with(outcome))
}

fn close_with_letter(outcome: Outcome) -> Command {
    Command::Close(Closing { letter: Some("letter".into()), ..Closing::with(outcome) })
}

fn closed(outcome: Outcome) -> Event {
    Event::Closed { outcome, letter: None, rights: Default::default() }
}

fn asked_for_identity(mut case: Case, on: &str) -> Case {
    case.apply(&Event::NeedAsked { need: Need::Identity, on: on.parse().unwrap(), doubt: Some(Doubt::UnknownSender) });
    case
}

fn decided(outcome: Identity) -> Case {
    let mut case = received(1);
    let clear = (outcome == Identity::AlreadyClear).then_some(Clear::OwnAccount);
    case.apply(&decide(&case, Command::DecideIdentity { kind: Some(Kind::Passport), outcome, clear }).unwrap());
    case
}

#[test]
fn art_12_6_nothing_is_disclosed_before_the_person_is_known() {
    for outcome in Outcome::ALL.into_iter().filter(|outcome| outcome.fits("subject-access")) {
        // Those have rules of their own.
        if matches!(outcome, Outcome::Refused | Outcome::IdentityNotShown) {
            continue;
        }
        let discloses = outcome.discloses("subject-access");
        let expected = if discloses { Err(Refused::IdentityNotKnown) } else { Ok(closed(outcome)) };
        assert_eq!(decide(&received(1), close(outcome)), expected);
        assert_eq!(decide(&decided(Identity::NotConfirmed), close(outcome)), expected);
        assert!(decide(&decided(Identity::Confirmed), close(outcome)).is_ok());
    }
}

#[test]
fn art_7_3_and_21_3_withdrawing_and_objecting_are_done_without_knowing_who_it_is() {
    for form in ["withdraw-consent", "objection"] {
        assert_eq!(decide(&case_of(form, 0, &[]), close(Outcome::Done)), Ok(closed(Outcome::Done)), "{form}");
    }
    assert_eq!(decide(&case_of("erasure", 0, &[]), close(Outcome::Done)), Err(Refused::IdentityNotKnown));
    let ask = clock(ClockCommand::AskFor { need: Need::Identity, doubt: Some(Doubt::UnknownSender) }, "2026-11-26");
    assert_eq!(decide(&case_of("withdraw-consent", 0, &[]), ask.clone()), Err(Refused::NoIdentity));
    assert!(!Outcome::IdentityNotShown.fits("withdraw-consent"));
    // Another objection than to marketing may meet a doubt (Art 12(6)).
    assert!(decide(&case_of("objection", 0, &[]), ask).is_ok());
}

#[test]
fn art_12_4_no_partial_answer_and_no_complaint_ends_without_its_letter() {
    let known = |form| {
        let mut case = case_of(form, 0, &[]);
        case.apply(&Event::IdentityDecided {
            kind: None,
            outcome: Identity::AlreadyClear,
            clear: Some(Clear::InPerson),
        });
        case
    };
    for (form, outcome) in [
        ("erasure", Outcome::PartlyDone),
        ("complaint", Outcome::NotUpheld),
        ("complaint", Outcome::PartlyUpheld),
        ("complaint", Outcome::Upheld),
    ] {
        assert_eq!(decide(&known(form), close(outcome)), Err(Refused::LetterNeeded), "{outcome:?}");
        let event = decide(&known(form), close_with_letter(outcome)).unwrap();
        assert!(matches!(event, Event::Closed { letter: Some(letter), .. } if letter == "letter"));
    }
    // What tells somebody no in any way needs one: also an outcome that is added tomorrow.
    for outcome in Outcome::ALL {
        use Outcome::{Done, Duplicate, Handled, InformationSent, NothingHeld, Withdrawn};
        let free = matches!(outcome, Done | InformationSent | NothingHeld | Handled | Withdrawn | Duplicate);
        assert_eq!(outcome.must_say().is_empty(), free, "{outcome:?}");
    }
}

#[test]
fn art_12_6_a_case_ends_for_want_of_identity_only_if_it_was_asked_for_and_time_was_given() {
    let end = close_with_letter(Outcome::IdentityNotShown);
    assert_eq!(decide(&received(0), end.clone()), Err(Refused::IdentityNotAsked));
    assert_eq!(decide(&decided(Identity::Confirmed), end.clone()), Err(Refused::IdentityNotAsked));
    let until = "2026-12-10".parse().unwrap();
    assert_eq!(
        decide(&asked_for_identity(received(0), "2026-11-26"), end.clone()),
        Err(Refused::IdentityAwaited(until))
    );
    let asked = asked_for_identity(received(0), "2026-11-25");
    let later = "2026-12-09".parse().unwrap();
    assert_eq!(asked.decide(close(Outcome::IdentityNotShown), later, &calendar()), Err(Refused::LetterNeeded));
    assert!(asked.decide(end.clone(), later, &calendar()).is_ok());
    // What arrived was shown.
    let mut arrived = asked.clone();
    arrived.apply(&Event::NeedArrived { need: Need::Identity, on: "2026-11-26".parse().unwrap() });
    assert_eq!(arrived.decide(end.clone(), later, &calendar()), Err(Refused::IdentityNotAsked));
    // And was not enough.
    arrived.apply(&Event::IdentityDecided { kind: None, outcome: Identity::NotConfirmed, clear: None });
    assert!(arrived.decide(end, later, &calendar()).is_ok());
}

#[test]
fn art_12_3_each_right_that_a_request_uses_has_an_outcome_of_its_own() {
    let mut case = case_of("subject-access", 0, &[Right::Erasure, Right::Objection]);
    case.apply(&Event::IdentityDecided { kind: None, outcome: Identity::AlreadyClear, clear: Some(Clear::InPerson) });
    let close = |rights: &[(Right, Outcome)], letter: Option<&str>| {
        let (rights, letter) = (rights.iter().copied().collect(), letter.map(str::to_owned));
        decide(&case, Command::Close(Closing { outcome: Outcome::InformationSent, rights, letter }))
    };
    assert_eq!(close(&[], None), Err(Refused::RightUnanswered(Right::Erasure)));
    assert_eq!(close(&[(Right::Erasure, Outcome::Done)], None), Err(Refused::RightUnanswered(Right::Objection)));
    assert_eq!(close(&[(Right::Erasure, Outcome::NothingHeld)], None), Err(Refused::OtherKind));
    assert_eq!(close(&[(Right::Access, Outcome::InformationSent)], None), Err(Refused::RightNotUsed(Right::Access)));
    let partly = [(Right::Erasure, Outcome::PartlyDone), (Right::Objection, Outcome::Done)];
    assert_eq!(close(&partly, None), Err(Refused::LetterNeeded));
    let event = close(&partly, Some("letter")).unwrap();
    let text = serde_json::to_string(&event).unwrap();
    assert!(text.contains(r#""rights":{"erasure":"partly-done","objection":"done"}"#), "{text}");
    assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
    // What ends everything ends those as well.
    assert!(decide(&case, self::close(Outcome::Withdrawn)).is_ok());
}

#[test]
fn art_12a_5_only_a_request_for_access_and_nothing_else_can_be_paused() {
    let ask = clock(ClockCommand::AskClarification, "2026-11-26");
    let no_pause = Err(Refused::Clock(forthright_clock::Refused::NoPause));
    for form in ["subject-access", "cctv"] {
        assert!(decide(&case_of(form, 0, &[]), ask.clone()).is_ok(), "{form}");
        assert_eq!(decide(&case_of(form, 0, &[Right::Erasure]), ask.clone()), no_pause, "{form} and erasure");
    }
    assert!(decide(&case_of("cctv", 0, &[Right::Access]), ask.clone()).is_ok());
    for form in [
        "rectification",
        "erasure",
        "restriction",
        "portability",
        "objection",
        "automated-decision",
        "withdraw-consent",
        "new",
    ] {
        assert_eq!(decide(&case_of(form, 0, &[]), ask.clone()), no_pause, "{form}");
    }
    for form in ["complaint", "incident"] {
        assert_eq!(decide(&case_of(form, 0, &[]), ask.clone()), Err(Refused::NoClock), "{form}");
    }
    // An earlier version paused other rights: that is read, and the days count.
    let mut erasure = case_of("erasure", 0, &[]);
    erasure.apply(&Event::ClarificationAsked { on: "2026-11-26".parse().unwrap() });
    assert_eq!(erasure.waiting(), Waiting::No);
    erasure.apply(&Event::ClarificationAnswered { on: "2026-12-10".parse().unwrap() });
    assert_eq!(erasure.due_now(&calendar()).unwrap().unwrap().due.to_string(), "2026-12-25");
}

#[test]
fn art_12_3_a_late_request_cannot_become_one_that_has_not_started() {
    let late = "2027-01-05".parse().unwrap();
    let doubt = Some(Doubt::UnknownSender);
    let mut acts: Vec<ClockCommand> =
        [Need::Identity, Need::Authority].map(|need| ClockCommand::AskFor { need, doubt }).to_vec();
    acts.push(ClockCommand::AskClarification);
    for command in acts {
        // On the day itself, and with a day in the month that has run out: the letter goes today all the same.
        for on in ["2027-01-05", "2026-12-01"] {
            let refused = received(0).decide(clock(command, on), late, &calendar());
            assert!(
                matches!(refused, Err(Refused::Clock(forthright_clock::Refused::Late(_)))),
                "{command:?} {on}: {refused:?}"
            );
        }
    }
    let extended =
        received(0).decide(clock(ClockCommand::Extend { why: Extension::Complex }, "2026-12-01"), late, &calendar());
    assert!(matches!(extended, Err(Refused::Clock(forthright_clock::Refused::TooLateToExtend(_)))));
    let proposal =
        Proposal { decision: Decision::Fee, ground: Ground::Excessive, message: "letter".into(), by: "Asha".into() };
    let fee = received(0).decide(Command::Propose(proposal), late, &calendar());
    assert!(matches!(fee, Err(Refused::Clock(forthright_clock::Refused::Late(_)))));
}

#[test]
fn s_164a_an_acknowledged_complaint_has_no_date_and_is_not_late() {
    let mut case = case_of("complaint", 0, &[]);
    assert_eq!((case.waiting(), case.due_now(&calendar()).unwrap().is_some()), (Waiting::No, true));
    case.apply(&Event::Acknowledged { message: None });
    assert_eq!((case.waiting(), case.due_now(&calendar()).unwrap()), (Waiting::Acknowledged, None));
    assert_eq!((case.waiting().has_date(), case.status()), (false, Status::Received));
}

#[test]
fn each_kind_of_request_has_outcomes_of_its_own() {
    for form in ["subject-access", "erasure", "complaint", "incident"] {
        assert!(Outcome::ALL.into_iter().filter(|outcome| outcome.fits(form)).count() >= 3, "{form}");
    }
    for outcome in [Outcome::Upheld, Outcome::Handled, Outcome::Done] {
        assert_eq!(decide(&decided(Identity::Confirmed), close(outcome)), Err(Refused::OtherKind));
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
    case.apply(&closed(Outcome::Withdrawn));
    assert!(case.documents_must_be_gone());
}

#[test]
fn a_closed_case_takes_nothing_more() {
    let mut case = received(0);
    case.apply(&closed(Outcome::Withdrawn));
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
    assert!(Case::replay(&[closed(Outcome::Withdrawn)]).is_none());
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
fn sch_2_para_25_exam_marks_before_the_results_have_a_time_limit_of_their_own() {
    let mut case = received(0);
    let due = |case: &Case| case.due_now(&calendar()).unwrap().map(|due| due.due.to_string());
    let marks = |announced: Option<&str>| {
        clock(ClockCommand::ExamMarks { announced: announced.map(|day| day.parse().unwrap()) }, "2026-11-26")
    };
    // The results are out: the usual month.
    let announced = decide(&case, marks(Some("2026-11-25")));
    assert!(matches!(announced, Err(Refused::Clock(forthright_clock::Refused::Announced(_)))), "{announced:?}");
    // A day that is not known yet, and then is: it may be to come.
    case.apply(&decide(&case, marks(None)).unwrap());
    assert_eq!(due(&case).as_deref(), Some("2027-04-24"));
    case.apply(&decide(&case, marks(Some("2027-01-20"))).unwrap());
    assert_eq!((due(&case).as_deref(), case.waiting()), (Some("2027-02-28"), Waiting::No));
    // That limit is neither paused nor extended.
    for command in [ClockCommand::AskClarification, ClockCommand::Extend { why: Extension::Complex }] {
        let refused = decide(&case, clock(command, "2026-11-26"));
        assert_eq!(refused, Err(Refused::Clock(forthright_clock::Refused::ExamMarks)), "{command:?}");
    }
    // No other right has it, and no request that uses another as well.
    let erasure = decide(&case_of("erasure", 0, &[]), marks(None));
    assert_eq!(erasure, Err(Refused::Clock(forthright_clock::Refused::NotForMarks)));
    let both = decide(&case_of("subject-access", 0, &[Right::Erasure]), marks(None));
    assert_eq!(both, Err(Refused::Clock(forthright_clock::Refused::NotForMarks)));
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
    let complaint = Case::replay(&[Event::Received {
        form: "complaint".into(),
        on,
        due,
        files: 0,
        notice: None,
        logged: None,
        digests: BTreeMap::new(),
        also: Vec::new(),
    }])
    .unwrap();
    assert_eq!(decide(&complaint, ask(Need::Fee)), Err(Refused::NoClock));
    case.apply(&closed(Outcome::Withdrawn));
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
    let close = self::close(Outcome::Refused);
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
    case.apply(&closed(Outcome::Withdrawn));
    assert_eq!(case.proposal(), None);
    let complaint = Event::Received {
        form: "complaint".into(),
        on: TODAY,
        due: TODAY,
        files: 0,
        notice: None,
        logged: None,
        digests: BTreeMap::new(),
        also: Vec::new(),
    };
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
    let received = Event::Received {
        form: "complaint".into(),
        on: TODAY,
        due: TODAY,
        files: 0,
        notice: None,
        logged: None,
        digests: BTreeMap::new(),
        also: Vec::new(),
    };
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
        r#"{"event":"closed","outcome":"identity-not-shown"}"#,
    ] {
        let event: Event = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), text);
    }
}
