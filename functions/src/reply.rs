//! Responses with the headers each kind must have.

use crate::problem::Result;
use serde::Serialize;
use worker::{Headers, Response, ResponseBody};

/// Pages of our own: nothing from anywhere else, no framing, WASM allowed.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// The desk: the same, no markup from strings at all (Trusted Types), and the viewer's frame.
const DESK_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-src 'self'; \
    frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// A body with a status and a type; never stored by anybody in between.
pub fn with_headers(body: Vec<u8>, status: u16, media_type: &str) -> worker::Result<Response> {
    let headers = Headers::new();
    headers.set("Content-Type", media_type)?;
    headers.set("Cache-Control", "no-store")?;
    headers.set("X-Content-Type-Options", "nosniff")?;
    // Not `no-referrer`: with it a browser sends `Origin: null` when a form is posted without JavaScript.
    headers.set("Referrer-Policy", "same-origin")?;
    Ok(Response::from_body(ResponseBody::Body(body))?.with_headers(headers).with_status(status))
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

/// A page.
pub fn page(html: String, status: u16) -> Result<Response> {
    html_with_policy(html, status, PAGE_POLICY)
}

/// The desk's page.
pub fn desk_page(html: String) -> Result<Response> {
    html_with_policy(html, 200, DESK_POLICY)
}

/// The page that looks at documents: it may fetch the code that looks, and nothing else from anywhere.
pub fn check_page(html: String, origin: &str) -> Result<Response> {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; connect-src \
         {origin}/assets/check_bg.wasm {origin}/assets/pdf_bg.wasm; worker-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    );
    html_with_policy(html, 200, &policy)
}

fn html_with_policy(html: String, status: u16, policy: &str) -> Result<Response> {
    let response = with_headers(html.into_bytes(), status, "text/html; charset=utf-8")?;
    let headers = response.headers();
    headers.set("Content-Security-Policy", policy)?;
    headers.set("Cross-Origin-Opener-Policy", "same-origin")?;
    headers.set("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")?;
    Ok(response)
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
