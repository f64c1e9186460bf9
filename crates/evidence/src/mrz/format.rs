//! The layouts: how many lines of how many characters, and what each character may be.

use super::NotMrz;
use serde::{Deserialize, Serialize};

/// A layout of the zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Cards of the size of a bank card: three lines of 30 (Doc 9303-5).
    #[serde(rename = "TD1")]
    Td1,
    /// Larger cards: two lines of 36 (Doc 9303-6).
    #[serde(rename = "TD2")]
    Td2,
    /// Passports: two lines of 44 (Doc 9303-4).
    #[serde(rename = "TD3")]
    Td3,
    /// Large visas: two lines of 44 (Doc 9303-7).
    #[serde(rename = "MRVA")]
    MrvA,
    /// Small visas: two lines of 36 (Doc 9303-7).
    #[serde(rename = "MRVB")]
    MrvB,
    /// The French identity card of 1988 to 2021: two lines of 36, a layout of its own.
    #[serde(rename = "FRA-ID")]
    FrenchId,
}

/// What a character of a zone may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// `A-Z` and `<`.
    Letter,
    /// `0-9`.
    Digit,
    /// `0-9`, or `<` where a value is unknown or a check digit is left out.
    DigitOrFiller,
    /// `M`, `F`, `X` or `<`.
    Sex,
    /// Any of the 37.
    Any,
}

impl Class {
    /// Whether the character is one of them.
    #[must_use]
    pub const fn has(self, c: char) -> bool {
        match self {
            Self::Letter => matches!(c, 'A'..='Z' | '<'),
            Self::Digit => c.is_ascii_digit(),
            Self::DigitOrFiller => c.is_ascii_digit() || c == '<',
            Self::Sex => matches!(c, 'M' | 'F' | 'X' | '<'),
            Self::Any => matches!(c, 'A'..='Z' | '0'..='9' | '<'),
        }
    }
}

impl Format {
    /// The layouts that have lines of this length.
    #[must_use]
    pub const fn with_length(length: usize) -> &'static [Self] {
        match length {
            30 => &[Self::Td1],
            36 => &[Self::Td2, Self::MrvB, Self::FrenchId],
            44 => &[Self::Td3, Self::MrvA],
            _ => &[],
        }
    }

    /// Characters in a line.
    #[must_use]
    pub const fn length(self) -> usize {
        match self {
            Self::Td1 => 30,
            Self::Td2 | Self::MrvB | Self::FrenchId => 36,
            Self::Td3 | Self::MrvA => 44,
        }
    }

    /// Lines in the zone.
    #[must_use]
    pub const fn lines(self) -> usize {
        match self {
            Self::Td1 => 3,
            _ => 2,
        }
    }

    /// The layout of lines with these lengths, the first of which begins so.
    pub(super) fn of(lengths: &[usize], first: &str) -> Result<Self, NotMrz> {
        let code = first.chars().next().unwrap_or('<');
        let found = match lengths {
            [30, 30, 30] if matches!(code, 'A' | 'C' | 'I') => Self::Td1,
            [36, 36] if first.starts_with("IDFRA") => Self::FrenchId,
            [36, 36] if code == 'V' => Self::MrvB,
            [36, 36] if matches!(code, 'A' | 'C' | 'I' | 'P') => Self::Td2,
            [44, 44] if code == 'V' => Self::MrvA,
            [44, 44] if code == 'P' => Self::Td3,
            [30, 30, 30] | [36, 36] | [44, 44] => return Err(NotMrz::Code),
            _ => return Err(NotMrz::Shape),
        };
        Ok(found)
    }

    /// What the character at `at` of `line` may be; both count from 0.
    #[must_use]
    pub const fn class(self, line: usize, at: usize) -> Class {
        match self {
            Self::Td1 => td1(line, at),
            Self::FrenchId => french(line, at),
            Self::Td2 | Self::Td3 | Self::MrvA | Self::MrvB => two_lines(self, line, at),
        }
    }
}

const fn td1(line: usize, at: usize) -> Class {
    match (line, at) {
        (0, 0 | 2..5) | (1, 15..18) | (2, _) => Class::Letter,
        (1, 6 | 14 | 29) => Class::Digit,
        (0, 14) | (1, 0..6 | 8..14) => Class::DigitOrFiller,
        (1, 7) => Class::Sex,
        _ => Class::Any,
    }
}

const fn french(line: usize, at: usize) -> Class {
    match (line, at) {
        (0, 0..30) | (1, 13..27) => Class::Letter,
        (1, 0..4 | 12 | 27..34 | 35) => Class::Digit,
        (1, 34) => Class::Sex,
        _ => Class::Any,
    }
}

const fn two_lines(format: Format, line: usize, at: usize) -> Class {
    let composite = matches!((format, at), (Format::Td2, 35) | (Format::Td3, 43));
    match (line, at) {
        (0, _) | (1, 10..13) => Class::Letter,
        (1, 19 | 27) => Class::Digit,
        (1, _) if composite => Class::Digit,
        (1, 42) if matches!(format, Format::Td3) => Class::DigitOrFiller,
        (1, 9 | 13..19 | 21..27) => Class::DigitOrFiller,
        (1, 20) => Class::Sex,
        _ => Class::Any,
    }
}
