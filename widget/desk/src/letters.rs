//! Writing to the person, and what stops, starts or extends the time to answer: each from a letter of the register with
//! the case's facts, to be read and changed before it goes.

use crate::call;
use crate::case::OpenCase;
use crate::decisions::{choice, selected};
use forthright_api::{ActOnClock, AnswerProposal, CaseDetail, Propose, WriteMessage};
use forthright_cases::{ClockCommand, Extension, Waiting};
use forthright_clock::{Need, long_date};
use forthright_forms::Clock;
use forthright_register::checklist::DeskRegister;
use forthright_rights::{Decision, Doubt, Ground};
use forthright_widget_kit::{Button, Weight};
use jiff::civil::Date;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

/// What can be chosen: a name, what staff read, the letter that goes with it, and what it does.
struct Act {
    name: &'static str,
    words: &'static str,
    letter: Option<&'static str>,
    does: Does,
}

#[derive(Clone, Copy)]
enum Does {
    /// Only the letter is sent.
    Write,
    /// It starts, stops or extends the time.
    Clock(ClockCommand),
    /// It is proposed, and sent when a colleague approves it.
    Propose(Decision),
}

const fn letter(name: &'static str, words: &'static str) -> Act {
    Act { name, words, letter: Some(name), does: Does::Write }
}

const fn asks(name: &'static str, words: &'static str, need: Need) -> Act {
    Act { name, words, letter: Some(name), does: Does::Clock(ClockCommand::AskFor { need, doubt: None }) }
}

const fn notes(name: &'static str, words: &'static str, command: ClockCommand) -> Act {
    Act { name, words, letter: None, does: Does::Clock(command) }
}

const fn extends(name: &'static str, words: &'static str, why: Extension) -> Act {
    Act { name, words, letter: Some("extension"), does: Does::Clock(ClockCommand::Extend { why }) }
}

const fn proposes(name: &'static str, words: &'static str, decision: Decision) -> Act {
    Act { name, words, letter: Some(name), does: Does::Propose(decision) }
}

const ACTS: [Act; 14] = [
    letter("free", "Write a message"),
    letter("acknowledgement", "Acknowledge"),
    Act {
        name: "clarification",
        words: "Ask what is meant: the time stops",
        letter: Some("clarification"),
        does: Does::Clock(ClockCommand::AskClarification),
    },
    notes("answered", "Note the answer to that: the time goes on", ClockCommand::ClarificationAnswered),
    asks("identity", "Ask who the person is: the time starts when we know", Need::Identity),
    notes("have-identity", "Note that this arrived: who the person is", ClockCommand::Arrived { need: Need::Identity }),
    asks("authority", "Ask what allows a representative to act", Need::Authority),
    notes(
        "have-authority",
        "Note that this arrived: what allows them to act",
        ClockCommand::Arrived { need: Need::Authority },
    ),
    proposes("fee", "Propose to ask for a fee", Decision::Fee),
    notes("have-fee", "Note that this arrived: the fee", ClockCommand::Arrived { need: Need::Fee }),
    extends("extend-complex", "Take two months more: it is complex", Extension::Complex),
    extends("extend-many", "Take two months more: many requests", Extension::Many),
    proposes("refusal", "Propose to refuse", Decision::Refusal),
    letter("outcome", "Tell the outcome"),
];

impl Act {
    /// Whether it makes sense now.
    fn fits(&self, detail: &CaseDetail) -> bool {
        let is_request = detail.clock == Clock::RightsRequest;
        match self.does {
            Does::Write => true,
            Does::Propose(decision) => {
                is_request
                    && detail.proposal.is_none()
                    && (decision == Decision::Refusal || !detail.awaited.contains(&Need::Fee))
            }
            Does::Clock(_) if !is_request => false,
            Does::Clock(ClockCommand::Arrived { need }) => detail.awaited.contains(&need),
            Does::Clock(ClockCommand::AskFor { need, .. }) => !detail.awaited.contains(&need),
            Does::Clock(ClockCommand::ClarificationAnswered) => detail.row.waiting == Waiting::Paused,
            Does::Clock(ClockCommand::AskClarification) => detail.row.waiting == Waiting::No,
            Does::Clock(ClockCommand::Extend { .. }) => detail.row.waiting != Waiting::ToStart,
        }
    }

