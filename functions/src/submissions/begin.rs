//! `POST /v1/submissions`: gives the reference that goes into each envelope. The same key again: the same answer.

use super::{COLUMNS, Submission};
use crate::at_rest;
use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_api::{BeginSubmission, Code, SubmissionBegun, limits};
use forthright_cases::Reference;
use worker::Response;

/// `POST /v1/submissions`.
pub async fn begin(request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    request.check_same_origin()?;
    let key = request.idempotency_key()?;
    let body: BeginSubmission = request.json(limits::JSON_BYTES).await?;
    let form = context.register.form(&body.form).ok_or(Problem::with(Code::InvalidBody, "No such form."))?;
    let submission = begin_with_key(&key, &form.id, context).await?;
    reply::json(&SubmissionBegun { submission: submission.id, reference: submission.reference }, 201)
}

/// The submission of an idempotency key, made if there is none.
pub async fn begin_with_key(key: &str, form: &str, context: &Context<'_>) -> Result<Submission> {
    context.ready_for_requests()?;
    context.secret()?;
    let database = context.database()?;
    let key_hash = at_rest::sha256_hex(key.as_bytes());
    let find = format!("SELECT {COLUMNS} FROM submissions WHERE key_hash = ?");
    // A reference drawn twice is ignored by the insert and drawn again.
    for _ in 0..4_u8 {
        let found: Option<Submission> = database.first(&find, &[(&key_hash).into()]).await?;
        if let Some(submission) = found {
            let same = submission.form == form;
            return if same { Ok(submission) } else { Err(Problem::new(Code::IdempotencyKeyReused)) };
        }
        let reference = new_reference(&context.register.organisation.reference_prefix)?;
        database
            .run(
                "INSERT OR IGNORE INTO submissions (id, key_hash, reference, form, created_at) VALUES (?, ?, ?, ?, ?)",
                &[
                    (&at_rest::random_id()?).into(),
                    (&key_hash).into(),
                    reference.as_str().into(),
                    form.into(),
                    (&context.now_text()).into(),
                ],
            )
            .await?;
    }
    Err(Problem::new(Code::TryAgain))
}

fn new_reference(prefix: &str) -> Result<Reference> {
    for _ in 0..64_u8 {
        let bits = getrandom::u64().map_err(|_| Problem::new(Code::TryAgain))?;
        if let Some(reference) = Reference::new(prefix, bits) {
            return Ok(reference);
        }
    }
    Err(Problem::new(Code::TryAgain))
}
