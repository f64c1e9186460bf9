//! `POST /v1/submissions/{id}/complete`: the moment a request exists. The sealed answers go to R2; then one D1 batch makes
//! the case, its first event, its documents and the outbox row, or none of them. A retry gets the same receipt.

use super::store::{Envelope, StoredPart, object_key, store};
use super::{COLUMNS, Submission};
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
use forthright_cases::{Case, Event, Part, Waiting};
use forthright_clock::{Right, Step, breach_report, complaint_acknowledgement_or_earlier, rights_request_or_earlier};
use forthright_evidence::MAX_FILES;
use forthright_forms::Clock;
use forthright_rights::Logged;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use worker::{D1PreparedStatement, Response};

/// What completes a submission.
#[derive(Default)]
pub struct Completion {
    pub answers: Vec<u8>,
    pub files: Vec<UploadedFile>,
    /// The hash of the notice that the form pointed to.
    pub notice: Option<String>,
    /// How and when it came, and who logged it.
    pub logged: Option<(Logged, String)>,
    /// The rights it uses besides the form's own.
    pub also: Vec<Right>,
    /// Whether staff complete it.
    pub by_staff: bool,
    /// Which version of the content it is, at most 64 characters.
    pub version: Option<String>,
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
    request.length(limits::JSON_BYTES)?;
    request.check_same_origin()?;
    let key = request.idempotency_key()?;
    // The receipt code hangs on the key: what staff complete has one that nobody else's key gives. `found` is what it was begun under.
    let (key, found) = match staff {
        Some(staff) => match staff.key_of(&key, context) {
            Ok(own) => (own.clone(), own),
            Err(_) => (staff.under(&key), key),
        },
        None => (key.clone(), key),
    };
    let body: CompleteSubmission = request.json(limits::JSON_BYTES).await?;
    let answers = BASE64_STANDARD
        .decode(&body.answers)
        .map_err(|_| Problem::with(Code::InvalidBody, "The answers are not base 64."))?;
    let find = format!("SELECT {COLUMNS} FROM submissions WHERE id = ? AND key_hash = ?");
    let key_hash = at_rest::sha256_hex(found.as_bytes());
    let submission: Submission = context
        .database()?
        .first(&find, &[id.into(), (&key_hash).into()])
        .await?
        .filter(|submission: &Submission| staff.is_some() || !submission.is_of_staff())
        .ok_or(Problem::new(Code::NotFound))?;
    let logged = match (staff, body.logged) {
        (Some(staff), Some(logged)) => Some((logged, staff.name().to_owned())),
        (None, None) => None,
        _ => return Err(Problem::with(Code::InvalidBody, "Only staff can say how a request came.")),
    };
    let (files, notice, also) = (body.files, body.notice, body.also);
    let completion = Completion {
        answers,
        files,
        notice,
        logged,
        also,
        by_staff: staff.is_some(),
        version: body.version,
        with: None,
    };
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
        return receipt_again(key, submission, completion.version.as_deref(), context).await;
    }
    if completion.version.as_ref().is_some_and(|version| version.len() > 64) {
        return Err(Problem::with(Code::InvalidBody, "A version has at most 64 characters."));
    }
    if completion.answers.len() > limits::SEALED_ANSWERS_BYTES {
        return Err(Problem::new(Code::TooLarge));
    }
    if completion.answers.is_empty() {
        return Err(Problem::new(Code::NotSealed));
    }
    let uploaded = uploaded(submission, context).await?;
    check_files(&completion.files, &uploaded)?;
    let sealed = Envelope::Pieces(vec![completion.answers]);
    let (answers, _) = store(&submission.reference, Part::Answers, sealed, context).await?;

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
        digests: digests(&answers, &completion.files, &uploaded),
        also: if clock == Clock::RightsRequest { each_once(&completion.also) } else { Vec::new() },
    };
    let status = Case::replay([&event]).ok_or(Problem::new(Code::TryAgain))?.status();

    // Its receipt acknowledges a complaint; where staff log it, a letter does.
    let acknowledged = clock == Clock::Complaint && completion.logged.is_none();

    let database = context.database()?;
    let (reference, now) = (&submission.reference, context.now_text());
    let mut batch = vec![
        database.statement(
            "INSERT INTO cases (reference, submission, form, status, received_on, due_on, steps, receipt_hash, evidence,
                notice, answers_object, answers_digest, waiting, apart)
             SELECT ?, id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, apart FROM submissions WHERE id = ?",
            &[
                reference.into(),
                (&submission.form).into(),
                status.name().into(),
                (&received.to_string()).into(),
                (&due.due.to_string()).into(),
                (&serde_json::to_string(&due.steps)?).into(),
                (&at_rest::receipt_hash(&receipt)).into(),
                if files > 0 { "kept" } else { "none" }.into(),
                notice.as_deref().into(),
                (&answers.object).into(),
                (&answers.digest).into(),
                if acknowledged { Waiting::Acknowledged } else { Waiting::No }.name().into(),
                (&submission.id).into(),
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
            "UPDATE submissions SET completed_at = ?, staff = ?, version = ? WHERE id = ?",
            &[(&now).into(), u32::from(completion.by_staff).into(), completion.version.as_deref().into(), (&submission.id).into()],
        )?,
    ];
    if acknowledged {
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
    for part in uploaded.iter().filter(|part| completion.files.iter().any(|file| part.is(file))) {
        // Nothing if another upload took its place a moment ago: then none of this is written.
        batch.push(database.statement(
            "INSERT INTO case_files (reference, n, bytes, object, digest)
             VALUES (?1, ?2, (SELECT bytes FROM submission_parts WHERE submission = ?3 AND n = ?2 AND object = ?4), ?4, ?5)",
            &[
                reference.into(),
                u32::from(part.number()).into(),
                (&submission.id).into(),
                (&part.object).into(),
                (&part.digest).into(),
            ],
        )?);
    }
    batch.extend(completion.with);
    match database.batch(batch).await {
        Ok(()) => {
            drop_unused(submission, &completion.files, &uploaded, context).await;
            Ok(Submitted {
                reference: reference.clone(),
                receipt: receipt.reveal(),
                clock,
                received,
                due: due.due,
                steps: due.steps,
                notice,
                not_sent: false,
            })
        }
        // The same request arrived twice at once; the other one made the case.
        Err(BatchFailed::AlreadyThere) => {
            context.sealed()?.delete(object_key(reference, &answers.object)).await?;
            receipt_again(key, submission, None, context).await
        }
        Err(BatchFailed::Other(problem)) => Err(problem),
    }
}

