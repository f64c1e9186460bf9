//! The staff API under `/v1/desk`.

use crate::MessageLanguage;
use forthright_cases::{ClockCommand, Event, Identity, Outcome, SearchResult, Status, Waiting};
use forthright_clock::{Need, Right, Step};
use forthright_evidence::Kind;
use forthright_forms::Clock;
use forthright_rights::{Clear, Decision, Ground};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The header in which an act on a case says the number of the last event it knows ([`CaseDetail::sequence`]). If
/// something else than opening happened since, nothing is written and the answer is 409 `case-changed`. Optional.
pub const EXPECTED: &str = "Forthright-Expected";

/// `GET /v1/desk/me`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Staff {
    /// The name colleagues know.
    pub name: String,
    /// Which of the register's keys is theirs.
    pub key: String,
    /// Its public half, so that the desk can say when another key was chosen.
    pub recipient: String,
    /// E-mails to the team that could not be sent and are tried again, if there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsent: Option<Unsent>,
}

/// E-mails that wait because sending failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Unsent {
    /// How many.
    pub count: u32,
    /// Since when the oldest waits, RFC 3339.
    pub oldest: String,
}

/// `GET /v1/desk/cases`: one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseRow {
    /// The case reference.
    pub reference: String,
    /// The form's title.
    pub form: String,
    /// Where it stands.
    pub status: Status,
    /// The London date it counts from.
    pub received: Date,
    /// When the answer is due, or the acknowledgement of a complaint; none while the time to answer has not started, and once a
    /// complaint was acknowledged.
    pub due: Option<Date>,
    /// Whole days until then; negative once it has passed.
    pub days_left: Option<i32>,
    /// Whether the time waits for the person.
    pub waiting: Waiting,
    /// Whether it came in a flood and is listed apart from the others.
    #[serde(default)]
    pub set_apart: bool,
}

/// `GET /v1/desk/cases/{reference}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseDetail {
    /// What the list shows.
    pub row: CaseRow,
    /// The form's id.
    pub form_id: String,
    /// Which clock runs.
    pub clock: Clock,
    /// What is awaited before the time to answer starts.
    pub awaited: Vec<Need>,
    /// Why the answer is due then.
    pub steps: Vec<Step>,
    /// The documents still kept.
    pub files: Vec<FileRow>,
    /// Everything that happened, oldest first.
    pub events: Vec<EventRow>,
    /// The number of the last event, counted from 1. An act says which one it knows: see [`EXPECTED`].
    #[serde(default)]
    pub sequence: u32,
    /// SHA-256 of the sealed answers as their receipt was acknowledged, 64 hexadecimal digits; none for old cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers_digest: Option<String>,
    /// What was written to the person, oldest first.
    pub messages: Vec<Message>,
    /// When the answer would be due if it were extended today, if it can be.
    pub extended: Option<Date>,
    /// A fee or a refusal that waits for a colleague.
    pub proposal: Option<Proposed>,
    /// Whether a complaint was acknowledged.
    pub acknowledged: bool,
    /// Whether it may be asked who the person is (UK GDPR Arts 7(3), 12(6)).
    #[serde(default)]
    pub asks_identity: bool,
    /// Whether a clarification can stop the time: for access alone (UK GDPR Art 12A(5)).
    #[serde(default)]
    pub can_be_paused: bool,
    /// The rights it uses besides the form's own, as far as it was said when it was sent.
    #[serde(default)]
    pub also: Vec<Right>,
    /// How those ended.
    #[serde(default)]
    pub rights: BTreeMap<Right, Outcome>,
    /// The identity decision, if it was made.
    pub identity: Option<Identity>,
    /// How it ended, if it did.
    pub outcome: Option<Outcome>,
}

/// A sealed document that is still kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileRow {
    /// Its number.
    pub n: u8,
    /// Its sealed size.
    pub bytes: u64,
    /// SHA-256 of the sealed document as its receipt was acknowledged, 64 hexadecimal digits; none for old cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// Something that happened, with when and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventRow {
    /// The instant, RFC 3339.
    pub at: String,
    /// The staff member's name, or `requester`.
    pub actor: String,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// A message to the requester.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Its id.
    pub id: String,
    /// The instant, RFC 3339.
    pub at: String,
    /// What it says.
    pub text: String,
    /// The language it is written in; English where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<MessageLanguage>,
}

/// `POST /v1/desk/cases/{reference}/identity`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecideIdentity {
    /// The kind of document that decided.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// The decision.
    pub outcome: Identity,
    /// Why it is clear without documents.
    #[serde(default)]
    pub clear: Option<Clear>,
}

/// `POST /v1/desk/cases/{reference}/clock`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ActOnClock {
    /// What is done.
    #[serde(flatten)]
    pub command: ClockCommand,
    /// The London date on which it happened; today if there is none.
    #[serde(default)]
    pub on: Option<Date>,
    /// What is written to the person with it. Asking and extending need it.
    #[serde(default)]
    pub text: String,
    /// The language of the text; English where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<MessageLanguage>,
}

/// `POST /v1/desk/cases/{reference}/searches`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordSearch {
    /// A place of the register.
    pub place: String,
    /// What came of looking there.
    pub result: SearchResult,
}

/// `POST /v1/desk/cases/{reference}/messages`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteMessage {
    /// What to say.
    pub text: String,
    /// Whether a complaint is acknowledged with it.
    #[serde(default)]
    pub acknowledges: bool,
    /// The language of the text; English where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<MessageLanguage>,
}

/// `POST /v1/desk/cases/{reference}/proposal`: a fee or a refusal, for a colleague to approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Propose {
    /// Which.
    pub decision: Decision,
    /// Why.
    pub ground: Ground,
    /// The letter that is sent when it is approved.
    pub text: String,
    /// The language of the text; English where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<MessageLanguage>,
}

/// `POST /v1/desk/cases/{reference}/approval`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnswerProposal {
    /// Whether it is approved.
    pub approve: bool,
    /// The letter that was read, by its id.
    pub message: String,
}

/// A fee or a refusal that waits for a colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proposed {
    /// Which.
    pub decision: Decision,
    /// Why.
    pub ground: Ground,
    /// The name of who proposed it.
    pub by: String,
    /// Whether that is who asks.
    pub own: bool,
    /// The letter's id.
    pub message: String,
    /// The letter.
    pub text: String,
    /// The language of the letter; English where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<MessageLanguage>,
}

/// `POST /v1/desk/cases/{reference}/close`.
///
/// Some outcomes need a letter that says why and whom the person can turn to (UK GDPR Art 12(4); DPA 2018 s.164A): `message`
/// names one that was sent, `text` is sent with the closing; without either the newest letter of the case that says all of it
/// counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseCase {
    /// How it ended.
    pub outcome: Outcome,
    /// How the other rights ended that the request used, by the right's name. Each that was named when it was sent is needed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rights: BTreeMap<Right, Outcome>,
    /// A letter that was sent, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// A letter to send with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The text's language (`en`, `cy`), as a BCP 47 tag; English if it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<MessageLanguage>,
}
