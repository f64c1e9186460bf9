//! `/cookies`: what every website uses, and a form that decides without a script: it sets and removes cookies by
//! `Set-Cookie` and puts the same record on the queue as the loader does.

use super::record::{Record, queue};
use super::weight::{self, Made};
use super::{cookie, wording};
use crate::at_rest;
use crate::context::Context;
use crate::notices;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_api::{Code, limits};
use forthright_consent::{Basis, Choice, Source, Surface};
use forthright_register::content::Covers;
use forthright_widget_pages::cookies::{self, Notice, Seen};
use jiff::Timestamp;
use worker::{FormEntry, Response};

/// `GET /cookies`.
pub fn cookies(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let language = request.language();
    let decision = cookie::decision(request, context);
    let notice = if request.parameter("saved").is_some() {
        Some(Notice::Saved)
    } else {
        request.parameter("deleted").map(|_| Notice::Deleted)
    };
    let seen = Seen { decision: decision.as_ref(), gpc: request.sends_gpc(), notice };
    reply::page(cookies::cookies(context.register, language, &seen), 200)
}

/// `POST /cookies`: `site`, `do` (save, accept or refuse) and `on`, once for each service that is on.
pub async fn choose(request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    request.check_same_origin()?;
    let language = request.language();
    let posted = request.form(limits::CHOICE_BYTES).await?;
    let id = posted.get_field("site").unwrap_or_default();
    let Some(site) = context.register.site_in(&id, language.code()) else {
        return reply::page(cookies::unknown_site(context.register, language), 400);
    };
    let about: Vec<&str> = site.optional().map(|service| service.id.as_str()).collect();
    let ticked: Vec<String> = posted
        .get_all("on")
        .unwrap_or_default()
        .into_iter()
        .filter_map(|entry| match entry {
            FormEntry::Field(value) => Some(value),
            FormEntry::File(_) => None,
        })
        .collect();
    let before = cookie::decision(request, context);
    let had = site.optional().any(|service| service.basis == Basis::Consent && service.allowed(before.as_ref()));
    let gives = site.optional().any(|service| service.basis == Basis::Consent && ticked.contains(&service.id));
    let (source, on) = match posted.get_field("do").as_deref() {
        Some("accept") => (Source::AcceptAll, about.clone()),
        Some("refuse") if had => (Source::Withdrawal, Vec::new()),
        Some("refuse") => (Source::RefuseAll, Vec::new()),
        _ => (
            if had && !gives { Source::Withdrawal } else { Source::Choice },
            about.iter().copied().filter(|id| ticked.iter().any(|on| on == id)).collect(),
        ),
    };
    // A device whose clock is fast does not make this the earlier choice.
    let after = before.as_ref().map_or(0, |before| before.decided_at().saturating_add(1));
    let decided_at = cookie::seconds(context).max(after);
    let id = at_rest::random_id()?;
    let choice = Choice { id: &id, revision: context.register.revision, decided_at, source, about: &about, on: &on };
    let decision = choice
        .decide(site, &context.register.services, before.as_ref())
        .map_err(|_| Problem::new(Code::InvalidBody))?;
    let seconds = i64::try_from(decided_at).unwrap_or_default();
    let record = Record {
        id: decision.id().to_owned(),
        site: site.id.clone(),
        revision: decision.revision(),
        decided_at: Timestamp::from_second(seconds).unwrap_or(context.now()),
        source,
        granted: decision.granted().to_vec(),
        refused: decision.refused().to_vec(),
        language: language.code().to_owned(),
        covered: Some(decision.covered().to_hex()),
        previous: before.map(|before| before.id().to_owned()),
        surface: Some(Surface::Page),
        asked: Vec::new(),
        wording: Some(wording::page_hash(site, language)),
        gpc: request.sends_gpc(),
        notice: notices::hash_covering(Covers::Websites, context),
        proof: None,
        // The choice is made here and now, so there is nothing to prove but that it came from the page.
        proved: request.comes_from_own_page() && weight::counts(Made::OnOurPage, site, request, context).await,
    };
    // What is refused stops, whether or not it can be written down.
    match queue(&record, context).await {
        Err(problem) if !decision.granted().is_empty() => return Err(problem),
        _ => {}
    }
    let response = reply::see_other(&format!("/cookies?saved=1&lang={}#current-choice", language.code()))?;
    let headers = response.headers();
    headers.append("Set-Cookie", &cookie::set(&decision, site, request, context))?;
    for header in cookie::remove_stopped(site, &decision, request) {
        headers.append("Set-Cookie", &header)?;
    }
    Ok(response)
}
