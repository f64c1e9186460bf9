//! Privacy notices, the days they hold, and what changed in them.

use crate::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A privacy notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Stable id, also the end of its address.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// The audience, if it is that audience's notice.
    pub audience: Option<String>,
    /// The day it begins to hold, or `unknown`.
    pub from: String,
    /// The day it has to be looked at again, or `unknown`.
    pub review: String,
    /// The last day it holds, `unknown`, or nothing.
    pub until: Option<String>,
    /// Plain language first.
    pub text: Vec<Text>,
    /// Whose activities it lists.
    #[serde(default)]
    pub situations: Vec<String>,
    /// Single activities it lists.
    #[serde(default)]
    pub activities: Vec<String>,
    /// What of this desk it tells people about. Records and acknowledgements refer to its content.
    #[serde(default)]
    pub covers: Vec<Covers>,
    /// Whether people have to give the information, by law or by a contract, and what happens if they do not
    /// (UK GDPR, Article 13(2)(e)); or `unknown`.
    #[serde(default = "unknown")]
    pub must_give: Text,
    /// Decisions that computers take alone, and profiling (Article 13(2)(f)); or `unknown`.
    #[serde(default = "unknown")]
    pub automated: Text,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}

fn unknown() -> Text {
    Text::One(crate::UNKNOWN.to_owned())
}

/// A part of the desk whose users must be told what happens with what they give (UK GDPR Art 13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// Who sends a form.
    Forms,
    /// Who visits a website and chooses about cookies.
    Websites,
}

impl Notice {
    /// Whether its last day is over.
    #[must_use]
    pub fn is_archived(&self, today: Date) -> bool {
        day(self.until.as_deref()).is_some_and(|until| until < today)
    }

    /// Whether somebody should have looked at it by now.
    #[must_use]
    pub fn is_stale(&self, today: Date) -> bool {
        !self.is_archived(today) && day(Some(&self.review)).is_some_and(|review| review < today)
    }
}

/// A date as an officer writes it; `unknown` and nonsense are none.
#[must_use]
pub fn day(text: Option<&str>) -> Option<Date> {
    text?.parse().ok()
}

/// What changed in notices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeChange {
    /// Goes up with each change.
    pub revision: u32,
    /// When, as `2026-11-22`.
    pub date: String,
    /// The notices it is about.
    pub notices: Vec<String>,
    /// What changed.
    pub text: Text,
}
