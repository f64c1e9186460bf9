//! What a letter about a fee or a refusal must say, and how a request came that staff logged.
#![allow(clippy::unwrap_used, missing_docs)]

use forthright_forms::{Answers, Form, check};
use forthright_rights::{Channel, Decision, Ground, Logged, Needed, arrival, arrival_step, left_out};

const EMAIL: &str = "privacy@example.ac.uk";
const REGULATOR: &str = "Information Commissioner";

fn missing(letter: &str, ground: Ground) -> Vec<Needed> {
    left_out(letter, ground, EMAIL, REGULATOR)
}

#[test]
fn a_letter_names_the_ground_and_every_way_to_challenge_it() {
    let whole = "It is manifestly excessive. You can complain to us (privacy@example.ac.uk), to the Information Commissioner, or go to court.";
    assert_eq!(missing(whole, Ground::Excessive), []);
    assert_eq!(missing(whole, Ground::Unfounded), [Needed::Ground(Ground::Unfounded)]);
    let welsh =
        "Mae’n amlwg yn ddi-sail. Gallwch gwyno wrthym ni, wrth yr Information Commissioner, neu fynd i’r llys.";
    assert_eq!(missing(welsh, Ground::Unfounded), []);
    for (part, needed) in [
        ("excessive", Needed::Ground(Ground::Excessive)),
        ("complain to us (privacy@example.ac.uk)", Needed::Complaint),
        ("Information Commissioner", Needed::Regulator),
        ("court", Needed::Court),
    ] {
        assert_eq!(missing(&whole.replace(part, "…"), Ground::Excessive), [needed], "{part}");
    }
    assert_eq!(missing("", Ground::Exemption).len(), 4);
    let list = "It is manifestly excessive.\n\nYou can complain:\n- to us (privacy@example.ac.uk);\n- to the Information Commissioner;\nor go to court.";
    assert_eq!(missing(list, Ground::Excessive), []);
    // Words that are there and say something else.
    let other = "Dear Bronwyn, your request to us is excessive. You can complain to the Information Commissioner. With courtesy";
    assert_eq!(missing(other, Ground::Excessive), [Needed::Complaint, Needed::Court]);
}

#[test]
fn an_exemption_is_never_a_ground_for_a_fee() {
    for ground in Ground::ALL {
        assert!(ground.allows(Decision::Refusal));
        assert_eq!(ground.allows(Decision::Fee), ground != Ground::Exemption);
    }
}

fn answered(pairs: &[(&str, &str)]) -> (Form, Answers) {
    let form = Form {
        id: "logged".into(),
        title: "Logged".into(),
        revision: 1,
        lead: Vec::new(),
        afterwards: Vec::new(),
        clock: Default::default(),
        featured: false,
        seed: Vec::new(),
        steps: vec![arrival_step()],
        at_least_one: Vec::new(),
    };
    let answers =
        Answers::from_pairs(&form, pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    (form, answers)
}

#[test]
fn how_and_when_it_came_is_asked_for_and_read() {
    let today = "2026-11-26".parse().unwrap();
    let fields = |pairs: &[(&str, &str)]| {
        let (form, answers) = answered(pairs);
        check(&form, &answers, today).into_iter().map(|problem| problem.field).collect::<Vec<_>>()
    };
    assert_eq!(fields(&[]), ["channel", "arrived-day"]);
    let day = [("arrived-day", "25"), ("arrived-month", "11"), ("arrived-year", "2026")];
    let with = |more: &[(&'static str, &'static str)]| [&day[..], more].concat();
    assert_eq!(fields(&with(&[("channel", "pigeon")])), ["channel"]);
    assert_eq!(fields(&with(&[("channel", "post"), ("arrived-at", "half past two")])), ["arrived-at"]);
    assert_eq!(
        fields(&[("channel", "post"), ("arrived-day", "27"), ("arrived-month", "11"), ("arrived-year", "2026")]),
        ["arrived-day"]
    );

    let (_, answers) = answered(&with(&[("channel", "telephone"), ("arrived-at", "2.30pm")]));
    let logged = arrival(&answers).unwrap();
    assert_eq!(
        logged,
        Logged { channel: Channel::Telephone, on: "2026-11-25".parse().unwrap(), at: "14:30".parse().ok() }
    );
    assert_eq!(logged.instant().unwrap().to_string(), "2026-11-25T14:30:00Z");
    // Without a time the hours count from the beginning of the day: never too late. In summer London is an hour ahead.
    let summer = Logged { channel: Channel::Post, on: "2026-07-01".parse().unwrap(), at: None };
    assert_eq!(summer.instant().unwrap().to_string(), "2026-06-30T23:00:00Z");
    assert_eq!(arrival(&Answers::default()), None);
}
