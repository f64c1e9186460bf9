//! A due date with its reasons.

use forthright_clock::{Step, long_date};
use forthright_forms::Clock;
use jiff::civil::Date;
use leptos::prelude::*;

/// By when, for which clock, and why.
#[component]
pub fn DueDate(clock: Clock, due: Date, steps: Vec<Step>) -> impl IntoView {
    let reasons = steps.into_iter().map(|step| view! { <li>{step.reason}</li> }).collect_view();
    let due = view! { <strong>{long_date(due)}</strong> };
    let (says, more) = match clock {
        Clock::RightsRequest => (
            view! { <p>"We must answer by " {due} "."</p> }.into_any(),
            "If we need to see who you are, or to ask what you mean, the time runs from when we have your answer, and we will \
             write to you about it.",
        ),
        Clock::Complaint => (
            view! { <p>"Your receipt acknowledges your complaint. The law gives us until " {due} " for that."</p> }
                .into_any(),
            "Then we look into it, write to you about how it goes, and tell you the outcome without undue delay. The law names \
             no day for that.",
        ),
        Clock::Incident => (
            view! { <p>"We look at it at once. If there is a risk to people, we tell the regulator by " {due} "."</p> }
                .into_any(),
            "People who are at high risk hear from us without undue delay.",
        ),
    };
    view! {
        {says}
        <details class="reasons">
            <summary>"Why this date"</summary>
            <ol>{reasons}</ol>
            <p>{more}</p>
        </details>
    }
}
