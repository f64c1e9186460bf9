//! Pages that are mostly words: the hub, security, accessibility, and what is shown when something is wrong.

use crate::layout::{Page, page};
use crate::notices::topics;
use crate::rights::search_form;
use crate::words::Tongue;
use forthright_api::ProblemDocument;
use forthright_register::content::TopicPage;
use forthright_register::{KeyUse, Register};
use leptos::prelude::*;

/// `/`.
pub fn hub(register: &Register) -> String {
    let frame = Page { title: "Your privacy", script: None, wide: false, language: "en-GB" };
    page(register, &frame, || {
        let organisation = register.organisation.name.clone();
        let contacts = register
            .contacts
            .iter()
            .map(|contact| {
                let (purpose, email) = (contact.purpose.clone(), contact.email.clone());
                view! { <li>{purpose} ": " <a href=format!("mailto:{email}")>{email.clone()}</a></li> }
            })
            .collect_view();
        let forms = register
            .forms
            .iter()
            .map(|form| {
                let (id, title) = (form.id.clone(), form.title.clone());
                let lead = form.lead.first().cloned().unwrap_or_default();
                view! { <li class="card"><a href=format!("/forms/{id}")>{title}</a><p>{lead}</p></li> }
            })
            .collect_view();
        view! {
            <h1>"Your privacy at " {organisation}</h1>
            {search_form("", None, Tongue::English)}
            <ul class="cards">
                <li class="card">
                    <a href="/notices">"What we hold about you"</a>
                    <p>"Tick what is true for you: we show what we hold, why, who may get it and for how long."</p>
                </li>
                {forms}
                <li class="card">
                    <a href="/rights">"Your rights"</a>
                    <p>"What you can ask of us, when, and how."</p>
                </li>
                <li class="card">
                    <a href="/track">"Follow a request"</a>
                    <p>"See how far we are and read our messages, with your reference and receipt code."</p>
                </li>
                <li class="card">
                    <a href="/cookies">"Cookies"</a>
                    <p>"What our websites store on your device, and your choice."</p>
                </li>
                <li class="card">
                    <a href="/library">"In the library"</a>
                    <p>"Loans, gates, bookings, forms and the services the library buys."</p>
                </li>
            </ul>
            <h2>"Write to us"</h2>
            <p>"You need no form. A letter, an email or a word to any member of staff counts as well."</p>
            <ul>{contacts}</ul>
            <div class="topics">{topics(&register.content, TopicPage::About, Tongue::English)}</div>
            {reading(register)}
        }
        .into_any()
    })
}

/// Laws, documents and pages of others.
fn reading(register: &Register) -> AnyView {
    let tongue = Tongue::English;
    let content = &register.content;
    let laws: Vec<AnyView> = content
        .laws
        .iter()
        .map(|law| {
            let name = match &law.address {
                Some(address) => {
                    view! { <a href=address.clone() rel="noreferrer">{tongue.text(&law.name)}</a> }.into_any()
                }
                None => view! { <strong>{tongue.text(&law.name)}</strong> }.into_any(),
            };
            let amended = law.as_amended.then_some(", as amended");
            view! { <li>{name}{amended} ": " {tongue.text(&law.what)}</li> }.into_any()
        })
        .collect();
    let documents: Vec<AnyView> = content
        .documents
        .iter()
        .map(|document| {
            let title = match &document.address {
                Some(address) => view! { <a href=address.clone()>{tongue.text(&document.title)}</a> }.into_any(),
                None => view! { {tongue.text(&document.title)} ": ask us for it" }.into_any(),
            };
            view! { <li>{title}</li> }.into_any()
        })
        .collect();
    let links: Vec<AnyView> = content
        .links
        .iter()
        .map(|link| {
            view! { <li><a href=link.address.clone() rel="noreferrer">{tongue.text(&link.title)}</a></li> }.into_any()
        })
        .collect();
    view! {
        <section id="reading">
            <h2>"Laws"</h2><ul>{laws}</ul>
            <h2>"Documents"</h2><ul>{documents}</ul>
            <h2>"Read on elsewhere"</h2>
            <p>"These websites are not ours, and we do not answer for what they do with your information. Read their own notices."</p>
            <ul>{links}</ul>
        </section>
    }
    .into_any()
}

