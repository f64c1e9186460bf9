//! `/track` and `GET /v1/cases/{reference}`.

use super::access::TrackedAccess;
use crate::context::Context;
use crate::pages::tongue;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_api::{Code, limits};
use forthright_cases::{Receipt, Reference, Unreadable};
use forthright_widget_forms::track::{self, Asked};
use forthright_widget_pages::layout::{About, Page, document, render};
use forthright_widget_pages::words::Tongue;
use worker::Response;

/// `GET /track`: asks for reference and code.
pub fn ask(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    asked_page(&Asked::default(), 200, tongue(request), context)
}

fn asked_page(asked: &Asked, status: u16, tongue: Tongue, context: &Context<'_>) -> Result<Response> {
    let title = if asked.is_wrong() { "Error: Track your request" } else { "Track your request" };
    let frame = Page {
        title,
        script: None,
        wide: false,
        language: tongue.tag(),
        about: Some(About {
            path: "/track",
            description: "See what stage your request is at and what we have written to you, with your reference and receipt code.",
            bilingual: true,
        }),
    };
    let main = track::ask(&context.register.organisation.reference_prefix, asked, tongue.query());
    let main = render(|| tongue.switch("/track")) + &main;
    reply::page(context.dressed(document(context.register, &frame, &main)), status)
}

/// `POST /track`: shows the case, or says what to look at again.
pub async fn show(request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    request.check_same_origin()?;
    let tongue = tongue(request);
    let posted = request.form(limits::JSON_BYTES).await?;
    let field = |name: &str| posted.get_field(name).unwrap_or_default().trim().to_owned();
    let (reference, code) = (field("reference"), field("code"));
    let mut asked = Asked { reference: reference.clone(), code: code.clone(), ..Asked::default() };
    asked.reference_problem = match Reference::parse(&reference) {
        Ok(_) => None,
        Err(_) if reference.is_empty() => Some("Enter your reference"),
        Err(Unreadable::Typo) => Some("There is a typing mistake in the reference. Check it letter by letter"),
        Err(Unreadable::Shape) => {
            Some("Enter the whole reference: letters, a hyphen and nine characters, like DMU-7K3M9Q2X4")
        }
    };
    asked.code_problem = match Receipt::parse(&code) {
        Ok(_) => None,
        Err(_) if code.is_empty() => Some("Enter your receipt code"),
        Err(Unreadable::Typo) => Some("There is a typing mistake in the receipt code. Check it letter by letter"),
        Err(Unreadable::Shape) => Some("Enter the whole receipt code: 27 letters and digits in groups of five"),
    };
    if asked.reference_problem.is_some() || asked.code_problem.is_some() {
        return asked_page(&asked, 422, tongue, context);
    }
    match TrackedAccess::check(&reference, &code, context).await {
        Ok(access) => {
            let case = access.case(tongue, context).await?;
            let title = format!("Request {}", case.reference);
            let frame = Page { title: &title, script: None, wide: false, language: tongue.tag(), about: None };
            reply::page(context.dressed(document(context.register, &frame, &track::case(&case, context.today()))), 200)
        }
        Err(Problem { code: Code::NotFound, .. }) => {
            asked.not_found = true;
            asked_page(&asked, 404, tongue, context)
        }
        Err(problem) => Err(problem),
    }
}

/// `GET /v1/cases/{reference}` with `Authorization: Bearer <receipt code>`.
pub async fn json(reference: &str, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let header = request.header("Authorization").unwrap_or_default();
    let code = header.strip_prefix("Bearer ").unwrap_or_default();
    let access = TrackedAccess::check(reference, code, context).await?;
    reply::json(&access.case(Tongue::English, context).await?, 200)
}
