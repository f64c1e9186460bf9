//! Submissions that were begun and never completed are swept after a day, their documents first, however many there are. Objects
//! that nothing names are swept too, so that nothing personal stays behind by accident.

use super::fences;
use super::store::object_key;
use crate::context::Context;
use crate::problem::Result;
use forthright_cases::Part;
use forthright_clock::rfc3339;
use forthright_evidence::MAX_FILES;
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

/// As many submissions as have their objects deleted in one call: five names each, of at most a thousand.
const AT_ONCE: u32 = 150;
/// At most this many rounds a run, each of three queries; far more than can be begun in five minutes.
const ROUNDS: u8 = 200;
/// At most this many pages of a thousand objects are looked through in a run; the next one goes on.
const PAGES: u8 = 20;

/// Sweeps; how many submissions and stray objects went.
pub async fn sweep(context: &Context<'_>) -> Result<u32> {
    let before = context.now().checked_sub(24.hours()).unwrap_or(context.now());
    let before = rfc3339(before);
    let mut swept = 0_u32;
    for _ in 0..ROUNDS {
        let round = sweep_some(&before, context).await?;
        swept = swept.saturating_add(round);
        if round < AT_ONCE {
            break;
        }
    }
    context.database()?.batch_once(vec![fences::forget(context)?]).await?;
    Ok(swept.saturating_add(sweep_strays(&before, context).await?))
}

async fn sweep_some(before: &str, context: &Context<'_>) -> Result<u32> {
    #[derive(Deserialize)]
    struct Stale {
        id: String,
        reference: String,
    }
    #[derive(Deserialize)]
    struct Named {
        reference: String,
        object: String,
    }
    let database = context.database()?;
    let sql = "SELECT id, reference FROM submissions
               WHERE completed_at IS NULL AND created_at < ? ORDER BY created_at LIMIT ?";
    let stale: Vec<Stale> = database.all(sql, &[before.into(), AT_ONCE.into()]).await?;
    if stale.is_empty() {
        return Ok(0);
    }
    let ids = serde_json::to_string(&stale.iter().map(|one| &one.id).collect::<Vec<_>>())?;
    let sql = "SELECT s.reference, p.object FROM submission_parts p JOIN submissions s ON s.id = p.submission
               WHERE p.submission IN (SELECT value FROM json_each(?))";
    let named: Vec<Named> = database.all(sql, &[(&ids).into()]).await?;
    let documents = (1..=MAX_FILES).filter_map(|n| u8::try_from(n).ok()).map(Part::File);
    let parts: Vec<String> = documents.chain([Part::Answers]).map(Part::name).collect();
    let usual = stale.iter().flat_map(|one| parts.iter().map(|part| object_key(&one.reference, part)));
    let mut keys: Vec<String> =
        usual.chain(named.iter().map(|part| object_key(&part.reference, &part.object))).collect();
    keys.sort();
    keys.dedup();
    let bucket = context.sealed()?;
    while !keys.is_empty() {
        let rest = keys.split_off(keys.len().min(1_000));
        bucket.delete_multiple(std::mem::replace(&mut keys, rest)).await?;
    }
    let gone = "IN (SELECT id FROM submissions WHERE completed_at IS NULL AND id IN (SELECT value FROM json_each(?)))";
    let statements = vec![
        database.statement(&format!("DELETE FROM submission_parts WHERE submission {gone}"), &[(&ids).into()])?,
        database.statement(&format!("DELETE FROM submissions WHERE id {gone}"), &[(&ids).into()])?,
    ];
    database.batch_once(statements).await?;
    Ok(u32::try_from(stale.len()).unwrap_or(u32::MAX))
}

/// An object that may be a stray.
#[derive(Serialize)]
struct Old<'a> {
    key: &'a str,
    reference: &'a str,
    name: &'a str,
}

/// Which of some objects no submission, case or document names. Cases from before objects were named have theirs under their parts'
/// names.
const STRAYS: &str = "SELECT o.value ->> 'key' AS key FROM json_each(?) AS o WHERE NOT EXISTS (
    SELECT 1 FROM submissions s LEFT JOIN cases c ON c.submission = s.id
    WHERE s.reference = o.value ->> 'reference' AND (
        EXISTS (SELECT 1 FROM submission_parts p WHERE p.submission = s.id AND s.completed_at IS NULL
                AND p.object = o.value ->> 'name')
        OR (c.reference IS NOT NULL AND (
            coalesce(c.answers_object, 'answers') = o.value ->> 'name'
            OR EXISTS (SELECT 1 FROM case_files f WHERE f.reference = c.reference
                       AND coalesce(f.object, 'file-' || CAST(f.n AS INTEGER)) = o.value ->> 'name')))))";

/// Objects older than a day that nothing names. One query a page; where a run stops, the next goes on.
async fn sweep_strays(before: &str, context: &Context<'_>) -> Result<u32> {
    #[derive(Deserialize)]
    struct Reached {
        reached: String,
    }
    #[derive(Deserialize)]
    struct Stray {
        key: String,
    }
    let (database, bucket) = (context.database()?, context.sealed()?);
    let reached: Option<Reached> = database.first("SELECT reached FROM progress WHERE work = 'strays'", &[]).await?;
    let mut after = reached.map(|row| row.reached).unwrap_or_default();
    let mut swept = 0_u32;
    for _ in 0..PAGES {
        let mut list = bucket.list().prefix("sealed/");
        if !after.is_empty() {
            list = list.start_after(std::mem::take(&mut after));
        }
        let page = list.execute().await?;
        let objects: Vec<(String, bool)> = page
            .objects()
            .iter()
            .map(|object| {
                let uploaded = i64::try_from(object.uploaded().as_millis()).ok();
                let uploaded = uploaded.and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
                (object.key(), uploaded.is_some_and(|at| rfc3339(at).as_str() < before))
            })
            .collect();
        let old: Vec<Old<'_>> = objects
            .iter()
            .filter(|(_, is_old)| *is_old)
            .filter_map(|(key, _)| {
                let (reference, name) = key.strip_prefix("sealed/")?.split_once('/')?;
                Some(Old { key, reference, name })
            })
            .collect();
        if !old.is_empty() {
            let strays: Vec<Stray> = database.all(STRAYS, &[(&serde_json::to_string(&old)?).into()]).await?;
            if !strays.is_empty() {
                swept = swept.saturating_add(u32::try_from(strays.len()).unwrap_or(u32::MAX));
                bucket.delete_multiple(strays.into_iter().map(|stray| stray.key).collect::<Vec<_>>()).await?;
            }
        }
        if !page.truncated() {
            break;
        }
        after = objects.last().map(|(key, _)| key.clone()).unwrap_or_default();
    }
    let sql = "INSERT OR REPLACE INTO progress (work, reached) VALUES ('strays', ?)";
    database.run(sql, &[(&after).into()]).await?;
    Ok(swept)
}
