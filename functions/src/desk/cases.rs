//! The list of cases and one case.

use super::access::SignedIn;
use super::letters::{self, messages_of};
use crate::context::Context;
use crate::holidays;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::submissions::clock_of;
use forthright_api::{CaseDetail, CaseRow, Code, EventRow, FileRow, Proposed};
use forthright_cases::{Case, Event, Proposal, Status, Waiting};
use forthright_clock::days_left;
use jiff::civil::Date;
use serde::Deserialize;
use worker::Response;

#[derive(Deserialize)]
struct Row {
    reference: String,
    form: String,
    status: Status,
    received_on: Date,
    due_on: Date,
    waiting: Waiting,
    steps: String,
}

const COLUMNS: &str = "reference, form, status, received_on, due_on, waiting, steps";

impl Row {
    fn due(&self) -> Option<Date> {
        (self.waiting != Waiting::ToStart).then_some(self.due_on)
    }

    fn shown(&self, context: &Context<'_>) -> CaseRow {
        let title = context.register.form(&self.form).map_or(&self.form, |form| &form.title);
        CaseRow {
            reference: self.reference.clone(),
            form: title.clone(),
            status: self.status,
            received: self.received_on,
            due: self.due(),
            days_left: self.due().map(|due| days_left(context.today(), due)),
            waiting: self.waiting,
        }
    }
}

/// `GET /v1/desk/cases`: open ones by due date, then those that ended.
pub async fn list(_: &SignedIn, context: &Context<'_>) -> Result<Response> {
    let sql = format!("SELECT {COLUMNS} FROM cases ORDER BY status = 'closed', due_on, reference LIMIT 500");
    let rows: Vec<Row> = context.database()?.all(&sql, &[]).await?;
    let shown: Vec<CaseRow> = rows.iter().map(|row| row.shown(context)).collect();
    reply::json(&shown, 200)
}

/// `GET /v1/desk/cases/{reference}`.
pub async fn show(staff: &SignedIn, reference: &str, context: &Context<'_>) -> Result<Response> {
    reply::json(&detail(staff, reference, context).await?, 200)
}

/// A case with everything about it that is not sealed, as a member of staff sees it.
pub async fn detail(staff: &SignedIn, reference: &str, context: &Context<'_>) -> Result<CaseDetail> {
    #[derive(Deserialize)]
    struct StoredFile {
        n: f64,
        bytes: f64,
    }
    let database = context.database()?;
    let sql = format!("SELECT {COLUMNS} FROM cases WHERE reference = ?");
    let row: Row = database.first(&sql, &[reference.into()]).await?.ok_or(Problem::new(Code::NotFound))?;
    let events = events_of(reference, context).await?;
    let case = Case::replay(events.iter().map(|row| &row.event)).ok_or(Problem::new(Code::TryAgain))?;
    let sql = "SELECT n, bytes FROM case_files WHERE reference = ? ORDER BY n";
    let files: Vec<StoredFile> =
        if case.documents_must_be_gone() { Vec::new() } else { database.all(sql, &[reference.into()]).await? };
    // D1 hands integers over as floating point; both are small.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let files = files.iter().map(|file| FileRow { n: file.n as u8, bytes: file.bytes as u64 }).collect();
    let proposal = match case.proposal() {
        Some(proposal) => proposed(staff, reference, proposal, &events, context).await?,
        None => None,
    };
    Ok(CaseDetail {
        row: row.shown(context),
        form_id: row.form.clone(),
        clock: clock_of(&row.form, context),
        awaited: case.awaited(),
        steps: serde_json::from_str(&row.steps)?,
        files,
        messages: messages_of(reference, context).await?,
        extended: case.due_if_extended(context.today(), &holidays::calendar(context).await?),
        proposal,
        acknowledged: case.acknowledged(),
        identity: case.identity(),
        outcome: case.outcome(),
        events,
    })
}

/// What waits for a colleague, with its letter. Without the letter somebody has answered it meanwhile.
async fn proposed(
    staff: &SignedIn,
    reference: &str,
    proposal: &Proposal,
    events: &[EventRow],
    context: &Context<'_>,
) -> Result<Option<Proposed>> {
    let text = match letters::draft(reference, &proposal.message, context).await {
        Ok(text) => text,
        Err(Problem { code: Code::NotFound, .. }) => return Ok(None),
        Err(problem) => return Err(problem),
    };
    let is_it = |row: &&EventRow| matches!(&row.event, Event::Proposed { message, .. } if *message == proposal.message);
    Ok(Some(Proposed {
        decision: proposal.decision,
        ground: proposal.ground,
        own: proposal.by == staff.id(),
        by: events.iter().find(is_it).map(|row| row.actor.clone()).unwrap_or_default(),
        message: proposal.message.clone(),
        text,
    }))
}

/// Everything that happened to a case, oldest first.
pub async fn events_of(reference: &str, context: &Context<'_>) -> Result<Vec<EventRow>> {
    #[derive(Deserialize)]
    struct Stored {
        at: String,
        actor: String,
        event: String,
    }
    let sql = "SELECT at, actor, event FROM case_events WHERE reference = ? ORDER BY sequence";
    let rows: Vec<Stored> = context.database()?.all(sql, &[reference.into()]).await?;
    rows.into_iter()
        .map(|row| {
            let event: Event = serde_json::from_str(&row.event)?;
            Ok(EventRow { at: row.at, actor: row.actor, event })
        })
        .collect()
}
