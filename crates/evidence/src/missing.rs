//! What is still missing to show who somebody is (seed rows A19 to A22).
//!
//! A passport, or a photocard driving licence, or a birth certificate; else two of a utility bill, a council tax bill, a
//! bank statement, an old-style licence and a letter from DWP or HMRC, but not two bank statements and not two bills of
//! one utility company. Somebody who asks for another person also shows that they may. Nothing here blocks a request:
//! identity gates what is disclosed, not what is received (UK GDPR Art 12(6)).

use crate::{Document, Kind, Person};
use serde::{Deserialize, Serialize};

/// One thing that is still missing, with what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// No document about the person at all.
    Identity,
    /// One of the two documents is there.
    SecondDocument,
    /// Both documents are bank statements.
    NotTwoBankStatements,
    /// Both documents are bills of the same utility company.
    NotTheSameCompany,
    /// Two utility bills, and it is not known whether two companies sent them.
    WhichCompany,
    /// Nothing shows that the representative may act for the person.
    Authority,
}

impl Missing {
    /// What a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Identity => {
                "Add a passport, a photocard driving licence or a birth certificate. If you have none of these, add two \
                 other documents from the list."
            }
            Self::SecondDocument => "Add one more document from the list. It must be addressed to the same person.",
            Self::NotTwoBankStatements => {
                "Both documents are bank statements. Add a different kind of document, for example a council tax bill."
            }
            Self::NotTheSameCompany => {
                "Both bills are from the same company. Add a bill from another company, or another kind of document."
            }
            Self::WhichCompany => "Tell us which company sent each utility bill. They must be two different companies.",
            Self::Authority => {
                "Add something that shows you may act for this person, for example a letter they signed."
            }
        }
    }
}

/// What is still missing; empty when the documents are enough. `represented`: somebody asks for another person.
///
/// ```
/// use forthright_evidence::{Document, Kind, missing};
///
/// assert!(missing(&[Document::of_subject(Kind::Passport, "")], false).is_empty());
/// ```
#[must_use]
pub fn missing(documents: &[Document], represented: bool) -> Vec<Missing> {
    let subject: Vec<&Document> = documents.iter().filter(|d| d.person == Person::Subject).collect();
    let mut result = Vec::new();
    if !subject.iter().any(|d| d.kind.is_enough_alone()) {
        let two: Vec<&Document> = subject.into_iter().filter(|d| d.kind.is_one_of_two()).collect();
        result.extend(missing_of_two(&two));
    }
    if represented && !documents.iter().any(|d| d.kind == Kind::Authority) {
        result.push(Missing::Authority);
    }
    result
}

fn missing_of_two(documents: &[&Document]) -> Option<Missing> {
    match documents {
        [] => Some(Missing::Identity),
        [_] => Some(Missing::SecondDocument),
        [first, second, ..] => {
            let reason = why_not(first, second)?;
            // One pair that is good is enough, whatever else was added: of two kinds, or of two companies. Whatever is not like
            // the first, or like the first bill that says whose it is, makes one.
            let named = documents.iter().find(|document| document.issuer.same_as(&document.issuer).is_some());
            let makes_one = |other: &&Document| {
                why_not(first, other).is_none() || named.is_some_and(|named| why_not(named, other).is_none())
            };
            (!documents.iter().any(makes_one)).then_some(reason)
        }
    }
}

