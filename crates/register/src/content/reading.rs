//! What stands beside the record: suppliers, documents, laws, links, rights and statements.

use crate::Text;
use serde::{Deserialize, Serialize};

/// A supplier that handles data under contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplier {
    /// Stable id.
    pub id: String,
    /// What people read.
    pub name: Text,
    /// What it does here.
    pub service: Text,
    /// The contract, or `unknown`.
    pub contract: Text,
    /// The address of its own notice.
    pub notice: Option<String>,
    /// Whether an officer has checked that address.
    #[serde(default)]
    pub notice_checked: bool,
    /// When the contract is looked at again, or `unknown`.
    pub review: String,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Stable id.
    pub id: String,
    /// What people read.
    pub title: Text,
    /// Where it is.
    pub address: Option<String>,
    /// Its version, or `unknown`.
    pub status: Text,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}

/// A law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What it is about.
    pub what: Text,
    /// Where its text is.
    pub address: Option<String>,
    /// Whether it has been amended since.
    #[serde(default)]
    pub as_amended: bool,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}

/// A page of somebody else that explains more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Stable id.
    pub id: String,
    /// What people read.
    pub title: Text,
    /// Where it is.
    pub address: String,
    /// Whether an officer has checked that address.
    #[serde(default)]
    pub address_checked: bool,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}

/// A right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Right {
    /// Stable id.
    pub id: String,
    /// What people read.
    pub name: Text,
    /// The name that the law gives it.
    pub legal_name: Text,
    /// In one sentence.
    pub short: Text,
    /// When it applies and when not.
    pub applies: Vec<Text>,
    /// The form it is used with.
    pub form: Option<String>,
    /// Forms for a part of it.
    #[serde(default)]
    pub other_forms: Vec<String>,
    /// The article of the UK GDPR.
    pub article: String,
    /// Where it comes from if no row has it.
    pub note: Option<String>,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}

/// Something people come to do, with the words they have for it: what the first page offers and what the search finds first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Stable id.
    pub id: String,
    /// What people read; it begins with a verb.
    pub title: Text,
    /// A line about it.
    pub line: Text,
    /// Where it is done: a page or a form of ours.
    pub address: String,
    /// Whether the first page offers it.
    #[serde(default)]
    pub first: bool,
    /// What people type who look for it, words or phrases, in either language.
    pub words: Vec<String>,
}

/// The page a statement stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum TopicPage {
    About,
    Library,
    Security,
    Rights,
    Notices,
}

/// A link inside a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicLink {
    /// What people read.
    pub text: Text,
    /// Where it leads.
    pub address: String,
}

/// A statement that is no row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Stable id.
    pub id: String,
    /// Where it stands.
    pub page: TopicPage,
    /// Its heading.
    pub title: Text,
    /// Its paragraphs.
    pub text: Vec<Text>,
    /// Where to read on.
    #[serde(default)]
    pub links: Vec<TopicLink>,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}
