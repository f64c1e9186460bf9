//! What staff do to a case: decide identity, write, move the time to answer, note a search, close. A decision becomes an
//! event; a conflict of two decisions is told, never merged. With the identity decision, or with the case, the documents are
//! deleted before the answer is given; what is cut short in between is finished by the next scheduled run.

use super::access::SignedIn;
use super::cases::{detail, events_of};
use super::closing;
use super::letters::{self, Sending};
use crate::at_rest;
use crate::context::Context;
use crate::database::BatchFailed;
use crate::holidays;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use crate::submissions::object_key;
use forthright_api::{
    ActOnClock, AnswerProposal, CloseCase, Code, DecideIdentity, EXPECTED, Propose, RecordSearch, WriteMessage, limits,
};
use forthright_cases::{Case, ClockCommand, Command, Event, Part, Proposal, has_moved_on};
use forthright_evidence::MAX_FILES;
use forthright_register::checklist::{Searchable, every_place};
use serde::Deserialize;
use worker::{D1PreparedStatement, Response};

const MOVED_ON: &str = "A colleague did something with this case while it was open here. Nothing was sent or noted. \
    Look at what happened, then do it again if it is still right.";

/// `POST …/{what}`: `identity`, `messages`, `clock`, `searches`, `proposal`, `approval` or `close`. Decides, writes event and
/// state in one batch, deletes what must be gone, and shows the case as it is then. The event's id is made of the idempotency
/// key, so that a retry is the same event.
pub async fn take(
    what: &str,
    staff: &SignedIn,
    reference: &str,
    request: &mut Incoming,
    context: &Context<'_>,
) -> Result<Response> {
    let key = request.idempotency_key()?;
    let Asked { command, with, lacking } = command(what, staff, reference, request, context).await?;
    let id = at_rest::sha256_hex(format!("{reference}\n{key}").as_bytes());
    if !already_done(&id, context).await? {
        let calendar = holidays::calendar(context).await?;
        let expected = expected(request)?;
        write(staff.name(), reference, &id, with, expected, context, |case| {
            let event = case.decide(command, context.today(), &calendar)?;
            lacking.map_or(Ok(event), Err)
        })
        .await?;
    }
    let shown = detail(staff, reference, context).await?;
    if shown.identity.is_some() || shown.outcome.is_some() {
        delete_evidence(reference, context).await?;
    }
    reply::json(&shown, 200)
}

/// The number of the last event that whoever acts has seen, where they say it.
fn expected(request: &Incoming) -> Result<Option<u32>> {
    let Some(header) = request.header(EXPECTED) else { return Ok(None) };
    let number =
        header.parse().map_err(|_| Problem::with(Code::InvalidBody, "Forthright-Expected is a whole number."))?;
    Ok(Some(number))
}

/// What is asked for.
struct Asked {
    command: Command,
    /// What is stored with it: a letter goes into the same batch as its event.
    with: Option<D1PreparedStatement>,
    /// What its letter lacks. Said only where the case itself would allow it.
    lacking: Option<Problem>,
}

async fn command(
    what: &str,
    staff: &SignedIn,
    reference: &str,
    request: &mut Incoming,
    context: &Context<'_>,
) -> Result<Asked> {
    let mut lacking = None;
    let (command, with) = match what {
        "identity" => {
            let DecideIdentity { kind, outcome, clear } = request.json(limits::JSON_BYTES).await?;
            (Command::DecideIdentity { kind, outcome, clear }, None)
        }
        "messages" => {
            let WriteMessage { text, acknowledges, language } = request.json(limits::JSON_BYTES).await?;
            let (message, insert) = letters::keep(reference, &text, language, Sending::Now, context)?;
            let command =
                if acknowledges { Command::Acknowledge { message } } else { Command::SendMessage { message } };
            (command, Some(insert))
        }
        "clock" => {
            let ActOnClock { command, on, text, language } = request.json(limits::JSON_BYTES).await?;
            if matches!(command, ClockCommand::Extend { .. }) {
                lacking = letters::check_reason(&text).err();
            }
            let written = if command.needs_letter() {
                Some(letters::keep(reference, &text, language, Sending::Now, context)?.1)
            } else {
                None
            };
            (Command::Clock { command, on: on.unwrap_or(context.today()) }, written)
        }
        "searches" => {
            let RecordSearch { place, result } = request.json(limits::JSON_BYTES).await?;
            // Only places that the register names: what is typed freely might be personal.
            let places = every_place(&Searchable::of(&context.register.content));
            if !places.iter().any(|known| known.name.in_language("en") == place) {
                return Err(Problem::with(
                    Code::InvalidBody,
                    "There is no such place in the register. Reload the page.",
                ));
            }
            (Command::RecordSearch { place, result }, None)
        }
        "proposal" => {
            let Propose { decision, ground, text, language } = request.json(limits::JSON_BYTES).await?;
            letters::check_words(&text, ground, context)?;
            let (message, insert) = letters::keep(reference, &text, language, Sending::AfterApproval, context)?;
            let by = staff.id().to_owned();
            (Command::Propose(Proposal { decision, ground, message, by }), Some(insert))
        }
        "approval" => {
            let AnswerProposal { approve, message } = request.json(limits::JSON_BYTES).await?;
            (Command::AnswerProposal { approve, message, by: staff.id().to_owned() }, None)
        }
        "close" => {
            let body: CloseCase = request.json(limits::JSON_BYTES).await?;
            let (closing, insert, problem) = closing::of(reference, body, context).await?;
            lacking = problem;
            (Command::Close(closing), insert)
        }
        _ => return Err(Problem::new(Code::NotFound)),
    };
    Ok(Asked { command, with, lacking })
}

