//! A name that is sought in a letter.

use crate::names::{Comparison, Spellings, compare, words};
use std::cell::Cell;

/// How many spellings may be set beside others for one letter. Names as people have them need a hundredth of it for a long
/// statement; where it is used up, the name was not found, which is a question and no refusal.
const PATIENCE: usize = 10_000_000;
/// A name stands among so many words of a line at most.
const WORDS: usize = 40;
/// What stands before a name, or is no name, and is as short as initials: titles, “for the attention of”, “care of”, “Saint”.
const NO_INITIALS: [&str; 24] = [
    "MR", "MRS", "MS", "MX", "DR", "SIR", "REV", "FR", "HON", "FAO", "C/O", "CO", "THE", "ST", "PO", "BOX", "LTD",
    "AND", "FOR", "TO", "OF", "NO", "LLP", "PLC",
];
/// What stands behind a name that is a street's.
const STREETS: [&str; 24] = [
    "ROAD", "RD", "STREET", "AVENUE", "AVE", "LANE", "CLOSE", "DRIVE", "WAY", "COURT", "HOUSE", "PLACE", "SQUARE",
    "TERRACE", "CRESCENT", "GARDENS", "GROVE", "HILL", "MEWS", "PARK", "ROW", "WALK", "FAMILY", "LIMITED",
];
/// Names that are written short by custom, and what they are short for: usage in Bangladesh, India and Malaysia (“Md”, “Mohd”), and in
/// Britain.
const CUSTOMARY: [(&str, &[&str]); 9] = [
    ("MD", &["MOHAMMED", "MUHAMMAD", "MOHAMMAD", "MOHAMED", "MUHAMMED", "MOHAMMOD"]),
    ("MOHD", &["MOHAMMED", "MUHAMMAD", "MOHAMMAD", "MOHAMED", "MUHAMMED"]),
    ("WM", &["WILLIAM"]),
    ("CHAS", &["CHARLES"]),
    ("GEO", &["GEORGE"]),
    ("JAS", &["JAMES"]),
    ("THOS", &["THOMAS"]),
    ("ROBT", &["ROBERT"]),
    ("MGT", &["MARGARET"]),
];

/// A name as typed, spelled once for all lines.
pub struct Sought {
    all: Vec<Spellings>,
    /// With the first name as custom shortens it, or as it is in full.
    customary: Vec<Vec<Spellings>>,
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
            customary: customary(typed).iter().map(|name| words(name)).collect(),
            initialled: (!others.is_empty()).then(|| words(&initialled)),
            longest: typed.split_whitespace().take(8).count().saturating_add(3).min(8),
            patience: Cell::new(PATIENCE),
        }
    }

    /// Whether it stands in a line, with any title before it, in any order, or with initials for the first names.
    pub fn is_in(&self, line: &str) -> bool {
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
            spelled.windows(length).enumerate().any(|(from, part)| {
                let behind = spelled.get(from.saturating_add(length)).map(|(word, _)| word.to_uppercase());
                if behind.is_some_and(|word| STREETS.contains(&word.as_str())) {
                    return false;
                }
                (1..length).any(|at| {
                    let (given, surname) = part.split_at(at);
                    let first = given.first().map(|(first, _)| *first).unwrap_or_default();
                    let is_short = first.chars().count() <= 3 && !first.chars().any(char::is_lowercase);
                    let (given, surname) = (joined(given), joined(surname));
                    let by_initials = || {
                        let initial: String = first.chars().take(1).collect();
                        !NO_INITIALS.contains(&first) && self.is_same(&words(&initial), &surname, initialled)
                    };
                    let by_custom = || self.customary.iter().any(|name| self.is_same(&given, &surname, name));
                    self.is_same(&given, &surname, &self.all) || by_custom() || (is_short && by_initials())
                })
            })
        })
    }

    /// Whether it stands in two cells, one beside or below the other: given names and surname apart.
    pub fn is_in_both(&self, one: &str, other: &str) -> bool {
        let is_short = |cell: &str| (1..=3).contains(&cell.split_whitespace().count());
        is_short(one) && is_short(other) && self.is_in(&format!("{one} {other}"))
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

/// The name with one word as custom writes it shorter, or in full; the words of `Abu Bakr` in one as well.
fn customary(typed: &str) -> Vec<String> {
    let parts: Vec<&str> = typed.split_whitespace().take(8).collect();
    let with = |at: usize, other: &str| -> String {
        let words = parts.iter().enumerate().map(|(n, part)| if n == at { other } else { part });
        words.collect::<Vec<_>>().join(" ")
    };
    let mut names = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let part = part.to_uppercase();
        let part = part.trim_end_matches('.');
        for (short, long) in CUSTOMARY {
            if long.contains(&part) {
                names.push(with(at, short));
            } else if part == short {
                names.extend(long.iter().map(|full| with(at, full)));
            }
        }
        // Two words that are one name: compound names of Arabic origin.
        if matches!(part, "ABU" | "ABDUL" | "ABD" | "AL" | "UL" | "NUR")
            && let Some(next) = parts.get(at.saturating_add(1))
        {
            let joined = format!("{}{}", parts.get(at).unwrap_or(&""), next.to_lowercase());
            let rest = parts.iter().enumerate().filter(|(n, _)| *n != at.saturating_add(1));
            names
                .push(rest.map(|(n, part)| if n == at { joined.as_str() } else { part }).collect::<Vec<_>>().join(" "));
        }
    }
    names
}