/// `/security`.
pub fn security(register: &Register) -> String {
    let frame = Page { title: "Security", script: None, wide: false, language: "en-GB" };
    page(register, &frame, || {
        let keys = register
            .keys
            .iter()
            .map(|key| {
                let kind = match key.key_use {
                    KeyUse::Officer => "an officer’s key",
                    KeyUse::Recovery => "kept offline, for the day the others are lost",
                };
                view! { <li>{key.name.clone()} ", " {kind} ": " <code class="wrap">{key.recipient.clone()}</code></li> }
            })
            .collect_view();
        let warning = register.has_demonstration_keys().then(|| {
            view! {
                <p class="inset"><strong>"These are demonstration keys."</strong>
                    " Anybody can open what is sealed to them. Do not send real documents here."</p>
            }
        });
        view! {
            <h1>"Security"</h1>
            <p>"What you write and the documents you add are sealed before they leave your browser. Only the data protection \
                team can open them; the servers in between cannot."</p>
            <p>"Without JavaScript our server seals them as soon as they arrive, before anything is stored, and keeps nothing \
                else."</p>
            {warning}
            <h2>"Keys"</h2>
            <p>"Everything is sealed in the format of age (age-encryption.org) to these public keys:"</p>
            <ul>{keys}</ul>
            <h2>"What is kept"</h2>
            <p>"Documents are deleted as soon as it is decided who you are. A request that was begun and never sent is deleted \
                after a day. Deleted rows of our database are beyond use within 30 days."</p>
            {topics(&register.content, TopicPage::Security, Tongue::English)}
            <h2>"What this cannot protect"</h2>
            <p>"A device that somebody else controls, and traffic analysis by a network provider."</p>
        }
        .into_any()
    })
}

/// `/accessibility`.
pub fn accessibility(register: &Register) -> String {
    let frame = Page { title: "Accessibility", script: None, wide: false, language: "en-GB" };
    page(register, &frame, || {
        let email = register.contact("data-protection").map(|contact| contact.email.clone()).unwrap_or_default();
        view! {
            <h1>"Accessibility"</h1>
            <p>"We want everybody to be able to use these pages. They are made to meet WCAG 2.2 at level AA."</p>
            <ul>
                <li>"Every form works without JavaScript and with a keyboard alone."</li>
                <li>"Pages can be read at 400 per cent zoom, in dark mode and with forced colours."</li>
                <li>"Each state is tested automatically with axe. No person has audited the pages yet."</li>
            </ul>
            <p>"If something does not work for you, write to " <a href=format!("mailto:{email}")>{email.clone()}</a>
                ". You can also make any request by email, by post or in person."</p>
        }
        .into_any()
    })
}

/// A page for something that went wrong.
pub fn problem(register: &Register, problem: &ProblemDocument) -> String {
    let title = if problem.status == 404 { "Page not found" } else { "Something is wrong" };
    let frame = Page { title, script: None, wide: false, language: "en-GB" };
    page(register, &frame, || {
        let email = register.contact("data-protection").map(|contact| contact.email.clone()).unwrap_or_default();
        view! {
            <h1>{title}</h1>
            <p>{problem.title.clone()}</p>
            {problem.detail.clone().map(|detail| view! { <p>{detail}</p> })}
            <p>"You can go " <a href="/">"back to the start"</a>", or write to "
                <a href=format!("mailto:{email}")>{email.clone()}</a>"."</p>
            <p class="soft">"Code: " {problem.code.clone()}</p>
        }
        .into_any()
    })
}
