//! A letter on the institution's paper, to print or to save.

use crate::layout::{Page, page};
use forthright_api::{Message, MessageLanguage};
use forthright_clock::{long_date, long_date_in};
use forthright_register::Register;
use forthright_widget_kit::view;
use jiff::civil::Date;
use leptos::prelude::*;

/// The text has paragraphs with an empty line between them; what it says is staff's own words, in the language they said.
pub fn letter(register: &Register, reference: &str, on: Date, message: &Message) -> String {
    let Message { text, language, .. } = message;
    let language = language.unwrap_or_else(|| MessageLanguage::guess(text)).tag();
    let title = format!("Letter dated {}, {reference}", long_date(on));
    let frame = Page { title: &title, script: None, wide: false, language, about: None };
    page(register, &frame, || {
        let paragraphs: Vec<AnyView> = text
            .split("\n\n")
            .map(str::trim)
            .filter(|paragraph| !paragraph.is_empty())
            .map(|paragraph| view! { <p class="typed">{paragraph.to_owned()}</p> }.into_any())
            .collect();
        let email = register.contact("data-protection").map(|contact| contact.email.clone());
        view! {
            <article class="letter">
                <h1>{register.organisation.name.clone()}</h1>
                <p>{email}</p>
                <p>{long_date_in(on, if language == "cy" { "cy" } else { "en" })}<br/>{reference.to_owned()}</p>
                {paragraphs}
            </article>
            <p class="screen" lang="en-GB"><a href="/desk">"Back to the desk"</a></p>
        }
        .into_any()
    })
}
