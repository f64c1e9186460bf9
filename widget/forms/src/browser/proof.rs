//! The proof of work that is sent with a form (`crates/proof`): made in small pieces while the person still answers questions, so that
//! nobody waits for it. Without one a form is taken as well.

use super::seal_bundle::{self, SealBundle};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::document;
use leptos::task::spawn_local;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Tries between two breaths of the page: a few milliseconds.
const PIECE: u32 = 2_000;
/// Many times what it takes on average; then it is sent without.
const MOST_PIECES: u32 = 2_000;

thread_local! {
    /// The key it is made for, and the proof once it is found.
    static MADE: RefCell<Option<(String, Option<String>)>> = const { RefCell::new(None) };
}

/// The token of Turnstile, where the institution has put its widget on the page and it has one.
pub fn token() -> Option<String> {
    let field = document().query_selector("input[name=turnstile]").ok().flatten()?;
    let token = field.dyn_into::<HtmlInputElement>().ok()?.value();
    Some(token).filter(|token| !token.is_empty())
}

/// Begins to make the proof of one sending; nothing if that was begun.
pub fn begin(form: &str, key: &str) {
    let (form, key) = (form.to_owned(), key.to_owned());
    if is_begun(&key) {
        return;
    }
    spawn_local(async move {
        if let Ok(bundle) = seal_bundle::fetch().await {
            make(&bundle, &form, &key).await;
        }
    });
}

/// The proof of one sending, once it is made; none where it takes too long.
pub async fn ready(bundle: &SealBundle, form: &str, key: &str) -> Option<String> {
    make(bundle, form, key).await;
    for _ in 0..MOST_PIECES {
        let found = MADE.with_borrow(|made| made.clone().filter(|(of, _)| of == key).and_then(|(_, proof)| proof));
        if found.is_some() {
            return found;
        }
        TimeoutFuture::new(10).await;
    }
    None
}

fn is_begun(key: &str) -> bool {
    MADE.with_borrow(|made| made.as_ref().is_some_and(|(of, _)| of == key))
}

async fn make(bundle: &SealBundle, form: &str, key: &str) {
    if is_begun(key) {
        return;
    }
    MADE.set(Some((key.to_owned(), None)));
    let mut from = 0.0;
    for _ in 0..MOST_PIECES {
        if let Some(proof) = bundle.solve(form, key, from, PIECE) {
            MADE.set(Some((key.to_owned(), Some(proof))));
            return;
        }
        from += f64::from(PIECE);
        TimeoutFuture::new(0).await;
    }
}
