//! A button. Its words begin with a verb.

use crate::view;
use leptos::prelude::*;

/// How much a button weighs against its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do here.
    #[default]
    Main,
    /// Also possible.
    Second,
}

/// A `<button>`, by default one that does not send a form.
#[component]
pub fn Button(
    #[prop(optional)] weight: Weight,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(default = "button")] kind: &'static str,
    on_press: impl FnMut() + 'static,
    children: Children,
) -> impl IntoView {
    let class = if weight == Weight::Main { "button" } else { "button second" };
    let mut on_press = on_press;
    view! {
        <button type=kind class=class disabled=move || disabled.get() on:click=move |_| on_press()>
            {children()}
        </button>
    }
}
