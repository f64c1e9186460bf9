//! What is kept of a form on this device, only when the person asks for it: sealed under a code that leaves with them.

use super::seal_bundle;
use crate::draft::{Draft, Kept};
use crate::state::PageState;
use forthright_forms::{Answers, Form};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

const SAVED_BEFORE: &str = "Something is already saved here, perhaps by someone else. Continue with it, or delete it, at the top of this page.";
const NOT_SAVED: &str = "It could not be saved. Your browser may not be set to keep anything for this site.";

/// Thirty days in milliseconds.
const KEPT_FOR: f64 = 30.0 * 24.0 * 60.0 * 60.0 * 1000.0;

/// As it lies in the browser's storage: the day is no secret, the rest is sealed.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(with = "forthright_clock::civil")]
    on: Date,
    /// In milliseconds since 1970.
    until: f64,
    /// Base 64.
    envelope: String,
}

/// What is inside.
#[derive(Serialize, Deserialize)]
struct Content {
    step: usize,
    answers: Answers,
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn name(form: &Form) -> String {
    format!("forthright-draft-{}", form.id)
}

/// The day something was kept, if something is. After thirty days it is deleted.
pub fn kept(form: &Form) -> Option<Kept> {
    let stored: Stored = serde_json::from_str(&storage()?.get_item(&name(form)).ok()??).ok()?;
    if js_sys::Date::now() > stored.until {
        forget(form);
        return None;
    }
    Some(Kept { on: stored.on })
}

/// Deletes what is kept.
pub fn forget(form: &Form) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&name(form));
    }
}

/// Keeps the answers under the code, or a new one; `draft` gets the code or what went wrong.
pub fn keep(form: &Form, answers: Answers, step: usize, today: Date, draft: RwSignal<Draft>) {
    let (form, code) = (form.clone(), draft.with_untracked(|draft| draft.code.clone()));
    if code.is_empty() && kept(&form).is_some() {
        return draft.update(|draft| SAVED_BEFORE.clone_into(&mut draft.not_saved));
    }
    spawn_local(async move {
        match try_keep(&form, &Content { step, answers }, today, code).await {
            Some(code) => draft.set(Draft { code, ..Draft::default() }),
            None => draft.update(|draft| NOT_SAVED.clone_into(&mut draft.not_saved)),
        }
    });
}

async fn try_keep(form: &Form, content: &Content, on: Date, code: String) -> Option<String> {
    let bundle = seal_bundle::fetch().await.ok()?;
    let code = if code.is_empty() { bundle.new_code().ok()? } else { code };
    let sealed = bundle.seal_draft(&code, &form.id, &serde_json::to_vec(content).ok()?).ok()?;
    let envelope = super::send::base64(&sealed.to_vec())?;
    let stored = serde_json::to_string(&Stored { on, until: js_sys::Date::now() + KEPT_FOR, envelope }).ok()?;
    storage()?.set_item(&name(form), &stored).ok()?;
    Some(code)
}

/// Opens what is kept and draws the page anew with it; `draft` gets what went wrong.
pub fn resume(form: &Form, code: String, draft: RwSignal<Draft>, page: RwSignal<PageState>) {
    let form = form.clone();
    spawn_local(async move {
        match try_resume(&form, &code).await {
            Ok((content, code)) => {
                super::files::forget_all();
                page.update(|page| {
                    page.answers = content.answers;
                    page.step = content.step.min(page.form.steps.len());
                    page.code = code;
                    page.problems = Vec::new();
                });
                super::go_to("content");
            }
            Err(words) => {
                draft.update(|draft| draft.not_opened = words);
                super::go_to("draft-code");
            }
        }
    });
}

async fn try_resume(form: &Form, code: &str) -> Result<(Content, String), String> {
    let gone = || "What was saved here can no longer be read.".to_owned();
    let text = storage().and_then(|storage| storage.get_item(&name(form)).ok()?).ok_or_else(gone)?;
    let stored: Stored = serde_json::from_str(&text).map_err(|_| gone())?;
    let bytes = window().atob(&stored.envelope).map_err(|_| gone())?;
    let envelope: Vec<u8> = bytes.chars().filter_map(|byte| u8::try_from(u32::from(byte)).ok()).collect();
    let bundle = seal_bundle::fetch().await.map_err(|_| super::send::NOT_REACHED.to_owned())?;
    let in_words = |error: JsValue| words(&error).unwrap_or_else(gone);
    let code = bundle.tidy_code(code).map_err(in_words)?;
    let opened = bundle.open_draft(&code, &form.id, &envelope).map_err(in_words)?;
    let content = serde_json::from_slice(&opened.to_vec()).map_err(|_| gone())?;
    Ok((content, code))
}

fn words(error: &JsValue) -> Option<String> {
    error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()))
}
