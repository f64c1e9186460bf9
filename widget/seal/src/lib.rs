//! Sealing in the browser: a bundle of its own, fetched when something is sent. It seals to the public keys of the
//! register it was built with, whatever an API says.
#![allow(missing_docs)] // wasm-bindgen makes items of its own.

use forthright_cases::{Receipt, Unreadable};
use forthright_proof::{FORM_BITS, Puzzle};
use forthright_seal::{Label, Recipients, open_under, seal_under};
use js_sys::Array;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

const RECIPIENTS: &str = include_str!(concat!(env!("OUT_DIR"), "/recipients.txt"));

/// The public keys of this build.
#[wasm_bindgen]
pub fn recipients() -> Array {
    RECIPIENTS.lines().map(JsValue::from_str).collect()
}

/// Begins an envelope for a part of a case.
///
/// # Errors
/// When the browser has no randomness.
#[wasm_bindgen]
pub fn begin(reference: &str, part: &str) -> Result<Sealer, JsError> {
    let recipients = Recipients::parse(RECIPIENTS.lines()).map_err(|error| JsError::new(&error.to_string()))?;
    Ok(Sealer(Some(forthright_seal::Sealer::new(&recipients, &Label::new(reference, part))?)))
}

/// An envelope being sealed.
#[wasm_bindgen]
pub struct Sealer(Option<forthright_seal::Sealer>);

#[wasm_bindgen]
impl Sealer {
    /// Takes a piece and gives what is sealed so far and not yet given.
    ///
    /// # Errors
    /// When the envelope has ended.
    pub fn write(&mut self, piece: &[u8]) -> Result<Vec<u8>, JsError> {
        let sealer = self.0.as_mut().ok_or_else(ended)?;
        Ok(sealer.write(piece)?)
    }

    /// Ends the envelope and gives the rest.
    ///
    /// # Errors
    /// When it has ended already.
    pub fn finish(&mut self) -> Result<Vec<u8>, JsError> {
        Ok(self.0.take().ok_or_else(ended)?.finish()?)
    }
}

/// Looks for the proof of work of one sending of a form among `count` nonces from `from` on (whole, below 2^53).
#[wasm_bindgen]
#[must_use]
pub fn solve(form: &str, key: &str, from: f64, count: u32) -> Option<String> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let found = Puzzle::of_form(form, key).solve(from as u64, count, FORM_BITS);
    found.map(|nonce| nonce.to_string())
}

/// A new code for what somebody keeps on their own device: 128 random bits, as people type them.
///
/// # Errors
/// When the browser has no randomness.
#[wasm_bindgen(js_name = newCode)]
pub fn new_code() -> Result<String, JsError> {
    loop {
        let mut bits = [0; 16];
        getrandom::fill(&mut bits).map_err(|_| JsError::new("this browser has no randomness"))?;
        if let Some(code) = Receipt::new(u128::from_be_bytes(bits)) {
            return Ok(code.reveal());
        }
    }
}

/// Seals what is kept of a form under the code.
///
/// # Errors
/// When the code is none, or the browser has no randomness.
#[wasm_bindgen(js_name = sealDraft)]
pub fn seal_draft(code: &str, form: &str, content: &[u8]) -> Result<Vec<u8>, JsError> {
    Ok(seal_under(&tidy_code(code)?, &Label::new(form, DRAFT), content)?)
}

/// Opens what was kept of a form.
///
/// # Errors
/// In words for the person: a typing mistake, or a code that does not fit.
#[wasm_bindgen(js_name = openDraft)]
pub fn open_draft(code: &str, form: &str, envelope: &[u8]) -> Result<Vec<u8>, JsError> {
    let opened = open_under(&tidy_code(code)?, &Label::new(form, DRAFT), envelope);
    opened.map_err(|_| JsError::new("This code does not open what is saved here. It belongs to something else."))
}

const DRAFT: &str = "draft";

/// The code as it was shown, however it was typed.
///
/// # Errors
/// In words for the person.
#[wasm_bindgen(js_name = tidyCode)]
pub fn tidy_code(code: &str) -> Result<String, JsError> {
    let code = Receipt::parse(code).map_err(|why| {
        JsError::new(match why {
            Unreadable::Typo => "There is a typing mistake in the code. Check it letter by letter.",
            Unreadable::Shape => "Enter the whole code: 27 letters and digits in groups of five.",
        })
    })?;
    Ok(code.reveal())
}

fn ended() -> JsError {
    JsError::new("this envelope has ended")
}
