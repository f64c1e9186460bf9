//! What a zone says: names, dates, codes.

use super::digits::{td1_number, td2_number};
use super::{Format, Mrz};
use serde::{Deserialize, Serialize};

/// The sex that is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// `F`
    Female,
    /// `M`
    Male,
    /// `X` or `<`
    Unspecified,
}

/// What the zone says, as text. Dates are `YYYY-MM-DD`, with `00` where the zone leaves month or day open, and `None`
/// where they are no dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Fields {
    /// One or two letters: what kind of document it is.
    pub code: String,
    /// Who issued it: the three letters of Doc 9303-3, section 5, or `D`.
    pub issuer: String,
    pub number: String,
    pub nationality: String,
    pub surname: String,
    pub given_names: String,
    /// Whether the name may have been cut to fit: its last place is taken.
    pub name_may_be_cut: bool,
    pub birth: Option<String>,
    pub sex: Option<Sex>,
    pub expiry: Option<String>,
}

pub(super) fn read(zone: &Mrz, today: (u16, u8, u8)) -> Fields {
    let text = |line, from, to| zone.part(line, from, to).replace('<', " ").trim().to_owned();
    let sex = |at: &str| match at {
        "F" => Some(Sex::Female),
        "M" => Some(Sex::Male),
        "X" | "<" => Some(Sex::Unspecified),
        _ => None,
    };
    let birth = |line, from| date(zone.part(line, from, from.saturating_add(6)), today, true);
    let expiry = |line, from| date(zone.part(line, from, from.saturating_add(6)), today, false);
    let code = text(0, 0, 2);
    let issuer = text(0, 2, 5);
    match zone.format {
        Format::Td1 => {
            let (surname, given_names) = names(zone.part(2, 0, 30));
            Fields {
                code,
                issuer,
                number: td1_number(zone).0.trim_end_matches('<').to_owned(),
                nationality: text(1, 15, 18),
                surname,
                given_names,
                name_may_be_cut: !zone.part(2, 29, 30).starts_with('<'),
                birth: birth(1, 0),
                sex: sex(zone.part(1, 7, 8)),
                expiry: expiry(1, 8),
            }
        }
        Format::FrenchId => Fields {
            code,
            issuer: issuer.clone(),
            number: text(1, 0, 12),
            nationality: issuer,
            surname: text(0, 5, 30),
            given_names: words(zone.part(1, 13, 27)),
            name_may_be_cut: !zone.part(1, 26, 27).starts_with('<') || !zone.part(0, 29, 30).starts_with('<'),
            birth: birth(1, 27),
            sex: sex(zone.part(1, 34, 35)),
            expiry: None,
        },
        Format::Td2 | Format::Td3 | Format::MrvA | Format::MrvB => {
            let end = zone.format.length();
            let (surname, given_names) = names(zone.part(0, 5, end));
            Fields {
                code,
                issuer,
                number: match zone.format {
                    Format::Td2 => td2_number(zone).0.trim_end_matches('<').to_owned(),
                    _ => zone.part(1, 0, 9).trim_end_matches('<').to_owned(),
                },
                nationality: text(1, 10, 13),
                surname,
                given_names,
                name_may_be_cut: !zone.part(0, end.saturating_sub(1), end).starts_with('<'),
                birth: birth(1, 13),
                sex: sex(zone.part(1, 20, 21)),
                expiry: expiry(1, 21),
            }
        }
    }
}

/// Its words, with a space between them.
fn words(part: &str) -> String {
    part.split('<').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Surname and given names: two fillers between them, one between parts (Doc 9303-3, 4.6).
fn names(text: &str) -> (String, String) {
    match text.trim_start_matches('<').split_once("<<") {
        Some((surname, given)) => (words(surname), words(given)),
        None => (words(text), String::new()),
    }
}

/// A date out of `YYMMDD`. A birth is in the last hundred years; an expiry is within fifty years of today.
fn date(text: &str, (year, month, day): (u16, u8, u8), past: bool) -> Option<String> {
    let part = |from, to| -> Option<&str> { text.get(from..to) };
    let two = |part: &str| -> Option<u8> { if part == "<<" { Some(0) } else { part.parse().ok() } };
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'<') {
        return None;
    }
    let (yy, mm, dd) = (u16::from(part(0, 2)?.parse::<u8>().ok()?), two(part(2, 4)?)?, two(part(4, 6)?)?);
    if mm > 12 || dd > 31 || (mm == 0 && dd != 0) {
        return None;
    }
    let century = year.checked_div(100)?.checked_mul(100)?;
    let here = century.checked_add(yy)?;
    let full = if past {
        if (here, mm, dd) > (year, month, day) { here.checked_sub(100)? } else { here }
    } else if here > year.checked_add(50)? {
        here.checked_sub(100)?
    } else if here.checked_add(50)? < year {
        here.checked_add(100)?
    } else {
        here
    };
    Some(format!("{full:04}-{mm:02}-{dd:02}"))
}
