//! The sealing code: a bundle of its own, fetched when something is sent.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(module = "/src/browser/seal_bundle.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The bundle's module.
    pub type SealBundle;

    /// The public keys it was built with.
    #[wasm_bindgen(method)]
    pub fn recipients(this: &SealBundle) -> Array;

    /// Begins an envelope for a part of a case.
    #[wasm_bindgen(method, catch)]
    pub fn begin(this: &SealBundle, reference: &str, part: &str) -> Result<Sealer, JsValue>;

    /// Looks for a proof of work among `count` nonces from `from` on.
    #[wasm_bindgen(method)]
    pub fn solve(this: &SealBundle, form: &str, key: &str, from: f64, count: u32) -> Option<String>;

    /// A code for what is kept on this device.
    #[wasm_bindgen(method, catch, js_name = newCode)]
    pub fn new_code(this: &SealBundle) -> Result<String, JsValue>;

    /// The code as it was shown, however it was typed; the error has words for the person.
    #[wasm_bindgen(method, catch, js_name = tidyCode)]
    pub fn tidy_code(this: &SealBundle, code: &str) -> Result<String, JsValue>;

    /// Seals what is kept of a form.
    #[wasm_bindgen(method, catch, js_name = sealDraft)]
    pub fn seal_draft(this: &SealBundle, code: &str, form: &str, content: &[u8]) -> Result<Uint8Array, JsValue>;

    /// Opens it; the error has words for the person.
    #[wasm_bindgen(method, catch, js_name = openDraft)]
    pub fn open_draft(this: &SealBundle, code: &str, form: &str, envelope: &[u8]) -> Result<Uint8Array, JsValue>;

    /// An envelope being sealed.
    pub type Sealer;

    /// Takes a piece and gives what is sealed so far.
    #[wasm_bindgen(method, catch)]
    pub fn write(this: &Sealer, piece: &[u8]) -> Result<Uint8Array, JsValue>;

    /// Ends it and gives the rest.
    #[wasm_bindgen(method, catch)]
    pub fn finish(this: &Sealer) -> Result<Uint8Array, JsValue>;
}

/// Fetches the bundle.
pub async fn fetch() -> Result<SealBundle, JsValue> {
    load().await.map(wasm_bindgen::JsCast::unchecked_into)
}
