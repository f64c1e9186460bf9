//! What an officer decides: who it is, and how the case ends.

use crate::act::act;
use crate::case::OpenCase;
use crate::told::{Said, Told};
use forthright_api::{CaseDetail, CloseCase, DecideIdentity};
use forthright_cases::{Identity, Outcome};
use forthright_clock::Right;
use forthright_evidence::Kind;
use forthright_rights::Clear;
use forthright_widget_kit::{Button, Weight};
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

#[component]
pub fn Decisions(case: OpenCase) -> impl IntoView {
    let told = Told::new();
    let closed = case.part(|detail| detail.outcome.is_some());
    let undecided = case.part(|detail| detail.asks_identity && !detail.identity.is_some_and(Identity::is_known));
    let form = case.part(|detail| detail.form_id.clone());
    let others = case.part(move |detail| other_rights(detail, case));
    let take = move |what: &'static str, body: Act| {
        let done = body.done();
        act(case, told, what, &body, move |_| done);
    };
    view! {
        class = "d",
        <Said told/>
        {move || (closed.get() == Some(true)).then(|| view! {
            class = "d",
            <h2>"Closed"</h2> <p>"Nothing more can be done with this case."</p>
        })}
        {move || (closed.get() == Some(false) && undecided.get() == Some(true)).then(|| identity(take))}
        {move || (closed.get() == Some(false)).then(|| form.get().map(|form| closing(&form, others.get().unwrap_or_default(), take)))}
    }
}

/// The body of one of the two acts.
#[derive(Serialize)]
#[serde(untagged)]
enum Act {
    Identity(DecideIdentity),
    Close(CloseCase),
}

impl Act {
    /// What is said once it is done.
    fn done(&self) -> String {
        match self {
            Self::Identity(decided) => match decided.outcome {
                Identity::Confirmed => "Identity confirmed; documents deleted.".to_owned(),
                Identity::AlreadyClear => "Identity is clear; documents deleted.".to_owned(),
                Identity::NotConfirmed => "Identity not confirmed; documents deleted.".to_owned(),
            },
            Self::Close(closed) => format!("Case closed: {}", closed.outcome.words()),
        }
    }
}

fn identity(act: impl Fn(&'static str, Act) + Copy + Send + Sync + 'static) -> impl IntoView {
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
        <p>"Once you decide, the documents are deleted immediately. Only the kind of document and the decision are kept."</p>
        <div class="field">
            <label for="identity-kind">"Document that shows who they are"</label>
            <select id="identity-kind"><option value="">"None"</option>{options}</select>
        </div>
        <div class="field">
            <label for="identity-clear">"Why it is clear without documents"</label>
            <select id="identity-clear"><option value="">"It is not clear"</option>{reasons}</select>
        </div>
        <div class="actions">
            <Button on_press=move || decide(Identity::Confirmed)>"Confirm identity"</Button>
            <Button weight=Weight::Second on_press=move || decide(Identity::AlreadyClear)>"Clear without documents"</Button>
            <Button weight=Weight::Second on_press=move || decide(Identity::NotConfirmed)>"Not confirmed"</Button>
        </div>
    }
}

/// The rights that the request uses besides its form's own: those it was sent with, and those the opened answers name.
fn other_rights(detail: &CaseDetail, case: OpenCase) -> Vec<Right> {
    let opened = case.answers.with(|answers| match answers {
        Some(Ok(sealed)) => sealed.answers.also(),
        _ => Vec::new(),
    });
    Right::ALL.into_iter().filter(|right| detail.also.contains(right) || opened.contains(right)).collect()
}

fn outcomes(form: &str) -> Vec<AnyView> {
    let fitting = Outcome::ALL.into_iter().filter(|outcome| outcome.fits(form));
    fitting.map(|outcome| choice(outcome.name(), outcome.words())).collect()
}

/// The field for the outcome of another right.
fn outcome_field(right: Right) -> String {
    format!("outcome-{}", right.name())
}

fn closing(form: &str, others: Vec<Right>, act: impl Fn(&'static str, Act) + Copy + Send + Sync + 'static) -> AnyView {
    let options = outcomes(form);
    let fields: Vec<AnyView> = others
        .iter()
        .map(|right| {
            let (id, options) = (outcome_field(*right), outcomes(right.name()));
            view! {
                class = "d",
                <div class="field">
                    <label for=id.clone()>"Outcome of the request " {right.words()}</label>
                    <select id=id><option value="">"No outcome yet"</option>{options}</select>
                </div>
            }
            .into_any()
        })
        .collect();
    let close = move || {
        let answered = |right: &Right| Some((*right, Outcome::named(&selected(&outcome_field(*right)))?));
        let rights = others.iter().filter_map(answered).collect();
        if let Some(outcome) = Outcome::named(&selected("outcome")) {
            act("close", Act::Close(CloseCase { outcome, rights, message: None, text: None, language: None }));
        }
    };
    view! {
        class = "d",
        <h2>"Close the case"</h2>
        <p class="hint">"You must send a letter first if the request is refused or only done in part, if identity was not shown, or for the outcome of a complaint. The letter must say why, and that the person can complain to us, complain to the regulator and go to court."</p>
        <div class="field">
            <label for="outcome">"Outcome, in the words the person will read"</label>
            <select id="outcome">{options}</select>
        </div>
        {fields}
        <Button weight=Weight::Second on_press=close>"Close the case"</Button>
    }
    .into_any()
}

/// One thing to choose in a list.
pub fn choice(name: &'static str, words: &'static str) -> AnyView {
    view! { class = "d", <option value=name>{words}</option> }.into_any()
}

/// The same, chosen while `chosen` names it.
pub fn choice_of(name: &'static str, words: &'static str, chosen: Memo<String>) -> AnyView {
    view! { class = "d", <option value=name prop:selected=move || chosen.with(|chosen| chosen == name)>{words}</option> }
        .into_any()
}

pub fn selected(id: &str) -> String {
    let select = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlSelectElement>().ok());
    select.map(|select| select.value()).unwrap_or_default()
}
