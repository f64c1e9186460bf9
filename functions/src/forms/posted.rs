//! A form posted without JavaScript. The same validator, the same sealing, the same tables: what arrives in the clear is
//! sealed here before anything is stored, and nothing else of it is kept. When an answer has to be mended, documents have to
//! be chosen again (a browser cannot give a file back), and the page says so.

use super::show::{RECEIPT_COOKIE, find, find_in, page, receipt_page, state};
use crate::at_rest;
use crate::context::Context;
use crate::desk::SignedIn;
use crate::fence;
use crate::multipart::{Part, Parts};
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::{Incoming, is_idempotency_key};
use crate::submissions::{Completion, Envelope, Sender, Submission, begin_with_key, complete_with_key, keep, store};
use forthright_api::{Code, SealedAnswers, SealedFile, Submitted, UploadedFile, limits};
use forthright_cases::Part as Sealed;
use forthright_evidence::{FileType, MAX_FILES, Person, WHAT_IS_IT, accept};
use forthright_forms::{Answers, Form, Kind, Problem as ToMend, Question, check};
use forthright_rights::{arrival, logged_form};
use forthright_seal::{Label, Recipients, Sealer, seal};
use forthright_widget_forms::{PageState, receipt as receipts};
use forthright_widget_pages::layout::{Page, document};
use forthright_widget_pages::words::Tongue;
use std::collections::BTreeSet;
use worker::Response;

/// `POST /forms/{form}`.
pub async fn take(id: &str, request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    request.check_same_origin()?;
    let (form, tongue) = find_in(id, request, context)?;
    if !fence::first_fence(context.env, format!("forms {}", fence::prefix(request))).await {
        return Err(Problem::new(Code::TooManyRequests));
    }
    match posted(form, tongue, None, request, context).await? {
        Taken::ToMend(page) => Ok(page),
        // In a frame of another website the browser may keep no cookie of ours. Loading the answer again shows the same receipt.
        Taken::Sent(submitted) if context.is_framed() => receipt_page(submitted, form, tongue, context),
        Taken::Sent(submitted) => {
            let first = if submitted.not_sent { Some("first=1") } else { None };
            let lang = tongue.query().strip_prefix('?');
            let query: Vec<&str> = lang.into_iter().chain(first).collect();
            let mark = if query.is_empty() { "" } else { "?" };
            let response = reply::see_other(&format!("/forms/{}/receipt{mark}{}", form.id, query.join("&")))?;
            let secure = if request.is_secure() { "; Secure" } else { "" };
            let cookie = format!(
                "{RECEIPT_COOKIE}={}.{}; Path=/forms; Max-Age=600; HttpOnly; SameSite=Strict{secure}",
                submitted.reference, submitted.receipt
            );
            response.headers().set("Set-Cookie", &cookie)?;
            Ok(response)
        }
    }
}

/// `POST /desk/log/{form}`: what came another way, as staff filled it in. Loading the answer again shows the same receipt.
pub async fn take_logged(
    id: &str,
    staff: &SignedIn,
    request: &mut Incoming,
    context: &Context<'_>,
) -> Result<Response> {
    let form = logged_form(find(id, context)?);
    match posted(&form, Tongue::English, Some(staff), request, context).await? {
        Taken::ToMend(page) => Ok(page),
        Taken::Sent(submitted) => {
            let title = format!("Logged – {}", find(id, context)?.title);
            let frame = Page {
                title: &title,
                script: Some("/assets/receipt-start.js"),
                wide: false,
                language: "en-GB",
                about: None,
            };
            reply::page(document(context.register, &frame, &receipts::receipt(submitted, &form, true, "")), 200)
        }
    }
}

/// What came of a posted form.
enum Taken {
    /// The same page again, with what has to be mended.
    ToMend(Response),
    /// It is stored.
    Sent(Submitted),
}

