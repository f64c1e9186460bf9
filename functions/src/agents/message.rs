//! Signed messages: an Ed25519 signature, then JSON, all in base 64 (3.07). Verified in the order the protocol says; then what
//! they are for.

use super::purpose::{Purpose, remember};
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
    OtherPurpose,
    OtherRequest,
    TooLong,
    TooMany,
    NotOurs,
    Closed,
}

impl Rejected {
    /// Status, what it says, and whether sending it again is no use.
    pub const fn answer(self) -> (u16, &'static str, bool) {
        match self {
            Self::NotBase64 => (400, "The body is not base 64.", true),
            Self::NotSigned => (403, "The signature is not that of the agent whose token was sent.", true),
            Self::NoJson => (400, "The signed message is not a JSON object.", true),
            Self::OtherAgent => (403, "agent-id is not the agent whose token was sent.", true),
            Self::OtherBusiness => (403, "business-id is not this institution.", true),
            Self::NotYetIssued => (400, "issued-at is missing or in the future.", false),
            Self::Expired => (400, "expires-at is missing, in the past, or more than an hour after issued-at.", true),
            Self::UnknownAction => (
                400,
                "This action is not supported: access, access:categories, access:specific, deletion, sale:opt-out.",
                true,
            ),
            Self::OtherPurpose => (
                403,
                "This signed message was for something else, or has been used. Sign a new one with a different issued-at.",
                true,
            ),
            Self::OtherRequest => (403, "The signed message names another request.", true),
            Self::TooLong => {
                (400, "agent-request-id has more than 200 characters, or characters that cannot be shown.", true)
            }
            Self::TooMany => (429, "There are too many messages from this agent in an hour.", false),
            Self::NotOurs => (403, "There is no such request from this agent.", true),
            Self::Closed => (409, "This request has ended.", true),
        }
    }
}

/// What was looked for, or what is wrong with the message; the outer error is one of our own.
pub type Looked<T> = Result<std::result::Result<T, Rejected>>;

/// The message of a request, if everything about it holds; it is then used for this and nothing else. A revocation may say
/// nothing of agent, business or time (2.04): what says whose it is or when must be right in all of it.
pub async fn read(
    request: &mut Incoming,
    agent: &Agent,
    purpose: Purpose<'_>,
    context: &Context<'_>,
) -> Looked<Map<String, Value>> {
    let (text, message) = match signed(request, agent).await? {
        Ok(signed) => signed,
        Err(why) => return Ok(Err(why)),
    };
    let says =
        ["agent-id", "business-id", "issued-at", "expires-at"].into_iter().any(|name| message.contains_key(name));
    let may_be_bare = matches!(purpose, Purpose::Revoke(_)) && !says;
    let wrong = if may_be_bare { None } else { wrong(&message, agent, context) };
    if let Some(why) = wrong.or_else(|| purpose.refuses(&message)) {
        return Ok(Err(why));
    }
    match remember(&text, time(&message, "expires-at"), purpose, agent, context).await? {
        Some(why) => Ok(Err(why)),
        None => Ok(Ok(message)),
    }
}

/// What the agent signed, and the JSON object that it is.
async fn signed(request: &mut Incoming, agent: &Agent) -> Looked<(Vec<u8>, Map<String, Value>)> {
    let body = request.text(MOST_BYTES).await?;
    let bytes = BASE64_STANDARD.decode(body.trim()).unwrap_or_default();
    let Some((signature, text)) = bytes.split_at_checked(SIGNATURE_BYTES) else {
        return Ok(Err(Rejected::NotBase64));
    };
    if !verifies(&agent.verify_key, signature, text).await {
        return Ok(Err(Rejected::NotSigned));
    }
    match serde_json::from_str(&String::from_utf8_lossy(text)) {
        Ok(Value::Object(message)) => Ok(Ok((text.to_vec(), message))),
        _ => Ok(Err(Rejected::NoJson)),
    }
}

/// What is wrong with what a message says of itself, first things first.
fn wrong(message: &Map<String, Value>, agent: &Agent, context: &Context<'_>) -> Option<Rejected> {
    let said = |name: &str| message.get(name).and_then(Value::as_str).unwrap_or_default();
    if said("agent-id") != agent.id {
        return Some(Rejected::OtherAgent);
    }
    if said("business-id") != business_id(context) {
        return Some(Rejected::OtherBusiness);
    }
    let Some(issued) = time(message, "issued-at").filter(|issued| *issued <= context.now()) else {
        return Some(Rejected::NotYetIssued);
    };
    let good = |expires: &Timestamp| *expires > context.now() && expires.duration_since(issued) <= LONGEST;
    if time(message, "expires-at").is_none_or(|expires| !good(&expires)) { Some(Rejected::Expired) } else { None }
}

fn time(message: &Map<String, Value>, name: &str) -> Option<Timestamp> {
    message.get(name).and_then(Value::as_str)?.parse().ok()
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
