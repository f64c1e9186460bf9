//! The answers, opened in the browser and shown in the form's order.

use crate::app::Key;
use crate::call;
use forthright_api::{FormDescription, SealedAnswers};
use forthright_forms::summary;
use forthright_rights::logged_form;
use forthright_seal::Label;
use forthright_widget_kit::{SummaryItem, SummaryList};
use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Fetches and opens a part of a case. Fetching is noted as an event of the case.
pub async fn open_part(reference: &str, part: &str, key: Key) -> Result<Vec<u8>, String> {
    let envelope = call::bytes(&format!("cases/{reference}/envelopes/{part}")).await.map_err(|failed| failed.words)?;
    let identity = key.get_value().ok_or("Your key is locked. Reload the page.")?;
    identity.open(&Label::new(reference, part), &envelope).map_err(|error| error.to_string())
}

/// Fetches and opens the answers.
pub async fn open(reference: &str, key: Key) -> Result<SealedAnswers, String> {
    let content = open_part(reference, "answers", key).await?;
    serde_json::from_slice(&content)
        .map_err(|_| "The answers were sealed in a form this desk does not know.".to_owned())
}

#[component]
pub fn Answers(form_id: String, answers: RwSignal<Option<Result<SealedAnswers, String>>>) -> impl IntoView {
    let form = RwSignal::new(None::<FormDescription>);
    spawn_local(async move {
        if let Ok(response) = Request::get(&format!("/v1/forms/{form_id}")).send().await {
            form.set(response.json().await.ok());
        }
    });
    view! {
        class = "d",
        <h2>"What was asked"</h2>
        {move || match (answers.get(), form.get()) {
            (Some(Err(why)), _) => view! { class = "d", <p class="inset bad" role="alert">{why}</p> }.into_any(),
            (Some(Ok(sealed)), Some(description)) => {
                // What staff logged has the questions about how it came before the form's own.
                let logged = !sealed.answers.get("channel").is_empty();
                let form = if logged { logged_form(&description.form) } else { description.form };
                let rows = summary(&form, &sealed.answers);
                let items: Vec<SummaryItem> = rows
                    .into_iter()
                    .filter(|row| !row.answer.is_empty())
                    .map(|row| SummaryItem { label: row.label, answer: row.answer })
                    .collect();
                let how = if sealed.sealed_in_browser && logged {
                    "Sealed in a colleague’s browser."
                } else if sealed.sealed_in_browser {
                    "Sealed in the person’s own browser."
                } else {
                    "Sent without JavaScript and sealed on arrival."
                };
                view! { class = "d", <SummaryList items/> <p class="soft">{how}</p> }.into_any()
            }
            _ => view! { class = "d", <p role="status">"Opening…"</p> }.into_any(),
        }}
    }
}
