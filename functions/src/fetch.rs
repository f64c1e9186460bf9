//! Calls to other servers, which may never answer.

use crate::problem::{Problem, Result};
use forthright_api::Code;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use worker::{AbortController, Delay, Fetch, Request, Response};

/// The longest that anybody waits for another server's answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends a request; gives up after ten seconds.
pub async fn send(request: Request) -> Result<Response> {
    let controller = AbortController::default();
    let signal = controller.signal();
    let request = Fetch::Request(request);
    match within(PATIENCE, request.send_with_signal(&signal)).await {
        Some(answer) => Ok(answer?),
        None => {
            controller.abort();
            Err(Problem::new(Code::TryAgain))
        }
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
