//! A due date with its reasons.

use forthright_clock::{Right, Rule, Step, long_date};
use forthright_forms::Clock;
use forthright_widget_kit::view;
use jiff::civil::Date;
use leptos::prelude::*;

/// What can move the date: identity where there is a doubt, and for access alone a pause, which goes on after the answer
/// (UK GDPR Arts 12(6), 12A(5)).
pub fn what_moves_it(right: Option<Right>) -> &'static str {
    const DOUBT: &str = "If we have a reason to doubt who you are and have to ask, we have one month to reply, starting on the day \
                         we receive what we asked for.";
    match right {
        Some(Right::Access) => {
            "If we have a reason to doubt who you are and have to ask, we have one month to reply, starting on the day we receive \
             what we asked for. If we have to ask what you mean, the days until your reply do not count; then the time limit continues."
        }
        Some(Right::WithdrawConsent) => "We will not wait for anything before we do it.",
        Some(Right::Objection) => "If you object to direct marketing, we will not wait for anything before we stop.",
        _ => DOUBT,
    }
}

/// Of exam marks that are asked for before the results (Data Protection Act 2018, Schedule 2, paragraph 25).
const OF_MARKS: &str =
    "The law has a time limit of its own for exam marks before the results. It cannot be paused or extended.";

/// By when, for which clock, and why.
#[component]
pub fn DueDate(clock: Clock, right: Option<Right>, due: Date, steps: Vec<Step>) -> impl IntoView {
    let of_marks = steps.iter().any(|step| step.rule == Rule::FiveMonths);
    let reasons = steps.into_iter().map(|step| view! { <li>{step.reason}</li> }).collect_view();
    let due = long_date(due);
    let (says, more) = match clock {
        Clock::RightsRequest => {
            (["We must reply by ", &due, "."].concat(), if of_marks { OF_MARKS } else { what_moves_it(right) })
        }
        Clock::Complaint => (
            ["Your receipt acknowledges your complaint. The law gives us until ", &due, " to do that."].concat(),
            "We will then look into it, write to you about our progress, and tell you the outcome without undue delay. The law \
             does not set a date for that.",
        ),
        Clock::Incident => (
            format!(
                "We will look at it straight away. If there is a risk to people, we will tell the regulator by {due}."
            ),
            "We will contact people who are at high risk without undue delay.",
        ),
    };
    view! {
        <p><strong>{says}</strong></p>
        <details class="reasons">
            <summary>"Why this date"</summary>
            <ol>{reasons}</ol>
            <p>{more}</p>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn art_12a_5_only_access_is_told_of_a_pause_and_none_that_time_begins_again() {
        for right in Right::ALL.into_iter().map(Some).chain([None]) {
            let words = what_moves_it(right);
            assert_eq!(
                words.contains("do not count; then the time limit continues"),
                right == Some(Right::Access),
                "{right:?}"
            );
            assert!(!words.contains("runs from") && !words.contains("again"), "{right:?}");
        }
    }

    #[test]
    fn art_7_3_and_21_3_withdrawing_and_objecting_wait_for_nothing() {
        for right in [Right::WithdrawConsent, Right::Objection] {
            assert!(!what_moves_it(Some(right)).contains("who you are"), "{right:?}");
        }
    }
}
