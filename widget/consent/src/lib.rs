//! The preference centre: what a website uses, by category and service, and a choice for each. Opened by the loader in a
//! shadow root of the host page, with the website's services from the register and the words of one language; it hands
//! the choice back. It stores and fetches nothing.
//!
//! The checkboxes are the only state: what is on is read from them, and the search hides elements. So no signal, no effect
//! and no number formatting is linked in, and the bundle stays small.
#![allow(missing_docs)] // wasm-bindgen makes items of its own.

mod choices;
mod group;
mod page;
mod site;
mod style;
mod words;

use crate::page::Page;
use crate::words::{PageWords, State, text};
use forthright_consent::{Site, Words, wording};
use js_sys::{Array, Function};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use web_sys::{HtmlElement, ShadowRoot};

/// What the loader is told.
struct Callbacks {
    /// `(source: string, on: string[], wording: string)`.
    save: Function,
    /// Nothing was chosen.
    close: Function,
    /// `(language: string, on: string[])`: show it in another language.
    turn: Function,
}

/// Everything a view needs; made once and shared.
struct Centre {
    site: Site,
    words: PageWords,
    state: State,
    callbacks: Callbacks,
    page: Page,
}

/// Opens the preference centre inside `root`. `site`: the website's list as `/v1/sites/{site}/cookies.json` gives it;
/// `words`: one language; `state`: see [`State`]. False when the list is none.
#[wasm_bindgen]
pub fn open(
    root: ShadowRoot,
    site: &JsValue,
    words: JsValue,
    state: &JsValue,
    save: Function,
    close: Function,
    turn: Function,
) -> bool {
    let Some(site) = site::read(site) else { return false };
    style::adopt(&root);
    let Ok(parent) = document().create_element("section").map(JsCast::unchecked_into::<HtmlElement>) else {
        return false;
    };
    if root.append_child(&parent).is_err() {
        return false;
    }
    for (attribute, key) in [("lang", "language"), ("dir", "direction")] {
        let _ = parent.set_attribute(attribute, &text(&words, key).unwrap_or_default());
    }
    let page = Page(root);
    let centre = Rc::new(Centre {
        site,
        words: PageWords(words),
        state: State::read(state),
        callbacks: Callbacks { save, close, turn },
        page: page.clone(),
    });
    leptos::mount::mount_to(parent, move || choices::dialog(centre)).forget();
    page.show();
    true
}

impl Centre {
    fn word(&self, key: &str) -> String {
        self.words.word("preferences", key)
    }

    /// Hands a choice back with the words that were shown.
    fn save(&self, source: &str, on: &Array) {
        let wording = wording::preferences(&self.site, &self.words).join("\n");
        let _ = self.callbacks.save.call3(&JsValue::NULL, &source.into(), on, &wording.into());
    }

    fn close(&self) {
        let _ = self.callbacks.close.call0(&JsValue::NULL);
    }

    fn turn(&self, language: &str) {
        let _ = self.callbacks.turn.call2(&JsValue::NULL, &language.into(), &self.page.on());
    }
}
