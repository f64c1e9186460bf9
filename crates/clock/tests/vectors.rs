//! Every worked example of `tests/vectors/clock.json`, against the bank holidays the demo register carries.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod bank_holidays;

use bank_holidays::calendar;
use forthright_clock::{
    Length, Pause, Right, Rule, breach, complaint_acknowledgement, london_date, rfc3339_in_london, rights_request,
    rights_request_or_earlier,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../../tests/vectors/clock.json")).unwrap()
}

fn date(value: &Value) -> Date {
    value.as_str().unwrap().parse().unwrap()
}

fn each(name: &str, check: impl Fn(&Value)) {
    let vectors = vectors();
    let rows = vectors[name].as_array().unwrap();
    assert!(!rows.is_empty());
    rows.iter().for_each(check);
}

#[test]
fn a_rights_request_is_due_when_the_worked_examples_say() {
    let calendar = calendar();
    each("rights_request", |row| {
        let due = rights_request(date(&row["received"]), Length::Month, &[], &calendar).unwrap();
        assert_eq!(due.due, date(&row["due"]), "{row}");
        assert_eq!(due.steps.first().unwrap().rule, Rule::Start);
        assert_eq!(due.steps.last().unwrap().date, due.due);
    });
}

#[test]
fn an_extension_counts_three_months_from_the_original_start() {
    let calendar = calendar();
    each("rights_request_extended", |row| {
        let due = rights_request(date(&row["received"]), Length::Extended, &[], &calendar).unwrap();
        assert_eq!(due.due, date(&row["due"]), "{row}");
    });
}

#[test]
fn a_pause_gives_a_safe_and_a_latest_date() {
    let calendar = calendar();
    each("rights_request_paused", |row| {
        let access = Right::Access.access().unwrap();
        let pause = Pause::new(access, date(&row["asked"]), date(&row["answered"])).unwrap();
        let due = rights_request(date(&row["received"]), Length::Month, &[pause], &calendar).unwrap();
        assert_eq!(due.due, date(&row["safe"]), "{row}");
        assert_eq!(due.latest, Some(date(&row["latest"])), "{row}");
    });
}

#[test]
fn a_complaint_is_acknowledged_within_thirty_days() {
    let calendar = calendar();
    each("complaint_acknowledgement", |row| {
        assert_eq!(
            complaint_acknowledgement(date(&row["received"]), &calendar).unwrap().due,
            date(&row["due"]),
            "{row}"
        );
    });
}

#[test]
fn a_breach_runs_seventy_two_elapsed_hours_across_clock_changes() {
    each("breach_72h", |row| {
        let aware: Timestamp = row["aware"].as_str().unwrap().replace("+", ":00+").parse().unwrap();
        assert_eq!(rfc3339_in_london(breach(aware).unwrap()), row["due"].as_str().unwrap(), "{row}");
    });
}

#[test]
fn an_instant_late_in_the_evening_belongs_to_the_london_date() {
    each("london_date", |row| {
        let instant = row["instant"].as_str().unwrap().parse().unwrap();
        assert_eq!(london_date(instant), date(&row["date"]), "{row}");
    });
}

#[test]
fn beyond_the_known_holidays_nothing_is_guessed() {
    let error = rights_request("2028-12-15".parse().unwrap(), Length::Month, &[], &calendar()).unwrap_err();
    assert_eq!(error.known_until, "2028-12-31".parse().unwrap());
    let early = rights_request_or_earlier("2028-12-15".parse().unwrap(), &calendar());
    assert_eq!(
        early.due,
        "2029-01-15".parse().unwrap(),
        "a request is taken all the same, and never answered too late"
    );
    assert!(rights_request("2011-01-05".parse().unwrap(), Length::Month, &[], &calendar()).is_err());
}

#[test]
fn each_day_that_did_not_count_is_named() {
    let due = rights_request("2026-11-25".parse().unwrap(), Length::Month, &[], &calendar()).unwrap();
    let skipped: Vec<_> =
        due.steps.iter().filter(|s| s.rule == Rule::NotAWorkingDay).map(|s| s.reason.as_str()).collect();
    assert_eq!(
        skipped,
        [
            "25 December 2026 is Christmas Day, a bank holiday, so it does not count.",
            "26 December 2026 is a Saturday, so it does not count.",
            "27 December 2026 is a Sunday, so it does not count.",
            "28 December 2026 is Boxing Day (substitute day), a bank holiday, so it does not count.",
        ]
    );
}

#[test]
fn a_pause_cannot_run_backwards() {
    let access = Right::Access.access().unwrap();
    assert!(Pause::new(access, "2026-11-12".parse().unwrap(), "2026-11-05".parse().unwrap()).is_err());
}
