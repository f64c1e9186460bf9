//! Only in the local environment: a page to sign in as demonstration staff, and their key files. Nothing here signs
//! anything; the assertions were made by the development issuer that `cargo xtask up` keeps.

use crate::context::Context;
use crate::desk::ASSERTION_COOKIE;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use crate::schedule;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use forthright_api::{Code, limits};
use forthright_widget_pages::local::{self, SignIn};
use serde::Deserialize;
use worker::{Method, Response};

/// A demonstration sign-in, handed in by `cargo xtask up`.
#[derive(Deserialize)]
struct Prepared {
    email: String,
    name: String,
    key: String,
    passphrase: String,
    /// The key file, base 64.
    key_file: String,
    assertion: String,
}

/// `/dev/sign-in`: who to be, then a cookie and on to the desk.
pub async fn sign_in(request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    let prepared = prepared(context)?;
    if request.method() == Method::Post {
        request.check_same_origin()?;
        let posted = request.form(limits::CONSENT_BYTES).await?;
        let email = posted.get_field("email").unwrap_or_default();
        let chosen = prepared.iter().find(|p| p.email == email).ok_or(Problem::new(Code::InvalidBody))?;
        let response = reply::see_other("/desk")?;
        let cookie = format!("{ASSERTION_COOKIE}={}; Path=/; HttpOnly; SameSite=Strict", chosen.assertion);
        response.headers().set("Set-Cookie", &cookie)?;
        return Ok(response);
    }
    let shown: Vec<SignIn> = prepared
        .into_iter()
        .map(|p| SignIn { email: p.email, name: p.name, key: p.key, passphrase: p.passphrase })
        .collect();
    reply::page(local::sign_in(context.register, &shown), 200)
}

/// `/dev/keys/{name}`: a demonstration key file.
pub fn key(name: &str, context: &Context<'_>) -> Result<Response> {
    let sign_ins = prepared(context)?;
    let found = sign_ins.iter().find(|p| name == format!("{}.key.age", p.key)).ok_or(Problem::new(Code::NotFound))?;
    let file = BASE64_STANDARD.decode(&found.key_file).map_err(|_| Problem::new(Code::TryAgain))?;
    Ok(reply::with_headers(file, 200, "application/octet-stream")?)
}

/// `/__scheduled`: a scheduled run now, or at the time `Forthright-Now` names.
pub async fn scheduled(context: &Context<'_>) -> Result<Response> {
    if !context.is_local() {
        return Err(Problem::new(Code::NotFound));
    }
    schedule::work(context).await?;
    reply::text("The scheduled run is done.\n".to_owned(), "text/plain; charset=utf-8")
}

fn prepared(context: &Context<'_>) -> Result<Vec<Prepared>> {
    let sign_ins = context.variable("DEVELOPMENT_SIGN_INS").filter(|_| context.is_local());
    Ok(serde_json::from_str(&sign_ins.ok_or(Problem::new(Code::NotFound))?)?)
}
