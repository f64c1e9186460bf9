//! What a letter about a fee or a refusal must say, and how a request came that staff logged.
#![allow(clippy::unwrap_used, missing_docs)]

use forthright_forms::{Answers, Form, check};
use forthright_rights::{
    COMPLAINT_UPHELD, Channel, Decision, Ground, Logged, NOT_DONE, Needed, Remedies, arrival, arrival_step,
    gives_reason, left_out, missing_words, unfilled,
};

const REMEDIES: Remedies<'_> =
    Remedies { complaints: "DPO@example.ac.uk", regulator: ["Information Commissioner", "Comisiynydd Gwybodaeth"] };

fn missing(letter: &str, ground: Ground) -> Vec<Needed> {
    left_out(letter, ground, &REMEDIES)
}

#[test]
fn a_letter_names_the_ground_and_every_way_to_challenge_it() {
    let whole = "It is manifestly excessive. You can complain to us (DPO@example.ac.uk), to the Information Commissioner, or go to court.";
    assert_eq!(missing(whole, Ground::Excessive), []);
    assert_eq!(missing(whole, Ground::Unfounded), [Needed::Ground(Ground::Unfounded)]);
    let welsh = "Mae’n amlwg yn ddi-sail. Gallwch gwyno wrthym ni (dpo@example.ac.uk), wrth y Comisiynydd Gwybodaeth, neu fynd i’r llys.";
    assert_eq!(missing(welsh, Ground::Unfounded), []);
    for (part, needed) in [
        ("excessive", Needed::Ground(Ground::Excessive)),
        ("complain to us (DPO@example.ac.uk)", Needed::Complaint),
        ("Information Commissioner", Needed::Regulator),
        ("court", Needed::Court),
    ] {
        assert_eq!(missing(&whole.replace(part, "…"), Ground::Excessive), [needed], "{part}");
    }
    assert_eq!(missing("", Ground::Exemption).len(), 4);
    let list = "It is manifestly excessive.\n\nYou can complain:\n- to us (DPO@example.ac.uk);\n- to the Information Commissioner;\nor go to court.";
    assert_eq!(missing(list, Ground::Excessive), []);
    let two = "It is manifestly excessive. You can complain to us. Write to DPO@example.ac.uk. Or to the Information Commissioner. Or go to court.";
    assert_eq!(missing(two, Ground::Excessive), []);
    // The page sends complaints to the data protection officer: another mailbox is not where they go.
    let elsewhere = whole.replace("DPO@example.ac.uk", "requests@example.ac.uk");
    assert_eq!(missing(&elsewhere, Ground::Excessive), [Needed::Complaint]);
    // Words that are there and say something else.
    let other = "Dear Bronwyn, your request to us is excessive. You can complain to the Information Commissioner. With courtesy";
    assert_eq!(missing(other, Ground::Excessive), [Needed::Complaint, Needed::Court]);
}

const NO: &str = "We have decided not to do it, because the law makes us keep it for six years. You can complain to us \
                  (DPO@example.ac.uk), to the Information Commissioner, and go to court.";

#[test]
fn art_12_4_who_is_told_no_is_told_why_and_whom_to_turn_to() {
    let missing = |letter: &str| missing_words(letter, NOT_DONE, &REMEDIES);
    assert_eq!(missing(NO), []);
    assert_eq!(missing("No."), [Needed::Reason, Needed::Complaint, Needed::Regulator, Needed::Court]);
    for (part, needed) in [
        ("because the law makes us keep it for six years", Needed::Reason),
        ("DPO@example.ac.uk", Needed::Complaint),
        ("Information Commissioner", Needed::Regulator),
        ("court", Needed::Court),
    ] {
        assert_eq!(missing(&NO.replace(part, "…")), [needed], "{part}");
    }
    let welsh = "Ni fyddwn yn gwneud hyn, oherwydd bod y gyfraith yn mynnu ein bod yn ei gadw. Gallwch gwyno wrthym ni \
                 (DPO@example.ac.uk), wrth y Comisiynydd Gwybodaeth, neu fynd i’r llys.";
    assert_eq!(missing(welsh), []);
}

#[test]
fn s_164a_a_complaint_that_was_right_still_leads_to_the_regulator_and_to_court() {
    let letter =
        "You were right, and we are sorry. You can still complain to the Information Commissioner, or go to court.";
    assert_eq!(missing_words(letter, COMPLAINT_UPHELD, &REMEDIES), []);
    assert_eq!(missing_words("You were right.", COMPLAINT_UPHELD, &REMEDIES), [Needed::Regulator, Needed::Court]);
}

#[test]
fn art_12_3_an_extension_gives_its_reasons() {
    for real in [
        "We need more time, because there is much to read.",
        "The reason: your e-mails are in three old systems.",
        "Mae angen mwy o amser arnom, oherwydd bod llawer i’w ddarllen.",
    ] {
        assert!(gives_reason(real), "{real}");
    }
    for none in
        ["", "x", "We need more time.", "It is complex, because …", "Because.\n\nYours sincerely Data Protection Team"]
    {
        assert!(!gives_reason(none), "{none}");
    }
}

#[test]
fn a_citation_in_brackets_is_no_gap_and_a_gap_is_no_citation() {
    for sent in ["Durant [2003] EWCA Civ 1746", "[sic]", "a ] and a [", "[[", "]] then [["] {
        assert_eq!(unfilled(sent), None, "{sent}");
    }
    assert_eq!(unfilled("See [2003], because [[the reasons]]."), Some("[[the reasons]]"));
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
        right: None,
        identity: Default::default(),
        anonymous: false,
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
