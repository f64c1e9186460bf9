//! Reading PDFs in the browser, in the Web Worker that looks at documents: a bundle of its own, because it weighs twice as
//! much as what looks at pictures and many people never choose a PDF.
#![allow(missing_docs)] // wasm-bindgen makes items of its own.

use forthright_evidence::{Kind, Told, Verdict, letter};
use forthright_pdf::{Scan, Unreadable};
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// What is in a file: an object with `scan`, the bytes of the JPEG file that its first page shows; or with `grey`, the
/// pixels of another kind of picture, their `width`, and `wholeWidth` and `wholeHeight` before it was made smaller; or else
/// with `verdict`, JSON. `told`: JSON of what the person told.
#[wasm_bindgen]
pub fn read(bytes: Vec<u8>, told: &str) -> JsValue {
    let told: Told = serde_json::from_str(told).unwrap_or_default();
    let verdict = match forthright_pdf::read(bytes) {
        Ok(paper) if paper.is_nameless => Verdict::pdf_nameless(),
        Ok(paper) if paper.is_in_parts => Verdict::pdf_in_parts(),
        Ok(paper) => match paper.scan {
            // What was recognised in the scan of a bill says more than the picture.
            Some(scan) if paper.text.trim().is_empty() || !told.kind.is_some_and(Kind::is_one_of_two) => {
                return picture(scan);
            }
            _ => letter(&paper.text, &told),
        },
        Err(Unreadable::Locked) => Verdict::pdf_locked(),
        Err(Unreadable::Broken) => Verdict::pdf_broken(),
    };
    object(&[("verdict", JsValue::from_str(&serde_json::to_string(&verdict).unwrap_or_default()))])
}

fn picture(scan: Scan) -> JsValue {
    match scan {
        Scan::Jpeg(file) => object(&[("scan", Uint8Array::from(file.as_slice()).into())]),
        Scan::Grey { width, pixels, whole } => object(&[
            ("grey", Uint8Array::from(pixels.as_slice()).into()),
            ("width", u32::try_from(width).unwrap_or(0).into()),
            ("wholeWidth", whole.0.into()),
            ("wholeHeight", whole.1.into()),
        ]),
    }
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}
