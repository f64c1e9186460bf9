//! Receiver for authorised agents: the Data Rights Protocol 1.0. An officer registers an agent with its Ed25519 key; what it
//! signs becomes a case like any other, its claims sealed to the team. Section numbers are the protocol's.

mod callbacks;
mod message;
mod origin;
mod purpose;
mod registry;
mod requests;
mod status;

pub use callbacks::send;
pub use purpose::forget;
pub use registry::{page, register};
pub use requests::{exercise, revoke, show};

use crate::at_rest;
use crate::context::Context;
use crate::problem::Result;
use crate::reply;
use crate::request::Incoming;
use message::{Rejected, read};
use origin::{Origin, Reach};
use purpose::Purpose;
use serde::Deserialize;
use serde_json::json;
use worker::{Method, Response};

/// Messages are small: claims about one person.
const MOST_BYTES: u64 = 64 * 1024;

/// A registered agent.
#[derive(Clone, Debug, Deserialize)]
pub struct Agent {
    pub id: String,
    pub name: String,
    verify_key: String,
    callback_origin: Option<String>,
}

impl Agent {
    /// Whether a callback goes where the officer said this agent's may go. What was kept before origins were read strictly may be
    /// none, and allows nothing.
    fn may_be_told_at(&self, address: &str, context: &Context<'_>) -> bool {
        let reach = reach(context);
        let allowed = self.callback_origin.as_deref().and_then(|text| Origin::parse(text, reach));
        allowed.is_some_and(|origin| origin.has(address, reach))
    }
}

/// Where addresses may lead: this machine only in the local environment.
fn reach(context: &Context<'_>) -> Reach {
    if context.is_local() { Reach::Local } else { Reach::Public }
}

const COLUMNS: &str = "id, name, verify_key, callback_origin";

/// The agent whose bearer token this is (2.05).
async fn of_token(request: &Incoming, context: &Context<'_>) -> Result<Option<Agent>> {
    let header = request.header("Authorization").unwrap_or_default();
    let Some(token) = header.strip_prefix("Bearer ") else { return Ok(None) };
    let sql = format!("SELECT {COLUMNS} FROM agents WHERE token_hash = ?");
    context.database()?.first(&sql, &[(&at_rest::sha256_hex(token.as_bytes())).into()]).await
}

async fn by_id(id: &str, context: &Context<'_>) -> Result<Option<Agent>> {
    let sql = format!("SELECT {COLUMNS} FROM agents WHERE id = ?");
    context.database()?.first(&sql, &[id.into()]).await
}

/// `/v1/agent/{id}`: `POST` sets up a token for a signed message (2.05), `GET` says whether the token still holds (2.06).
/// Whatever is wrong is the same 403 without a body.
pub async fn agent(id: &str, request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    if request.method() != Method::Post {
        let own = of_token(request, context).await?.is_some_and(|agent| agent.id == id);
        return if own { reply::json(&json!({}), 200) } else { forbidden() };
    }
    let Some(agent) = by_id(id, context).await? else { return forbidden() };
    if read(request, &agent, Purpose::SetUp, context).await?.is_err() {
        return forbidden();
    }
    let token = [at_rest::random_id()?, at_rest::random_id()?].concat().replace('-', "");
    let sql = "UPDATE agents SET token_hash = ? WHERE id = ?";
    context.database()?.run(sql, &[(&at_rest::sha256_hex(token.as_bytes())).into(), id.into()]).await?;
    reply::json(&json!({"agent-id": id, "token": token}), 200)
}

fn forbidden() -> Result<Response> {
    Ok(reply::with_headers(Vec::new(), 403, "text/plain")?)
}

/// An error as the protocol has it (3.06). `fatal`: sending it again is no use.
fn rejected(why: Rejected) -> Result<Response> {
    let (status, message, fatal) = why.answer();
    reply::json(&json!({"code": status.to_string(), "message": message, "fatal": fatal}), status)
}
