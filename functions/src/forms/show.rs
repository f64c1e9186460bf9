//! The form's page, its receipt's page and the form as data.

use crate::at_rest;
use crate::context::Context;
use crate::notices;
use crate::pages::tongue;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use crate::submissions::clock_of;
use crate::turnstile;
use forthright_api::{Code, FormDescription, Submitted};
use forthright_cases::{Receipt, Reference};
use forthright_clock::Step;
use forthright_forms::{Answers, Form};
use forthright_widget_forms::{PageState, form, receipt as receipts};
use forthright_widget_pages::layout::{About, Page, document, render};
use forthright_widget_pages::words::Tongue;
use jiff::civil::Date;
use serde::Deserialize;
use worker::Response;

/// Where the receipt waits between being made and being shown: ten minutes, for this browser and these pages alone.
pub const RECEIPT_COOKIE: &str = "forthright_receipt";

/// The form with this address.
pub fn find(id: &str, context: &Context<'_>) -> Result<&'static Form> {
    context.register.form(id).ok_or(Problem::new(Code::NotFound))
}

/// The same in the language that is asked for, or in English where the form has no other.
pub fn find_in(id: &str, request: &Incoming, context: &Context<'_>) -> Result<(&'static Form, Tongue)> {
    let tongue = tongue(request);
    match context.register.form_in(id, tongue.code()) {
        Some(form) => Ok((form, tongue)),
        None => Ok((find(id, context)?, Tongue::English)),
    }
}

/// `GET /forms/{form}`.
pub fn show(id: &str, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    context.ready_for_requests()?;
    let (form, tongue) = find_in(id, request, context)?;
    page(state(form.clone(), prefilled(form, request, tongue, context), tongue, context)?, 200, tongue, context)
}

/// What was ticked in the explorer, as the text of the request: titles of the register, a line each, by which the desk knows
/// where to search. What the register does not know is left out.
fn prefilled(form: &Form, request: &Incoming, tongue: Tongue, context: &Context<'_>) -> Answers {
    let content = &context.register.content;
    let activities = request.parameters("ask");
    let activities = activities.iter().filter_map(|id| content.activity(id));
    let kinds = request.parameters("data");
    let kinds = kinds.iter().filter_map(|id| content.data_category(id));
    let wanted: Vec<String> = activities
        .map(|one| one.title.in_language(tongue.code()))
        .chain(kinds.map(|one| one.name.in_language(tongue.code())))
        .collect();
    let known = |area: &String| {
        content.activities.iter().flat_map(|one| &one.areas).any(|known| known.in_language("en") == *area)
    };
    let areas: Vec<String> = request.parameters("area").into_iter().filter(known).collect();
    let pairs = [("request", wanted), ("areas", areas)];
    Answers::from_pairs(form, pairs.into_iter().map(|(field, lines)| (field.to_owned(), lines.join("\n"))))
}

/// What the page of a form begins with.
pub fn state(form: Form, answers: Answers, tongue: Tongue, context: &Context<'_>) -> Result<PageState> {
    Ok(PageState {
        notice: notices::shown_with_form(&form.id, tongue, context),
        form,
        answers,
        problems: Vec::new(),
        key: at_rest::random_id()?,
        recipients: context.register.keys.iter().map(|key| key.recipient.clone()).collect(),
        at_desk: false,
        query: tongue.query().to_owned(),
        step: 0,
        code: String::new(),
        today: context.today(),
    })
}

/// The form's page.
pub fn page(state: PageState, status: u16, tongue: Tongue, context: &Context<'_>) -> Result<Response> {
    let title = &state.form.title;
    let title = if state.problems.is_empty() { title.clone() } else { format!("Error: {title}") };
    let path = format!("/forms/{}", state.form.id);
    let bilingual = !state.at_desk && context.register.form_in(&state.form.id, "cy").is_some();
    let description = state.form.lead.first().cloned().unwrap_or_default();
    let frame = Page {
        title: &title,
        script: Some("/assets/forms-start.js"),
        wide: false,
        language: tongue.tag(),
        about: Some(About { path: &path, description: &description, bilingual }),
    };
    let switch = if bilingual && state.problems.is_empty() { render(|| tongue.switch(&path)) } else { String::new() };
    let widget = if state.at_desk { String::new() } else { turnstile::widget(context) };
    reply::page(context.dressed(document(context.register, &frame, &(switch + &form(&state)? + &widget))), status)
}

/// `GET /forms/{form}/receipt`: shows the receipt that waits in the cookie, once.
pub async fn receipt(id: &str, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let (form, tongue) = find_in(id, request, context)?;
    let waiting = request.cookie(RECEIPT_COOKIE);
    let submitted = match waiting.as_deref().and_then(|value| value.split_once('.')) {
        Some((reference, code)) => submitted(reference, code, context).await?,
        None => None,
    };
    let not_sent = request.parameter("first").is_some();
    let Some(submitted) = submitted.map(|submitted| Submitted { not_sent, ..submitted }) else {
        let contact = context.register.contact("data-protection").map(|contact| contact.email.as_str());
        let title = format!("Your receipt has been shown – {}", form.title);
        let frame = Page { title: &title, script: None, wide: false, language: tongue.tag(), about: None };
        let gone = receipts::gone(contact.unwrap_or_default(), tongue.query());
        return reply::page(document(context.register, &frame, &gone), 410);
    };
    let response = receipt_page(submitted, form, tongue, context)?;
    let clear = format!("{RECEIPT_COOKIE}=; Path=/forms; Max-Age=0; HttpOnly; SameSite=Strict");
    response.headers().set("Set-Cookie", &clear)?;
    Ok(response)
}

/// The receipt's page.
pub fn receipt_page(submitted: Submitted, form: &Form, tongue: Tongue, context: &Context<'_>) -> Result<Response> {
    let title = format!("We have your {} – {}", submitted.clock.noun(), form.title);
    let frame = Page {
        title: &title,
        script: Some("/assets/receipt-start.js"),
        wide: false,
        language: tongue.tag(),
        about: None,
    };
    let page = document(context.register, &frame, &receipts::receipt(submitted, form, false, tongue.query()));
    reply::page(context.dressed(page), 200)
}

async fn submitted(reference: &str, code: &str, context: &Context<'_>) -> Result<Option<Submitted>> {
    #[derive(Deserialize)]
    struct Row {
        form: String,
        received_on: Date,
        due_on: Date,
        steps: String,
        receipt_hash: String,
        notice: Option<String>,
    }
    let (Ok(reference), Ok(code)) = (Reference::parse(reference), Receipt::parse(code)) else { return Ok(None) };
    let sql = "SELECT form, received_on, due_on, steps, receipt_hash, notice FROM cases WHERE reference = ?";
    let row: Option<Row> = context.database()?.first(sql, &[reference.as_str().into()]).await?;
    let Some(row) = row.filter(|row| row.receipt_hash == at_rest::receipt_hash(&code)) else { return Ok(None) };
    let steps: Vec<Step> = serde_json::from_str(&row.steps)?;
    Ok(Some(Submitted {
        reference: reference.as_str().to_owned(),
        receipt: code.reveal(),
        clock: clock_of(&row.form, context),
        received: row.received_on,
        due: row.due_on,
        steps,
        notice: row.notice,
        not_sent: false,
    }))
}

/// `GET /v1/forms/{form}`.
pub fn describe(id: &str, context: &Context<'_>) -> Result<Response> {
    context.ready_for_requests()?;
    let form = find(id, context)?.clone();
    let recipients = context.register.keys.iter().map(|key| key.recipient.clone()).collect();
    reply::public_json(&FormDescription {
        form,
        recipients,
        notice: notices::shown_with_form(id, Tongue::English, context),
    })
}
