//! Dates as people and mail programs write them. A date that can be read two ways is not read unless something settles it.

use super::calendar_words::{month, weekday};
use jiff::civil::Date;

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it can mean.
    pub reading: Reading,
    /// As it stands in the text.
    pub text: String,
    /// The place of its first word, and of the first after it.
    pub words: (usize, usize),
}

/// What a date can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// One day. `order`: whether its parts say in which order the writer puts day and month.
    One(Date, Option<Order>),
    /// `03/04/2026`: this day or that, the first if the writer puts the day first.
    Either(Date, Date),
    /// `31/02/2026`.
    Never,
}

/// In which order somebody writes the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As in the United Kingdom.
    DayFirst,
    /// As in the United States.
    MonthFirst,
}

/// A word longer than any date is none.
const LONGEST: usize = 40;

/// The words of a line. Signs of years, months and days between numbers (`2026年11月24日`) become hyphens.
pub fn words(line: &str) -> Vec<String> {
    let spread: String = line.chars().map(|c| if matches!(c, '年' | '月') { '-' } else { c }).collect();
    spread.replace('日', " ").replace(['，', '、'], " ").split_whitespace().map(str::to_owned).collect()
}

/// The dates among words, in the order they stand.
pub fn dates(words: &[String]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0_usize;
    while at < words.len() {
        let read = read(words.get(at..).unwrap_or_default());
        let taken = read.as_ref().map_or(1, |(_, taken)| *taken);
        let end = at.saturating_add(taken);
        if let Some((reading, _)) = read {
            let text = words.get(at..end).unwrap_or_default().join(" ");
            found.push(Found { reading, text: bare(&text).to_owned(), words: (at, end) });
        }
        at = end;
    }
    found
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| {
        matches!(c, ',' | '.' | ';' | ':' | '(' | ')' | '[' | ']' | '?' | '!' | '"' | '“' | '”' | '\'' | '’' | '*')
    })
}

/// A date at the beginning, and how many words it takes.
fn read(words: &[String]) -> Option<(Reading, usize)> {
    let first = words.first().filter(|word| word.len() <= LONGEST)?;
    if let Some(reading) = in_one_word(bare(first)) {
        return Some((reading, 1));
    }
    in_words(words)
}

/// `24/11/2026`, `24.11.26`, `2026-11-24T14:05`, `24-Nov-2026`.
fn in_one_word(word: &str) -> Option<Reading> {
    let day = word.split_once('T').map_or(word, |(day, _)| if day.len() >= 8 { day } else { word });
    let between = day.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let parts: Vec<&str> = day.split(between).collect();
    let [first, second, third] = *parts.as_slice() else { return None };
    if first.len() == 4 {
        return Some(made(number(first)?, i16::from(small(second)?), i16::from(small(third)?), None));
    }
    let year = year(third)?;
    if let Some(named) = month(second).filter(|_| small(second).is_none()) {
        return Some(made(year, i16::from(named), i16::from(small(first)?), Some(Order::DayFirst)));
    }
    let (first, second) = (i16::from(small(first)?), i16::from(small(second)?));
    let day_first = date(year, second, first);
    // Nobody who writes full stops puts the month first.
    let month_first = if between == '.' { None } else { date(year, first, second) };
    Some(match (day_first, month_first) {
        (Some(one), Some(other)) if one == other => Reading::One(one, None),
        (Some(one), Some(other)) => Reading::Either(one, other),
        (Some(one), None) => Reading::One(one, Some(Order::DayFirst)),
        (None, Some(other)) => Reading::One(other, Some(Order::MonthFirst)),
        (None, None) => Reading::Never,
    })
}

