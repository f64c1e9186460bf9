//! `/desk/agents`: which agents an officer trusts, with their keys.

use super::message::{business_id, is_key};
use crate::context::Context;
use crate::desk::SignedIn;
use crate::problem::Result;
use crate::reply;
use crate::request::Incoming;
use forthright_api::limits;
use forthright_widget_pages::agents::{self as agents_page, Registered, Typed};
use serde::Deserialize;
use worker::Response;

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
    }
    let sql = "SELECT id, name, registered_by, token_hash IS NOT NULL AS has_token FROM agents ORDER BY name";
    let rows: Vec<Row> = context.database()?.all(sql, &[]).await?;
    let registered =
        |row: Row| Registered { id: row.id, name: row.name, by: row.registered_by, has_token: row.has_token > 0.0 };
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
        database.run("DELETE FROM agents WHERE id = ?", &[(&field("agent")).into()]).await?;
        return reply::see_other("/desk/agents");
    }
    let typed = Typed { id: field("agent"), name: field("name"), key: field("key"), origin: field("origin") };
    let is_id =
        !typed.id.is_empty() && typed.id.len() <= 64 && typed.id.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    let host =
        typed.origin.strip_prefix("https://").or(typed.origin.strip_prefix("http://").filter(|_| context.is_local()));
    let is_origin = typed.origin.is_empty()
        || host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '@', ' ', '?', '#']));
    let problem = if !is_id {
        Some(("agent", "Enter the agent’s id from the directory: capital letters and underscores"))
    } else if typed.name.is_empty() || typed.name.chars().count() > 100 {
        Some(("name", "Enter the agent’s name"))
    } else if !is_key(&typed.key) {
        Some(("key", "Enter the verify key from the directory: 32 bytes in base 64, 44 characters"))
    } else if !is_origin {
        Some(("origin", "Enter only the beginning of the address, like https://agent.example.org"))
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
    let origin = Some(typed.origin.as_str()).filter(|origin| !origin.is_empty());
    let values = [
        (&typed.id).into(),
        (&typed.name).into(),
        (&typed.key).into(),
        origin.into(),
        staff.name().into(),
        (&now).into(),
    ];
    database.run(sql, &values).await?;
    reply::see_other("/desk/agents")
}
