//! Calls to other servers, which may never answer.

use crate::problem::Result;
use std::time::Duration;
use worker::wasm_bindgen_futures::spawn_local;
use worker::{AbortController, Delay, Fetch, Request, Response};

/// The longest that anybody waits for another server's answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends a request; gives up after ten seconds.
pub async fn send(request: Request) -> Result<Response> {
    let controller = AbortController::default();
    let signal = controller.signal();
    spawn_local(async move {
        Delay::from(PATIENCE).await;
        controller.abort();
    });
    Ok(Fetch::Request(request).send_with_signal(&signal).await?)
}
