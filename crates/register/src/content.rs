//! What the notices and the record of processing say: for whom, what, why, on which basis, who gets it and for how long.
//!
//! An officer writes it once; `/notices`, `/ropa`, `/library`, `/rights`, the search, the exports and the request builder
//! are made from it. What is not known is `unknown`, never guessed; the linter lists it.

use crate::Text;
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

/// UK GDPR Article 6(1), with recognised legitimate interests (point (ea)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum LawfulBasis {
    Consent,
    Contract,
    LegalObligation,
    VitalInterests,
    PublicTask,
    LegitimateInterests,
    RecognisedLegitimateInterests,
    /// The institution names several bases for a row and does not say which is for this recipient.
    Unaligned,
}

impl LawfulBasis {
    /// Its name on a page.
    #[must_use]
    pub fn name(self, language: &str) -> &'static str {
        let (english, welsh) = match self {
            Self::Consent => ("Consent", "Cydsyniad"),
            Self::Contract => ("Contract", "Contract"),
            Self::LegalObligation => ("Legal obligation", "Rhwymedigaeth gyfreithiol"),
            Self::VitalInterests => ("Vital interests", "Buddiannau hanfodol"),
            Self::PublicTask => ("Public task", "Tasg gyhoeddus"),
            Self::LegitimateInterests => ("Legitimate interests", "Buddiannau dilys"),
            Self::RecognisedLegitimateInterests => {
                ("Recognised legitimate interests", "Buddiannau dilys cydnabyddedig")
            }
            Self::Unaligned => ("Not said for this recipient", "Heb ei nodi ar gyfer y derbynnydd hwn"),
        };
        if language == "cy" { welsh } else { english }
    }

    /// The point of Article 6(1), for example `6(1)(e)`.
    #[must_use]
    pub fn article(self) -> Option<&'static str> {
        Some(match self {
            Self::Consent => "6(1)(a)",
            Self::Contract => "6(1)(b)",
            Self::LegalObligation => "6(1)(c)",
            Self::VitalInterests => "6(1)(d)",
            Self::PublicTask => "6(1)(e)",
            Self::RecognisedLegitimateInterests => "6(1)(ea)",
            Self::LegitimateInterests => "6(1)(f)",
            Self::Unaligned => return None,
        })
    }

    /// The term of the W3C Data Privacy Vocabulary's EU GDPR extension. It has none for recognised legitimate interests.
    #[must_use]
    pub fn dpv(self) -> Option<&'static str> {
        Some(match self {
            Self::Consent => "eu-gdpr:A6-1-a",
            Self::Contract => "eu-gdpr:A6-1-b",
            Self::LegalObligation => "eu-gdpr:A6-1-c",
            Self::VitalInterests => "eu-gdpr:A6-1-d",
            Self::PublicTask => "eu-gdpr:A6-1-e",
            Self::LegitimateInterests => "eu-gdpr:A6-1-f",
            Self::RecognisedLegitimateInterests | Self::Unaligned => return None,
        })
    }
}

/// A lawful basis of the institution's own use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// The basis.
    pub basis: LawfulBasis,
    /// What has to be said with it.
    pub note: Option<Text>,
}

/// UK GDPR Article 9(2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Condition {
    ExplicitConsent,
    Employment,
    VitalInterests,
    NotForProfit,
    MadePublic,
    LegalClaims,
    SubstantialPublicInterest,
    HealthOrSocialCare,
    PublicHealth,
    ArchivingOrResearch,
    /// The institution does not say.
    Unknown,
}

impl Condition {
    /// Its name on a page.
    #[must_use]
    pub fn name(self, language: &str) -> &'static str {
        let (english, welsh) = match self {
            Self::ExplicitConsent => ("Explicit consent", "Cydsyniad penodol"),
            Self::Employment => (
                "Employment, social security and social protection law",
                "Cyfraith cyflogaeth, nawdd cymdeithasol ac amddiffyniad cymdeithasol",
            ),
            Self::VitalInterests => ("Vital interests", "Buddiannau hanfodol"),
            Self::NotForProfit => ("Not-for-profit body", "Corff dielw"),
            Self::MadePublic => ("Made public by the person", "Wedi’i gyhoeddi gan y person"),
            Self::LegalClaims => ("Legal claims", "Hawliadau cyfreithiol"),
            Self::SubstantialPublicInterest => ("Substantial public interest", "Budd sylweddol i’r cyhoedd"),
            Self::HealthOrSocialCare => (
                "Preventive or occupational medicine, working capacity",
                "Meddygaeth ataliol neu alwedigaethol, gallu i weithio",
            ),
            Self::PublicHealth => ("Public health", "Iechyd y cyhoedd"),
            Self::ArchivingOrResearch => ("Archiving, research or statistics", "Archifo, ymchwil neu ystadegau"),
            Self::Unknown => ("Not said yet", "Heb ei nodi eto"),
        };
        if language == "cy" { welsh } else { english }
    }

    /// The point of Article 9(2), for example `9(2)(g)`.
    #[must_use]
    pub fn article(self) -> Option<&'static str> {
        Some(match self {
            Self::ExplicitConsent => "9(2)(a)",
            Self::Employment => "9(2)(b)",
            Self::VitalInterests => "9(2)(c)",
            Self::NotForProfit => "9(2)(d)",
            Self::MadePublic => "9(2)(e)",
            Self::LegalClaims => "9(2)(f)",
            Self::SubstantialPublicInterest => "9(2)(g)",
            Self::HealthOrSocialCare => "9(2)(h)",
            Self::PublicHealth => "9(2)(i)",
            Self::ArchivingOrResearch => "9(2)(j)",
            Self::Unknown => return None,
        })
    }

    /// Whether the Data Protection Act 2018, Schedule 1, must be named too (section 10).
    #[must_use]
    pub fn needs_paragraph(self) -> bool {
        matches!(
            self,
            Self::Employment
                | Self::SubstantialPublicInterest
                | Self::HealthOrSocialCare
                | Self::PublicHealth
                | Self::ArchivingOrResearch
        )
    }
}

/// A condition for special category data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialGround {
    /// The condition.
    pub condition: Condition,
    /// The paragraph of the Data Protection Act 2018, Schedule 1, or `unknown`.
    pub paragraph: Option<String>,
    /// What has to be said with it.
    pub note: Option<Text>,
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
    /// In one sentence.
    pub short: Text,
    /// When it applies and when not.
    pub applies: Vec<Text>,
    /// The form it is used with.
    pub form: Option<String>,
    /// The article of the UK GDPR.
    pub article: String,
    /// Where it comes from if no row has it.
    pub note: Option<String>,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
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
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
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

    /// What changed in a notice, the newest first.
    #[must_use]
    pub fn changes_of(&self, notice: &str) -> Vec<&NoticeChange> {
        let mut all: Vec<&NoticeChange> =
            self.changes.iter().filter(|change| change.notices.iter().any(|id| id == notice)).collect();
        all.sort_by_key(|change| std::cmp::Reverse(change.revision));
        all
    }
}
