//! Every receipt date from 2012 to 2028 against an oracle that shares nothing with the crate: its own day numbers, its own
//! weekdays, and bank holidays made by rule instead of read from the register.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    missing_docs
)]

mod bank_holidays;

use bank_holidays::calendar;
use forthright_clock::{Length, Pause, Request, Right, complaint_acknowledgement, rights_request};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeSet;

type Ymd = (i64, i64, i64);

/// Days since 1 March 0000 (Gregorian), the way almanacs count.
fn number((year, month, day): Ymd) -> i64 {
    let (y, m) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1
}

fn days_in(year: i64, month: i64) -> i64 {
    let next = if month == 12 { (year + 1, 1, 1) } else { (year, month + 1, 1) };
    number(next) - number((year, month, 1))
}

/// 0 is Monday. 1 January 2024 was one.
fn weekday(day: i64) -> i64 {
    (day - number((2024, 1, 1))).rem_euclid(7)
}

/// Easter Sunday (Meeus, Jones and Butcher).
fn easter(year: i64) -> i64 {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    number((year, month, (h + l - 7 * m + 33 * month + 19) % 32))
}

fn first_monday(year: i64, month: i64) -> i64 {
    (1..=7).map(|day| number((year, month, day))).find(|day| weekday(*day) == 0).unwrap()
}

fn last_monday(year: i64, month: i64) -> i64 {
    let last = days_in(year, month);
    (last - 6..=last).map(|day| number((year, month, day))).find(|day| weekday(*day) == 0).unwrap()
}

/// England and Wales, by rule (Banking and Financial Dealings Act 1971, Schedule 1) and proclamation.
fn holidays() -> BTreeSet<i64> {
    let mut all = BTreeSet::new();
    for year in 2012..=2028 {
        all.extend([easter(year) - 2, easter(year) + 1, last_monday(year, 8)]);
        all.insert(if year == 2020 { number((2020, 5, 8)) } else { first_monday(year, 5) });
        match year {
            2012 => all.extend([number((2012, 6, 4)), number((2012, 6, 5))]),
            2022 => all.extend([number((2022, 6, 2)), number((2022, 6, 3)), number((2022, 9, 19))]),
            _ => drop(all.insert(last_monday(year, 5))),
        }
        if year == 2023 {
            all.insert(number((2023, 5, 8)));
        }
        // What falls on a weekend moves to the next free weekday.
        all.insert(match weekday(number((year, 1, 1))) {
            5 => number((year, 1, 3)),
            6 => number((year, 1, 2)),
            _ => number((year, 1, 1)),
        });
        let (christmas, boxing) = match weekday(number((year, 12, 25))) {
            4 => (25, 28),
            5 => (27, 28),
            6 => (27, 26),
            _ => (25, 26),
        };
        all.extend([christmas, boxing].map(|day| number((year, 12, day))));
    }
    all
}

fn rolled(mut day: i64, holidays: &BTreeSet<i64>) -> i64 {
    while weekday(day) >= 5 || holidays.contains(&day) {
        day += 1;
    }
    day
}

fn months_on((year, month, day): Ymd, months: i64) -> i64 {
    let total = year * 12 + month - 1 + months;
    let (year, month) = (total / 12, total % 12 + 1);
    number((year, month, day.min(days_in(year, month))))
}

fn ymd(date: Date) -> Ymd {
    (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()))
}

#[test]
fn the_register_has_exactly_the_bank_holidays_of_the_rules() {
    let (calendar, holidays) = (calendar(), holidays());
    let mut day = date(2012, 1, 1);
    while day <= date(2028, 12, 31) {
        let free = calendar.why_not_working(day).unwrap().is_some();
        let number = number(ymd(day));
        assert_eq!(free, weekday(number) >= 5 || holidays.contains(&number), "{day}");
        day = day.tomorrow().unwrap();
    }
}

#[test]
fn every_receipt_date_is_due_when_the_oracle_says() {
    let (calendar, holidays) = (calendar(), holidays());
    let mut day = date(2012, 1, 1);
    while day <= date(2028, 11, 29) {
        let due = rights_request(day, Length::Month, &[], &calendar).unwrap().due;
        assert_eq!(number(ymd(due)), rolled(months_on(ymd(day), 1), &holidays), "{day}");
        let acknowledged = complaint_acknowledgement(day, &calendar).unwrap().due;
        assert_eq!(number(ymd(acknowledged)), rolled(number(ymd(day)) + 30, &holidays), "{day}");
        if day <= date(2028, 9, 29) {
            let extended = rights_request(day, Length::Extended, &[], &calendar).unwrap().due;
            assert_eq!(number(ymd(extended)), rolled(months_on(ymd(day), 3), &holidays), "{day}");
        }
        day = day.tomorrow().unwrap();
    }
}

fn on(days: i32) -> Date {
    use jiff::ToSpan;
    date(2012, 1, 1).checked_add(days.days()).unwrap()
}

proptest! {
    #[test]
    fn a_due_date_never_breaks_its_promises(start in 0..5_900_i32, asked in 0..28_i32, wait in 0..60_i32, more in 0..60_i32) {
        let calendar = calendar();
        let received = on(start);
        let access = Right::Access.access().unwrap();
        let pause = |days: i32| Pause::new(access, on(start + asked), on(start + asked + days)).unwrap();
        let due = |length, pauses: &[Pause]| rights_request(received, length, pauses, &calendar).unwrap();
        let plain = due(Length::Month, &[]);
        let paused = due(Length::Month, &[pause(wait)]);
        let longer = due(Length::Month, &[pause(wait + more)]);
        prop_assert!(plain.due > received);
        prop_assert!(due(Length::Extended, &[]).due >= plain.due);
        prop_assert!(paused.due >= plain.due && longer.due >= paused.due);
        prop_assert!(paused.latest.unwrap() >= paused.due && longer.latest >= paused.latest);
        for one in [&plain, &paused, &longer] {
            prop_assert_eq!(calendar.why_not_working(one.due).unwrap(), None);
            prop_assert_eq!(one.steps.last().unwrap().date, one.due);
        }
        prop_assert_eq!(due(Length::Month, &[pause(wait)]), paused.clone());
        // The clock of a request says the same as its parts, however often it is asked.
        let mut clock = Request::received(received, Some(Right::Access));
        clock.pause(on(start + asked), &calendar).unwrap();
        clock.resume(on(start + asked + wait)).unwrap();
        prop_assert_eq!(clock.due(&calendar).unwrap(), Some(paused.clone()));
        prop_assert_eq!(clock.due(&calendar).unwrap(), Some(paused));
    }
}
