//! Activities, the rows of the record of processing, with the data and the recipients they name.

use crate::Text;
use crate::content::{Ground, LawfulBasis, SpecialGround};
use serde::{Deserialize, Serialize};

/// A kind of personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataCategory {
    /// Stable id.
    pub id: String,
    /// What people read.
    pub name: Text,
    /// Special category data (UK GDPR Article 9).
    #[serde(default)]
    pub special: bool,
    /// Criminal offence data (UK GDPR Article 10).
    #[serde(default)]
    pub offence: bool,
    /// What people may call it when they search.
    #[serde(default)]
    pub words: Vec<String>,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}

/// What sort of body gets data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum RecipientKind {
    Official,
    Education,
    Employer,
    Funder,
    Finance,
    Health,
    Research,
    Supplier,
    Agent,
    Union,
}

/// Somebody outside who may get data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Stable id.
    pub id: String,
    /// What people read.
    pub name: Text,
    /// What sort of body it is.
    pub kind: RecipientKind,
    /// Why it gets data, or `unknown`.
    pub purpose: Text,
    /// Whether it would use data for commercial purposes, which the linter refuses.
    pub commercial: bool,
    /// The address of its own notice.
    pub notice: Option<String>,
    /// Whether an officer has checked that address.
    #[serde(default)]
    pub notice_checked: bool,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}

/// Somebody who may get this data, and on which basis: never flattened into one list for all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// The recipient's id.
    pub recipient: String,
    /// The basis for this recipient.
    pub basis: LawfulBasis,
    /// Whether it happens only when asked for.
    #[serde(default)]
    pub on_request: bool,
    /// What has to be said with it.
    pub note: Option<Text>,
    /// What an officer has to decide about it. Private: on no page for the public and in no export.
    pub remark: Option<String>,
}

/// A row of the record of processing activities (UK GDPR Article 30).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Stable id in parts: `students.enrolled.placement`.
    pub id: String,
    /// A short title.
    pub title: Text,
    /// One plain sentence to the person.
    pub summary: Text,
    /// Whom it concerns.
    pub situations: Vec<String>,
    /// The kinds of data.
    pub data: Vec<String>,
    /// What for.
    pub why: Vec<Text>,
    /// The bases of the institution's own use.
    pub bases: Vec<Ground>,
    /// Conditions where special category data is among it.
    #[serde(default)]
    pub special: Vec<SpecialGround>,
    /// Whether criminal offence data may be among it.
    #[serde(default)]
    pub offences: bool,
    /// Who may get it.
    #[serde(default)]
    pub recipients: Vec<Disclosure>,
    /// Whether the institution says that nobody outside gets it. Without this, an empty list means that it has not said.
    #[serde(default)]
    pub nobody: bool,
    /// Forms that fit what it is about, beside a request for a copy.
    #[serde(default)]
    pub forms: Vec<String>,
    /// Forms whose answers it uses: what their own notice tells people about.
    #[serde(default)]
    pub collected_by: Vec<String>,
    /// Where it comes from, or `unknown`.
    pub source: Text,
    /// How long it is kept, or `unknown`.
    pub retention: Text,
    /// Where it goes outside the UK, or `unknown`.
    pub transfers: Text,
    /// Business areas to search for a request.
    #[serde(default)]
    pub areas: Vec<Text>,
    /// Suppliers that handle it.
    #[serde(default)]
    pub supplier: Vec<String>,
    /// What protects people here, for everybody to read.
    pub safeguards: Option<Text>,
    /// Security measures. Private: on no page and in no export.
    pub security: Option<String>,
    /// An officer's note. Private: on no page and in no export.
    pub internal: Option<String>,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}
