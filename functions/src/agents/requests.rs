//! `/v1/data-rights-request`: an agent exercises a right (2.01), asks how far it is (2.02) and takes it back (2.04).

use super::message::{Rejected, read};
use super::purpose::Purpose;
use super::{Agent, of_token, rejected, status};
use crate::at_rest;
use crate::context::Context;
use crate::desk;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use crate::submissions::{Completion, Sender, begin_with_key, complete_with_key};
use forthright_api::{Code, SealedAnswers};
use forthright_cases::{Closing, Command, Outcome, Part};
use forthright_clock::in_london;
use forthright_forms::{Answers, Form, Role};
use forthright_rights::{Channel, Logged, logged_form};
use forthright_seal::{Label, Recipients, seal};
use serde::Deserialize;
use serde_json::{Map, Value};
use worker::Response;

/// The form of a rights action (3.01). Selling is what the law here calls an objection; there is nothing to opt in to.
fn form_of(action: &str) -> Option<&'static str> {
    Some(match action {
        "access" | "access:categories" | "access:specific" => "subject-access",
        "deletion" => "erasure",
        "sale:opt-out" | "sale:opt_out" => "objection",
        _ => return None,
    })
}

/// Whether it can be what an agent calls its request: it is kept as it is and said again.
fn is_name(text: &str) -> bool {
    text.chars().count() <= 200 && !text.chars().any(char::is_control)
}

/// `POST /v1/data-rights-request`. The same signed message again is the same request.
pub async fn exercise(request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    let Some(agent) = of_token(request, context).await? else { return rejected(Rejected::NotSigned) };
    let message = match read(request, &agent, Purpose::Exercise, context).await? {
        Ok(message) => message,
        Err(why) => return rejected(why),
    };
    let said = |name: &str| message.get(name).and_then(Value::as_str).unwrap_or_default();
    let form = form_of(said("exercise")).and_then(|id| context.register.form(id));
    let Some(form) = form else { return rejected(Rejected::UnknownAction) };
    if !is_name(said("agent-request-id")) {
        return rejected(Rejected::TooLong);
    }
    // serde_json keeps keys in order, so one message always gives one text. The key is the Worker's own: with it somebody
    // would get the receipt, and with that the letters to the person.
    let key = at_rest::named(&context.secret()?, &format!("{}\n{}", agent.id, serde_json::to_string(&message)?))?;
    let submission = begin_with_key(&key, &form.id, &Sender::Known, context).await?;
    let logged = Logged { channel: Channel::Agent, on: context.today(), at: Some(in_london(context.now()).time()) };
    let own = |name: &str| Some(said(name)).filter(|text| !text.is_empty());
    let callback = own("status_callback").filter(|address| agent.may_be_told_at(address, context));
    // In the same batch as the case: an agent can always ask for what it sent.
    let sql =
        "INSERT INTO agent_requests (id, reference, agent, agent_request_id, status_callback) VALUES (?, ?, ?, ?, ?)";
    let values = [
        (&submission.id).into(),
        (&submission.reference).into(),
        (&agent.id).into(),
        own("agent-request-id").into(),
        callback.into(),
    ];
    let completion = Completion {
        answers: sealed(form, &agent, &message, &submission.reference, context)?,
        logged: Some((logged, agent.name.clone())),
        with: Some(context.database()?.statement(sql, &values)?),
        ..Completion::default()
    };
    complete_with_key(&key, &submission, completion, context).await?;
    reply::json(&status::of(&submission.reference, context).await?, 200)
}

/// What the agent told of the person, as answers to the form, sealed to the team.
fn sealed(
    form: &Form,
    agent: &Agent,
    message: &Map<String, Value>,
    reference: &str,
    context: &Context<'_>,
) -> Result<Vec<u8>> {
    let form = logged_form(form);
    let said = |name: &str| message.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let address = match message.get("address") {
        Some(Value::Object(parts)) => match parts.get("formatted").and_then(Value::as_str) {
            Some(whole) => whole.to_owned(),
            None => parts.values().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
        },
        Some(Value::String(text)) => text.clone(),
        _ => String::new(),
    };
    let given = message.iter().filter(|(name, _)| {
        !matches!(
            name.as_str(),
            "agent-id" | "business-id" | "issued-at" | "expires-at" | "drp.version" | "status_callback"
        )
    });
    let lines: Vec<String> = given.map(|(name, value)| format!("{name}: {value}")).collect();
    let name = if said("name").is_empty() { "Not given".to_owned() } else { said("name") };
    let mut pairs = vec![
        ("who", "someone-else".to_owned()),
        ("name", name),
        ("representative-name", agent.name.clone()),
        ("representative-relation", "Authorised agent (Data Rights Protocol)".to_owned()),
        ("email", said("email")),
        ("telephone", said("phone_number")),
        ("postal-address", address),
    ];
    let what = form.questions().find(|question| question.role == Some(Role::Request)).map(|question| &question.id);
    if let Some(what) = what {
        pairs.push((what, format!("Sent by an agent’s system.\n{}", lines.join("\n"))));
    }
    let content = SealedAnswers {
        answers: Answers::from_pairs(&form, pairs.into_iter().map(|(field, text)| (field.to_owned(), text))),
        form: form.id,
        revision: form.revision,
        files: Vec::new(),
        sealed_in_browser: false,
    };
    let keys = context.register.keys.iter().map(|key| key.recipient.as_str());
    let recipients = Recipients::parse(keys).map_err(|_| Problem::new(Code::NotReady))?;
    Ok(seal(&recipients, &Label::new(reference, &Part::Answers.name()), &serde_json::to_vec(&content)?)?)
}

/// The case of a request, if it is this agent's. What is not is forbidden, whether it exists or not.
async fn own_case(id: &str, agent: &Agent, context: &Context<'_>) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Row {
        reference: String,
    }
    let sql = "SELECT reference FROM agent_requests WHERE id = ? AND agent = ?";
    let row: Option<Row> = context.database()?.first(sql, &[id.into(), (&agent.id).into()]).await?;
    Ok(row.map(|row| row.reference))
}

/// `GET /v1/data-rights-request/{id}`.
pub async fn show(id: &str, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let Some(agent) = of_token(request, context).await? else { return rejected(Rejected::NotOurs) };
    match own_case(id, &agent, context).await? {
        Some(reference) => reply::json(&status::of(&reference, context).await?, 200),
        None => rejected(Rejected::NotOurs),
    }
}

/// `DELETE /v1/data-rights-request/{id}`.
pub async fn revoke(id: &str, request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    let Some(agent) = of_token(request, context).await? else { return rejected(Rejected::NotOurs) };
    let Some(reference) = own_case(id, &agent, context).await? else { return rejected(Rejected::NotOurs) };
    if let Err(why) = read(request, &agent, Purpose::Revoke(id), context).await? {
        return rejected(why);
    }
    let event = at_rest::sha256_hex(format!("{reference}\nrevoked").as_bytes());
    let done = desk::record(&agent.name, &reference, &event, context, |case| {
        let close = Command::Close(Closing::with(Outcome::Withdrawn));
        // No holiday is needed to end it.
        Ok(case.decide(close, context.today(), &context.register.calendar())?)
    });
    match done.await {
        Ok(()) => {
            desk::delete_evidence(&reference, context).await?;
            reply::json(&status::of(&reference, context).await?, 200)
        }
        Err(Problem { code: Code::RefusedByCase, .. }) => rejected(Rejected::Closed),
        Err(problem) => Err(problem),
    }
}
