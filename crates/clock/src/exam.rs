//! Marks of an exam, asked for before its results are announced: the earlier of five months from the request and forty days
//! from the announcement (Data Protection Act 2018, Schedule 2, paragraph 25). What candidates wrote is exempt altogether.

use crate::due::{Due, Rule, Step};
use crate::london::long_date;
use jiff::ToSpan;
use jiff::civil::Date;

/// The results were announced by the day of the request, so that the ordinary month holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlreadyAnnounced;

/// When marks that were asked for on `received` are due; `announced`: the day of the results, if it is known. Both periods are said to
/// begin *with* a day: `due` counts it, `latest` begins on the day after. Nothing moves them to a working day.
///
/// # Errors
/// [`AlreadyAnnounced`] where paragraph 25 does not apply, because nobody waits for the results any more.
pub fn exam_marks(received: Date, announced: Option<Date>) -> Result<Due, AlreadyAnnounced> {
    if announced.is_some_and(|announced| announced <= received) {
        return Err(AlreadyAnnounced);
    }
    // The calendar ends in the year 9999; what is beyond it is never due before it.
    let months = received.checked_add(5.months()).unwrap_or(Date::MAX);
    let mut steps = vec![
        Step {
            date: received,
            rule: Rule::Start,
            reason: format!("The marks were asked for on {}, before the results were announced.", long_date(received)),
        },
        Step {
            date: before(months),
            rule: Rule::FiveMonths,
            reason: format!("Five months beginning with that day end on {}.", long_date(before(months))),
        },
    ];
    let mut latest = months;
    if let Some(announced) = announced {
        let days = announced.checked_add(40.days()).unwrap_or(Date::MAX);
        steps.push(Step {
            date: before(days),
            rule: Rule::FortyDays,
            reason: format!(
                "The day of the results is {}. Forty days beginning with that day end on {}.",
                long_date(announced),
                long_date(before(days))
            ),
        });
        latest = latest.min(days);
    }
    let due = before(latest);
    let which = if announced.is_some() { "The earlier of the two counts: we" } else { "We" };
    let reason = format!("{which} must reply by the end of {}.", long_date(due));
    steps.push(Step { date: due, rule: Rule::Due, reason });
    Ok(Due { due, latest: Some(latest), steps })
}

fn before(date: Date) -> Date {
    date.yesterday().unwrap_or(date)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_earlier_of_five_months_and_forty_days_counts_and_the_safer_reading_of_both() {
        for (received, announced, due, latest) in [
            ("2026-05-01", Some("2026-06-10"), "2026-07-19", "2026-07-20"),
            ("2026-05-01", Some("2026-09-30"), "2026-09-30", "2026-10-01"),
            ("2026-05-01", None, "2026-09-30", "2026-10-01"),
            // Five months on there is no such day: the last of that month.
            ("2026-09-30", None, "2027-02-27", "2027-02-28"),
            ("2026-05-01", Some("2026-05-02"), "2026-06-10", "2026-06-11"),
        ] {
            let found = exam_marks(day(received), announced.map(day)).unwrap();
            assert_eq!((found.due, found.latest), (day(due), Some(day(latest))), "{received} {announced:?}");
            assert_eq!(found.steps.last().unwrap().date, found.due);
        }
    }

    #[test]
    fn it_is_never_before_the_ordinary_month() {
        for received in ["2026-01-31", "2026-02-28", "2026-07-31", "2027-12-31"].map(day) {
            let soonest = exam_marks(received, Some(received.tomorrow().unwrap())).unwrap().due;
            assert!(soonest > received.checked_add(1.month()).unwrap(), "{received}");
        }
    }

    #[test]
    fn once_the_results_are_out_the_ordinary_month_holds() {
        for announced in ["2026-05-01", "2026-04-30"] {
            assert_eq!(exam_marks(day("2026-05-01"), Some(day(announced))), Err(AlreadyAnnounced));
        }
        assert!(exam_marks(Date::MAX, None).is_ok());
    }
}
