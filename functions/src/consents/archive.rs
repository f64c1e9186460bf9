//! Old records: months older than 13 move from D1 to R2 as compressed NDJSON, and go after two years.
//!
//! A part is stored under the id of its first record before its rows are deleted. A run that is cut short in between stores
//! the same part again. Which records are in which part is in an index, so that a deletion reads only the parts it is about
//! and one of an id that never was reads none.

use super::gzip;
use super::stored::{self, COLUMNS, Stored};
use crate::context::Context;
use crate::database::Database;
use crate::problem::{Problem, Result};
use forthright_api::Code;
use forthright_clock::rfc3339;
use jiff::ToSpan;
use serde::Deserialize;
use std::collections::BTreeSet;
use worker::Bucket;

/// How many records one part has, and one run moves.
const PART: usize = 5_000;
const MONTHS_HERE: i32 = 13;
const MONTHS_IN_ALL: i32 = 24;
/// How many times a run looks for more deleted records in the archive, 500 of them each time.
const ROUNDS: usize = 40;
/// How many parts that are older than the index one run takes into it.
const OLD_PARTS: usize = 20;
/// How many deletions of ids that nobody has are remembered.
const UNKNOWN: u32 = 20_000;
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
    bucket.put(&key, packed).execute().await?;
    let these = "FROM consents WHERE decided_at >= ?1 AND decided_at < ?1 || '~' AND id <= ?2";
    let index = format!("INSERT OR IGNORE INTO consents_archived (start, part) SELECT substr(id, 1, 13), ?3 {these}");
    // A record is in the table or in the index, and at no time in neither.
    database
        .batch_once(vec![
            database.statement("INSERT OR IGNORE INTO consents_archive_parts (part) VALUES (?)", &[(&key).into()])?,
            database.statement(&index, &[(&month).into(), (&last.id).into(), (&key).into()])?,
            database.statement(&format!("DELETE {these}"), &[(&month).into(), (&last.id).into()])?,
        ])
        .await?;
    Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
}

/// Takes records out of the archive that visitors had deleted, and forgets ids that can no longer come back.
pub async fn forget(context: &Context<'_>) -> Result<u32> {
    let database = context.database()?;
    let bucket = bucket(context)?;
    index_old_parts(&bucket, &database).await?;
    // Once the index knows the whole archive, an id that is not in it holds up nothing, however many of them there are.
    let sql = "UPDATE consents_deleted SET archived = 0 WHERE archived = 1
         AND EXISTS (SELECT 1 FROM consents_archive_parts WHERE part = '')
         AND NOT EXISTS (SELECT 1 FROM consents_archived a WHERE a.start = substr(consents_deleted.id, 1, 13))";
    database.run(sql, &[]).await?;
    for _ in 0..ROUNDS {
        if !remove_some(&bucket, &database, context).await? {
            break;
        }
    }
    // Browsers keep an unsent record for thirty days at most, and the queue for less.
    let limit = context.now().checked_sub((40 * 24).hours()).unwrap_or(context.now());
    let limit = rfc3339(limit);
    let sql = "DELETE FROM consents_deleted WHERE archived = 0 AND (at < ?1 OR (known = 0 AND id NOT IN
         (SELECT id FROM consents_deleted WHERE known = 0 ORDER BY at DESC LIMIT ?2)))";
    let forgotten = database.run(sql, &[(&limit).into(), UNKNOWN.into()]).await?;
    Ok(u32::try_from(forgotten).unwrap_or(u32::MAX))
}

