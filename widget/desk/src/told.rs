//! What is said after an act, once: where it was done, in regions that are there before they are filled.

use leptos::prelude::*;

/// What was done, and what went wrong.
#[derive(Clone, Copy)]
pub struct Told {
    done: RwSignal<String>,
    wrong: RwSignal<String>,
}

impl Told {
    pub fn new() -> Self {
        Self { done: RwSignal::new(String::new()), wrong: RwSignal::new(String::new()) }
    }

    /// Before something is tried: the same words again are then said again.
    pub fn begin(self) {
        self.done.try_set(String::new());
        self.wrong.try_set(String::new());
    }

    pub fn done(self, words: impl Into<String>) {
        self.wrong.try_set(String::new());
        self.done.try_set(words.into());
    }

    pub fn wrong(self, words: impl Into<String>) {
        self.done.try_set(String::new());
        self.wrong.try_set(words.into());
    }
}

/// The two regions.
#[component]
pub fn Said(told: Told) -> impl IntoView {
    view! {
        class = "d",
        <p role="status" class="said">{move || told.done.get()}</p>
        <Wrong told/>
    }
}

/// What went wrong alone, where what was done shows by itself.
#[component]
pub fn Wrong(told: Told) -> impl IntoView {
    view! { class = "d", <p role="alert" class="error">{move || told.wrong.get()}</p> }
}
