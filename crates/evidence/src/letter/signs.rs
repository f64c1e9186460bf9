//! By what a letter seems to be a bill, a statement or official, and who sends such letters.

use crate::Kind;

/// Words that letters of a kind have, in small letters; whichever kind has most of them it seems to be. How one can pay
/// (sort code, account number) stands on all of them.
const WORDS: [(Kind, &[&str]); 4] = [
    (
        Kind::BankStatement,
        &[
            "statement",
            "balance brought forward",
            "opening balance",
            "closing balance",
            "money in",
            "money out",
            "paid in",
            "paid out",
            "overdraft",
        ],
    ),
    (
        Kind::CouncilTaxBill,
        &[
            "council tax",
            "valuation band",
            "billing authority",
            "precept",
            "council tax reference",
            "property reference",
        ],
    ),
    (
        Kind::UtilityBill,
        &["kwh", "electricity", "meter", "tariff", "standing charge", "water", "sewerage", "broadband", "your bill"],
    ),
    (
        Kind::OfficialLetter,
        &[
            "hm revenue",
            "hmrc",
            "department for work and pensions",
            "dwp",
            "national insurance",
            "universal credit",
            "tax code",
            "self assessment",
            "jobcentre",
        ],
    ),
];

/// Who sends bills, statements and letters to many people in the United Kingdom, as they write their names.
const ISSUERS: [(Kind, &[&str]); 3] = [
    (
        Kind::UtilityBill,
        &[
            "British Gas",
            "EDF",
            "E.ON Next",
            "OVO Energy",
            "Octopus Energy",
            "ScottishPower",
            "Utilita",
            "Utility Warehouse",
            "So Energy",
            "Ecotricity",
            "Good Energy",
            "SSE",
            "Severn Trent",
            "Anglian Water",
            "Thames Water",
            "Yorkshire Water",
            "United Utilities",
            "South East Water",
            "Southern Water",
            "Wessex Water",
            "Welsh Water",
            "Scottish Water",
            "Northumbrian Water",
            "South West Water",
            "BT",
            "Virgin Media",
            "Sky",
            "TalkTalk",
            "Plusnet",
            "Vodafone",
            "EE",
        ],
    ),
    (
        Kind::BankStatement,
        &[
            "Barclays",
            "HSBC",
            "Lloyds Bank",
            "NatWest",
            "Santander",
            "Nationwide",
            "Royal Bank of Scotland",
            "Bank of Scotland",
            "TSB",
            "Metro Bank",
            "Monzo",
            "Starling Bank",
            "Co-operative Bank",
        ],
    ),
    (Kind::OfficialLetter, &["HM Revenue & Customs", "Department for Work and Pensions"]),
];

/// How many signs of each kind a letter has, most first.
pub fn signs(text: &str) -> Vec<(usize, Kind)> {
    let count = |words: &[&str]| words.iter().filter(|word| has(text, word)).count();
    let mut signs: Vec<(usize, Kind)> = WORDS.iter().map(|(kind, words)| (count(words), *kind)).collect();
    signs.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    signs
}

/// What a letter seems to be; `None` where no kind has two signs more than the others.
pub fn kind(signs: &[(usize, Kind)]) -> Option<Kind> {
    match signs {
        [(most, kind), (next, _), ..] if *most >= next.saturating_add(2) => Some(*kind),
        _ => None,
    }
}

/// Who stands first on a letter of those who send such letters.
pub fn issuer(text: &str, kind: Option<Kind>) -> Option<&'static str> {
    let fitting = ISSUERS.iter().filter(|(sends, _)| kind.is_none_or(|kind| kind == *sends));
    let names = fitting.flat_map(|(_, names)| names.iter());
    let placed = names.filter_map(|name| {
        let capitals = name.to_ascii_uppercase();
        let place = [place(text, name), place(text, &capitals)].into_iter().flatten().min()?;
        Some((place, *name))
    });
    placed.min().map(|(_, name)| name)
}

/// Whether words stand in a text as whole words, in letters of any size.
fn has(text: &str, words: &str) -> bool {
    place(&text.to_ascii_lowercase(), words).is_some()
}

/// Where words stand first in a text as whole words.
fn place(text: &str, words: &str) -> Option<usize> {
    let found = text.match_indices(words).find(|(at, found)| {
        let end = at.saturating_add(found.len());
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    });
    found.map(|(at, _)| at)
}
