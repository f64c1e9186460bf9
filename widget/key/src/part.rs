//! Opening in a Web Worker, with a limit: whatever a stranger put into an envelope, the page answers. The worker is given the
//! key for one envelope and ends with it.

use forthright_seal::{Identity, Label};
use js_sys::{Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

/// Opening takes well under a second for the largest document on a slow machine.
const LIMIT_MS: u32 = 10_000;

const SLOW: &str = "This cannot be opened: it takes longer to open than anything sent from here would. Do not rely on it; ask for it again.";

#[wasm_bindgen(module = "/src/worker.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = open)]
    fn start(request: &Object, limit: u32) -> Result<Promise, JsValue>;
}

/// Opens a part of a case, if it is what was received. The error has words for the officer.
pub async fn open(key: &Identity, label: &Label, envelope: &[u8], digest: Option<&str>) -> Result<Vec<u8>, String> {
    match in_worker(key, label, envelope, digest).await {
        Ok(content) => Ok(content.unchecked_into::<Uint8Array>().to_vec()),
        Err(why) => match why.as_string().filter(|why| !why.is_empty()) {
            Some(why) if why == "slow" => Err(SLOW.to_owned()),
            Some(why) => Err(why),
            // No worker could be started. The bounds on the header hold here as well.
            None => key.open_received(label, envelope, digest).map_err(|error| error.to_string()),
        },
    }
}

async fn in_worker(key: &Identity, label: &Label, envelope: &[u8], digest: Option<&str>) -> Result<JsValue, JsValue> {
    let request = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&request, &JsValue::from_str(name), &value);
    set("module", wasm_bindgen::module())?;
    let mut secret = key.hand_over();
    let handed = Uint8Array::from(secret.as_slice());
    secret.fill(0);
    set("secret", handed.into())?;
    set("reference", JsValue::from_str(&label.reference))?;
    set("part", JsValue::from_str(&label.part))?;
    set("envelope", Uint8Array::from(envelope).into())?;
    set("digest", digest.map_or(JsValue::UNDEFINED, JsValue::from_str))?;
    JsFuture::from(start(&request, LIMIT_MS)?).await
}

/// In the worker: opens one envelope. The error is words for the officer.
///
/// # Errors
/// Those of [`Identity::open_received`], as words; none when the key is none.
#[wasm_bindgen(js_name = openEnvelope)]
pub fn open_envelope(
    mut secret: Vec<u8>,
    reference: &str,
    part: &str,
    envelope: &[u8],
    digest: Option<String>,
) -> Result<Uint8Array, JsValue> {
    let key = Identity::taken_over(&mut secret).ok_or(JsValue::UNDEFINED)?;
    let content = key.open_received(&Label::new(reference, part), envelope, digest.as_deref());
    content.map(|content| Uint8Array::from(content.as_slice())).map_err(|error| JsValue::from_str(&error.to_string()))
}
