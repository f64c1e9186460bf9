//! What the page knows: handed from the Worker to the browser as JSON, so that both render the same.

use forthright_api::{NoticeShown, Submitted};
use forthright_evidence::State;
use forthright_forms::{Answers, Form, Problem};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The form's page as the Worker rendered it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageState {
    /// The form.
    pub form: Form,
    /// What was answered so far.
    pub answers: Answers,
    /// What has to be mended.
    pub problems: Vec<Problem>,
    /// The idempotency key of this page: sending twice is one request.
    pub key: String,
    /// The public keys the Worker was built with; the browser's own must be the same.
    pub recipients: Vec<String>,
    /// What tells people how it is used.
    pub notice: Option<NoticeShown>,
    /// Whether staff fill it in for somebody whose request came another way.
    pub at_desk: bool,
    /// What keeps the language in an address: `?lang=cy`, or nothing.
    #[serde(default)]
    pub query: String,
    /// The step it begins at: where the person stopped, if they go on with what they saved.
    #[serde(default)]
    pub step: usize,
    /// The code under which that was saved. Only ever in the browser.
    #[serde(skip)]
    pub code: String,
    /// The London date.
    #[serde(with = "forthright_clock::civil")]
    pub today: Date,
}

/// Where sending stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// The person answers questions.
    Filling,
    /// Documents are sealed and sent: what is happening, and how far of 100.
    Sending(String, u8),
    /// It failed; nothing is lost and it can be tried again.
    Failed(String),
    /// It is stored.
    Sent(Box<Submitted>),
}

/// What the page says about one chosen file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileNote {
    /// Why it cannot be taken; empty when it can.
    pub problem: String,
    /// Whether it is being looked at.
    pub working: bool,
    /// What to say about it when it can be taken.
    pub words: String,
    /// Whether it is ready to be sent.
    pub ready: bool,
    /// What was found in it, if it was looked at.
    pub state: Option<State>,
}
