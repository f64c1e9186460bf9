//! `/track`: following a request.

use crate::due::DueDate;
use forthright_api::{MessageLanguage, TrackedCase};
use forthright_clock::{days_left, long_date};
use forthright_forms::Clock;
use forthright_widget_kit::view;
use forthright_widget_kit::{ErrorLink, ErrorSummary, Field, describe};
use jiff::civil::Date;
use leptos::prelude::*;

/// What was typed and what is wrong with it. A mistake in one field empties neither: who typed the code gets it back in the same
/// answer, which nobody stores.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The reference as typed.
    pub reference: String,
    /// The receipt code as typed.
    pub code: String,
    /// What to mend in it.
    pub reference_problem: Option<&'static str>,
    /// What to mend in the code.
    pub code_problem: Option<&'static str>,
    /// Both can be read and fit no request.
    pub not_found: bool,
}

impl Asked {
    /// Whether anything has to be mended.
    pub fn is_wrong(&self) -> bool {
        self.reference_problem.is_some() || self.code_problem.is_some() || self.not_found
    }
}

/// The page that asks for reference and code.
pub fn ask(prefix: &str, asked: &Asked, query: &str) -> String {
    let (asked, action) = (asked.clone(), format!("/track{query}"));
    Owner::new().with(|| {
        let link = |field: &str, message: &str| ErrorLink { field: field.to_owned(), message: message.to_owned() };
        let mut links: Vec<ErrorLink> = Vec::new();
        links.extend(asked.reference_problem.map(|message| link("reference", message)));
        links.extend(asked.code_problem.map(|message| link("code", message)));
        if asked.not_found {
            links.push(link("reference", "We cannot find a request with this reference and this code. Check both"));
        }
        // Which of the two is wrong is not told: both are to be looked at again.
        let unknown = if asked.not_found { "Compare this with your receipt" } else { "" };
        let error = |problem: Option<&str>| Signal::stored(problem.unwrap_or(unknown).to_owned());
        let (reference_error, code_error) = (error(asked.reference_problem), error(asked.code_problem));
        let (reference_describes, reference_invalid) = describe("reference", true, reference_error);
        let (code_describes, code_invalid) = describe("code", true, code_error);
        view! {
            <ErrorSummary links=Signal::stored(links)/>
            <h1>"Track your request"</h1>
            <form method="post" action=action enctype="multipart/form-data">
                <Field id="reference".to_owned() label="Reference".to_owned()
                    hint=Some(format!("It looks like {prefix}-7K3M9Q2X4")) error=reference_error>
                    <input id="reference" name="reference" type="text" class="short" autocomplete="off" spellcheck="false"
                        value=asked.reference.clone() aria-describedby=reference_describes aria-invalid=reference_invalid/>
                </Field>
                <Field id="code".to_owned() label="Receipt code".to_owned()
                    hint=Some("27 letters and digits in groups of five. Capitals, spaces and hyphens do not matter".to_owned())
                    error=code_error>
                    <input id="code" name="code" type="text" autocomplete="off" spellcheck="false" value=asked.code.clone()
                        aria-describedby=code_describes aria-invalid=code_invalid/>
                </Field>
                <button class="button" type="submit">"Show my request"</button>
            </form>
        }
        .to_html()
    })
}

/// The page of one case.
pub fn case(case: &TrackedCase, today: Date) -> String {
    let case = case.clone();
    Owner::new().with(|| {
        let messages = case
            .messages
            .iter()
            .map(|message| {
                let day = message.at.parse().ok().map(|at| long_date(forthright_clock::london_date(at)));
                view! {
                    <li class="message">
                        <p class="soft">{day.unwrap_or_default()}</p>
                        <p class="typed" translate="no" lang=message.language.map(MessageLanguage::tag)>{message.text.clone()}</p>
                    </li>
                }
            })
            .collect_view();
        let has_messages = !case.messages.is_empty();
        let left = |due: Date| match days_left(today, due) {
            _ if case.clock != Clock::RightsRequest => String::new(),
            days if days < 0 => format!("{} days late", days.saturating_abs()),
            0 => "today is the last day".to_owned(),
            1 => "1 day left".to_owned(),
            days => format!("{days} days left"),
        };
        let due = case.due.filter(|_| case.outcome.is_none()).map(|due| {
            view! { <DueDate clock=case.clock right=case.right due=due steps=case.steps.clone()/> <p class="soft">{left(due)}</p> }
        });
        let others = case
            .rights
            .iter()
            .map(|(right, outcome)| view! { <p>{format!("Your request {}: {}", right.words(), outcome.words())}</p> })
            .collect_view();
        let acknowledged = (case.clock == Clock::Complaint && case.due.is_none() && case.outcome.is_none()).then(|| {
            view! { <p>"We have acknowledged your complaint. We are looking into it and will tell you the outcome without undue delay; the law does not set a date for that."</p> }
        });
        view! {
            <p class="soft">{case.form.clone()}</p>
            <h1 class="code" translate="no">{case.reference.clone()}</h1>
            <div class="panel">
                <p class="soft">"Where it stands"</p>
                <p class="status" id="status">{case.status_words.clone()}</p>
                {case.outcome.map(|outcome| view! { <p>{outcome.words()}</p> })}
                {others}
                {case.identity.map(|identity| view! { <p>{identity.words()}</p> })}
            </div>
            {case.awaited.clone().map(|awaited| view! { <p class="inset">{awaited}</p> })}
            <p>{format!("We received it on {}.", long_date(case.received))}</p>
            {due}
            {acknowledged}
            <h2>"Messages from us"</h2>
            {(!has_messages).then(|| view! { <p>"There are none yet. We will write here when we need something or have news."</p> })}
            <ol class="messages">{messages}</ol>
        }
        .to_html()
    })
}
