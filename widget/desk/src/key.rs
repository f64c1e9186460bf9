//! The officer's key: chosen as a file, remembered in this browser still locked, unlocked by its passphrase; or made anew.

use crate::app::Office;
use crate::{keeping, key_bundle};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use forthright_widget_kit::{Button, described_by};
use gloo_timers::future::TimeoutFuture;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlInputElement, Storage};

const REMEMBERED: &str = "forthright-locked-key";
/// A passphrase has at least this many characters.
const SHORTEST: usize = 16;

#[component]
pub fn Unlock(office: Office, name: String, key: String, recipient: String, is_local: bool) -> impl IntoView {
    let file = RwSignal::new(remembered());
    // Fetched while the passphrase is typed.
    spawn_local(async {
        let _ = key_bundle::fetch().await;
    });
    let (wrong, wrong_file) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let working = RwSignal::new(false);
    if is_local && file.get_untracked().is_none() {
        // On a developer's machine the demonstration key is at hand.
        let address = format!("/dev/keys/{key}.key.age");
        spawn_local(async move {
            if let Ok(response) = gloo_net::http::Request::get(&address).send().await
                && response.ok()
                && let Ok(bytes) = response.binary().await
            {
                file.try_set(Some(bytes));
            }
        });
    }
    let kept = keeping::has_any(&recipient).then(|| {
        view! { class = "d", <p class="inset">"What you typed and did not send is kept, sealed. You will see it again when you unlock your key."</p> }
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        wrong.set(String::new());
        wrong_file.set(String::new());
        let Some(bytes) = file.get_untracked() else {
            wrong_file.set("Choose your key file first.".to_owned());
            office.wrong.set(true);
            return;
        };
        let passphrase = value("passphrase");
        let own = recipient.clone();
        working.set(true);
        spawn_local(async move {
            // Let the page say that it is working before the work takes the thread.
            TimeoutFuture::new(30).await;
            let unlocked = key_bundle::fetch().await.and_then(|bundle| bundle.unlocked(&bytes, &passphrase));
            match unlocked {
                Ok(identity) => {
                    remember(&bytes);
                    if identity.recipient() != own {
                        leptos::logging::warn!("this key is not the one the register names for you");
                    }
                    office.unlock(identity);
                }
                Err(error) => {
                    wrong.try_set(error);
                    office.wrong.set(true);
                }
            }
            working.try_set(false);
        });
    };
    let on_file = move |_| {
        spawn_local(async move {
            if let Some(bytes) = chosen("key-file").await {
                file.try_set(Some(bytes));
                wrong.try_set(String::new());
                wrong_file.try_set(String::new());
            }
        });
    };
    let state = move || {
        if file.get().is_some() {
            "Your key file is on this device."
        } else {
            "Choose the key file you saved when your key was made."
        }
    };
    let (is_wrong, is_file_wrong) = (move || !wrong.get().is_empty(), move || !wrong_file.get().is_empty());
    view! {
        class = "d",
        <h1 tabindex="-1">"Hello " {name}</h1>
        <p>"Requests are sealed. Unlock your key to open them. The key stays in this browser; it is never sent. Reloading the page locks it again."</p>
        {kept}
        <form on:submit=on_submit>
            <div class="field">
                <label for="key-file">"Key file"</label>
                <p class="hint" id="key-file-hint">{state}</p>
                <p class="error" id="key-file-error" role="alert">{move || wrong_file.get()}</p>
                <input id="key-file" type="file" accept=".age" on:change=on_file
                    aria-describedby=move || described_by("key-file", true, is_file_wrong())
                    aria-invalid=move || is_file_wrong().then_some("true")/>
            </div>
            <div class="field">
                <label for="passphrase">"Passphrase"</label>
                <p class="error" id="passphrase-error" role="alert">{move || wrong.get()}</p>
                <input id="passphrase" type="password" autocomplete="current-password"
                    aria-describedby=move || described_by("passphrase", false, is_wrong())
                    aria-invalid=move || is_wrong().then_some("true")/>
            </div>
            <p role="status" class="sr">{move || if working.get() { "Unlocking your key…" } else { "" }}</p>
            <Button kind="submit" disabled=working on_press=|| {}>
                {move || if working.get() { "Unlocking…" } else { "Unlock" }}
            </Button>
        </form>
        <MakeKey/>
    }
}

#[component]
fn MakeKey() -> impl IntoView {
    let (message, wrong) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let made = RwSignal::new(None::<(String, String)>);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (passphrase, again) = (value("new-passphrase"), value("new-passphrase-again"));
        message.set(String::new());
        wrong.set(String::new());
        if passphrase.chars().count() < SHORTEST {
            wrong.set(format!("Use at least {SHORTEST} characters, for example four words."));
            return;
        }
        if passphrase != again {
            wrong.set("The two passphrases are different. Type them again.".to_owned());
            return;
        }
        message.set("Making a key…".to_owned());
        spawn_local(async move {
            TimeoutFuture::new(30).await;
            match key_bundle::fetch().await.map(|bundle| bundle.made(&passphrase)) {
                Ok(Some(key)) => {
                    let encoded = BASE64_STANDARD.encode(key.file());
                    made.set(Some((key.recipient(), format!("data:application/octet-stream;base64,{encoded}"))));
                    message.set("Your key has been made. Save the key file.".to_owned());
                }
                Ok(None) => wrong.set("The browser could not make a key. Try another browser.".to_owned()),
                Err(why) => wrong.set(why),
            }
        });
    };
    let is_wrong = move || !wrong.get().is_empty();
    view! {
        class = "d",
        <details>
            <summary>"Make a key"</summary>
            <p>"For a new officer. Keep the file and the passphrase apart; without both, no one can open what is sealed to it. \
                The public key goes into the register’s keys.toml."</p>
            <form on:submit=on_submit>
                <div class="field">
                    <label for="new-passphrase">"New passphrase"</label>
                    <p class="hint" id="new-passphrase-hint">"At least 16 characters, for example four words"</p>
                    <p class="error" id="new-passphrase-error" role="alert">{move || wrong.get()}</p>
                    <input id="new-passphrase" type="password" autocomplete="new-password"
                        aria-describedby=move || described_by("new-passphrase", true, is_wrong())
                        aria-invalid=move || is_wrong().then_some("true")/>
                </div>
                <div class="field">
                    <label for="new-passphrase-again">"Type the new passphrase again"</label>
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
