//! The clock of one request: what starts it, stops it, makes it longer, and what cannot have happened.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod bank_holidays;

use bank_holidays::calendar;
use forthright_clock::{Need, Refused, Request, Right, State};
use jiff::civil::{Date, date};

const RECEIVED: Date = date(2026, 11, 2);

fn access() -> Request {
    Request::received(RECEIVED, Some(Right::Access))
}

fn due(clock: &Request) -> Date {
    clock.due(&calendar()).unwrap().unwrap().due
}

#[test]
fn there_is_no_due_date_while_something_needed_is_awaited() {
    let mut clock = access();
    clock.ask_for(Need::Identity, date(2026, 11, 3), &calendar()).unwrap();
    clock.ask_for(Need::Fee, date(2026, 11, 3), &calendar()).unwrap();
    let state = clock.state(date(2027, 3, 1), &calendar()).unwrap();
    assert_eq!(state, State::Awaiting(vec![Need::Identity, Need::Fee]));
    clock.arrived(Need::Fee, date(2026, 11, 20)).unwrap();
    assert_eq!(clock.state(date(2026, 11, 20), &calendar()).unwrap(), State::Awaiting(vec![Need::Identity]));
    clock.arrived(Need::Identity, date(2026, 11, 14)).unwrap();
    // It starts with the later of the two, not with the last that was noted.
    assert_eq!(clock.start(), Some(date(2026, 11, 20)));
    assert_eq!(due(&clock), date(2026, 12, 21));
}

#[test]
fn it_runs_is_due_and_is_late() {
    let clock = access();
    let state = |day| clock.state(day, &calendar()).unwrap();
    assert!(matches!(state(date(2026, 12, 1)), State::Running(due) if due.due == date(2026, 12, 2)));
    assert!(matches!(state(date(2026, 12, 2)), State::DueToday(_)));
    assert!(matches!(state(date(2026, 12, 5)), State::Overdue(_, 3)));
}

#[test]
fn a_pause_stops_it_until_the_answer() {
    let mut clock = access();
    clock.pause(date(2026, 11, 5), &calendar()).unwrap();
    assert!(
        matches!(clock.state(date(2027, 1, 1), &calendar()).unwrap(), State::Paused(since, _) if since == date(2026, 11, 5))
    );
    assert_eq!(clock.pause(date(2026, 11, 6), &calendar()), Err(Refused::Paused(date(2026, 11, 5))));
    assert_eq!(clock.resume(date(2026, 11, 4)), Err(Refused::BeforeAsking(date(2026, 11, 5))));
    clock.resume(date(2026, 11, 12)).unwrap();
    assert_eq!(due(&clock), date(2026, 12, 9));
    assert_eq!(clock.resume(date(2026, 11, 12)), Err(Refused::NotPaused));
    // A second question: pauses add up and do not overlap; a day they share is one day.
    assert_eq!(clock.pause(date(2026, 11, 10), &calendar()), Err(Refused::TooEarly(date(2026, 11, 12))));
    clock.pause(date(2026, 11, 12), &calendar()).unwrap();
    clock.resume(date(2026, 11, 13)).unwrap();
    let both = clock.due(&calendar()).unwrap().unwrap();
    assert_eq!((both.due, both.latest), (date(2026, 12, 10), Some(date(2026, 12, 11))));
}

#[test]
fn it_is_extended_once_in_time_and_from_the_original_start() {
    let mut clock = access();
    assert_eq!(clock.extend(date(2026, 12, 12), &calendar()), Err(Refused::TooLateToExtend(date(2026, 12, 2))));
    clock.pause(date(2026, 11, 5), &calendar()).unwrap();
    clock.resume(date(2026, 11, 12)).unwrap();
    clock.extend(date(2026, 12, 9), &calendar()).unwrap();
    // Three months from 2 November is 2 February; seven days of pause make it the 9th.
    assert_eq!(due(&clock), date(2027, 2, 9));
    assert_eq!(clock.extend(date(2026, 12, 9), &calendar()), Err(Refused::ExtendedAlready(date(2026, 12, 9))));
}

