//! What only happens in a browser: reading the form's controls, looking at files, sealing and sending.

mod check_bundle;
mod drafts;
mod files;
mod history;
mod http;
mod proof;
mod seal_bundle;
mod send;

pub use drafts::{forget, keep, kept, resume};
pub use files::{file_chosen, forget_kind, has_camera, open_camera, photo_taken, told_anew};
pub use history::{note_step, on_history};
pub use proof::begin as begin_proof;
pub use send::send;

use crate::form::FormView;
use crate::state::PageState;
use forthright_evidence::MAX_FILES;
use forthright_forms::{Answers, Form, Kind};
use forthright_widget_kit::view;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Event, FileList, FormData, HtmlElement, HtmlFormElement, HtmlInputElement};

/// Takes over the page the Worker rendered: the same components are drawn anew with what was typed and chosen already.
/// Anything unexpected leaves the page as it is, and it works as it is.
#[wasm_bindgen(start)]
pub fn start() {
    let element = |id: &str| document().get_element_by_id(id);
    let Some(root) = element("form-root").and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    // The state is the element that the Worker put behind the form, and the only one of its name.
    let named = document().query_selector_all("#form-root, #form-state").map_or(0, |all| all.length());
    let state = root
        .next_element_sibling()
        .filter(|next| named == 2 && next.id() == "form-state" && next.tag_name() == "SCRIPT");
    let json = state.and_then(|state| state.text_content());
    let Some(mut state) = json.and_then(|json| serde_json::from_str::<PageState>(&json).ok()) else { return };
    state.answers = answers(&state.form);
    let files: Vec<(String, FileList)> = file_fields(&state.form)
        .into_iter()
        .filter_map(|field| {
            let files = element(&field)?.dyn_into::<HtmlInputElement>().ok()?.files()?;
            (files.length() > 0).then_some((field, files))
        })
        .collect();
    let focused = document().active_element().map(|active| active.id());
    root.set_text_content(None);
    root.set_class_name("");
    // Going on with what was saved draws the form anew.
    let page = RwSignal::new(state);
    leptos::mount::mount_to(root, move || move || view! { <FormView state=page.get() page/> }).forget();
    for (field, files) in files {
        if let Some(input) = element(&field).and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
            input.set_files(Some(&files));
            if let Ok(event) = Event::new("change") {
                let _ = input.dispatch_event(&event);
            }
        }
    }
    let again = focused.and_then(|id| element(&id)).and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(again) = again {
        let _ = again.focus();
    }
}

fn file_fields(form: &Form) -> Vec<String> {
    let evidence = form.questions().filter(|question| question.kind == Kind::Evidence);
    evidence.flat_map(|question| (1..=MAX_FILES).map(|n| question.file_field(n))).collect()
}

/// What the controls hold now.
pub fn answers(form: &Form) -> Answers {
    let element = document().get_element_by_id("form").and_then(|element| element.dyn_into::<HtmlFormElement>().ok());
    let Some(data) = element.and_then(|element| FormData::new_with_form(&element).ok()) else {
        return Answers::default();
    };
    let fields = form.questions().flat_map(forthright_forms::Question::fields);
    let pairs = fields.flat_map(|field| {
        let values = data.get_all(&field);
        values.iter().filter_map(move |value| Some((field.clone(), value.as_string()?))).collect::<Vec<_>>()
    });
    Answers::from_pairs(form, pairs)
}

/// What a text field holds now.
pub fn value(id: &str) -> String {
    let input = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}

/// Gives the page a title before the form's own, which stands in it already with the institution's name after it.
pub fn set_title(form: &str, now: &str) {
    let before = document().title();
    let after = before.rsplit_once(form).map_or("", |(_, after)| after);
    document().set_title(&[now, " – ", form, after].concat());
}

/// Moves focus and view to an element, once the page has changed; of a control, its question comes into view with it.
pub fn go_to(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let element = document().get_element_by_id(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            let _ = element.focus();
            let question = element.closest(".field").ok().flatten();
            question.unwrap_or_else(|| element.clone().unchecked_into()).scroll_into_view();
        }
    });
}
