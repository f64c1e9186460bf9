//! Sealing in the browser: a bundle of its own, fetched when something is sent. It seals to the public keys of the
//! register it was built with, whatever an API says.
#![allow(missing_docs)] // wasm-bindgen makes items of its own.

use forthright_seal::{Label, Recipients};
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

fn ended() -> JsError {
    JsError::new("this envelope has ended")
}
