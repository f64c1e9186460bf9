//! Sending: begin, seal each document and upload it, seal the answers and complete. Each step can be repeated with the
//! same key; a second press of the button never makes a second request.

use super::files::{Prepared, prepared};
use super::seal_bundle::{self, SealBundle};
use super::{go_to, http, proof};
use crate::state::{PageState, Phase};
use forthright_api::{
    BeginSubmission, CompleteSubmission, ProblemDocument, SealedAnswers, SealedFile, SubmissionBegun, Submitted,
    UploadedFile,
};
use forthright_evidence::Person;
use forthright_forms::{Answers, Kind};
use forthright_rights::arrival;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

/// How much is sealed before the page gets to breathe.
const PIECE: u32 = 1024 * 1024;

pub(super) const NOT_REACHED: &str = "We could not reach the server. Check your connection.";
const NOT_SEALED: &str = "Your browser could not seal the request. Reload the page; if it happens again, write to us.";

/// Sends everything; what happens shows in `phase`.
pub fn send(page: &PageState, answers: &Answers, phase: RwSignal<Phase>) {
    if matches!(phase.get_untracked(), Phase::Sending(..)) {
        return;
    }
    phase.set(Phase::Sending("Preparing…".to_owned(), 0));
    let (page, answers) = (page.clone(), answers.clone());
    spawn_local(async move {
        match steps(&page, &answers, phase).await {
            Ok(submitted) => {
                phase.set(Phase::Sent(Box::new(submitted)));
                go_to("receipt-title");
            }
            Err(why) => phase.set(Phase::Failed(why)),
        }
    });
}

async fn steps(page: &PageState, answers: &Answers, phase: RwSignal<Phase>) -> Result<Submitted, String> {
    let desk = if page.at_desk { "desk/" } else { "" };
    let bundle = seal_bundle::fetch().await.map_err(|_| NOT_REACHED.to_owned())?;
    let proof = if page.at_desk { None } else { proof::ready(&bundle, &page.form.id, &page.key).await };
    let begin = BeginSubmission { form: page.form.id.clone() };
    let begun: SubmissionBegun =
        post(&format!("/v1/{desk}submissions"), &page.key, !page.at_desk, proof.as_deref(), &begin).await?;
    let own: Vec<String> = bundle.recipients().iter().filter_map(|key| key.as_string()).collect();
    if own != page.recipients {
        return Err("The keys of this page are out of date. Reload the page and send again.".to_owned());
    }
    let documents = prepared();
    let (mut uploaded, mut described) = (Vec::new(), Vec::new());
    let count = documents.len();
    for (at, (n, document)) in documents.into_iter().enumerate() {
        let which = format!("document {} of {count}", at.saturating_add(1));
        phase.set(Phase::Sending(format!("Sealing {which}…"), 0));
        let content = JsFuture::from(document.blob.array_buffer()).await.map_err(|_| {
            format!("Document {n} can no longer be read: it was changed, moved or deleted after you chose it. Choose it again.")
        })?;
        let sealed = seal_blob(&bundle, &begun.reference, &format!("file-{n}"), &content).await;
        let sealed = sealed.map_err(|_| NOT_SEALED.to_owned())?;
        let address = format!("/v1/submissions/{}/files/{n}", begun.submission);
        let kind = [("Content-Type", "application/octet-stream")];
        let (status, body) = http::send("PUT", &address, &kind, &sealed, move |done| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 100
            phase.set(Phase::Sending(format!("Sending {which}…"), (done * 100.0) as u8));
        })
        .await
        .ok_or_else(|| NOT_REACHED.to_owned())?;
        if status == 409 {
            // It was sent already and only its answer was lost: completing again gives the receipt.
            break;
        }
        let file: UploadedFile = answer(status, &body)?;
        uploaded.push(file);
        described.push(describe(page, answers, n, &document));
    }
    phase.set(Phase::Sending("Sending your answers…".to_owned(), 100));
    let content = SealedAnswers {
        form: page.form.id.clone(),
        revision: page.form.revision,
        answers: answers.clone(),
        files: described,
        sealed_in_browser: true,
    };
    let also = answers.also();
    let logged = if page.at_desk { arrival(answers) } else { None };
    let content = serde_json::to_vec(&content).map_err(|_| NOT_SEALED.to_owned())?;
    let sealed = seal_bytes(&bundle, &begun.reference, "answers", &content).map_err(|_| NOT_SEALED.to_owned())?;
    let answers = base64(&sealed).ok_or_else(|| NOT_SEALED.to_owned())?;
    let notice = page.notice.as_ref().map(|notice| notice.hash.clone());
    let version = Some(version_of(&page.key, content));
    let complete = CompleteSubmission { answers, files: uploaded, notice, logged, also, version };
    post(&format!("/v1/{desk}submissions/{}/complete", begun.submission), &page.key, false, None, &complete).await
}

