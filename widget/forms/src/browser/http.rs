//! Requests with their progress, which `fetch` does not tell. One way for all of them keeps the bundle small.

use futures_channel::oneshot;
use gloo_timers::future::TimeoutFuture;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, Event, ProgressEvent, XmlHttpRequest};

/// Milliseconds until the next try when the server is not reached or fails. Everything that is sent can be sent again.
const PAUSES: [u32; 2] = [500, 2_000];

/// Sends a body, again if need be; gives status and answer, or `None` when the server was not reached. `on_progress` gets
/// 0 to 1.
pub async fn send(
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    body: &Blob,
    on_progress: impl Fn(f64) + Clone + 'static,
) -> Option<(u16, String)> {
    for pause in PAUSES {
        match once(method, address, headers, body, on_progress.clone()).await {
            Some((status, answer)) if status < 500 => return Some((status, answer)),
            _ => TimeoutFuture::new(pause).await,
        }
    }
    once(method, address, headers, body, on_progress).await
}

async fn once(
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    body: &Blob,
    on_progress: impl Fn(f64) + 'static,
) -> Option<(u16, String)> {
    let request = XmlHttpRequest::new().ok()?;
    request.open(method, address).ok()?;
    for (name, value) in headers {
        request.set_request_header(name, value).ok()?;
    }
    let (sender, receiver) = oneshot::channel::<()>();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let done = Closure::<dyn FnMut(Event)>::new(move |_| {
        if let Some(sender) = sender.borrow_mut().take() {
            let _ = sender.send(());
        }
    });
    let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.total() > 0.0 {
            on_progress(event.loaded() / event.total());
        }
    });
    request.set_onloadend(Some(done.as_ref().unchecked_ref()));
    request.upload().ok()?.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    request.send_with_opt_blob(Some(body)).ok()?;
    let _ = receiver.await;
    let status = request.status().unwrap_or(0);
    if status == 0 { None } else { Some((status, request.response_text().ok().flatten().unwrap_or_default())) }
}
