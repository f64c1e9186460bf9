//! Check digits (Doc 9303-3, 4.9): weights 7, 3, 1; digits as they are, `A` to `Z` 10 to 35, `<` 0; modulo 10.

use super::{Format, Mrz};
use serde::{Deserialize, Serialize};

/// One check digit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What it is over: `number`, `birth`, `expiry`, `optional` or `composite`.
    pub name: CheckName,
    /// Whether it holds.
    pub holds: bool,
}

/// The check digit of a text, `None` when it has a character that no zone has.
///
/// ```
/// use forthright_evidence::mrz::check_digit;
///
/// assert_eq!(check_digit("520727"), Some('3'));
/// assert_eq!(check_digit("AB2134<<<"), Some('5'));
/// ```
#[must_use]
pub fn check_digit(text: &str) -> Option<char> {
    let mut sum = 0_u32;
    for (c, weight) in text.chars().zip([7_u32, 3, 1].into_iter().cycle()) {
        let value = match c {
            '<' => 0,
            '0'..='9' | 'A'..='Z' => c.to_digit(36)?,
            _ => return None,
        };
        sum = sum.wrapping_add(value.wrapping_mul(weight)) % 10;
    }
    char::from_digit(sum, 10)
}

/// What a check digit is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckName {
    /// The document's number.
    Number,
    /// The date of birth.
    Birth,
    /// The date of expiry.
    Expiry,
    /// The optional data.
    Optional,
    /// Several of these together.
    Composite,
}

/// Each check digit of a zone.
pub(super) fn checks(zone: &Mrz) -> Vec<Check> {
    use CheckName::{Birth, Composite, Expiry, Number, Optional};
    let part = |line, from, to| zone.part(line, from, to);
    let check = |name, text: &str, digit: &str| Check { name, holds: holds(text, digit) };
    match zone.format {
        Format::Td1 => {
            let all = [part(0, 5, 30), part(1, 0, 7), part(1, 8, 15), part(1, 18, 29)].concat();
            let (number, digit) = td1_number(zone);
            vec![
                check(Number, &number, &digit),
                check(Birth, part(1, 0, 6), part(1, 6, 7)),
                check(Expiry, part(1, 8, 14), part(1, 14, 15)),
                check(Composite, &all, part(1, 29, 30)),
            ]
        }
        Format::FrenchId => vec![
            check(Number, part(1, 0, 12), part(1, 12, 13)),
            check(Birth, part(1, 27, 33), part(1, 33, 34)),
            check(Composite, &[part(0, 0, 36), part(1, 0, 35)].concat(), part(1, 35, 36)),
        ],
        Format::Td2 | Format::Td3 | Format::MrvA | Format::MrvB => {
            let mut checks = vec![
                check(Number, part(1, 0, 9), part(1, 9, 10)),
                check(Birth, part(1, 13, 19), part(1, 19, 20)),
                check(Expiry, part(1, 21, 27), part(1, 27, 28)),
            ];
            let before = [part(1, 0, 10), part(1, 13, 20)].concat();
            if zone.format == Format::Td3 {
                checks.push(check(Optional, part(1, 28, 42), part(1, 42, 43)));
                checks.push(check(Composite, &[&before, part(1, 21, 43)].concat(), part(1, 43, 44)));
            }
            if zone.format == Format::Td2 {
                if let Some(first) = checks.first_mut() {
                    let (number, digit) = td2_number(zone);
                    first.holds = holds(&number, &digit);
                }
                checks.push(check(Composite, &[&before, part(1, 21, 35)].concat(), part(1, 35, 36)));
            }
            checks
        }
    }
}

/// The number of a TD1 card and its digit; a longer one goes on in the optional data (Doc 9303-5, note j).
pub(super) fn td1_number(zone: &Mrz) -> (String, String) {
    let (short, digit) = (zone.part(0, 5, 14), zone.part(0, 14, 15));
    let long = (digit == "<").then(|| overflow(short, zone.part(0, 15, 30))).flatten();
    long.unwrap_or_else(|| (short.to_owned(), digit.to_owned()))
}

/// The number of a TD2 card and its digit; a longer one goes on in the optional data (Doc 9303-6, note j).
pub(super) fn td2_number(zone: &Mrz) -> (String, String) {
    let (short, digit) = (zone.part(1, 0, 9), zone.part(1, 9, 10));
    let long = (digit == "<").then(|| overflow(short, zone.part(1, 28, 35))).flatten();
    long.unwrap_or_else(|| (short.to_owned(), digit.to_owned()))
}

/// The rest of a long number stands at the head of the optional data, its digit last, a filler after it.
fn overflow(short: &str, optional: &str) -> Option<(String, String)> {
    let rest = optional.split('<').next().unwrap_or_default();
    let (body, digit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    (!short.contains('<')).then(|| (format!("{short}{body}"), digit.to_owned()))
}

/// A digit may be left out, as `<`, where there is nothing to check.
fn holds(text: &str, digit: &str) -> bool {
    let empty = !text.is_empty() && text.chars().all(|c| c == '<');
    match check_digit(text) {
        Some(right) => digit.starts_with(right) || (empty && digit == "<"),
        None => false,
    }
}
