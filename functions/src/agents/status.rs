//! How far a request is, as the protocol has it (3.02, 3.03), and telling the agent when that changes (2.03).

use super::by_id;
use crate::context::Context;
use crate::desk::events_of;
use crate::fetch;
use crate::problem::{Problem, Result};
use forthright_api::Code;
use forthright_cases::{Case, Identity, Outcome};
use forthright_clock::Need;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;
use worker::wasm_bindgen::JsValue;
use worker::{Headers, Method, Request, RequestInit, RequestRedirect};

#[derive(Deserialize)]
struct Row {
    id: String,
    agent: String,
    agent_request_id: Option<String>,
    status_callback: Option<String>,
    due_on: Date,
}

async fn row(reference: &str, context: &Context<'_>) -> Result<Option<Row>> {
    let sql = "SELECT a.id, a.agent, a.agent_request_id, a.status_callback, c.due_on
               FROM agent_requests a JOIN cases c ON c.reference = a.reference WHERE a.reference = ?";
    context.database()?.first(sql, &[reference.into()]).await
}

/// The exercise status of a case (3.03).
pub async fn of(reference: &str, context: &Context<'_>) -> Result<Value> {
    let row = row(reference, context).await?.ok_or(Problem::new(Code::NotFound))?;
    status(reference, &row, context).await
}

async fn status(reference: &str, row: &Row, context: &Context<'_>) -> Result<Value> {
    let events = events_of(reference, context).await?;
    let case = Case::replay(events.iter().map(|row| &row.event)).ok_or(Problem::new(Code::TryAgain))?;
    let (status, reason) = state(&case);
    let words = case.outcome().map_or_else(|| case.status().words(), Outcome::words);
    let due = (case.waiting().has_date() && case.outcome().is_none()).then_some(row.due_on);
    let mut shown = json!({
        "request_id": row.id,
        "received_at": events.first().map(|row| &row.at),
        "status": status,
        "processing_details": words,
    });
    if let Some(object) = shown.as_object_mut() {
        let more = [
            ("reason", reason.map(|reason| json!(reason))),
            ("expected_by", due.map(|due| json!(due))),
            ("agent_request_id", row.agent_request_id.as_ref().map(|id| json!(id))),
        ];
        object.extend(more.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    }
    Ok(shown)
}

/// The protocol's state and reason (3.02).
fn state(case: &Case) -> (&'static str, Option<&'static str>) {
    let unknown = case.identity() == Some(Identity::NotConfirmed) || case.awaited().contains(&Need::Identity);
    match case.outcome() {
        None if unknown => ("in_progress", Some("need_user_verification")),
        None => ("in_progress", None),
        Some(Outcome::Withdrawn) => ("revoked", None),
        Some(Outcome::NothingHeld) => ("denied", Some("no_match")),
        Some(Outcome::IdentityNotShown) => ("denied", Some("insuf_verification")),
        Some(Outcome::Refused | Outcome::Duplicate) => ("denied", Some("other")),
        Some(_) => ("fulfilled", None),
    }
}

/// Sends the status of a case to its agent's callback, if it has one, and waits no longer than `patience` for it to be taken.
pub async fn tell(reference: &str, patience: Duration, context: &Context<'_>) -> Result<()> {
    let Some(row) = row(reference, context).await? else { return Ok(()) };
    let (Some(address), Some(agent)) = (&row.status_callback, by_id(&row.agent, context).await?) else { return Ok(()) };
    // The officer may have changed where it may go since.
    if !agent.may_be_told_at(address, context) {
        return Ok(());
    }
    let headers = Headers::new();
    headers.set("Content-Type", "application/json")?;
    let mut init = RequestInit::new();
    let body = JsValue::from_str(&status(reference, &row, context).await?.to_string());
    init.with_method(Method::Post).with_headers(headers).with_body(Some(body)).with_redirect(RequestRedirect::Manual);
    match fetch::status(Request::new_with_init(address, &init)?, patience).await? {
        200 => Ok(()),
        _ => Err(Problem::new(Code::TryAgain)),
    }
}
