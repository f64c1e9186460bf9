//! Lawful bases (UK GDPR Article 6) and conditions for special category data (Article 9).

use crate::Text;
use serde::{Deserialize, Serialize};

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
    /// What an officer has to decide about it. Private: on no page for the public and in no export.
    pub remark: Option<String>,
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
    /// What an officer has to decide about it. Private: on no page for the public and in no export.
    pub remark: Option<String>,
}
