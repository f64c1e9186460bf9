//! What can be done by a letter or a note, and what stops, starts or extends the time to answer; `writing` is where it is
//! written.

use crate::decisions::selected;
use forthright_api::{ActOnClock, CaseDetail, MessageLanguage, Propose, WriteMessage};
use forthright_cases::{ClockCommand, Extension, Waiting};
use forthright_clock::{Need, exam_marks, long_date_in};
use forthright_forms::Clock;
use forthright_register::checklist::DeskRegister;
use forthright_rights::{Addressee, Decision, Doubt, Ground};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

/// What can be chosen: a name, what staff read, the letter that goes with it, and what it does.
pub struct Act {
    pub name: &'static str,
    pub words: &'static str,
    pub letter: Option<&'static str>,
    pub does: Does,
}

#[derive(Clone, Copy)]
pub enum Does {
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

pub const ACTS: [Act; 21] = [
    letter("free", "Write a message"),
    letter("acknowledgement", "Acknowledge"),
    letter("complaint-acknowledgement", "Acknowledge the complaint"),
    letter("question", "Ask a question: the time limit continues"),
    Act {
        name: "clarification",
        words: "Ask for clarification: the time limit is paused",
        letter: Some("clarification"),
        does: Does::Clock(ClockCommand::AskClarification),
    },
    notes(
        "answered",
        "Note that we have received the clarification: the time limit continues",
        ClockCommand::ClarificationAnswered,
    ),
    asks("identity", "Ask the person to show who they are: the time limit starts when we know", Need::Identity),
    notes(
        "have-identity",
        "Note that we have received information that shows who the person is",
        ClockCommand::Arrived { need: Need::Identity },
    ),
    asks("authority", "Ask a representative to show that they can act for the person", Need::Authority),
    notes(
        "have-authority",
        "Note that we have received something that shows they can act",
        ClockCommand::Arrived { need: Need::Authority },
    ),
    proposes("fee", "Propose to ask for a fee", Decision::Fee),
    notes("have-fee", "Note that we have received the fee", ClockCommand::Arrived { need: Need::Fee }),
    extends("extend-complex", "Extend by two months: it is complex", Extension::Complex),
    extends("extend-many", "Extend by two months: many requests", Extension::Many),
    Act {
        name: "exam-marks",
        words: "Note that only exam marks are asked for, before the results: the time limit for exam marks",
        letter: Some("exam-marks"),
        does: Does::Clock(ClockCommand::ExamMarks { announced: None }),
    },
    proposes("refusal", "Propose to refuse", Decision::Refusal),
    letter("outcome", "Tell them the outcome"),
    letter("partly-done", "Tell them what we did and what we did not do"),
    letter("identity-not-shown", "Tell them it has ended because they did not show who they are"),
    letter("complaint-outcome", "Tell them the outcome of the complaint"),
    letter("complaint-not-upheld", "Tell them that the complaint is not upheld"),
];

impl Act {
    /// The one with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        ACTS.iter().find(|act| act.name == name)
    }

    /// Whether the day that goes with it is the day of an exam's results.
    pub const fn asks_results(&self) -> bool {
        matches!(self.does, Does::Clock(ClockCommand::ExamMarks { .. }))
    }

    /// What is said once it is done.
    pub fn done(&self) -> String {
        match self.does {
            Does::Write => "Letter sent.".to_owned(),
            Does::Clock(_) if self.letter.is_some() => {
                "Letter sent, and its effect on the time limit noted.".to_owned()
            }
            Does::Clock(_) => format!("Done: {}.", self.words),
            Does::Propose(_) => "Proposed. The letter will be sent when a colleague approves it.".to_owned(),
        }
    }

    /// Whether it makes sense now. An objection to direct marketing waits for nothing (UK GDPR Art 21(3)).
    pub fn fits(&self, detail: &CaseDetail, marketing: bool) -> bool {
        let is_request = detail.clock == Clock::RightsRequest;
        let is_complaint = detail.clock == Clock::Complaint;
        match self.does {
            Does::Write if self.name.starts_with("complaint") => is_complaint,
            Does::Write if matches!(self.name, "acknowledgement" | "outcome" | "partly-done") => !is_complaint,
            Does::Write if self.name == "identity-not-shown" => is_request && detail.asks_identity,
            Does::Write => true,
            Does::Propose(decision) => {
                is_request
                    && detail.proposal.is_none()
                    && (decision == Decision::Refusal || !detail.awaited.contains(&Need::Fee))
            }
            Does::Clock(_) if !is_request => false,
            Does::Clock(ClockCommand::Arrived { need }) => detail.awaited.contains(&need),
            Does::Clock(ClockCommand::AskFor { need: Need::Identity, .. }) if marketing || !detail.asks_identity => {
                false
            }
            Does::Clock(ClockCommand::AskFor { need, .. }) => !detail.awaited.contains(&need),
            Does::Clock(ClockCommand::ClarificationAnswered) => detail.row.waiting == Waiting::Paused,
            // Only access has a pause (UK GDPR Art 12A(5)).
            Does::Clock(ClockCommand::AskClarification) => detail.can_be_paused && detail.row.waiting == Waiting::No,
            Does::Clock(ClockCommand::Extend { .. }) => detail.row.waiting != Waiting::ToStart,
            Does::Clock(ClockCommand::ExamMarks { .. }) => detail.can_be_paused,
        }
    }

