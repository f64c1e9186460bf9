//! The desk's frame. Everything in it is made by the desk's own bundle.

use crate::holidays::{Holidays, holidays};
use crate::layout::{Page, page};
use crate::table::table;
use forthright_register::{Fault, Register};
use forthright_widget_kit::view;
use jiff::civil::Date;
use leptos::prelude::*;

/// `/desk/register`: what the register needs from an officer, for staff who are signed in.
pub fn register_page(register: &Register, today: Date, known: &Holidays) -> String {
    let frame = Page { title: "What the register needs", script: None, wide: false, language: "en-GB", about: None };
    let content = &register.content;
    page(register, &frame, || {
        let overdue = content.overdue(today);
        let decide: Vec<AnyView> = content
            .concerns
            .iter()
            .map(|one| {
                view! { <li id=one.id.clone()><p>{one.text.in_language("en")}</p><p class="soft">"Row " {one.seed.join(", ")}</p></li> }
                    .into_any()
            })
            .collect();
        let all = &register.concerns;
        let rest = all.iter().filter(|one| one.file != "concerns.toml");
        let (welsh, missing): (Vec<&Fault>, Vec<&Fault>) = rest.partition(|one| one.key == "cy");
        let status = format!(
            "{} to fix now, {} for you to decide, {} not complete, {} files with text that has no Welsh.",
            overdue.len(),
            decide.len(),
            missing.len(),
            welsh.len()
        );
        view! {
            <h1>"What the register needs"</h1>
            <p>"You edit the register in its files, and this page is made from them. A register with errors is never built: this one has none."</p>
            <p class="inset">{status}</p>
            {(!overdue.is_empty()).then(|| view! { <h2>"Review dates that have passed"</h2> {faults(overdue.iter().collect(), "Review dates that have passed")} })}
            {holidays(known)}
            <h2>"For you to decide"</h2>
            <p>"Where the institution’s words and today’s law differ, or where no one has said what the law asks for."</p>
            <ol class="concerns">{decide}</ol>
            <h2>"Not complete"</h2>
            {faults(missing, "Not complete")}
            <h2>"No Welsh yet"</h2>
            {faults(welsh, "No Welsh yet")}
            <p><a href="/desk">"Back to the desk"</a></p>
        }
        .into_any()
    })
}

fn faults(list: Vec<&Fault>, label: &'static str) -> AnyView {
    let rows = list
        .into_iter()
        .map(|one| {
            let (file, key, message) = (one.file.clone(), one.key.clone(), one.message.clone());
            view! { <tr><th scope="row">{file}</th><td class="wrap">{key}</td><td>{message}</td></tr> }.into_any()
        })
        .collect();
    table(label, None, ["File", "What", "What to do"], rows)
}

/// `/desk`.
pub fn desk(register: &Register, is_local: bool) -> String {
    let frame =
        Page { title: "Desk", script: Some("/assets/desk-start.js"), wide: true, language: "en-GB", about: None };
    page(register, &frame, || {
        let address = if is_local { "/dev/sign-in" } else { "/desk" };
        view! {
            <nav class="links" aria-label="Desk"><a href="/desk/log">"Log a request that came another way"</a> <a href="/desk/register">"What the register needs"</a> <a href="/desk/agents">"Authorised agents"</a></nav>
            <div id="desk" data-sign-in=address>
                <h1>"Desk"</h1>
                <p>"The desk opens sealed requests in your browser. It needs JavaScript and WebAssembly."</p>
            </div>
        }
        .into_any()
    })
}