#[test]
fn what_cannot_have_happened_is_refused_in_words() {
    let mut clock = access();
    let early = date(2026, 10, 30);
    assert_eq!(clock.ask_for(Need::Identity, early, &calendar()), Err(Refused::TooEarly(RECEIVED)));
    assert_eq!(clock.pause(early, &calendar()), Err(Refused::TooEarly(RECEIVED)));
    assert_eq!(clock.extend(early, &calendar()), Err(Refused::TooEarly(RECEIVED)));
    assert_eq!(clock.arrived(Need::Fee, RECEIVED), Err(Refused::NotAsked(Need::Fee)));
    clock.ask_for(Need::Authority, RECEIVED, &calendar()).unwrap();
    assert_eq!(clock.ask_for(Need::Authority, RECEIVED, &calendar()), Err(Refused::AskedAlready(Need::Authority)));
    assert_eq!(clock.pause(RECEIVED, &calendar()), Err(Refused::NotStarted));
    assert_eq!(clock.extend(RECEIVED, &calendar()), Err(Refused::NotStarted));
    clock.arrived(Need::Authority, RECEIVED).unwrap();
    assert_eq!(clock.arrived(Need::Authority, RECEIVED), Err(Refused::ArrivedAlready(Need::Authority)));
    let beyond = Request::received(date(2028, 12, 15), None).due(&calendar()).unwrap_err();
    for refused in [
        Refused::TooEarly(RECEIVED),
        Refused::AskedAlready(Need::Identity),
        Refused::NotAsked(Need::Authority),
        Refused::ArrivedAlready(Need::Fee),
        Refused::BeforeAsking(RECEIVED),
        Refused::Late(RECEIVED),
        Refused::NoPause,
        Refused::NotStarted,
        Refused::Paused(RECEIVED),
        Refused::NotPaused,
        Refused::ExtendedAlready(RECEIVED),
        Refused::TooLateToExtend(RECEIVED),
        Refused::Beyond(beyond),
    ] {
        assert!(refused.to_string().ends_with('.'), "{refused}");
    }
}

#[test]
fn art_12a_5_only_a_request_for_access_can_be_paused() {
    for right in Right::ALL.into_iter().map(Some).chain([None]) {
        let mut clock = Request::received(RECEIVED, right);
        let asked = date(2026, 11, 5);
        if right == Some(Right::Access) {
            assert_eq!(clock.pause(asked, &calendar()), Ok(()));
            continue;
        }
        assert_eq!(clock.pause(asked, &calendar()), Err(Refused::NoPause), "{right:?}");
        assert_eq!(clock.note_pause(asked), Err(Refused::NoPause), "{right:?}");
        assert_eq!(clock.resume(asked), Err(Refused::NoPause), "{right:?}");
        assert_eq!(due(&clock), date(2026, 12, 2), "the days count for {right:?}");
    }
    // A form that the register adds for footage is a request for access; one that nobody said anything of is not.
    assert_eq!(Right::named("cctv").and_then(Right::access), Right::Access.access());
    assert_eq!(Right::named("a form of tomorrow"), None);
}

#[test]
fn art_12a_5_the_month_goes_on_after_the_answer_and_does_not_begin_again() {
    let mut clock = access();
    clock.pause(date(2026, 11, 30), &calendar()).unwrap();
    clock.resume(date(2026, 12, 4)).unwrap();
    // Four days more than 2 December, not a month from 4 December.
    assert_eq!((clock.start(), due(&clock)), (Some(RECEIVED), date(2026, 12, 7)));
}

#[test]
fn art_12_3_a_late_request_stays_late_whatever_is_asked_for() {
    let late = date(2026, 12, 3);
    for need in [Need::Identity, Need::Authority, Need::Fee] {
        let mut clock = access();
        assert_eq!(clock.ask_for(need, late, &calendar()), Err(Refused::Late(date(2026, 12, 2))), "{need:?}");
        assert!(matches!(clock.state(late, &calendar()).unwrap(), State::Overdue(_, 1)));
        assert_eq!(clock.ask_for(need, date(2026, 12, 2), &calendar()), Ok(()), "on the last day it is in time");
    }
    let mut clock = access();
    assert_eq!(clock.pause(late, &calendar()), Err(Refused::Late(date(2026, 12, 2))));
    assert!(matches!(clock.state(late, &calendar()).unwrap(), State::Overdue(_, 1)));
}
