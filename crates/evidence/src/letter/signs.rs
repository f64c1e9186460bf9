//! By what a letter seems to be a bill, a statement, official, or something that is not accepted, and who sent it.

use super::senders::{OFFICES, SENDERS};
use super::sorts::{SORTS, Seems};
use crate::Kind;

/// What letters of one sort alone say counts so many times what others say as well.
const STRONG: usize = 3;
/// A letter of a sort has at least so much that speaks for it.
pub const ENOUGH: usize = 3;
/// A letter seems to be of a sort that has so much more than any other.
const CLEAR: usize = 2;

/// What speaks for each sort, most first.
pub struct Signs(Vec<(usize, Seems)>);

impl Signs {
    pub fn of(text: &str) -> Self {
        let text = folded(text);
        let count = |words: &[&str]| words.iter().filter(|words| has(&text, words)).count();
        let mut signs: Vec<(usize, Seems)> = SORTS
            .iter()
            .map(|sort| (count(sort.strong).saturating_mul(STRONG).saturating_add(count(sort.weak)), sort.seems))
            .collect();
        signs.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        Self(signs)
    }

    /// What the letter seems to be, where that is clear.
    pub fn seems(&self) -> Option<Seems> {
        match self.0.as_slice() {
            [(most, seems), (next, _), ..] if *most >= ENOUGH && *most >= next.saturating_add(CLEAR) => Some(*seems),
            _ => None,
        }
    }

    /// Whether it can be of this kind: enough speaks for it, and nothing else speaks more clearly.
    pub fn speak_for(&self, kind: Kind) -> bool {
        let of_kind = self.0.iter().find(|(_, seems)| *seems == Seems::Accepted(kind)).map_or(0, |(count, _)| *count);
        let most = self.0.first().map_or(0, |(count, _)| *count);
        of_kind >= ENOUGH && of_kind.saturating_add(CLEAR) > most
    }
}

/// Who sent it: who stands first on it of those who send such letters, or the council that it names.
pub fn issuer(text: &str, kind: Option<Kind>) -> Option<String> {
    let fitting = SENDERS.iter().filter(|senders| kind.is_none_or(|kind| kind == senders.kind));
    let names = fitting.flat_map(|senders| {
        let words = senders.words.iter().map(|name| (alone(text, name), *name));
        // A mark in small letters stands alone.
        senders.names.iter().map(|name| (first(text, name).or_else(|| alone(text, name)), *name)).chain(words)
    });
    // Of two that begin at one place the longer one.
    let placed = names.filter_map(|(place, name)| Some((place?, std::cmp::Reverse(name.len()), name)));
    let sender = placed.min().map(|(_, _, name)| name.to_owned());
    match kind {
        Some(Kind::CouncilTaxBill) => council(text),
        Some(Kind::OfficialLetter) => sender.or_else(|| office(text)),
        _ => sender,
    }
}

/// Whose benefit or tax a letter is about that does not name the office.
fn office(text: &str) -> Option<String> {
    let text = folded(text);
    let found = OFFICES.iter().find(|(_, words)| words.iter().any(|words| has(&text, words)));
    found.map(|(office, _)| (*office).to_owned())
}

/// The council a bill names: `Leicester City Council`, `London Borough of Camden`, `Cyngor Caerdydd`.
fn council(text: &str) -> Option<String> {
    const NOT: [&str; 5] = ["TAX", "BILL", "YOUR", "THE", "DEAR"];
    let is_name = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase) && !NOT.contains(&word.to_uppercase().as_str())
    };
    let joins = |word: &&str| matches!(word.to_lowercase().as_str(), "of" | "and" | "upon" | "the" | "y" | "a" | "&");
    text.split(['\n', '\t']).take(LINES).find_map(|line| {
        let words: Vec<&str> =
            line.split_whitespace().map(|word| word.trim_matches([',', '.', ':'])).take(WORDS).collect();
        let at = |wanted: &str| words.iter().position(|word| word.eq_ignore_ascii_case(wanted));
        let named =
            |words: &[&str]| (words.len() > 1 && words.iter().all(|w| is_name(w) || joins(w))).then(|| words.join(" "));
        if let Some(end) =
            at("council").filter(|end| !words.get(end.saturating_add(1)).is_some_and(|w| w.eq_ignore_ascii_case("tax")))
        {
            let before = words.get(..end).unwrap_or_default();
            let from =
                before.iter().rposition(|word| !is_name(word) && !joins(word)).map_or(0, |at| at.saturating_add(1));
            let from = before.iter().skip(from).position(is_name).map_or(end, |skipped| from.saturating_add(skipped));
            if let Some(name) = words.get(from..=end).and_then(named) {
                return Some(name);
            }
        }
        let from = at("cyngor").or_else(|| at("borough").filter(|at| *at > 0).and_then(|at| at.checked_sub(1)))?;
        let rest = words.get(from..)?;
        let end = rest.iter().position(|word| !is_name(word) && !joins(word)).unwrap_or(rest.len());
        named(rest.get(..end)?)
    })
}

/// A council is sought in so many cells of a letter, and so many words of each.
const LINES: usize = 2_000;
const WORDS: usize = 40;

/// Small letters and digits of the Latin script without their accents, with one space between words and around the whole.
pub fn folded(text: &str) -> String {
    let text: String = text.replace('&', " and ").chars().flat_map(char::to_lowercase).map(unaccented).collect();
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

/// A small letter without the accents of Welsh and English.
const fn unaccented(c: char) -> char {
    match c {
        'â' | 'á' | 'à' | 'ä' => 'a',
        'ê' | 'é' | 'è' | 'ë' => 'e',
        'î' | 'í' | 'ì' | 'ï' => 'i',
        'ô' | 'ó' | 'ò' | 'ö' => 'o',
        'û' | 'ú' | 'ù' | 'ü' => 'u',
        'ŵ' | 'ẃ' | 'ẁ' | 'ẅ' => 'w',
        'ŷ' | 'ý' | 'ỳ' | 'ÿ' => 'y',
        other => other,
    }
}

/// Whether words stand in a folded text as whole words.
fn has(folded: &str, words: &str) -> bool {
    folded.match_indices(words).any(|(at, found)| {
        let is_space = |at: Option<usize>| at.and_then(|at| folded.as_bytes().get(at)) == Some(&b' ');
        is_space(at.checked_sub(1)) && is_space(at.checked_add(found.len()))
    })
}

/// Where a name stands first, as it is written or in capitals.
fn first(text: &str, name: &str) -> Option<usize> {
    let capitals = name.to_uppercase();
    [place(text, name), place(text, &capitals)].into_iter().flatten().min()
}

/// Where a name stands first in a cell of its own, or as a company's.
fn alone(text: &str, name: &str) -> Option<usize> {
    const AFTER: [&str; 7] = ["", "ltd", "limited", "plc", "bank", "uk", "mobile"];
    let mut from = 0_usize;
    text.split(['\n', '\t']).find_map(|cell| {
        let at = from;
        from = from.saturating_add(cell.len()).saturating_add(1);
        let trimmed = cell.trim();
        let rest = trimmed
            .get(name.len()..)
            .filter(|_| trimmed.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name)))?;
        AFTER.contains(&rest.trim().trim_end_matches('.').to_ascii_lowercase().as_str()).then_some(at)
    })
}

/// Where words stand first in a text as whole words.
fn place(text: &str, words: &str) -> Option<usize> {
    let found = text.match_indices(words).find(|(at, found)| {
        let end = at.saturating_add(found.len());
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    });
    found.map(|(at, _)| at)
}
