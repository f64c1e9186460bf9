//! A due date with its reasons.

use forthright_clock::{Step, long_date};
use jiff::civil::Date;
use leptos::prelude::*;

/// "We must answer by … Why this date?"
#[component]
pub fn DueDate(due: Date, steps: Vec<Step>) -> impl IntoView {
    let reasons = steps.into_iter().map(|step| view! { <li>{step.reason}</li> }).collect_view();
    view! {
        <p>"We must answer by " <strong>{long_date(due)}</strong> "."</p>
        <details class="reasons">
            <summary>"Why this date"</summary>
            <ol>{reasons}</ol>
            <p>
                "If we need to see who you are, or to ask what you mean, the time runs from when we have your answer, and \
                 we will write to you about it."
            </p>
        </details>
    }
}
