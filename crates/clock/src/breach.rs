//! A personal-data breach: 72 elapsed hours from awareness (UK GDPR Art 33(1)). No roll for weekends or holidays;
//! elapsed time is counted across clock changes.

use crate::due::{Due, Rule, Step};
use crate::london::{london_date, long_moment};
use jiff::{SignedDuration, Timestamp};

/// The instant by which the regulator must be told, or `None` past the end of representable time.
#[must_use]
pub fn breach(aware: Timestamp) -> Option<Timestamp> {
    aware.checked_add(SignedDuration::from_hours(72)).ok()
}

/// The same as a due date with its reasons, for a report that came at this instant: the London date on which the hours end.
#[must_use]
pub fn breach_report(aware: Timestamp) -> Due {
    let end = breach(aware).unwrap_or(aware);
    let step = |at: Timestamp, rule, reason: String| Step { date: london_date(at), rule, reason };
    Due {
        due: london_date(end),
        latest: None,
        steps: vec![
            step(aware, Rule::Start, format!("We became aware of it on {}.", long_moment(aware))),
            step(
                end,
                Rule::Due,
                format!(
                    "If there is a risk to people, we must tell the regulator by {}: 72 hours later, whatever the day.",
                    long_moment(end)
                ),
            ),
        ],
    }
}