async fn already_done(id: &str, context: &Context<'_>) -> Result<bool> {
    #[derive(serde::Deserialize)]
    struct Found {}
    let found: Option<Found> =
        context.database()?.first("SELECT id FROM case_events WHERE id = ?", &[id.into()]).await?;
    Ok(found.is_some())
}

/// Adds an event that nobody retries, such as an envelope being fetched. Conflicts with somebody else are tried again.
pub async fn append(
    staff: &SignedIn,
    reference: &str,
    context: &Context<'_>,
    decide: impl Fn(&Case) -> Result<Event>,
) -> Result<()> {
    for _ in 0..4_u8 {
        match write(staff.name(), reference, &at_rest::random_id()?, None, None, context, &decide).await {
            Err(Problem { code: Code::CaseChanged, .. }) => {}
            done => return done,
        }
    }
    Err(Problem::new(Code::CaseChanged))
}

/// Adds an event of our own under an id that is its alone: again is harmless.
pub async fn record(
    actor: &str,
    reference: &str,
    id: &str,
    context: &Context<'_>,
    decide: impl FnOnce(&Case) -> Result<Event>,
) -> Result<()> {
    if already_done(id, context).await? {
        Ok(())
    } else {
        write(actor, reference, id, None, None, context, decide).await
    }
}

async fn write(
    actor: &str,
    reference: &str,
    id: &str,
    with: Option<D1PreparedStatement>,
    expected: Option<u32>,
    context: &Context<'_>,
    decide: impl FnOnce(&Case) -> Result<Event>,
) -> Result<()> {
    let events = events_of(reference, context).await?;
    if expected.is_some_and(|known| has_moved_on(events.iter().map(|row| &row.event), known)) {
        return Err(Problem::with(Code::CaseChanged, MOVED_ON));
    }
    let mut case = Case::replay(events.iter().map(|row| &row.event)).ok_or(Problem::new(Code::NotFound))?;
    let event = decide(&case)?;
    case.apply(&event);
    let sequence = u32::try_from(events.len()).unwrap_or(u32::MAX).saturating_add(1);
    let gone = if case.documents_must_be_gone() { "deleting" } else { "kept" };
    let database = context.database()?;
    let mut batch = vec![
        database.statement(
            "INSERT INTO case_events (reference, sequence, id, at, actor, event) VALUES (?, ?, ?, ?, ?, ?)",
            &[
                reference.into(),
                sequence.into(),
                id.into(),
                (&context.now_text()).into(),
                actor.into(),
                (&serde_json::to_string(&event)?).into(),
            ],
        )?,
        database.statement(
            "UPDATE cases SET status = ?, waiting = ?, evidence = CASE evidence WHEN 'kept' THEN ? ELSE evidence END WHERE reference = ?",
            &[case.status().name().into(), case.waiting().name().into(), gone.into(), reference.into()],
        )?,
    ];
    if event.moves_the_date()
        && let Some(due) = case.due_now(&holidays::calendar(context).await?)?
    {
        batch.push(database.statement(
            "UPDATE cases SET due_on = ?, steps = ? WHERE reference = ?",
            &[(&due.due.to_string()).into(), (&serde_json::to_string(&due.steps)?).into(), reference.into()],
        )?);
    }
    if event.is_seen_outside() {
        batch.push(database.statement(
            "INSERT INTO outbox (id, topic, reference, created_at)
             SELECT ?, 'agent-status', reference, ? FROM agent_requests WHERE reference = ? AND status_callback IS NOT NULL",
            &[(&at_rest::random_id()?).into(), (&context.now_text()).into(), reference.into()],
        )?);
    }
    batch.extend(with);
    if let Event::Approved { message, .. } = &event {
        batch.push(letters::send(message, context)?);
    }
    // What was not approved is not kept.
    if matches!(event, Event::NotApproved | Event::Closed { .. }) {
        batch.push(letters::drop_drafts(reference, context)?);
    }
    match database.batch(batch).await {
        Ok(()) => Ok(()),
        Err(BatchFailed::AlreadyThere) => Err(Problem::new(Code::CaseChanged)),
        Err(BatchFailed::Other(problem)) => Err(problem),
    }
}

/// Deletes a case's documents and notes that they are gone. Safe to repeat.
pub async fn delete_evidence(reference: &str, context: &Context<'_>) -> Result<()> {
    #[derive(Deserialize)]
    struct Row {
        object: String,
    }
    let (bucket, database) = (context.sealed()?, context.database()?);
    let sql = "SELECT object FROM case_files WHERE reference = ? AND object IS NOT NULL";
    let named: Vec<Row> = database.all(sql, &[reference.into()]).await?;
    let usual = (1..=MAX_FILES).filter_map(|n| u8::try_from(n).ok()).map(|n| Part::File(n).name());
    let objects = usual.chain(named.into_iter().map(|row| row.object));
    bucket.delete_multiple(objects.map(|object| object_key(reference, &object)).collect::<Vec<_>>()).await?;
    let done = vec![
        database.statement("DELETE FROM case_files WHERE reference = ?", &[reference.into()])?,
        database.statement(
            "UPDATE cases SET evidence = 'deleted' WHERE reference = ? AND evidence = 'deleting'",
            &[reference.into()],
        )?,
    ];
    database.batch_once(done).await
}
