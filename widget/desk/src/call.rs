//! Calls to the staff API.

use crate::paging;
use forthright_api::{CaseRow, Code, EXPECTED, ProblemDocument};
use forthright_register::checklist::DeskRegister;
use gloo_net::http::{Request, RequestBuilder, Response};
use leptos::prelude::{RwSignal, Set, window};
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::wasm_bindgen;

/// Why a call failed, for the officer. `signed_out` asks for signing in; `changed`: a colleague did something first.
#[derive(Clone, Debug, PartialEq)]
pub struct Failed {
    pub words: String,
    pub signed_out: bool,
    pub changed: bool,
    pub not_found: bool,
}

const NOT_UNDERSTOOD: &str = "The server sent a response the desk does not understand. Reload the page.";
const SIGNED_OUT: &str =
    "You are signed out. What you typed is kept. Sign in again in another tab, then try again here.";
const NOT_REACHED: &str = "The server could not be reached. Check your connection and try again.";

impl Failed {
    fn new(words: &str) -> Self {
        Self { words: words.to_owned(), signed_out: false, changed: false, not_found: false }
    }
}

/// Gets JSON.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Failed> {
    let response = send(Request::get(&address(path))).await?;
    response.json().await.map_err(|_| Failed::new(NOT_UNDERSTOOD))
}

/// Gets bytes.
pub async fn bytes(path: &str) -> Result<Vec<u8>, Failed> {
    send(Request::get(&address(path))).await?.binary().await.map_err(|_| Failed::new(NOT_REACHED))
}

/// A part of the list of cases: where it goes on, how many there are, and how many are set apart.
pub struct Part {
    pub rows: Vec<CaseRow>,
    pub next: Option<String>,
    pub total: Option<u32>,
    pub set_apart: Option<u32>,
}

/// Gets a part of the list: the first one, or what an earlier one named as next.
pub async fn cases(next: Option<&str>) -> Result<Part, Failed> {
    let response = send(Request::get(next.unwrap_or(paging::FIRST))).await?;
    let headers = response.headers();
    let number = |name| headers.get(name).and_then(|value| value.parse().ok());
    let (total, set_apart) = (number("Forthright-Total"), number("Forthright-Set-Apart"));
    let next = headers.get("Link").and_then(|link| paging::next_of(&link));
    let rows = response.json().await.map_err(|_| Failed::new(NOT_UNDERSTOOD))?;
    Ok(Part { rows, next, total, set_apart })
}

/// Posts JSON under an idempotency key; the same key again is the same act. `known` is the last event that is on the
/// screen: if a colleague did something after it, nothing is done.
pub async fn post<T: DeserializeOwned>(path: &str, key: &str, known: u32, body: String) -> Result<T, Failed> {
    let request = Request::post(&address(path)).header("Idempotency-Key", key).header("Forthright-Desk", "1");
    let request = request.header(EXPECTED, &known.to_string()).header("Content-Type", "application/json");
    let request = request.body(body).map_err(|_| Failed::new(NOT_REACHED))?;
    let response = request.send().await.map_err(|_| Failed::new(NOT_REACHED))?;
    let response = checked(response).await?;
    response.json().await.map_err(|_| {
        Failed::new("It was done, but the desk did not understand the server’s response. Reload the page.")
    })
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
    let (signed_out, not_found) = (response.status() == 401, response.status() == 404);
    let problem: Result<ProblemDocument, _> = response.json().await;
    let changed = problem.as_ref().is_ok_and(|problem| problem.code == Code::CaseChanged.parts().1);
    let words = match problem {
        _ if signed_out => SIGNED_OUT.to_owned(),
        Ok(ProblemDocument { detail: Some(detail), .. }) => detail,
        Ok(problem) => problem.title,
        Err(_) => NOT_REACHED.to_owned(),
    };
    Err(Failed { words, signed_out, changed, not_found })
}

#[wasm_bindgen(module = "/src/assets.js")]
extern "C" {
    /// The address of a file beside the desk's code.
    fn beside(name: &str) -> String;
}

/// A part of our own code.
pub async fn code(name: &str) -> Option<Vec<u8>> {
    let response = Request::get(&beside(name)).send().await.ok().filter(Response::ok)?;
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
