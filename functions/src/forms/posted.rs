//! A form posted without JavaScript. The same validator, the same sealing, the same tables: what arrives in the clear is
//! sealed here before anything is stored, and nothing else of it is kept. When an answer has to be mended, documents have to
//! be chosen again (a browser cannot give a file back), and the page says so.

use super::show::{RECEIPT_COOKIE, find, page, state};
use crate::context::Context;
use crate::desk::SignedIn;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::{Incoming, is_idempotency_key};
use crate::submissions::{Completion, Submission, begin_with_key, complete_with_key, object_key, store};
use forthright_api::{Code, SealedAnswers, SealedFile, Submitted, UploadedFile, limits};
use forthright_cases::Part;
use forthright_evidence::{FileType, MAX_FILES, Person, accept};
use forthright_forms::{Answers, Form, Kind, Problem as ToMend, Question, check};
use forthright_rights::{arrival, logged_form};
use forthright_seal::{Label, Recipients, seal};
use forthright_widget_forms::{PageState, receipt as receipts};
use forthright_widget_pages::layout::{Page, document};
use worker::{Data, FormData, FormEntry, Response};

/// One document as it was posted.
struct Posted {
    n: u8,
    file_type: FileType,
    bytes: Vec<u8>,
}

/// `POST /forms/{form}`.
pub async fn take(id: &str, request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    request.check_same_origin()?;
    let form = find(id, context)?;
    match posted(form, None, request, context).await? {
        Taken::ToMend(page) => Ok(page),
        Taken::Sent(submitted) => {
            let response = reply::see_other(&format!("/forms/{}/receipt", form.id))?;
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
    match posted(&form, Some(staff), request, context).await? {
        Taken::ToMend(page) => Ok(page),
        Taken::Sent(submitted) => {
            let frame = Page { title: "Logged", script: None, wide: false, language: "en-GB" };
            reply::page(document(context.register, &frame, &receipts::receipt(submitted, true)), 200)
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

async fn posted(form: &Form, staff: Option<&SignedIn>, request: &mut Incoming, context: &Context<'_>) -> Result<Taken> {
    context.ready_for_requests()?;
    let is_multipart = request.header("Content-Type").is_some_and(|kind| kind.starts_with("multipart/form-data"));
    if !is_multipart {
        return Err(Problem::with(Code::UnsupportedMediaType, "Send the form as multipart/form-data."));
    }
    let posted = request.form(limits::FORM_BYTES).await?;
    let key = posted.get_field("idempotency-key").filter(|key| is_idempotency_key(key));
    let key = key.ok_or(Problem::with(Code::IdempotencyKeyNeeded, "Open the form again and send it from there."))?;
    let fields = form.questions().flat_map(Question::fields);
    let pairs = fields.flat_map(|field| {
        let values = posted.get_all(&field).unwrap_or_default().into_iter();
        let texts = values.filter_map(|value| if let FormEntry::Field(text) = value { Some(text) } else { None });
        texts.map(|text| (field.clone(), text)).collect::<Vec<_>>()
    });
    let answers = Answers::from_pairs(form, pairs);

    let mut problems = check(form, &answers, context.today());
    let evidence = form.questions().find(|question| question.kind == Kind::Evidence);
    let documents = match evidence {
        Some(question) => documents(question, &posted, &mut problems).await?,
        None => Vec::new(),
    };
    if !problems.is_empty() {
        if let (Some(question), Some(document)) = (evidence, documents.first()) {
            let message = "Choose your documents again. For your safety a browser does not keep them";
            problems.push(ToMend::new(&question.file_field(usize::from(document.n)), message));
        }
        let state = PageState { problems, key, at_desk: staff.is_some(), ..state(form.clone(), answers, context)? };
        return Ok(Taken::ToMend(page(state, 422, context)?));
    }
    let logged = staff.and_then(|staff| Some((arrival(&answers)?, staff.name().to_owned())));
    let submission = begin_with_key(&key, &form.id, context).await?;
    let submitted = if submission.completed_at.is_some() {
        let nothing = Completion::default();
        complete_with_key(&key, &submission, nothing, context).await?
    } else {
        let notice = posted.get_field("notice");
        let sealed = sealed(form, &answers, evidence, documents, &submission, context).await?;
        let completion = Completion { notice, logged, ..sealed };
        complete_with_key(&key, &submission, completion, context).await?
    };
    Ok(Taken::Sent(submitted))
}

/// The documents that can be taken; what is wrong with the others is added to `problems`.
async fn documents(question: &Question, posted: &FormData, problems: &mut Vec<ToMend>) -> Result<Vec<Posted>> {
    let mut documents = Vec::new();
    for n in 1..=MAX_FILES {
        let field = question.file_field(n);
        let Some(FormEntry::File(file)) = posted.get(&field) else { continue };
        if file.size() == 0 && file.name().is_empty() {
            continue;
        }
        let bytes = file.bytes().await.map_err(|_| Problem::new(Code::UploadIncomplete))?;
        let head = bytes.get(..FileType::HEAD).unwrap_or(&bytes);
        match (accept(head, u64::try_from(bytes.len()).unwrap_or(u64::MAX)), u8::try_from(n)) {
            (Ok(file_type), Ok(n)) => documents.push(Posted { n, file_type, bytes }),
            (Err(why), _) => problems.push(ToMend::new(&field, why.to_string())),
            (Ok(_), Err(_)) => {}
        }
    }
    Ok(documents)
}

/// Seals documents and answers; each document goes to the bucket and out of memory before the next is sealed.
async fn sealed(
    form: &Form,
    answers: &Answers,
    evidence: Option<&Question>,
    documents: Vec<Posted>,
    submission: &Submission,
    context: &Context<'_>,
) -> Result<Completion> {
    let keys = context.register.keys.iter().map(|key| key.recipient.as_str());
    let recipients = Recipients::parse(keys).map_err(|_| Problem::new(Code::NotReady))?;
    let bucket = context.sealed()?;
    let (mut files, mut described) = (Vec::new(), Vec::new());
    for document in documents {
        let part = Part::File(document.n);
        let envelope = seal(&recipients, &Label::new(&submission.reference, &part.name()), &document.bytes)?;
        let bytes = u64::try_from(envelope.len()).map_err(|_| Problem::new(Code::TooLarge))?;
        store(&bucket, &object_key(&submission.reference, part), Data::Bytes(envelope), bytes).await?;
        files.push(UploadedFile { n: document.n, bytes });
        let said = evidence.and_then(|question| answers.document(question, usize::from(document.n)));
        described.push(SealedFile {
            n: document.n,
            kind: said.as_ref().map(|said| said.kind),
            person: said.as_ref().map_or(Person::Subject, |said| said.person),
            issuer: said.map(|said| said.issuer).unwrap_or_default(),
            file_type: document.file_type,
            bytes: u64::try_from(document.bytes.len()).unwrap_or(u64::MAX),
            verdict: None,
        });
    }
    let content = SealedAnswers {
        form: form.id.clone(),
        revision: form.revision,
        answers: answers.asked(form),
        files: described,
        sealed_in_browser: false,
    };
    let label = Label::new(&submission.reference, &Part::Answers.name());
    let answers = seal(&recipients, &label, &serde_json::to_vec(&content)?)?;
    Ok(Completion { answers, files, ..Completion::default() })
}
