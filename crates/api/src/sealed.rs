//! What is inside the envelope of the answers. Pinned: later versions must open what this one sealed.

use forthright_evidence::{FileType, Issuer, Kind, Person, Verdict};
use forthright_forms::Answers;
use serde::{Deserialize, Serialize};

/// The answers and a description of each document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SealedAnswers {
    /// The form.
    pub form: String,
    /// Its revision.
    pub revision: u32,
    /// What was answered.
    pub answers: Answers,
    /// The documents that came with it.
    pub files: Vec<SealedFile>,
    /// Whether the person's own browser sealed it; otherwise the Worker did, before anything was stored.
    pub sealed_in_browser: bool,
}

/// One document, as the person described it and as their device judged it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SealedFile {
    /// Its number, from 1: the part `file-{n}`.
    pub n: u8,
    /// What it is said to be.
    pub kind: Option<Kind>,
    /// Whom it is about.
    pub person: Person,
    /// Who sent it.
    #[serde(default)]
    pub issuer: Issuer,
    /// Its type by content.
    pub file_type: FileType,
    /// Its size before sealing.
    pub bytes: u64,
    /// What the person read about it, where the check ran.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
}
