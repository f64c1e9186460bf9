//! Letters: what is written to people, with the facts of a case put in.

#[cfg(feature = "load")]
use crate::Fault;
use crate::Text;
use serde::{Deserialize, Serialize};

/// What the letters in the register can be about. Each must be there.
pub const LETTERS: [&str; 9] =
    ["acknowledgement", "identity", "authority", "fee", "clarification", "extension", "refusal", "outcome", "free"];

/// What a letter can have put in, in braces.
pub const FACTS: [&str; 9] =
    ["name", "reference", "received", "due", "extended", "today", "organisation", "regulator", "email"];

/// A template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// One of [`LETTERS`].
    pub id: String,
    /// What staff choose it by.
    pub title: String,
    /// What it says, with facts in braces: `{name}`. Text in brackets is for staff to replace.
    pub text: Text,
}

impl Letter {
    /// The letter in a language with these facts; a fact that is not known stays in its braces, to be seen.
    #[must_use]
    pub fn with(&self, language: &str, facts: &[(&str, String)]) -> String {
        let text = self.text.in_language(language);
        facts.iter().fold(text, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

/// Letters that are missing, and facts that nobody knows.
#[cfg(feature = "load")]
pub fn check_letters(letters: &[Letter], faults: &mut Vec<Fault>) {
    let file = "letters.toml";
    crate::check::check_ids(file, letters.iter().map(|letter| letter.id.as_str()), faults);
    let mut fault = |key: String, message: String| faults.push(Fault { file: file.to_owned(), key, message });
    for id in LETTERS.iter().filter(|id| !letters.iter().any(|letter| letter.id == **id)) {
        fault((*id).to_owned(), "This letter is missing. Write it.".to_owned());
    }
    for letter in letters {
        if !LETTERS.contains(&letter.id.as_str()) {
            fault(letter.id.clone(), format!("There is no letter of this kind. The kinds are {}.", LETTERS.join(", ")));
        }
        for language in ["en", "cy"] {
            let text = letter.text.in_language(language);
            let named = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
            for name in named.filter(|name| !FACTS.contains(name)) {
                fault(
                    format!("{}.text", letter.id),
                    format!("`{{{name}}}` is no fact. The facts are {}.", FACTS.join(", ")),
                );
            }
        }
    }
}