/// Removes what the index says of some deleted ids, oldest deletion first. Whether there were any.
async fn remove_some(bucket: &Bucket, database: &Database, context: &Context<'_>) -> Result<bool> {
    #[derive(Deserialize)]
    struct Place {
        id: String,
        part: Option<String>,
    }
    let sql = "SELECT d.id, a.part FROM (SELECT id, at FROM consents_deleted WHERE archived = 1
           AND EXISTS (SELECT 1 FROM consents_archived a WHERE a.start = substr(consents_deleted.id, 1, 13))
           ORDER BY at LIMIT 500) d
         JOIN consents_archived a ON a.start = substr(d.id, 1, 13) ORDER BY a.part";
    let places: Vec<Place> = database.all(sql, &[]).await?;
    let parts: BTreeSet<&String> = places.iter().filter_map(|place| place.part.as_ref()).collect();
    let mut earlier: Vec<String> = Vec::new();
    for part in parts {
        let ids: Vec<&str> =
            places.iter().filter(|place| place.part.as_ref() == Some(part)).map(|place| place.id.as_str()).collect();
        earlier.extend(remove_from(bucket, part, &ids).await?);
        let sql = "DELETE FROM consents_archived WHERE part = ?1
             AND start IN (SELECT substr(value, 1, 13) FROM json_each(?2))";
        database.run(sql, &[part.into(), (&serde_json::to_string(&ids)?).into()]).await?;
    }
    let done: BTreeSet<&str> = places.iter().map(|place| place.id.as_str()).collect();
    let sql = "UPDATE consents_deleted SET archived = 0 WHERE id IN (SELECT value FROM json_each(?))";
    database.run(sql, &[(&serde_json::to_string(&done)?).into()]).await?;
    // Those before a record that was found here go too, from wherever they are.
    for id in earlier {
        stored::delete(&id, true, context).await?;
    }
    Ok(!places.is_empty())
}

/// Writes a part of the archive anew without these records; the ids of those before them.
async fn remove_from(bucket: &Bucket, part: &str, ids: &[&str]) -> Result<Vec<String>> {
    let Some(rows) = read(bucket, part).await? else { return Ok(Vec::new()) };
    let before = rows.len();
    let (gone, rows): (Vec<Stored>, Vec<Stored>) = rows.into_iter().partition(|row| ids.contains(&row.id.as_str()));
    if rows.is_empty() {
        bucket.delete(part).await?;
    } else if rows.len() < before {
        bucket.put(part, gzip::pack(lines(&rows)?.as_bytes()).await?).execute().await?;
    }
    Ok(gone.into_iter().filter_map(|row| row.previous).collect())
}

/// Puts parts into the index that are older than it is, some a run.
async fn index_old_parts(bucket: &Bucket, database: &Database) -> Result<()> {
    #[derive(Deserialize)]
    struct Part {
        part: String,
    }
    let known: Vec<Part> = database.all("SELECT part FROM consents_archive_parts", &[]).await?;
    if known.iter().any(|known| known.part.is_empty()) {
        return Ok(());
    }
    let keys = keys(bucket).await?;
    let mut left = keys.iter().filter(|key| !known.iter().any(|known| known.part == **key));
    for key in left.by_ref().take(OLD_PARTS) {
        let rows = read(bucket, key).await?.unwrap_or_default();
        let ids: Vec<&String> = rows.iter().map(|row| &row.id).collect();
        let sql = "INSERT OR IGNORE INTO consents_archived (start, part)
             SELECT substr(value, 1, 13), ?2 FROM json_each(?1)";
        let statements = vec![
            database.statement(sql, &[(&serde_json::to_string(&ids)?).into(), key.into()])?,
            database.statement("INSERT OR IGNORE INTO consents_archive_parts (part) VALUES (?)", &[key.into()])?,
        ];
        database.batch_once(statements).await?;
    }
    if left.next().is_none() {
        database.run("INSERT OR IGNORE INTO consents_archive_parts (part) VALUES ('')", &[]).await?;
    }
    Ok(())
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
    let database = context.database()?;
    let limit = month_before(MONTHS_IN_ALL, context);
    for key in keys(bucket).await? {
        let month = key.strip_prefix(FOLDER).and_then(|rest| rest.get(..7)).unwrap_or_default();
        if month < limit.as_str() {
            database.run("DELETE FROM consents_archived WHERE part = ?", &[(&key).into()]).await?;
            database.run("DELETE FROM consents_archive_parts WHERE part = ?", &[(&key).into()]).await?;
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
