//! `POST /v1/submissions`: gives the reference that goes into each envelope. The same key again: the same answer.

use super::fences::{self, Verdict};
use super::{COLUMNS, Submission};
use crate::at_rest;
use crate::context::Context;
use crate::desk::SignedIn;
use crate::fence;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use crate::turnstile;
use forthright_api::{BeginSubmission, Code, SubmissionBegun, limits};
use forthright_cases::Reference;
use forthright_proof::{FORM_BITS, Puzzle};
use worker::Response;

/// Who begins a submission.
pub enum Sender {
    /// Anybody: how much comes from their network is counted.
    Anybody {
        /// The network.
        prefix: String,
        /// A proof of work, if there is one.
        proof: Option<String>,
        /// A token of Turnstile, if there is one.
        token: Option<String>,
        /// The host that was asked.
        host: String,
    },
    /// Staff or a registered agent, who are known already.
    Known,
}

impl Sender {
    /// Whoever sent a request.
    pub fn of(request: &Incoming) -> Self {
        Self::Anybody {
            prefix: fence::prefix(request),
            proof: request.header("Forthright-Proof"),
            token: request.header("Forthright-Turnstile"),
            host: request.host(),
        }
    }
}

/// `POST /v1/submissions`, and `POST /v1/desk/submissions` for staff, whose keys nobody else can use.
pub async fn begin(staff: Option<&SignedIn>, request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    request.length(limits::BEGIN_BYTES)?;
    request.check_same_origin()?;
    let key = request.idempotency_key()?;
    if staff.is_none() && !fence::first_fence(context.env, format!("submissions {}", fence::prefix(request))).await {
        return Err(Problem::new(Code::TooManyRequests));
    }
    let (key, sender) = match staff {
        Some(staff) => (staff.key_of(&key, context)?, Sender::Known),
        None => (key, Sender::of(request)),
    };
    let body: BeginSubmission = request.json(limits::BEGIN_BYTES).await?;
    let form = context.register.form(&body.form).ok_or(Problem::with(Code::InvalidBody, "No such form."))?;
    let submission = begin_with_key(&key, &form.id, &sender, context).await?;
    reply::json(&SubmissionBegun { submission: submission.id, reference: submission.reference }, 201)
}

/// The submission of an idempotency key, made if there is none.
pub async fn begin_with_key(key: &str, form: &str, sender: &Sender, context: &Context<'_>) -> Result<Submission> {
    context.ready_for_requests()?;
    context.secret()?;
    let database = context.database()?;
    let key_hash = at_rest::sha256_hex(key.as_bytes());
    let find = format!("SELECT {COLUMNS} FROM submissions WHERE key_hash = ?");
    let mut apart: Option<u32> = None;
    // A reference drawn twice is ignored by the insert and drawn again.
    for _ in 0..4_u8 {
        let found: Option<Submission> = database.first(&find, &[(&key_hash).into()]).await?;
        if let Some(submission) = found {
            let known = matches!(sender, Sender::Known);
            let same = submission.form == form && (known || !submission.is_of_staff());
            return if same { Ok(submission) } else { Err(Problem::new(Code::IdempotencyKeyReused)) };
        }
        // Only what is new is counted.
        let is_apart = match apart {
            Some(known) => known,
            None => u32::from(verdict(key, form, sender, context).await? == Verdict::Apart),
        };
        apart = Some(is_apart);
        let reference = new_reference(&context.register.organisation.reference_prefix)?;
        database
            .run(
                "INSERT OR IGNORE INTO submissions (id, key_hash, reference, form, created_at, apart)
                 VALUES (?, ?, ?, ?, ?, ?)",
                &[
                    (&at_rest::random_id()?).into(),
                    (&key_hash).into(),
                    reference.as_str().into(),
                    form.into(),
                    (&context.now_text()).into(),
                    is_apart.into(),
                ],
            )
            .await?;
    }
    Err(Problem::new(Code::TryAgain))
}

async fn verdict(key: &str, form: &str, sender: &Sender, context: &Context<'_>) -> Result<Verdict> {
    let Sender::Anybody { prefix, proof, token, host } = sender else { return Ok(Verdict::Ordinary) };
    let puzzle = Puzzle::of_form(form, key);
    let proved = proof.as_ref().is_some_and(|nonce| puzzle.is_solved(nonce, FORM_BITS))
        || match token {
            Some(token) => turnstile::is_passed(token, host, context).await,
            None => false,
        };
    fences::pass(form, prefix, proved, context).await
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
