//! A personal-data breach: 72 elapsed hours from awareness (UK GDPR Art 33(1)). No roll for weekends or holidays;
//! elapsed time is counted across clock changes.

use jiff::{SignedDuration, Timestamp};

/// The instant by which the regulator must be told, or `None` past the end of representable time.
#[must_use]
pub fn breach(aware: Timestamp) -> Option<Timestamp> {
    aware.checked_add(SignedDuration::from_hours(72)).ok()
}
