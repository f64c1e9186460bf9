//! `/dev/sign-in`, in the local environment only.

use crate::layout::{Page, page};
use forthright_register::Register;
use forthright_widget_kit::view;
use leptos::prelude::*;

/// One member of the demonstration staff.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The e-mail address in the assertion.
    pub email: String,
    /// The name.
    pub name: String,
    /// Which key is theirs.
    pub key: String,
    /// What unlocks it.
    pub passphrase: String,
}

/// Who to be.
pub fn sign_in(register: &Register, staff: &[SignIn]) -> String {
    let frame = Page { title: "Demonstration sign-in", script: None, wide: false, language: "en-GB", about: None };
    let staff = staff.to_vec();
    page(register, &frame, move || {
        let people = staff
            .into_iter()
            .map(|person| {
                let file = format!("{}.key.age", person.key);
                view! {
                    <section class="panel">
                        <h2>{person.name.clone()}</h2>
                        <form method="post" action="/dev/sign-in" enctype="multipart/form-data">
                            <input type="hidden" name="email" value=person.email.clone()/>
                            <button class="button" type="submit">"Sign in as " {person.name.clone()}</button>
                        </form>
                        <p>"Key file: " <a href=format!("/dev/keys/{file}") download=file.clone()>{file.clone()}</a>
                            ", passphrase: " <code>{person.passphrase}</code></p>
                    </section>
                }
            })
            .collect_view();
        view! {
            <h1>"Demonstration sign-in"</h1>
            <p>"This page exists only on a developer’s machine. On the real site Cloudflare Access signs staff in."</p>
            {people}
        }
        .into_any()
    })
}
