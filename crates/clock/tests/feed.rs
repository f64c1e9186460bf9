//! The government's document of bank holidays, laid over what is known.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use forthright_clock::{Feed, Holiday, Unusable, joined, left_out};

fn feed(days: &[(&str, &str, &str)]) -> Feed {
    let events: Vec<_> = days
        .iter()
        .map(|(date, title, notes)| serde_json::json!({"title": title, "date": date, "notes": notes, "bunting": true}))
        .collect();
    let division = |events: &[serde_json::Value]| serde_json::json!({"division": "x", "events": events});
    let document = serde_json::json!({"england-and-wales": division(&events), "scotland": division(&[])});
    serde_json::from_value(document).unwrap()
}

const YEAR_2029: [(&str, &str, &str); 8] = [
    ("2029-01-01", "New Year's Day", ""),
    ("2029-03-30", "Good Friday", ""),
    ("2029-04-02", "Easter Monday", ""),
    ("2029-05-07", "Early May bank holiday", ""),
    ("2029-05-28", "Spring bank holiday", ""),
    ("2029-08-27", "Summer bank holiday", ""),
    ("2029-12-25", "Christmas Day", ""),
    ("2029-12-26", "Boxing Day", "Substitute day"),
];

fn known(dates: &[&str]) -> Vec<Holiday> {
    dates.iter().map(|date| Holiday { date: date.parse().unwrap(), name: "known".into() }).collect()
}

#[test]
fn a_whole_year_is_read_in_order_with_its_notes() {
    let mut shuffled = YEAR_2029;
    shuffled.reverse();
    let days = feed(&shuffled).holidays().unwrap();
    assert_eq!(days.len(), 8);
    assert_eq!(days[0], Holiday { date: "2029-01-01".parse().unwrap(), name: "New Year’s Day".into() });
    assert_eq!(days[7].name, "Boxing Day (substitute day)");
}

#[test]
fn a_year_that_is_not_whole_is_refused() {
    assert_eq!(feed(&[]).holidays(), Err(Unusable::Empty));
    assert_eq!(feed(&YEAR_2029[..7]).holidays(), Err(Unusable::YearNotWhole(2029)));
    let mut gap = YEAR_2029.to_vec();
    let later: Vec<String> = YEAR_2029.iter().map(|(date, ..)| date.replace("2029", "2031")).collect();
    gap.extend(later.iter().map(|date| (date.as_str(), "x", "")));
    assert_eq!(feed(&gap).holidays(), Err(Unusable::YearMissing(2030)));
    for wrong in [
        r#"{}"#,
        r#"{"england-and-wales":{}}"#,
        r#"{"england-and-wales":{"events":[{"title":"x","date":"30/2/2029"}]}}"#,
    ] {
        assert!(serde_json::from_str::<Feed>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn the_days_of_both_hold_but_those_that_were_let_go() {
    let published = feed(&YEAR_2029).holidays().unwrap();
    let before = known(&["2028-12-25", "2029-01-01", "2029-06-04"]);
    let after = joined(&before, &published, &[]);
    assert_eq!(after.len(), 10);
    assert_eq!((after[0].name.as_str(), after[1].name.as_str()), ("known", "known"));
    assert!(after.is_sorted_by_key(|day| day.date));
    assert_eq!(left_out(&before, &published), known(&["2029-06-04"]));
    let dropped = ["2029-06-04".parse().unwrap()];
    assert_eq!(joined(&before, &published, &dropped).len(), 9);
    // Years that are not published are not left out.
    assert_eq!(left_out(&known(&["2028-12-25", "2030-01-01"]), &published), []);
    assert_eq!(joined(&before, &[], &[]), before);
}
