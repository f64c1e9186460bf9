//! Pages that show the register, and small documents for programs.

use crate::context::{self, Context};
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_register::export;
use forthright_register::search::Index;
use forthright_widget_pages::words::Tongue;
use forthright_widget_pages::{
    check as check_page, content, desk as desk_page, embed as embed_page, notices as notices_page,
    rights as rights_page, ropa as ropa_page,
};
use jiff::ToSpan;
use serde_json::json;
use worker::Response;

pub fn hub(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    reply::page(content::hub(context.register, tongue(request)), 200)
}

pub fn security(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    reply::page(content::security(context.register, tongue(request)), 200)
}

/// Is my photo good enough?
pub fn check(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    reply::page(context.dressed(check_page::check(context.register, tongue(request), is_telephone(request))), 200)
}

pub fn accessibility(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    reply::page(content::accessibility(context.register, tongue(request)), 200)
}

/// Whether the browser says that it is a telephone's (Client Hints; else by the word that telephones' browsers have in their names).
fn is_telephone(request: &Incoming) -> bool {
    match request.header("Sec-CH-UA-Mobile").as_deref() {
        Some(hint) => hint == "?1",
        None => request.header("User-Agent").is_some_and(|agent| agent.contains("Mobi")),
    }
}

/// The language that the address asks for.
pub fn tongue(request: &Incoming) -> Tongue {
    Tongue::of(&request.parameter("lang").unwrap_or_default())
}

/// The "about me" explorer.
pub fn notices(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let explorer = notices_page::explorer(context.register, &request.parameters("about"), tongue(request));
    reply::page(context.dressed(explorer), 200)
}

pub fn rights(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    reply::page(context.dressed(rights_page::rights(context.register, tongue(request))), 200)
}

pub fn library(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    reply::page(rights_page::library(context.register, tongue(request)), 200)
}

/// The record of processing activities.
pub fn ropa(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let filter = ropa_page::Filter::of(|name| request.parameter(name).unwrap_or_default());
    reply::page(ropa_page::ropa(context.register, &filter, tongue(request)), 200)
}

/// The record for a spreadsheet.
pub fn ropa_csv(context: &Context<'_>) -> Result<Response> {
    let response = reply::text(export::csv(&context.register.content), "text/csv; charset=utf-8; header=present")?;
    let name = format!("attachment; filename=\"{}-ropa.csv\"", context.register.organisation.id);
    response.headers().set("Content-Disposition", &name)?;
    Ok(response)
}

/// The record for programs.
pub fn ropa_json_ld(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let document = export::json_ld(context.register, &request.origin());
    reply::text(serde_json::to_string(&document)?, "application/ld+json")
}

/// What the register says about a word.
pub fn search(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let query: String = request.parameter("q").unwrap_or_default().chars().take(200).collect();
    let index = Index::of(context.register);
    reply::page(rights_page::search(context.register, &query, &index, tongue(request)), 200)
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
        links: asked("links"),
    };
    reply::page(embed_page::embed(context.register, &wanted), 200)
}

pub fn desk(context: &Context<'_>) -> Result<Response> {
    reply::page(desk_page::desk(context.register, context.is_local()), 200)
}

/// The page of a problem, for people.
pub fn problem(problem: &Problem, request: &Incoming) -> Result<Response> {
    let document = problem.document();
    reply::page(content::problem(context::register()?, &document, tongue(request)), document.status)
}

/// What search engines may read (RFC 9309): which pages are listed, each page says itself.
pub fn robots(request: &Incoming) -> Result<Response> {
    let rules = "User-agent: *\nDisallow: /desk\nDisallow: /consents/\nDisallow: /v1/cases\n";
    reply::text(format!("{rules}\nSitemap: {}/sitemap.xml\n", request.origin()), "text/plain; charset=utf-8")
}

/// The pages that are for everyone (sitemaps.org, protocol 0.9), in both languages where there are two.
pub fn sitemap(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let origin = context.register.organisation.origin.clone().unwrap_or_else(|| request.origin());
    let fixed =
        ["/", "/notices", "/rights", "/library", "/ropa", "/security", "/accessibility", "/cookies", "/deadlines"];
    let fixed = fixed.into_iter().map(str::to_owned);
    let notices = context.register.content.notices.iter().map(|notice| format!("/notices/{}", notice.id));
    let forms = context.register.forms.iter().map(|form| format!("/forms/{}", form.id));
    let urls: Vec<String> = fixed
        .chain(notices)
        .chain(forms)
        .chain(["/check".to_owned()])
        .map(|path| format!("<url><loc>{origin}{path}</loc></url>"))
        .collect();
    let head =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
    reply::text(format!("{head}{}</urlset>", urls.concat()), "application/xml")
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
        "audiences": register.content.audiences,
        "situations": register.content.situations,
        "dataCategories": register.content.data,
        "recipients": register.content.recipients,
        "activities": export::activities(&register.content),
        "rights": register.content.rights,
        "notices": register.content.notices,
        "changes": register.content.changes,
        "suppliers": register.content.suppliers.iter().map(|one| json!({"id": one.id, "name": one.name, "service": one.service, "notice": one.notice})).collect::<Vec<_>>(),
        "documents": register.content.documents,
        "laws": register.content.laws,
        "sites": register.sites,
        "forms": forms,
        "bankHolidays": register.holidays,
    }))
}
