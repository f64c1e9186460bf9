//! The desk's frame. Everything in it is made by the desk's own bundle.

use crate::layout::{Page, page};
use forthright_register::Register;
use leptos::prelude::*;

/// `/desk`.
pub fn desk(register: &Register, is_local: bool) -> String {
    let frame = Page { title: "Desk", script: Some("/assets/desk-start.js"), wide: true, language: "en-GB" };
    page(register, &frame, || {
        let address = if is_local { "/dev/sign-in" } else { "/desk" };
        view! {
            <div id="desk" data-sign-in=address>
                <h1>"Desk"</h1>
                <p>"The desk opens sealed requests in your browser. It needs JavaScript and WebAssembly."</p>
            </div>
        }
        .into_any()
    })
}
