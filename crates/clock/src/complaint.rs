//! Acknowledging a data-protection complaint: 30 days (DPA 2018 s.164A), counted from the day after receipt and
//! moved to a working day. Then progress and outcome without undue delay, for which there is no date.

use crate::calendar::{BeyondKnownHolidays, Calendar};
use crate::due::{Due, Rule, Step, roll};
use crate::london::long_date;
use jiff::ToSpan;
use jiff::civil::Date;

/// When a complaint received on a London date must have been acknowledged.
///
/// # Errors
/// [`BeyondKnownHolidays`] when the answer needs a bank holiday that is not known.
pub fn complaint_acknowledgement(received: Date, calendar: &Calendar) -> Result<Due, BeyondKnownHolidays> {
    let (thirty, mut steps) = unmoved(received).ok_or_else(|| calendar.beyond(received))?;
    let due = roll(thirty, "acknowledge it", calendar, &mut steps)?;
    Ok(Due { due, latest: None, steps })
}

/// The same, for a complaint that must be taken whatever the date: beyond the known bank holidays the thirtieth day is not
/// moved, which can only be too early.
#[must_use]
pub fn complaint_acknowledgement_or_earlier(received: Date, calendar: &Calendar) -> Due {
    complaint_acknowledgement(received, calendar).unwrap_or_else(|_| {
        let (due, steps) = unmoved(received).unwrap_or((received, Vec::new()));
        Due { due, latest: None, steps }
    })
}

fn unmoved(received: Date) -> Option<(Date, Vec<Step>)> {
    let thirty = received.checked_add(30.days()).ok()?;
    let steps = vec![
        Step {
            date: received,
            rule: Rule::Start,
            reason: format!("We received your complaint on {}.", long_date(received)),
        },
        Step {
            date: thirty,
            rule: Rule::ThirtyDays,
            reason: format!("Thirty days from the day after that is {}.", long_date(thirty)),
        },
    ];
    Some((thirty, steps))
}
