//! The officer's key: chosen as a file, remembered in this browser still locked, unlocked by its passphrase; or made anew.

use crate::app::Key;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use forthright_api::Staff;
use forthright_seal::{Identity, LockedIdentity};
use forthright_widget_kit::Button;
use gloo_timers::future::TimeoutFuture;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlInputElement, Storage};

const REMEMBERED: &str = "forthright-locked-key";
/// scrypt `N = 2^17`: about a second and 128 MB in a browser.
const WORK: u8 = 17;
/// A passphrase has at least this many characters.
const SHORTEST: usize = 16;

#[component]
pub fn Unlock(staff: Staff, key: Key, unlocked: RwSignal<bool>, is_local: bool) -> impl IntoView {
    let file = RwSignal::new(remembered());
    let message = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    if is_local && file.get_untracked().is_none() {
        // On a developer's machine the demonstration key is at hand.
        let address = format!("/dev/keys/{}.key.age", staff.key);
        spawn_local(async move {
            if let Ok(response) = gloo_net::http::Request::get(&address).send().await
                && response.ok()
                && let Ok(bytes) = response.binary().await
            {
                file.set(Some(bytes));
            }
        });
    }
    let own = staff.recipient.clone();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(bytes) = file.get_untracked() else {
            message.set("Choose your key file first.".to_owned());
            return;
        };
        let passphrase = value("passphrase");
        let own = own.clone();
        working.set(true);
        message.set(String::new());
        spawn_local(async move {
            // Let the page say that it is working before the work takes the thread.
            TimeoutFuture::new(30).await;
            match LockedIdentity::new(bytes.clone()).unlock(&passphrase) {
                Ok(identity) => {
                    remember(&bytes);
                    if identity.recipient() != own {
                        leptos::logging::warn!("this key is not the one the register names for you");
                    }
                    key.set_value(Some(Arc::new(identity)));
                    unlocked.set(true);
                }
                Err(error) => message.set(error.to_string()),
            }
            working.set(false);
        });
    };
    let on_file = move |_| {
        spawn_local(async move {
            if let Some(bytes) = chosen("key-file").await {
                file.set(Some(bytes));
                message.set(String::new());
            }
        });
    };
    let state = move || {
        if file.get().is_some() {
            "A key file is at hand."
        } else {
            "Choose the key file you saved when your key was made."
        }
    };
    view! {
        class = "d",
        <h1>"Good day, " {staff.name.clone()}</h1>
        <p>"Requests are sealed. Unlock your key to open them. The key stays in this browser; it is never sent."</p>
        <form on:submit=on_submit>
            <div class="field">
                <label for="key-file">"Key file"</label>
                <p class="hint" id="key-file-hint" role="status">{state}</p>
                <input id="key-file" type="file" accept=".age" aria-describedby="key-file-hint" on:change=on_file/>
            </div>
            <div class="field">
                <label for="passphrase">"Passphrase"</label>
                <p class="error" id="passphrase-error" role="alert">{move || message.get()}</p>
                <input id="passphrase" type="password" autocomplete="current-password" aria-describedby="passphrase-error"/>
            </div>
            <Button kind="submit" disabled=working on_press=|| {}>
                {move || if working.get() { "Unlocking…" } else { "Unlock" }}
            </Button>
        </form>
        <MakeKey/>
    }
}

#[component]
fn MakeKey() -> impl IntoView {
    let message = RwSignal::new(String::new());
    let made = RwSignal::new(None::<(String, String)>);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (passphrase, again) = (value("new-passphrase"), value("new-passphrase-again"));
        if passphrase.chars().count() < SHORTEST {
            message.set(format!("Use at least {SHORTEST} characters, for example four words."));
            return;
        }
        if passphrase != again {
            message.set("The two passphrases are different. Type them again.".to_owned());
            return;
        }
        message.set("Making a key…".to_owned());
        spawn_local(async move {
            TimeoutFuture::new(30).await;
            let identity = Identity::generate();
            match identity.lock(&passphrase, WORK) {
                Ok(locked) => {
                    let encoded = BASE64_STANDARD.encode(locked.as_bytes());
                    made.set(Some((identity.recipient(), format!("data:application/octet-stream;base64,{encoded}"))));
                    message.set(String::new());
                }
                Err(_) => message.set("The browser could not make a key. Try another browser.".to_owned()),
            }
        });
    };
    view! {
        class = "d",
        <details>
            <summary>"Make a key"</summary>
            <p>"For a new officer. Keep the file and the passphrase apart; without both nobody can open what is sealed to it. \
                The public key goes into the register’s keys.toml."</p>
            <form on:submit=on_submit>
                <div class="field">
                    <label for="new-passphrase">"New passphrase"</label>
                    <input id="new-passphrase" type="password" autocomplete="new-password" aria-describedby="new-key-message"/>
                </div>
                <div class="field">
                    <label for="new-passphrase-again">"The same again"</label>
                    <input id="new-passphrase-again" type="password" autocomplete="new-password"/>
                </div>
                <p role="status" id="new-key-message">{move || message.get()}</p>
                <button type="submit" class="second">"Make a key"</button>
            </form>
            {move || made.get().map(|(recipient, address)| view! {
                class = "d",
                <p>"Public key: " <code>{recipient}</code></p>
                <p><a class="button" href=address download="officer.key.age">"Save the key file"</a></p>
            })}
        </details>
    }
}

fn value(id: &str) -> String {
    let input = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}

async fn chosen(id: &str) -> Option<Vec<u8>> {
    let input: HtmlInputElement = document().get_element_by_id(id)?.dyn_into().ok()?;
    let file: Blob = input.files()?.get(0)?.into();
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn remembered() -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(storage()?.get_item(REMEMBERED).ok()??).ok()
}

fn remember(locked: &[u8]) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(REMEMBERED, &BASE64_STANDARD.encode(locked));
    }
}
