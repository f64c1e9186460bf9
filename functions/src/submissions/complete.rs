//! `POST /v1/submissions/{id}/complete`: the moment a request exists. The sealed answers go to R2; then one D1 batch makes
//! the case, its first event, its documents and the outbox row, or none of them. A retry gets the same receipt.

use super::{COLUMNS, Submission, object_key, upload};
use crate::at_rest;
use crate::context::Context;
use crate::database::BatchFailed;
use crate::desk::SignedIn;
use crate::holidays;
use crate::notices;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use forthright_api::{Code, CompleteSubmission, Submitted, UploadedFile, limits};
use forthright_cases::{Case, Event, Part};
use forthright_clock::{Step, breach_report, complaint_acknowledgement_or_earlier, rights_request_or_earlier};
use forthright_evidence::MAX_FILES;
use forthright_forms::Clock;
use forthright_rights::Logged;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use worker::{D1PreparedStatement, Data, Response};

/// What completes a submission.
#[derive(Default)]
pub struct Completion {
    pub answers: Vec<u8>,
    pub files: Vec<UploadedFile>,
    /// The hash of the notice that the form pointed to.
    pub notice: Option<String>,
    /// How and when it came, and who logged it.
    pub logged: Option<(Logged, String)>,
    /// What is written in the same batch.
    pub with: Option<D1PreparedStatement>,
}

/// `POST …/complete`: by the person, or by a member of staff who logs what came another way.
pub async fn complete(
    id: &str,
    staff: Option<&SignedIn>,
    request: &mut Incoming,
    context: &Context<'_>,
) -> Result<Response> {
    request.check_same_origin()?;
    let key = request.idempotency_key()?;
    let body: CompleteSubmission = request.json(limits::JSON_BYTES).await?;
    let answers = BASE64_STANDARD
        .decode(&body.answers)
        .map_err(|_| Problem::with(Code::InvalidBody, "The answers are not base 64."))?;
    let find = format!("SELECT {COLUMNS} FROM submissions WHERE id = ? AND key_hash = ?");
    let key_hash = at_rest::sha256_hex(key.as_bytes());
    let submission: Submission = context
        .database()?
        .first(&find, &[id.into(), (&key_hash).into()])
        .await?
        .ok_or(Problem::new(Code::NotFound))?;
    let logged = match (staff, body.logged) {
        (Some(staff), Some(logged)) => Some((logged, staff.name().to_owned())),
        (None, None) => None,
        _ => return Err(Problem::with(Code::InvalidBody, "Staff, and nobody else, say how a request came.")),
    };
    let completion = Completion { answers, files: body.files, notice: body.notice, logged, with: None };
    let submitted = complete_with_key(&key, &submission, completion, context).await?;
    reply::json(&submitted, 201)
}

/// Completes a submission, or finds that it is complete and gives the same receipt again.
pub async fn complete_with_key(
    key: &str,
    submission: &Submission,
    completion: Completion,
    context: &Context<'_>,
) -> Result<Submitted> {
    if submission.completed_at.is_some() {
        return receipt_again(key, submission, context).await;
    }
    if completion.answers.len() > limits::SEALED_ANSWERS_BYTES {
        return Err(Problem::new(Code::TooLarge));
    }
    check_files(submission, &completion.files, context).await?;
    let bucket = context.sealed()?;
    let bytes = u64::try_from(completion.answers.len()).map_err(|_| Problem::new(Code::TooLarge))?;
    let answers_key = object_key(&submission.reference, Part::Answers);
    upload::store(&bucket, &answers_key, Data::Bytes(completion.answers), bytes).await?;

    let receipt = at_rest::receipt(&context.secret()?, key)?;
    let (received, instant) = arrival(completion.logged.as_ref(), context)?;
    let clock = clock_of(&submission.form, context);
    let calendar = holidays::calendar(context).await?;
    let due = match clock {
        Clock::RightsRequest => rights_request_or_earlier(received, &calendar),
        Clock::Complaint => complaint_acknowledgement_or_earlier(received, &calendar),
        Clock::Incident => breach_report(instant),
    };
    let files = u8::try_from(completion.files.len()).map_err(|_| Problem::new(Code::FileNumber))?;
    let notice = notices::known(completion.notice, context).await?;
    let actor = completion.logged.as_ref().map_or("requester", |(_, by)| by);
    let event = Event::Received {
        form: submission.form.clone(),
        on: received,
        due: due.due,
        files,
        notice: notice.clone(),
        logged: completion.logged.as_ref().map(|(logged, _)| *logged),
    };
    let status = Case::replay([&event]).ok_or(Problem::new(Code::TryAgain))?.status();

    let database = context.database()?;
    let (reference, now) = (&submission.reference, context.now_text());
    let mut batch = vec![
        database.statement(
            "INSERT INTO cases (reference, submission, form, status, received_on, due_on, steps, receipt_hash, evidence,
                notice)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            &[
                reference.into(),
                (&submission.id).into(),
                (&submission.form).into(),
                status.name().into(),
                (&received.to_string()).into(),
                (&due.due.to_string()).into(),
                (&serde_json::to_string(&due.steps)?).into(),
                (&at_rest::receipt_hash(&receipt)).into(),
                if files > 0 { "kept" } else { "none" }.into(),
                notice.as_deref().into(),
            ],
        )?,
        database.statement(
            "INSERT INTO case_events (reference, sequence, id, at, actor, event) VALUES (?, 1, ?, ?, ?, ?)",
            &[
                reference.into(),
                (&at_rest::random_id()?).into(),
                (&now).into(),
                actor.into(),
                (&serde_json::to_string(&event)?).into(),
            ],
        )?,
        database.statement(
            "INSERT INTO outbox (id, topic, reference, created_at) VALUES (?, 'case-received', ?, ?)",
            &[(&at_rest::random_id()?).into(), reference.into(), (&now).into()],
        )?,
        database.statement(
            "UPDATE submissions SET completed_at = ? WHERE id = ?",
            &[(&now).into(), (&submission.id).into()],
        )?,
    ];
    // Its receipt acknowledges a complaint; where staff log it, a letter does.
    if clock == Clock::Complaint && completion.logged.is_none() {
        batch.push(database.statement(
            "INSERT INTO case_events (reference, sequence, id, at, actor, event) VALUES (?, 2, ?, ?, 'receipt', ?)",
            &[
                reference.into(),
                (&at_rest::random_id()?).into(),
                (&now).into(),
                (&serde_json::to_string(&Event::Acknowledged { message: None })?).into(),
            ],
        )?);
    }
    for file in &completion.files {
        let bytes = u32::try_from(file.bytes).map_err(|_| Problem::new(Code::TooLarge))?;
        batch.push(database.statement(
            "INSERT INTO case_files (reference, n, bytes) VALUES (?, ?, ?)",
            &[reference.into(), u32::from(file.n).into(), bytes.into()],
        )?);
    }
    batch.extend(completion.with);
    match database.batch(batch).await {
        Ok(()) => Ok(Submitted {
            reference: reference.clone(),
            receipt: receipt.reveal(),
            clock,
            received,
            due: due.due,
            steps: due.steps,
            notice,
        }),
        // The same request arrived twice at once; the other one made the case.
        Err(BatchFailed::AlreadyThere) => receipt_again(key, submission, context).await,
        Err(BatchFailed::Other(problem)) => Err(problem),
    }
}

