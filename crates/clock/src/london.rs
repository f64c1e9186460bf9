//! London dates. The zone is compiled in (IANA `Europe/London`).

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

const LONDON: TimeZone = jiff::tz::get!("Europe/London");

pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WELSH_MONTHS: [&str; 12] = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
];

/// The date in London at an instant.
///
/// ```
/// let instant = "2026-03-31T23:30:00Z".parse().unwrap();
/// assert_eq!(forthright_clock::london_date(instant).to_string(), "2026-04-01");
/// ```
#[must_use]
pub fn london_date(instant: Timestamp) -> Date {
    in_london(instant).date()
}

/// An instant as RFC 3339 with London's offset, to the minute: `2026-10-27T13:30+00:00`.
#[must_use]
pub fn rfc3339_in_london(instant: Timestamp) -> String {
    // Not jiff's `strftime`, which reads its pattern when it runs and weighs 6 kB in the Worker.
    let shown = in_london(instant);
    let offset = shown.offset().seconds().div_euclid(60);
    let (hours, minutes) = (offset.div_euclid(60), offset.rem_euclid(60));
    format!("{}T{:02}:{:02}+{hours:02}:{minutes:02}", shown.date(), shown.hour(), shown.minute())
}

/// An instant in UTC to the second (RFC 3339): `2026-10-27T13:30:00Z`.
#[must_use]
pub fn rfc3339(instant: Timestamp) -> String {
    Timestamp::from_second(instant.as_second()).unwrap_or(instant).to_string()
}

/// A date in words: `24 December 2026`.
#[must_use]
pub fn long_date(date: Date) -> String {
    in_words(date, &MONTHS)
}

/// The same in English or, for `cy`, in Welsh.
///
/// ```
/// let day = jiff::civil::date(2026, 12, 24);
/// assert_eq!(forthright_clock::long_date_in(day, "cy"), "24 Rhagfyr 2026");
/// ```
#[must_use]
pub fn long_date_in(date: Date, language: &str) -> String {
    in_words(date, if language == "cy" { &WELSH_MONTHS } else { &MONTHS })
}

fn in_words(date: Date, months: &[&str; 12]) -> String {
    // jiff's own formatter would weigh 20 kB in every browser bundle.
    let month = usize::try_from(date.month()).ok().and_then(|month| months.get(month.saturating_sub(1)));
    format!("{} {} {}", date.day(), month.unwrap_or(&""), date.year())
}

/// An instant as a London clock shows it.
#[must_use]
pub fn in_london(instant: Timestamp) -> Zoned {
    instant.to_zoned(LONDON)
}

/// The instant at which a London clock shows this time; where it shows it twice, the first, which is never too late.
#[must_use]
pub fn from_london(date: Date, time: Time) -> Option<Timestamp> {
    date.to_datetime(time).to_zoned(LONDON).ok().map(|zoned| zoned.timestamp())
}

/// A moment in words: `27 October 2026, 13:30`.
#[must_use]
pub fn long_moment(instant: Timestamp) -> String {
    long_moment_in(instant, "en")
}

/// The same in English or, for `cy`, in Welsh.
#[must_use]
pub fn long_moment_in(instant: Timestamp, language: &str) -> String {
    let shown = in_london(instant);
    format!("{}, {:02}:{:02}", long_date_in(shown.date(), language), shown.hour(), shown.minute())
}
