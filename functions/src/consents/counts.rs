//! Totals a day, and `GET /v1/desk/consents?from&to` that shows them.

use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_api::Code;
use forthright_clock::rfc3339;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use worker::Response;

/// Makes the totals anew of each day for which a record arrived in the last day. Counting again gives the same, so a run
/// that was cut short does no harm.
pub async fn count(context: &Context<'_>) -> Result<u32> {
    #[derive(Deserialize)]
    struct Day {
        day: String,
    }
    let database = context.database()?;
    let since = context.now().checked_sub(24.hours()).unwrap_or(context.now());
    let since = rfc3339(since);
    let sql = "SELECT DISTINCT substr(decided_at, 1, 10) AS day FROM consents WHERE recorded_at >= ? LIMIT 100";
    let days: Vec<Day> = database.all(sql, &[(&since).into()]).await?;
    for Day { day } in &days {
        let sources = "INSERT OR REPLACE INTO consent_counts (day, site, source, decisions)
             SELECT ?1, site, source, COUNT(*) FROM consents
             WHERE decided_at >= ?1 AND decided_at < ?1 || 'U' GROUP BY site, source";
        let names = "INSERT OR REPLACE INTO consent_names (day, site, name, granted, refused)
             SELECT ?1, site, name, SUM(granted), SUM(refused) FROM (
               SELECT site, value AS name, 1 AS granted, 0 AS refused FROM consents, json_each(consents.granted)
                 WHERE decided_at >= ?1 AND decided_at < ?1 || 'U'
               UNION ALL
               SELECT site, value, 0, 1 FROM consents, json_each(consents.refused)
                 WHERE decided_at >= ?1 AND decided_at < ?1 || 'U')
             GROUP BY site, name";
        let statements = vec![
            database.statement("DELETE FROM consent_counts WHERE day = ?", &[day.into()])?,
            database.statement("DELETE FROM consent_names WHERE day = ?", &[day.into()])?,
            database.statement(sources, &[day.into()])?,
            database.statement(names, &[day.into()])?,
        ];
        if let Err(crate::database::BatchFailed::Other(problem)) = database.batch(statements).await {
            return Err(problem);
        }
    }
    Ok(u32::try_from(days.len()).unwrap_or(u32::MAX))
}

#[derive(Serialize, Deserialize)]
struct Decisions {
    day: String,
    site: String,
    source: String,
    decisions: f64,
}

#[derive(Serialize, Deserialize)]
struct Named {
    day: String,
    site: String,
    name: String,
    granted: f64,
    refused: f64,
}

/// The totals between two days, both inclusive; of the last 30 days when they are not given.
pub async fn counts(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let day = |name: &str, otherwise: Date| match request.parameter(name) {
        None => Ok(otherwise),
        Some(text) => text
            .parse::<Date>()
            .map_err(|_| Problem::with(Code::InvalidBody, "Write `from` and `to` as dates, for example 2026-11-22.")),
    };
    let today = context.today();
    let from = day("from", today.checked_sub(30.days()).unwrap_or(today))?.to_string();
    let to = day("to", today)?.to_string();
    let database = context.database()?;
    let between = [(&from).into(), (&to).into()];
    let sql = "SELECT day, site, source, decisions FROM consent_counts WHERE day BETWEEN ? AND ? ORDER BY 1, 2, 3";
    let decisions: Vec<Decisions> = database.all(sql, &between).await?;
    let sql = "SELECT day, site, name, granted, refused FROM consent_names WHERE day BETWEEN ? AND ? ORDER BY 1, 2, 3";
    let names: Vec<Named> = database.all(sql, &between).await?;
    reply::json(&serde_json::json!({"from": from, "to": to, "decisions": decisions, "names": names}), 200)
}
