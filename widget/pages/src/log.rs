//! `/desk/log`: a request that came another way than by a form.

use crate::layout::{Page, page};
use forthright_clock::long_date;
use forthright_register::Register;
use forthright_rights::Read;
use forthright_widget_kit::{ErrorLink, ErrorSummary};
use leptos::prelude::*;

/// Asks for the message and what it is.
pub fn ask(register: &Register, problem: Option<&'static str>) -> String {
    let title = if problem.is_some() { "Error: Log a request" } else { "Log a request" };
    let frame = Page { title, script: None, wide: false, language: "en-GB" };
    page(register, &frame, || {
        let options: Vec<AnyView> = register
            .forms
            .iter()
            .map(|form| view! { <option value=form.id.clone()>{form.title.clone()}</option> }.into_any())
            .collect();
        let links = problem.map(|message| ErrorLink { field: "message".to_owned(), message: message.to_owned() });
        view! {
            <ErrorSummary links=Signal::stored(Vec::from_iter(links))/>
            <h1>"Log a request"</h1>
            <p>"Nobody has to use our forms. What comes by email, by post, by telephone, in person or on social media counts from the day it reached anybody here."</p>
            <form method="post" action="/desk/log" enctype="multipart/form-data">
                <div class="field">
                    <label for="message">"The message (optional)"</label>
                    <p class="hint" id="message-hint">"Paste it with its header. We look for the name, the address, the dates and the rights in it, and you check them. It is not kept here."</p>
                    <textarea id="message" name="message" rows="12" aria-describedby="message-hint" aria-invalid=problem.is_some().then_some("true")></textarea>
                </div>
                <div class="field">
                    <label for="form">"What is it?"</label>
                    <select id="form" name="form"><option value="">"Find it in the message"</option>{options}</select>
                </div>
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
    let mut lines = vec!["This was found in the message and filled in. Check every line: it may be wrong.".to_owned()];
    if read.arrived.is_none() {
        lines.push("The message does not say when it came. Enter the day on which it reached anybody here.".to_owned());
    }
    if !rights.is_empty() {
        lines.push(format!("It seems to be about: {}.", rights.join(", ")));
    }
    if read.represented {
        lines.push("Somebody seems to act for somebody else. Enter whose information it is.".to_owned());
    }
    if !dates.is_empty() {
        lines.push(format!("Dates in it: {}.", dates.join("; ")));
    }
    lines
}
