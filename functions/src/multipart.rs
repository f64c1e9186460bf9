//! A form posted as `multipart/form-data` (RFC 7578), read part by part while it arrives, so that a document is sealed and gone
//! before the next one comes. Everything is counted before it is kept: how many parts, how long a part's head, how much text.

use crate::problem::{Problem, Result};
use crate::request::Incoming;
use bytes::Bytes;
use forthright_api::Code;
use futures_util::Stream;
use multer::{Field, Multipart};
use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use worker::ByteStream;
use worker::send::SendWrapper;

/// More parts than any form of ours has fields and documents.
const MOST_PARTS: u16 = 400;
/// The text of all fields together, in bytes.
const MOST_TEXT: usize = 1024 * 1024;
/// A part's head, and what may lie between two parts.
const MOST_HEAD: u64 = 16 * 1024;

/// A posted form.
pub struct Parts {
    inner: Multipart<'static>,
    /// The body, for what is left of it when the form is refused.
    body: Body,
    /// How many bytes may come before the next part begins.
    allowance: Arc<AtomicU64>,
    parts_left: u16,
    text_left: usize,
}

/// One part.
pub struct Part {
    field: Field<'static>,
    allowance: Arc<AtomicU64>,
}

impl Parts {
    /// The parts of a request of at most `limit` bytes.
    ///
    /// # Errors
    /// Another media type, no length, or more than `limit`.
    pub fn of(request: &mut Incoming, limit: u64) -> Result<Self> {
        let kind = request.header("Content-Type").unwrap_or_default();
        let boundary = multer::parse_boundary(kind)
            .map_err(|_| Problem::with(Code::UnsupportedMediaType, "Send the form as multipart/form-data."))?;
        request.length(limit)?;
        let allowance = Arc::new(AtomicU64::new(0));
        let body = Rc::new(RefCell::new(request.stream()?));
        let stream = Counted { body: SendWrapper::new(Rc::clone(&body)), allowance: Arc::clone(&allowance) };
        let inner = Multipart::new(stream, boundary);
        Ok(Self { inner, body, allowance, parts_left: MOST_PARTS, text_left: MOST_TEXT })
    }

    /// Reads what is left and forgets it, so that whoever sent it gets the answer instead of a broken connection.
    pub async fn drain(self) {
        drop(self.inner);
        while let Some(Ok(_)) = poll_fn(|cx| next_of(&self.body, cx)).await {}
    }

    /// The next part, once the one before it was read.
    ///
    /// # Errors
    /// More parts than any form has, or a body that ends too early or is none of this kind.
    pub async fn next(&mut self) -> Result<Option<Part>> {
        self.allowance.store(MOST_HEAD, Ordering::Relaxed);
        let field = self.inner.next_field().await.map_err(cut_off)?;
        let Some(field) = field else { return Ok(None) };
        self.parts_left = self.parts_left.checked_sub(1).ok_or(Problem::new(Code::TooLarge))?;
        Ok(Some(Part { field, allowance: Arc::clone(&self.allowance) }))
    }

    /// The text of a part that is no file.
    ///
    /// # Errors
    /// More text than is taken, or a body that ends too early.
    pub async fn text(&mut self, mut part: Part) -> Result<String> {
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await? {
            self.text_left = self.text_left.checked_sub(chunk.len()).ok_or(Problem::new(Code::TooLarge))?;
            bytes.extend_from_slice(&chunk);
        }
        Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }
}

impl Part {
    /// The field's name.
    pub fn name(&self) -> &str {
        self.field.name().unwrap_or_default()
    }

    /// Whether it is a file, or a file field in which none was chosen.
    pub fn is_file(&self) -> bool {
        self.field.file_name().is_some()
    }

    /// What came next of it.
    ///
    /// # Errors
    /// A body that ends too early.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>> {
        self.allowance.store(u64::MAX, Ordering::Relaxed);
        self.field.chunk().await.map_err(cut_off)
    }
}

fn cut_off(error: multer::Error) -> Problem {
    match error {
        multer::Error::StreamReadFailed(why) if why.is::<HeadTooLong>() => Problem::new(Code::TooLarge),
        _ => Problem::new(Code::UploadIncomplete),
    }
}

/// A body that stops where a part's head does not end: looking for its end in ever more bytes would take ever longer.
struct Counted {
    body: SendWrapper<Body>,
    allowance: Arc<AtomicU64>,
}

/// The body, shared between what reads the parts and what reads the rest.
type Body = Rc<RefCell<ByteStream>>;

fn next_of(body: &Body, cx: &mut Context<'_>) -> Poll<Option<worker::Result<Vec<u8>>>> {
    // Never borrowed elsewhere: one of the two reads at a time.
    match body.try_borrow_mut() {
        Ok(mut body) => Pin::new(&mut *body).poll_next(cx),
        Err(_) => Poll::Ready(None),
    }
}

/// Why a body was not read on.
#[derive(Debug)]
struct HeadTooLong;

impl std::fmt::Display for HeadTooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the head of a part does not end")
    }
}

impl std::error::Error for HeadTooLong {}

impl Stream for Counted {
    type Item = std::result::Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let allowance = self.allowance.load(Ordering::Relaxed);
        if allowance == 0 {
            return Poll::Ready(Some(Err(Box::new(HeadTooLong))));
        }
        next_of(&self.body, cx).map(|chunk| {
            chunk.map(|chunk| match chunk {
                Ok(bytes) => {
                    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                    self.allowance.store(allowance.saturating_sub(length), Ordering::Relaxed);
                    Ok(bytes)
                }
                Err(error) => Err(error.to_string().into()),
            })
        })
    }
}
