//! Bank holidays: the register's, with the government's feed laid over them. The scheduled run fetches the feed once a day; a
//! new set holds at once unless a day would be lost: then an officer decides. Open cases are gone through with a new set, and
//! a date that moves is an event of its case.

use crate::at_rest;
use crate::context::Context;
use crate::desk;
use crate::fetch;
use crate::problem::{Problem, Result};
use forthright_api::Code;
use forthright_cases::Event;
use forthright_clock::{Calendar, Feed, Holiday, is_covered, joined, left_out};
use forthright_widget_pages::holidays::Holidays;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use worker::{Headers, Request, RequestInit};

/// The feed is asked again after this long. The scheduled run comes every few minutes.
const EVERY: SignedDuration = SignedDuration::from_hours(20);
/// Pages of fifty cases that one run goes through.
const PAGES: u8 = 4;
/// The document has about 30 kB.
const MOST_BYTES: usize = 1_000_000;

#[derive(Deserialize)]
struct Set {
    hash: String,
    at: String,
    days: String,
    dropped: String,
}

impl Set {
    fn days(&self) -> Result<Vec<Holiday>> {
        Ok(serde_json::from_str(&self.days)?)
    }

    /// What an officer let go with it.
    fn dropped(&self) -> Result<Vec<Date>> {
        Ok(serde_json::from_str(&self.dropped)?)
    }
}

async fn set_in(state: &str, context: &Context<'_>) -> Result<Option<Set>> {
    let sql = "SELECT hash, at, days, dropped FROM holiday_sets WHERE state = ? ORDER BY at DESC LIMIT 1";
    context.database()?.first(sql, &[state.into()]).await
}

