//! What an officer has typed for each case and not sent. It is kept while the page is open, whatever is looked at or decided
//! meanwhile; `keeping` keeps it over a reload.

use crate::letters::Act;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is written for one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Unsent {
    /// What was chosen to be done.
    pub act: String,
    /// The letter's language.
    pub language: String,
    /// The day it happened on, as the date field has it.
    pub day: String,
    /// The reason chosen.
    pub reason: String,
    /// The letter.
    pub text: String,
    /// Whether somebody typed in it, so that it is more than a letter of the register.
    pub typed: bool,
    /// Texts that a letter of the register took the place of, latest last.
    pub replaced: Vec<String>,
}

impl Default for Unsent {
    fn default() -> Self {
        Self {
            act: "free".to_owned(),
            language: "en".to_owned(),
            day: String::new(),
            reason: String::new(),
            text: String::new(),
            typed: false,
            replaced: Vec::new(),
        }
    }
}

impl Unsent {
    /// Whether something would be lost without this.
    pub fn is_worth_keeping(&self) -> bool {
        self.has_typed_text() || !self.replaced.is_empty()
    }

    /// Whether someone's own words are in the field.
    pub fn has_typed_text(&self) -> bool {
        self.typed && !self.text.trim().is_empty()
    }

    /// The field as it is after typing.
    pub fn type_text(&mut self, text: String) {
        self.typed = !text.trim().is_empty();
        self.text = text;
    }

    /// Chooses what is done. Its reason is chosen anew.
    pub fn choose(&mut self, act: &str) {
        // The day of an exam's results is none of anything else, nor the other way round.
        let asks_results = |act: &str| Act::named(act).is_some_and(Act::asks_results);
        if asks_results(act) != asks_results(&self.act) {
            self.day.clear();
        }
        act.clone_into(&mut self.act);
        self.reason.clear();
    }

    /// Puts a letter of the register into the field, if nobody typed there.
    pub fn offer(&mut self, letter: &str) {
        if !self.has_typed_text() {
            letter.clone_into(&mut self.text);
            self.typed = false;
        }
    }

    /// Puts a letter of the register under what was typed.
    pub fn insert_below(&mut self, letter: &str) {
        self.text =
            if self.has_typed_text() { format!("{}\n\n{letter}", self.text.trim_end()) } else { letter.to_owned() };
    }

    /// Puts a letter of the register in the place of what was typed, and keeps that.
    pub fn replace(&mut self, letter: &str) {
        if self.has_typed_text() {
            self.replaced.push(std::mem::take(&mut self.text));
        }
        self.typed = false;
        letter.clone_into(&mut self.text);
    }

    /// Puts back what was replaced last. What is typed in its place is kept in turn.
    pub fn put_back(&mut self) {
        let Some(back) = self.replaced.pop() else { return };
        if self.has_typed_text() {
            self.replaced.insert(0, std::mem::take(&mut self.text));
        }
        self.type_text(back);
    }

    /// Deletes the copies of what was replaced.
    pub fn drop_copies(&mut self) {
        self.replaced.clear();
    }

    /// After something was done with the text it had then. What was typed since stays.
    pub fn done(&mut self, sent: Option<&str>) {
        let replaced = std::mem::take(&mut self.replaced);
        let (text, typed, language) = (std::mem::take(&mut self.text), self.typed, std::mem::take(&mut self.language));
        let stays = typed && sent != Some(text.as_str());
        *self = Self { replaced, language, ..Self::default() };
        if stays {
            self.type_text(text);
        }
    }
}

/// What is written for every case, by reference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept(BTreeMap<String, Unsent>);

impl Kept {
    /// What is written for a case.
    pub fn of(&self, reference: &str) -> Unsent {
        self.0.get(reference).cloned().unwrap_or_default()
    }

    /// Changes it.
    pub fn change(&mut self, reference: &str, how: impl FnOnce(&mut Unsent)) {
        how(self.0.entry(reference.to_owned()).or_default());
    }

