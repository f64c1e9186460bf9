//! The steps of a form in the browser's history, so that Back leads to the step before and not out of the form.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::PopStateEvent;

fn noted(step: usize) -> JsValue {
    u32::try_from(step).map_or(JsValue::NULL, JsValue::from)
}

/// Notes that a step is shown; the address stays as it is.
pub fn note_step(step: usize) {
    // Where no history may be kept, the form works without.
    let _ = window().history().and_then(|history| history.push_state(&noted(step), ""));
}

/// Notes the step the form begins with, and calls `show` with the one that Back or Forward leads to, for as long as the form is
/// there. What has no note is a link within the page.
pub fn on_history(first: usize, show: impl Fn(usize) + 'static) {
    let _ = window().history().and_then(|history| history.replace_state(&noted(first), ""));
    let handle = window_event_listener(leptos::ev::popstate, move |event: PopStateEvent| {
        if let Some(step) = event.state().as_f64() {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a step's number, made above
            show(step.clamp(0.0, 1_000.0) as usize);
        }
    });
    on_cleanup(move || handle.remove());
}
