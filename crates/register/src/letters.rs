//! Letters: what is written to people, with the facts of a case put in.

#[cfg(feature = "load")]
use crate::Fault;
use crate::Text;
use serde::{Deserialize, Serialize};

/// What the letters in the register can be about. Each must be there.
pub const LETTERS: [&str; 9] =
    ["acknowledgement", "identity", "authority", "fee", "clarification", "extension", "refusal", "outcome", "free"];

/// More kinds of letter, which an institution may write; where one is missing, staff begin with an empty letter.
pub const MORE_LETTERS: [&str; 7] = [
    "question",
    "exam-marks",
    "complaint-acknowledgement",
    "complaint-outcome",
    "complaint-not-upheld",
    "partly-done",
    "identity-not-shown",
];

/// What a letter can have put in, in braces. `name`: whom it is written to; `person`: whose information it is, where somebody
/// acts for them; `marks`: when exam marks are due; `until`: two weeks from today; `secure`: the page where documents can be sent sealed; `complaints`: the data
/// protection officer's address.
pub const FACTS: [&str; 14] = [
    "name",
    "person",
    "reference",
    "received",
    "due",
    "extended",
    "marks",
    "today",
    "until",
    "organisation",
    "regulator",
    "email",
    "complaints",
    "secure",
];

/// A template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// One of [`LETTERS`].
    pub id: String,
    /// What staff choose it by.
    pub title: String,
    /// What it says, with facts in braces: `{name}`. Text in double brackets, `[[the reasons]]`, is for staff to replace.
    pub text: Text,
    /// What it says to somebody who acts for another person, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub represented: Option<Text>,
}

impl Letter {
    /// The letter in a language with these facts. A fact that is not known, or empty, is put in double brackets, for staff to
    /// replace: nothing goes out with a hole in it.
    #[must_use]
    pub fn with(&self, language: &str, represented: bool, facts: &[(&str, String)]) -> String {
        let text = self.represented.as_ref().filter(|_| represented).unwrap_or(&self.text).in_language(language);
        FACTS.iter().fold(text, |text, name| {
            let value = facts.iter().find(|(known, value)| known == name && !value.trim().is_empty());
            let value = value.map_or_else(|| format!("[[{name}]]"), |(_, value)| value.clone());
            text.replace(&format!("{{{name}}}"), &value)
        })
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
        let kinds: Vec<&str> = LETTERS.into_iter().chain(MORE_LETTERS).collect();
        if !kinds.contains(&letter.id.as_str()) {
            fault(letter.id.clone(), format!("There is no letter of this kind. The kinds are {}.", kinds.join(", ")));
        }
        let texts = [Some(&letter.text), letter.represented.as_ref()].into_iter().flatten();
        for text in texts.flat_map(|text| ["en", "cy"].map(|language| text.in_language(language))) {
            if single_bracket(&text) {
                fault(
                    format!("{}.text", letter.id),
                    "Write what staff have to replace in double brackets, like [[the reasons]]: one bracket may be a citation.".to_owned(),
                );
            }
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

/// Whether a bracket stands alone.
#[cfg(feature = "load")]
fn single_bracket(text: &str) -> bool {
    let rest = text.replace("[[", "").replace("]]", "");
    rest.contains(['[', ']'])
}
