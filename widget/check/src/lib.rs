//! Looking at identity documents in the browser. The same module runs twice: in a Web Worker it decodes and reads
//! ([`look`]), in the page it shows what was found and lets parts be covered ([`check`]). Nothing is sent, nothing is kept,
//! and the Worker may not make connections.
#![allow(missing_docs)] // wasm-bindgen makes items of its own.

mod cover;
mod dom;
mod lens;
mod look;
mod message;
mod page;
mod panel;
mod pdf;
mod picture;
mod shown;

use forthright_evidence::Verdict;
use js_sys::Function;
use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::{Blob, HtmlElement, HtmlInputElement, ImageBitmap};

/// In the Worker: looks at a file and posts what it finds, twice: the picture drawn again, then what is in it.
#[wasm_bindgen]
pub async fn look(file: Blob, told: String) {
    look::look(&file, &told).await;
}

/// In the Worker: posts what is found in a PDF. `seen`: what the bundle `pdf` read in it.
#[wasm_bindgen]
pub async fn judge(seen: JsValue, told: String) {
    look::judge(&seen, &told).await;
}

/// In the Worker: one look through a camera; posts what to do next. `reads`: whether a machine-readable zone is looked for, too.
#[wasm_bindgen]
pub fn aim(frame: ImageBitmap, reads: bool) {
    lens::look_once(&frame, reads);
}

#[wasm_bindgen(module = "/src/camera.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = openCamera)]
    async fn open_camera(
        host: &HtmlElement,
        input: &HtmlInputElement,
        shape: f64,
        sends: bool,
        module: &JsValue,
    ) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = prepareCamera)]
    async fn prepare_camera();
}

/// In a page: opens the camera in `host`; what is taken goes into `input` as if it had been chosen. `kind`: the name of the
/// document's kind, or empty.
#[wasm_bindgen]
pub async fn camera(host: HtmlElement, input: HtmlInputElement, kind: String, sends: bool) {
    // Where its code cannot be fetched, the file field is still there.
    if open_camera(&host, &input, lens::shape(&kind), sends, &wasm_bindgen::module()).await.is_err() {
        let _ = input.focus();
    }
}

/// At the desk: what is found in a picture, in words. `pixels`: red, green, blue and opacity of `width` by `height`, of a
/// picture of `whole` pixels (width, height), by a scanner or not. `told`: JSON of what the person told.
#[wasm_bindgen]
pub fn look_again(
    pixels: Clamped<Vec<u8>>,
    width: u32,
    height: u32,
    whole: &[u32],
    told: &str,
    is_scan: bool,
) -> Option<String> {
    let &[whole_width, whole_height] = whole else { return None };
    let found = look::read(pixels.0, (width, height), (whole_width, whole_height), &shown::told(told), is_scan)?;
    Some(words(&found.verdict))
}

/// At the desk: what is found in a PDF, in words. `seen`: what the bundle `pdf` read in it, unless that is a JPEG file.
#[wasm_bindgen]
pub fn judge_again(seen: JsValue, told: &str) -> Option<String> {
    look::told_of_pdf(&seen, told).map(|verdict| words(&verdict))
}

fn words(verdict: &Verdict) -> String {
    format!("{}. {}", verdict.state.words(), verdict.lines.join(" "))
}

/// In a page: looks at a file and shows it in `host`. `told`: JSON of what the person told. `tell` is called with what
/// became of it, at first and whenever a part is covered: an object with `problem`, words why it cannot be taken; with `seems`, the name of the kind that it
/// clearly is where none was told; with `pdf` and `verdict`; with
/// `working` and `covered` while a cover is burnt in; or with
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
