//! What is written to people: kept encrypted under the Worker's secret, a draft until it is approved, and printed where it
//! goes by post.

use super::access::SignedIn;
use crate::at_rest;
use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::reply;
use forthright_api::{Code, Message, MessageLanguage, limits};
use forthright_clock::london_date;
use forthright_rights::{Ground, Needed, Remedies, gives_reason, left_out, missing_words, unfilled};
use forthright_widget_pages::letter;
use serde::Deserialize;
use worker::{D1PreparedStatement, Response};

#[derive(Deserialize)]
struct Stored {
    id: String,
    at: String,
    encrypted: String,
    language: Option<String>,
}

const COLUMNS: &str = "id, at, encrypted, language";

/// Whether a letter goes to the person at once, or waits for approval.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    Now,
    AfterApproval,
}

/// The id of a new letter, and the statement that keeps it with the language it is written in.
pub fn keep(
    reference: &str,
    text: &str,
    language: Option<MessageLanguage>,
    sending: Sending,
    context: &Context<'_>,
) -> Result<(String, D1PreparedStatement)> {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 || length > limits::MESSAGE_CHARACTERS {
        let detail = format!("A message has 1 to {} characters.", limits::MESSAGE_CHARACTERS);
        return Err(Problem::with(Code::InvalidBody, detail));
    }
    if let Some(gap) = unfilled(text) {
        return Err(Problem::with(Code::InvalidBody, format!("Replace {gap} with your own words, then send it.")));
    }
    let id = at_rest::random_id()?;
    let encrypted = at_rest::encrypt(&context.secret()?, &about(reference, &id), text)?;
    let draft = u32::from(sending == Sending::AfterApproval);
    let insert = context.database()?.statement(
        "INSERT INTO case_messages (id, reference, at, encrypted, draft, language) VALUES (?, ?, ?, ?, ?, ?)",
        &[
            (&id).into(),
            reference.into(),
            (&context.now_text()).into(),
            (&encrypted).into(),
            draft.into(),
            language.map(MessageLanguage::code).into(),
        ],
    )?;
    Ok((id, insert))
}

/// The statement that sends what waited for approval.
pub fn send(id: &str, context: &Context<'_>) -> Result<D1PreparedStatement> {
    let now = context.now_text();
    context
        .database()?
        .statement("UPDATE case_messages SET draft = 0, at = ? WHERE id = ?", &[(&now).into(), id.into()])
}

/// The statement that deletes what was never sent.
pub fn drop_drafts(reference: &str, context: &Context<'_>) -> Result<D1PreparedStatement> {
    context.database()?.statement("DELETE FROM case_messages WHERE reference = ? AND draft = 1", &[reference.into()])
}

/// Refuses a letter about a fee or a refusal that leaves out what the law wants said (UK GDPR Art 12(4)).
pub fn check_words(text: &str, ground: Ground, context: &Context<'_>) -> Result<()> {
    must_say(&left_out(text, ground, &remedies(context)))
}

/// Refuses a letter that leaves out something of what is needed.
pub fn check(text: &str, needed: &[Needed], context: &Context<'_>) -> Result<()> {
    must_say(&missing_words(text, needed, &remedies(context)))
}

/// Refuses a letter about an extension that gives no reasons (UK GDPR Art 12(3)).
pub fn check_reason(text: &str) -> Result<()> {
    if gives_reason(text) { Ok(()) } else { must_say(&[Needed::Reason]) }
}

fn must_say(missing: &[Needed]) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let words: Vec<&str> = missing.iter().map(|needed| needed.words()).collect();
    Err(Problem::with(Code::RefusedByCase, format!("The letter must say {}.", words.join("; "))))
}

/// Whom people can turn to.
fn remedies<'a>(context: &Context<'a>) -> Remedies<'a> {
    let regulator = &context.register.organisation.regulator;
    Remedies {
        complaints: context.register.complaints().map(|contact| contact.email.as_str()).unwrap_or_default(),
        regulator: [&regulator.name, regulator.welsh.as_deref().unwrap_or_default()],
    }
}

/// What was written to the requester, oldest first.
pub async fn messages_of(reference: &str, context: &Context<'_>) -> Result<Vec<Message>> {
    let sql = format!("SELECT {COLUMNS} FROM case_messages WHERE reference = ? AND draft = 0 ORDER BY at, id");
    let rows: Vec<Stored> = context.database()?.all(&sql, &[reference.into()]).await?;
    rows.into_iter().map(|row| message(reference, row, context)).collect()
}

/// A letter that waits for approval.
pub async fn draft(reference: &str, id: &str, context: &Context<'_>) -> Result<Message> {
    message(reference, find(reference, id, Sending::AfterApproval, context).await?, context)
}

async fn find(reference: &str, id: &str, sending: Sending, context: &Context<'_>) -> Result<Stored> {
    let draft = u32::from(sending == Sending::AfterApproval);
    let sql = format!("SELECT {COLUMNS} FROM case_messages WHERE reference = ? AND id = ? AND draft = {draft}");
    context.database()?.first(&sql, &[reference.into(), id.into()]).await?.ok_or(Problem::new(Code::NotFound))
}

/// A letter with its language: what staff said, or what the text shows where they said none.
fn message(reference: &str, row: Stored, context: &Context<'_>) -> Result<Message> {
    let text = opened(reference, &row, context)?;
    let said = row.language.as_deref().and_then(MessageLanguage::from_code);
    let language = said.unwrap_or_else(|| MessageLanguage::guess(&text));
    Ok(Message { text, id: row.id, at: row.at, language: Some(language) })
}

fn opened(reference: &str, row: &Stored, context: &Context<'_>) -> Result<String> {
    let text = at_rest::decrypt(&context.secret()?, &about(reference, &row.id), &row.encrypted);
    Ok(text.unwrap_or_else(|| "This message cannot be read. Write to the data protection team.".to_owned()))
}

fn about(reference: &str, id: &str) -> String {
    format!("{reference} {id}")
}

/// `/desk/cases/{reference}/letters/{id}`: a letter on the institution's paper, to print.
pub async fn page(_: &SignedIn, reference: &str, id: &str, context: &Context<'_>) -> Result<Response> {
    let message = message(reference, find(reference, id, Sending::Now, context).await?, context)?;
    let on = message.at.parse().map(london_date).unwrap_or(context.today());
    reply::page(letter::letter(context.register, reference, on, &message), 200)
}

/// `/desk/cases/{reference}/letters/{id}.txt`: the same to copy into an e-mail.
pub async fn plain(_: &SignedIn, reference: &str, id: &str, context: &Context<'_>) -> Result<Response> {
    let row = find(reference, id, Sending::Now, context).await?;
    let response = reply::text(opened(reference, &row, context)?, "text/plain; charset=utf-8")?;
    let name = format!("attachment; filename=\"{reference}.txt\"");
    response.headers().set("Content-Disposition", &name)?;
    Ok(response)
}
