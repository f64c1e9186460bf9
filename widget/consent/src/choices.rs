//! The dialog: lead, search, languages, groups and the buttons that decide.

use crate::words::text;
use crate::{Centre, group};
use forthright_consent::Category;
use js_sys::{Array, JsString};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::prelude::JsValue;

/// The whole dialog.
pub fn dialog(centre: Rc<Centre>) -> AnyView {
    let [on_close, on_submit, closed] = [(); 3].map(|()| Rc::clone(&centre));
    let groups: Vec<AnyView> =
        Category::ALL.into_iter().filter_map(|category| group::group(&centre, category)).collect();
    view! {
        <dialog aria-labelledby="title" on:close=move |_| closed.close()>
            <form method="dialog" on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                save(&on_submit);
            }>
                <div class="top">
                    <h2 id="title" tabindex="-1" autofocus=true>{centre.word("title")}</h2>
                    <button type="button" class="x" on:click=move |_| on_close.close()
                        aria-label=centre.word("close")>"×"</button>
                </div>
                <p>{centre.word("lead")}</p>
                {notes(&centre)}
                {tools(&centre)}
                {groups}
                {receipt(&centre)}
                {buttons(&centre)}
            </form>
        </dialog>
    }
    .into_any()
}

/// The browser's signal, and what changed since the last choice.
fn notes(centre: &Rc<Centre>) -> AnyView {
    let mut notes: Vec<AnyView> = Vec::new();
    if centre.state.gpc {
        notes.push(note(centre.word("gpc")));
    }
    let since = centre.state.decided;
    let changes = centre.site.changes.iter();
    let changes = changes.filter(|change| since.is_some_and(|revision| f64::from(change.revision) > revision));
    for (at, change) in changes.enumerate() {
        if at == 0 {
            notes.push(view! { <h3>{centre.word("changed")}</h3> }.into_any());
        }
        notes.push(note(change.text.clone()));
    }
    notes.into_any()
}

fn note(text: String) -> AnyView {
    view! { <p class="note">{text}</p> }.into_any()
}

/// Search and languages.
// An element that never has a child brings 160 bytes more.
#[allow(clippy::unused_unit)]
fn tools(centre: &Rc<Centre>) -> AnyView {
    let own = Rc::clone(centre);
    let search = move |event| {
        let wanted = event_target_value(&event);
        let left = own.page.search(&wanted);
        let text = match left {
            0 => JsString::from(own.word("no-matches")),
            _ => JsString::from(own.word("matches") + ": ").concat(&left.into()),
        };
        own.page.say(&if wanted.is_empty() { JsValue::from("") } else { text.into() });
    };
    let current = text(&centre.words.0, "language").unwrap_or_default();
    let languages: Vec<AnyView> = centre
        .state
        .languages
        .iter()
        .map(|(code, name)| {
            let pressed = if *code == current { "true" } else { "false" };
            let (own, turn) = (Rc::clone(centre), code.clone());
            view! {
                <button type="button" lang=code.clone() aria-pressed=pressed
                    on:click=move |_| own.turn(&turn)>{name.clone()}</button>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="tools">
            // Of no form: Enter in it must not save.
            <label>{centre.word("search")}<input type="search" form="" on:input=search/></label>
            <div class="languages" role="group" aria-label=centre.word("language")>{languages}</div>
        </div>
        <p role="status">{()}</p>
    }
    .into_any()
}

fn buttons(centre: &Rc<Centre>) -> AnyView {
    if centre.site.optional().next().is_none() {
        return ().into_any();
    }
    let (accept, refuse) = (Rc::clone(centre), Rc::clone(centre));
    let every = move || accept.site.optional().map(|service| JsValue::from_str(&service.id)).collect::<Array>();
    let accept = Rc::clone(centre);
    view! {
        <div class="row">
            <button type="submit">{centre.word("save")}</button>
            <button type="button" on:click=move |_| accept.save("accept-all", &every())>{centre.word("accept-all")}</button>
            <button type="button" on:click=move |_| {
                refuse.save("refuse-all", &Array::new());
            }>{centre.word("refuse-all")}</button>
        </div>
    }
    .into_any()
}

/// Hands over what is on.
fn save(centre: &Centre) {
    centre.save("choice", &centre.page.on());
}

fn receipt(centre: &Rc<Centre>) -> AnyView {
    if centre.state.receipt.is_empty() {
        return ().into_any();
    }
    let address = centre.state.receipt.clone();
    view! { <p class="end"><a href=address target="_blank">{centre.word("receipt")}</a></p> }.into_any()
}
