//! `/desk/log`: a request that came another way than by a form.

use crate::layout::{Page, page};
use forthright_clock::long_date;
use forthright_register::Register;
use forthright_rights::{Read, Unsure};
use forthright_widget_kit::view;
use forthright_widget_kit::{ErrorLink, ErrorSummary, Field, TextArea, describe};
use leptos::prelude::*;

/// What was posted to the page and did not lead to a form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// What was pasted; it stays in its field.
    pub text: &'a str,
    /// What is still to be answered.
    pub problem: Option<ToAnswer>,
}

/// What is still to be answered before there is a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToAnswer {
    /// Nothing was pasted and nothing chosen.
    Anything,
    /// Which right it uses.
    Right,
    /// The same, of what seems to be a request under the Freedom of Information Act 2000.
    Freedom,
}

impl ToAnswer {
    const fn field(self) -> &'static str {
        match self {
            Self::Anything => "message",
            Self::Right | Self::Freedom => "form",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Anything => "Paste the message, or choose what it is",
            Self::Right => "We could not tell what the message asks for. Choose what it is",
            Self::Freedom => {
                "This seems to be a freedom of information request. That is not a request for someone’s own information: send it \
                 to the colleagues who reply to those. If it also uses one of the rights here, choose which"
            }
        }
    }
}

/// Asks for the message and what it is.
pub fn ask(register: &Register, asked: &Asked<'_>) -> String {
    let problem = asked.problem;
    let title = if problem.is_some() { "Error: Log a request" } else { "Log a request" };
    let frame = Page { title, script: None, wide: false, language: "en-GB", about: None };
    let text = asked.text.to_owned();
    page(register, &frame, || {
        let options: Vec<AnyView> = register
            .forms
            .iter()
            .map(|form| view! { <option value=form.id.clone()>{form.title.clone()}</option> }.into_any())
            .collect();
        let link =
            problem.map(|problem| ErrorLink { field: problem.field().to_owned(), message: problem.words().to_owned() });
        let is_at = move |field: &str| problem.is_some_and(|problem| problem.field() == field);
        let error = |field: &str| {
            let words = problem.filter(|problem| problem.field() == field).map_or("", ToAnswer::words);
            Signal::stored(words.to_owned())
        };
        let hint = "Paste it with its header; if a colleague forwarded it, with the header of the message they forwarded. We look for the name, the address, the dates and the rights in it, and you check them. It is not kept here.".to_owned();
        let (message_words, _) = describe("message", true, error("message"));
        let (form_words, form_invalid) = describe("form", false, error("form"));
        view! {
            <ErrorSummary links=Signal::stored(Vec::from_iter(link))/>
            <h1>"Log a request"</h1>
            <p>"No one has to use our forms. A request that comes by email, by post, by telephone, in person or on social media counts from the day it reached anyone here."</p>
            <form method="post" action="/desk/log" enctype="multipart/form-data">
                <Field id="message".to_owned() label="The message (optional)".to_owned() hint=Some(hint) error=error("message")>
                    <TextArea id="message".to_owned() name=Some("message".to_owned()) value=text rows=12
                        described_by=message_words invalid=Signal::stored(is_at("message"))/>
                </Field>
                <Field id="form".to_owned() label="What is it?".to_owned() error=error("form")>
                    <select id="form" name="form" aria-describedby=move || form_words.get() aria-invalid=move || form_invalid.get()><option value="">"Find it in the message"</option>{options}</select>
                </Field>
                <div class="actions"><button type="submit">"Continue"</button></div>
            </form>
            <p><a href="/desk">"Back to the desk"</a></p>
        }
        .into_any()
    })
}

/// What was found in a message, in words, for the head of the form.
pub fn found(read: &Read, register: &Register) -> Vec<String> {
    let title = |id: &&str| register.form(id).map(|form| format!("“{}”", form.title));
    let rights: Vec<String> = read.forms.iter().filter_map(title).collect();
    let dates: Vec<String> = read.dates.iter().copied().map(long_date).collect();
    let mut lines =
        vec!["We found this in the message and filled it in. Check every line: it may be wrong.".to_owned()];
    lines.extend(read.unsure.iter().map(Unsure::words));
    if read.arrived.is_none() {
        lines.push(
            "It does not say for certain when it arrived. Enter the date it first reached anyone here.".to_owned(),
        );
    }
    if !rights.is_empty() {
        lines.push(format!("It seems to be about: {}.", rights.join(", ")));
    }
    if read.freedom {
        lines.push(
            "It names freedom of information. What it asks for besides the person’s own information is for the colleagues who \
             reply to those requests."
                .to_owned(),
        );
    }
    if read.represented {
        lines.push("Someone seems to be acting for someone else. Enter whose information it is.".to_owned());
    }
    if !dates.is_empty() {
        lines.push(format!("Dates in it: {}.", dates.join("; ")));
    }
    lines
}
