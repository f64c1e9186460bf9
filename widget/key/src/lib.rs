//! The officer's key in the browser: a bundle of its own, which the desk fetches and its workers start. The key is unlocked or
//! made here and stays in this bundle's memory; the desk holds a handle to it.
#![allow(missing_docs)] // wasm-bindgen makes items of its own.

mod part;

use forthright_seal::{Identity, Label, LockedIdentity, Recipients, seal};
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

/// scrypt `N = 2^17`: about a second and 128 MB in a browser.
const WORK: u8 = 17;

/// What is kept of unsent texts, in the words of the label inside.
fn unsent() -> Label {
    Label::new("desk", "unsent")
}

/// An unlocked key.
#[wasm_bindgen]
pub struct Key(Identity);

/// Unlocks a key file.
///
/// # Errors
/// Those of [`LockedIdentity::unlock`], in words for the officer.
#[wasm_bindgen]
pub fn unlock(file: Vec<u8>, passphrase: &str) -> Result<Key, JsValue> {
    let unlocked = LockedIdentity::new(file).unlock(passphrase);
    unlocked.map(Key).map_err(|error| JsValue::from_str(&error.to_string()))
}

#[wasm_bindgen]
impl Key {
    /// The public key that others seal to.
    #[must_use]
    pub fn recipient(&self) -> String {
        self.0.recipient()
    }

    /// Opens a part of a case, if it is what was received.
    ///
    /// # Errors
    /// Words for the officer.
    pub async fn open(
        &self,
        reference: String,
        part: String,
        envelope: Vec<u8>,
        digest: Option<String>,
    ) -> Result<Vec<u8>, JsValue> {
        let label = Label::new(&reference, &part);
        part::open(&self.0, &label, &envelope, digest.as_deref()).await.map_err(|why| JsValue::from_str(&why))
    }

    /// Seals unsent texts to the officer alone; none where the browser has no randomness.
    #[must_use]
    pub fn keep(&self, texts: &[u8]) -> Option<Vec<u8>> {
        let recipients = Recipients::parse([self.0.recipient().as_str()]).ok()?;
        seal(&recipients, &unsent(), texts).ok()
    }

    /// Opens what [`keep`](Self::keep) sealed; none if it is something else.
    #[wasm_bindgen(js_name = takeUp)]
    #[must_use]
    pub fn take_up(&self, envelope: &[u8]) -> Option<Vec<u8>> {
        self.0.open(&unsent(), envelope).ok()
    }
}

/// A key that was just made, locked.
#[wasm_bindgen]
pub struct NewKey {
    recipient: String,
    file: Vec<u8>,
}

#[wasm_bindgen]
impl NewKey {
    /// The public key.
    #[must_use]
    pub fn recipient(&self) -> String {
        self.recipient.clone()
    }

    /// The key file's bytes.
    #[must_use]
    pub fn file(&self) -> Vec<u8> {
        self.file.clone()
    }
}

/// Makes a key under a passphrase.
///
/// # Errors
/// When the browser has no randomness.
#[wasm_bindgen]
pub fn make(passphrase: &str) -> Result<NewKey, JsError> {
    let identity = Identity::generate();
    let file = identity.lock(passphrase, WORK)?.as_bytes().to_vec();
    Ok(NewKey { recipient: identity.recipient(), file })
}
