//! Sending a sealed form: begin, upload each document, complete.

use forthright_clock::{Right, Step};
use forthright_forms::{Clock, Form};
use forthright_rights::Logged;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// `GET /v1/forms/{form}`: the form as data and whom to seal to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FormDescription {
    /// The form.
    pub form: Form,
    /// age recipients. The browser uses those of its own build and refuses if these differ.
    pub recipients: Vec<String>,
    /// What tells people how it is used.
    pub notice: Option<NoticeShown>,
}

/// The notice a form points to (UK GDPR Art 13). What is sent refers to its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NoticeShown {
    /// Its title.
    pub title: String,
    /// Where it is.
    pub address: String,
    /// SHA-256 of what it says, in hexadecimal.
    pub hash: String,
}

/// `POST /v1/submissions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BeginSubmission {
    /// The form.
    pub form: String,
}

/// Its answer: where to upload, and the reference that goes into each envelope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionBegun {
    /// The secret address segment of this submission.
    pub submission: String,
    /// The case reference it will have.
    pub reference: String,
}

/// `PUT /v1/submissions/{submission}/files/{n}`: its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadedFile {
    /// The document's number.
    pub n: u8,
    /// How many bytes are stored.
    pub bytes: u64,
}

/// `POST /v1/submissions/{submission}/complete`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CompleteSubmission {
    /// The sealed answers, base 64 (RFC 4648 section 4).
    pub answers: String,
    /// The documents that were uploaded.
    pub files: Vec<UploadedFile>,
    /// The hash of the notice that the form pointed to.
    #[serde(default)]
    pub notice: Option<String>,
    /// How and when it came, where staff log it: at `/v1/desk/submissions/{submission}/complete` alone.
    #[serde(default)]
    pub logged: Option<Logged>,
    /// The rights it uses besides the form's own, so that none is left without an answer. Like the form's id, it is not sealed;
    /// what is asked for is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Right>,
    /// Which version of the content this is, in the page's own counting: the same key with another version is told so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// The request is stored. The receipt code is shown once; a retry with the same key gets the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Submitted {
    /// The case reference.
    pub reference: String,
    /// The receipt code.
    pub receipt: String,
    /// Which clock runs.
    pub clock: Clock,
    /// The London date it counts from.
    #[serde(with = "forthright_clock::civil")]
    pub received: Date,
    /// When the answer is due.
    #[serde(with = "forthright_clock::civil")]
    pub due: Date,
    /// Why then.
    pub steps: Vec<Step>,
    /// The hash of the notice that the form pointed to.
    #[serde(default)]
    pub notice: Option<String>,
    /// Whether this is the receipt of what was sent before, and what was changed since was not sent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_sent: bool,
}