    /// What is posted, and where, with the reason chosen for it.
    fn call(&self, detail: &CaseDetail, on: Option<Date>, text: String) -> Option<(&'static str, Body)> {
        let reason = selected("letter-reason");
        Some(match self.does {
            Does::Write => {
                let acknowledges =
                    self.name == "acknowledgement" && detail.clock == Clock::Complaint && !detail.acknowledged;
                ("messages", Body::Write(WriteMessage { text, acknowledges }))
            }
            Does::Clock(command) => {
                let command = match command {
                    ClockCommand::AskFor { need, .. } => {
                        let doubt = Doubt::ALL.into_iter().find(|doubt| doubt.name() == reason);
                        ClockCommand::AskFor { need, doubt }
                    }
                    other => other,
                };
                ("clock", Body::Clock(ActOnClock { command, on, text }))
            }
            Does::Propose(decision) => {
                let ground = Ground::ALL.into_iter().find(|ground| ground.name() == reason)?;
                ("proposal", Body::Propose(Propose { decision, ground, text }))
            }
        })
    }

    /// The reasons to choose from.
    fn reasons(&self) -> Vec<AnyView> {
        match self.does {
            Does::Clock(ClockCommand::AskFor { need: Need::Identity, .. }) => {
                Doubt::ALL.map(|one| choice(one.name(), one.words())).into()
            }
            Does::Propose(decision) => {
                let grounds = Ground::ALL.into_iter().filter(|ground| ground.allows(decision));
                grounds.map(|one| choice(one.name(), one.words())).collect()
            }
            _ => Vec::new(),
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body {
    Write(WriteMessage),
    Clock(ActOnClock),
    Propose(Propose),
}

#[component]
pub fn Letters(detail: CaseDetail, case: OpenCase) -> impl IntoView {
    if detail.outcome.is_some() {
        return ().into_any();
    }
    let register = case.register;
    let detail = StoredValue::new(detail);
    let failed = RwSignal::new(String::new());
    let chosen = RwSignal::new("free".to_owned());
    let language = RwSignal::new("en".to_owned());
    let act_of = |name: &str| ACTS.iter().find(|act| act.name == name);
    // The text as the letter begins; what is typed over it is read from the field.
    let draft = Memo::new(move |_| {
        let name = case.answers.with(|answers| match answers {
            Some(Ok(sealed)) => sealed.answers.get("name").to_owned(),
            _ => String::new(),
        });
        let letter = act_of(&chosen.get()).and_then(|act| act.letter)?;
        register.with(|register| {
            let register = register.as_ref()?;
            let letter = register.letters.iter().find(|known| known.id == letter)?;
            Some(letter.with(&language.get(), &detail.with_value(|detail| facts(detail, register, &name))))
        })
    });
    // What was typed is not lost to a letter that arrives late; choosing another one begins anew.
    let typed = RwSignal::new(false);
    let area = || document().get_element_by_id("message").and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok());
    Effect::new(move |_| {
        let text = draft.get().unwrap_or_default();
        if let (false, Some(area)) = (typed.get_untracked(), area()) {
            area.set_value(&text);
        }
    });
    let begin = move || {
        failed.set(String::new());
        typed.set(false);
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(act) = act_of(&chosen.get_untracked()) else { return };
        let text = area().map(|area| area.value()).unwrap_or_default();
        let day = document().get_element_by_id("letter-day").and_then(|e| e.dyn_into::<HtmlInputElement>().ok());
        let on = day.and_then(|day| day.value().parse::<Date>().ok());
        if text.contains('[') && text.contains(']') {
            failed.set("There are words in brackets left. Replace them with what you mean.".to_owned());
            return;
        }
        if let Some((what, body)) = detail.with_value(|detail| act.call(detail, on, text)) {
            post(detail.with_value(|detail| detail.row.reference.clone()), what, body, case, failed);
        }
    };
    let options = detail.with_value(|detail| {
        let fitting = ACTS.iter().filter(|act| act.fits(detail));
        fitting.map(|act| choice(act.name, act.words)).collect_view()
    });
    let has_letter = move || act_of(&chosen.get()).is_some_and(|act| act.letter.is_some());
    let has_day = move || act_of(&chosen.get()).is_some_and(|act| matches!(act.does, Does::Clock(_)));
    let reasons = move || act_of(&chosen.get()).map(Act::reasons).unwrap_or_default();
    let has_reason = Memo::new(move |_| !reasons().is_empty());
    let button = move || match act_of(&chosen.get()).map(|act| act.does) {
        Some(Does::Propose(_)) => "Ask a colleague to approve it",
        _ if has_letter() => "Send the message",
        _ => "Note it",
    };
    view! {
        class = "d",
        <h2>"Write to the person, and the time"</h2>
        <p role="alert" class="error">{move || failed.get()}</p>
        {detail.with_value(|detail| proposal(detail, case, failed))}
        <form on:submit=on_submit>
            <div class="field">
                <label for="letter">"What do you want to do?"</label>
                <select id="letter" on:change=move |_| { begin(); chosen.set(selected("letter")); }>{options}</select>
            </div>
            <div class="field" hidden=move || !has_day()>
                <label for="letter-day">"On which day?"</label>
                <p class="hint" id="letter-day-hint">"Today, if you leave it empty"</p>
                <input id="letter-day" type="date" class="short" aria-describedby="letter-day-hint"/>
            </div>
            <div class="field" hidden=move || !has_reason.get()>
                <label for="letter-reason">"Why?"</label>
                <select id="letter-reason">{reasons}</select>
            </div>
            <div hidden=move || !has_letter()>
                <div class="field">
                    <label for="letter-language">"Language"</label>
                    <select id="letter-language" on:change=move |_| { begin(); language.set(selected("letter-language")); }>
                        <option value="en">"English"</option><option value="cy">"Cymraeg"</option>
                    </select>
                </div>
                <div class="field">
                    <label for="message">"Message"</label>
                    <p class="hint" id="message-hint">"They read it at /track with their receipt code. Replace what is in brackets."</p>
                    <textarea id="message" rows="12" aria-describedby="message-hint" on:input=move |_| typed.set(true)></textarea>
                </div>
            </div>
            <Button kind="submit" weight=Weight::Second on_press=|| {}>
                {button}
            </Button>
        </form>
    }
    .into_any()
}

/// Sends something, and shows the case as it is then.
fn post(
    reference: String,
    what: &'static str,
    body: impl Serialize + 'static,
    case: OpenCase,
    failed: RwSignal<String>,
) {
    let key = call::new_key();
    spawn_local(async move {
        match call::post::<CaseDetail>(&format!("cases/{reference}/{what}"), &key, &body).await {
            Ok(detail) => case.detail.set(Some(Ok(detail))),
            Err(wrong) => failed.set(wrong.words),
        }
    });
}

/// What waits for a colleague: the letter, and who may do what with it.
fn proposal(detail: &CaseDetail, case: OpenCase, failed: RwSignal<String>) -> Option<AnyView> {
    let proposed = detail.proposal.clone()?;
    let reference = StoredValue::new(detail.row.reference.clone());
    let message = StoredValue::new(proposed.message.clone());
    let answer = move |approve: bool| {
        let body = AnswerProposal { approve, message: message.get_value() };
        post(reference.get_value(), "approval", body, case, failed);
    };
    let buttons = if proposed.own {
        view! {
            class = "d",
            <p>"A colleague has to approve it."</p>
            <Button weight=Weight::Second on_press=move || answer(false)>"Take it back"</Button>
        }
        .into_any()
    } else {
        view! {
            class = "d",
            <div class="actions">
                <Button on_press=move || answer(true)>"Approve and send"</Button>
                <Button weight=Weight::Second on_press=move || answer(false)>"Do not approve"</Button>
            </div>
        }
        .into_any()
    };
    Some(
        view! {
            class = "d",
            <div class="inset">
                <h3>{proposed.by} " proposes to " {proposed.decision.words()}</h3>
                <p>{proposed.ground.words()} "."</p>
                <p class="typed">{proposed.text}</p>
                {buttons}
            </div>
        }
        .into_any(),
    )
}

fn facts(detail: &CaseDetail, register: &DeskRegister, name: &str) -> Vec<(&'static str, String)> {
    let due = detail.row.due.map(long_date).unwrap_or_default();
    let extended = detail.extended.map(long_date);
    let today = js_sys::Date::new_0();
    let today = today.to_locale_date_string("en-GB", &js_sys::Object::new());
    vec![
        ("name", name.to_owned()),
        ("reference", detail.row.reference.clone()),
        ("received", long_date(detail.row.received)),
        ("due", due),
        ("extended", extended.unwrap_or_default()),
        ("today", forthright_clock::read_date(&String::from(today)).map(long_date).unwrap_or_default()),
        ("organisation", register.organisation.clone()),
        ("regulator", register.regulator.clone()),
        ("email", register.email.clone()),
    ]
}
