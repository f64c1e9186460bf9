//! Questions with their answers, for checking, each with a way back to its question where there is one.
//!
//! The global class keeps Leptos from making static parts out of HTML strings, which Trusted Types forbid at the desk.

use crate::view;
use leptos::prelude::*;

/// One line: a question and its answer in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryItem {
    /// The question.
    pub label: String,
    /// The answer; empty shows "Not answered".
    pub answer: String,
    /// Whether it stands as it was typed, not in our words: no one translates it.
    pub is_typed: bool,
}

/// A description list.
#[component]
pub fn SummaryList(
    items: Vec<SummaryItem>,
    /// Goes to a question, by its place in the list.
    #[prop(optional)]
    change: Option<Callback<usize>>,
) -> impl IntoView {
    let rows = items
        .into_iter()
        .enumerate()
        .map(|(at, item)| {
            let answer = if item.answer.is_empty() {
                view! { class = "k", <span class="soft">"Not answered"</span> }.into_any()
            } else {
                view! { class = "k", <span class="typed" translate=item.is_typed.then_some("no")>{item.answer}</span> }.into_any()
            };
            let change = change.map(|change| {
                // Hidden words after a visible one get a space before them in the name.
                let name = format!("Change: {}", item.label);
                view! { class = "k", <dd class="change"><button type="button" class="second" aria-label=name on:click=move |_| change.run(at)>"Change"</button></dd> }
            });
            view! { class = "k", <div><dt>{item.label}</dt><dd>{answer}</dd>{change}</div> }
        })
        .collect_view();
    view! { class = "k", <dl class="summary">{rows}</dl> }
}