thread_local! {
    /// What was sent last under which key, and how often it was another.
    static SENT: RefCell<(String, Vec<u8>, u32)> = const { RefCell::new((String::new(), Vec::new(), 0)) };
}

/// Counts what is sent under a key, so that the Worker can tell that what it has is not what is sent now. Says nothing of the content.
fn version_of(key: &str, content: Vec<u8>) -> String {
    SENT.with_borrow_mut(|(of, sent, count)| {
        if of != key || *sent != content {
            (*of, *sent, *count) = (key.to_owned(), content, count.saturating_add(1));
        }
        count.to_string()
    })
}

fn describe(page: &PageState, answers: &Answers, n: u8, document: &Prepared) -> SealedFile {
    let question = page.form.questions().find(|question| question.kind == Kind::Evidence);
    let said = question.and_then(|question| answers.document(question, usize::from(n)));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sizes are whole and positive
    let bytes = document.blob.size() as u64;
    SealedFile {
        n,
        kind: said.as_ref().map(|said| said.kind),
        person: said.as_ref().map_or(Person::Subject, |said| said.person),
        issuer: said.map(|said| said.issuer).unwrap_or_default(),
        file_type: document.file_type,
        bytes,
        verdict: document.verdict.clone(),
    }
}

fn seal_bytes(bundle: &SealBundle, reference: &str, part: &str, content: &[u8]) -> Result<Vec<u8>, JsValue> {
    let sealer = bundle.begin(reference, part)?;
    let mut sealed = sealer.write(content)?.to_vec();
    sealed.extend(sealer.finish()?.to_vec());
    Ok(sealed)
}

async fn seal_blob(bundle: &SealBundle, reference: &str, part: &str, content: &JsValue) -> Result<Blob, JsValue> {
    let sealer = bundle.begin(reference, part)?;
    let content = Uint8Array::new(content);
    let pieces = Array::new();
    let mut from = 0;
    while from < content.length() {
        let to = from.saturating_add(PIECE).min(content.length());
        pieces.push(&sealer.write(&content.subarray(from, to).to_vec())?.into());
        from = to;
        TimeoutFuture::new(0).await;
    }
    pieces.push(&sealer.finish()?.into());
    // The unsealed copy is not needed any more.
    content.fill(0, 0, content.length());
    let kind = BlobPropertyBag::new();
    kind.set_type("application/octet-stream");
    Blob::new_with_u8_array_sequence_and_options(&pieces, &kind)
}

async fn post<T: DeserializeOwned>(
    address: &str,
    key: &str,
    begins: bool,
    proof: Option<&str>,
    body: &impl Serialize,
) -> Result<T, String> {
    let text = serde_json::to_string(body).map_err(|_| NOT_SEALED.to_owned())?;
    let body =
        Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(&text))).map_err(|_| NOT_SEALED.to_owned())?;
    // The last one is asked for by the desk's addresses alone: a form of another site cannot send it.
    let mut headers = vec![("Content-Type", "application/json"), ("Idempotency-Key", key), ("Forthright-Desk", "1")];
    headers.extend(proof.map(|proof| ("Forthright-Proof", proof)));
    let token = proof::token().filter(|_| begins);
    headers.extend(token.as_deref().map(|token| ("Forthright-Turnstile", token)));
    let (status, text) =
        http::send("POST", address, &headers, &body, |_| {}).await.ok_or_else(|| NOT_REACHED.to_owned())?;
    answer(status, &text)
}

/// Base 64 (RFC 4648 section 4) by the browser.
pub(super) fn base64(bytes: &[u8]) -> Option<String> {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    window().btoa(&text).ok()
}

fn answer<T: DeserializeOwned>(status: u16, body: &str) -> Result<T, String> {
    let failed = || "The server sent a response we do not understand. Try again in a moment.".to_owned();
    if (200..300).contains(&status) {
        return serde_json::from_str(body).map_err(|_| failed());
    }
    let problem: ProblemDocument = serde_json::from_str(body).map_err(|_| failed())?;
    Err(match problem.detail {
        // Two lines: each is looked up by itself on a Welsh page.
        Some(detail) => format!("{}\n{detail}", problem.title),
        None => problem.title,
    })
}
