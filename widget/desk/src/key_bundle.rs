//! The code that knows keys: a bundle of its own, fetched while the officer reads the page that asks for the key.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

const NOT_FETCHED: &str = "The code that opens requests could not be loaded. Check the connection and try again.";

#[wasm_bindgen(module = "/src/key_bundle.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The bundle's module.
    pub type KeyBundle;

    #[wasm_bindgen(method, catch)]
    fn unlock(this: &KeyBundle, file: &[u8], passphrase: &str) -> Result<OfficerKey, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn make(this: &KeyBundle, passphrase: &str) -> Result<NewKey, JsValue>;

    /// An unlocked key, in the bundle's memory.
    #[derive(Clone)]
    pub type OfficerKey;

    /// The public key that others seal to.
    #[wasm_bindgen(method)]
    pub fn recipient(this: &OfficerKey) -> String;

    #[wasm_bindgen(method, catch)]
    async fn open(
        this: &OfficerKey,
        reference: &str,
        part: &str,
        envelope: &[u8],
        digest: Option<&str>,
    ) -> Result<JsValue, JsValue>;

    /// Seals unsent texts to the officer alone.
    #[wasm_bindgen(method)]
    pub fn keep(this: &OfficerKey, texts: &[u8]) -> Option<Vec<u8>>;

    /// Opens what was kept; none if it is something else.
    #[wasm_bindgen(method, js_name = takeUp)]
    pub fn take_up(this: &OfficerKey, envelope: &[u8]) -> Option<Vec<u8>>;

    /// A key that was just made, locked.
    pub type NewKey;

    /// The public key.
    #[wasm_bindgen(method)]
    pub fn recipient(this: &NewKey) -> String;

    /// The key file's bytes.
    #[wasm_bindgen(method)]
    pub fn file(this: &NewKey) -> Vec<u8>;
}

/// Fetches the bundle, once. The error has words for the officer.
pub async fn fetch() -> Result<KeyBundle, String> {
    load().await.map(JsCast::unchecked_into).map_err(|_| NOT_FETCHED.to_owned())
}

impl KeyBundle {
    /// Unlocks a key file. The error has words for the officer.
    pub fn unlocked(&self, file: &[u8], passphrase: &str) -> Result<OfficerKey, String> {
        self.unlock(file, passphrase).map_err(|why| why.as_string().unwrap_or_else(|| NOT_FETCHED.to_owned()))
    }

    /// Makes a key; none where the browser cannot.
    pub fn made(&self, passphrase: &str) -> Option<NewKey> {
        self.make(passphrase).ok()
    }
}

impl OfficerKey {
    /// Opens a part of a case, if it is what was received. The error has words for the officer.
    pub async fn opened(
        &self,
        reference: &str,
        part: &str,
        envelope: &[u8],
        digest: Option<&str>,
    ) -> Result<Vec<u8>, String> {
        match self.open(reference, part, envelope, digest).await {
            Ok(content) => Ok(content.unchecked_into::<Uint8Array>().to_vec()),
            Err(why) => Err(why.as_string().unwrap_or_else(|| NOT_FETCHED.to_owned())),
        }
    }
}