/// `24th of November 2026`, `November 24, 2026`, `24 o Dachwedd 2026`, `24 de noviembre de 2026`.
fn in_words(words: &[String]) -> Option<(Reading, usize)> {
    // Small words between the parts do not count, and a date has no more than three parts and two of those.
    let parts: Vec<(usize, &str)> = words
        .iter()
        .take(6)
        .map(|word| bare(word))
        .enumerate()
        .filter(|(at, word)| *at == 0 || !matches!(*word, "of" | "o" | "de" | "del" | "d" | ""))
        .take(3)
        .collect();
    let [(_, first), (_, second), (at, third)] = *parts.as_slice() else { return None };
    let year = year(third)?;
    let taken = at.saturating_add(1);
    if let (Some(day), Some(month)) = (ordinal(first), month(second)) {
        return Some((made(year, i16::from(month), i16::from(day), Some(Order::DayFirst)), taken));
    }
    let (month, day) = (month(first)?, ordinal(second)?);
    // In the United Kingdom this order is written as well: it says nothing about numbers.
    Some((made(year, i16::from(month), i16::from(day), None), taken))
}

fn made(year: i16, month: i16, day: i16, order: Option<Order>) -> Reading {
    date(year, month, day).map_or(Reading::Never, |date| Reading::One(date, order))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(text: &str) -> Option<i16> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

/// One or two digits.
fn small(text: &str) -> Option<u8> {
    (matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Four digits, or the last two of this century.
fn year(text: &str) -> Option<i16> {
    let digits = text.trim_start_matches(['\'', '’']);
    match digits.len() {
        4 => number(digits).filter(|year| (1900..2200).contains(year)),
        2 => number(digits)?.checked_add(2000),
        _ => None,
    }
}

/// `24`, `24th`, `24ain`, `1er`.
fn ordinal(text: &str) -> Option<u8> {
    const ENDINGS: [&str; 19] = [
        "", "st", "nd", "rd", "th", "af", "il", "ail", "ydd", "edd", "ed", "fed", "eg", "ain", "er", "º", "ª", "o", "e",
    ];
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = text.strip_prefix(digits)?.to_lowercase();
    small(digits).filter(|_| ENDINGS.contains(&ending.as_str()))
}

/// Whether a day of the week stands beside a date, and which.
pub fn weekday_beside(words: &[String], found: &Found) -> Option<jiff::civil::Weekday> {
    let (from, to) = found.words;
    let before = words.get(from.saturating_sub(2)..from).unwrap_or_default();
    let after = words.get(to..to.saturating_add(1)).unwrap_or_default();
    before.iter().rev().chain(after).find_map(|word| weekday(bare(word)))
}

/// The order in which a writer puts day and month, if what they wrote shows it and nothing speaks against it.
pub fn order<'a>(found: impl Iterator<Item = &'a Found>) -> Option<Order> {
    let mut orders = found.filter_map(|found| if let Reading::One(_, order) = found.reading { order } else { None });
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn one(text: &str) -> String {
        match dates(&words(text)).as_slice() {
            [Found { reading: Reading::One(date, _), .. }] => date.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn the_same_day_is_read_in_every_way_it_is_written() {
        for text in [
            "24/11/2026",
            "11/24/2026",
            "24.11.26",
            "2026-11-24",
            "2026-11-24T14:05:00Z",
            "2026/11/24",
            "2026年11月24日 14:05",
            "24-Nov-2026",
            "24 November 2026",
            "the 24th of November 2026.",
            "Nov 24, 2026",
            "24 Tach 2026",
            "y 24ain o Dachwedd 2026",
            "Dydd Mawrth, 24 Tachwedd 2026",
            "mar. 24 nov. 2026 à 14:05",
            "martes, 24 de noviembre de 2026",
            "24 lis 2026",
            "24 Nov ’26",
        ] {
            assert_eq!(one(text), "2026-11-24", "{text}");
        }
    }

    #[test]
    fn what_can_be_read_two_ways_or_never_was_is_said_to_be_so() {
        let reading = |text: &str| dates(&words(text)).first().map(|found| found.reading);
        assert!(matches!(reading("03/04/2026"), Some(Reading::Either(..))));
        assert_eq!(reading("31/02/2026"), Some(Reading::Never));
        assert_eq!(reading("30 Feb 2026"), Some(Reading::Never));
        assert!(matches!(reading("03.04.2026"), Some(Reading::One(..))));
        for text in ["24 Nov, 14:05", "1/2", "room 12-3-4567", "may 2026", "3 of 12 2026x", "24 Nov 1806"] {
            assert_eq!(reading(text), None, "{text}");
        }
    }
}
