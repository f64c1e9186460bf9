//! What the notices and the record of processing say: for whom, what, why, on which basis, who gets it and for how long.
//!
//! An officer writes it once; `/notices`, `/ropa`, `/library`, `/rights`, the search, the exports and the request builder
//! are made from it. What is not known is `unknown`, never guessed; the linter lists it.

mod activity;
mod basis;
mod notice;
mod reading;

pub use activity::{Activity, DataCategory, Disclosure, Recipient, RecipientKind};
pub use basis::{Condition, Ground, LawfulBasis, SpecialGround};
pub use notice::{Covers, Notice, NoticeChange, day};
pub use reading::{Document, Law, Link, Right, Supplier, Task, Topic, TopicLink, TopicPage};

use crate::order::most_first;
use crate::{Fault, Text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an officer writes where the institution has not said.
pub const UNKNOWN: &str = "unknown";

/// People a notice is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// Stable id, also the end of the notice's address.
    pub id: String,
    /// "If you study with us".
    pub name: Text,
    /// Whom it covers.
    pub lead: Text,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}

/// What somebody can say of themselves to find what concerns them: "I study here now".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situation {
    /// Stable id.
    pub id: String,
    /// The audience it belongs to.
    pub audience: String,
    /// In the first person.
    pub name: Text,
    /// Situations whose activities hold here too.
    #[serde(default)]
    pub includes: Vec<String>,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}

/// Where the institution's words and today's law differ; for the officer to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concern {
    /// Stable id.
    pub id: String,
    /// What the page says, what the law says, what to decide.
    pub text: Text,
    /// The rows of the seed inventory it is about.
    pub seed: Vec<String>,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Content {
    pub audiences: Vec<Audience>,
    pub situations: Vec<Situation>,
    pub data: Vec<DataCategory>,
    pub recipients: Vec<Recipient>,
    pub activities: Vec<Activity>,
    pub suppliers: Vec<Supplier>,
    pub documents: Vec<Document>,
    pub laws: Vec<Law>,
    pub links: Vec<Link>,
    pub rights: Vec<Right>,
    pub tasks: Vec<Task>,
    pub topics: Vec<Topic>,
    pub notices: Vec<Notice>,
    pub changes: Vec<NoticeChange>,
    pub concerns: Vec<Concern>,
}

impl Content {
    /// The data category with this id.
    #[must_use]
    pub fn data_category(&self, id: &str) -> Option<&DataCategory> {
        self.data.iter().find(|one| one.id == id)
    }

    /// The recipient with this id.
    #[must_use]
    pub fn recipient(&self, id: &str) -> Option<&Recipient> {
        self.recipients.iter().find(|one| one.id == id)
    }

    /// The kinds of data of an activity.
    pub fn data_of<'a>(&'a self, activity: &'a Activity) -> impl Iterator<Item = &'a DataCategory> {
        activity.data.iter().filter_map(|id| self.data_category(id))
    }

    /// Who may get an activity's data, each with what is said about it.
    pub fn recipients_of<'a>(
        &'a self,
        activity: &'a Activity,
    ) -> impl Iterator<Item = (&'a Disclosure, &'a Recipient)> {
        activity.recipients.iter().filter_map(|one| Some((one, self.recipient(&one.recipient)?)))
    }

    /// The activity with this id.
    #[must_use]
    pub fn activity(&self, id: &str) -> Option<&Activity> {
        self.activities.iter().find(|one| one.id == id)
    }

    /// The notice with this id.
    #[must_use]
    pub fn notice(&self, id: &str) -> Option<&Notice> {
        self.notices.iter().find(|one| one.id == id)
    }

    /// The notice that tells people about a part of the desk.
    #[must_use]
    pub fn notice_covering(&self, part: Covers) -> Option<&Notice> {
        self.notices.iter().find(|one| one.covers.contains(&part))
    }

    /// These situations and all they include.
    #[must_use]
    pub fn with_included<'a>(&'a self, wanted: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        let mut open: Vec<&str> = wanted.into_iter().collect();
        while let Some(id) = open.pop() {
            if let Some(situation) = self.situations.iter().find(|one| one.id == id)
                && found.insert(situation.id.as_str())
            {
                open.extend(situation.includes.iter().map(String::as_str));
            }
        }
        found
    }

    /// The activities that concern people in these situations, in the register's order.
    #[must_use]
    pub fn about<'a>(&'a self, situations: impl IntoIterator<Item = &'a str>) -> Vec<&'a Activity> {
        let all = self.with_included(situations);
        self.activities.iter().filter(|one| one.situations.iter().any(|id| all.contains(id.as_str()))).collect()
    }

    /// What is done with the answers of a form, in the register's order; nothing where the register does not say.
    #[must_use]
    pub fn collected_by(&self, form: &str) -> Vec<&Activity> {
        self.activities.iter().filter(|one| one.collected_by.iter().any(|id| id == form)).collect()
    }

    /// The activities a notice lists.
    #[must_use]
    pub fn of_notice<'a>(&'a self, notice: &'a Notice) -> Vec<&'a Activity> {
        let all = self.with_included(notice.situations.iter().map(String::as_str));
        self.activities
            .iter()
            .filter(|one| {
                notice.activities.contains(&one.id) || one.situations.iter().any(|id| all.contains(id.as_str()))
            })
            .collect()
    }

    /// What somebody should have looked at by now: notices and suppliers whose review date is over.
    #[must_use]
    pub fn overdue(&self, today: Date) -> Vec<Fault> {
        let fault = |file: &str, id: &str, review: &str| Fault {
            file: file.to_owned(),
            key: format!("{id}.review"),
            message: format!("The review date {review} is over. Look at it again and name the next date."),
        };
        let notices = self.notices.iter().filter(|one| one.is_stale(today));
        let suppliers = self.suppliers.iter().filter(|one| day(Some(&one.review)).is_some_and(|review| review < today));
        notices
            .map(|one| fault("notices.toml", &one.id, &one.review))
            .chain(suppliers.map(|one| fault("suppliers.toml", &one.id, &one.review)))
            .collect()
    }

    /// What changed in a notice, the newest first.
    #[must_use]
    pub fn changes_of(&self, notice: &str) -> Vec<&NoticeChange> {
        let all = self.changes.iter().filter(|change| change.notices.iter().any(|id| id == notice));
        most_first(all, usize::MAX, |change| change.revision)
    }
}
