//! Cloudflare Access: every call's assertion is verified (RS256 only; issuer, audience, `exp` and `nbf` required), then
//! the staff table decides. Absent: trust in a cookie; the local environment hands its cookie on as the header that the
//! edge would send.

use super::rs256;
use crate::at_rest;
use crate::context::Context;
use crate::fetch;
use crate::problem::{Problem, Result};
use crate::request::Incoming;
use forthright_api::Code;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use std::sync::{Mutex, PoisonError};
use worker::{Method, Request};

/// Where the local environment keeps the assertion that Cloudflare's edge would add.
pub const ASSERTION_COOKIE: &str = "CF_Authorization";

/// A set of keys is used for at most a day without being fetched again.
const KEYS_LIVE_SECONDS: u64 = 24 * 60 * 60;
/// Unknown keys make a new fetch at most once a minute.
const REFETCH_SECONDS: u64 = 60;
/// Clocks may differ by this much.
const LEEWAY_SECONDS: u64 = 30;

/// Proof that a member of staff is signed in.
pub struct SignedIn {
    id: String,
    name: String,
    key: String,
}

#[derive(Deserialize)]
struct Claims {
    email: String,
    /// Access names the kind of token; only the application's own counts.
    #[serde(rename = "type")]
    kind: Option<String>,
}

#[derive(Deserialize)]
struct StaffRow {
    name: String,
    key: String,
}

impl SignedIn {
    /// Verifies the assertion and looks the person up.
    pub async fn check(request: &Incoming, context: &Context<'_>) -> Result<Self> {
        let assertion = request.header("Cf-Access-Jwt-Assertion");
        let handed_on = if context.is_local() { request.cookie(ASSERTION_COOKIE) } else { None };
        let token = assertion.or(handed_on).ok_or(Problem::new(Code::SignInNeeded))?;
        let email = verify(&token, context).await?;
        let sql = "SELECT name, key FROM staff WHERE email = ?";
        let row: StaffRow =
            context.database()?.first(sql, &[(&email).into()]).await?.ok_or(Problem::new(Code::NotAllowed))?;
        Ok(Self { id: at_rest::sha256_hex(email.as_bytes()), name: row.name, key: row.key })
    }

    /// Who it is whatever they are called: a hash of the address they sign in with.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn key(&self) -> &str {
        &self.key
    }
}

/// The e-mail address of a valid assertion.
async fn verify(token: &str, context: &Context<'_>) -> Result<String> {
    let denied = || Problem::new(Code::SignInNeeded);
    let issuer = context.variable("ACCESS_ISSUER").ok_or(Problem::new(Code::NotReady))?;
    let audience = context.variable("ACCESS_AUDIENCE").ok_or(Problem::new(Code::NotReady))?;
    rs256::install();
    let header = decode_header(token).map_err(|_| denied())?;
    let kid = header.kid.filter(|_| header.alg == Algorithm::RS256).ok_or_else(denied)?;
    let key = key(&kid, &issuer, context).await?.ok_or_else(denied)?;
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_issuer(&[issuer]);
    validation.set_audience(&[audience]);
    validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud"]);
    validation.validate_nbf = true;
    validation.leeway = LEEWAY_SECONDS;
    let claims = decode::<Claims>(token, &key, &validation).map_err(|_| denied())?.claims;
    if claims.kind.as_deref().is_some_and(|kind| kind != "app") {
        return Err(denied());
    }
    Ok(claims.email.to_lowercase())
}

/// The issuer's key with this id.
async fn key(kid: &str, issuer: &str, context: &Context<'_>) -> Result<Option<DecodingKey>> {
    if context.is_local()
        && let Some(keys) = context.variable("DEVELOPMENT_ISSUER_KEYS")
    {
        let keys: JwkSet = serde_json::from_str(&keys)?;
        return Ok(find(&keys, kid));
    }
    let now = worker::Date::now().as_millis() / 1000;
    if let Some(kept) = kept()
        && now.saturating_sub(kept.fetched) < KEYS_LIVE_SECONDS
    {
        let found = find(&kept.keys, kid);
        if found.is_some() || now.saturating_sub(kept.fetched) < REFETCH_SECONDS {
            return Ok(found);
        }
    }
    // As text: a parsed address would bring the tables of internationalised names along.
    let request = Request::new(&format!("{issuer}/cdn-cgi/access/certs"), Method::Get)?;
    let mut response = fetch::send(request).await?;
    let keys: JwkSet = response.json().await?;
    let found = find(&keys, kid);
    keep(Kept { fetched: now, keys });
    Ok(found)
}

fn find(keys: &JwkSet, kid: &str) -> Option<DecodingKey> {
    keys.find(kid).and_then(|key| DecodingKey::from_jwk(key).ok())
}

#[derive(Clone)]
struct Kept {
    fetched: u64,
    keys: JwkSet,
}

static KEPT: Mutex<Option<Kept>> = Mutex::new(None);

fn kept() -> Option<Kept> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn keep(keys: Kept) {
    *KEPT.lock().unwrap_or_else(PoisonError::into_inner) = Some(keys);
}