    /// What is posted, and where, with the reason chosen for it.
    pub fn call(
        &self,
        detail: &CaseDetail,
        on: Option<Date>,
        text: String,
        language: &str,
    ) -> Option<(&'static str, Body)> {
        let reason = selected("letter-reason");
        let language = MessageLanguage::from_code(language);
        Some(match self.does {
            Does::Write => {
                let acknowledges = self.name == "complaint-acknowledgement"
                    && detail.clock == Clock::Complaint
                    && !detail.acknowledged;
                ("messages", Body::Write(WriteMessage { text, acknowledges, language }))
            }
            Does::Clock(command) => {
                let command = match command {
                    ClockCommand::AskFor { need, .. } => {
                        let doubt = Doubt::ALL.into_iter().find(|doubt| doubt.name() == reason);
                        ClockCommand::AskFor { need, doubt }
                    }
                    // The day that is asked for is that of the results; it may be to come.
                    ClockCommand::ExamMarks { .. } => ClockCommand::ExamMarks { announced: on },
                    other => other,
                };
                let on = on.filter(|_| !self.asks_results());
                ("clock", Body::Clock(ActOnClock { command, on, text, language }))
            }
            Does::Propose(decision) => {
                let ground = Ground::ALL.into_iter().find(|ground| ground.name() == reason)?;
                ("proposal", Body::Propose(Propose { decision, ground, text, language }))
            }
        })
    }

    /// The reasons to choose from, by name and in words.
    pub fn reasons(&self) -> Vec<(&'static str, &'static str)> {
        match self.does {
            Does::Clock(ClockCommand::AskFor { need: Need::Identity, .. }) => {
                Doubt::ALL.map(|one| (one.name(), one.words())).into()
            }
            Does::Propose(decision) => {
                let grounds = Ground::ALL.into_iter().filter(|ground| ground.allows(decision));
                grounds.map(|one| (one.name(), one.words())).collect()
            }
            _ => Vec::new(),
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
pub enum Body {
    Write(WriteMessage),
    Clock(ActOnClock),
    Propose(Propose),
}

/// Whom the letter goes to, and how.
pub fn goes_to(addressee: &Addressee) -> String {
    let who = if addressee.represented { ", who acts for the person" } else { "" };
    let ways = addressee.ways.join("; ");
    match (addressee.name.as_str(), ways.as_str()) {
        ("", "") => "They gave no name and no way to reply: they can only read it at /track.".to_owned(),
        (name, "") => format!("It will go to {name}{who}. They gave no way to reply: they can only read it at /track."),
        ("", ways) => format!("They gave no name. It will go to: {ways}"),
        (name, ways) => format!("It will go to {name}{who}: {ways}"),
    }
}

/// What a letter of the register is filled in with. `results`: the day of an exam's results, if it was said.
pub fn facts(
    detail: &CaseDetail,
    register: &DeskRegister,
    addressee: &Addressee,
    language: &str,
    results: Option<Date>,
) -> Vec<(&'static str, String)> {
    let day = |date: Option<Date>| date.map(|date| long_date_in(date, language)).unwrap_or_default();
    let today = js_sys::Date::new_0();
    let today = today.to_locale_date_string("en-GB", &js_sys::Object::new());
    let today = forthright_clock::read_date(&String::from(today));
    let until = today.and_then(|today| today.checked_add(14.days()).ok());
    let regulator = if language == "cy" { &register.regulator_welsh } else { &register.regulator };
    // Where documents can be sent sealed: the form itself, or the one for a copy where the form takes none.
    let form = if detail.asks_identity && detail.form_id != "objection" { &detail.form_id } else { "subject-access" };
    let origin = leptos::prelude::window().location().origin().unwrap_or_default();
    vec![
        ("name", addressee.greeting(language)),
        ("person", addressee.person.clone()),
        ("reference", detail.row.reference.clone()),
        ("received", day(Some(detail.row.received))),
        // The day for acknowledging a complaint is not that of a reply.
        ("due", day(detail.row.due.filter(|_| detail.clock == Clock::RightsRequest))),
        ("extended", day(detail.extended)),
        ("marks", day(exam_marks(detail.row.received, results).ok().map(|due| due.due))),
        ("today", day(today)),
        ("until", day(until)),
        ("organisation", register.organisation.clone()),
        ("regulator", regulator.clone()),
        ("email", register.email.clone()),
        ("complaints", register.complaints.clone()),
        ("secure", format!("{origin}/forms/{form}")),
    ]
}
