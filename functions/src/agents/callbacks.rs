//! Status messages to agents (2.03): sent by the scheduled run, within a time for all of them together. An agent that does not
//! take them holds up nobody else: it is left alone for longer and longer, the officers see it, and nothing is given up.

use super::status::tell;
use crate::context::Context;
use crate::database::Database;
use crate::problem::Result;
use forthright_clock::rfc3339;
use jiff::SignedDuration;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// The time that one run has for all status messages.
const IN_A_RUN: Duration = Duration::from_secs(10);
/// The longest that one is waited for, and that one agent has in a run.
const FOR_AN_AGENT: Duration = Duration::from_secs(5);
/// With less than this left, none is begun.
const SHORTEST: Duration = Duration::from_millis(500);
/// So many failures in a row may be an accident: the next run tries again.
const ACCIDENTS: u32 = 3;
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(10);
/// The longest that an agent is left alone.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(12);

#[derive(Deserialize)]
struct Row {
    id: String,
    reference: String,
    agent: Option<String>,
}

/// What is left of a run's time, for everybody and for each agent. Times in milliseconds.
#[derive(Debug, Default)]
struct Budget {
    spent: u64,
    by_agent: BTreeMap<String, u64>,
    failed: BTreeSet<String>,
}

impl Budget {
    /// How long the next message to this agent may take; `None`: it waits for another run.
    fn left(&self, agent: &str) -> Option<Duration> {
        let left = |whole: Duration, spent: u64| whole.saturating_sub(Duration::from_millis(spent));
        let of_agent = left(FOR_AN_AGENT, self.by_agent.get(agent).copied().unwrap_or_default());
        let left = left(IN_A_RUN, self.spent).min(of_agent);
        (!self.failed.contains(agent) && left >= SHORTEST).then_some(left)
    }

    fn took(&mut self, agent: &str, milliseconds: u64, taken: bool) {
        self.spent = self.spent.saturating_add(milliseconds);
        let own = self.by_agent.entry(agent.to_owned()).or_default();
        *own = own.saturating_add(milliseconds);
        if !taken {
            self.failed.insert(agent.to_owned());
        }
    }
}

/// How long an agent is left alone after so many failures in a row.
fn pause(failures: u32) -> SignedDuration {
    let Some(doublings) = failures.checked_sub(ACCIDENTS) else { return SignedDuration::ZERO };
    let pause = 2_i32.checked_pow(doublings).and_then(|times| FIRST_PAUSE.checked_mul(times));
    pause.unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE)
}

/// Sends what waits and may be tried: how many messages were taken, and how many were not.
pub async fn send(context: &Context<'_>) -> Result<(u32, u32)> {
    let database = context.database()?;
    let now = context.now_text();
    // Who was tried longest ago comes first, so that a run cut short is not the same agents' each time.
    let sql = "SELECT o.id, o.reference, r.agent FROM outbox o LEFT JOIN agent_requests r ON r.reference = o.reference
               LEFT JOIN agent_callbacks b ON b.agent = r.agent
               WHERE o.topic = 'agent-status' AND o.sent_at IS NULL AND COALESCE(b.not_before, '') <= ?
               ORDER BY COALESCE(b.tried_at, ''), r.agent, o.created_at LIMIT 200";
    let waiting: Vec<Row> = database.all(sql, &[(&now).into()]).await?;
    let (mut budget, mut told, mut sent, mut failed) = (Budget::default(), BTreeSet::new(), 0_u32, 0_u32);
    for Row { id, reference, agent } in waiting {
        // It was said once in this run how far the case is.
        if let Some(agent) = agent.filter(|_| !told.contains(&reference)) {
            let Some(patience) = budget.left(&agent) else { continue };
            // Counted before it is tried: a run that ends while it waits has tried.
            database.run("UPDATE outbox SET attempts = attempts + 1 WHERE id = ?", &[(&id).into()]).await?;
            let begun = worker::Date::now().as_millis();
            let taken = tell(&reference, patience, context).await.is_ok();
            let took = worker::Date::now().as_millis().saturating_sub(begun);
            let first = !budget.by_agent.contains_key(&agent);
            budget.took(&agent, took, taken);
            if first || !taken {
                note(&agent, taken, &database, context).await?;
            }
            if !taken {
                failed = failed.saturating_add(1);
                continue;
            }
            told.insert(reference);
        }
        database.run("UPDATE outbox SET sent_at = ? WHERE id = ?", &[(&now).into(), (&id).into()]).await?;
        sent = sent.saturating_add(1);
    }
    Ok((sent, failed))
}

/// Writes down how it went with an agent.
async fn note(agent: &str, taken: bool, database: &Database, context: &Context<'_>) -> Result<()> {
    #[derive(Deserialize)]
    struct Row {
        failures: String,
    }
    let now = context.now_text();
    let sql = "INSERT INTO agent_callbacks (agent, failures, failing_since, tried_at, not_before) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT (agent) DO UPDATE SET failures = CASE excluded.failures WHEN 0 THEN 0 ELSE failures + 1 END,
                 failing_since = CASE excluded.failures WHEN 0 THEN NULL ELSE COALESCE(failing_since, excluded.failing_since) END,
                 tried_at = excluded.tried_at, not_before = excluded.not_before
               RETURNING CAST(failures AS TEXT) AS failures";
    let since = if taken { None } else { Some(now.as_str()) };
    let values = [agent.into(), u32::from(!taken).into(), since.into(), (&now).into(), (&now).into()];
    let row: Option<Row> = database.first(sql, &values).await?;
    let pause = pause(row.and_then(|row| row.failures.parse().ok()).unwrap_or(0));
    if pause.is_positive() {
        let until = context.now().checked_add(pause).unwrap_or(context.now());
        let sql = "UPDATE agent_callbacks SET not_before = ? WHERE agent = ?";
        database.run(sql, &[(&rfc3339(until)).into(), agent.into()]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_that_does_not_take_its_messages_is_left_alone_for_longer_and_longer() {
        let minutes: Vec<i64> = (0..12).map(|failures| pause(failures).as_mins()).collect();
        assert_eq!(minutes, [0, 0, 0, 10, 20, 40, 80, 160, 320, 640, 720, 720]);
        assert_eq!(pause(u32::MAX), LONGEST_PAUSE);
    }

    #[test]
    fn one_run_waits_ten_seconds_in_all_and_five_for_one_agent() {
        let mut budget = Budget::default();
        assert_eq!(budget.left("A"), Some(FOR_AN_AGENT));
        budget.took("A", 4_000, true);
        assert_eq!(budget.left("A"), Some(Duration::from_secs(1)));
        budget.took("A", 1_000, true);
        assert_eq!(budget.left("A"), None);
        budget.took("B", 3_000, true);
        assert_eq!(budget.left("C"), Some(Duration::from_secs(2)));
        budget.took("C", 1_900, true);
        assert_eq!(budget.left("D"), None);
    }

    #[test]
    fn however_many_agents_never_answer_a_run_ends() {
        let mut budget = Budget::default();
        for agent in 0..1_000 {
            let agent = agent.to_string();
            if let Some(patience) = budget.left(&agent) {
                budget.took(&agent, u64::try_from(patience.as_millis()).unwrap_or(u64::MAX), false);
            }
        }
        assert_eq!((budget.spent, budget.failed.len()), (10_000, 2));
    }

    #[test]
    fn who_failed_is_not_asked_again_in_the_same_run() {
        let mut budget = Budget::default();
        budget.took("A", 3, false);
        assert_eq!((budget.left("A"), budget.left("B")), (None, Some(FOR_AN_AGENT)));
    }
}
