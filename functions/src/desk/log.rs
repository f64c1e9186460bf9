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
use forthright_rights::{logged_form, read_message};
use forthright_widget_forms::PageState;
use forthright_widget_pages::log;
use worker::Response;

/// `GET /desk/log`: asks for the message and what it is.
pub fn ask(problem: Option<&'static str>, context: &Context<'_>) -> Result<Response> {
    reply::page(log::ask(context.register, problem), if problem.is_some() { 422 } else { 200 })
}

/// `POST /desk/log`: the form that fits, with what was found.
pub async fn read(_: &SignedIn, request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    let posted = request.form(limits::FORM_BYTES).await?;
    let text = posted.get_field("message").unwrap_or_default().replace("\r\n", "\n");
    let text = text.trim();
    let chosen = posted.get_field("form").unwrap_or_default();
    let read = read_message(text);
    let id = if chosen.is_empty() { read.forms.first().copied().unwrap_or_default() } else { &chosen };
    if id.is_empty() {
        let problem = if text.is_empty() {
            "Paste the message, or choose what it is"
        } else {
            "We did not find out what it asks for. Paste it again and choose what it is"
        };
        return ask(Some(problem), context);
    }
    let mut form = logged_form(find(id, context)?);
    let answers = read.answers(&form, text);
    form.lead = log::found(&read, context.register);
    page(PageState { at_desk: true, ..state(form, answers, context)? }, 200, context)
}

/// `GET /desk/log/{form}`: the form, empty.
pub fn show(id: &str, context: &Context<'_>) -> Result<Response> {
    let form = logged_form(find(id, context)?);
    page(PageState { at_desk: true, ..state(form, Answers::default(), context)? }, 200, context)
}
