//! `GET /v1/cases/{reference}`: what the person who sent a request may see.

use crate::Message;
use forthright_cases::{Identity, Outcome, Status};
use forthright_clock::{Right, Step};
use forthright_forms::Clock;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A case as its requester sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrackedCase {
    /// The case reference.
    pub reference: String,
    /// The form it came by.
    pub form: String,
    /// Which clock runs.
    pub clock: Clock,
    /// Which right it uses, where it uses one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub right: Option<Right>,
    /// Where it stands.
    pub status: Status,
    /// The same in words.
    pub status_words: String,
    /// The London date it counts from.
    pub received: Date,
    /// When the answer is due, or the acknowledgement of a complaint; none while the time to answer has not started, and once a
    /// complaint was acknowledged.
    pub due: Option<Date>,
    /// Why then.
    pub steps: Vec<Step>,
    /// The identity decision, if it was made.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub identity: Option<Identity>,
    /// How it ended, if it did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub outcome: Option<Outcome>,
    /// How the other rights ended that it used.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub rights: BTreeMap<Right, Outcome>,
    /// What the person has to do, if anything.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub awaited: Option<String>,
    /// What the team wrote, oldest first.
    pub messages: Vec<Message>,
}
