//! Crockford's base 32 with its check character: no I, L, O or U; small letters, spaces and hyphens are forgiven.

use crate::Unreadable;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// `length` characters for `value`, and the check character; `None` when that would be one of Crockford's five signs
/// beyond letters and digits, so that codes can be read out: the caller draws another value.
pub(crate) fn encode(value: u128, length: u32) -> Option<String> {
    let check = u8::try_from(value % 37).ok()?;
    let digits = (0..length).rev().map(|place| {
        let digit = value.checked_shr(place.saturating_mul(5)).unwrap_or(0) & 31;
        usize::try_from(digit).ok().and_then(|digit| ALPHABET.get(digit))
    });
    let mut text = digits.map(|digit| digit.map(|d| char::from(*d))).collect::<Option<String>>()?;
    text.push(char::from(*ALPHABET.get(usize::from(check))?));
    Some(text)
}

/// The value of `length` characters followed by their check character.
pub(crate) fn decode(text: &str, length: usize) -> Result<u128, Unreadable> {
    let digits: Vec<u128> = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '‑'))
        // One more than there may be is one too many.
        .take(length.saturating_add(2))
        .map(digit)
        .collect::<Option<_>>()
        .ok_or(Unreadable::Shape)?;
    let (check, digits) = digits.split_last().ok_or(Unreadable::Shape)?;
    if digits.len() != length {
        return Err(Unreadable::Shape);
    }
    let mut value = 0_u128;
    for digit in digits {
        value = value.checked_mul(32).and_then(|v| v.checked_add(*digit)).ok_or(Unreadable::Shape)?;
    }
    if value % 37 == *check { Ok(value) } else { Err(Unreadable::Typo) }
}

fn digit(c: char) -> Option<u128> {
    let c = match c.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    ALPHABET.iter().position(|a| char::from(*a) == c).and_then(|at| u128::try_from(at).ok())
}
