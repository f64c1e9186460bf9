//! Cloudflare Turnstile, where the configuration names its keys: another way to show that a form was sent from a page. The one thing
//! of our pages that comes from somebody else, so it is off unless an institution wants it (`TURNSTILE_SITE_KEY` and the secret
//! `TURNSTILE_SECRET`). Whoever cannot or will not pass it sends the form all the same.

use crate::at_rest;
use crate::context::Context;
use crate::fetch;
use crate::problem::Result;
use serde::Deserialize;
use worker::wasm_bindgen::JsValue;
use worker::{Env, Headers, Method, Request, RequestInit};

/// What a form's widget says it is for.
pub const ACTION: &str = "request";
const VERIFY: &str = "https://challenges.cloudflare.com/turnstile/v0/siteverify";
/// Tokens are never longer, says Cloudflare.
const LONGEST: usize = 2_048;
const MOST_ANSWER: usize = 16 * 1024;

/// The public key of the widget, where both keys are there.
pub fn site_key(context: &Context<'_>) -> Option<String> {
    context.variable("TURNSTILE_SECRET")?;
    context
        .variable("TURNSTILE_SITE_KEY")
        .filter(|key| key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)))
}

/// Whether it is configured.
pub fn is_on(env: &Env) -> bool {
    let is_there = |name: &str| env.var(name).is_ok_and(|value| !value.to_string().is_empty());
    is_there("TURNSTILE_SECRET") && is_there("TURNSTILE_SITE_KEY")
}

/// The widget, to be put behind a form: it adds its token as the field `turnstile`.
pub fn widget(context: &Context<'_>) -> String {
    site_key(context).map_or_else(String::new, |key| {
        format!(
            "<div class=\"cf-turnstile\" data-sitekey=\"{key}\" data-action=\"{ACTION}\" data-response-field-name=\"turnstile\"></div>\
             <script src=\"https://challenges.cloudflare.com/turnstile/v0/api.js\" async defer></script>"
        )
    })
}

/// Whether a token was made on a page of ours. A service that does not answer is no proof, and costs nobody their request.
pub async fn is_passed(token: &str, host: &str, context: &Context<'_>) -> bool {
    let is_token = (1..=LONGEST).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_graphic());
    let Some(secret) = context.variable("TURNSTILE_SECRET").filter(|_| is_token) else { return false };
    ask(token, &secret, context).await.is_ok_and(|answer| answer.holds(host))
}

#[derive(Deserialize)]
struct Answer {
    success: bool,
    #[serde(default)]
    hostname: String,
    #[serde(default)]
    action: String,
}

impl Answer {
    fn holds(&self, host: &str) -> bool {
        self.success && self.hostname == host && self.action == ACTION
    }
}

async fn ask(token: &str, secret: &str, context: &Context<'_>) -> Result<Answer> {
    let headers = Headers::new();
    headers.set("Content-Type", "application/json")?;
    let body = serde_json::json!({"secret": secret, "response": token, "idempotency_key": at_rest::random_id()?});
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_headers(headers).with_body(Some(JsValue::from_str(&body.to_string())));
    // Locally another address can be asked, so that a test needs nobody else.
    let address = context.variable("TURNSTILE_ADDRESS").filter(|_| context.is_local());
    let request = Request::new_with_init(address.as_deref().unwrap_or(VERIFY), &init)?;
    Ok(serde_json::from_str(&fetch::text(request, MOST_ANSWER).await?)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_answer_holds_for_this_host_and_this_purpose_alone() {
        let holds = |text: &str| serde_json::from_str::<Answer>(text).unwrap().holds("privacy.example.ac.uk");
        assert!(holds(r#"{"success":true,"hostname":"privacy.example.ac.uk","action":"request","cdata":""}"#));
        assert!(!holds(r#"{"success":false,"hostname":"privacy.example.ac.uk","action":"request"}"#));
        assert!(!holds(r#"{"success":true,"hostname":"evil.example","action":"request"}"#));
        assert!(!holds(r#"{"success":true,"hostname":"privacy.example.ac.uk","action":"login"}"#));
        assert!(!holds(r#"{"success":true}"#));
    }
}
