//! The one error of the Worker, and the one place that maps it to an answer.

use crate::reply;
use forthright_api::{Code, ProblemDocument};
use forthright_cases::Refused;
use worker::{Response, console_error};

/// What went wrong. Holds a code and words of our own, never anything a person sent.
#[derive(Debug)]
pub struct Problem {
    pub code: Code,
    pub detail: Option<String>,
}

/// A handler's result.
pub type Result<T> = std::result::Result<T, Problem>;

impl Problem {
    pub fn new(code: Code) -> Self {
        Self { code, detail: None }
    }

    pub fn with(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: Some(detail.into()) }
    }

    pub fn document(&self) -> ProblemDocument {
        ProblemDocument::new(self.code, self.detail.clone())
    }

    /// The answer to a program.
    pub fn response(&self) -> worker::Result<Response> {
        let document = self.document();
        let body = serde_json::to_vec(&document)?;
        reply::with_headers(body, document.status, "application/problem+json")
    }
}

/// A platform error: logged once, here, by its kind. Its text stays inside.
impl From<worker::Error> for Problem {
    fn from(error: worker::Error) -> Self {
        console_error!("platform error: {}", kind(&error.to_string()));
        Self::new(Code::TryAgain)
    }
}

impl From<serde_json::Error> for Problem {
    fn from(_: serde_json::Error) -> Self {
        console_error!("a stored or built value does not parse");
        Self::new(Code::TryAgain)
    }
}

impl From<std::io::Error> for Problem {
    fn from(_: std::io::Error) -> Self {
        console_error!("sealing failed");
        Self::new(Code::TryAgain)
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Self::with(Code::RefusedByCase, refused.words())
    }
}

/// What kind of platform error a text tells of. The text itself might quote a value and is not logged.
pub fn kind(text: &str) -> &'static str {
    const KINDS: [(&str, &str); 7] = [
        ("UNIQUE constraint", "D1 unique constraint"),
        ("constraint", "D1 constraint"),
        ("no such table", "D1 table missing: apply the migrations"),
        ("D1_", "D1"),
        ("put:", "R2 put"),
        ("get:", "R2 get"),
        ("Queue", "queue"),
    ];
    KINDS.iter().find(|(part, _)| text.contains(part)).map_or("other", |(_, kind)| kind)
}
