//! The answers in the form's order: for checking before sending, and for the team that opens them.

use crate::{Answers, Form, Kind, Question, date};
use forthright_evidence::MAX_FILES;

/// One line of a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryRow {
    /// The step the question belongs to.
    pub step: String,
    /// The question's id.
    pub question: String,
    /// The question.
    pub label: String,
    /// The answer in words; empty when there is none.
    pub answer: String,
}

/// Every question that is asked, with its answer in words.
#[must_use]
pub fn summary(form: &Form, answers: &Answers) -> Vec<SummaryRow> {
    let rows = form.steps.iter().flat_map(|step| step.questions.iter().map(move |question| (step, question)));
    rows.filter(|(_, question)| question.kind != Kind::Note && answers.asks(question))
        .map(|(step, question)| SummaryRow {
            step: step.id.clone(),
            question: question.id.clone(),
            label: question.label.clone(),
            answer: in_words(question, answers),
        })
        .collect()
}

fn in_words(question: &Question, answers: &Answers) -> String {
    let part = |name: &str| answers.get(&format!("{}-{name}", question.id));
    match &question.kind {
        Kind::Choice | Kind::Choices => {
            let chosen: Vec<&str> = answers.chosen(&question.id).collect();
            let labels = question.options.iter().filter(|option| chosen.contains(&option.value.as_str()));
            labels.map(|option| option.label.as_str()).collect::<Vec<_>>().join("\n")
        }
        Kind::PastDate => {
            date::parse(part("day"), part("month"), part("year")).map(forthright_clock::long_date).unwrap_or_default()
        }
        Kind::Period => match (part("from"), part("to")) {
            ("", "") => String::new(),
            (from, "") => format!("from {from}"),
            ("", to) => format!("until {to}"),
            (from, to) => format!("{from} to {to}"),
        },
        Kind::Evidence => (1..=MAX_FILES)
            .filter_map(|n| answers.document(question, n))
            .map(|document| match document.issuer.as_str() {
                "" => document.kind.title().to_owned(),
                issuer => format!("{} ({issuer})", document.kind.title()),
            })
            .collect::<Vec<_>>()
            .join("\n"),
        _ => answers.get(&question.id).to_owned(),
    }
}
