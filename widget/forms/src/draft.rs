//! Leaving a form and going on later, on the same device: only when the person asks for it.

use crate::browser;
use crate::receipt::download_address;
use crate::state::PageState;
use forthright_clock::long_date;
use forthright_forms::{Answers, Form};
use forthright_widget_kit::view;
use forthright_widget_kit::{Button, Field, Weight, describe};
use jiff::civil::Date;
use leptos::prelude::*;

/// What is kept on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Since when.
    pub on: Date,
}

/// Where saving stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The code under which it was saved; empty before that.
    pub code: String,
    /// What went wrong with saving.
    pub not_saved: String,
    /// What went wrong with going on.
    pub not_opened: String,
}

/// Offers what is kept of this form, if something is.
#[component]
pub fn Resume(
    form: StoredValue<Form>,
    draft: RwSignal<Draft>,
    kept: RwSignal<Option<Kept>>,
    page: RwSignal<PageState>,
) -> impl IntoView {
    let go_on = move || {
        let code = browser::value("draft-code");
        form.with_value(|form| browser::resume(form, code.trim().to_owned(), draft, page));
    };
    let delete = move || {
        form.with_value(browser::forget);
        kept.set(None);
        browser::go_to("content");
    };
    let not_opened = Signal::derive(move || draft.get().not_opened);
    let (describes, invalid) = describe("draft-code", false, not_opened);
    move || {
        kept.get().map(|kept| {
            view! {
                <section class="panel" aria-labelledby="draft-title">
                    <h2 id="draft-title">"Continue your saved form"</h2>
                    <p>{format!("You saved this form on this device on {}.", long_date(kept.on))}</p>
                    <Field id="draft-code".to_owned() label="Your code".to_owned() hint=None error=not_opened>
                        <input id="draft-code" type="text" autocomplete="off" spellcheck="false"
                            aria-describedby=describes aria-invalid=invalid/>
                    </Field>
                    <div class="actions">
                        <Button on_press=go_on>"Open saved form"</Button>
                        <Button weight=Weight::Second on_press=delete>"Delete what you saved"</Button>
                    </div>
                </section>
            }
        })
    }
}

/// Saves on request, and shows the code.
#[component]
pub fn Save(
    form: StoredValue<Form>,
    draft: RwSignal<Draft>,
    kept: RwSignal<Option<Kept>>,
    /// The London date.
    today: Date,
    /// What is answered so far, and the step.
    now: impl Fn() -> (Answers, usize) + Copy + 'static,
) -> impl IntoView {
    let saved = RwSignal::new(0_u32);
    let save = move || {
        let (answers, step) = now();
        if draft.with_untracked(|draft| draft.code.is_empty()) {
            // Another tab may have saved since this page was opened.
            kept.set(form.with_value(browser::kept));
        }
        form.with_value(|form| browser::keep(form, answers, step, today, draft));
        saved.update(|times| *times = times.saturating_add(1));
    };
    let text = move |code: &str| {
        form.with_value(|form| {
            format!(
                "{}\n\nYour code: {code}\n\nWith it you can continue where you stopped, at /forms/{}, on the same device and in the same browser, for 30 days.\n",
                form.title, form.id
            )
        })
    };
    view! {
        <div class="actions">
            <Button weight=Weight::Second on_press=save>"Save and continue later"</Button>
        </div>
        <div role="status" id="draft-saved">
            {move || {
                let Draft { code, not_saved, .. } = draft.get();
                if !not_saved.is_empty() {
                    view! { <p class="error">{not_saved}</p> }.into_any()
                } else if code.is_empty() || saved.get() == 0 {
                    ().into_any()
                } else {
                    let address = download_address(&text(&code));
                    view! {
                        <div class="inset">
                            <p><strong>"Saved on this device. Keep this code:"</strong></p>
                            <p class="code secret" translate="no" id="draft-code-shown">{code}</p>
                            <p>"No one can read what you saved without it, not even us. Come back to this page in this browser within 30 days. \
                                Documents are not saved: choose them again."</p>
                            <p><a class="button second" href=address download="code.txt">"Save the code"</a></p>
                        </div>
                    }
                    .into_any()
                }
            }}
        </div>
    }
}
