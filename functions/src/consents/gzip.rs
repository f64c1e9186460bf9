//! gzip by the platform's own streams, so that no compressor is linked in.

use crate::problem::{Problem, Result};
use forthright_api::Code;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableWritablePair, Response};
use worker::js_sys::{Array, Function, Reflect, Uint8Array, global};
use worker::wasm_bindgen::{JsCast, JsValue};

/// Compresses.
pub async fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    through("CompressionStream", bytes).await.map_err(failed)
}

/// Decompresses.
pub async fn unpack(bytes: &[u8]) -> Result<Vec<u8>> {
    through("DecompressionStream", bytes).await.map_err(failed)
}

fn failed(_: JsValue) -> Problem {
    Problem::new(Code::TryAgain)
}

/// Sends bytes through a stream of the platform, by its name: `web-sys` counts these two among its unstable interfaces.
async fn through(name: &str, bytes: &[u8]) -> std::result::Result<Vec<u8>, JsValue> {
    let class: Function = Reflect::get(&global(), &name.into())?.dyn_into()?;
    let stream: ReadableWritablePair = Reflect::construct(&class, &Array::of1(&"gzip".into()))?.unchecked_into();
    let whole = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(bytes)))?;
    let body = whole.body().ok_or(JsValue::NULL)?;
    let result = Response::new_with_opt_readable_stream(Some(&body.pipe_through(&stream)))?;
    let buffer = JsFuture::from(result.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
