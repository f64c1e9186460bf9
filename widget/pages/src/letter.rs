//! A letter on the institution's paper, to print or to save.

use crate::layout::{Page, page};
use forthright_clock::long_date;
use forthright_register::Register;
use jiff::civil::Date;
use leptos::prelude::*;

/// `text` has paragraphs with an empty line between them; what it says is staff's own words.
pub fn letter(register: &Register, reference: &str, on: Date, text: &str) -> String {
    let title = format!("Letter, {reference}");
    let frame = Page { title: &title, script: None, wide: false, language: letter_language(text) };
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
                <p>{long_date(on)}<br/>{reference.to_owned()}</p>
                {paragraphs}
            </article>
            <p class="screen" lang="en-GB"><a href="/desk">"Back to the desk"</a></p>
        }
        .into_any()
    })
}

/// The templates begin "Annwyl" in Welsh.
fn letter_language(text: &str) -> &'static str {
    if text.trim_start().starts_with("Annwyl") { "cy" } else { "en-GB" }
}
