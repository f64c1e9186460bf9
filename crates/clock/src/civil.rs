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

/// A time of day on the wire, or none: `14:30`. For `#[serde(with = "forthright_clock::civil::time")]`.
pub mod time {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    /// Writes `HH:MM`.
    ///
    /// # Errors
    /// The serializer's own.
    pub fn serialize<S: Serializer>(time: &Option<Time>, serializer: S) -> Result<S::Ok, S::Error> {
        time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute())).serialize(serializer)
    }

    /// Reads `HH:MM`, with seconds or without.
    ///
    /// # Errors
    /// Anything else, and times that do not exist.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Time>, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
        let mut parts = text.split(':').map(|part| part.parse::<i8>().ok().filter(|_| part.len() == 2));
        let time = match (parts.next().flatten(), parts.next().flatten(), parts.next(), parts.next()) {
            (Some(hour), Some(minute), None | Some(Some(_)), None) => Time::new(hour, minute, 0, 0).ok(),
            _ => None,
        };
        time.map(Some).ok_or_else(|| D::Error::custom("a time like 14:30 is needed"))
    }
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
