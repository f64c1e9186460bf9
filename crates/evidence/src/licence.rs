//! The driver number of Great Britain (field 5 of the licence) and of Northern Ireland.
//!
//! The number repeats surname, date of birth and initials. Names change, so a name that differs is a question; a date
//! that differs is one too, and only a number that fits no rule says that it was misread. The rule is never applied to
//! licences of other countries. Card text is not read: no specimens fit for measuring are published.

use serde::{Deserialize, Serialize};

/// What a number says beside what somebody typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Number {
    /// It fits.
    Fits,
    /// The date in it is another date of birth.
    OtherBirth,
    /// The letters in it are of another surname.
    OtherSurname,
    /// It is no number of this kind.
    NotANumber,
}

/// Looks at a driver number. `birth`: year, month, day. `surname`: as typed, or empty not to compare it.
///
/// ```
/// use forthright_evidence::licence::{Number, driver_number};
///
/// assert_eq!(driver_number("MORGA657054SM9IJ", (1964, 7, 5), "Morgan"), Number::Fits);
/// assert_eq!(driver_number("HARRI559146MJ931", (1954, 9, 14), "Harris"), Number::NotANumber);
/// ```
#[must_use]
pub fn driver_number(number: &str, birth: (u16, u8, u8), surname: &str) -> Number {
    let number: String = number.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    if number.len() == 8 && number.bytes().all(|b| b.is_ascii_digit()) {
        return Number::Fits;
    }
    let part = |from, to| number.get(from..to).unwrap_or_default();
    let (name, decade, month, day, year) = (part(0, 5), part(5, 6), part(6, 8), part(8, 10), part(10, 11));
    let initials = part(11, 13);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let shape = number.len() == 16
        && name.trim_end_matches('9').bytes().all(|b| b.is_ascii_uppercase())
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && digits(part(5, 11))
        && initials.bytes().all(|b| b.is_ascii_uppercase() || b == b'9')
        && part(13, 14).bytes().all(|b| b.is_ascii_alphanumeric())
        && part(14, 16).bytes().all(|b| b.is_ascii_uppercase());
    // Women's months are fifty more.
    let month = month.parse::<u8>().ok().map(|month| if month > 50 { month.saturating_sub(50) } else { month });
    let day = day.parse::<u8>().ok();
    if !shape
        || !month.is_some_and(|month| (1..=12).contains(&month))
        || !day.is_some_and(|day| (1..=31).contains(&day))
    {
        return Number::NotANumber;
    }
    let yy = format!("{:02}", birth.0 % 100);
    if format!("{decade}{year}") != yy || month != Some(birth.1) || day != Some(birth.2) {
        return Number::OtherBirth;
    }
    if surname.is_empty() || name == five(surname) { Number::Fits } else { Number::OtherSurname }
}

/// The first five letters of a surname, with `9` after a short one; a leading MAC is written MC.
fn five(surname: &str) -> String {
    let letters: String = surname.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).collect();
    let letters = letters.strip_prefix("MAC").map_or(letters.clone(), |rest| format!("MC{rest}"));
    letters.chars().chain(std::iter::repeat('9')).take(5).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_numbers_pass_and_others_do_not() {
        for (number, birth, surname) in [
            ("MORGA657054SM9IJ", (1964, 7, 5), "Morgan"),
            ("MORGA753116SM9IJ", (1976, 3, 11), "Morgan"),
            ("DECER607085K99AE", (1965, 7, 8), "De Cerf"),
            ("PARKE710112PBFGA", (1972, 10, 11), "Parker"),
            ("DOE99802085J99FG", (1985, 2, 8), "Doe"),
            ("MCDON802085J99FG", (1985, 2, 8), "MacDonald"),
            ("12345678", (1985, 2, 8), "Doe"),
        ] {
            assert_eq!(driver_number(number, birth, surname), Number::Fits, "{number}");
        }
        assert_eq!(driver_number("DOE99802085J99FG", (1985, 8, 2), "Doe"), Number::OtherBirth);
        assert_eq!(driver_number("DOE99802085J99FG", (1985, 2, 8), "Smith"), Number::OtherSurname);
        for number in ["HARRI559146MJ931", "SMITH806704SI9NE"] {
            assert_eq!(driver_number(number, (1954, 9, 14), ""), Number::NotANumber, "{number}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,24}") {
            let _ = driver_number(&text, (2000, 2, 29), &text);
        }
    }
}