fn why_not(a: &Document, b: &Document) -> Option<Missing> {
    match (a.kind, b.kind) {
        (Kind::BankStatement, Kind::BankStatement) => Some(Missing::NotTwoBankStatements),
        (Kind::UtilityBill, Kind::UtilityBill) => match a.issuer.same_as(&b.issuer) {
            Some(true) => Some(Missing::NotTheSameCompany),
            Some(false) => None,
            None => Some(Missing::WhichCompany),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TWO: [Kind; 5] =
        [Kind::UtilityBill, Kind::CouncilTaxBill, Kind::BankStatement, Kind::OldStyleLicence, Kind::OfficialLetter];

    fn doc(kind: Kind, issuer: &str) -> Document {
        Document::of_subject(kind, issuer)
    }

    #[test]
    fn each_photo_document_and_the_birth_certificate_is_enough_alone() {
        for kind in Kind::ALL {
            let expected = matches!(kind, Kind::Passport | Kind::PhotocardLicence | Kind::BirthCertificate);
            assert_eq!(missing(&[doc(kind, "")], false).is_empty(), expected, "{kind:?}");
        }
    }

    #[test]
    fn every_pair_of_the_second_list_is_decided_by_the_table() {
        for a in TWO {
            for b in TWO {
                for (one, other) in [("Severn Trent", "Severn Trent"), ("Severn Trent", "Octopus"), ("", "Octopus")] {
                    let expected = match (a, b) {
                        (Kind::BankStatement, Kind::BankStatement) => vec![Missing::NotTwoBankStatements],
                        (Kind::UtilityBill, Kind::UtilityBill) if one.is_empty() => vec![Missing::WhichCompany],
                        (Kind::UtilityBill, Kind::UtilityBill) if one == other => vec![Missing::NotTheSameCompany],
                        _ => vec![],
                    };
                    assert_eq!(missing(&[doc(a, one), doc(b, other)], false), expected, "{a:?} {one} + {b:?} {other}");
                }
            }
        }
    }

    #[test]
    fn one_bill_alone_asks_for_a_second_document_and_nothing_asks_for_identity() {
        for kind in TWO {
            assert_eq!(missing(&[doc(kind, "x")], false), [Missing::SecondDocument]);
        }
        assert_eq!(missing(&[], false), [Missing::Identity]);
    }

    #[test]
    fn the_same_company_is_recognised_under_another_spelling() {
        let same = [doc(Kind::UtilityBill, "British Gas Ltd."), doc(Kind::UtilityBill, " british  gas ")];
        assert_eq!(missing(&same, false), [Missing::NotTheSameCompany]);
        let energy = [doc(Kind::UtilityBill, "E.ON Energy"), doc(Kind::UtilityBill, "E-ON")];
        assert_eq!(missing(&energy, false), [Missing::NotTheSameCompany]);
    }

    #[test]
    fn a_third_document_mends_a_bad_pair() {
        let bank = doc(Kind::BankStatement, "");
        assert!(missing(&[bank.clone(), bank.clone(), doc(Kind::CouncilTaxBill, "")], false).is_empty());
        assert_eq!(missing(&[bank.clone(), bank.clone(), bank], false), [Missing::NotTwoBankStatements]);
    }

    proptest! {
        #[test]
        fn a_good_pair_is_found_wherever_it_stands(chosen: Vec<(bool, u8)>) {
            let issuer = |n: u8| ["", "Octopus", "Severn Trent"].into_iter().nth(usize::from(n % 3)).unwrap_or_default();
            let kind = |bank: bool| if bank { Kind::BankStatement } else { Kind::UtilityBill };
            let documents: Vec<Document> = chosen.iter().map(|(bank, n)| doc(kind(*bank), issuer(*n))).collect();
            let reasons: Vec<Option<Missing>> = documents
                .iter()
                .enumerate()
                .flat_map(|(at, a)| documents.iter().skip(at.saturating_add(1)).map(|b| why_not(a, b)))
                .collect();
            let expected = match (documents.len(), reasons.first()) {
                (0, _) => Some(Missing::Identity),
                (1, _) => Some(Missing::SecondDocument),
                (_, first) => first.copied().flatten().filter(|_| reasons.iter().all(Option::is_some)),
            };
            prop_assert_eq!(missing(&documents, false), expected.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_representative_shows_authority_and_the_other_persons_identity() {
        let passport = doc(Kind::Passport, "");
        let authority = Document { kind: Kind::Authority, person: Person::Representative, issuer: Default::default() };
        assert_eq!(missing(&[], true), [Missing::Identity, Missing::Authority]);
        assert_eq!(missing(std::slice::from_ref(&passport), true), [Missing::Authority]);
        assert_eq!(missing(std::slice::from_ref(&authority), true), [Missing::Identity]);
        assert!(missing(&[passport.clone(), authority.clone()], true).is_empty());
        // The representative's own passport says nothing about the person they act for.
        let own = Document { person: Person::Representative, ..passport };
        assert_eq!(missing(&[own, authority], true), [Missing::Identity]);
    }
}
