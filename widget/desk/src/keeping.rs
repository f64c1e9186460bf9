//! Unsent texts over a reload: in this tab's storage, sealed to the officer's own key, so that nobody reads them there and
//! they are back once the key is unlocked again.

use crate::kept::Kept;
use crate::key_bundle::OfficerKey;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use leptos::prelude::window;
use web_sys::Storage;

/// Every officer's texts have a place of their own, named by the end of the public key.
fn place(recipient: &str) -> String {
    let tail = recipient.get(recipient.len().saturating_sub(12)..).unwrap_or(recipient);
    format!("forthright-unsent-{tail}")
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Whether an earlier page of this tab kept texts for the officer with this key.
pub fn has_any(recipient: &str) -> bool {
    storage().and_then(|storage| storage.get_item(&place(recipient)).ok().flatten()).is_some()
}

/// Keeps what is worth it. Says whether it is kept.
pub fn keep(kept: &Kept, key: &OfficerKey) -> bool {
    let recipient = key.recipient();
    let Some(storage) = storage() else { return false };
    let Some(json) = kept.to_json() else { return storage.remove_item(&place(&recipient)).is_ok() };
    let sealed = key.keep(&json);
    sealed.is_some_and(|sealed| storage.set_item(&place(&recipient), &BASE64_STANDARD.encode(sealed)).is_ok())
}

/// What an earlier page of this tab kept for the officer with this key.
pub fn take_up(kept: &mut Kept, key: &OfficerKey) {
    let stored = storage().and_then(|storage| storage.get_item(&place(&key.recipient())).ok().flatten());
    let json =
        stored.and_then(|stored| BASE64_STANDARD.decode(stored).ok()).and_then(|envelope| key.take_up(&envelope));
    if let Some(json) = json {
        kept.take_up(&json);
    }
}
