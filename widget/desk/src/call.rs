//! Calls to the staff API.

use forthright_api::ProblemDocument;
use forthright_register::checklist::DeskRegister;
use gloo_net::http::{Request, RequestBuilder, Response};
use leptos::prelude::{RwSignal, Set, window};
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why a call failed, for the officer. `signed_out` asks for signing in.
#[derive(Clone, Debug, PartialEq)]
pub struct Failed {
    pub words: String,
    pub signed_out: bool,
}

const NOT_REACHED: &str = "The server could not be reached. Check your connection and try again.";

impl Failed {
    fn new(words: &str) -> Self {
        Self { words: words.to_owned(), signed_out: false }
    }
}

/// Gets JSON.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Failed> {
    let response = send(Request::get(&address(path))).await?;
    response
        .json()
        .await
        .map_err(|_| Failed::new("The server gave an answer the desk does not understand. Reload the page."))
}

/// Gets bytes.
pub async fn bytes(path: &str) -> Result<Vec<u8>, Failed> {
    send(Request::get(&address(path))).await?.binary().await.map_err(|_| Failed::new(NOT_REACHED))
}

/// Posts JSON under an idempotency key; the same key again is the same act.
pub async fn post<T: DeserializeOwned>(path: &str, key: &str, body: &impl Serialize) -> Result<T, Failed> {
    let request = Request::post(&address(path)).header("Idempotency-Key", key).header("Forthright-Desk", "1");
    let request = request.json(body).map_err(|_| Failed::new(NOT_REACHED))?;
    let response = request.send().await.map_err(|_| Failed::new(NOT_REACHED))?;
    let response = checked(response).await?;
    response.json().await.map_err(|_| Failed::new("It was done, but the answer was not understood. Reload the page."))
}

/// A new idempotency key.
pub fn new_key() -> String {
    window().crypto().map(|crypto| crypto.random_uuid()).unwrap_or_default()
}

fn address(path: &str) -> String {
    format!("/v1/desk/{path}")
}

async fn send(request: RequestBuilder) -> Result<Response, Failed> {
    checked(request.send().await.map_err(|_| Failed::new(NOT_REACHED))?).await
}

async fn checked(response: Response) -> Result<Response, Failed> {
    if response.ok() {
        return Ok(response);
    }
    let signed_out = response.status() == 401;
    let problem: Result<ProblemDocument, _> = response.json().await;
    let words = match problem {
        Ok(ProblemDocument { detail: Some(detail), .. }) => detail,
        Ok(problem) => problem.title,
        Err(_) => NOT_REACHED.to_owned(),
    };
    Err(Failed { words, signed_out })
}

/// A part of our own code.
pub async fn code(path: &str) -> Option<Vec<u8>> {
    let response = Request::get(path).send().await.ok().filter(Response::ok)?;
    response.binary().await.ok()
}

/// What the desk needs of the register.
pub fn register() -> RwSignal<Option<DeskRegister>> {
    let register = RwSignal::new(None);
    spawn_local(async move {
        if let Ok(response) = Request::get("/v1/register/desk.json").send().await {
            register.set(response.json().await.ok());
        }
    });
    register
}
