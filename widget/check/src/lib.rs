//! Looking at identity documents in the browser. The same module runs twice: in a Web Worker it decodes and reads
//! ([`look`]), in the page it shows what was found and lets parts be covered ([`check`]). Nothing is sent, nothing is kept,
//! and the Worker may not make connections.
#![allow(missing_docs)] // wasm-bindgen makes items of its own.

mod cover;
mod dom;
mod look;
mod message;
mod page;
mod panel;
mod pdf;
mod shown;

use js_sys::Function;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::{Blob, HtmlElement};

/// In the Worker: looks at a file and posts what it finds, twice: the picture drawn again, then what is in it.
#[wasm_bindgen]
pub async fn look(file: Blob, told: String) {
    look::look(&file, &told).await;
}

/// In the Worker: judges what was found in a PDF (see the bundle `pdf`) and posts that.
#[wasm_bindgen]
pub async fn judge(seen: JsValue, told: String) {
    look::judge(&seen, &told).await;
}

/// In a page: looks at a file and shows it in `host`. `told`: JSON of what the person told. `tell` is called with what
/// became of it, at first and whenever a part is covered: an object with `problem`, words why it cannot be taken; with `pdf` and `verdict`; with
/// `working` while a cover is burnt in; or with
/// `picture`, the picture as it will be sent, `verdict`, JSON, and `took`, milliseconds of reading.
#[wasm_bindgen]
pub fn check(host: HtmlElement, file: Blob, told: String, tell: Function) {
    panel::open(host, file, told, tell, true);
}

/// The page `/check`.
#[wasm_bindgen]
pub fn page() {
    page::start();
}
