//! Effects beyond a row, sent after it was written and tried again until they succeed: at first in each run, then ever more slowly,
//! never not at all. What waits after it was tried is a failure of the run, and the desk says so. Status messages to agents are in the
//! same table and sent by [`crate::agents`], which leaves an agent alone instead of a message.

use crate::agents;
use crate::context::Context;
use crate::mail;
use crate::problem::Result;
use forthright_api::Unsent;
use forthright_clock::rfc3339;
use jiff::SignedDuration;
use serde::Deserialize;

/// More requests than this that wait at once are told of in one message.
const ONE_BY_ONE: u32 = 10;
/// At most this many effects of other kinds a run.
const AT_ONCE: u32 = 50;
/// The longest pause between two tries, in minutes.
const LONGEST_PAUSE: u32 = 24 * 60;

#[derive(Deserialize)]
struct Row {
    id: String,
    topic: String,
    reference: String,
    attempts: f64,
}

/// What came of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// How many effects were sent; a message about many requests counts as all of them.
    pub sent: u32,
    /// How many were tried and failed now.
    pub failed: u32,
    /// How many wait after a failure, now or before.
    pub waiting: u32,
}

/// Sends what waits and is due.
pub async fn send(context: &Context<'_>) -> Result<Sent> {
    let mut done = Sent::default();
    requests(&mut done, context).await?;
    let sql = "SELECT id, topic, reference, attempts FROM outbox WHERE sent_at IS NULL AND topic NOT IN ('case-received', 'agent-status')
               AND next_at <= ? ORDER BY next_at, created_at LIMIT ?";
    let due: Vec<Row> = context.database()?.all(sql, &[(&context.now_text()).into(), AT_ONCE.into()]).await?;
    for row in due {
        try_one(&row, &mut done, context).await?;
    }
    // Last, because others are waited for.
    let (told, untold) = agents::send(context).await?;
    done.sent = done.sent.saturating_add(told);
    done.failed = done.failed.saturating_add(untold);
    done.waiting = unsent(context).await?.map_or(0, |unsent| unsent.count);
    Ok(done)
}

/// Tells the team of requests that arrived: one by one, or where many wait in one message, so that one that matters does not wait
/// behind many that do not.
async fn requests(done: &mut Sent, context: &Context<'_>) -> Result<()> {
    let sql =
        "SELECT o.id, o.topic, o.reference, o.attempts FROM outbox o LEFT JOIN cases c ON c.reference = o.reference
               WHERE o.sent_at IS NULL AND o.topic = 'case-received' AND o.next_at <= ?
               ORDER BY coalesce(c.apart, 0), o.created_at DESC LIMIT ?";
    let now = context.now_text();
    let values = [(&now).into(), ONE_BY_ONE.saturating_add(1).into()];
    let due: Vec<Row> = context.database()?.all(sql, &values).await?;
    if due.len() <= usize::try_from(ONE_BY_ONE).unwrap_or(usize::MAX) {
        for row in due {
            try_one(&row, done, context).await?;
        }
        return Ok(());
    }
    // The newest ordinary ones are named; of the rest it says how many there are.
    #[derive(Deserialize)]
    struct Count {
        n: f64,
        apart: f64,
    }
    let sql = "SELECT COUNT(*) AS n, coalesce(SUM(c.apart), 0) AS apart FROM outbox o
               LEFT JOIN cases c ON c.reference = o.reference
               WHERE o.sent_at IS NULL AND o.topic = 'case-received' AND o.created_at <= ?";
    let count: Option<Count> = context.database()?.first(sql, &[(&now).into()]).await?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // counts, handed over by D1 as floating point
    let (count, apart) = count.map_or((0, 0), |count| (count.n as u32, count.apart as u32));
    let named: Vec<String> = due.into_iter().map(|row| row.reference).collect();
    let database = context.database()?;
    let waiting = "sent_at IS NULL AND topic = 'case-received' AND created_at <= ?1";
    let note = format!("UPDATE outbox SET attempts = attempts + 1, next_at = ?2 WHERE {waiting}");
    database.run(&note, &[(&now).into(), (&next(context, 1)).into()]).await?;
    match mail::cases_received(count, apart, &named, context).await {
        Ok(()) => {
            let sql = format!("UPDATE outbox SET sent_at = ?1 WHERE {waiting}");
            database.run(&sql, &[(&now).into()]).await?;
            done.sent = done.sent.saturating_add(count);
        }
        Err(_) => done.failed = done.failed.saturating_add(count),
    }
    Ok(())
}

async fn try_one(row: &Row, done: &mut Sent, context: &Context<'_>) -> Result<()> {
    let database = context.database()?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count, handed over by D1 as floating point
    let attempts = row.attempts as u32;
    // Counted before it is tried: a run that ends while it waits has tried.
    let sql = "UPDATE outbox SET attempts = attempts + 1, next_at = ? WHERE id = ?";
    database.run(sql, &[(&next(context, attempts.saturating_add(1))).into(), (&row.id).into()]).await?;
    let result = match row.topic.as_str() {
        "case-received" => mail::case_received(&row.reference, context).await,
        topic => match topic.strip_prefix("holidays-") {
            Some(outcome) => mail::holidays(outcome, context).await,
            None => Ok(()),
        },
    };
    match result {
        Ok(()) => {
            let sql = "UPDATE outbox SET sent_at = ? WHERE id = ?";
            database.run(sql, &[(&context.now_text()).into(), (&row.id).into()]).await?;
            done.sent = done.sent.saturating_add(1);
        }
        Err(_) => done.failed = done.failed.saturating_add(1),
    }
    Ok(())
}

/// When it is tried again.
fn next(context: &Context<'_>, attempts: u32) -> String {
    let pause = SignedDuration::from_mins(pause(attempts).into());
    rfc3339(context.now().checked_add(pause).unwrap_or(context.now()))
}

/// Minutes until the next try: each run (every five minutes) at first, then twice as long each time, a day at most.
const fn pause(attempts: u32) -> u32 {
    match attempts {
        0..=6 => 4,
        _ => {
            let doublings = if attempts > 15 { 9 } else { attempts.saturating_sub(6) };
            let minutes = 5_u32.saturating_mul(1_u32 << doublings);
            if minutes > LONGEST_PAUSE { LONGEST_PAUSE } else { minutes }
        }
    }
}

/// What was tried and could not be sent yet.
pub async fn unsent(context: &Context<'_>) -> Result<Option<Unsent>> {
    #[derive(Deserialize)]
    struct Waiting {
        n: f64,
        oldest: Option<String>,
    }
    let sql = "SELECT COUNT(*) AS n, MIN(created_at) AS oldest FROM outbox WHERE sent_at IS NULL AND attempts > 0";
    let row: Option<Waiting> = context.database()?.first(sql, &[]).await?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count, handed over by D1 as floating point
    let unsent = row.and_then(|row| Some(Unsent { count: row.n as u32, oldest: row.oldest? }));
    Ok(unsent.filter(|unsent| unsent.count > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_is_tried_in_each_run_at_first_and_never_given_up() {
        assert_eq!([1, 6, 7, 8, 14].map(pause), [4, 4, 10, 20, 1_280]);
        assert_eq!([15, 16, 1_000, u32::MAX].map(pause), [LONGEST_PAUSE; 4]);
    }
}
