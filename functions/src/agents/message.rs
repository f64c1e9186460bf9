//! Signed messages: an Ed25519 signature, then JSON, all in base 64 (3.07). Verified in the order the protocol says.

use super::{Agent, MOST_BYTES};
use crate::context::Context;
use crate::problem::Result;
use crate::request::Incoming;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use js_sys::{Array, Uint8Array};
use serde_json::{Map, Value};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};
use worker::js_sys;
use worker::wasm_bindgen::{JsCast, JsValue};

/// What is wrong with a message, in the order it is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    NotBase64,
    NotSigned,
    NoJson,
    OtherAgent,
    OtherBusiness,
    NotYetIssued,
    Expired,
    UnknownAction,
    NotOurs,
    Closed,
}

impl Rejected {
    /// Status, what it says, and whether sending it again is no use.
    pub const fn answer(self) -> (u16, &'static str, bool) {
        match self {
            Self::NotBase64 => (400, "The body is not base 64.", true),
            Self::NotSigned => (403, "The signature is not that of the agent whose token was sent.", true),
            Self::NoJson => (400, "The signed message is no JSON object.", true),
            Self::OtherAgent => (403, "agent-id is not the agent whose token was sent.", true),
            Self::OtherBusiness => (403, "business-id is not this institution.", true),
            Self::NotYetIssued => (400, "issued-at is missing or in the future.", false),
            Self::Expired => (400, "expires-at is missing or in the past.", true),
            Self::UnknownAction => (
                400,
                "This action is not supported: access, access:categories, access:specific, deletion, sale:opt-out.",
                true,
            ),
            Self::NotOurs => (403, "There is no such request of this agent.", true),
            Self::Closed => (409, "This request has ended.", true),
        }
    }
}

/// The message of a request, if everything about it holds.
pub async fn read(
    request: &mut Incoming,
    agent: &Agent,
    context: &Context<'_>,
) -> Result<std::result::Result<Map<String, Value>, Rejected>> {
    let (signature, text) = match decoded(request).await? {
        Ok(parts) => parts,
        Err(why) => return Ok(Err(why)),
    };
    if !verifies(&agent.verify_key, &signature, &text).await {
        return Ok(Err(Rejected::NotSigned));
    }
    let Ok(Value::Object(message)) = serde_json::from_str(&String::from_utf8_lossy(&text)) else {
        return Ok(Err(Rejected::NoJson));
    };
    let said = |name: &str| message.get(name).and_then(Value::as_str).unwrap_or_default();
    let time = |name: &str| said(name).parse::<Timestamp>().ok();
    let why = if said("agent-id") != agent.id {
        Rejected::OtherAgent
    } else if said("business-id") != business_id(context) {
        Rejected::OtherBusiness
    } else if time("issued-at").is_none_or(|issued| issued > context.now()) {
        Rejected::NotYetIssued
    } else if time("expires-at").is_none_or(|expires| expires <= context.now()) {
        Rejected::Expired
    } else {
        return Ok(Ok(message));
    };
    Ok(Err(why))
}

/// The same for a message that says nothing of agent, business or time, as revoking has it (2.04). What it does say of them
/// must be right.
pub async fn read_bare(
    request: &mut Incoming,
    agent: &Agent,
    context: &Context<'_>,
) -> Result<std::result::Result<(), Rejected>> {
    let (signature, text) = match decoded(request).await? {
        Ok(parts) => parts,
        Err(why) => return Ok(Err(why)),
    };
    if !verifies(&agent.verify_key, &signature, &text).await {
        return Ok(Err(Rejected::NotSigned));
    }
    let Ok(Value::Object(message)) = serde_json::from_str(&String::from_utf8_lossy(&text)) else {
        return Ok(Err(Rejected::NoJson));
    };
    let differs = |name: &str, own: &str| message.get(name).is_some_and(|value| value.as_str() != Some(own));
    if differs("agent-id", &agent.id) {
        return Ok(Err(Rejected::OtherAgent));
    }
    if differs("business-id", &business_id(context)) {
        return Ok(Err(Rejected::OtherBusiness));
    }
    Ok(Ok(()))
}

/// What the network calls this institution: the register's id in capitals.
pub fn business_id(context: &Context<'_>) -> String {
    context.register.organisation.id.to_ascii_uppercase().replace('-', "_")
}

type Parts = (Vec<u8>, Vec<u8>);

async fn decoded(request: &mut Incoming) -> Result<std::result::Result<Parts, Rejected>> {
    let body = request.text(MOST_BYTES).await?;
    let bytes = BASE64_STANDARD.decode(body.trim()).ok();
    let parts = bytes.and_then(|bytes| bytes.split_at_checked(64).map(|(first, rest)| (first.to_vec(), rest.to_vec())));
    Ok(parts.ok_or(Rejected::NotBase64))
}

/// Whether an officer gave 32 bytes in base 64.
pub fn is_key(text: &str) -> bool {
    BASE64_STANDARD.decode(text).is_ok_and(|key| key.len() == 32)
}

/// Ed25519 (RFC 8032) by the platform's WebCrypto. Anything unexpected is "no".
async fn verifies(key: &str, signature: &[u8], text: &[u8]) -> bool {
    let Ok(key) = BASE64_STANDARD.decode(key) else { return false };
    matches!(try_verify(&key, signature, text).await, Ok(true))
}

async fn try_verify(key: &[u8], signature: &[u8], text: &[u8]) -> std::result::Result<bool, JsValue> {
    let crypto = js_sys::Reflect::get(&js_sys::global(), &"crypto".into())?;
    let subtle: SubtleCrypto = js_sys::Reflect::get(&crypto, &"subtle".into())?.unchecked_into();
    let usages = Array::of1(&"verify".into());
    let key = Uint8Array::from(key);
    let imported = subtle.import_key_with_str("raw", key.as_ref(), "Ed25519", false, &usages)?;
    let imported: CryptoKey = JsFuture::from(imported).await?.unchecked_into();
    let (signature, text) = (Uint8Array::from(signature), Uint8Array::from(text));
    let done = subtle.verify_with_str_and_js_u8_array_and_js_u8_array("Ed25519", &imported, &signature, &text)?;
    Ok(JsFuture::from(done).await?.as_bool() == Some(true))
}
