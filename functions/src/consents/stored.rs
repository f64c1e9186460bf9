//! A stored record, the decisions before it, and their deletion.

use super::archive;
use super::record::is_uuid;
use crate::context::Context;
use crate::database::Database;
use crate::problem::{Problem, Result};
use forthright_api::Code;
use serde::{Deserialize, Serialize};

/// One row of `consents` with the words that were shown.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Stored {
    pub id: String,
    pub site: String,
    pub revision: f64,
    pub decided_at: String,
    pub recorded_at: String,
    pub source: String,
    pub granted: String,
    pub refused: String,
    pub language: String,
    #[serde(default)]
    pub covered: Option<String>,
    pub surface: Option<String>,
    pub asked: String,
    pub wording: Option<String>,
    pub previous: Option<String>,
    pub gpc: f64,
    #[serde(default)]
    pub notice: Option<String>,
    /// 1 or 0; what was archived before there were proofs has none, and counted.
    #[serde(default = "one")]
    pub proved: f64,
    #[serde(default)]
    pub text: Option<String>,
}

const fn one() -> f64 {
    1.0
}

/// The columns, as [`Stored`] names them.
pub const COLUMNS: &str = "c.id, c.site, c.revision, c.decided_at, c.recorded_at, c.source, c.granted, c.refused, \
    c.language, c.covered, c.surface, c.asked, c.wording, c.previous, c.gpc, c.notice, c.proved";

/// A record and all before it, newest first. A chain longer than this is cut.
const CHAIN: &str = "WITH RECURSIVE chain (id, previous, depth) AS (
    SELECT id, previous, 0 FROM consents WHERE id = ?1
    UNION ALL
    SELECT c.id, c.previous, chain.depth + 1 FROM consents c JOIN chain ON c.id = chain.previous WHERE chain.depth < 200)";

/// The same whatever its length and even if it leads back to itself, without depth: for deleting.
const WHOLE_CHAIN: &str = "WITH RECURSIVE chain (id, previous) AS (
    SELECT id, previous FROM consents WHERE id = ?1
    UNION SELECT c.id, c.previous FROM consents c JOIN chain ON c.id = chain.previous)";

/// The record with this id, from the table or the archive, and those before it.
pub async fn find(id: &str, context: &Context<'_>) -> Result<Vec<Stored>> {
    if !is_uuid(id) {
        return Err(Problem::new(Code::NotFound));
    }
    let sql = format!(
        "{CHAIN} SELECT {COLUMNS}, w.text FROM chain JOIN consents c ON c.id = chain.id
         LEFT JOIN wordings w ON w.hash = c.wording ORDER BY chain.depth"
    );
    let rows: Vec<Stored> = context.database()?.all(&sql, &[id.into()]).await?;
    if rows.is_empty() { Err(Problem::new(Code::NotFound)) } else { Ok(rows) }
}

/// The same, and failing that the archive: slow, for staff.
pub async fn find_anywhere(id: &str, context: &Context<'_>) -> Result<Vec<Stored>> {
    match find(id, context).await {
        Err(problem) if problem.code == Code::NotFound && is_uuid(id) => {
            let mut found = archive::find(id, context).await?.ok_or(problem)?;
            #[derive(Deserialize)]
            struct Text {
                text: String,
            }
            let hash = found.wording.clone().unwrap_or_default();
            let sql = "SELECT text FROM wordings WHERE hash = ?";
            let text: Option<Text> = context.database()?.first(sql, &[(&hash).into()]).await?;
            found.text = text.map(|text| text.text);
            Ok(vec![found])
        }
        other => other,
    }
}

/// Deletes the record and all before it. Their ids are kept for a while, so that a copy that is still on its way or in the
/// archive does not come back. Deleting again is harmless. An id that nobody has is kept only if `remember_unknown`: it may
/// be that of a record which is on its way, but anybody can make up as many as they like.
pub async fn delete(id: &str, remember_unknown: bool, context: &Context<'_>) -> Result<()> {
    if !is_uuid(id) {
        return Err(Problem::new(Code::NotFound));
    }
    let database = context.database()?;
    let now = context.now_text();
    // Any of them, and the one before them, may be in the archive as well: where the archive's index says so, or while it does
    // not know all of the archive yet.
    let mark = format!(
        "{WHOLE_CHAIN}, gone (id, known) AS (
           SELECT id, 1 FROM chain UNION
           SELECT previous, 1 FROM chain WHERE previous IS NOT NULL UNION
           SELECT ?1, EXISTS (SELECT 1 FROM consents_archived a WHERE a.start = substr(?1, 1, 13))
             OR EXISTS (SELECT 1 FROM consents_deleted d WHERE d.id = ?1 AND d.known = 1))
         INSERT OR REPLACE INTO consents_deleted (id, at, archived, known)
         SELECT id, ?2, NOT EXISTS (SELECT 1 FROM consents_archive_parts WHERE part = '')
           OR EXISTS (SELECT 1 FROM consents_archived a WHERE a.start = substr(gone.id, 1, 13)), MAX(known)
         FROM gone GROUP BY id HAVING MAX(known) = 1 OR ?3 = 1"
    );
    let statements = vec![
        database.statement(&mark, &[id.into(), (&now).into(), u32::from(remember_unknown).into()])?,
        database.statement(
            &format!(
                "{WHOLE_CHAIN} DELETE FROM dead_letters WHERE queue LIKE '%consents%'
                 AND CASE WHEN json_valid(body) THEN body ->> 'id' END IN (SELECT id FROM chain UNION SELECT ?1)"
            ),
            &[id.into()],
        )?,
        database.statement(
            &format!("{WHOLE_CHAIN} DELETE FROM consents WHERE id IN (SELECT id FROM chain)"),
            &[id.into()],
        )?,
    ];
    database.batch_once(statements).await
}

/// The predecessors of records that arrived after they had been deleted. `arrived`: ids with the one before each.
pub async fn came_too_late(arrived: &[(String, String)], database: &Database) -> Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Id {
        id: String,
    }
    if arrived.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<&String> = arrived.iter().map(|(id, _)| id).collect();
    let sql = "SELECT id FROM consents_deleted WHERE id IN (SELECT value FROM json_each(?))";
    let gone: Vec<Id> = database.all(sql, &[(&serde_json::to_string(&ids)?).into()]).await?;
    let late = arrived.iter().filter(|(id, _)| gone.iter().any(|row| row.id == *id));
    Ok(late.map(|(_, previous)| previous.clone()).collect())
}

impl Stored {
    /// When it was decided, in seconds since 1970.
    pub fn seconds(&self) -> i64 {
        self.decided_at.parse::<jiff::Timestamp>().map(jiff::Timestamp::as_second).unwrap_or_default()
    }

    /// The names that were granted, and those that were refused.
    pub fn names(&self) -> (Vec<String>, Vec<String>) {
        let list = |text: &str| serde_json::from_str(text).unwrap_or_default();
        (list(&self.granted), list(&self.refused))
    }
}
