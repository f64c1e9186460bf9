//! That dates, times and the list of bank holidays are read in time and memory in proportion to their size.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, missing_docs)]

use forthright_clock::{Feed, Holiday, is_covered, joined, left_out, read_date, read_time};
use forthright_growth::Growth;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::Deserialize;

#[derive(Deserialize)]
struct Wire {
    #[serde(with = "forthright_clock::civil")]
    _on: Date,
    #[serde(default, with = "forthright_clock::civil::time")]
    _at: Option<jiff::civil::Time>,
}

/// So many days, one after the other and then from the beginning again.
fn days(count: usize) -> Vec<Holiday> {
    let from = date(-9999, 1, 1);
    let day = |n: usize| from.checked_add(i64::try_from(n % 7_000_000).unwrap().days()).unwrap();
    (0..count).map(|n| Holiday { date: day(n), name: "Day".to_owned() }).collect()
}

fn feed(days: &[Holiday], every: usize) -> String {
    let days = days.iter().step_by(every);
    let entries: Vec<String> = days.map(|day| format!(r#"{{"title":"A","date":"{}"}}"#, day.date)).collect();
    format!(r#"{{"england-and-wales":{{"events":[{}]}}}}"#, entries.join(","))
}

#[test]
fn dates_and_holidays_cost_what_they_weigh() {
    let mut growth = Growth::default();
    growth.text("read.rs::read_date", &["12/11/2026", "12th November 2026 ", "2026-11-12"], |text| {
        let _ = read_date(text);
    });
    growth.text("read.rs::read_time", &["2:30pm", "14.30 ", "9 a.m."], |text| {
        let _ = read_time(text);
    });
    for field in ["_on", "_at"] {
        growth.text("civil.rs::deserialize", &["2026-11-25", "14:30:"], |text| {
            let _ = serde_json::from_value::<Wire>(serde_json::json!({ "_on": "2026-11-25", field: text }));
        });
    }
    for (shape, every) in [("each day", 1), ("nine days a year", 40)] {
        let make = |size: usize| feed(&days(size / 30 * every), every);
        growth.of("the feed", shape, make, |text| {
            let read = serde_json::from_str::<Feed>(text).unwrap().holidays();
            assert!(read.map_or(true, |days| !days.is_empty()));
        });
    }
    let half = |size: usize| days(size / 60);
    growth.of("days joined and left out", "as many known as published as let go", half, |days| {
        let dropped: Vec<Date> = days.iter().map(|day| day.date).collect();
        assert!(joined(days, days, &dropped).is_empty());
        assert!(left_out(days, days).is_empty());
        let never = date(9999, 1, 1);
        assert!(joined(days, days, &[never]).len() == days.len() && !is_covered(never, days));
    });
    growth.is_linear_and_whole(
        env!("CARGO_MANIFEST_DIR"),
        &[
            ("london.rs::long_date_in", "a language"),
            ("london.rs::long_moment_in", "a language"),
            ("right.rs::named", "one of a few names: looked up"),
        ],
    );
}
