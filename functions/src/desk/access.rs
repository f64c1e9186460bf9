//! Cloudflare Access: every call's assertion is verified (RS256 only; issuer, audience, `exp` and `nbf` required), then
//! the staff table decides. Absent: trust in a cookie; the local environment hands its cookie on as the header that the
//! edge would send.

use super::issuer::{Keys, Next};
use super::rs256;
use crate::at_rest;
use crate::context::Context;
use crate::fetch;
use crate::problem::{Problem, Result};
use crate::request::Incoming;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use forthright_api::Code;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use worker::{Delay, Request, RequestInit, RequestRedirect};

/// Where the local environment keeps the assertion that Cloudflare's edge would add.
pub const ASSERTION_COOKIE: &str = "CF_Authorization";

/// The issuer's keys have about 4 kB.
const MOST_BYTES: usize = 64 * 1024;
/// Longer addresses there are not (RFC 5321, section 4.5.3.1).
const ADDRESS_BYTES: usize = 320;
/// How often, and for how long each time, a request looks whether another one has got the keys.
const LOOKS: u32 = 100;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);
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
        let email = folded(&email).ok_or(Problem::new(Code::NotAllowed))?;
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
    if asks_for_more(token) {
        return Err(denied());
    }
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
    Ok(claims.email)
}

/// Whether the header asks for something beyond the signature that has to be understood: `crit`, whatever it says, and `b64`
/// (RFC 7515, section 4.1.11; RFC 7797). We understand none. What is no header is refused elsewhere.
fn asks_for_more(token: &str) -> bool {
    let head = token.split('.').next().unwrap_or_default();
    let head = BASE64_URL_SAFE_NO_PAD.decode(head).unwrap_or_default();
    let head: Map<String, Value> = serde_json::from_slice(&head).unwrap_or_default();
    head.contains_key("crit") || head.contains_key("b64")
}

/// An address as the staff table has it. Only the letters a to z fold: with Unicode's rules other people's signs would become
/// theirs. Spaces and what cannot be seen are in no address.
fn folded(email: &str) -> Option<String> {
    let is_one =
        (1..=ADDRESS_BYTES).contains(&email.len()) && !email.contains(|c: char| c.is_control() || c.is_whitespace());
    is_one.then(|| email.to_ascii_lowercase())
}

/// The issuer's key with this id.
async fn key(kid: &str, issuer: &str, context: &Context<'_>) -> Result<Option<DecodingKey>> {
    if context.is_local()
        && let Some(keys) = context.variable("DEVELOPMENT_ISSUER_KEYS")
    {
        let keys: JwkSet = serde_json::from_str(&keys)?;
        return Ok(keys.find(kid).and_then(decoding));
    }
    for _ in 0..LOOKS {
        // One statement each: what is kept is never held while something is waited for.
        let next = kept().next(kid, now());
        match next {
            Next::Found(key) => return Ok(decoding(&key)),
            Next::Unknown => return Ok(None),
            Next::Unavailable => break,
            Next::Wait => Delay::from(BETWEEN_LOOKS).await,
            Next::Ask => {
                let set = fetched(issuer).await.ok();
                kept().answered(set, now());
            }
        }
    }
    Err(Problem::new(Code::TryAgain))
}

/// What the issuer says its keys are. A redirect is no answer: they are found at its own address.
async fn fetched(issuer: &str) -> Result<JwkSet> {
    let mut init = RequestInit::new();
    init.with_redirect(RequestRedirect::Manual);
    // As text: a parsed address would bring the tables of internationalised names along.
    let request = Request::new_with_init(&format!("{issuer}/cdn-cgi/access/certs"), &init)?;
    Ok(serde_json::from_str(&fetch::text(request, MOST_BYTES).await?)?)
}

fn decoding(key: &Jwk) -> Option<DecodingKey> {
    DecodingKey::from_jwk(key).ok()
}

fn now() -> u64 {
    worker::Date::now().as_millis() / 1000
}

static KEPT: Mutex<Keys> = Mutex::new(Keys::new());

fn kept() -> MutexGuard<'static, Keys> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(head: &str) -> String {
        format!("{}.e30.", BASE64_URL_SAFE_NO_PAD.encode(head))
    }

    #[test]
    fn a_header_that_asks_for_anything_is_refused_whatever_it_asks() {
        for more in [
            r#""crit":["x"],"x":1"#,
            r#""crit":[]"#,
            r#""crit":null"#,
            r#""crit":"exp""#,
            r#""crit":{}"#,
            r#""crit":["exp"]"#,
            r#""cr\u0069t":["x"]"#,
            r#""b64":false,"crit":["b64"]"#,
            r#""b64":false"#,
            r#""b64":true"#,
            r#""crit":["x"],"crit":null"#,
        ] {
            assert!(asks_for_more(&token(&format!(r#"{{"alg":"RS256","kid":"a",{more}}}"#))), "{more}");
        }
        assert!(!asks_for_more(&token(r#"{"alg":"RS256","kid":"a","typ":"JWT","x":"crit"}"#)));
        assert!(!asks_for_more("nonsense"));
    }

    #[test]
    fn only_the_letters_a_to_z_of_an_address_fold() {
        assert_eq!(folded("Asha@Example.AC.uk").as_deref(), Some("asha@example.ac.uk"));
        // The Kelvin sign, a long s, a dotted and a dotless i, capital sharp s, and letters of other alphabets stay what they are.
        for other in [
            "\u{212a}im@example.org",
            "a\u{17f}ha@example.org",
            "\u{130}an@example.org",
            "\u{131}an@example.org",
            "\u{c9}@x.org",
        ] {
            assert_eq!(folded(other).as_deref(), Some(other));
        }
    }

    #[test]
    fn what_no_address_has_makes_it_none() {
        for wrong in [
            "",
            " ",
            "asha@example.ac.uk ",
            " asha@example.ac.uk",
            "asha@example.ac.uk\0",
            "asha\t@example.ac.uk",
            "asha@example.ac.uk\n",
            "asha@example.ac.uk\u{a0}",
            "asha@example.ac.uk\u{85}",
        ] {
            assert_eq!(folded(wrong), None, "{wrong:?}");
        }
        assert_eq!(folded(&"a".repeat(321)), None);
    }
}
