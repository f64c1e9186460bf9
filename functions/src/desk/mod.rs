//! The staff API. Every call passes [`access::SignedIn`], which only a verified Cloudflare Access assertion of somebody
//! in the staff table makes; handlers take it as proof.

mod access;
mod cases;
mod change;
mod closing;
mod envelopes;
mod issuer;
mod keys;
mod letters;
mod log;
mod rs256;

pub use access::{ASSERTION_COOKIE, SignedIn};
pub use cases::events_of;
pub use change::{delete_evidence, record};
pub use letters::messages_of;

use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use crate::{agents, consents, forms, holidays, outbox, submissions};
use forthright_api::{Code, Staff, limits};
use forthright_widget_pages::desk as desk_page;
use worker::{Method, Response};

/// Everything under `/v1/desk`.
pub async fn route(segments: &[&str], request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    request.check_same_origin()?;
    let staff = SignedIn::check(request, context).await?;
    if request.method() != Method::Get && request.header("Forthright-Desk").as_deref() != Some("1") {
        // A form of another site cannot send this header.
        return Err(Problem::with(Code::NotAllowed, "Send the header Forthright-Desk: 1."));
    }
    match (request.method(), segments) {
        (Method::Get, ["me"]) => reply::json(&me(&staff, context).await?, 200),
        (Method::Get, ["cases"]) => cases::list(&staff, request, context).await,
        (Method::Get, ["cases", reference]) => cases::show(&staff, reference, context).await,
        (Method::Get, ["cases", reference, "envelopes", part]) => {
            envelopes::fetch(&staff, reference, part, context).await
        }
        (Method::Get, ["consents"]) => consents::counts(request, context).await,
        (Method::Get, ["consents", id]) => consents::proof(id, request, context).await,
        (Method::Post, ["submissions"]) => submissions::begin(Some(&staff), request, context).await,
        (Method::Post, ["submissions", id, "complete"]) => {
            submissions::complete(id, Some(&staff), request, context).await
        }
        (Method::Post, ["cases", reference, what]) => change::take(what, &staff, reference, request, context).await,
        _ => Err(Problem::new(Code::NotFound)),
    }
}

/// The desk's pages that need no sealed content: `/desk/…`.
pub async fn pages(segments: &[&str], request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    if request.method() != Method::Get && request.method() != Method::Head {
        request.check_own_form()?;
    }
    let staff = SignedIn::check(request, context).await?;
    match (request.method(), segments) {
        (Method::Get, ["register"]) => {
            let known = holidays::overview(context).await?;
            reply::page(desk_page::register_page(context.register, context.today(), &known), 200)
        }
        (Method::Post, ["register", "holidays"]) => {
            let posted = request.form(limits::CONSENT_BYTES).await?;
            let confirm = posted.get_field("do").as_deref() == Some("confirm");
            holidays::decide(&posted.get_field("set").unwrap_or_default(), confirm, staff.name(), context).await?;
            reply::see_other("/desk/register")
        }
        (Method::Get, ["agents"]) => agents::page(context).await,
        (Method::Post, ["agents"]) => agents::register(&staff, request, context).await,
        (Method::Get, ["log"]) => log::ask(context),
        (Method::Post, ["log"]) => log::read(&staff, request, context).await,
        (Method::Get, ["log", form]) => log::show(form, &staff, context),
        (Method::Post, ["log", form]) => forms::take_logged(form, &staff, request, context).await,
        (Method::Get, ["cases", reference, "letters", id]) => match id.strip_suffix(".txt") {
            Some(id) => letters::plain(&staff, reference, id, context).await,
            None => letters::page(&staff, reference, id, context).await,
        },
        _ => Err(Problem::new(Code::NotFound)),
    }
}

async fn me(staff: &SignedIn, context: &Context<'_>) -> Result<Staff> {
    let key = context.register.keys.iter().find(|key| key.id == staff.key());
    Ok(Staff {
        name: staff.name().to_owned(),
        key: staff.key().to_owned(),
        recipient: key.map(|key| key.recipient.clone()).unwrap_or_default(),
        unsent: outbox::unsent(context).await?,
    })
}
