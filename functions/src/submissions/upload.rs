//! `PUT /v1/submissions/{id}/files/{n}`: a sealed document, streamed to R2 without passing through here. Whatever is not
//! whole or not sealed is not kept. The same number again replaces the document, until the submission is complete.

use super::{COLUMNS, Submission, object_key};
use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_api::{Code, UploadedFile, limits};
use forthright_cases::Part;
use forthright_evidence::MAX_FILES;
use forthright_seal::is_envelope;
use serde::Deserialize;
use worker::{Bucket, Data, Range, Response};

/// `PUT …/files/{n}`.
pub async fn upload(id: &str, n: &str, request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    request.check_same_origin()?;
    let bytes = request.length(limits::SEALED_FILE_BYTES)?;
    let n: u8 =
        n.parse().ok().filter(|n| (1..=MAX_FILES).contains(&usize::from(*n))).ok_or(Problem::new(Code::FileNumber))?;
    let find = format!("SELECT {COLUMNS} FROM submissions WHERE id = ?");
    let submission: Submission =
        context.database()?.first(&find, &[id.into()]).await?.ok_or(Problem::new(Code::NotFound))?;
    if submission.completed_at.is_some() {
        return Err(Problem::with(Code::RefusedByCase, "This request has been sent already."));
    }
    let body = request.body().ok_or(Problem::new(Code::UploadIncomplete))?;
    let key = object_key(&submission.reference, Part::File(n));
    store(&context.sealed()?, &key, Data::ReadableStream(body), bytes).await?;
    refuse_if_too_late(&submission.id, &key, context).await?;
    reply::json(&UploadedFile { n, bytes }, 201)
}

/// An upload that was still on its way when identity was decided must not outlive the documents that were deleted then.
async fn refuse_if_too_late(submission: &str, key: &str, context: &Context<'_>) -> Result<()> {
    #[derive(Deserialize)]
    struct Row {
        evidence: String,
    }
    let sql = "SELECT evidence FROM cases WHERE submission = ?";
    let case: Option<Row> = context.database()?.first(sql, &[submission.into()]).await?;
    if case.is_some_and(|case| case.evidence != "kept") {
        context.sealed()?.delete(key).await?;
        return Err(Problem::with(Code::RefusedByCase, "This request has been sent already."));
    }
    Ok(())
}

/// Puts an envelope into the bucket and makes sure that it is whole and sealed.
pub async fn store(bucket: &Bucket, key: &str, data: Data, bytes: u64) -> Result<()> {
    let stored = bucket.put(key, data).execute().await;
    let whole = matches!(&stored, Ok(Some(object)) if object.size() == bytes);
    if !whole {
        bucket.delete(key).await?;
        return Err(Problem::new(Code::UploadIncomplete));
    }
    let head = bucket.get(key).range(Range::Prefix { length: 64 }).execute().await?;
    let sealed = match head.as_ref().and_then(|object| object.body()) {
        Some(body) => is_envelope(&body.bytes().await?),
        None => false,
    };
    if !sealed {
        bucket.delete(key).await?;
        return Err(Problem::new(Code::NotSealed));
    }
    Ok(())
}