async fn posted(
    form: &Form,
    tongue: Tongue,
    staff: Option<&SignedIn>,
    request: &mut Incoming,
    context: &Context<'_>,
) -> Result<Taken> {
    context.ready_for_requests()?;
    let mut posting =
        Posting { form, staff, context, key: None, submission: None, documents: Vec::new(), problems: Vec::new() };
    let sender = if staff.is_some() { Sender::Known } else { Sender::of(request) };
    let (fields, notice) = posting.read(request, &sender).await?;
    let key = posting.key.clone().ok_or_else(no_key)?;
    let answers = Answers::from_pairs(form, fields);
    let mut problems = check(form, &answers, context.today());
    problems.append(&mut posting.problems);
    problems.extend(posting.unnamed(&answers));
    if !problems.is_empty() {
        let evidence = form.questions().find(|question| question.kind == Kind::Evidence);
        if let (Some(question), Some(document)) = (evidence, posting.documents.first()) {
            let message = "Choose your documents again. For your safety, your browser does not keep them";
            problems.push(ToMend::new(&question.file_field(usize::from(document.file.n)), message));
        }
        let state =
            PageState { problems, key, at_desk: staff.is_some(), ..state(form.clone(), answers, tongue, context)? };
        return Ok(Taken::ToMend(page(state, 422, tongue, context)?));
    }
    let named = posting.named()?;
    let submission = posting.submission(&sender).await?;
    let version = Some(version(&named, &answers, context)?);
    let completion = if submission.completed_at.is_some() {
        Completion { version, ..Completion::default() }
    } else {
        let logged = staff.and_then(|staff| Some((arrival(&answers)?, staff.name().to_owned())));
        let also = answers.also();
        Completion {
            notice,
            logged,
            also,
            by_staff: staff.is_some(),
            version,
            ..posting.sealed(&answers, &submission)?
        }
    };
    Ok(Taken::Sent(complete_with_key(&named, &submission, completion, context).await?))
}

/// What was typed, as a name that tells nothing without the Worker's secret.
fn version(key: &str, answers: &Answers, context: &Context<'_>) -> Result<String> {
    at_rest::named(&context.secret()?, &format!("posted\n{key}\n{}", serde_json::to_string(answers)?))
}

fn no_key() -> Problem {
    Problem::with(Code::IdempotencyKeyNeeded, "Open the form again and send it from there.")
}

/// A form while it is being read.
struct Posting<'a> {
    form: &'a Form,
    staff: Option<&'a SignedIn>,
    context: &'a Context<'a>,
    /// The key as it was posted.
    key: Option<String>,
    submission: Option<Submission>,
    documents: Vec<Document>,
    problems: Vec<ToMend>,
}

/// A document that was sealed and stored.
struct Document {
    file: UploadedFile,
    file_type: FileType,
    /// How large it was.
    bytes: u64,
}

