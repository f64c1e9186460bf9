//! Responses by kind, and the headers that every one of them carries.

use crate::at_rest;
use crate::context;
use crate::problem::Result;
use crate::request::Incoming;
use crate::turnstile;
use serde::Serialize;
use worker::{Env, Headers, Response, ResponseBody};

/// A body with a status and a type; never stored by anybody in between.
pub fn with_headers(body: Vec<u8>, status: u16, media_type: &str) -> worker::Result<Response> {
    with_body(ResponseBody::Body(body), status, media_type)
}

/// The same for a body that may be a stream, which the platform passes on.
pub fn with_body(body: ResponseBody, status: u16, media_type: &str) -> worker::Result<Response> {
    let headers = Headers::new();
    headers.set("Content-Type", media_type)?;
    headers.set("Cache-Control", "no-store")?;
    Ok(Response::from_body(body)?.with_headers(headers).with_status(status))
}

/// JSON.
pub fn json(value: &impl Serialize, status: u16) -> Result<Response> {
    Ok(with_headers(serde_json::to_vec(value)?, status, "application/json")?)
}

/// Public JSON that may be kept for five minutes.
pub fn public_json(value: &impl Serialize) -> Result<Response> {
    let response = json(value, 200)?;
    response.headers().set("Cache-Control", "public, max-age=300")?;
    response.headers().set("Access-Control-Allow-Origin", "*")?;
    Ok(response)
}

/// A page. What it may do is in its row among the surfaces.
pub fn page(html: String, status: u16) -> Result<Response> {
    Ok(with_headers(html.into_bytes(), status, "text/html; charset=utf-8")?)
}

/// Plain text.
pub fn text(text: String, media_type: &str) -> Result<Response> {
    Ok(with_headers(text.into_bytes(), 200, media_type)?)
}

/// "See other": the answer to a form that was taken.
pub fn see_other(location: &str) -> Result<Response> {
    let response = with_headers(Vec::new(), 303, "text/plain")?;
    response.headers().set("Location", location)?;
    Ok(response)
}

/// Adds what the surface of this address must carry: on every answer, whoever made it.
pub fn secured(response: Response, request: &Incoming, env: &Env) -> worker::Result<Response> {
    let headers = response.headers();
    let is_html = headers.get("Content-Type")?.is_some_and(|kind| kind.starts_with("text/html"));
    let around = context::register().map(|register| context::around(request, register, context::is_local(env)));
    let surface = forthright_surfaces::of(request.path());
    for (name, value) in surface.headers(&request.origin(), request.path(), is_html, &around.unwrap_or_default()) {
        let challenged =
            name == "Content-Security-Policy" && request.path().starts_with("/forms/") && turnstile::is_on(env);
        headers.set(name, &if challenged { forthright_surfaces::with_challenge(&value) } else { value })?;
    }
    if surface.is_public() && is_html && response.status_code() == 200 {
        headers.set("Cache-Control", forthright_surfaces::KEPT)?;
        return validated(response, request);
    }
    Ok(response)
}

/// With a validator (RFC 9110, section 8.8): whoever has the page already is told that it still holds.
fn validated(response: Response, request: &Incoming) -> worker::Result<Response> {
    let ResponseBody::Body(body) = response.body() else { return Ok(response) };
    let tag = format!("\"{}\"", at_rest::sha256_hex(body).get(..32).unwrap_or_default());
    let is_known = request
        .header("If-None-Match")
        .is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));
    response.headers().set("ETag", &tag)?;
    if is_known {
        let headers = response.headers().clone();
        headers.delete("Content-Type")?;
        return Ok(Response::from_body(ResponseBody::Empty)?.with_headers(headers).with_status(304));
    }
    Ok(response)
}
