//! What a person typed, by field name.

use crate::{Choice, Form, Kind, Question, date};
use forthright_clock::Right;
use forthright_evidence as evidence;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// At most this many characters in one field; more is a problem the person is told about.
pub(crate) const MAX_CHARACTERS: usize = 20_000;

/// At most this many are kept of what was posted in one: nobody types so much, and pages that show it again stay small.
pub(crate) const MAX_KEPT: usize = 5 * MAX_CHARACTERS;

/// Answers by field name. Only fields the form has are kept, trimmed, without empty ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// Takes from posted pairs what the form asks for: of a field that is posted again and again the last value, of several
    /// choices each once, of an e-mail address what is typed without what is pasted around it, and of a long text its beginning, long enough for [`check`](crate::check) to refuse it and for the
    /// person to go on with. What is kept is bounded before it is put together, so that the cost is in proportion to what came.
    #[must_use]
    pub fn from_pairs(form: &Form, pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let fields: Vec<(String, &Question)> = form
            .questions()
            .flat_map(|question| question.fields().into_iter().map(move |field| (field, question)))
            .collect();
        let mut answers = Self::default();
        for (name, value) in pairs {
            let Some((_, question)) = fields.iter().find(|(field, _)| *field == name) else { continue };
            let value = if question.kind == Kind::Email { email(&value) } else { value.trim().to_owned() };
            if question.kind == Kind::Choices {
                answers.choose(name, &question.options, &value);
            } else if !value.is_empty() {
                answers.0.insert(name, beginning(&value, MAX_KEPT).replace("\r\n", "\n"));
            }
        }
        answers
    }

    /// Adds what one posted value chooses, one a line: each choice once, and one more than there are options at most, because
    /// then they cannot all be options.
    fn choose(&mut self, name: String, options: &[Choice], value: &str) {
        let longest = options.iter().map(|option| option.value.chars().count()).max().unwrap_or_default();
        let mut chosen = self.0.remove(&name).unwrap_or_default();
        for line in value.lines().filter(|line| !line.is_empty()) {
            let line = beginning(line, longest.saturating_add(1));
            let (mut there, mut count) = (false, 0_usize);
            for other in chosen.split('\n').filter(|other| !other.is_empty()) {
                there |= other == line;
                count = count.saturating_add(1);
            }
            if count > options.len() {
                break;
            }
            if !there {
                if count > 0 {
                    chosen.push('\n');
                }
                chosen.push_str(line);
            }
        }
        if !chosen.is_empty() {
            self.0.insert(name, chosen);
        }
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

    /// The rights that are to be used at the same time (the choices of the question `also`).
    #[must_use]
    pub fn also(&self) -> Vec<Right> {
        self.chosen("also").filter_map(Right::named).collect()
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

/// The first characters of a text, or all of it.
fn beginning(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// Characters that are not seen, and come along with what is pasted: joiners, marks of direction, soft hyphens.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// An e-mail address without what is pasted around it: `<mailto:maria@example.org>;`.
fn email(value: &str) -> String {
    let seen: String = value.chars().filter(|c| !is_invisible(*c)).collect();
    let text = seen.trim().trim_end_matches(|c: char| matches!(c, ';' | ',') || c.is_whitespace());
    let text = without_scheme(text);
    let text = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).map_or(text, str::trim);
    without_scheme(text).trim_end_matches([';', ',']).trim().to_owned()
}

fn without_scheme(text: &str) -> &str {
    const SCHEME: &str = "mailto:";
    let is_one = text.get(..SCHEME.len()).is_some_and(|head| head.eq_ignore_ascii_case(SCHEME));
    if is_one { text.get(SCHEME.len()..).unwrap_or_default().trim_start() } else { text }
}
