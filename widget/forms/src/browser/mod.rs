//! What only happens in a browser: reading the form's controls, looking at files, sealing and sending.

mod files;
mod picture;
mod seal_bundle;
mod send;
mod upload;

pub use files::file_chosen;
pub use send::send;

use crate::form::FormView;
use crate::state::PageState;
use forthright_forms::{Answers, Form};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{FormData, HtmlElement, HtmlFormElement};

/// Takes over the page the Worker rendered. Anything unexpected leaves the page as it is: it works without.
#[wasm_bindgen(start)]
pub fn start() {
    let document = document();
    let Some(root) = document.get_element_by_id("form-root").and_then(|root| root.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let json = document.get_element_by_id("form-state").and_then(|element| element.text_content());
    let Some(state) = json.and_then(|json| serde_json::from_str::<PageState>(&json).ok()) else { return };
    leptos::mount::hydrate_from(root, move || view! { <FormView state/> }).forget();
}

/// What the controls hold now.
pub fn answers(form: &Form) -> Answers {
    let element = document().get_element_by_id("form").and_then(|element| element.dyn_into::<HtmlFormElement>().ok());
    let Some(data) = element.and_then(|element| FormData::new_with_form(&element).ok()) else {
        return Answers::default();
    };
    let fields = form.questions().flat_map(forthright_forms::Question::fields);
    let pairs = fields.filter_map(|field| data.get(&field).as_string().map(|value| (field, value)));
    Answers::from_pairs(form, pairs)
}

/// Moves focus and view to an element, once the page has changed.
pub fn go_to(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let element = document().get_element_by_id(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            let _ = element.focus();
            element.scroll_into_view();
        }
    });
}
