//! Reading PDFs in the browser, in the Web Worker that looks at documents: a bundle of its own, because it weighs twice as
//! much as what looks at pictures and many people never choose a PDF.
#![allow(missing_docs)] // wasm-bindgen makes items of its own.

use forthright_pdf::Unreadable;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// What is in a file: an object with `scan`, the bytes of the JPEG that its first page shows, or else `text`; or with
/// `why`, `locked` or `broken`.
#[wasm_bindgen]
pub fn read(bytes: Vec<u8>) -> JsValue {
    let (name, value) = match forthright_pdf::read(bytes) {
        Ok(paper) => match paper.scan {
            Some(scan) => ("scan", JsValue::from(Uint8Array::from(scan.as_slice()))),
            None => ("text", JsValue::from_str(&paper.text)),
        },
        Err(Unreadable::Locked) => ("why", JsValue::from_str("locked")),
        Err(Unreadable::Broken) => ("why", JsValue::from_str("broken")),
    };
    let seen = Object::new();
    let _ = Reflect::set(&seen, &JsValue::from_str(name), &value);
    seen.into()
}
