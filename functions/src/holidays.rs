//! Bank holidays: the register's, with the government's feed laid over them. The scheduled run fetches the feed once a day; a
//! new set holds at once unless a day would be lost: then an officer decides. Open cases are gone through with a new set, and
//! a date that moves is an event of its case.

use crate::at_rest;
use crate::context::Context;
use crate::database::BatchFailed;
use crate::desk;
use crate::problem::{Problem, Result};
use forthright_api::Code;
use forthright_cases::{Case, Event};
use forthright_clock::{Calendar, Feed, Holiday, laid_over, lost};
use forthright_widget_pages::holidays::Holidays;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use worker::{Fetch, Headers, Request, RequestInit};

/// The feed is asked again after this long. The scheduled run comes every few minutes.
const EVERY: SignedDuration = SignedDuration::from_hours(20);
/// The document has about 30 kB.
const MOST_BYTES: usize = 1_000_000;

#[derive(Deserialize)]
struct Set {
    hash: String,
    at: String,
    days: String,
}

impl Set {
    fn days(&self) -> Result<Vec<Holiday>> {
        Ok(serde_json::from_str(&self.days)?)
    }
}

async fn set_in(state: &str, context: &Context<'_>) -> Result<Option<Set>> {
    let sql = "SELECT hash, at, days FROM holiday_sets WHERE state = ? ORDER BY at DESC LIMIT 1";
    context.database()?.first(sql, &[state.into()]).await
}

/// The days that hold now.
async fn days(context: &Context<'_>) -> Result<Vec<Holiday>> {
    match set_in("in-force", context).await? {
        Some(set) => Ok(laid_over(&context.register.holidays, &set.days()?)),
        None => Ok(context.register.holidays.clone()),
    }
}

/// The calendar by which everything is counted.
pub async fn calendar(context: &Context<'_>) -> Result<Calendar> {
    Ok(Calendar::new(days(context).await?))
}

/// What came of asking the feed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Same,
    New,
    Waiting,
    Failed,
}

impl Outcome {
    const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::New => "new",
            Self::Waiting => "waiting",
            Self::Failed => "failed",
        }
    }
}

/// Part of the scheduled run: asks the feed if it is time, and goes through the cases with a set that is new. The feed's
/// failure is told to the team, not to the run: nothing else depends on it.
pub async fn refresh(context: &Context<'_>) -> Result<u32> {
    if let Some(address) = context.variable("BANK_HOLIDAYS_URL")
        && is_time(context).await?
    {
        let outcome = match ask(&address, context).await {
            Ok(outcome) => outcome,
            Err(problem) => {
                worker::console_error!("the bank holidays could not be fetched: {:?}", problem.code);
                Outcome::Failed
            }
        };
        note(outcome, context).await?;
    }
    apply(context).await
}

async fn is_time(context: &Context<'_>) -> Result<bool> {
    #[derive(Deserialize)]
    struct Row {
        at: String,
    }
    let sql = "SELECT at FROM holiday_checks ORDER BY at DESC LIMIT 1";
    let last: Option<Row> = context.database()?.first(sql, &[]).await?;
    let last = last.and_then(|row| row.at.parse::<Timestamp>().ok());
    Ok(last.is_none_or(|last| context.now().duration_since(last) >= EVERY))
}

async fn ask(address: &str, context: &Context<'_>) -> Result<Outcome> {
    let published = fetch(address).await?;
    let stored = serde_json::to_string(&published)?;
    let hash = at_rest::sha256_hex(stored.as_bytes());
    let known = days(context).await?;
    let after = laid_over(&context.register.holidays, &published);
    let same = after.iter().map(|day| day.date).eq(known.iter().map(|day| day.date));
    if same {
        return Ok(Outcome::Same);
    }
    let state = if lost(&known, &after).is_empty() { "in-force" } else { "waiting" };
    let database = context.database()?;
    let now = context.now_text();
    let mut batch = Vec::new();
    if state == "in-force" {
        batch.push(database.statement("UPDATE holiday_sets SET state = 'replaced' WHERE state = 'in-force'", &[])?);
    }
    batch.push(database.statement(
        // What an officer refused stays refused.
        "INSERT INTO holiday_sets (hash, at, days, state) VALUES (?, ?, ?, ?)
         ON CONFLICT (hash) DO UPDATE SET state = excluded.state, applied = 0 WHERE state = 'replaced'",
        &[(&hash).into(), (&now).into(), (&stored).into(), state.into()],
    )?);
    match database.batch(batch).await {
        Ok(()) | Err(BatchFailed::AlreadyThere) => {}
        Err(BatchFailed::Other(problem)) => return Err(problem),
    }
    Ok(if state == "in-force" { Outcome::New } else { Outcome::Waiting })
}

/// The days of the feed, if it is whole.
async fn fetch(address: &str) -> Result<Vec<Holiday>> {
    let headers = Headers::new();
    headers.set("Accept", "application/json")?;
    let mut init = RequestInit::new();
    init.with_headers(headers);
    let mut response = Fetch::Request(Request::new_with_init(address, &init)?).send().await?;
    if response.status_code() != 200 {
        return Err(Problem::new(Code::TryAgain));
    }
    let text = response.text().await?;
    if text.len() > MOST_BYTES {
        return Err(Problem::new(Code::TooLarge));
    }
    let feed: Feed = serde_json::from_str(&text).map_err(|_| Problem::new(Code::NotJson))?;
    feed.holidays().map_err(|why| Problem::with(Code::InvalidBody, why.to_string()))
}

