//! Working days in England and Wales: Monday to Friday, less the bank holidays the register knows.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// One bank holiday in England and Wales, as the government publishes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// The London date.
    pub date: Date,
    /// The published name, for example "Boxing Day (substitute day)".
    pub name: String,
}

/// The bank holidays known, and the last date up to which they are known to be complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    holidays: BTreeMap<Date, String>,
    from: Date,
    until: Date,
}

/// The answer would need a bank holiday that has not been published yet. Nothing is guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeyondKnownHolidays {
    /// The date that was asked about.
    pub date: Date,
    /// Bank holidays are known from this date …
    pub known_from: Date,
    /// … up to and including this one.
    pub known_until: Date,
}

impl fmt::Display for BeyondKnownHolidays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Bank holidays are known from {} to {}; {} is outside that.",
            crate::long_date(self.known_from),
            crate::long_date(self.known_until),
            crate::long_date(self.date)
        )
    }
}

impl Calendar {
    /// A calendar complete from 1 January of the first holiday's year to 31 December of the last one's.
    /// With no holidays it covers no date at all.
    #[must_use]
    pub fn new(holidays: impl IntoIterator<Item = Holiday>) -> Self {
        let holidays: BTreeMap<_, _> = holidays.into_iter().map(|h| (h.date, h.name)).collect();
        let from = holidays.keys().next().map_or(Date::MAX, |d| d.first_of_year());
        let until = holidays.keys().next_back().map_or(Date::MIN, |d| d.last_of_year());
        Self { holidays, from, until }
    }

    /// The last date up to which the bank holidays are known.
    #[must_use]
    pub fn known_until(&self) -> Date {
        self.until
    }

    /// Why `date` is not a working day, in words, or `None` when it is one.
    ///
    /// # Errors
    /// [`BeyondKnownHolidays`] for a weekday outside the dates the calendar covers.
    pub fn why_not_working(&self, date: Date) -> Result<Option<String>, BeyondKnownHolidays> {
        match date.weekday() {
            Weekday::Saturday => return Ok(Some("a Saturday".to_owned())),
            Weekday::Sunday => return Ok(Some("a Sunday".to_owned())),
            _ => {}
        }
        if date < self.from || date > self.until {
            return Err(self.beyond(date));
        }
        Ok(self
            .holidays
            .get(&date)
            .map(|name| if name.contains("bank holiday") { name.clone() } else { format!("{name}, a bank holiday") }))
    }

    pub(crate) fn beyond(&self, date: Date) -> BeyondKnownHolidays {
        BeyondKnownHolidays { date, known_from: self.from, known_until: self.until }
    }
}
