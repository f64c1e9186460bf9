//! That answers, whoever posts them, cost in proportion to their size.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, missing_docs)]

mod own_form;

use forthright_forms::{Answers, check, summary};
use forthright_growth::Growth;
use jiff::civil::date;
use own_form::form;

/// One field posted again and again.
fn again(name: &str, value: &str, size: usize) -> Vec<(String, String)> {
    let count = (size / (name.len() + value.len() + 1)).max(1);
    vec![(name.to_owned(), value.to_owned()); count]
}

#[test]
fn answers_cost_what_they_weigh() {
    let mut growth = Growth::default();
    let form = form();
    let everything = |pairs: &Vec<(String, String)>| {
        let answers = Answers::from_pairs(&form, pairs.iter().cloned());
        let _ = (check(&form, &answers, date(2026, 11, 22)), summary(&form, &answers.asked(&form)));
    };
    for (name, value) in [
        ("also", "erasure"),
        ("also", "nonsense"),
        ("also", "x"),
        ("name", "Maria"),
        ("request", "Everything\r\n"),
        ("evidence-1-kind", "passport"),
        ("nobody-asks", "x"),
        ("", ""),
    ] {
        let shape = format!("{name}={value} again and again");
        growth.of("answers.rs::from_pairs", &shape, |size| again(name, value, size), everything);
    }
    growth.of(
        "answers.rs::from_pairs",
        "many choices, each another",
        |size| (0..size / 10).map(|n| ("also".to_owned(), format!("{n:x}"))).collect(),
        everything,
    );
    for field in ["also", "email", "telephone", "period-from", "date-of-birth-day"] {
        growth.text("answers.rs::from_pairs", &["erasure\nobjection", "2019/20"], |text| {
            everything(&vec![(field.to_owned(), text.to_owned())]);
        });
    }
    for piece in ["\u{200b}", "mailto:", "<", ">;", "a@b.", ", "] {
        growth.text("answers.rs::from_pairs", &[piece], |text| {
            everything(&vec![("email".to_owned(), text.to_owned())]);
        });
    }
    // From an envelope that a stranger sealed, past every check.
    let opened = |size: usize| {
        let mut answers = Answers::default();
        answers.set("also", &"erasure\n".repeat(size / 8));
        (0..size / 20).for_each(|n| answers.set(&format!("field-{n}"), "x"));
        answers
    };
    growth.of("check.rs::check", "many choices in one answer", opened, |answers| {
        drop(check(&form, answers, date(2026, 11, 22)));
    });
    growth.of("summary.rs::summary", "many choices in one answer", opened, |answers| drop(summary(&form, answers)));
    growth.of("answers.rs::set", "many fields", |size| size, |size| drop(opened(*size)));
    let asking = |answers: &Answers| form.questions().filter(|question| answers.asks(question)).count();
    growth.of("conditions", "many choices in one answer", opened, |answers| {
        assert!(asking(answers) > 0);
    });
    growth.is_linear_and_whole(
        env!("CARGO_MANIFEST_DIR"),
        &[
            ("answers.rs::get", "looks a name up"),
            ("answers.rs::date", "a question's name; what is in its fields is measured through `check`"),
            ("answers.rs::chosen", "gives out parts one by one; measured through `check` and `summary`"),
            ("check.rs::new", "a problem of our own"),
            ("form.rs::question", "an id of the register's"),
        ],
    );
}
