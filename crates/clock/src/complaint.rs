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
    let mut steps = vec![Step {
        date: received,
        rule: Rule::Start,
        reason: format!("We received your complaint on {}.", long_date(received)),
    }];
    let thirty = received.checked_add(30.days()).map_err(|_| calendar.beyond(received))?;
    steps.push(Step {
        date: thirty,
        rule: Rule::ThirtyDays,
        reason: format!("Thirty days from the day after that is {}.", long_date(thirty)),
    });
    let due = roll(thirty, calendar, &mut steps)?;
    Ok(Due { due, latest: None, steps })
}