/// A document that was uploaded and then taken out again is not kept. What cannot be deleted now is swept.
async fn drop_unused(submission: &Submission, files: &[UploadedFile], uploaded: &[Uploaded], context: &Context<'_>) {
    let unused = uploaded.iter().filter(|part| !files.iter().any(|file| part.is(file)));
    let keys: Vec<String> = unused.map(|part| object_key(&submission.reference, &part.object)).collect();
    if !keys.is_empty()
        && let Ok(bucket) = context.sealed()
    {
        let _ = bucket.delete_multiple(keys).await;
    }
}

/// The London date and the instant from which it counts: now, or when it reached the institution.
fn arrival(logged: Option<&(Logged, String)>, context: &Context<'_>) -> Result<(Date, Timestamp)> {
    let Some((logged, _)) = logged else { return Ok((context.today(), context.now())) };
    let instant = logged.instant().filter(|instant| *instant <= context.now());
    let instant = instant.ok_or(Problem::with(
        Code::InvalidBody,
        "It cannot have reached us in the future. Enter the date and time it arrived.",
    ))?;
    Ok((logged.on, instant))
}

/// Each right named once.
fn each_once(rights: &[Right]) -> Vec<Right> {
    Right::ALL.into_iter().filter(|right| rights.contains(right)).collect()
}

/// The clock of a form's cases.
pub fn clock_of(form: &str, context: &Context<'_>) -> Clock {
    context.register.form(form).map(|form| form.clock).unwrap_or_default()
}

/// A row of the table `submission_parts`.
#[derive(Deserialize)]
struct Uploaded {
    n: f64,
    bytes: f64,
    object: String,
    digest: String,
}

impl Uploaded {
    /// The document's number.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 4, handed over by D1 as floating point
    fn number(&self) -> u8 {
        self.n as u8
    }

    /// Whether it is the document that was announced, whole.
    #[allow(clippy::cast_precision_loss, clippy::float_cmp)] // sizes are whole and far below 2^53
    fn is(&self, file: &UploadedFile) -> bool {
        self.number() == file.n && self.bytes == file.bytes as f64
    }
}

async fn uploaded(submission: &Submission, context: &Context<'_>) -> Result<Vec<Uploaded>> {
    let sql = "SELECT n, bytes, object, digest FROM submission_parts WHERE submission = ? ORDER BY n";
    context.database()?.all(sql, &[(&submission.id).into()]).await
}

/// Each announced document must have arrived with its size, numbered once.
fn check_files(files: &[UploadedFile], uploaded: &[Uploaded]) -> Result<()> {
    let mut seen: Vec<u8> = Vec::new();
    for file in files {
        if !(1..=MAX_FILES).contains(&usize::from(file.n)) || seen.contains(&file.n) {
            return Err(Problem::new(Code::FileNumber));
        }
        seen.push(file.n);
        if !uploaded.iter().any(|part| part.is(file)) {
            return Err(Problem::with(Code::FilesMissing, format!("Document {} has not fully arrived.", file.n)));
        }
    }
    Ok(())
}

/// What is acknowledged, by the name of its part.
fn digests(answers: &StoredPart, files: &[UploadedFile], uploaded: &[Uploaded]) -> BTreeMap<String, String> {
    let documents = uploaded.iter().filter(|part| files.iter().any(|file| part.is(file)));
    let documents = documents.map(|part| (Part::File(part.number()).name(), part.digest.clone()));
    documents.chain([(Part::Answers.name(), answers.digest.clone())]).collect()
}

#[derive(Deserialize)]
struct Completed {
    received_on: Date,
    due_on: Date,
    steps: String,
    receipt_hash: String,
    notice: Option<String>,
}

/// The receipt once more. `version`: of what is sent now; where it is another than the one that is stored, the receipt says so.
async fn receipt_again(
    key: &str,
    submission: &Submission,
    version: Option<&str>,
    context: &Context<'_>,
) -> Result<Submitted> {
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
        not_sent: version.zip(submission.version.as_deref()).is_some_and(|(now, stored)| now != stored),
    })
}
