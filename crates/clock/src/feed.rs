//! Bank holidays as the government publishes them (`bank-holidays.json`): read, and laid over those that are known already.

use crate::calendar::Holiday;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// England and Wales have never had fewer in a year; a year with fewer was not published whole.
const FEWEST_A_YEAR: usize = 8;

/// The document. Divisions other than England and Wales are left aside.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Feed {
    #[serde(rename = "england-and-wales")]
    england_and_wales: Division,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Division {
    events: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Entry {
    title: String,
    date: Date,
    #[serde(default)]
    notes: String,
}

/// Why a document cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It names no day.
    Empty,
    /// A year has fewer days than any year has had.
    YearNotWhole(i16),
    /// A year between its first and its last is missing.
    YearMissing(i16),
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "It names no bank holiday."),
            Self::YearNotWhole(year) => write!(f, "It names fewer than {FEWEST_A_YEAR} bank holidays for {year}."),
            Self::YearMissing(year) => write!(f, "It leaves out {year}."),
        }
    }
}

impl Feed {
    /// The days of England and Wales in their order.
    ///
    /// # Errors
    /// [`Unusable`] where a year is not whole.
    pub fn holidays(self) -> Result<Vec<Holiday>, Unusable> {
        let days: BTreeMap<Date, String> = self
            .england_and_wales
            .events
            .into_iter()
            .map(|entry| {
                let notes = entry.notes.trim().to_lowercase();
                let name = entry.title.trim().replace('\'', "’");
                (entry.date, if notes.is_empty() { name } else { format!("{name} ({notes})") })
            })
            .collect();
        let mut years: Vec<(i16, usize)> = Vec::new();
        for year in days.keys().map(|date| date.year()) {
            match years.last_mut() {
                Some((last, count)) if *last == year => *count = count.saturating_add(1),
                _ => years.push((year, 1)),
            }
        }
        let (mut next, _) = *years.first().ok_or(Unusable::Empty)?;
        for (year, count) in years {
            if year != next {
                return Err(Unusable::YearMissing(next));
            }
            if count < FEWEST_A_YEAR {
                return Err(Unusable::YearNotWhole(year));
            }
            next = year.saturating_add(1);
        }
        Ok(days.into_iter().map(|(date, name)| Holiday { date, name }).collect())
    }
}

/// The days of either set, in order, without those that were let go. A day that both have keeps its known name.
#[must_use]
pub fn joined(known: &[Holiday], published: &[Holiday], dropped: &[Date]) -> Vec<Holiday> {
    let mut days: BTreeMap<Date, &String> = published.iter().chain(known).map(|day| (day.date, &day.name)).collect();
    for date in dropped {
        days.remove(date);
    }
    days.into_iter().map(|(date, name)| Holiday { date, name: name.clone() }).collect()
}

/// The known days that a published set leaves out of its own years: never dropped without an officer's word.
#[must_use]
pub fn left_out(known: &[Holiday], published: &[Holiday]) -> Vec<Holiday> {
    let days: BTreeMap<Date, &String> = published.iter().map(|day| (day.date, &day.name)).collect();
    let missing = |day: &&Holiday| is_covered(day.date, published) && !days.contains_key(&day.date);
    known.iter().filter(missing).cloned().collect()
}

/// Whether a date lies in the years of a published set, from its first day's to its last day's.
#[must_use]
pub fn is_covered(date: Date, published: &[Holiday]) -> bool {
    let years = published.first().map(|day| day.date.year()).zip(published.last().map(|day| day.date.year()));
    years.is_some_and(|(first, last)| (first..=last).contains(&date.year()))
}
