//! A request to use a data-protection right: one calendar month (UK GDPR Art 12(3), Art 12A).
//!
//! The month starts on the London date of the *later* of the request and whatever was needed before it could start
//! (identity, a representative's authority, a fee). It ends at the end of the same date of the next month; where there
//! is no such date, of the month's last day; and where that is not a working day, of the next one. [`crate::Request`]
//! keeps what happened and asks here.

use crate::calendar::{BeyondKnownHolidays, Calendar};
use crate::due::{Due, Rule, Step, roll};
use crate::london::long_date;
use crate::right::Access;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A clarification that was reasonably needed for a request for access: asked for on one London date and answered on another.
/// The month goes on when the answer comes; it does not begin again (UK GDPR Art 12A(5)). Both days belong to the pause on the later reading of the law; the safer reading counts one day fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    asked: Date,
    answered: Date,
}

/// A pause cannot end before it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PauseRunsBackwards;

impl Pause {
    /// A pause of a request for access, from the day of asking to the day of the answer.
    ///
    /// # Errors
    /// [`PauseRunsBackwards`] when the answer comes before the question.
    pub fn new(_: Access, asked: Date, answered: Date) -> Result<Self, PauseRunsBackwards> {
        if answered < asked { Err(PauseRunsBackwards) } else { Ok(Self { asked, answered }) }
    }

    /// The day of the answer.
    #[must_use]
    pub fn answered(self) -> Date {
        self.answered
    }

    /// Whole days between asking and answering: the safer count.
    fn days_between(self) -> i32 {
        days_left(self.asked, self.answered)
    }
}

/// How long there is, counted from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// One calendar month.
    Month,
    /// Extended once by two further months because of complexity or the number of requests: three calendar months from
    /// the *original* start. The person must be told, with reasons, within the first month.
    Extended,
}

/// When a request whose clock started on `start` is due. The days of the pauses are added to the date *before* it is moved
/// to a working day; because their count is unsettled, two dates are kept: `due` is the safer one, `latest` counts both
/// end days of each pause.
///
/// # Errors
/// [`BeyondKnownHolidays`] when the answer needs a bank holiday that is not known.
pub fn rights_request(
    start: Date,
    length: Length,
    pauses: &[Pause],
    calendar: &Calendar,
) -> Result<Due, BeyondKnownHolidays> {
    let mut steps = Vec::new();
    let unmoved = months_on(start, length, calendar, &mut steps)?;
    let mut safe = unmoved;
    let mut latest = unmoved;
    let mut counted = None;
    for pause in pauses {
        let days = pause.days_between();
        safe = add_days(safe, days, calendar)?;
        // A day that ends one pause and begins the next is one day.
        let both_ends = if counted == Some(pause.asked) { days } else { days.saturating_add(1) };
        latest = add_days(latest, both_ends, calendar)?;
        counted = Some(pause.answered);
        steps.push(Step {
            date: safe,
            rule: Rule::Paused,
            reason: format!(
                "We waited for your reply from {} to {}. Those days do not count, and the time limit continued after them, which moves the date to {}.",
                long_date(pause.asked),
                long_date(pause.answered),
                long_date(safe)
            ),
        });
    }
    let due = roll(safe, "reply", calendar, &mut steps)?;
    let latest = if pauses.is_empty() { None } else { Some(roll(latest, "reply", calendar, &mut Vec::new())?) };
    Ok(Due { due, latest, steps })
}

/// One month without pauses, for a request that must be taken whatever the date: beyond the known bank holidays it is due
/// on the unmoved date of the next month. That can only be too early, never too late, and the last step says so.
#[must_use]
pub fn rights_request_or_earlier(start: Date, calendar: &Calendar) -> Due {
    rights_request(start, Length::Month, &[], calendar).unwrap_or_else(|_| {
        let mut steps = Vec::new();
        let due = months_on(start, Length::Month, calendar, &mut steps).unwrap_or(start);
        let reason = format!(
            "The bank holidays around that date are not published yet, so we will reply by the end of {} without moving it.",
            long_date(due)
        );
        steps.push(Step { date: due, rule: Rule::Due, reason });
        Due { due, latest: None, steps }
    })
}

/// Whole days from `today` to the due date: 0 on the day itself, negative once it has passed.
#[must_use]
pub fn days_left(today: Date, due: Date) -> i32 {
    today.until(due).map_or(0, |span| span.get_days())
}

fn months_on(
    start: Date,
    length: Length,
    calendar: &Calendar,
    steps: &mut Vec<Step>,
) -> Result<Date, BeyondKnownHolidays> {
    let (span, rule, words): (Span, _, _) = match length {
        Length::Month => (1.month(), Rule::CalendarMonth, "One calendar month"),
        Length::Extended => (3.months(), Rule::ThreeCalendarMonths, "Three calendar months"),
    };
    steps.push(Step {
        date: start,
        rule: Rule::Start,
        reason: format!("The time we have to reply started on {}.", long_date(start)),
    });
    let date = start.checked_add(span).map_err(|_| calendar.beyond(start))?;
    if date.day() == start.day() {
        steps.push(Step { date, rule, reason: format!("{words} later is {}.", long_date(date)) });
    } else {
        steps.push(Step {
            date,
            rule: Rule::LastDayOfMonth,
            reason: format!(
                "{words} later, the month has no day {}, so its last day is used: {}.",
                start.day(),
                long_date(date)
            ),
        });
    }
    Ok(date)
}

fn add_days(date: Date, days: i32, calendar: &Calendar) -> Result<Date, BeyondKnownHolidays> {
    date.checked_add(days.days()).map_err(|_| calendar.beyond(date))
}