/// Writes the try down, and tells the team what needs them.
async fn note(outcome: Outcome, context: &Context<'_>) -> Result<()> {
    let database = context.database()?;
    let now = context.now_text();
    let sql = "INSERT OR REPLACE INTO holiday_checks (at, outcome) VALUES (?, ?)";
    let mut batch = vec![database.statement(sql, &[(&now).into(), outcome.name().into()])?];
    if outcome != Outcome::Same {
        let topic = format!("holidays-{}", outcome.name());
        batch.push(database.statement(
            "INSERT INTO outbox (id, topic, reference, created_at) VALUES (?, ?, '', ?)",
            &[(&at_rest::random_id()?).into(), (&topic).into(), (&now).into()],
        )?);
    }
    match database.batch(batch).await {
        Ok(()) | Err(BatchFailed::AlreadyThere) => Ok(()),
        Err(BatchFailed::Other(problem)) => Err(problem),
    }
}

/// Goes through the open cases with a set that was not applied yet; how many dates moved. Cut short, it begins again and
/// passes over what it did.
async fn apply(context: &Context<'_>) -> Result<u32> {
    #[derive(Deserialize)]
    struct Row {
        hash: String,
    }
    #[derive(Deserialize)]
    struct Open {
        reference: String,
        due_on: Date,
    }
    let database = context.database()?;
    let sql = "SELECT hash FROM holiday_sets WHERE state = 'in-force' AND applied = 0";
    let Some(Row { hash }) = database.first(sql, &[]).await? else { return Ok(0) };
    let calendar = calendar(context).await?;
    let mut moved = 0_u32;
    let mut after = String::new();
    loop {
        let sql = "SELECT reference, due_on FROM cases WHERE status <> 'closed' AND reference > ? ORDER BY reference LIMIT 100";
        let open: Vec<Open> = database.all(sql, &[(&after).into()]).await?;
        let Some(last) = open.last() else { break };
        after = last.reference.clone();
        for row in open {
            let events = desk::events_of(&row.reference, context).await?;
            let Some(case) = Case::replay(events.iter().map(|row| &row.event)) else { continue };
            // A date that would lie beyond the known holidays stays as it is.
            let Ok(Some(due)) = case.due_now(&calendar) else { continue };
            if due.due == row.due_on {
                continue;
            }
            let id = at_rest::sha256_hex(format!("{}\n{hash}", row.reference).as_bytes());
            let event = Event::Recomputed { before: row.due_on, due: due.due, holidays: hash.clone() };
            desk::record("bank holidays", &row.reference, &id, context, |_| Ok(event)).await?;
            moved = moved.saturating_add(1);
        }
    }
    database.run("UPDATE holiday_sets SET applied = 1 WHERE hash = ?", &[(&hash).into()]).await?;
    Ok(moved)
}

/// What an officer sees of it.
pub async fn overview(context: &Context<'_>) -> Result<Holidays> {
    #[derive(Deserialize)]
    struct Check {
        at: String,
        outcome: String,
    }
    let known = days(context).await?;
    let in_force = set_in("in-force", context).await?;
    let waiting = set_in("waiting", context).await?;
    let lost = match &waiting {
        Some(set) => lost(&known, &laid_over(&context.register.holidays, &set.days()?)),
        None => Vec::new(),
    };
    let sql = "SELECT at, outcome FROM holiday_checks ORDER BY at DESC LIMIT 1";
    let check: Option<Check> = context.database()?.first(sql, &[]).await?;
    Ok(Holidays {
        from: known.first().map(|day| day.date),
        until: known.last().map(|day| day.date.last_of_year()),
        set: in_force.map(|set| (set.hash, set.at)),
        check: check.map(|check| (check.at, check.outcome)),
        waiting: waiting.map(|set| set.hash),
        lost,
    })
}

/// An officer decides about a set that would drop days.
pub async fn decide(hash: &str, confirm: bool, by: &str, context: &Context<'_>) -> Result<()> {
    let database = context.database()?;
    let state = if confirm { "in-force" } else { "refused" };
    let mut batch = Vec::new();
    if confirm {
        batch.push(database.statement(
            "UPDATE holiday_sets SET state = 'replaced' WHERE state = 'in-force'
             AND EXISTS (SELECT 1 FROM holiday_sets WHERE hash = ? AND state = 'waiting')",
            &[hash.into()],
        )?);
    }
    batch.push(database.statement(
        "UPDATE holiday_sets SET state = ?, decided_by = ?, applied = 0 WHERE hash = ? AND state = 'waiting'",
        &[state.into(), by.into(), hash.into()],
    )?);
    match database.batch(batch).await {
        Ok(()) | Err(BatchFailed::AlreadyThere) => {}
        Err(BatchFailed::Other(problem)) => return Err(problem),
    }
    apply(context).await.map(drop)
}
