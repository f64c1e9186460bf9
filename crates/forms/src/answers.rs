//! What a person typed, by field name.

use crate::{Form, Kind, Question, date};
use forthright_evidence as evidence;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// At most this many characters in one field; more is a problem the person is told about.
pub(crate) const MAX_CHARACTERS: usize = 20_000;

/// Answers by field name. Only fields the form has are kept, trimmed, without empty ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// Takes from posted pairs what the form asks for.
    #[must_use]
    pub fn from_pairs(form: &Form, pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let fields: Vec<String> = form.questions().flat_map(Question::fields).collect();
        let kept = pairs.into_iter().filter(|(name, _)| fields.contains(name));
        let trimmed = kept.map(|(name, value)| (name, value.replace("\r\n", "\n").trim().to_owned()));
        let mut answers = Self::default();
        for (name, value) in trimmed.filter(|(_, value)| !value.is_empty()) {
            let several = form.question(&name).is_some_and(|question| question.kind == Kind::Choices);
            match answers.0.get_mut(&name) {
                Some(before) if several => *before = format!("{before}\n{value}"),
                _ => drop(answers.0.insert(name, value)),
            }
        }
        answers
    }

    /// The answer in a field; empty when there is none.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// The values chosen in a field, one for a single choice.
    pub fn chosen(&self, field: &str) -> impl Iterator<Item = &str> {
        self.get(field).split('\n').filter(|value| !value.is_empty())
    }

    /// Whether a question is asked, given the other answers.
    #[must_use]
    pub fn asks(&self, question: &Question) -> bool {
        question
            .when
            .as_ref()
            .is_none_or(|condition| self.chosen(&condition.question).any(|value| value == condition.is))
    }

    /// Whether any field of a question has an answer.
    #[must_use]
    pub fn has(&self, question: &Question) -> bool {
        question.fields().iter().any(|field| !self.get(field).is_empty())
    }

    /// The answers to the questions that are asked; what was typed under a choice that no longer holds is left out.
    #[must_use]
    pub fn asked(&self, form: &Form) -> Self {
        let asked = form.questions().filter(|question| self.asks(question)).flat_map(Question::fields);
        Self(asked.filter_map(|field| self.0.get(&field).map(|value| (field, value.clone()))).collect())
    }

    /// Whether somebody asks on behalf of the person (the choice `someone-else` to the question `who`).
    #[must_use]
    pub fn represented(&self) -> bool {
        self.get("who") == "someone-else"
    }

    /// What a document of a kind is compared with. Somebody who acts for another person typed their own name as well.
    #[must_use]
    pub fn told(&self, kind: Option<evidence::Kind>, today: Date) -> evidence::Told {
        let part = |n: i8| u8::try_from(n).unwrap_or(1);
        let own = !self.represented();
        evidence::Told {
            kind,
            name: if own { self.get("name").chars().take(200).collect() } else { String::new() },
            birth: self.date("date-of-birth").filter(|_| own).map(|date| date.to_string()).unwrap_or_default(),
            today: (u16::try_from(today.year()).unwrap_or(0), part(today.month()), part(today.day())),
        }
    }

    /// The document described in slot `n` of an evidence question, if its kind was chosen.
    #[must_use]
    pub fn document(&self, question: &Question, n: usize) -> Option<evidence::Document> {
        debug_assert!(question.kind == Kind::Evidence);
        let kind = evidence::Kind::from_name(self.get(&format!("{}-{n}-kind", question.id)))?;
        let person = if kind == evidence::Kind::Authority {
            evidence::Person::Representative
        } else {
            evidence::Person::Subject
        };
        let issuer = evidence::Issuer::new(self.get(&format!("{}-{n}-issuer", question.id)));
        Some(evidence::Document { kind, person, issuer })
    }

    /// The date in the three fields of a [`Kind::PastDate`], if there is such a date.
    #[must_use]
    pub fn date(&self, question: &str) -> Option<Date> {
        let part = |name: &str| self.get(&format!("{question}-{name}"));
        date::parse(part("day"), part("month"), part("year"))
    }

    /// Sets one field.
    pub fn set(&mut self, field: &str, value: &str) {
        self.0.insert(field.to_owned(), value.to_owned());
    }
}
