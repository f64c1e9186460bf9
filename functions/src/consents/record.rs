//! `POST /v1/consents`: checks a decision, puts it on the queue and renews the cookie from the server, because a cookie
//! that a script set lives seven days at most in Safari.

use super::cookie;
use super::weight::{self, Made};
use crate::context::Context;
use crate::notices;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_api::{Code, limits};
use forthright_clock::rfc3339;
use forthright_consent::{Category, Covered, Decision, Site, Source, Surface};
use forthright_proof::{Puzzle, RECORD_BITS};
use forthright_register::Register;
use forthright_register::content::Covers;
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
    /// The services it is about, as in the cookie. Absent: those of the site.
    #[serde(default)]
    pub covered: Option<String>,
    /// The decision before it.
    #[serde(default)]
    pub previous: Option<String>,
    /// Where it was made.
    #[serde(default)]
    pub surface: Option<Surface>,
    /// The services that were asked about, where it was not all of them.
    #[serde(default)]
    pub asked: Vec<String>,
    /// SHA-256 of the words that were shown.
    #[serde(default)]
    pub wording: Option<String>,
    /// Whether the browser sent `Sec-GPC: 1` with it. The server says so; a client that does is overruled.
    #[serde(default)]
    pub gpc: bool,
    /// SHA-256 of the notice in force, with which the words refer to it. The server says so.
    #[serde(default)]
    pub notice: Option<String>,
    /// The nonce that proves it (see [`Puzzle`]). It goes no further than the check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
    /// Whether it counts among the proved ones. The server says so; a client that does is overruled.
    #[serde(default)]
    pub proved: bool,
}

impl Record {
    /// The decision, if it is one that the site could have asked for.
    fn decision(&self, site: &Site, context: &Context<'_>) -> Option<Decision> {
        let seconds = u64::try_from(self.decided_at.as_second()).ok()?;
        let language =
            self.language.len() <= 35 && self.language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let hash = |text: &String| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
        // A page of an older revision may know a service that the register has no longer: its record is kept all the same.
        let name = |id: &String| id.len() <= 40 && id.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        let sound = language
            && self.revision <= context.register.revision
            && self.wording.as_ref().is_none_or(hash)
            && self.previous.as_ref().is_none_or(|id| is_uuid(id))
            && self.asked.len() <= usize::from(Covered::MOST)
            && self.asked.iter().all(name);
        let covered = match &self.covered {
            Some(hex) => Covered::from_hex(hex)?,
            None => site.optional().filter(|service| service.since <= self.revision).map(|s| s.number).collect(),
        };
        Decision::new(&self.id, self.revision, seconds, self.source, self.granted.clone(), self.refused.clone())
            .and_then(|decision| decision.about(covered))
            .ok()
            .filter(|decision| sound && decision.is_current(cookie::seconds(context)))
    }
}

/// Whether all names of a record are services or categories of the register, as they are in its current revision.
fn has_known_names(record: &Record, register: &Register) -> bool {
    let known = |name: &String| {
        register.services.iter().any(|service| service.id == *name) || Category::from_name(name).is_some()
    };
    record.revision != register.revision
        || [&record.granted, &record.refused, &record.asked].into_iter().flatten().all(known)
}

/// Whether an id is a lower-case UUID.
pub fn is_uuid(id: &str) -> bool {
    Decision::new(id, 0, 0, Source::Api, Vec::new(), Vec::new()).is_ok()
}

/// `POST /v1/consents`. The page that called may read a refusal, too.
pub async fn record(request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    let response = match accept(request, context).await {
        Ok(response) => response,
        Err(problem) => problem.response()?,
    };
    allow_origin(&response, request, context)?;
    Ok(response)
}

async fn accept(request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    request.length(limits::CONSENT_BYTES)?;
    check_origin(request, context)?;
    let mut record: Record = request.json(limits::CONSENT_BYTES).await?;
    let site = context.register.site(&record.site).ok_or(Problem::with(Code::InvalidBody, "No such site."))?;
    let decision = record.decision(site, context).ok_or(Problem::with(
        Code::InvalidBody,
        "Id, revision, time, names, language or hashes are not those of a decision made now.",
    ))?;
    if !has_known_names(&record, context.register) {
        return Err(Problem::new(Code::NoSuchService));
    }
    let proof = record.proof.take();
    let puzzle = Puzzle::of_record(&record.id, &rfc3339(record.decided_at));
    let has_proof = proof.is_some_and(|nonce| puzzle.is_solved(&nonce, RECORD_BITS));
    record.proved = has_proof && weight::counts(Made::ByScript, site, request, context).await;
    record.gpc = request.sends_gpc();
    record.notice = notices::hash_covering(Covers::Websites, context);
    record.covered = Some(decision.covered().to_hex());
    queue(&record, context).await?;

    let response =
        reply::with_headers(format!(r#"{{"id":"{}"}}"#, decision.id()).into_bytes(), 202, "application/json")?;
    // Not over a newer choice that was made while this record was on its way.
    if cookie::decision(request, context).is_none_or(|known| known.decided_at() <= decision.decided_at()) {
        response.headers().set("Set-Cookie", &cookie::set(&decision, site, request, context))?;
    }
    Ok(response)
}

/// Puts a record on the queue.
pub async fn queue(record: &Record, context: &Context<'_>) -> Result<()> {
    Ok(context.env.queue("CONSENTS")?.send(serde_json::to_string(record)?).await?)
}

/// `OPTIONS /v1/consents` and `/v1/consents/{id}`, which a browser asks before a page of another of the institution's hosts
/// may call.
pub fn preflight(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    check_origin(request, context)?;
    let response = reply::with_headers(Vec::new(), 204, "text/plain")?;
    allow_origin(&response, request, context)?;
    response.headers().set("Access-Control-Allow-Methods", "POST, DELETE")?;
    response.headers().set("Access-Control-Allow-Headers", "Content-Type")?;
    response.headers().set("Access-Control-Max-Age", "86400")?;
    Ok(response)
}

/// Refuses pages that are not the institution's.
pub fn check_origin(request: &Incoming, context: &Context<'_>) -> Result<()> {
    if request.comes_from(&[]) || is_ours(request, context) {
        return Ok(());
    }
    Err(Problem::new(Code::OriginNotAllowed))
}

/// Lets the page that called read the answer.
pub fn allow_origin(response: &Response, request: &Incoming, context: &Context<'_>) -> Result<()> {
    if let Some(origin) = request.header("Origin").filter(|_| is_ours(request, context)) {
        response.headers().set("Access-Control-Allow-Origin", &origin)?;
        response.headers().set("Access-Control-Allow-Credentials", "true")?;
        response.headers().set("Vary", "Origin")?;
    }
    Ok(())
}

/// Whether the request comes from a website of the register: one of its origins, or any host with https below a parent
/// domain of its cookies. Locally http will do.
fn is_ours(request: &Incoming, context: &Context<'_>) -> bool {
    let Some(origin) = request.header("Origin") else { return false };
    let plain = if context.is_local() { origin.strip_prefix("http://") } else { None };
    let host = origin.strip_prefix("https://").or(plain);
    let host = host.map(|host| host.split(':').next().unwrap_or(host));
    context.register.sites.iter().any(|site| {
        site.origins.contains(&origin)
            || host.zip(site.cookie_domain.as_deref()).is_some_and(|(host, domain)| cookie::is_within(host, domain))
    })
}
