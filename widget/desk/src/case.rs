//! One case: its clock, its answers and documents opened here, what can be done, and everything that happened.

use crate::act::{in_words, refresh};
use crate::answers::Answers;
use crate::app::Office;
use crate::call;
use crate::checklist::Checklist;
use crate::decisions::Decisions;
use crate::documents::Documents;
use crate::list::Days;
use crate::told::{Said, Told};
use crate::writing::Letters;
use forthright_api::{CaseDetail, CaseRow, EventRow, Message, MessageLanguage, SealedAnswers};
use forthright_cases::{Event, Identity, Part, Waiting};
use forthright_clock::{london_date, long_date};
use forthright_forms::Clock;
use forthright_register::checklist::DeskRegister;
use forthright_rights::Clear;
use forthright_widget_kit::{Button, Weight};
use gloo_timers::callback::Interval;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How often a case on the screen is compared with what colleagues do.
const LOOK_AGAIN_MS: u32 = 60_000;

/// A case that is open on the screen, and what was opened of it.
#[derive(Clone, Copy)]
pub struct OpenCase {
    pub office: Office,
    pub reference: StoredValue<String>,
    pub detail: RwSignal<Option<CaseDetail>>,
    pub answers: RwSignal<Option<Result<SealedAnswers, String>>>,
    pub register: RwSignal<Option<DeskRegister>>,
    /// The act that was tried last and its idempotency key.
    pub attempt: StoredValue<Option<(String, String)>>,
}

impl OpenCase {
    fn new(office: Office, reference: String) -> Self {
        Self {
            office,
            reference: StoredValue::new(reference),
            detail: RwSignal::new(None),
            answers: RwSignal::new(None),
            register: call::register(),
            attempt: StoredValue::new(None),
        }
    }

    /// The number of the last event that is on the screen.
    pub fn known(self) -> Option<u32> {
        self.detail.try_get_untracked().flatten().map(|detail| detail.sequence)
    }

    /// Shows the case as it is now, unless something later is shown already.
    pub fn show(self, detail: CaseDetail) {
        if self.known().is_none_or(|known| known <= detail.sequence) {
            self.detail.try_set(Some(detail));
            crate::focus_if_lost();
        }
    }

    /// A part of the case that draws anew only when it is another.
    pub fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        of: impl Fn(&CaseDetail) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| self.detail.with(|detail| detail.as_ref().map(&of)))
    }

    /// Looks for what colleagues did, and says it.
    fn look_again(self, told: Told) {
        spawn_local(async move {
            let own = self.office.staff.get_untracked().and_then(Result::ok).map(|staff| staff.name);
            let mut news = refresh(self).await;
            news.retain(|row| Some(&row.actor) != own.as_ref());
            if !news.is_empty() {
                told.done(format!("While this was open here: {} What you typed is kept.", in_words(&news)));
            }
        });
    }
}

#[component]
pub fn CaseView(office: Office, reference: String) -> impl IntoView {
    let case = OpenCase::new(office, reference.clone());
    let told = Told::new();
    let failed = RwSignal::new(None::<String>);
    let address = format!("cases/{reference}");
    spawn_local(async move {
        office.waits.set("Opening the case…");
        // The envelope first: fetching it is an event that the case then shows. Then what it must be, then opening.
        let envelope = crate::answers::fetch(&reference, "answers").await;
        match call::get::<CaseDetail>(&address).await {
            Ok(detail) => {
                let digest = detail.answers_digest.clone();
                case.show(detail);
                crate::focus_heading();
                let answers = crate::answers::read(&reference, envelope, digest, office.key).await;
                case.answers.try_set(Some(answers));
            }
            Err(wrong) => {
                failed.try_set(Some(wrong.words));
                office.wrong.try_set(true);
                crate::focus_heading();
            }
        }
        // Another view may wait for something else by now.
        if !case.answers.is_disposed() {
            office.waits.set("");
        }
    });
    let looking = window_event_listener(ev::focus, move |_| case.look_again(told));
    on_cleanup(move || looking.remove());
    let _often = StoredValue::new_local(Interval::new(LOOK_AGAIN_MS, move || case.look_again(told)));
    let loaded = case.part(|_| ());
    let name = case.reference.get_value();
    view! {
        class = "d",
        <p><Button weight=Weight::Second on_press=move || office.go(None)>"All cases"</Button></p>
        <h1 tabindex="-1">{name}</h1>
        <div role="alert">{move || failed.get().map(|words| view! { class = "d", <p>{words}</p> })}</div>
        <Said told/>
        {move || loaded.get().map(|()| shown(case))}
    }
}