/// The London date and the instant from which it counts: now, or when it reached the institution.
fn arrival(logged: Option<&(Logged, String)>, context: &Context<'_>) -> Result<(Date, Timestamp)> {
    let Some((logged, _)) = logged else { return Ok((context.today(), context.now())) };
    let instant = logged.instant().filter(|instant| *instant <= context.now());
    let instant = instant.ok_or(Problem::with(
        Code::InvalidBody,
        "It cannot have reached us in the future. Enter the day and the time it came.",
    ))?;
    Ok((logged.on, instant))
}

/// The clock of a form's cases.
pub fn clock_of(form: &str, context: &Context<'_>) -> Clock {
    context.register.form(form).map(|form| form.clock).unwrap_or_default()
}

/// Each announced document must lie in the bucket with its size, numbered once.
async fn check_files(submission: &Submission, files: &[UploadedFile], context: &Context<'_>) -> Result<()> {
    let bucket = context.sealed()?;
    let mut seen: Vec<u8> = Vec::new();
    for file in files {
        if !(1..=MAX_FILES).contains(&usize::from(file.n)) || seen.contains(&file.n) {
            return Err(Problem::new(Code::FileNumber));
        }
        seen.push(file.n);
        let object = bucket.head(object_key(&submission.reference, Part::File(file.n))).await?;
        if object.is_none_or(|object| object.size() != file.bytes) {
            return Err(Problem::with(Code::FilesMissing, format!("Document {} has not arrived whole.", file.n)));
        }
    }
    // A document that was uploaded and then taken out again is not kept.
    for n in 1..=MAX_FILES {
        if let Ok(n) = u8::try_from(n)
            && !seen.contains(&n)
        {
            bucket.delete(object_key(&submission.reference, Part::File(n))).await?;
        }
    }
    Ok(())
}

#[derive(Deserialize)]
struct Completed {
    received_on: Date,
    due_on: Date,
    steps: String,
    receipt_hash: String,
    notice: Option<String>,
}

async fn receipt_again(key: &str, submission: &Submission, context: &Context<'_>) -> Result<Submitted> {
    let sql = "SELECT received_on, due_on, steps, receipt_hash, notice FROM cases WHERE submission = ?";
    let row: Completed =
        context.database()?.first(sql, &[(&submission.id).into()]).await?.ok_or(Problem::new(Code::TryAgain))?;
    let receipt = at_rest::receipt(&context.secret()?, key)?;
    if at_rest::receipt_hash(&receipt) != row.receipt_hash {
        // The Worker's secret was changed in between: the code that was given stays right, this one would not be.
        return Err(Problem::new(Code::ReceiptGone));
    }
    let steps: Vec<Step> = serde_json::from_str(&row.steps)?;
    Ok(Submitted {
        reference: submission.reference.clone(),
        receipt: receipt.reveal(),
        clock: clock_of(&submission.form, context),
        received: row.received_on,
        due: row.due_on,
        steps,
        notice: row.notice,
    })
}
