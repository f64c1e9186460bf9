//! `POST /v1/consents`: checks a decision, puts it on the queue and renews the cookie from the server, because a cookie
//! that a script set lives seven days at most in Safari.

use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_api::{Code, limits};
use forthright_consent::{COOKIE_NAME, Decision, LIFETIME_SECONDS, Site, Source};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use worker::Response;

/// A decision on the wire, on the queue and in the table.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Record {
    pub id: String,
    pub site: String,
    pub revision: u32,
    pub decided_at: Timestamp,
    pub source: Source,
    pub granted: Vec<String>,
    pub refused: Vec<String>,
    #[serde(default)]
    pub language: String,
}

impl Record {
    /// The decision, if it is one that the site could have asked for.
    fn decision(&self, site: &Site, now: Timestamp) -> Option<Decision> {
        let seconds = u64::try_from(self.decided_at.as_second()).ok()?;
        let now = u64::try_from(now.as_second()).ok()?;
        let language =
            self.language.len() <= 35 && self.language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let (granted, refused) = (self.granted.clone(), self.refused.clone());
        Decision::new(&self.id, self.revision, seconds, self.source, granted, refused)
            .ok()
            .filter(|decision| language && self.revision <= site.revision && decision.is_current(0, now))
    }
}

/// `POST /v1/consents`.
pub async fn record(request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    request.length(limits::CONSENT_BYTES)?;
    let origins = allowed_origins(context);
    if !request.comes_from(&origins) {
        return Err(Problem::new(Code::OriginNotAllowed));
    }
    let record: Record = request.json(limits::CONSENT_BYTES).await?;
    let site = context.register.site(&record.site).ok_or(Problem::with(Code::InvalidBody, "No such site."))?;
    let decision = record.decision(site, context.now()).ok_or(Problem::with(
        Code::InvalidBody,
        "Id, revision, time, names or language are not those of a decision made now.",
    ))?;
    context.env.queue("CONSENTS")?.send(serde_json::to_string(&record)?).await?;

    let response =
        reply::with_headers(format!(r#"{{"id":"{}"}}"#, decision.id()).into_bytes(), 202, "application/json")?;
    response.headers().set("Set-Cookie", &cookie(&decision, site, request, context))?;
    allow_origin(&response, request, &origins)?;
    Ok(response)
}

/// `OPTIONS /v1/consents`, which a browser asks before a page of another of the institution's hosts may post.
pub fn preflight(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let origins = allowed_origins(context);
    if !request.comes_from(&origins) {
        return Err(Problem::new(Code::OriginNotAllowed));
    }
    let response = reply::with_headers(Vec::new(), 204, "text/plain")?;
    allow_origin(&response, request, &origins)?;
    response.headers().set("Access-Control-Allow-Methods", "POST")?;
    response.headers().set("Access-Control-Allow-Headers", "Content-Type")?;
    response.headers().set("Access-Control-Max-Age", "86400")?;
    Ok(response)
}

/// `GET /v1/sites/{site}/cookies.json`: what a site uses, for the preference centre.
pub fn site(id: &str, context: &Context<'_>) -> Result<Response> {
    reply::public_json(context.register.site(id).ok_or(Problem::new(Code::NotFound))?)
}

fn allowed_origins(context: &Context<'_>) -> Vec<String> {
    context.register.sites.iter().flat_map(|site| site.origins.iter().cloned()).collect()
}

fn allow_origin(response: &Response, request: &Incoming, origins: &[String]) -> Result<()> {
    if let Some(origin) = request.header("Origin").filter(|origin| origins.contains(origin)) {
        response.headers().set("Access-Control-Allow-Origin", &origin)?;
        response.headers().set("Access-Control-Allow-Credentials", "true")?;
        response.headers().set("Vary", "Origin")?;
    }
    Ok(())
}

/// The same cookie the loader sets, kept for what is left of six months.
fn cookie(decision: &Decision, site: &Site, request: &Incoming, context: &Context<'_>) -> String {
    let now = u64::try_from(context.now().as_second()).unwrap_or(0);
    let age = now.saturating_sub(decision.decided_at());
    let left = LIFETIME_SECONDS.saturating_sub(age);
    let mut cookie = format!("{COOKIE_NAME}={}; Path=/; Max-Age={left}; SameSite=Lax", decision.to_cookie());
    if request.is_secure() {
        cookie.push_str("; Secure");
    }
    if let Some(domain) = &site.cookie_domain {
        cookie.push_str(&format!("; Domain={domain}"));
    }
    cookie
}
