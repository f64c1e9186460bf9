//! Which rights a text seems to use.

use super::lines::plain;
use super::signs::{FOR_SOMEBODY, FREEDOM, GROUPS, PASSED_ON, SIGNS};
use std::collections::BTreeMap;

/// No more words than these are read: a form takes 20,000 characters.
const MOST_WORDS: usize = 5_000;
/// So many words may stand where a pattern has `~`.
const GAP: usize = 4;

/// What the words of a text speak for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Ids of forms, the likeliest first.
    pub forms: Vec<&'static str>,
    /// Whether it names freedom of information.
    pub freedom: bool,
    /// Whether somebody seems to act for somebody else.
    pub represented: bool,
    /// Whether somebody seems to pass on what another person wrote or said.
    pub passed_on: bool,
    /// Whether somebody speaks of themselves.
    pub own: bool,
}

/// Every pattern, made ready once for all messages of a text.
pub struct Signs {
    forms: Vec<(&'static str, Rule, Patterns)>,
    freedom: Patterns,
    for_somebody: Patterns,
    passed_on: Patterns,
}

impl Signs {
    pub fn new() -> Self {
        let rule = |form: &str| match form {
            "subject-access" => Rule::Access,
            "objection" | "withdraw-consent" | "complaint" | "incident" => Rule::Any,
            _ => Rule::NotNegated,
        };
        Self {
            forms: SIGNS.iter().map(|(form, signs)| (*form, rule(form), Patterns::new(signs))).collect(),
            freedom: Patterns::new(&FREEDOM),
            for_somebody: Patterns::new(&FOR_SOMEBODY),
            passed_on: Patterns::new(&PASSED_ON),
        }
    }

