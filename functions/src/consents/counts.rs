//! Totals a day, and `GET /v1/desk/consents?from&to` that shows them.

use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_api::Code;
use forthright_clock::rfc3339;
use forthright_consent::Category;
use forthright_register::Register;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use worker::Response;

/// How many days are counted in one transaction.
const AT_ONCE: usize = 8;

const SOURCES: &str = "INSERT OR REPLACE INTO consent_counts (day, site, source, decisions, unproved)
     SELECT d.value, c.site, c.source, SUM(c.proved = 1), SUM(c.proved = 0)
     FROM json_each(?1) d JOIN consents c ON c.decided_at >= d.value AND c.decided_at < d.value || 'U'
     GROUP BY 1, 2, 3";

/// Names that the register has; what else a record of an older revision says is in the record alone.
const NAMES: &str = "INSERT OR REPLACE INTO consent_names (day, site, name, granted, refused, unproved)
     SELECT day, site, name, SUM(proved AND granted), SUM(proved AND NOT granted), SUM(NOT proved) FROM (
       SELECT d.value AS day, c.site AS site, n.value AS name, c.proved = 1 AS proved, 1 AS granted
         FROM json_each(?1) d JOIN consents c ON c.decided_at >= d.value AND c.decided_at < d.value || 'U', json_each(c.granted) n
       UNION ALL
       SELECT d.value, c.site, n.value, c.proved = 1, 0
         FROM json_each(?1) d JOIN consents c ON c.decided_at >= d.value AND c.decided_at < d.value || 'U', json_each(c.refused) n)
     WHERE name IN (SELECT value FROM json_each(?2)) GROUP BY 1, 2, 3";

/// Makes the totals anew of each day for which a record arrived in the last day, or since the last run that went well, newest
/// first and to the last. Counting again gives the same, so a run that was cut short does no harm.
pub async fn count(context: &Context<'_>) -> Result<u32> {
    #[derive(Deserialize)]
    struct Day {
        day: String,
    }
    #[derive(Deserialize)]
    struct Last {
        at: Option<String>,
    }
    let database = context.database()?;
    let last: Option<Last> = database.first("SELECT MAX(at) AS at FROM cron_runs WHERE failed = 0", &[]).await?;
    let last = last.and_then(|last| last.at).and_then(|at| at.parse::<Timestamp>().ok());
    let since = since(last, context.now());
    let sql = "SELECT DISTINCT substr(decided_at, 1, 10) AS day FROM consents WHERE recorded_at >= ? ORDER BY 1 DESC";
    let days: Vec<Day> = database.all(sql, &[(&since).into()]).await?;
    let names = serde_json::to_string(&known_names(context.register))?;
    for some in days.chunks(AT_ONCE) {
        let some = serde_json::to_string(&some.iter().map(|day| &day.day).collect::<Vec<_>>())?;
        let forget = |table: &str| {
            let sql = format!("DELETE FROM {table} WHERE day IN (SELECT value FROM json_each(?1))");
            database.statement(&sql, &[(&some).into()])
        };
        let statements = vec![
            forget("consent_counts")?,
            forget("consent_names")?,
            database.statement(SOURCES, &[(&some).into()])?,
            database.statement(NAMES, &[(&some).into(), (&names).into()])?,
        ];
        if let Err(crate::database::BatchFailed::Other(problem)) = database.batch(statements).await {
            return Err(problem);
        }
    }
    Ok(u32::try_from(days.len()).unwrap_or(u32::MAX))
}

/// From when on records are looked at: a day back, and further where no run went well for longer. Without any, all are.
fn since(last: Option<Timestamp>, now: Timestamp) -> String {
    let Some(last) = last else { return String::new() };
    let day_before = now.checked_sub(24.hours()).unwrap_or(now);
    // What was written while that run was counting.
    let hour_before = last.checked_sub(1.hour()).unwrap_or(last);
    rfc3339(day_before.min(hour_before))
}

/// The names that are counted: services of the register, and categories.
fn known_names(register: &Register) -> Vec<&str> {
    let services = register.services.iter().map(|service| service.id.as_str());
    services.chain(Category::ALL.iter().map(|category| category.name())).collect()
}

#[derive(Serialize, Deserialize)]
struct Decisions {
    day: String,
    site: String,
    source: String,
    decisions: f64,
    unproved: f64,
}

#[derive(Serialize, Deserialize)]
struct Named {
    day: String,
    site: String,
    name: String,
    granted: f64,
    refused: f64,
    unproved: f64,
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
    let sql =
        "SELECT day, site, source, decisions, unproved FROM consent_counts WHERE day BETWEEN ? AND ? ORDER BY 1, 2, 3";
    let decisions: Vec<Decisions> = database.all(sql, &between).await?;
    let sql = "SELECT day, site, name, granted, refused, unproved FROM consent_names WHERE day BETWEEN ? AND ? ORDER BY 1, 2, 3";
    let names: Vec<Named> = database.all(sql, &between).await?;
    reply::json(&serde_json::json!({"from": from, "to": to, "decisions": decisions, "names": names}), 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_failed_or_never_happened_is_made_up_for() {
        let at = |text: &str| text.parse::<Timestamp>().ok();
        let now = at("2026-11-29T10:00:00Z").unwrap_or_default();
        assert_eq!(since(at("2026-11-29T09:55:00Z"), now), "2026-11-28T10:00:00Z");
        assert_eq!(since(at("2026-11-20T10:00:00Z"), now), "2026-11-20T09:00:00Z");
        assert_eq!(since(None, now), "");
    }
}