    /// The cases with something that would be lost.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, unsent)| unsent.is_worth_keeping()).map(|(reference, _)| reference.as_str())
    }

    /// What is worth keeping over a reload, as JSON; none if there is nothing.
    pub fn to_json(&self) -> Option<Vec<u8>> {
        let worth: BTreeMap<&String, &Unsent> = self.0.iter().filter(|(_, unsent)| unsent.is_worth_keeping()).collect();
        if worth.is_empty() { None } else { serde_json::to_vec(&worth).ok() }
    }

    /// Takes up what an earlier page kept. What is written here already goes first.
    pub fn take_up(&mut self, json: &[u8]) {
        let earlier: BTreeMap<String, Unsent> = serde_json::from_slice(json).unwrap_or_default();
        for (reference, unsent) in earlier {
            if !self.of(&reference).is_worth_keeping() {
                self.0.insert(reference, unsent);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn typed(text: &str) -> Unsent {
        let mut unsent = Unsent::default();
        unsent.type_text(text.to_owned());
        unsent
    }

    #[test]
    fn a_letter_never_takes_the_place_of_what_was_typed_unasked() {
        let mut unsent = Unsent::default();
        unsent.offer("Dear Maria,");
        unsent.offer("Annwyl Maria,");
        assert_eq!((unsent.text.as_str(), unsent.is_worth_keeping()), ("Annwyl Maria,", false));
        unsent.type_text("Annwyl Maria, mine".to_owned());
        unsent.offer("Dear Maria,");
        assert_eq!((unsent.text.as_str(), unsent.is_worth_keeping()), ("Annwyl Maria, mine", true));
        unsent.type_text("  \n".to_owned());
        unsent.offer("Dear Maria,");
        assert_eq!(unsent.text, "Dear Maria,");
    }

    #[test]
    fn inserting_and_replacing_lose_nothing_and_can_be_undone() {
        let mut unsent = typed("mine\n");
        unsent.insert_below("a letter");
        assert_eq!((unsent.text.as_str(), unsent.typed), ("mine\n\na letter", true));
        unsent.replace("one");
        assert_eq!((unsent.text.as_str(), unsent.is_worth_keeping()), ("one", true));
        unsent.type_text("second".to_owned());
        unsent.replace("two");
        unsent.type_text("third".to_owned());
        let mut seen = Vec::new();
        for _ in 0..3 {
            unsent.put_back();
            seen.push(unsent.text.clone());
        }
        assert_eq!(seen, ["second", "mine\n\na letter", "third"]);
        unsent.drop_copies();
        assert_eq!(unsent.text, "third");
        unsent.put_back();
        assert_eq!(unsent.text, "third", "nothing is left to put back");
    }

    #[test]
    fn what_was_sent_goes_and_what_was_typed_meanwhile_or_beside_it_stays() {
        let mut unsent = typed("sent");
        unsent.language = "cy".to_owned();
        unsent.done(Some("sent"));
        assert_eq!((unsent.text.as_str(), unsent.typed, unsent.language.as_str()), ("", false, "cy"));
        let mut unsent = typed("sent, and more typed meanwhile");
        unsent.done(Some("sent"));
        assert_eq!(unsent.text, "sent, and more typed meanwhile");
        let mut unsent = typed("not for this note");
        unsent.act = "answered".to_owned();
        unsent.done(None);
        assert_eq!((unsent.text.as_str(), unsent.act.as_str()), ("not for this note", "free"));
        let mut unsent = typed("first");
        unsent.replace("letter");
        unsent.done(Some("letter"));
        assert!(unsent.is_worth_keeping(), "a copy is kept until it is put back or deleted");
    }

    #[test]
    fn a_reload_keeps_what_is_worth_it_and_nothing_typed_since_is_overwritten() {
        let mut kept = Kept::default();
        assert_eq!(kept.to_json(), None);
        kept.change("DMU-1", |unsent| unsent.type_text("one".to_owned()));
        kept.change("DMU-2", |unsent| unsent.offer("a letter"));
        kept.change("DMU-3", |unsent| unsent.type_text("three".to_owned()));
        assert_eq!(kept.references().collect::<Vec<_>>(), ["DMU-1", "DMU-3"]);
        let json = kept.to_json().unwrap();
        let mut later = Kept::default();
        later.change("DMU-3", |unsent| unsent.type_text("newer".to_owned()));
        later.take_up(&json);
        assert_eq!(
            (later.of("DMU-1").text, later.of("DMU-2").text, later.of("DMU-3").text),
            ("one".to_owned(), String::new(), "newer".to_owned())
        );
        later.take_up(b"{\"DMU-4\":{\"text\":\"from an older desk\",\"typed\":true}}");
        assert_eq!(later.of("DMU-4").text, "from an older desk");
        later.take_up(b"not json");
        assert_eq!(later.references().count(), 3);
    }
}
