//! The code that looks at documents: a bundle of its own, fetched when somebody chooses a file.

use js_sys::Function;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::{File, HtmlElement, HtmlInputElement};

#[wasm_bindgen(module = "/src/browser/check_bundle.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The bundle's module.
    pub type CheckBundle;

    /// Looks at a file, shows what was found in `host`, and calls `tell` with what became of it.
    #[wasm_bindgen(method)]
    pub fn check(this: &CheckBundle, host: &HtmlElement, file: &File, told: &str, tell: &Function);

    /// Opens the camera in `host`; what is taken goes into `input` as if it had been chosen.
    #[wasm_bindgen(method)]
    pub fn camera(this: &CheckBundle, host: &HtmlElement, input: &HtmlInputElement, kind: &str, sends: bool);
}

/// Fetches the bundle.
pub async fn fetch() -> Result<CheckBundle, JsValue> {
    load().await.map(wasm_bindgen::JsCast::unchecked_into)
}
