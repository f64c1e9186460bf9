//! `/desk/log`: what reached the institution another way than by a form. A message can be pasted: what is found in it is
//! filled in for staff to confirm. The text is read here and not kept; the form seals it like any other.

use super::access::SignedIn;
use crate::context::Context;
use crate::forms::{find, page, state};
use crate::problem::Result;
use crate::reply;
use crate::request::Incoming;
use forthright_api::limits;
use forthright_forms::Answers;
use forthright_rights::{Here, logged_form};
use forthright_widget_forms::PageState;
use forthright_widget_pages::log::{self, Asked, ToAnswer};
use forthright_widget_pages::words::Tongue;
use worker::Response;

/// `GET /desk/log`: asks for the message and what it is.
pub fn ask(context: &Context<'_>) -> Result<Response> {
    reply::page(log::ask(context.register, &Asked::default()), 200)
}

/// `POST /desk/log`: the form that fits, with what was found. Where none is known to fit, the page asks which, and what was
/// pasted stays in its field.
pub async fn read(staff: &SignedIn, request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    let posted = request.form(limits::PASTED_BYTES).await?;
    let text = posted.get_field("message").unwrap_or_default().replace("\r\n", "\n");
    let text = text.trim();
    let chosen = posted.get_field("form").unwrap_or_default();
    let domains = context.register.own_domains();
    let read = Here { domains: &domains, today: Some(context.today()) }.read(text);
    let id = if chosen.is_empty() { read.forms.first().copied().unwrap_or_default() } else { &chosen };
    if id.is_empty() {
        let problem = match (text.is_empty(), read.freedom) {
            (true, _) => ToAnswer::Anything,
            (false, true) => ToAnswer::Freedom,
            (false, false) => ToAnswer::Right,
        };
        return reply::page(log::ask(context.register, &Asked { text, problem: Some(problem) }), 422);
    }
    let mut form = logged_form(find(id, context)?);
    let answers = read.answers(&form, text);
    form.lead = log::found(&read, context.register);
    page(
        PageState { at_desk: true, key: staff.new_key(context)?, ..state(form, answers, Tongue::English, context)? },
        200,
        Tongue::English,
        context,
    )
}

/// `GET /desk/log/{form}`: the form, empty.
pub fn show(id: &str, staff: &SignedIn, context: &Context<'_>) -> Result<Response> {
    let form = logged_form(find(id, context)?);
    let state = state(form, Answers::default(), Tongue::English, context)?;
    page(PageState { at_desk: true, key: staff.new_key(context)?, ..state }, 200, Tongue::English, context)
}
