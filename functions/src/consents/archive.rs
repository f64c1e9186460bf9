//! Old records: months older than 13 move from D1 to R2 as compressed NDJSON, and go after two years.
//!
//! A part is stored under the id of its first record before its rows are deleted. A run that is cut short in between stores
//! the same part again.

use super::gzip;
use super::stored::{self, COLUMNS, Stored};
use crate::context::Context;
use crate::problem::{Problem, Result};
use forthright_api::Code;
use forthright_clock::rfc3339;
use jiff::ToSpan;
use serde::Deserialize;
use worker::Bucket;

/// How many records one part has, and one run moves.
const PART: usize = 5_000;
const MONTHS_HERE: i32 = 13;
const MONTHS_IN_ALL: i32 = 24;
const FOLDER: &str = "consents/";

/// Moves one part of the oldest month, if it is old enough, and deletes months that are too old. How many records moved.
pub async fn archive(context: &Context<'_>) -> Result<u32> {
    #[derive(Deserialize)]
    struct Month {
        month: Option<String>,
    }
    let database = context.database()?;
    let bucket = bucket(context)?;
    delete_old(&bucket, context).await?;
    let sql = "DELETE FROM dead_letters WHERE at < ?";
    database.run(sql, &[(&month_before(MONTHS_IN_ALL, context)).into()]).await?;
    let oldest: Option<Month> =
        database.first("SELECT MIN(substr(decided_at, 1, 7)) AS month FROM consents", &[]).await?;
    let Some(month) =
        oldest.and_then(|oldest| oldest.month).filter(|month| *month < month_before(MONTHS_HERE, context))
    else {
        return Ok(0);
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM consents c WHERE c.decided_at >= ?1 AND c.decided_at < ?1 || '~' ORDER BY c.id LIMIT {PART}"
    );
    let rows: Vec<Stored> = database.all(&sql, &[(&month).into()]).await?;
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(0) };
    let packed = gzip::pack(lines(&rows)?.as_bytes()).await?;
    let key = format!("{FOLDER}{month}/{}.ndjson.gz", first.id);
    bucket.put(key, packed).execute().await?;
    let sql = "DELETE FROM consents WHERE decided_at >= ?1 AND decided_at < ?1 || '~' AND id <= ?2";
    database.run(sql, &[(&month).into(), (&last.id).into()]).await?;
    Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
}

/// Takes records out of the archive that visitors had deleted, and forgets ids that can no longer come back.
pub async fn forget(context: &Context<'_>) -> Result<u32> {
    #[derive(Deserialize)]
    struct Id {
        id: String,
    }
    let database = context.database()?;
    let ids: Vec<Id> = database.all("SELECT id FROM consents_deleted WHERE archived = 1 LIMIT 500", &[]).await?;
    if !ids.is_empty() {
        let mut earlier: Vec<String> = Vec::new();
        let bucket = bucket(context)?;
        for key in keys(&bucket).await? {
            let Some(mut rows) = read(&bucket, &key).await? else { continue };
            let before = rows.len();
            rows.retain(|row| {
                let gone = ids.iter().any(|gone| gone.id == row.id);
                earlier.extend(row.previous.clone().filter(|_| gone));
                !gone
            });
            if rows.is_empty() {
                bucket.delete(key).await?;
            } else if rows.len() < before {
                bucket.put(key, gzip::pack(lines(&rows)?.as_bytes()).await?).execute().await?;
            }
        }
        let gone: Vec<&str> = ids.iter().map(|row| row.id.as_str()).collect();
        let sql = "UPDATE consents_deleted SET archived = 0 WHERE id IN (SELECT value FROM json_each(?))";
        database.run(sql, &[(&serde_json::to_string(&gone)?).into()]).await?;
        // Those before a record that was found here go too, from wherever they are; the next run looks for them.
        for id in earlier {
            stored::delete(&id, context).await?;
        }
    }
    // Browsers keep an unsent record for thirty days at most, and the queue for less.
    let limit = context.now().checked_sub((40 * 24).hours()).unwrap_or(context.now());
    let limit = rfc3339(limit);
    let sql = "DELETE FROM consents_deleted WHERE archived = 0 AND at < ?";
    let forgotten = database.run(sql, &[(&limit).into()]).await?;
    Ok(u32::try_from(forgotten).unwrap_or(u32::MAX))
}

/// A record in the archive.
pub async fn find(id: &str, context: &Context<'_>) -> Result<Option<Stored>> {
    let bucket = bucket(context)?;
    for key in keys(&bucket).await? {
        let rows = read(&bucket, &key).await?.unwrap_or_default();
        if let Some(found) = rows.into_iter().find(|row| row.id == id) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

async fn delete_old(bucket: &Bucket, context: &Context<'_>) -> Result<()> {
    let limit = month_before(MONTHS_IN_ALL, context);
    for key in keys(bucket).await? {
        let month = key.strip_prefix(FOLDER).and_then(|rest| rest.get(..7)).unwrap_or_default();
        if month < limit.as_str() {
            bucket.delete(key).await?;
        }
    }
    Ok(())
}

/// The month some months ago, `2025-10`.
fn month_before(months: i32, context: &Context<'_>) -> String {
    let today = context.today();
    let then = today.checked_sub(months.months()).unwrap_or(today);
    format!("{:04}-{:02}", then.year(), then.month())
}

fn bucket(context: &Context<'_>) -> Result<Bucket> {
    Ok(context.env.bucket("ARCHIVE")?)
}

/// All keys, oldest month first.
async fn keys(bucket: &Bucket) -> Result<Vec<String>> {
    let (mut keys, mut cursor) = (Vec::new(), None);
    loop {
        let mut list = bucket.list().prefix(FOLDER);
        if let Some(cursor) = cursor {
            list = list.cursor(cursor);
        }
        let page = list.execute().await?;
        keys.extend(page.objects().into_iter().map(|object| object.key()));
        cursor = page.cursor();
        if !page.truncated() || cursor.is_none() {
            return Ok(keys);
        }
    }
}

async fn read(bucket: &Bucket, key: &str) -> Result<Option<Vec<Stored>>> {
    let Some(object) = bucket.get(key).execute().await? else { return Ok(None) };
    let body = object.body().ok_or(Problem::new(Code::TryAgain))?;
    let text =
        String::from_utf8(gzip::unpack(&body.bytes().await?).await?).map_err(|_| Problem::new(Code::TryAgain))?;
    let rows = text.lines().map(serde_json::from_str).collect::<std::result::Result<_, _>>()?;
    Ok(Some(rows))
}

fn lines(rows: &[Stored]) -> Result<String> {
    let lines: Vec<String> = rows.iter().map(serde_json::to_string).collect::<std::result::Result<_, _>>()?;
    Ok(lines.join("\n"))
}
