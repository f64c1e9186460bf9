//! The receipt: shown once after a request was sent.

use crate::due::DueDate;
use forthright_api::Submitted;
use forthright_clock::long_date;
use forthright_forms::{AsksIdentity, Clock, Form};
use forthright_widget_kit::view;
use leptos::prelude::*;

/// The receipt as plain text, to keep.
pub fn as_text(submitted: &Submitted) -> String {
    format!(
        "Your {}\n\nReference: {}\nReceipt code: {}\nReceived: {}\n{}: {}\n\n\
         Keep this. With the reference and the code you can see at /track what stage it is at.\n\
         We cannot show the code again.\n{}",
        submitted.clock.noun(),
        submitted.reference,
        submitted.receipt,
        long_date(submitted.received),
        match submitted.clock {
            Clock::RightsRequest => "Reply due by",
            Clock::Complaint => "Acknowledged by this receipt; the law allows until",
            Clock::Incident => "If there is a risk to people, we will tell the regulator by",
        },
        long_date(submitted.due),
        submitted
            .notice
            .as_ref()
            .map(|hash| format!("The privacy notice that applied: version {hash}\n"))
            .unwrap_or_default()
    )
}

/// A `data:` address that a link can offer as a download, without a script.
pub fn download_address(text: &str) -> String {
    let encoded: String = text
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("data:text/plain;charset=utf-8,{encoded}")
}

/// The receipt's content, the same after sending with and without JavaScript.
#[component]
pub fn Receipt(
    submitted: Submitted,
    form: Form,
    at_desk: bool,
    /// What keeps the language in an address.
    query: String,
) -> impl IntoView {
    let right = form.uses();
    let asks_identity = submitted.clock == Clock::RightsRequest && form.identity == AsksIdentity::OnDoubt;
    let address = download_address(&as_text(&submitted));
    let noun = submitted.clock.noun();
    let file = format!("receipt-{}.txt", submitted.reference);
    view! {
        <div class="panel good">
            <h1 tabindex="-1" id="receipt-title">{["We have your ", noun].concat()}</h1>
            <p>"Your reference"</p>
            <p class="code" translate="no" id="reference">{submitted.reference.clone()}</p>
        </div>
        {submitted.not_sent.then(|| view! {
            <p class="inset">"This is the receipt for what you sent first. What you changed after that was not sent: to send it, use the form again."</p>
        })}
        {at_desk.then(|| view! {
            <p class="inset">"Logged. Give the person the reference and the code when you write to them: with both they can track it. "
                <a href="/desk">"Back to the desk"</a></p>
        })}
        <h2>"Keep your receipt code"</h2>
        <p>"With the reference and this code you can see what stage it is at and read what we write to you. "
            <strong>"We show it only now."</strong>" We do not keep a copy that anyone can read."</p>
        <p class="code secret" translate="no" id="receipt-code">{submitted.receipt.clone()}</p>
        <p class="actions">
            <a class="button" id="save-receipt" href=address download=file>"Save the receipt"</a>
            <a class="button second" href=["/track", &query].concat()>{["Track your ", noun].concat()}</a>
        </p>
        <h2>"What happens next"</h2>
        <DueDate clock=submitted.clock right=right due=submitted.due steps=submitted.steps/>
        {asks_identity
            .then(|| view! { <p>"If we have a reason to doubt who you are, we will ask you to show us before we send anything. Documents you sent are deleted as soon as that is decided."</p> })}
        {submitted.notice.map(|hash| view! {
            <p class="soft"><a href=["/notices/versions/", &hash, &query].concat()>"The privacy notice that applied"</a></p>
        })}
    }
}

/// The receipt's page after a form was sent without JavaScript.
#[cfg(feature = "ssr")]
pub fn receipt(submitted: Submitted, form: &Form, at_desk: bool, query: &str) -> String {
    let (form, query) = (form.clone(), query.to_owned());
    Owner::new().with(|| view! { <Receipt submitted form at_desk query/> }.to_html())
}

/// The same address once the receipt has been shown.
#[cfg(feature = "ssr")]
pub fn gone(contact: &str, query: &str) -> String {
    let (contact, track) = (contact.to_owned(), format!("/track{query}"));
    Owner::new().with(|| {
        view! {
            <h1>"Your receipt has been shown"</h1>
            <p>"A receipt code is shown once, so that no one who uses this computer after you can read it."</p>
            <p>"If you did not save it, write to "
                <a href=format!("mailto:{contact}")>{contact.clone()}</a>"."</p>
            <p><a class="button" href=track>"Track your request"</a></p>
        }
        .to_html()
    })
}