/// By when, of what: the day for acknowledging a complaint is not that of its outcome.
fn due_words(row: &CaseRow, clock: Clock) -> String {
    match (row.due.map(long_date), row.waiting, clock) {
        (Some(due), Waiting::Paused, _) => format!("Paused; due {due} or later"),
        (Some(due), _, Clock::RightsRequest) => format!("Due {due}"),
        (Some(due), _, Clock::Complaint) => format!("Acknowledge it by {due}"),
        (Some(due), _, Clock::Incident) => format!("Tell the regulator by {due}, if people are at risk"),
        (None, Waiting::Acknowledged, _) => "Acknowledged; the outcome will follow without undue delay".to_owned(),
        (None, ..) => "No due date yet".to_owned(),
    }
}

/// Everything of a case. It stays while acts change parts of it: what is typed and what has the focus stay with it.
fn shown(case: OpenCase) -> impl IntoView {
    let (row, steps) = (case.part(|detail| detail.row.clone()), case.part(|detail| detail.steps.clone()));
    let (events, messages) = (case.part(|detail| detail.events.clone()), case.part(|detail| detail.messages.clone()));
    let clock = case.part(|detail| detail.clock);
    let head = move || {
        row.get().map(|row| {
            let due = due_words(&row, clock.get().unwrap_or_default());
            let status = format!("{}. {}. {due}.", row.form, row.status.words());
            view! {
                class = "d",
                <p><span class="soft">"Days left: "</span> <Days row/></p>
                <p id="case-status">{status}</p>
            }
        })
    };
    let steps = move || {
        let steps = steps.get().unwrap_or_default().into_iter();
        steps.map(|step| view! { class = "d", <li>{step.reason}</li> }).collect_view()
    };
    let events = move || events.get().unwrap_or_default().iter().map(event).collect_view();
    let letters = move || {
        let messages = messages.get().unwrap_or_default();
        let reference = case.reference.get_value();
        let none = messages.is_empty().then(|| view! { class = "d", <p class="soft">"None yet."</p> });
        let list = messages.iter().map(|one| message(&reference, one)).collect_view();
        view! { class = "d", {none} <ol class="messages">{list}</ol> }
    };
    view! {
        class = "d",
        {head}
        <details><summary>"Why this date"</summary><ol>{steps}</ol></details>
        <div class="columns">
            <div>
                <Answers case/>
                <Documents case/>
                <Checklist case/>
            </div>
            <div>
                <Decisions case/>
                <Letters case/>
                <h2>"Messages to the person"</h2>
                {letters}
                <h2>"What happened"</h2>
                <ol class="timeline">{events}</ol>
            </div>
        </div>
    }
}

fn message(reference: &str, message: &Message) -> impl IntoView + use<> {
    let (day, text) = (day(&message.at), message.text.clone());
    let language = message.language.map(MessageLanguage::tag);
    let paper = format!("/desk/cases/{reference}/letters/{}", message.id);
    let file = format!("{paper}.txt");
    view! {
        class = "d",
        <li class="message">
            <p class="soft">{day}</p><p class="typed" lang=language>{text}</p>
            <p class="line"><a href=paper>"Letter to print"</a> <a href=file>"As text"</a></p>
        </li>
    }
}

fn event(row: &EventRow) -> impl IntoView + use<> {
    let (who, when, words) = (row.actor.clone(), day(&row.at), words(&row.event));
    view! { class = "d", <li><p class="soft">{when} ", " {who}</p><p>{words}</p></li> }
}

/// What happened, in words.
pub fn words(event: &Event) -> String {
    match event {
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
        Event::NotApproved => "The proposal was not approved.".to_owned(),
        Event::Recomputed { due, .. } => {
            format!("The bank holidays changed; it is now due on {}.", long_date(*due))
        }
        Event::NeedArrived { need, on } => format!("On {} we received {}.", long_date(*on), need.words()),
        Event::ClarificationAsked { on } => {
            format!("On {} we asked for clarification. The time limit was paused.", long_date(*on))
        }
        Event::ClarificationAnswered { on } => {
            format!("On {} we received the clarification. The time limit continues.", long_date(*on))
        }
        Event::Extended { on, why } => format!("On {} it was extended because {}.", long_date(*on), why.words()),
        Event::ExamMarks { announced, .. } => {
            let results =
                announced.map(|day| format!(" The day of the results: {}.", long_date(day))).unwrap_or_default();
            format!(
                "Noted: only exam marks are asked for, before the results. The time limit for exam marks applies.{results}"
            )
        }
        Event::Searched { place, result } => format!("Search: {place}. {}.", result.words()),
        Event::Closed { outcome, rights, .. } => {
            let others =
                rights.iter().map(|(right, outcome)| format!(" The request {}: {}", right.words(), outcome.words()));
            format!("Closed: {}{}", outcome.words(), others.collect::<String>())
        }
    }
}

fn day(at: &str) -> String {
    at.parse().map(|at| long_date(london_date(at))).unwrap_or_default()
}
