//! A name that is sought in a letter.

use crate::names::{Comparison, Spellings, compare, words};
use std::cell::Cell;

/// How many spellings may be set beside others for one letter. Names as people have them need a hundredth of it for a long
/// statement; where it is used up, the name was not found, which is a question and no refusal.
const PATIENCE: usize = 10_000_000;
/// A name stands among so many words of a line at most.
const WORDS: usize = 40;

/// A name as typed, spelled once for all lines.
pub struct Sought {
    all: Vec<Spellings>,
    /// With an initial for the first name; none where there is one name alone.
    initialled: Option<Vec<Spellings>>,
    /// Among so many words of a line it stands at most.
    longest: usize,
    patience: Cell<usize>,
}

impl Sought {
    pub fn of(typed: &str) -> Self {
        let (first, others) = typed.trim().split_once(char::is_whitespace).unwrap_or_default();
        let initialled = format!("{} {others}", first.chars().next().unwrap_or_default());
        Self {
            all: words(typed),
            initialled: (!others.is_empty()).then(|| words(&initialled)),
            longest: typed.split_whitespace().take(8).count().saturating_add(3).min(8),
            patience: Cell::new(PATIENCE),
        }
    }

    /// Whether it stands in a line, with any title before it, in any order, or with initials for the first names.
    pub fn is_in(&self, line: &str) -> bool {
        const TITLES: [&str; 6] = ["MR", "MRS", "MS", "MX", "DR", "SIR"];
        if !self.has_a_word_in(line) {
            return false;
        }
        let spaced = line.replace('.', " ");
        // Each word with its spellings: more than one where it has a hyphen.
        let spelled: Vec<(&str, Vec<Spellings>)> =
            spaced.split_whitespace().take(WORDS).map(|word| (word, words(word))).collect();
        let joined = |part: &[(&str, Vec<Spellings>)]| -> Vec<Spellings> {
            part.iter().flat_map(|(_, spellings)| spellings.iter().cloned()).collect()
        };
        let Some(initialled) = &self.initialled else {
            return spelled.iter().any(|(_, word)| self.is_same(&[], word, &self.all));
        };
        (2..=self.longest).any(|length| {
            spelled.windows(length).any(|part| {
                (1..length).any(|at| {
                    let (given, surname) = part.split_at(at);
                    let first = given.first().map(|(first, _)| *first).unwrap_or_default();
                    let is_short = first.chars().count() <= 3 && !first.chars().any(char::is_lowercase);
                    let (given, surname) = (joined(given), joined(surname));
                    let by_initials = || {
                        let initial: String = first.chars().take(1).collect();
                        !TITLES.contains(&first) && self.is_same(&words(&initial), &surname, initialled)
                    };
                    self.is_same(&given, &surname, &self.all) || (is_short && by_initials())
                })
            })
        })
    }

    /// Whether a line has a word of it, with spaces in it or not: much cheaper than comparing.
    fn has_a_word_in(&self, line: &str) -> bool {
        let line: String = words(line).iter().filter_map(|word| word.first()).map(String::as_str).collect();
        self.all.iter().flatten().any(|word| word.len() >= 2 && line.contains(word.as_str()))
    }

    fn is_same(&self, given: &[Spellings], surname: &[Spellings], typed: &[Spellings]) -> bool {
        let count = |words: &[Spellings]| words.iter().map(Vec::len).fold(1_usize, usize::saturating_add);
        let most = typed.iter().map(Vec::len).max().unwrap_or_default();
        let ways = typed.len().saturating_add(1).saturating_mul(2);
        let cost = count(given).saturating_add(count(surname)).saturating_mul(most).saturating_mul(ways);
        match self.patience.get().checked_sub(cost) {
            Some(left) => self.patience.set(left),
            None => return false,
        }
        compare(surname, given, typed, false) == Comparison::Match
    }
}
