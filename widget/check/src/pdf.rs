//! The code that reads PDFs: fetched by the page, which may, for the Worker, which may not.

use js_sys::{Promise, WebAssembly};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/worker.js")]
extern "C" {
    /// Where the code lies.
    #[wasm_bindgen(js_name = pdfCode)]
    fn pdf_code() -> String;
}

thread_local! {
    static MODULE: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// The compiled module. What could not be fetched is fetched again the next time.
pub async fn module() -> Result<JsValue, JsValue> {
    let known = MODULE.with_borrow(Clone::clone);
    let promise = match known {
        Some(promise) => promise,
        None => {
            let window = crate::dom::window().ok_or(JsValue::NULL)?;
            let promise = WebAssembly::compile_streaming(&window.fetch_with_str(&pdf_code()));
            MODULE.set(Some(promise.clone()));
            promise
        }
    };
    let module = JsFuture::from(promise).await;
    if module.is_err() {
        MODULE.set(None);
    }
    module
}
