//! `PUT /v1/submissions/{id}/files/{n}`: a sealed document, streamed to R2 without passing through here. The same number again
//! takes the place of the document before it, until the submission is complete; what arrives later is not kept.

use super::store::{Envelope, StoredPart, object_key, store};
use super::{COLUMNS, Submission};
use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_api::{Code, UploadedFile, limits};
use forthright_cases::Part;
use forthright_evidence::MAX_FILES;
use serde::Deserialize;
use worker::Response;

/// `PUT …/files/{n}`.
pub async fn upload(id: &str, n: &str, request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    let bytes = request.length(limits::SEALED_FILE_BYTES)?;
    request.check_same_origin()?;
    let n: u8 =
        n.parse().ok().filter(|n| (1..=MAX_FILES).contains(&usize::from(*n))).ok_or(Problem::new(Code::FileNumber))?;
    let find = format!("SELECT {COLUMNS} FROM submissions WHERE id = ?");
    let submission: Submission =
        context.database()?.first(&find, &[id.into()]).await?.ok_or(Problem::new(Code::NotFound))?;
    if submission.completed_at.is_some() {
        return Err(sent_already());
    }
    let body = request.body().filter(|_| bytes > 0).ok_or(Problem::new(Code::NotSealed))?;
    let (stored, bytes) = store(&submission.reference, Part::File(n), Envelope::Stream(body, bytes), context).await?;
    let file = UploadedFile { n, bytes };
    keep(&submission, &file, &stored, context).await?;
    reply::json(&file, 201)
}

fn sent_already() -> Problem {
    Problem::with(Code::RefusedByCase, "This request has been sent already.")
}

/// Notes a stored document, unless the submission was completed while it was on its way: then it goes again.
pub async fn keep(
    submission: &Submission,
    file: &UploadedFile,
    stored: &StoredPart,
    context: &Context<'_>,
) -> Result<()> {
    #[derive(Deserialize)]
    struct Before {
        object: String,
    }
    let (database, bucket) = (context.database()?, context.sealed()?);
    let number = u32::from(file.n);
    let sql = "SELECT object FROM submission_parts WHERE submission = ? AND n = ?";
    let before: Option<Before> = database.first(sql, &[(&submission.id).into(), number.into()]).await?;
    // One statement: a submission is complete or it is not.
    let sql = "INSERT INTO submission_parts (submission, n, object, bytes, digest)
               SELECT id, ?2, ?3, ?4, ?5 FROM submissions WHERE id = ?1 AND completed_at IS NULL
               ON CONFLICT (submission, n) DO UPDATE SET object = excluded.object, bytes = excluded.bytes,
                 digest = excluded.digest";
    let bytes = u32::try_from(file.bytes).map_err(|_| Problem::new(Code::TooLarge))?;
    let values =
        [(&submission.id).into(), number.into(), (&stored.object).into(), bytes.into(), (&stored.digest).into()];
    if database.run(sql, &values).await? == 0 {
        bucket.delete(object_key(&submission.reference, &stored.object)).await?;
        return Err(sent_already());
    }
    if let Some(before) = before.filter(|before| before.object != stored.object) {
        bucket.delete(object_key(&submission.reference, &before.object)).await?;
    }
    Ok(())
}
