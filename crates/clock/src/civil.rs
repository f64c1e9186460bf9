//! Civil dates on the wire: `2026-11-25` and nothing else. jiff's own parser reads every ISO 8601 form and would weigh
//! 12 kB brotli in the form's bundle. For `#[serde(with = "forthright_clock::civil")]`.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Writes `YYYY-MM-DD`.
///
/// # Errors
/// The serializer's own.
pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()))
}

/// Reads `YYYY-MM-DD`.
///
/// # Errors
/// Anything else, and dates that do not exist.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| D::Error::custom("a date like 2026-11-25 is needed"))
}

fn parse(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_dates_that_exist_are_read() {
        assert_eq!(parse("2026-11-25").map(|d| d.to_string()).as_deref(), Some("2026-11-25"));
        for wrong in ["2026-02-30", "2026-11-25T10:00", "26-11-25", "+026-11-25", "2026-1-5", "", "2026-11"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
