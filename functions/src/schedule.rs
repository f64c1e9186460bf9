//! The scheduled run: finishes deletions, sweeps what was never completed, sends the outbox, counts and archives consent
//! records, keeps what notices say, asks for new bank holidays. It writes a row about itself, because a run that fails looks the same to the platform as
//! one that does not.

use crate::context::Context;
use crate::outbox::Sent;
use crate::problem::Result;
use crate::{agents, consents, desk, holidays, notices, outbox, submissions};
use serde::Deserialize;
use worker::{Env, console_error};

/// The platform's scheduled run.
pub async fn run(env: &Env) {
    let done = match Context::of_event(env) {
        Ok(context) => work(&context).await,
        Err(problem) => Err(problem),
    };
    if let Err(problem) = done {
        console_error!("a scheduled run failed: {:?}", problem.code);
    }
}

/// One run. Each part is tried whatever happened to the others.
pub async fn work(context: &Context<'_>) -> Result<()> {
    let mut failed = 0_u32;
    let deleted = delete_decided(context).await.unwrap_or_else(|_| note(&mut failed, "deleting documents"));
    let swept = submissions::sweep(context).await.unwrap_or_else(|_| note(&mut failed, "sweeping"));
    let sent = match outbox::send(context).await {
        Ok(sent) => sent,
        Err(_) => Sent { failed: note(&mut failed, "the outbox"), ..Sent::default() },
    };
    failed = failed.saturating_add(sent.waiting.max(sent.failed));
    let _ = consents::count(context).await.unwrap_or_else(|_| note(&mut failed, "counting decisions"));
    let _ = consents::archive(context).await.unwrap_or_else(|_| note(&mut failed, "archiving records"));
    let _ = consents::forget(context).await.unwrap_or_else(|_| note(&mut failed, "forgetting records"));
    let _ = notices::keep(context).await.unwrap_or_else(|_| note(&mut failed, "keeping what notices say"));
    let _ = holidays::refresh(context).await.unwrap_or_else(|_| note(&mut failed, "the bank holidays"));
    if agents::forget(context).await.is_err() {
        note(&mut failed, "forgetting agents' messages");
    }
    let sql = "INSERT OR REPLACE INTO cron_runs (at, swept, deleted, sent, failed, waiting) VALUES (?, ?, ?, ?, ?, ?)";
    let now = context.now_text();
    let values = [(&now).into(), swept.into(), deleted.into(), sent.sent.into(), failed.into(), sent.waiting.into()];
    context.database()?.run(sql, &values).await?;
    Ok(())
}

fn note(failed: &mut u32, what: &str) -> u32 {
    console_error!("a scheduled run failed at {what}");
    *failed = failed.saturating_add(1);
    0
}

/// Documents whose deletion was decided and cut short.
async fn delete_decided(context: &Context<'_>) -> Result<u32> {
    #[derive(Deserialize)]
    struct Row {
        reference: String,
    }
    // At most as many as a run may ask the database; the next one goes on. One that fails does not hold up the others.
    let sql = "SELECT reference FROM cases WHERE evidence = 'deleting' ORDER BY random() LIMIT 200";
    let rows: Vec<Row> = context.database()?.all(sql, &[]).await?;
    let (mut deleted, mut problem) = (0_u32, None);
    for row in rows {
        match desk::delete_evidence(&row.reference, context).await {
            Ok(()) => deleted = deleted.saturating_add(1),
            Err(why) => problem = Some(why),
        }
    }
    problem.map_or(Ok(deleted), Err)
}
