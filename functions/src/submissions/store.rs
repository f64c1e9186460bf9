//! Sealed parts in the bucket. An object is written once and never replaced: whoever was later gets a name of their own, and the
//! database says which object counts. What is not whole, or not sealed to exactly today's keys, is not kept.

use crate::at_rest;
use crate::context::Context;
use crate::problem::{Problem, Result};
use forthright_api::Code;
use forthright_cases::Part;
use forthright_seal::{MAX_HEADER_BYTES, check_header};
use futures_util::stream;
use js_sys::{Array, Function, Reflect, Uint8Array};
use sha2::{Digest, Sha256};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, WritableStream};
use worker::js_sys;
use worker::wasm_bindgen::{JsCast, JsValue};
use worker::{Bucket, Conditional, Data, FixedLengthStream, Object, Range, ResponseBody};

/// A part that lies in the bucket, whole and sealed.
pub struct StoredPart {
    /// Its name below `sealed/{reference}/`.
    pub object: String,
    /// SHA-256 of the envelope, in hexadecimal.
    pub digest: String,
}

/// Where an object of a case lies in the bucket.
pub fn object_key(reference: &str, object: &str) -> String {
    format!("sealed/{reference}/{object}")
}

/// An envelope on its way to the bucket.
pub enum Envelope {
    /// A request's body and its length: passed on by the platform.
    Stream(ReadableStream, u64),
    /// Sealed here, piece by piece.
    Pieces(Vec<Vec<u8>>),
}

/// Puts an envelope into the bucket under the part's name, or where that is taken under a name of its own. How it lies there, and
/// how many bytes it has.
///
/// # Errors
/// [`Code::NotSealed`] for what is no envelope to today's keys, [`Code::UploadIncomplete`] for what was cut off. Nothing of either is
/// kept.
pub async fn store(
    reference: &str,
    part: Part,
    envelope: Envelope,
    context: &Context<'_>,
) -> Result<(StoredPart, u64)> {
    let bucket = context.sealed()?;
    let mut object = part.name();
    if bucket.head(object_key(reference, &object)).await?.is_some() {
        object = name_of_its_own(part)?;
    }
    let (stored, bytes, known) = match envelope {
        Envelope::Stream(body, bytes) => {
            (put_once(&bucket, &object_key(reference, &object), Data::ReadableStream(body)).await, bytes, None)
        }
        Envelope::Pieces(pieces) => {
            let digest = digest_of_pieces(&pieces, context)?;
            let bytes = length(&pieces);
            // Answers are small and may come several times at once: who is a moment later puts them under another name.
            let again = (part == Part::Answers).then(|| pieces.clone());
            let mut stored = put_once(&bucket, &object_key(reference, &object), in_pieces(pieces, bytes)).await;
            if let (Ok(None), Some(pieces)) = (&stored, again) {
                object = name_of_its_own(part)?;
                stored = put_once(&bucket, &object_key(reference, &object), in_pieces(pieces, bytes)).await;
            }
            (stored, bytes, Some(digest))
        }
    };
    let key = object_key(reference, &object);
    match stored {
        // Another upload of the same document was a moment faster; it stays.
        Ok(None) => return Err(Problem::new(Code::UploadIncomplete)),
        Ok(Some(stored)) if stored.size() == bytes => {}
        _ => {
            bucket.delete(&key).await?;
            return Err(Problem::new(Code::UploadIncomplete));
        }
    }
    let checked = match known {
        Some(digest) => Ok(digest),
        None => checked_digest(&bucket, &key, context).await,
    };
    match checked {
        Ok(digest) => Ok((StoredPart { object, digest }, bytes)),
        Err(problem) => {
            bucket.delete(&key).await?;
            Err(problem)
        }
    }
}

fn length(pieces: &[Vec<u8>]) -> u64 {
    pieces.iter().fold(0, |sum, piece| sum.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX)))
}

/// Pieces as a stream of known length, each forgotten once it was passed on.
fn in_pieces(pieces: Vec<Vec<u8>>, bytes: u64) -> Data {
    Data::Stream(FixedLengthStream::wrap(stream::iter(pieces.into_iter().map(Ok::<_, worker::Error>)), bytes))
}

/// SHA-256 of pieces that have the header of an envelope to today's keys, in hexadecimal.
fn digest_of_pieces(pieces: &[Vec<u8>], context: &Context<'_>) -> Result<String> {
    let (mut head, mut hash) = (Vec::new(), Sha256::new());
    for piece in pieces {
        hash.update(piece);
        let room = MAX_HEADER_BYTES.saturating_sub(head.len()).min(piece.len());
        head.extend_from_slice(piece.get(..room).unwrap_or_default());
    }
    if is_for_todays_keys(&head, context) {
        Ok(hexadecimal(&hash.finalize()))
    } else {
        Err(Problem::new(Code::NotSealed))
    }
}

fn is_for_todays_keys(head: &[u8], context: &Context<'_>) -> bool {
    check_header(head).is_ok_and(|header| header.x25519 == context.register.keys.len())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn name_of_its_own(part: Part) -> Result<String> {
    let random = at_rest::random_id()?;
    Ok(format!("{}.{}", part.name(), random.get(..8).unwrap_or_default()))
}

/// Puts an object where none is; `None` where there is one.
async fn put_once(bucket: &Bucket, key: &str, data: Data) -> worker::Result<Option<Object>> {
    let absent = Conditional {
        etag_matches: None,
        etag_does_not_match: Some("*".to_owned()),
        uploaded_before: None,
        uploaded_after: None,
    };
    bucket.put(key, data).only_if(absent).execute().await
}

/// SHA-256 of what is stored, in hexadecimal, by the platform: nothing but its head passes through here.
async fn checked_digest(bucket: &Bucket, key: &str, context: &Context<'_>) -> Result<String> {
    let length = u32::try_from(MAX_HEADER_BYTES).unwrap_or(u32::MAX);
    let head = bucket.get(key).range(Range::Prefix { length: length.into() }).execute().await?;
    let head = match head.as_ref().and_then(|object| object.body()) {
        Some(body) => body.bytes().await?,
        None => Vec::new(),
    };
    if !is_for_todays_keys(&head, context) {
        return Err(Problem::new(Code::NotSealed));
    }
    let object = bucket.get(key).execute().await?.ok_or(Problem::new(Code::UploadIncomplete))?;
    let body = object.body().ok_or(Problem::new(Code::UploadIncomplete))?;
    let ResponseBody::Stream(stream) = body.response_body()? else { return Err(Problem::new(Code::TryAgain)) };
    let digest = digest_of(&stream).await.map_err(|_| Problem::new(Code::TryAgain))?;
    Ok(hexadecimal(&digest))
}

/// `crypto.DigestStream`, which the platform has and the web does not.
async fn digest_of(stream: &ReadableStream) -> std::result::Result<Vec<u8>, JsValue> {
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into())?;
    let class: Function = Reflect::get(&crypto, &"DigestStream".into())?.dyn_into()?;
    let sink = Reflect::construct(&class, &Array::of1(&"SHA-256".into()))?;
    let digest: js_sys::Promise = Reflect::get(&sink, &"digest".into())?.dyn_into()?;
    JsFuture::from(stream.pipe_to(sink.unchecked_ref::<WritableStream>())).await?;
    Ok(Uint8Array::new(&JsFuture::from(digest).await?).to_vec())
}
