//! A date in three fields.

use jiff::civil::Date;

/// The date in three fields, or `None` when there is no such date. Years have four digits.
pub(crate) fn parse(day: &str, month: &str, year: &str) -> Option<Date> {
    let year: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}
