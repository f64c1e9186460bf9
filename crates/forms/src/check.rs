//! What has to be mended before a form can be sent.

use crate::answers::{MAX_CHARACTERS, MAX_KEPT};
use crate::{Answers, Form, Kind, Question, date, period};
use forthright_clock::read_time;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The field to go to.
    pub field: String,
    /// What to do, for the person.
    pub message: String,
}

impl Problem {
    /// A problem with one field.
    #[must_use]
    pub fn new(field: &str, message: impl Into<String>) -> Self {
        Self { field: field.to_owned(), message: message.into() }
    }
}

/// What has to be mended, in the form's order; empty when it can be sent. `today` is the London date.
#[must_use]
pub fn check(form: &Form, answers: &Answers, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    for question in form.questions().filter(|question| answers.asks(question)) {
        if let Some(problem) = check_question(question, answers, today) {
            problems.push(problem);
        } else if let Some(group) = form.at_least_one.iter().find(|group| group.questions.first() == Some(&question.id))
        {
            let answered = |id: &String| form.question(id).is_some_and(|q| answers.asks(q) && answers.has(q));
            if !group.questions.iter().any(answered) {
                problems.push(Problem::new(&question.id, &group.message));
            }
        }
    }
    problems
}

fn check_question(question: &Question, answers: &Answers, today: Date) -> Option<Problem> {
    let first = question.fields().into_iter().next()?;
    if !answers.has(question) {
        return question.required.as_ref().map(|message| Problem::new(&first, message));
    }
    for field in question.fields() {
        let length = answers.get(&field).chars().count();
        if length > MAX_CHARACTERS {
            let has = if length < MAX_KEPT { length.to_string() } else { format!("{MAX_KEPT} or more") };
            let message =
                format!("Make this shorter: you can use up to {MAX_CHARACTERS} characters, and it has {has}.");
            return Some(Problem::new(&field, message));
        }
    }
    let answer = answers.get(&question.id);
    match &question.kind {
        Kind::Email if !looks_like_email(answer) => {
            Some(Problem::new(&first, "Enter an email address in the right format, like name@example.com"))
        }
        Kind::Telephone if answer.chars().filter(char::is_ascii_digit).count() < 6 => {
            Some(Problem::new(&first, "Enter a telephone number, like 0116 496 0000 or +44 116 496 0000"))
        }
        Kind::Choice if !is_option(question, answer) => Some(Problem::new(&first, "Choose one of the options")),
        Kind::Choices if !answers.chosen(&question.id).all(|value| is_option(question, value)) => {
            Some(Problem::new(&first, "Choose from the options"))
        }
        Kind::Time if read_time(answer).is_none() => Some(Problem::new(&first, "Enter a time, like 14:30 or 2:30pm")),
        Kind::PastDate => check_date(question, answers, today),
        Kind::Period => check_period(question, answers),
        _ => None,
    }
}

fn is_option(question: &Question, value: &str) -> bool {
    question.options.iter().any(|option| option.value == value)
}

fn check_date(question: &Question, answers: &Answers, today: Date) -> Option<Problem> {
    let id = &question.id;
    let part = |name: &str| answers.get(&format!("{id}-{name}"));
    let missing = ["day", "month", "year"].into_iter().find(|name| part(name).is_empty());
    if let Some(name) = missing {
        return Some(Problem::new(&format!("{id}-{name}"), format!("Add the {name}, or clear the whole date")));
    }
    match date::parse(part("day"), part("month"), part("year")) {
        None => Some(Problem::new(&format!("{id}-day"), "Enter a real date, like 24 3 2001")),
        Some(date) if date > today => Some(Problem::new(&format!("{id}-day"), "The date must be in the past")),
        Some(date) if date.year() < 1900 => {
            Some(Problem::new(&format!("{id}-year"), "Enter the year with four digits, like 2001"))
        }
        Some(_) => None,
    }
}

fn check_period(question: &Question, answers: &Answers) -> Option<Problem> {
    let (from_field, to_field) = (format!("{}-from", question.id), format!("{}-to", question.id));
    let (from, to) = (answers.get(&from_field), answers.get(&to_field));
    for (field, text) in [(&from_field, from), (&to_field, to)] {
        if !text.is_empty() && period::first_year(text).is_none() {
            return Some(Problem::new(field, "Enter a year like 2019, or an academic year like 2019/20"));
        }
    }
    match (period::first_year(from), period::first_year(to)) {
        (Some(from), Some(to)) if from > to => Some(Problem::new(&to_field, "The end must not be before the start")),
        _ => None,
    }
}

/// One `@` with something before it and a dotted name after it, and nothing that no address without quotation marks has (RFC
/// 5322 section 3.4.1); anything stricter refuses addresses that exist.
fn looks_like_email(text: &str) -> bool {
    let mut parts = text.split('@');
    let (Some(local), Some(domain), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !text.contains("..")
        && !text.contains(|c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '<' | '>' | ';' | ',' | ':' | '"' | char::REPLACEMENT_CHARACTER)
        })
}
