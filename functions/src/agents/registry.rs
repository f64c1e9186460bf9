//! `/desk/agents`: which agents an officer trusts, with their keys.

use super::message::{business_id, is_key};
use super::origin::Origin;
use super::reach;
use crate::context::Context;
use crate::desk::SignedIn;
use crate::problem::Result;
use crate::reply;
use crate::request::Incoming;
use forthright_api::limits;
use forthright_clock::london_date;
use forthright_widget_pages::agents::{self as agents_page, Registered, Typed};
use serde::Deserialize;
use worker::{D1PreparedStatement, Response};

/// `GET /desk/agents`.
pub async fn page(context: &Context<'_>) -> Result<Response> {
    shown(&Typed::default(), None, context).await
}

async fn shown(
    typed: &Typed,
    problem: Option<(&'static str, &'static str)>,
    context: &Context<'_>,
) -> Result<Response> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
        name: String,
        registered_by: String,
        has_token: f64,
        failing_since: Option<String>,
    }
    let sql = "SELECT a.id, a.name, a.registered_by, a.token_hash IS NOT NULL AS has_token, b.failing_since
               FROM agents a LEFT JOIN agent_callbacks b ON b.agent = a.id ORDER BY a.name";
    let rows: Vec<Row> = context.database()?.all(sql, &[]).await?;
    let registered = |row: Row| Registered {
        id: row.id,
        name: row.name,
        by: row.registered_by,
        has_token: row.has_token > 0.0,
        undelivered_since: row.failing_since.and_then(|at| at.parse().ok()).map(london_date),
    };
    let list: Vec<Registered> = rows.into_iter().map(registered).collect();
    let html = agents_page::agents(context.register, &business_id(context), &list, typed, problem);
    reply::page(html, if problem.is_some() { 422 } else { 200 })
}

/// `POST /desk/agents`: registers one, or takes one out.
pub async fn register(staff: &SignedIn, request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    let posted = request.form(limits::CONSENT_BYTES).await?;
    let field = |name: &str| posted.get_field(name).unwrap_or_default().trim().to_owned();
    let database = context.database()?;
    if field("do") == "remove" {
        let id = field("agent");
        let removed = database.statement("DELETE FROM agents WHERE id = ?", &[(&id).into()])?;
        database.batch_once(vec![removed, as_if_new(&id, context)?]).await?;
        return reply::see_other("/desk/agents");
    }
    let typed = Typed { id: field("agent"), name: field("name"), key: field("key"), origin: field("origin") };
    let is_id =
        !typed.id.is_empty() && typed.id.len() <= 64 && typed.id.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    let origin = Origin::parse(&typed.origin, reach(context)).map(|origin| origin.to_string());
    let is_name = (1..=100).contains(&typed.name.chars().count()) && !typed.name.chars().any(char::is_control);
    let problem = if !is_id {
        Some(("agent", "Enter the agent’s id from the directory: capital letters and underscores"))
    } else if !is_name {
        Some(("name", "Enter the agent’s name"))
    } else if !is_key(&typed.key) {
        Some(("key", "Enter the verify key from the directory: 32 bytes in base 64, 44 characters"))
    } else if origin.is_none() && !typed.origin.is_empty() {
        Some(("origin", "Enter only the beginning of a public address, like https://agent.example.org"))
    } else {
        None
    };
    if problem.is_some() {
        return shown(&typed, problem, context).await;
    }
    // A changed key takes the token along that the old one got.
    let sql = "INSERT INTO agents (id, name, verify_key, callback_origin, registered_by, at) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE SET name = excluded.name, verify_key = excluded.verify_key,
                 callback_origin = excluded.callback_origin, registered_by = excluded.registered_by, at = excluded.at,
                 token_hash = NULL";
    let now = context.now_text();
    let values = [
        (&typed.id).into(),
        (&typed.name).into(),
        (&typed.key).into(),
        origin.as_deref().into(),
        staff.name().into(),
        (&now).into(),
    ];
    database.batch_once(vec![database.statement(sql, &values)?, as_if_new(&typed.id, context)?]).await?;
    reply::see_other("/desk/agents")
}

/// Forgets how an agent's address took status messages: what one did not take, another may.
fn as_if_new(id: &str, context: &Context<'_>) -> Result<D1PreparedStatement> {
    context.database()?.statement("DELETE FROM agent_callbacks WHERE agent = ?", &[id.into()])
}
