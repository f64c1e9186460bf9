//! Questions with their answers, for checking.
//!
//! The global class keeps Leptos from making static parts out of HTML strings, which Trusted Types forbid at the desk.

use leptos::prelude::*;

/// One line: a question and its answer in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryItem {
    /// The question.
    pub label: String,
    /// The answer; empty shows "Not answered".
    pub answer: String,
}

/// A description list.
#[component]
pub fn SummaryList(items: Vec<SummaryItem>) -> impl IntoView {
    let rows = items
        .into_iter()
        .map(|item| {
            let answer = if item.answer.is_empty() {
                view! { class = "k", <span class="soft">"Not answered"</span> }.into_any()
            } else {
                view! { class = "k", <span class="typed">{item.answer}</span> }.into_any()
            };
            view! { class = "k", <div><dt>{item.label}</dt><dd>{answer}</dd></div> }
        })
        .collect_view();
    view! { class = "k", <dl class="summary">{rows}</dl> }
}
