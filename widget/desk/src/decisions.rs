//! What an officer decides: who it is, and how the case ends.

use crate::call;
use crate::case::OpenCase;
use forthright_api::{CaseDetail, CloseCase, DecideIdentity};
use forthright_cases::{Identity, Outcome};
use forthright_evidence::Kind;
use forthright_rights::Clear;
use forthright_widget_kit::{Button, Weight};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

#[component]
pub fn Decisions(detail: CaseDetail, case: OpenCase) -> impl IntoView {
    let reference = StoredValue::new(detail.row.reference.clone());
    let message = RwSignal::new(String::new());
    let act = move |what: &'static str, body: Act| {
        let address = format!("cases/{}/{what}", reference.get_value());
        let key = call::new_key();
        spawn_local(async move {
            match call::post::<CaseDetail>(&address, &key, &body).await {
                Ok(detail) => case.detail.set(Some(Ok(detail))),
                Err(failed) => message.set(failed.words),
            }
        });
    };
    if detail.outcome.is_some() {
        return view! { class = "d", <h2>"Closed"</h2> <p>"Nothing more can be done with this case."</p> }.into_any();
    }
    let undecided = !detail.identity.is_some_and(Identity::is_known);
    view! {
        class = "d",
        <p role="alert" class="error">{move || message.get()}</p>
        {undecided.then(|| identity(act))}
        {closing(&detail.form_id, act)}
    }
    .into_any()
}

/// The body of one of the two acts.
#[derive(Serialize)]
#[serde(untagged)]
enum Act {
    Identity(DecideIdentity),
    Close(CloseCase),
}

fn identity(act: impl Fn(&'static str, Act) + Copy + 'static) -> impl IntoView {
    let options = Kind::ALL.into_iter().map(|kind| choice(kind.name(), kind.title())).collect_view();
    let reasons = Clear::ALL.map(|one| choice(one.name(), one.words())).into_iter().collect_view();
    let decide = move |outcome: Identity| {
        let kind = Kind::from_name(&selected("identity-kind"));
        let name = selected("identity-clear");
        let clear = Clear::ALL.into_iter().find(|clear| clear.name() == name);
        act("identity", Act::Identity(DecideIdentity { kind, outcome, clear }));
    };
    view! {
        class = "d",
        <h2>"Who is it?"</h2>
        <p>"Your decision deletes the documents at once. Only the kind of document and the decision are kept."</p>
        <div class="field">
            <label for="identity-kind">"Document that shows it"</label>
            <select id="identity-kind"><option value="">"None"</option>{options}</select>
        </div>
        <div class="field">
            <label for="identity-clear">"Why it is clear without documents"</label>
            <select id="identity-clear"><option value="">"It is not"</option>{reasons}</select>
        </div>
        <div class="actions">
            <Button on_press=move || decide(Identity::Confirmed)>"Confirm identity"</Button>
            <Button weight=Weight::Second on_press=move || decide(Identity::AlreadyClear)>"Clear without documents"</Button>
            <Button weight=Weight::Second on_press=move || decide(Identity::NotConfirmed)>"Not confirmed"</Button>
        </div>
    }
}

fn closing(form: &str, act: impl Fn(&'static str, Act) + Copy + 'static) -> impl IntoView {
    let options = Outcome::ALL
        .into_iter()
        .filter(|outcome| outcome.fits(form))
        .map(|outcome| choice(outcome.name(), outcome.words()))
        .collect_view();
    let close = move || {
        let name = selected("outcome");
        if let Some(outcome) = Outcome::ALL.into_iter().find(|outcome| outcome.name() == name) {
            act("close", Act::Close(CloseCase { outcome }));
        }
    };
    view! {
        class = "d",
        <h2>"Close the case"</h2>
        <div class="field">
            <label for="outcome">"Outcome, as the person reads it"</label>
            <select id="outcome">{options}</select>
        </div>
        <Button weight=Weight::Second on_press=close>"Close the case"</Button>
    }
}

/// One thing to choose in a list.
pub fn choice(name: &'static str, words: &'static str) -> AnyView {
    view! { class = "d", <option value=name>{words}</option> }.into_any()
}

pub fn selected(id: &str) -> String {
    let select = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlSelectElement>().ok());
    select.map(|select| select.value()).unwrap_or_default()
}
