//! The staff console. Sealed requests are opened here, in the officer's browser, with a key that never leaves it.
#![allow(missing_docs, clippy::must_use_candidate)] // wasm-bindgen and `#[component]` make items of their own.

mod act;
mod answers;
mod app;
mod call;
mod case;
mod checklist;
mod decisions;
mod documents;
mod keeping;
mod kept;
mod key;
mod key_bundle;
mod letters;
mod list;
mod paging;
mod place;
mod proposal;
mod told;
mod writing;

use leptos::prelude::*;
use wasm_bindgen::prelude::{JsCast, wasm_bindgen};
use web_sys::HtmlElement;

/// Puts the desk into its page.
#[wasm_bindgen(start)]
pub fn start() {
    let root = document().get_element_by_id("desk").and_then(|root| root.dyn_into::<HtmlElement>().ok());
    let Some(root) = root else { return };
    let sign_in = root.dataset().get("signIn").unwrap_or_default();
    while let Some(child) = root.first_child() {
        let _ = root.remove_child(&child);
    }
    leptos::mount::mount_to(root, move || view! { class = "d", <app::Desk sign_in/> }).forget();
}

/// Moves the focus to the view's heading if what had it is gone.
fn focus_if_lost() {
    request_animation_frame(|| {
        let document = document();
        if document.active_element().is_none_or(|element| document.body().is_some_and(|body| *body == element)) {
            focus_heading();
        }
    });
}

/// Moves the focus to the view's heading once it is there, so that nobody is left at the top of the page.
fn focus_heading() {
    request_animation_frame(|| {
        let heading = document().query_selector(".desk h1").ok().flatten();
        if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
            let _ = heading.focus();
        }
    });
}
