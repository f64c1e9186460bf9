//! Writing to the person, and what stops, starts or extends the time to answer: each from a letter of the register with
//! the case's facts, to be read and changed before it goes.

use crate::call;
use crate::case::OpenCase;
use crate::decisions::selected;
use forthright_api::{ActOnClock, CaseDetail, WriteMessage};
use forthright_cases::{ClockCommand, Extension, Waiting};
use forthright_clock::{Length, Need, long_date, rights_request};
use forthright_forms::Clock;
use forthright_register::Register;
use forthright_widget_kit::{Button, Weight};
use jiff::civil::Date;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

/// What can be chosen: a name, what staff read, the letter that goes with it, and what it does to the time.
struct Act {
    name: &'static str,
    words: &'static str,
    letter: Option<&'static str>,
    command: Option<ClockCommand>,
}

const fn letter(name: &'static str, words: &'static str) -> Act {
    Act { name, words, letter: Some(name), command: None }
}

const fn asks(name: &'static str, words: &'static str, need: Need) -> Act {
    Act { name, words, letter: Some(name), command: Some(ClockCommand::AskFor { need }) }
}

const fn notes(name: &'static str, words: &'static str, command: ClockCommand) -> Act {
    Act { name, words, letter: None, command: Some(command) }
}

const fn extends(name: &'static str, words: &'static str, why: Extension) -> Act {
    Act { name, words, letter: Some("extension"), command: Some(ClockCommand::Extend { why }) }
}

const ACTS: [Act; 14] = [
    letter("free", "Write a message"),
    letter("acknowledgement", "Acknowledge"),
    Act {
        name: "clarification",
        words: "Ask what is meant: the time stops",
        letter: Some("clarification"),
        command: Some(ClockCommand::AskClarification),
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
    asks("fee", "Ask for a fee", Need::Fee),
    notes("have-fee", "Note that this arrived: the fee", ClockCommand::Arrived { need: Need::Fee }),
    extends("extend-complex", "Take two months more: it is complex", Extension::Complex),
    extends("extend-many", "Take two months more: many requests", Extension::Many),
    letter("refusal", "Say why we refuse"),
    letter("outcome", "Tell the outcome"),
];

impl Act {
    /// Whether it makes sense now.
    fn fits(&self, detail: &CaseDetail) -> bool {
        match self.command {
            None => true,
            Some(_) if detail.clock != Clock::RightsRequest => false,
            Some(ClockCommand::Arrived { need }) => detail.awaited.contains(&need),
            Some(ClockCommand::AskFor { need }) => !detail.awaited.contains(&need),
            Some(ClockCommand::ClarificationAnswered) => detail.row.waiting == Waiting::Paused,
            Some(ClockCommand::AskClarification) => detail.row.waiting == Waiting::No,
            Some(ClockCommand::Extend { .. }) => detail.row.waiting != Waiting::ToStart,
        }
    }
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
        let reference = detail.with_value(|detail| detail.row.reference.clone());
        let key = call::new_key();
        let command = act.command;
        spawn_local(async move {
            let done = match command {
                Some(command) => {
                    let body = ActOnClock { command, on, text };
                    call::post::<CaseDetail>(&format!("cases/{reference}/clock"), &key, &body).await
                }
                None => {
                    call::post::<CaseDetail>(&format!("cases/{reference}/messages"), &key, &WriteMessage { text }).await
                }
            };
            match done {
                Ok(detail) => case.detail.set(Some(Ok(detail))),
                Err(wrong) => failed.set(wrong.words),
            }
        });
    };
    let options = detail.with_value(|detail| {
        let fitting = ACTS.iter().filter(|act| act.fits(detail));
        fitting.map(|act| view! { class = "d", <option value=act.name>{act.words}</option> }).collect_view()
    });
    let has_day = move || act_of(&chosen.get()).is_some_and(|act| act.command.is_some());
    let has_letter = move || act_of(&chosen.get()).is_some_and(|act| act.letter.is_some());
    view! {
        class = "d",
        <h2>"Write to the person, and the time"</h2>
        <p role="alert" class="error">{move || failed.get()}</p>
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
                {move || if has_letter() { "Send the message" } else { "Note it" }}
            </Button>
        </form>
    }
    .into_any()
}

fn facts(detail: &CaseDetail, register: &Register, name: &str) -> Vec<(&'static str, String)> {
    let due = detail.row.due.map(long_date).unwrap_or_default();
    let calendar = register.calendar();
    let extended = rights_request(detail.row.received, Length::Extended, &[], &calendar).map(|due| long_date(due.due));
    let today = js_sys::Date::new_0();
    let today = today.to_locale_date_string("en-GB", &js_sys::Object::new());
    let email = register.contact("data-protection").map(|contact| contact.email.clone());
    vec![
        ("name", name.to_owned()),
        ("reference", detail.row.reference.clone()),
        ("received", long_date(detail.row.received)),
        ("due", due),
        ("extended", extended.unwrap_or_default()),
        ("today", forthright_clock::read_date(&String::from(today)).map(long_date).unwrap_or_default()),
        ("organisation", register.organisation.name.clone()),
        ("regulator", register.organisation.regulator.name.clone()),
        ("email", email.unwrap_or_default()),
    ]
}