/// The days that hold now.
async fn days(context: &Context<'_>) -> Result<Vec<Holiday>> {
    match set_in("in-force", context).await? {
        Some(set) => Ok(joined(&context.register.holidays, &set.days()?, &set.dropped()?)),
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
    /// It waits already, and the team was told.
    StillWaiting,
    Failed,
}

impl Outcome {
    const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::New => "new",
            Self::Waiting | Self::StillWaiting => "waiting",
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

/// Fetches the feed and keeps what is new in it.
async fn ask(address: &str, context: &Context<'_>) -> Result<Outcome> {
    let published = Published::of(fetch(address).await?)?;
    // What waited is not what is published any more.
    let sql = "UPDATE holiday_sets SET state = 'replaced' WHERE state = 'waiting' AND hash <> ?";
    context.database()?.run(sql, &[(&published.hash).into()]).await?;
    let known = days(context).await?;
    let change = published.change(&known, set_in("in-force", context).await?, context)?;
    if change.is_none {
        return Ok(Outcome::Same);
    }
    let whole = change.missing.is_empty();
    match (published.state(context).await?.as_deref(), whole) {
        // It holds, beside days that the register has more; or an officer has decided, and is not asked again.
        (Some("in-force" | "refused"), false) => Ok(Outcome::Same),
        (Some("waiting"), false) => Ok(Outcome::StillWaiting),
        (_, true) => published.store("in-force", &change, context).await.map(|()| Outcome::New),
        (_, false) => published.store("waiting", &change, context).await.map(|()| Outcome::Waiting),
    }
}

/// What the feed says today.
struct Published {
    days: Vec<Holiday>,
    hash: String,
}

/// What it would change.
struct Change {
    /// Days that hold now and are not published any more.
    missing: Vec<Holiday>,
    /// The set to be stored: what is published, and the days of years that are not published any more.
    stored: Vec<Holiday>,
    /// What the register has and an officer let go, or is asked to.
    dropped: Vec<Date>,
    /// It changes no day.
    is_none: bool,
}

impl Published {
    fn of(days: Vec<Holiday>) -> Result<Self> {
        let hash = at_rest::sha256_hex(serde_json::to_string(&days)?.as_bytes());
        Ok(Self { days, hash })
    }

    fn change(&self, known: &[Holiday], in_force: Option<Set>, context: &Context<'_>) -> Result<Change> {
        let missing = left_out(known, &self.days);
        let before = in_force.map(|set| set.dropped()).transpose()?.unwrap_or_default();
        // What was let go once stays so, unless it is published again.
        let still = before.into_iter().filter(|date| !self.days.iter().any(|day| day.date == *date));
        let dropped: Vec<Date> = still.chain(missing.iter().map(|day| day.date)).collect();
        let kept: Vec<Holiday> = known.iter().filter(|day| !is_covered(day.date, &self.days)).cloned().collect();
        let stored = joined(&kept, &self.days, &[]);
        let after = joined(&context.register.holidays, &stored, &dropped);
        let is_none = after.iter().map(|day| day.date).eq(known.iter().map(|day| day.date));
        Ok(Change { missing, stored, dropped, is_none })
    }

    /// What became of the same set earlier.
    async fn state(&self, context: &Context<'_>) -> Result<Option<String>> {
        #[derive(Deserialize)]
        struct Row {
            state: String,
        }
        let sql = "SELECT state FROM holiday_sets WHERE hash = ?";
        let row: Option<Row> = context.database()?.first(sql, &[(&self.hash).into()]).await?;
        Ok(row.map(|row| row.state))
    }

    /// Keeps it as `in-force` or `waiting`; what was so before is replaced.
    async fn store(&self, state: &str, change: &Change, context: &Context<'_>) -> Result<()> {
        let database = context.database()?;
        let batch = vec![
            database.statement(
                "UPDATE holiday_sets SET state = 'replaced' WHERE state IN ('waiting', ?)",
                &[state.into()],
            )?,
            database.statement(
                "INSERT INTO holiday_sets (hash, at, days, dropped, state) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT (hash) DO UPDATE SET state = excluded.state, at = excluded.at, dropped = excluded.dropped,
                   decided_by = NULL, applied = 0, gone_through = ''",
                &[
                    (&self.hash).into(),
                    (&context.now_text()).into(),
                    (&serde_json::to_string(&change.stored)?).into(),
                    (&serde_json::to_string(&change.dropped)?).into(),
                    state.into(),
                ],
            )?,
        ];
        database.batch_once(batch).await
    }
}

/// The days of the feed, if it is whole.
async fn fetch(address: &str) -> Result<Vec<Holiday>> {
    let headers = Headers::new();
    headers.set("Accept", "application/json")?;
    let mut init = RequestInit::new();
    init.with_headers(headers);
    let text = fetch::text(Request::new_with_init(address, &init)?, MOST_BYTES).await?;
    let feed: Feed = serde_json::from_str(&text).map_err(|_| Problem::new(Code::NotJson))?;
    feed.holidays().map_err(|why| Problem::with(Code::InvalidBody, why.to_string()))
}

/// Writes the try down, and tells the team what needs them.
async fn note(outcome: Outcome, context: &Context<'_>) -> Result<()> {
    let database = context.database()?;
    let now = context.now_text();
    let sql = "INSERT OR REPLACE INTO holiday_checks (at, outcome) VALUES (?, ?)";
    let mut batch = vec![database.statement(sql, &[(&now).into(), outcome.name().into()])?];
    if !matches!(outcome, Outcome::Same | Outcome::StillWaiting) {
        let topic = format!("holidays-{}", outcome.name());
        batch.push(database.statement(
            "INSERT INTO outbox (id, topic, reference, created_at) VALUES (?, ?, '', ?)",
            &[(&at_rest::random_id()?).into(), (&topic).into(), (&now).into()],
        )?);
    }
    database.batch_once(batch).await
}

/// Goes through the open cases with a set that was not applied yet, some of them in each run; how many dates moved. Cut
/// short, it goes on from the last page and passes over what it did.
async fn apply(context: &Context<'_>) -> Result<u32> {
    #[derive(Deserialize)]
    struct Row {
        hash: String,
        at: String,
        gone_through: String,
    }
    #[derive(Deserialize)]
    struct Open {
        reference: String,
        due_on: Date,
    }
    let database = context.database()?;
    let sql = "SELECT hash, at, gone_through FROM holiday_sets WHERE state = 'in-force' AND applied = 0";
    let Some(Row { hash, at, gone_through: mut after }) = database.first(sql, &[]).await? else { return Ok(0) };
    let calendar = calendar(context).await?;
    let mut moved = 0_u32;
    for _ in 0..PAGES {
        let sql = "SELECT reference, due_on FROM cases WHERE status <> 'closed' AND reference > ? ORDER BY reference LIMIT 50";
        let open: Vec<Open> = database.all(sql, &[(&after).into()]).await?;
        let Some(last) = open.last() else {
            database.run("UPDATE holiday_sets SET applied = 1 WHERE hash = ?", &[(&hash).into()]).await?;
            break;
        };
        after = last.reference.clone();
        for row in open {
            // One event for each time a set comes into force; decided from the case as it is when it is written.
            let id = at_rest::sha256_hex(format!("{}\n{hash}\n{at}", row.reference).as_bytes());
            let done = desk::record("bank holidays", &row.reference, &id, context, |case| {
                let due = case.due_now(&calendar)?.filter(|due| due.due != row.due_on && case.outcome().is_none());
                let due = due.ok_or(Problem::new(Code::RefusedByCase))?.due;
                Ok(Event::Recomputed { before: row.due_on, due, holidays: hash.clone() })
            });
            match done.await {
                Ok(()) => {}
                // It does not move, or its date would lie beyond the known holidays: it stays as it is.
                Err(Problem { code: Code::RefusedByCase | Code::BeyondKnownHolidays, .. }) => continue,
                Err(problem) => return Err(problem),
            }
            moved = moved.saturating_add(1);
        }
        let sql = "UPDATE holiday_sets SET gone_through = ? WHERE hash = ?";
        database.run(sql, &[(&after).into(), (&hash).into()]).await?;
    }
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
        Some(set) => left_out(&known, &set.days()?),
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
        "UPDATE holiday_sets SET state = ?, decided_by = ?, at = ?, applied = 0, gone_through = '' WHERE hash = ? AND state = 'waiting'",
        &[state.into(), by.into(), (&context.now_text()).into(), hash.into()],
    )?);
    database.batch_once(batch).await?;
    apply(context).await.map(drop)
}
