//! The list of cases and one case.

use super::access::SignedIn;
use super::letters::{self, messages_of};
use crate::context::Context;
use crate::holidays;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use crate::submissions::clock_of;
use forthright_api::{CaseDetail, CaseRow, Code, EventRow, FileRow, Proposed};
use forthright_cases::{Case, Event, Part, Proposal, Reference, Status, Waiting};
use forthright_clock::{Right, days_left};
use forthright_forms::AsksIdentity;
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
    /// Whether it is listed apart (1).
    apart: f64,
}

const COLUMNS: &str = "reference, form, status, received_on, due_on, waiting, steps, apart";
/// Rows a page.
const PAGE: u32 = 500;

impl Row {
    fn due(&self) -> Option<Date> {
        self.waiting.has_date().then_some(self.due_on)
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
            set_apart: self.apart > 0.0,
        }
    }
}

/// `GET /v1/desk/cases[?after=…]`: open ones by due date, then those that ended, then what came in a crowd and is set apart. A page
/// at a time; `Link` names the next one, `Forthright-Total` and `Forthright-Set-Apart` say how many there are.
pub async fn list(_: &SignedIn, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    #[derive(Deserialize)]
    struct Counts {
        total: f64,
        apart: f64,
    }
    let database = context.database()?;
    let after = match request.parameter("after") {
        Some(text) => {
            Some(Place::parse(&text).ok_or(Problem::with(Code::InvalidBody, "after is not a place in the list."))?)
        }
        None => None,
    };
    let (place, most) = (after.unwrap_or(Place::BEGINNING), PAGE.saturating_add(1));
    let sql = format!(
        "SELECT {COLUMNS} FROM cases WHERE (apart, status = 'closed', due_on, reference) > (?, ?, ?, ?)
         ORDER BY apart, status = 'closed', due_on, reference LIMIT ?"
    );
    let values = [place.apart.into(), place.closed.into(), (&place.due).into(), (&place.reference).into(), most.into()];
    let mut rows: Vec<Row> = database.all(&sql, &values).await?;
    let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let counts: Option<Counts> =
        database.first("SELECT COUNT(*) AS total, coalesce(SUM(apart), 0) AS apart FROM cases", &[]).await?;
    let shown: Vec<CaseRow> = rows.iter().map(|row| row.shown(context)).collect();
    let response = reply::json(&shown, 200)?;
    let headers = response.headers();
    if let Some(counts) = counts {
        headers.set("Forthright-Total", &format!("{:.0}", counts.total))?;
        headers.set("Forthright-Set-Apart", &format!("{:.0}", counts.apart))?;
    }
    if let Some(last) = rows.last().filter(|_| more) {
        headers.set("Link", &format!("</v1/desk/cases?after={}>; rel=\"next\"", Place::of(last).to_text()))?;
    }
    Ok(response)
}

/// A place in the list, in its order.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    apart: u32,
    closed: u32,
    due: String,
    reference: String,
}

impl Place {
    const BEGINNING: Self = Self { apart: 0, closed: 0, due: String::new(), reference: String::new() };

    fn of(row: &Row) -> Self {
        Self {
            apart: u32::from(row.apart > 0.0),
            closed: u32::from(row.status == Status::Closed),
            due: row.due_on.to_string(),
            reference: row.reference.clone(),
        }
    }

    fn to_text(&self) -> String {
        format!("{}.{}.{}.{}", self.apart, self.closed, self.due, self.reference)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '.');
        let mut flag = || parts.next()?.parse().ok().filter(|flag| *flag <= 1);
        let (apart, closed) = (flag()?, flag()?);
        let due: Date = parts.next()?.parse().ok()?;
        let reference = Reference::parse(parts.next()?).ok()?.as_str().to_owned();
        Some(Self { apart, closed, due: due.to_string(), reference })
    }
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
        digest: Option<String>,
    }
    let database = context.database()?;
    let sql = format!("SELECT {COLUMNS} FROM cases WHERE reference = ?");
    let row: Row = database.first(&sql, &[reference.into()]).await?.ok_or(Problem::new(Code::NotFound))?;
    let events = events_of(reference, context).await?;
    let case = Case::replay(events.iter().map(|row| &row.event)).ok_or(Problem::new(Code::TryAgain))?;
    let sql = "SELECT n, bytes, digest FROM case_files WHERE reference = ? ORDER BY n";
    let files: Vec<StoredFile> =
        if case.documents_must_be_gone() { Vec::new() } else { database.all(sql, &[reference.into()]).await? };
    // D1 hands integers over as floating point; both are small.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let files = files
        .into_iter()
        .map(|file| FileRow { n: file.n as u8, bytes: file.bytes as u64, digest: file.digest })
        .collect();
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
        asks_identity: asks_identity(&row.form, context),
        can_be_paused: case.can_be_paused(),
        also: case.also().to_vec(),
        rights: case.rights().clone(),
        identity: case.identity(),
        outcome: case.outcome(),
        sequence: u32::try_from(events.len()).unwrap_or(u32::MAX),
        answers_digest: events.first().and_then(|row| match &row.event {
            Event::Received { digests, .. } => digests.get(&Part::Answers.name()).cloned(),
            _ => None,
        }),
        events,
    })
}

/// Whether it may be asked who the person is. Forms that never ask have none of it; another objection than to marketing may meet
/// a doubt (UK GDPR Art 12(6)).
fn asks_identity(form: &str, context: &Context<'_>) -> bool {
    let form = context.register.form(form);
    form.is_none_or(|form| form.identity != AsksIdentity::Never || form.uses() == Some(Right::Objection))
}

/// What waits for a colleague, with its letter. Without the letter somebody has answered it meanwhile.
async fn proposed(
    staff: &SignedIn,
    reference: &str,
    proposal: &Proposal,
    events: &[EventRow],
    context: &Context<'_>,
) -> Result<Option<Proposed>> {
    let letter = match letters::draft(reference, &proposal.message, context).await {
        Ok(letter) => letter,
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
        text: letter.text,
        language: letter.language,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_reads_back_and_nothing_else_is_one() {
        let reference = Reference::new("DMU", 42).map(|one| one.as_str().to_owned()).unwrap_or_default();
        let place = Place { apart: 1, closed: 0, due: "2026-12-24".to_owned(), reference };
        assert_eq!(Place::parse(&place.to_text()), Some(place));
        for text in ["", "0.0.2026-12-24", "2.0.2026-12-24.DMU-1", "0.0.x.DMU-1", "0.0.2026-12-24.' OR 1=1", "....."] {
            assert_eq!(Place::parse(text), None, "{text}");
        }
    }
}