impl Posting<'_> {
    /// Reads the parts: texts are kept, each document is sealed while it arrives and stored before the next one. Answers the texts
    /// and the notice's hash.
    async fn read(
        &mut self,
        request: &mut Incoming,
        sender: &Sender,
    ) -> Result<(Vec<(String, String)>, Option<String>)> {
        let known: BTreeSet<String> = self.form.questions().flat_map(Question::fields).collect();
        let evidence = self.form.questions().find(|question| question.kind == Kind::Evidence);
        let slots: Vec<(u8, String)> =
            (1..=MAX_FILES).filter_map(|n| Some((u8::try_from(n).ok()?, evidence?.file_field(n)))).collect();
        let mut parts = Parts::of(request, limits::FORM_BYTES)?;
        let read = self.read_parts(&mut parts, &known, &slots, sender).await;
        // What follows the last boundary is read, too: left alone it would end the connection.
        parts.drain().await;
        read
    }

    async fn read_parts(
        &mut self,
        parts: &mut Parts,
        known: &BTreeSet<String>,
        slots: &[(u8, String)],
        sender: &Sender,
    ) -> Result<(Vec<(String, String)>, Option<String>)> {
        let (mut fields, mut notice) = (Vec::new(), None);
        while let Some(part) = parts.next().await? {
            let name = part.name().to_owned();
            let slot = slots.iter().find(|(_, field)| *field == name).map(|(n, _)| *n);
            // What stands in a document's field is one, whatever its head says of a file name.
            if slot.is_some() || part.is_file() {
                self.document(slot, &name, part, sender).await?;
                continue;
            }
            let text = parts.text(part).await?;
            match name.as_str() {
                "idempotency-key" if self.key.is_none() => {
                    self.key = Some(text).filter(|key| is_idempotency_key(key));
                }
                "notice" => notice = Some(text),
                _ if known.contains(&name) => fields.push((name, text)),
                _ => {}
            }
        }
        Ok((fields, notice))
    }

    /// Seals and stores a document, or notes what is wrong with it. What belongs to no field is read and forgotten.
    async fn document(&mut self, slot: Option<u8>, field: &str, mut part: Part, sender: &Sender) -> Result<()> {
        let is_known = slot.is_some();
        // Once for each document, however often it is sent.
        let slot = slot.filter(|n| !self.documents.iter().any(|one| one.file.n == *n));
        let mut head = Vec::new();
        while head.len() < FileType::HEAD {
            let Some(chunk) = part.chunk().await? else { break };
            head.extend_from_slice(chunk.as_ref());
        }
        // A document that belongs nowhere is not dropped in silence.
        if !is_known && !head.is_empty() {
            let detail =
                "A document arrived in a field that this form does not have. Nothing was sent. Open the form again.";
            return Err(Problem::with(Code::InvalidBody, detail));
        }
        let Some(n) = slot.filter(|_| !head.is_empty()) else { return read_to_the_end(part).await };
        let begins = head.get(..FileType::HEAD).unwrap_or(&head);
        let file_type = match accept(begins, u64::try_from(head.len()).unwrap_or(u64::MAX)) {
            Ok(file_type) => file_type,
            Err(why) => {
                self.problems.push(ToMend::new(field, why.to_string()));
                return read_to_the_end(part).await;
            }
        };
        let submission = self.submission(sender).await?;
        if submission.completed_at.is_some() {
            return read_to_the_end(part).await;
        }
        let of = Sealed::File(n);
        let recipients = recipients(self.context)?;
        let mut sealer = Sealer::new(&recipients, &Label::new(&submission.reference, &of.name()))?;
        let mut envelope = vec![sealer.write(&head)?];
        let mut bytes = u64::try_from(head.len()).unwrap_or(u64::MAX);
        drop(head);
        while let Some(chunk) = part.chunk().await? {
            let chunk = chunk.as_ref();
            bytes = bytes.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
            if let Err(why) = accept(b"%PDF-", bytes) {
                self.problems.push(ToMend::new(field, why.to_string()));
                return read_to_the_end(part).await;
            }
            envelope.push(sealer.write(chunk)?);
        }
        envelope.push(sealer.finish()?);
        let (stored, sealed) = store(&submission.reference, of, Envelope::Pieces(envelope), self.context).await?;
        let file = UploadedFile { n, bytes: sealed };
        keep(&submission, &file, &stored, self.context).await?;
        self.documents.push(Document { file, file_type, bytes });
        Ok(())
    }

    /// The documents of which nobody has said what they are.
    fn unnamed(&self, answers: &Answers) -> Vec<ToMend> {
        let evidence = self.form.questions().find(|question| question.kind == Kind::Evidence);
        let numbers = self.documents.iter().map(|document| usize::from(document.file.n));
        let without = evidence.into_iter().flat_map(|question| numbers.clone().map(move |n| (question, n)));
        without
            .filter(|(question, n)| answers.document(question, *n).is_none())
            .map(|(question, n)| ToMend::new(&format!("{}-{n}-kind", question.id), WHAT_IS_IT))
            .collect()
    }

    /// What the key names: for staff, something that nobody else's key can name.
    fn named(&self) -> Result<String> {
        let key = self.key.as_ref().ok_or_else(no_key)?;
        match self.staff {
            Some(staff) => staff.key_of(key, self.context),
            None => Ok(key.clone()),
        }
    }

    /// The submission, begun with the first document or when everything is right.
    async fn submission(&mut self, sender: &Sender) -> Result<Submission> {
        if let Some(begun) = &self.submission {
            return Ok(begun.clone());
        }
        let begun = begin_with_key(&self.named()?, &self.form.id, sender, self.context).await?;
        self.submission = Some(begun.clone());
        Ok(begun)
    }

    /// The answers, sealed, with what was said of the documents.
    fn sealed(&self, answers: &Answers, submission: &Submission) -> Result<Completion> {
        let evidence = self.form.questions().find(|question| question.kind == Kind::Evidence);
        let described = self.documents.iter().map(|document| {
            let said = evidence.and_then(|question| answers.document(question, usize::from(document.file.n)));
            SealedFile {
                n: document.file.n,
                kind: said.as_ref().map(|said| said.kind),
                person: said.as_ref().map_or(Person::Subject, |said| said.person),
                issuer: said.map(|said| said.issuer).unwrap_or_default(),
                file_type: document.file_type,
                bytes: document.bytes,
                verdict: None,
            }
        });
        let content = SealedAnswers {
            form: self.form.id.clone(),
            revision: self.form.revision,
            answers: answers.asked(self.form),
            files: described.collect(),
            sealed_in_browser: false,
        };
        let label = Label::new(&submission.reference, &Sealed::Answers.name());
        let answers = seal(&recipients(self.context)?, &label, &serde_json::to_vec(&content)?)?;
        let files = self.documents.iter().map(|document| document.file.clone()).collect();
        Ok(Completion { answers, files, ..Completion::default() })
    }
}

fn recipients(context: &Context<'_>) -> Result<Recipients> {
    let keys = context.register.keys.iter().map(|key| key.recipient.as_str());
    Recipients::parse(keys).map_err(|_| Problem::new(Code::NotReady))
}

async fn read_to_the_end(mut part: Part) -> Result<()> {
    while part.chunk().await?.is_some() {}
    Ok(())
}
