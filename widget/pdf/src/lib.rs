//! Reading PDFs in the browser, in the Web Worker that looks at documents: a bundle of its own, because it weighs twice as
//! much as what looks at pictures and many people never choose a PDF.
#![allow(missing_docs)] // wasm-bindgen makes items of its own.

use forthright_evidence::{Kind, Told, Verdict, letter};
use forthright_pdf::Unreadable;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// What is in a file: an object with `scan`, the bytes of the JPEG that its first page shows, or else with `verdict`, JSON.
/// `told`: JSON of what the person told.
#[wasm_bindgen]
pub fn read(bytes: Vec<u8>, told: &str) -> JsValue {
    let told: Told = serde_json::from_str(told).unwrap_or_default();
    let verdict = match forthright_pdf::read(bytes) {
        Ok(paper) => match paper.scan {
            // What was recognised in the scan of a bill says more than the picture.
            Some(scan) if paper.text.trim().is_empty() || !told.kind.is_some_and(Kind::is_one_of_two) => {
                return object("scan", &Uint8Array::from(scan.as_slice()));
            }
            _ => letter(&paper.text, &told),
        },
        Err(Unreadable::Locked) => Verdict::pdf_locked(),
        Err(Unreadable::Broken) => Verdict::pdf_broken(),
    };
    object("verdict", &JsValue::from_str(&serde_json::to_string(&verdict).unwrap_or_default()))
}

fn object(name: &str, value: &JsValue) -> JsValue {
    let object = Object::new();
    let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    object.into()
}
