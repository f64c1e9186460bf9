//! The queue's consumer. A message is acknowledged when its row is there or can never be; otherwise it is retried, and
//! after its retries the dead-letter queue keeps it for a person to look at.

use super::record::Record;
use super::{stored, wording};
use crate::at_rest;
use crate::context::Context;
use crate::database::Database;
use crate::fetch::within;
use crate::problem::{Problem, Result};
use forthright_api::Code;
use forthright_clock::rfc3339;
use forthright_consent::Surface;
use serde::Serialize;
use std::collections::BTreeSet;
use std::time::Duration;
use worker::{D1PreparedStatement, Env, MessageBatch, MessageExt, RawMessage, console_error};

/// The longest that a batch may take, many times what it takes.
const PATIENCE: Duration = Duration::from_secs(8);

/// Takes one batch of either queue.
pub async fn take_batch(batch: &MessageBatch<serde_json::Value>, env: &Env) {
    let queue = batch.queue();
    let messages: Vec<RawMessage> = batch.raw_iter().collect();
    if take(&queue, &messages, env).await.is_ok() {
        return batch.ack_all();
    }
    // One that the database refuses does not take the others along.
    let mut left = 0_u32;
    for message in &messages {
        if take(&queue, std::slice::from_ref(message), env).await.is_ok() {
            message.ack();
        } else {
            message.retry();
            left = left.saturating_add(1);
        }
    }
    console_error!("{left} of {} messages of {queue} will be tried again", messages.len());
}

async fn take(queue: &str, messages: &[RawMessage], env: &Env) -> Result<()> {
    let work =
        async { if queue.ends_with("-dead") { bury(queue, messages, env).await } else { write(messages, env).await } };
    // Nothing else leaves the queue while a batch is being taken.
    within(PATIENCE, work).await.unwrap_or_else(|| Err(Problem::new(Code::TryAgain)))
}

/// Writes all records in one transaction, and the words they were shown. The same id twice is one row.
async fn write(messages: &[RawMessage], env: &Env) -> Result<()> {
    let context = Context::of_event(env)?;
    let database = context.database()?;
    let now = context.now_text();
    let (mut statements, mut rows, mut strange) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ids, mut looked_up) = (Vec::new(), BTreeSet::new());
    for message in messages {
        let text = message.body().as_string().unwrap_or_default();
        let Ok(record) = serde_json::from_str::<Record>(&text) else {
            strange.push(message);
            continue;
        };
        ids.extend(record.previous.clone().map(|previous| (record.id.clone(), previous)));
        // Words are made again once for all that were shown the same.
        if let Some(hash) = record.wording.clone()
            && looked_up.insert(shown_to(&hash, &record))
            && let Some(text) = wording::shown(&record, context.register)
        {
            statements.push(keep_wording(&database, &hash, &text, &record, &now)?);
        }
        rows.push(Row::of(record)?);
    }
    // What is no record is kept where a person sees it, and does not hold up the others.
    keep("forthright-consents", strange.into_iter(), &database, &now).await?;
    if !rows.is_empty() {
        statements.push(database.statement(INSERT, &[(&serde_json::to_string(&rows)?).into(), (&now).into()])?);
    }
    run(&database, statements).await?;
    // A record that was deleted while it was on its way takes those before it along.
    for id in stored::came_too_late(&ids, &database).await? {
        stored::delete(&id, true, &context).await?;
    }
    Ok(())
}

/// All that says which words somebody was shown.
fn shown_to(hash: &str, record: &Record) -> (String, String, String, Option<Surface>, Vec<String>) {
    (hash.to_owned(), record.site.clone(), record.language.clone(), record.surface, record.asked.clone())
}

/// All rows of a batch in one statement: a batch of a hundred statements keeps the database busy many times as long.
const INSERT: &str = "INSERT OR IGNORE INTO consents (id, site, revision, decided_at, recorded_at, source, granted, refused,
       language, covered, surface, asked, wording, previous, gpc, notice, proved)
     SELECT row.value ->> 'id', row.value ->> 'site', row.value ->> 'revision', row.value ->> 'decided_at', ?2, row.value ->> 'source',
       row.value ->> 'granted', row.value ->> 'refused', row.value ->> 'language', row.value ->> 'covered', row.value ->> 'surface',
       row.value ->> 'asked', row.value ->> 'wording', row.value ->> 'previous', row.value ->> 'gpc', row.value ->> 'notice',
       row.value ->> 'proved'
     FROM json_each(?1) AS row WHERE NOT EXISTS (SELECT 1 FROM consents_deleted WHERE consents_deleted.id = row.value ->> 'id')";

/// A record as the table has it; lists are JSON.
#[derive(Serialize)]
struct Row {
    id: String,
    site: String,
    revision: u32,
    decided_at: String,
    source: &'static str,
    granted: String,
    refused: String,
    language: String,
    covered: Option<String>,
    surface: Option<Surface>,
    asked: String,
    wording: Option<String>,
    previous: Option<String>,
    gpc: u8,
    notice: Option<String>,
    proved: u8,
}

impl Row {
    fn of(record: Record) -> Result<Self> {
        Ok(Self {
            decided_at: rfc3339(record.decided_at),
            source: record.source.name(),
            granted: serde_json::to_string(&record.granted)?,
            refused: serde_json::to_string(&record.refused)?,
            asked: serde_json::to_string(&record.asked)?,
            id: record.id,
            site: record.site,
            revision: record.revision,
            language: record.language,
            covered: record.covered,
            surface: record.surface,
            wording: record.wording,
            previous: record.previous,
            gpc: record.gpc.into(),
            notice: record.notice,
            proved: record.proved.into(),
        })
    }
}

fn keep_wording(
    database: &Database,
    hash: &str,
    text: &str,
    record: &Record,
    now: &str,
) -> Result<D1PreparedStatement> {
    database.statement(
        "INSERT OR IGNORE INTO wordings (hash, language, revision, text, first_shown) VALUES (?, ?, ?, ?, ?)",
        &[hash.into(), (&record.language).into(), record.revision.into(), text.into(), now.into()],
    )
}

async fn bury(queue: &str, messages: &[RawMessage], env: &Env) -> Result<()> {
    let context = Context::of_event(env)?;
    keep(queue, messages.iter(), &context.database()?, &context.now_text()).await
}

async fn keep(queue: &str, messages: impl Iterator<Item = &RawMessage>, database: &Database, now: &str) -> Result<()> {
    let mut statements = Vec::new();
    for message in messages {
        let body = message.body().as_string().unwrap_or_else(|| "not text".to_owned());
        // A redelivered message has the same body, so the same id, so one row.
        let id = at_rest::sha256_hex(format!("{queue}\n{body}").as_bytes());
        statements.push(database.statement(
            "INSERT OR IGNORE INTO dead_letters (id, queue, body, at) VALUES (?, ?, ?, ?)",
            &[(&id).into(), queue.into(), (&body).into(), now.into()],
        )?);
    }
    run(database, statements).await
}

async fn run(database: &Database, statements: Vec<D1PreparedStatement>) -> Result<()> {
    if statements.is_empty() {
        return Ok(());
    }
    database.batch_once(statements).await
}
