//! The answers, opened in the browser and shown in the form's order.

use crate::app::Key;
use crate::call;
use crate::case::OpenCase;
use forthright_api::{FormDescription, SealedAnswers};
use forthright_forms::summary;
use forthright_rights::{Hint, logged_form};
use forthright_widget_kit::{SummaryItem, SummaryList};
use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Fetches a sealed part. Fetching is noted as an event of the case.
pub async fn fetch(reference: &str, part: &str) -> Result<Vec<u8>, String> {
    call::bytes(&format!("cases/{reference}/envelopes/{part}")).await.map_err(|failed| failed.words)
}

/// Opens a part, if it is what was received. `digest`: what was noted of it then.
pub async fn open(
    reference: &str,
    part: &str,
    envelope: &[u8],
    digest: Option<&str>,
    key: Key,
) -> Result<Vec<u8>, String> {
    let identity = key.get_value().ok_or("Your key is locked. Reload the page.")?;
    identity.opened(reference, part, envelope, digest).await
}

/// Opens and reads the answers.
pub async fn read(
    reference: &str,
    envelope: Result<Vec<u8>, String>,
    digest: Option<String>,
    key: Key,
) -> Result<SealedAnswers, String> {
    let content = open(reference, "answers", &envelope?, digest.as_deref(), key).await?;
    serde_json::from_slice(&content)
        .map_err(|_| "The answers were sealed in a format this desk does not recognise.".to_owned())
}

#[component]
pub fn Answers(case: OpenCase) -> impl IntoView {
    let answers = case.answers;
    let form = RwSignal::new(None::<FormDescription>);
    let form_id = case.detail.with_untracked(|detail| detail.as_ref().map(|detail| detail.form_id.clone()));
    let form_id = form_id.unwrap_or_default();
    spawn_local(async move {
        if let Ok(response) = Request::get(&format!("/v1/forms/{form_id}")).send().await {
            form.try_set(response.json().await.ok());
        }
    });
    view! {
        class = "d",
        <h2>"What was asked"</h2>
        <div role="alert">
            {move || answers.get().and_then(Result::err).map(|why| view! { class = "d", <p class="inset bad">{why}</p> })}
        </div>
        {move || match (answers.get(), form.get()) {
            (Some(Ok(sealed)), Some(description)) => {
                let is_for_a_copy = description.form.id == "subject-access";
                // What staff logged has the questions about how it came before the form's own.
                let logged = !sealed.answers.get("channel").is_empty();
                let form = if logged { logged_form(&description.form) } else { description.form };
                let rows = summary(&form, &sealed.answers);
                let items: Vec<SummaryItem> = rows
                    .into_iter()
                    .filter(|row| !row.answer.is_empty())
                    .map(|row| SummaryItem { label: row.label, answer: row.answer, is_typed: true })
                    .collect();
                let how = if sealed.sealed_in_browser && logged {
                    "Sealed in a colleague’s browser."
                } else if sealed.sealed_in_browser {
                    "Sealed in the person’s own browser."
                } else {
                    "Sent without JavaScript and sealed on arrival."
                };
                let asked = items.iter().map(|item| item.answer.as_str()).collect::<Vec<_>>().join("\n");
                let hints = if is_for_a_copy { Hint::all_in(&asked) } else { Vec::new() };
                let hints = hints.into_iter().map(|hint| view! { class = "d", <p class="inset">{hint.words()}</p> }).collect_view();
                view! { class = "d", <SummaryList items/> {hints} <p class="soft">{how}</p> }.into_any()
            }
            _ => ().into_any(),
        }}
    }
}
