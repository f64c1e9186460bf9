//! Effects beyond a row, sent after it was written and tried again until they succeed.

use crate::agents;
use crate::context::Context;
use crate::mail;
use crate::problem::Result;
use serde::Deserialize;

/// After this many attempts a person has to look at it; the row stays.
const ATTEMPTS: u32 = 20;

#[derive(Deserialize)]
struct Row {
    id: String,
    topic: String,
    reference: String,
}

/// Sends what waits: how many were sent and how many failed.
pub async fn send(context: &Context<'_>) -> Result<(u32, u32)> {
    let database = context.database()?;
    let sql = "SELECT id, topic, reference FROM outbox WHERE sent_at IS NULL AND attempts < ? ORDER BY topic = 'agent-status', created_at LIMIT 50";
    let waiting: Vec<Row> = database.all(sql, &[ATTEMPTS.into()]).await?;
    let (mut sent, mut failed) = (0_u32, 0_u32);
    for row in waiting {
        // Counted before it is tried: a run that ends while it waits has tried.
        database.run("UPDATE outbox SET attempts = attempts + 1 WHERE id = ?", &[(&row.id).into()]).await?;
        let result = match row.topic.as_str() {
            "case-received" => mail::case_received(&row.reference, context).await,
            "agent-status" => agents::tell(&row.reference, context).await,
            topic => match topic.strip_prefix("holidays-") {
                Some(outcome) => mail::holidays(outcome, context).await,
                None => Ok(()),
            },
        };
        match result {
            Ok(()) => {
                let sql = "UPDATE outbox SET sent_at = ? WHERE id = ?";
                database.run(sql, &[(&context.now_text()).into(), (&row.id).into()]).await?;
                sent = sent.saturating_add(1);
            }
            Err(_) => failed = failed.saturating_add(1),
        }
    }
    Ok((sent, failed))
}
