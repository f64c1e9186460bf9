//! Calls to other servers, which may never answer, or never stop. Everything that comes from outside is asked for here: one deadline
//! from asking to the last byte, and no more bytes than are wanted.

use crate::problem::{Problem, Result};
use forthright_api::Code;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;
use worker::js_sys::{Reflect, Uint8Array};
use worker::wasm_bindgen::{JsCast, JsValue};
use worker::{AbortController, Delay, Fetch, Request, Response, ResponseBody};

/// The longest that anybody waits for another server, its whole answer included.
pub const PATIENCE: Duration = Duration::from_secs(8);

/// Sends a request for a document: its text, if it comes with status 200 and has no more than `most` bytes.
///
/// # Errors
/// [`Code::TooLarge`]; [`Code::TryAgain`] for anything else, also for a document that has not come whole after [`PATIENCE`].
pub async fn text(request: Request, most: usize) -> Result<String> {
    exchange(request, PATIENCE, async |response: &Response| match response.status_code() {
        200 => read(response.body(), most).await,
        _ => {
            forget(response.body()).await;
            Err(Problem::new(Code::TryAgain))
        }
    })
    .await
}

/// Sends a request and gives the status it is answered with. The answer's body is not read.
///
/// # Errors
/// [`Code::TryAgain`] if there is none in time.
pub async fn status(request: Request, patience: Duration) -> Result<u16> {
    exchange(request, patience, async |response: &Response| {
        forget(response.body()).await;
        Ok(response.status_code())
    })
    .await
}

/// Sends a request and takes what is wanted of the answer, all within `patience`. What is left of it then is not fetched.
async fn exchange<T>(
    request: Request,
    patience: Duration,
    take: impl AsyncFnOnce(&Response) -> Result<T>,
) -> Result<T> {
    let controller = AbortController::default();
    let signal = controller.signal();
    let request = Fetch::Request(request);
    // The one place that sends: clippy.toml refuses others.
    #[allow(clippy::disallowed_methods)]
    let work = async { take(&request.send_with_signal(&signal).await?).await };
    let done = within(patience, work).await;
    controller.abort();
    done.unwrap_or_else(|| Err(Problem::new(Code::TryAgain)))
}

/// A body as text, piece by piece; none of it beyond `most` bytes.
async fn read(body: &ResponseBody, most: usize) -> Result<String> {
    let ResponseBody::Stream(stream) = body else { return Ok(String::new()) };
    let failed = |_: JsValue| Problem::new(Code::TryAgain);
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(failed)?;
        if Reflect::get(&piece, &"done".into()).map_err(failed)?.is_truthy() {
            return String::from_utf8(bytes).map_err(|_| Problem::new(Code::NotJson));
        }
        let piece: Uint8Array = Reflect::get(&piece, &"value".into()).map_err(failed)?.unchecked_into();
        let length = usize::try_from(piece.length()).unwrap_or(usize::MAX);
        if bytes.len().saturating_add(length) > most {
            let _ = JsFuture::from(reader.cancel()).await;
            return Err(Problem::new(Code::TooLarge));
        }
        bytes.extend(piece.to_vec());
    }
}

/// Lets a body go unread. Left alone it would keep its connection.
async fn forget(body: &ResponseBody) {
    if let ResponseBody::Stream(stream) = body {
        let _ = JsFuture::from(stream.cancel()).await;
    }
}

/// What came of it, if it came in time. What did not is dropped, and nothing of either outlives the call.
pub async fn within<T>(time: Duration, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut late) = (pin!(work), pin!(Delay::from(time)));
    poll_fn(|cx| match (work.as_mut().poll(cx), late.as_mut().poll(cx)) {
        (Poll::Ready(done), _) => Poll::Ready(Some(done)),
        (Poll::Pending, Poll::Ready(())) => Poll::Ready(None),
        (Poll::Pending, Poll::Pending) => Poll::Pending,
    })
    .await
}
