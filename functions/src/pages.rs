//! Pages that show the register, and small documents for programs.

use crate::context::{self, Context};
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_widget_pages::{content, desk as desk_page, embed as embed_page};
use jiff::ToSpan;
use serde_json::json;
use worker::Response;

pub fn hub(context: &Context<'_>) -> Result<Response> {
    reply::page(content::hub(context.register), 200)
}

pub fn security(context: &Context<'_>) -> Result<Response> {
    reply::page(content::security(context.register), 200)
}

pub fn accessibility(context: &Context<'_>) -> Result<Response> {
    reply::page(content::accessibility(context.register), 200)
}

/// The guide for web editors.
pub fn embed(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let asked = |name: &str| request.parameter(name).unwrap_or_default();
    let wanted = embed_page::Wanted {
        origin: request.origin(),
        site: asked("site"),
        language: asked("language"),
        theme: asked("theme"),
        position: asked("position"),
    };
    reply::page(embed_page::embed(context.register, &wanted), 200)
}

pub fn desk(context: &Context<'_>) -> Result<Response> {
    reply::desk_page(desk_page::desk(context.register, context.is_local()))
}

/// The page of a problem, for people.
pub fn problem(problem: &Problem) -> Result<Response> {
    let document = problem.document();
    reply::page(content::problem(context::register()?, &document), document.status)
}

/// RFC 9116; its `Expires` moves with the day so that it never lapses unnoticed while the Worker is kept up.
pub fn security_txt(context: &Context<'_>) -> Result<Response> {
    let contact = context.register.contact("data-protection").map(|contact| contact.email.as_str()).unwrap_or_default();
    let expires = context.today().checked_add(90.days()).unwrap_or(context.today());
    reply::text(
        format!("Contact: mailto:{contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: en, cy\n"),
        "text/plain; charset=utf-8",
    )
}

/// Global Privacy Control support resource.
pub fn gpc() -> Result<Response> {
    reply::public_json(&json!({"gpc": true, "lastUpdate": "2026-11-22"}))
}

/// The public part of the register: an allow-list, so that a new private column cannot slip out.
pub fn register(context: &Context<'_>) -> Result<Response> {
    let register = context.register;
    let forms: Vec<_> = register.forms.iter().map(|form| json!({"id": form.id, "title": form.title})).collect();
    reply::public_json(&json!({
        "organisation": {
            "name": register.organisation.name,
            "website": register.organisation.website,
            "regulator": register.organisation.regulator,
        },
        "contacts": register.contacts,
        "sites": register.sites,
        "forms": forms,
        "bankHolidays": register.holidays,
    }))
}

pub fn openapi() -> Result<Response> {
    let response = reply::text(include_str!("openapi.json").to_owned(), "application/json")?;
    response.headers().set("Cache-Control", "public, max-age=300")?;
    Ok(response)
}
