//! What has to be mended, on De Montfort University's own form.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod own_form;

use forthright_forms::{Answers, check, summary};
use own_form::form;

fn answers(pairs: &[(&str, &str)]) -> Answers {
    Answers::from_pairs(&form(), pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

const ENOUGH: [(&str, &str); 3] = [("name", "Maria"), ("request", "Everything"), ("telephone", "0116 496 0000")];

/// The fields that have to be mended when `more` is added to what is enough.
fn problems(more: &[(&str, &str)]) -> Vec<String> {
    let all: Vec<(&str, &str)> = ENOUGH.iter().chain(more).copied().collect();
    let found = check(&form(), &answers(&all), "2026-11-22".parse().unwrap());
    found.into_iter().map(|problem| problem.field).collect()
}

#[test]
fn a_name_a_way_to_reply_and_the_request_are_enough() {
    assert!(problems(&[]).is_empty());
    let nothing = check(&form(), &Answers::default(), "2026-11-22".parse().unwrap());
    let fields: Vec<&str> = nothing.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["name", "request", "email"]);
}

#[test]
fn a_date_of_birth_is_real_and_in_the_past() {
    let date = |day, month, year| {
        problems(&[("date-of-birth-day", day), ("date-of-birth-month", month), ("date-of-birth-year", year)])
    };
    assert!(date("24", "3", "2001").is_empty());
    assert_eq!(date("23", "11", "2026"), ["date-of-birth-day"]);
    assert_eq!(date("31", "2", "2001"), ["date-of-birth-day"]);
    assert_eq!(date("1", "1", "01"), ["date-of-birth-day"]);
    assert_eq!(date("1", "", "2001"), ["date-of-birth-month"]);
}

#[test]
fn a_period_runs_forward_in_years_of_either_kind() {
    assert!(problems(&[("period-from", "2019/20"), ("period-to", "2021")]).is_empty());
    assert_eq!(problems(&[("period-from", "2021"), ("period-to", "2019/20")]), ["period-to"]);
    assert_eq!(problems(&[("period-from", "2019/21")]), ["period-from"]);
}

#[test]
fn an_address_with_a_typing_mistake_is_told_and_unusual_ones_are_not() {
    for wrong in ["maria", "maria@", "@example.org", "maria@example", "a b@example.org", "a@b@c.org"] {
        assert_eq!(problems(&[("email", wrong)]), ["email"], "{wrong}");
    }
    for right in ["maria+dmu@example.org", "o'neill@my.dept.ac.uk", "é@exämple.org"] {
        assert!(problems(&[("email", right)]).is_empty(), "{right}");
    }
}

#[test]
fn an_address_is_taken_without_what_is_pasted_around_it() {
    for pasted in [
        "maria@example.org\u{200b}",
        "\u{202a}maria@example.org\u{202c}",
        "\u{feff}maria@example.org",
        "\u{2068} maria@example.org \u{2069}",
        "maria@\u{ad}example.\u{200c}org",
        "mailto:maria@example.org",
        "MailTo: maria@example.org",
        "<maria@example.org>",
        "<mailto:maria@example.org>,",
        "mailto:<maria@example.org>",
        "maria@example.org;",
        "<maria@example.org;> ; ",
    ] {
        assert_eq!(answers(&[("email", pasted)]).get("email"), "maria@example.org", "{pasted:?}");
        assert!(problems(&[("email", pasted)]).is_empty(), "{pasted:?}");
    }
    assert_eq!(answers(&[("email", " \u{200b}<>;")]).get("email"), "");
    // What is typed elsewhere stays: joiners are letters' parts in some scripts.
    assert_eq!(answers(&[("name", "می\u{200c}خواهم")]).get("name"), "می\u{200c}خواهم");
}

#[test]
fn what_no_address_has_is_a_problem() {
    for wrong in [
        "maria@example..org",
        "maria..e@example.org",
        "maria@example.org\u{fffd}",
        "maria\u{7}@example.org",
        "Maria<maria@example.org>",
        "maria@example.org,sam",
        "maria@example.org;sam",
        "x:maria@example.org",
        "\"maria\"@example.org",
    ] {
        assert_eq!(problems(&[("email", wrong)]), ["email"], "{wrong:?}");
    }
}

#[test]
fn an_answer_that_is_too_long_says_by_how_much() {
    assert_eq!(problems(&[("areas", &"x".repeat(20_001))]), ["areas"]);
    assert!(problems(&[("areas", &"x".repeat(20_000))]).is_empty());
}

#[test]
fn a_very_long_answer_keeps_its_beginning_and_is_refused() {
    let (long, longer) = ("x".repeat(100_000), "é\r\n".repeat(100_000));
    assert_eq!(answers(&[("areas", &long)]).get("areas"), long);
    for text in [&long, &longer] {
        assert_eq!(problems(&[("areas", text)]), ["areas"]);
        assert!(answers(&[("areas", text)]).get("areas").chars().count() <= 100_000);
    }
    let found = check(&form(), &answers(&[("name", &longer)]), "2026-11-22".parse().unwrap());
    let message = &found.first().unwrap().message;
    assert!(message.starts_with("Make this shorter: you can use up to 20000 characters"), "{message}");
}

#[test]
fn a_field_that_is_posted_twice_counts_once() {
    assert_eq!(answers(&[("name", "Maria"), ("name", "Mary"), ("name", " ")]).get("name"), "Mary");
    let twice = answers(&[("also", "erasure"), ("also", "objection\r\nerasure"), ("also", "")]);
    assert_eq!(twice.get("also"), "erasure\nobjection");
    let many: Vec<(String, String)> = (0..1000).map(|n| ("also".to_owned(), format!("choice-{n}"))).collect();
    let many = Answers::from_pairs(&form(), many);
    assert!(many.chosen("also").count() < 20);
    assert!(check(&form(), &many, "2026-11-22".parse().unwrap()).iter().any(|problem| problem.field == "also"));
    let long = answers(&[("also", &format!("erasure{}", " ".repeat(100)).repeat(2))]);
    assert!(long.get("also").len() < 100);
    assert_eq!(problems(&[("also", "erasure and more")]), ["also"]);
}

#[test]
fn what_is_not_asked_is_neither_checked_nor_kept() {
    let hidden =
        [("who", "me"), ("representative-authority", "nonsense"), ("representative-name", "Sam"), ("unknown", "x")];
    assert!(problems(&hidden).is_empty());
    let asked = answers(&hidden).asked(&form());
    assert_eq!(asked.get("representative-name"), "");
    assert_eq!(asked.get("unknown"), "");
    assert_eq!(
        problems(&[("who", "someone-else"), ("representative-authority", "nonsense")]),
        ["representative-authority"]
    );
}

#[test]
fn the_summary_says_answers_in_words() {
    let rows = summary(
        &form(),
        &answers(&[
            ("who", "me"),
            ("period-from", "2019/20"),
            ("evidence-1-kind", "utility-bill"),
            ("evidence-1-issuer", "Octopus"),
        ]),
    );
    let answer = |question: &str| rows.iter().find(|row| row.question == question).unwrap().answer.clone();
    assert_eq!(answer("who"), "My own");
    assert_eq!(answer("period"), "from 2019/20");
    assert_eq!(answer("evidence"), "Utility bill (Octopus)");
}

#[test]
fn several_choices_are_one_answer_and_open_what_belongs_to_each() {
    let none: [(&str, &str); 0] = [];
    assert_eq!(answers(&none).chosen("also").count(), 0);
    let chosen = answers(&[
        ("also", "erasure"),
        ("also", "objection"),
        ("more-erasure", "My photograph"),
        ("more-restriction", "x"),
    ]);
    assert_eq!(chosen.chosen("also").collect::<Vec<_>>(), ["erasure", "objection"]);
    let kept = chosen.asked(&form());
    assert_eq!((kept.get("more-erasure"), kept.get("more-restriction")), ("My photograph", ""));
    let rows = summary(&form(), &chosen);
    let row = rows.iter().find(|row| row.question == "also").unwrap();
    assert_eq!(row.answer, "Have something deleted\nObject to how we use it");
    assert_eq!(problems(&[("also", "erasure\nnonsense")]), ["also"]);
    assert!(problems(&[("also", "erasure\nobjection")]).is_empty());
}

#[test]
fn a_question_cannot_be_called_as_the_control_of_a_choice() {
    let mut form = form();
    let question =
        form.steps.iter_mut().flat_map(|step| &mut step.questions).find(|one| one.id == "more-erasure").unwrap();
    question.id = "also-erasure".to_owned();
    let faults = form.faults();
    assert!(
        faults.iter().any(|(key, message)| key == "questions.also.options" && message.contains("also-erasure")),
        "{faults:?}"
    );
}

#[test]
fn what_browsers_fill_in_fits_its_question() {
    let faults = |id: &str, token: Option<&str>| {
        let mut form = form();
        let questions = form.steps.iter_mut().flat_map(|step| &mut step.questions);
        questions.filter(|question| question.id == id).for_each(|one| one.autocomplete = token.map(ToOwned::to_owned));
        form.faults().len()
    };
    assert_eq!(faults("postal-address", Some("street-address")), 0);
    assert_eq!(faults("postal-address", Some("off")), 0);
    // One line cannot hold an address; a token must exist; an e-mail address can always be filled in.
    assert_eq!(faults("name", Some("street-address")), 1);
    assert_eq!(faults("name", Some("fullname")), 1);
    assert_eq!(faults("email", None), 1);
}