    /// What a text asks for.
    pub fn asked(&self, text: &str) -> Asked {
        const OWN: [&str; 11] = ["my", "me", "i", "i'd", "i'm", "myself", "mine", "fy", "amdanaf", "ohonof", "arnaf"];
        let sentences = sentences(text);
        let counted = self.forms.iter().map(|(form, rule, signs)| (signs.hits(&sentences, *rule), *form));
        let mut found: Vec<(usize, &'static str)> = counted.filter(|(hits, _)| *hits > 0).collect();
        // Stable: where as much speaks for two, the more common right comes first.
        found.sort_by_key(|(hits, _)| std::cmp::Reverse(*hits));
        Asked {
            forms: found.into_iter().map(|(_, form)| form).collect(),
            freedom: self.freedom.hits(&sentences, Rule::Any) > 0,
            represented: self.for_somebody.hits(&sentences, Rule::Any) > 0,
            passed_on: self.passed_on.hits(&sentences, Rule::Any) > 0,
            own: sentences.iter().flatten().any(|word| OWN.contains(&word.as_str())),
        }
    }
}

/// When a pattern does not count although its words are there.
#[derive(Clone, Copy, PartialEq)]
enum Rule {
    /// It always counts.
    Any,
    /// Not after "do not".
    NotNegated,
    /// Nor where something else is to be done with it: "I want my data deleted", "I attach a copy of my file".
    Access,
}

/// The words of each sentence, in small letters.
fn sentences(text: &str) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    let mut count = 0_usize;
    for line in text.lines() {
        if line.trim().is_empty() {
            all.push(Vec::new());
        }
        for raw in line.split_whitespace() {
            count = count.saturating_add(1);
            if count > MOST_WORDS {
                return without_small_print(all);
            }
            let word = plain(raw.trim_matches(|c: char| !c.is_alphanumeric())).replace("e-mail", "email");
            if !word.is_empty()
                && let Some(sentence) = all.last_mut()
            {
                // "student/applicant" is two words.
                sentence.extend(word.split('/').filter(|word| !word.is_empty()).map(str::to_owned));
            }
            if raw.ends_with(['.', '!', '?', ';', '。', '？']) {
                all.push(Vec::new());
            }
        }
    }
    without_small_print(all)
}

/// What institutions put under every message says nothing about this one.
fn without_small_print(sentences: Vec<Vec<String>>) -> Vec<Vec<String>> {
    const SMALL: [&str; 11] = [
        "intended recipient",
        "intended solely",
        "received this email in error",
        "received this message in error",
        "received it in error",
        "in error please",
        "before printing",
        "unsubscribe click",
        "here to unsubscribe",
        "unsubscribe here",
        "privileged",
    ];
    let is_small = |sentence: &Vec<String>| {
        let whole = sentence.join(" ");
        SMALL.iter().any(|small| whole.contains(small))
    };
    sentences.into_iter().filter(|sentence| !sentence.is_empty() && !is_small(sentence)).collect()
}

enum Element {
    Words(Vec<&'static str>),
    Gap,
}

/// Patterns, by the words they can begin with.
struct Patterns {
    all: Vec<Vec<Element>>,
    beginning: BTreeMap<&'static str, Vec<usize>>,
    /// Those that begin with the beginning of a word.
    open: Vec<usize>,
}

impl Patterns {
    fn new(patterns: &[&'static str]) -> Self {
        let all: Vec<Vec<Element>> = patterns.iter().map(|pattern| parse(pattern)).collect();
        let mut beginning: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
        let mut open = Vec::new();
        for (number, pattern) in all.iter().enumerate() {
            let Some(Element::Words(words)) = pattern.first() else { continue };
            for word in words {
                if word.ends_with('*') {
                    open.push(number);
                } else {
                    beginning.entry(word).or_default().push(number);
                }
            }
        }
        Self { all, beginning, open }
    }

    /// How many of the patterns occur.
    fn hits(&self, sentences: &[Vec<String>], rule: Rule) -> usize {
        let mut seen = vec![false; self.all.len()];
        for sentence in sentences {
            for (at, word) in sentence.iter().enumerate() {
                let here = self.beginning.get(word.as_str()).map(Vec::as_slice).unwrap_or_default();
                for number in here.iter().chain(&self.open) {
                    let Some((done, pattern)) = seen.get_mut(*number).zip(self.all.get(*number)) else { continue };
                    *done = *done || occurs(pattern, sentence, at, rule);
                }
            }
        }
        seen.into_iter().filter(|done| *done).count()
    }
}

fn parse(pattern: &'static str) -> Vec<Element> {
    let element = |part: &'static str| match part {
        "~" => Element::Gap,
        part => Element::Words(part.split('|').flat_map(group).collect()),
    };
    pattern.split_whitespace().map(element).collect()
}

fn group(word: &'static str) -> Vec<&'static str> {
    match GROUPS.iter().find(|(name, _)| *name == word) {
        Some((_, words)) => words.split('|').collect(),
        None => vec![word],
    }
}

/// Words by which something else is to be done with it.
const OTHERWISE: [&str; 22] = [
    "delete", "deleting", "erase", "remove", "destroy", "wipe", "correct", "amend", "change", "update", "stop",
    "restrict", "transfer", "withdraw", "object", "not", "wrong", "fix", "rectify", "move", "forget", "lost",
];
/// The same after it: "I want my data deleted".
const DONE: [&str; 16] = [
    "deleted",
    "erased",
    "removed",
    "destroyed",
    "wiped",
    "corrected",
    "amended",
    "changed",
    "updated",
    "rectified",
    "restricted",
    "transferred",
    "moved",
    "forgotten",
    "withdrawn",
    "shredded",
];

fn occurs(pattern: &[Element], sentence: &[String], at: usize, rule: Rule) -> bool {
    let before = sentence.get(at.saturating_sub(5)..at).unwrap_or_default();
    if rule != Rule::Any && is_negated(before) {
        return false;
    }
    let Some(end) = end_of(pattern, sentence, at) else { return false };
    if rule != Rule::Access {
        return true;
    }
    let is_enclosed = before.iter().any(|word| word.starts_with("attach") || word.starts_with("enclos"));
    let within = sentence.get(at..end).unwrap_or_default();
    let after = sentence.get(end..).unwrap_or_default().iter().take(4);
    let mut after = after.take_while(|word| !matches!(word.as_str(), "and" | "but" | "then" | "also" | "or"));
    !is_enclosed
        && !within.iter().any(|word| OTHERWISE.contains(&word.as_str()) || DONE.contains(&word.as_str()))
        && !after.any(|word| DONE.contains(&word.as_str()))
}

/// Whether "do not" stands before.
fn is_negated(before: &[String]) -> bool {
    let words: Vec<&str> = before.iter().map(String::as_str).collect();
    words.iter().any(|word| matches!(*word, "don't" | "dont" | "never" | "peidiwch"))
        || words
            .windows(2)
            .any(|two| matches!(two, ["do" | "please" | "would" | "must" | "should", "not"] | ["not", "to" | "asking"]))
}

/// Where a pattern that begins at a word ends, the first place after it.
fn end_of(pattern: &[Element], sentence: &[String], at: usize) -> Option<usize> {
    // The places where what was matched so far can end: never more than the sentence has, and mostly one.
    let mut places = vec![at];
    let mut ahead = 0_usize;
    for element in pattern {
        match element {
            Element::Gap => ahead = GAP,
            Element::Words(words) => {
                let fits =
                    |place: &usize| sentence.get(*place).is_some_and(|word| words.iter().any(|one| is_word(one, word)));
                let mut next: Vec<usize> = places
                    .iter()
                    .flat_map(|place| *place..=place.saturating_add(ahead))
                    .filter(fits)
                    .map(|place| place.saturating_add(1))
                    .collect();
                next.dedup();
                next.sort_unstable();
                next.dedup();
                (places, ahead) = (next, 0);
            }
        }
        if places.is_empty() {
            return None;
        }
    }
    places.first().copied()
}

fn is_word(one: &str, word: &str) -> bool {
    one.strip_suffix('*').map_or(one == word, |beginning| word.starts_with(beginning))
}
