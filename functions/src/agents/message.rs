//! Signed messages: an Ed25519 signature, then JSON, all in base 64 (3.07). Verified in the order the protocol says.

use super::{Agent, MOST_BYTES};
use crate::context::Context;
use crate::problem::Result;
use crate::request::Incoming;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::{SignedDuration, Timestamp};
use js_sys::{Array, Uint8Array};
use serde_json::{Map, Value};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};
use worker::js_sys;
use worker::wasm_bindgen::{JsCast, JsValue};

/// An Ed25519 signature (RFC 8032).
const SIGNATURE_BYTES: usize = 64;
/// A message may not hold longer than this; the protocol advises ten minutes.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);

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
            Self::Expired => (400, "expires-at is missing, in the past, or more than an hour after issued-at.", true),
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

/// What was looked for, or what is wrong with the message; the outer error is one of our own.
pub type Looked<T> = Result<std::result::Result<T, Rejected>>;

/// The message of a request, if everything about it holds.
pub async fn read(request: &mut Incoming, agent: &Agent, context: &Context<'_>) -> Looked<Map<String, Value>> {
    Ok(signed(request, agent).await?.and_then(|message| match wrong(&message, agent, context) {
        Some(why) => Err(why),
        None => Ok(message),
    }))
}

/// The same for a message that may say nothing of agent, business or time, as revoking has it (2.04). What says whose it is
/// or when must be right in all of it; what exercises a right revokes nothing.
pub async fn read_bare(request: &mut Incoming, agent: &Agent, context: &Context<'_>) -> Looked<()> {
    Ok(signed(request, agent).await?.and_then(|message| {
        let says = |name: &str| message.contains_key(name);
        if says("exercise") {
            Err(Rejected::UnknownAction)
        } else if ["agent-id", "business-id", "issued-at", "expires-at"].into_iter().any(says) {
            wrong(&message, agent, context).map_or(Ok(()), Err)
        } else {
            Ok(())
        }
    }))
}

/// The JSON object that the agent signed.
async fn signed(request: &mut Incoming, agent: &Agent) -> Looked<Map<String, Value>> {
    let body = request.text(MOST_BYTES).await?;
    let bytes = BASE64_STANDARD.decode(body.trim()).unwrap_or_default();
    let Some((signature, text)) = bytes.split_at_checked(SIGNATURE_BYTES) else {
        return Ok(Err(Rejected::NotBase64));
    };
    if !verifies(&agent.verify_key, signature, text).await {
        return Ok(Err(Rejected::NotSigned));
    }
    match serde_json::from_str(&String::from_utf8_lossy(text)) {
        Ok(Value::Object(message)) => Ok(Ok(message)),
        _ => Ok(Err(Rejected::NoJson)),
    }
}

/// What is wrong with what a message says of itself, first things first.
fn wrong(message: &Map<String, Value>, agent: &Agent, context: &Context<'_>) -> Option<Rejected> {
    let said = |name: &str| message.get(name).and_then(Value::as_str).unwrap_or_default();
    let time = |name: &str| said(name).parse::<Timestamp>().ok();
    if said("agent-id") != agent.id {
        return Some(Rejected::OtherAgent);
    }
    if said("business-id") != business_id(context) {
        return Some(Rejected::OtherBusiness);
    }
    let Some(issued) = time("issued-at").filter(|issued| *issued <= context.now()) else {
        return Some(Rejected::NotYetIssued);
    };
    let good = |expires: &Timestamp| *expires > context.now() && expires.duration_since(issued) <= LONGEST;
    if time("expires-at").is_none_or(|expires| !good(&expires)) { Some(Rejected::Expired) } else { None }
}

/// What the network calls this institution: the register's id in capitals.
pub fn business_id(context: &Context<'_>) -> String {
    context.register.organisation.id.to_ascii_uppercase().replace('-', "_")
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
