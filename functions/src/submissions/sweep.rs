//! Submissions that were begun and never completed are swept after a day, their documents first. Objects without a row
//! are swept too, so that nothing personal stays behind by accident.

use super::Submission;
use crate::context::Context;
use crate::problem::Result;
use forthright_clock::rfc3339;
use jiff::ToSpan;
use serde::Deserialize;

/// At most this many a run; the next run takes the rest.
const AT_ONCE: u32 = 50;
/// At most this many pages of a thousand objects are looked through in a run.
const PAGES: u8 = 20;

/// Sweeps; how many submissions and stray objects went.
pub async fn sweep(context: &Context<'_>) -> Result<u32> {
    let database = context.database()?;
    let bucket = context.sealed()?;
    let before = context.now().checked_sub(24.hours()).unwrap_or(context.now());
    let before = rfc3339(before);
    let stale: Vec<Submission> = database
        .all(
            "SELECT id, reference, form, completed_at FROM submissions
             WHERE completed_at IS NULL AND created_at < ? ORDER BY created_at LIMIT ?",
            &[(&before).into(), AT_ONCE.into()],
        )
        .await?;
    let mut swept = 0_u32;
    for submission in stale {
        delete_prefix(&bucket, &format!("sealed/{}/", submission.reference)).await?;
        let sql = "DELETE FROM submissions WHERE id = ? AND completed_at IS NULL";
        database.run(sql, &[(&submission.id).into()]).await?;
        swept = swept.saturating_add(1);
    }
    Ok(swept.saturating_add(sweep_strays(context, &before).await?))
}

/// Deletes everything below a prefix.
async fn delete_prefix(bucket: &worker::Bucket, prefix: &str) -> Result<()> {
    for object in bucket.list().prefix(prefix).execute().await?.objects() {
        bucket.delete(object.key()).await?;
    }
    Ok(())
}

#[derive(Deserialize)]
struct Known {
    reference: String,
}

/// Objects older than a day whose reference no submission has.
async fn sweep_strays(context: &Context<'_>, before: &str) -> Result<u32> {
    let database = context.database()?;
    let bucket = context.sealed()?;
    let mut swept = 0_u32;
    let mut cursor: Option<String> = None;
    for _ in 0..PAGES {
        let mut list = bucket.list().prefix("sealed/");
        if let Some(cursor) = cursor.take() {
            list = list.cursor(cursor);
        }
        let page = list.execute().await?;
        for object in page.objects() {
            let key = object.key();
            let uploaded = i64::try_from(object.uploaded().as_millis()).ok();
            let uploaded = uploaded.and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
            let is_old = uploaded.is_some_and(|at| rfc3339(at).as_str() < before);
            let Some(reference) = key.split('/').nth(1).filter(|_| is_old) else { continue };
            let sql = "SELECT reference FROM submissions WHERE reference = ?";
            let known: Option<Known> = database.first(sql, &[reference.into()]).await?;
            if known.is_none_or(|row| row.reference != reference) {
                bucket.delete(&key).await?;
                swept = swept.saturating_add(1);
            }
        }
        cursor = page.cursor();
        if !page.truncated() {
            break;
        }
    }
    Ok(swept)
}
