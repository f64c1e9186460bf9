//! A document as the person describes it.

use serde::{Deserialize, Serialize};

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A passport, showing photo, name, date of birth and signature.
    Passport,
    /// A UK or EEA photocard driving licence.
    PhotocardLicence,
    /// A birth certificate.
    BirthCertificate,
    /// A bill from a utility company.
    UtilityBill,
    /// A council tax bill.
    CouncilTaxBill,
    /// A bank statement.
    BankStatement,
    /// The paper driving licence from before the photocard (not its paper counterpart).
    OldStyleLicence,
    /// An official notification letter from DWP or HMRC.
    OfficialLetter,
    /// Shows that somebody may act for somebody else: a signed letter, a power of attorney, a deputyship and so on.
    Authority,
}

impl Kind {
    /// Every kind, in the order they are offered.
    pub const ALL: [Self; 9] = [
        Self::Passport,
        Self::PhotocardLicence,
        Self::BirthCertificate,
        Self::UtilityBill,
        Self::CouncilTaxBill,
        Self::BankStatement,
        Self::OldStyleLicence,
        Self::OfficialLetter,
        Self::Authority,
    ];

    /// The name on the wire and in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passport => "passport",
            Self::PhotocardLicence => "photocard-licence",
            Self::BirthCertificate => "birth-certificate",
            Self::UtilityBill => "utility-bill",
            Self::CouncilTaxBill => "council-tax-bill",
            Self::BankStatement => "bank-statement",
            Self::OldStyleLicence => "old-style-licence",
            Self::OfficialLetter => "official-letter",
            Self::Authority => "authority",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What a person reads.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Passport => "Passport",
            Self::PhotocardLicence => "Photocard driving licence (UK or EEA)",
            Self::BirthCertificate => "Birth certificate",
            Self::UtilityBill => "Utility bill",
            Self::CouncilTaxBill => "Council tax bill",
            Self::BankStatement => "Bank statement",
            Self::OldStyleLicence => "Old-style paper driving licence",
            Self::OfficialLetter => "Letter from DWP or HMRC",
            Self::Authority => "Proof that you may act for them",
        }
    }

    /// Whether this one document is enough on its own (seed rows A19 and A20).
    #[must_use]
    pub const fn is_enough_alone(self) -> bool {
        matches!(self, Self::Passport | Self::PhotocardLicence | Self::BirthCertificate)
    }

    /// Whether it counts as one of the two (seed row A21).
    #[must_use]
    pub const fn is_one_of_two(self) -> bool {
        matches!(
            self,
            Self::UtilityBill
                | Self::CouncilTaxBill
                | Self::BankStatement
                | Self::OldStyleLicence
                | Self::OfficialLetter
        )
    }

    /// Whether who sent it decides if it counts.
    #[must_use]
    pub const fn needs_issuer(self) -> bool {
        matches!(self, Self::UtilityBill)
    }
}

/// Whom a document is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Person {
    /// The person whose information is asked for.
    Subject,
    /// The person who asks on their behalf.
    Representative,
}

/// A company's name, compared without regard to case, spaces, punctuation and the usual endings.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Issuer(String);

impl Issuer {
    /// The name as typed.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(name.trim().to_owned())
    }

    /// The name as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn normal(&self) -> String {
        const ENDINGS: [&str; 9] = ["ltd", "limited", "plc", "uk", "energy", "group", "company", "services", "the"];
        let words: Vec<String> = self
            .0
            .to_ascii_lowercase()
            .replace('&', " and ")
            .split(|c: char| !c.is_ascii_alphanumeric() && c.is_ascii())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let kept: String = words.iter().filter(|word| !ENDINGS.contains(&word.as_str())).map(String::as_str).collect();
        if kept.is_empty() { words.concat() } else { kept }
    }

    /// Whether both names are known and name the same company. `None` when one of them was not given.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> Option<bool> {
        let (a, b) = (self.normal(), other.normal());
        if a.is_empty() || b.is_empty() { None } else { Some(a == b) }
    }
}

impl PartialEq for Issuer {
    fn eq(&self, other: &Self) -> bool {
        self.normal() == other.normal()
    }
}

impl Eq for Issuer {}

/// One document in a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What it is.
    pub kind: Kind,
    /// Whom it is about.
    pub person: Person,
    /// Who sent it, for bills.
    #[serde(default)]
    pub issuer: Issuer,
}

impl Document {
    /// A document about the person whose information is asked for.
    #[must_use]
    pub fn of_subject(kind: Kind, issuer: &str) -> Self {
        Self { kind, person: Person::Subject, issuer: Issuer::new(issuer) }
    }
}
