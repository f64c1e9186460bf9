//! Reading dates and times the way people in the UK write them.

use crate::london::MONTHS;
use jiff::civil::{Date, Time};

/// A date as typed: `2026-11-12`, or day, month, year in that order with any of `/ . - ,` or spaces between, the month as a
/// number or by its English name (three letters will do). `12/11/2026` is 12 November. Dates that do not exist are none.
///
/// ```
/// use forthright_clock::read_date;
/// for text in ["2026-11-12", "12/11/2026", "12.11.2026", " 12 November 2026 ", "12th nov 2026"] {
///     assert_eq!(read_date(text).unwrap().to_string(), "2026-11-12");
/// }
/// assert!(read_date("30/2/2026").is_none());
/// ```
#[must_use]
pub fn read_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | ','))
        .filter(|p| !p.is_empty())
        .collect();
    let [first, second, third] = *parts.as_slice() else { return None };
    let year_first = first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit());
    let (day, month, year) = if year_first { (third, second, first) } else { (first, second, third) };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if year.len() != 4 || day.is_empty() {
        return None;
    }
    Date::new(year.parse().ok()?, month_of(month)?, day.parse().ok()?).ok()
}

fn month_of(text: &str) -> Option<i8> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let lower = text.to_lowercase();
    let at = MONTHS.iter().position(|month| lower.len() >= 3 && month.to_lowercase().starts_with(&lower))?;
    i8::try_from(at).ok()?.checked_add(1)
}

/// A time of day as typed: `14:30`, `14.30`, `2:30pm`, `9 am`, `noon`, `midnight`.
#[must_use]
pub fn read_time(text: &str) -> Option<Time> {
    let lower = text.trim().to_lowercase();
    match lower.as_str() {
        "noon" | "midday" => return Time::new(12, 0, 0, 0).ok(),
        "midnight" => return Time::new(0, 0, 0, 0).ok(),
        _ => {}
    }
    let afternoon = lower.strip_suffix("pm").or_else(|| lower.strip_suffix("p.m."));
    let morning = lower.strip_suffix("am").or_else(|| lower.strip_suffix("a.m."));
    let digits = afternoon.or(morning).unwrap_or(&lower).trim();
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        None if afternoon.or(morning).is_some() => (digits, "0"),
        _ => return None,
    };
    let hour: i8 = hour.parse().ok()?;
    let hour = match (afternoon.is_some(), morning.is_some(), hour) {
        (true, _, 1..=11) => hour.checked_add(12)?,
        (true, _, 12) | (false, false, _) | (_, true, 1..=11) => hour,
        (_, true, 12) => 0,
        _ => return None,
    };
    Time::new(hour, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_no_date_is_none() {
        for wrong in [
            "",
            "12/11",
            "12/11/26",
            "11/13/2026",
            "31 April 2026",
            "12 No 2026",
            "2026-11-12T10:00",
            "1/2/3/2026",
            "x/y/2026",
            "0/1/2026",
        ] {
            assert_eq!(read_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        let cases = [
            ("14:30", "14:30"),
            ("14.30", "14:30"),
            ("2:30pm", "14:30"),
            ("2.30 PM", "14:30"),
            ("9 am", "09:00"),
            ("12am", "00:00"),
            ("12 pm", "12:00"),
            ("noon", "12:00"),
            ("midnight", "00:00"),
            ("0:05", "00:05"),
        ];
        for (text, expected) in cases {
            assert_eq!(read_time(text).unwrap().to_string(), format!("{expected}:00"), "{text}");
        }
        for wrong in ["", "25:00", "14", "14:3", "13pm", "0am", "ten", "14:60"] {
            assert_eq!(read_time(wrong), None, "{wrong}");
        }
    }
}
