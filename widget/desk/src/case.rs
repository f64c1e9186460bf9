//! One case: its clock, its answers and documents opened here, what can be done, and everything that happened.

use crate::answers::Answers;
use crate::app::Key;
use crate::call::{self, Failed};
use crate::checklist::Checklist;
use crate::decisions::Decisions;
use crate::documents::Documents;
use crate::letters::Letters;
use crate::list::Days;
use forthright_api::{CaseDetail, EventRow, Message, SealedAnswers};
use forthright_cases::{Event, Identity, Part, Waiting};
use forthright_clock::{london_date, long_date};
use forthright_register::checklist::DeskRegister;
use forthright_rights::Clear;
use forthright_widget_kit::{Button, Weight};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A case that is open on the screen, and what was opened of it.
#[derive(Clone, Copy)]
pub struct OpenCase {
    pub detail: RwSignal<Option<Result<CaseDetail, Failed>>>,
    pub answers: RwSignal<Option<Result<SealedAnswers, String>>>,
    pub register: RwSignal<Option<DeskRegister>>,
}

#[component]
pub fn CaseView(reference: String, key: Key, open_case: RwSignal<Option<String>>) -> impl IntoView {
    let case = OpenCase { detail: RwSignal::new(None), answers: RwSignal::new(None), register: call::register() };
    let address = format!("cases/{reference}");
    let name = reference.clone();
    spawn_local(async move {
        // The answers first: fetching them is an event that the case then shows.
        case.answers.set(Some(crate::answers::open(&name, key).await));
        case.detail.set(Some(call::get(&address).await));
        crate::focus_heading();
    });
    view! {
        class = "d",
        <p><Button weight=Weight::Second on_press=move || open_case.set(None)>"All cases"</Button></p>
        {move || match case.detail.get() {
            None => view! { class = "d", <p role="status">"Opening the case…"</p> }.into_any(),
            Some(Err(failed)) => view! { class = "d", <p role="alert">{failed.words}</p> }.into_any(),
            Some(Ok(detail)) => shown(detail, case, key).into_any(),
        }}
    }
}

fn shown(detail: CaseDetail, case: OpenCase, key: Key) -> impl IntoView {
    let steps = detail.steps.iter().map(|step| view! { class = "d", <li>{step.reason.clone()}</li> }).collect_view();
    let events = detail.events.iter().map(event).collect_view();
    let messages = detail.messages.iter().map(|one| message(&detail.row.reference, one)).collect_view();
    let has_messages = !detail.messages.is_empty();
    let row = detail.row.clone();
    let due = match (row.due, row.waiting) {
        (Some(due), Waiting::Paused) => format!("Paused; due {} or later", long_date(due)),
        (Some(due), _) => format!("Due {}", long_date(due)),
        (None, _) => "No due date yet".to_owned(),
    };
    let status = format!("{}. {due}.", row.status.words());
    view! {
        class = "d",
        <h1 tabindex="-1">{row.reference.clone()}</h1>
        <p><span class="soft">"Days left: "</span> <Days row=row.clone()/></p>
        <p id="case-status">{row.form.clone()} ". " {status}</p>
        <details><summary>"Why this date"</summary><ol>{steps}</ol></details>
        <div class="columns">
            <div>
                <Answers form_id=detail.form_id.clone() answers=case.answers/>
                <Documents detail=detail.clone() answers=case.answers key/>
                <Checklist detail=detail.clone() case/>
            </div>
            <div>
                <Decisions detail=detail.clone() case/>
                <Letters detail=detail.clone() case/>
                <h2>"Messages to the person"</h2>
                {(!has_messages).then(|| view! { class = "d", <p class="soft">"None yet."</p> })}
                <ol class="messages">{messages}</ol>
                <h2>"What happened"</h2>
                <ol class="timeline">{events}</ol>
            </div>
        </div>
    }
}

fn message(reference: &str, message: &Message) -> impl IntoView + use<> {
    let (day, text) = (day(&message.at), message.text.clone());
    let paper = format!("/desk/cases/{reference}/letters/{}", message.id);
    let file = format!("{paper}.txt");
    view! {
        class = "d",
        <li class="message">
            <p class="soft">{day}</p><p class="typed">{text}</p>
            <p class="line"><a href=paper>"Letter to print"</a> <a href=file>"As text"</a></p>
        </li>
    }
}

fn event(row: &EventRow) -> impl IntoView + use<> {
    let words = match &row.event {
        Event::Received { logged: Some(logged), on, .. } => {
            format!("It reached us on {}: {}. It was logged here.", long_date(*on), logged.channel.words())
        }
        Event::Received { files: 0, .. } => "The request arrived, sealed, without documents.".to_owned(),
        Event::Received { files: 1, .. } => "The request arrived with one sealed document.".to_owned(),
        Event::Received { files, .. } => format!("The request arrived with {files} sealed documents."),
        Event::Acknowledged { message: None } => "Acknowledged with the receipt.".to_owned(),
        Event::Acknowledged { .. } => "Acknowledged by a letter.".to_owned(),
        Event::Opened { part: Part::Answers } => "The answers were opened.".to_owned(),
        Event::Opened { part: Part::File(n) } => format!("Document {n} was opened."),
        Event::IdentityDecided { kind, outcome, clear } => {
            let by = kind.map(|kind| kind.title()).or(clear.map(Clear::words));
            let by = by.map(|by| format!(" {by}.")).unwrap_or_default();
            let outcome = match outcome {
                Identity::Confirmed => "Identity confirmed.",
                Identity::AlreadyClear => "Identity was already clear.",
                Identity::NotConfirmed => "Identity not confirmed.",
            };
            format!("{outcome}{by} The documents were deleted.")
        }
        Event::MessageSent { .. } => "A message was written to the person.".to_owned(),
        Event::NeedAsked { need, on, doubt } => {
            let why = doubt.map(|doubt| format!(" {}.", doubt.words())).unwrap_or_default();
            format!("On {} we asked for {}.{why}", long_date(*on), need.words())
        }
        Event::Proposed { decision, ground, .. } => {
            format!("Proposed to {}. {}.", decision.words(), ground.words())
        }
        Event::Approved { decision, .. } => format!("Approved to {}. The letter was sent.", decision.words()),
        Event::NotApproved => "What was proposed was not approved.".to_owned(),
        Event::Recomputed { due, .. } => {
            format!("The bank holidays changed; it is due on {} now.", long_date(*due))
        }
        Event::NeedArrived { need, on } => format!("On {} we got {}.", long_date(*on), need.words()),
        Event::ClarificationAsked { on } => format!("On {} we asked what is meant. The time stopped.", long_date(*on)),
        Event::ClarificationAnswered { on } => format!("On {} that was answered. The time goes on.", long_date(*on)),
        Event::Extended { on, why } => format!("On {} it was extended, because {}.", long_date(*on), why.words()),
        Event::Searched { place, result } => format!("Search: {place}. {}.", result.words()),
        Event::Closed { outcome } => format!("Closed: {}", outcome.words()),
    };
    let (who, when) = (row.actor.clone(), day(&row.at));
    view! { class = "d", <li><p class="soft">{when} ", " {who}</p><p>{words}</p></li> }
}

fn day(at: &str) -> String {
    at.parse().map(|at| long_date(london_date(at))).unwrap_or_default()
}
