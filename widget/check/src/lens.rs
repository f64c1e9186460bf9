//! In the Worker: what a camera sees, look by look, while somebody aims it.

use crate::look::{READ_SIDE, grey_of, post};
use forthright_evidence::reader::read;
use forthright_evidence::{Aim, Kind, Luma, Place, aim};
use js_sys::Float32Array;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::ImageBitmap;

thread_local! {
    /// The corners that the look before saw.
    static BEFORE: RefCell<Option<[Place; 4]>> = const { RefCell::new(None) };
}

/// Looks once, lets the picture go, and posts what to do next. `reads`: whether a machine-readable zone is looked for as well.
pub fn look_once(frame: &ImageBitmap, reads: bool) {
    let seen = grey_of(frame, READ_SIDE);
    frame.close();
    let Some((mut luma, width, height)) = seen else { return post(&[("failed", &JsValue::TRUE)]) };
    let side = |length: u32| usize::try_from(length).unwrap_or(0);
    let Some(grey) = Luma::new(side(width), side(height), &luma) else { return post(&[("failed", &JsValue::TRUE)]) };
    let look = BEFORE.with_borrow_mut(|before| {
        let look = aim(grey, *before);
        *before = look.corners;
        look
    });
    let is_read = reads && look.aim != Aim::MoreLight && read(grey).is_some_and(|reading| reading.is_whole());
    luma.fill(0);
    let corners: Vec<f32> = look.corners.iter().flatten().flat_map(|(x, y)| [*x, *y]).collect();
    post(&[
        ("words", &JsValue::from_str(look.aim.words())),
        ("good", &JsValue::from_bool(look.aim == Aim::Ready)),
        ("read", &JsValue::from_bool(is_read)),
        ("corners", &Float32Array::from(corners.as_slice())),
    ]);
}

/// Width by height of what is held before the camera, by its kind's name: a passport's page (ICAO Doc 9303-4), a card (ISO/IEC
/// 7810, ID-1), or a page of paper (ISO 216).
pub fn shape(kind: &str) -> f64 {
    match Kind::from_name(kind) {
        Some(Kind::Passport) | None => 125.0 / 88.0,
        Some(Kind::PhotocardLicence) => 85.6 / 53.98,
        Some(_) => 210.0 / 297.0,
    }
}
