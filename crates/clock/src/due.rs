//! A due date that carries how it was reached.

use crate::calendar::{BeyondKnownHolidays, Calendar};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A due date with its reasons, first to last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last day on which the answer is in time: until the end of this London date. Staff work to it.
    pub due: Date,
    /// Where the law can be read two ways (pauses), the later reading. `due` is then the safer, earlier one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Date>,
    /// Each step of the computation.
    pub steps: Vec<Step>,
}

/// One step on the way to a due date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The date this step reached or looked at.
    #[serde(with = "crate::civil")]
    pub date: Date,
    /// Which rule was applied.
    pub rule: Rule,
    /// The same in words for the person who is waiting.
    pub reason: String,
}

/// The rules a step can apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The clock starts. It starts even on a day that is not a working day.
    Start,
    /// The same date one calendar month on (UK GDPR Art 12A).
    CalendarMonth,
    /// The same date three calendar months on, counted from the original start (UK GDPR Art 12A, extension).
    ThreeCalendarMonths,
    /// Thirty days on (DPA 2018 s.164A).
    ThirtyDays,
    /// Five months beginning with the request for exam marks (DPA 2018 Sch 2 para 25).
    FiveMonths,
    /// Forty days beginning with the announcement of the results (DPA 2018 Sch 2 para 25).
    FortyDays,
    /// The month has no such date, so its last day is taken.
    LastDayOfMonth,
    /// Days spent waiting for a clarification that was reasonably needed do not count.
    Paused,
    /// The date is a weekend or a bank holiday and so is not counted.
    NotAWorkingDay,
    /// The due date.
    Due,
}

/// Moves `date` forward to a working day, noting each day that did not count, and ends with the due date: `must` is what we
/// must do by then.
pub(crate) fn roll(
    mut date: Date,
    must: &str,
    calendar: &Calendar,
    steps: &mut Vec<Step>,
) -> Result<Date, BeyondKnownHolidays> {
    while let Some(why) = calendar.why_not_working(date)? {
        steps.push(Step {
            date,
            rule: Rule::NotAWorkingDay,
            reason: format!("{} is {why}, so it does not count.", crate::long_date(date)),
        });
        date = date.tomorrow().map_err(|_| calendar.beyond(date))?;
    }
    steps.push(Step {
        date,
        rule: Rule::Due,
        reason: format!("We must {must} by the end of {}.", crate::long_date(date)),
    });
    Ok(date)
}
