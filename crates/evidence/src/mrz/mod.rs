//! The machine-readable zone of travel documents (ICAO Doc 9303, parts 3 to 7, 8th edition).
//!
//! [`Mrz::parse`] takes any text and never panics. A zone whose check digits hold is not proof of a right reading, and no
//! proof of a genuine document: two confusions can cancel, and names, nationality and sex have no digit at all.

mod digits;
mod fields;
mod format;

pub use digits::{Check, CheckName, check_digit};
pub use fields::{Fields, Sex};
pub use format::{Class, Format};

use serde::{Deserialize, Serialize};

/// A zone whose lines have the right number of the right characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mrz {
    /// Which layout it has.
    pub format: Format,
    /// Its lines, top to bottom: two or three of 30, 36 or 44 characters out of `A-Z`, `0-9` and `<`.
    pub lines: Vec<String>,
}

/// Why a text is no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMrz {
    /// The number or the length of the lines fits no layout.
    Shape,
    /// A character other than `A-Z`, `0-9` and `<`.
    Character,
    /// The first character begins no document code that the layout allows.
    Code,
}

impl Mrz {
    /// Parses a zone; spaces and empty lines around and between are passed over.
    ///
    /// # Errors
    /// [`NotMrz`] when the text cannot be a zone. Check digits are not looked at: see [`Mrz::checks`].
    ///
    /// ```
    /// use forthright_evidence::mrz::{Format, Mrz};
    ///
    /// let zone = Mrz::parse("I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<")?;
    /// assert_eq!(zone.format, Format::Td1);
    /// assert!(zone.holds());
    /// # Ok::<(), forthright_evidence::mrz::NotMrz>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, NotMrz> {
        let lines: Vec<String> = text
            .lines()
            .map(|line| line.chars().filter(|c| !c.is_whitespace()).collect::<String>())
            .filter(|line| !line.is_empty())
            .collect();
        Self::of_lines(lines)
    }

    /// A zone of lines as they stand.
    ///
    /// # Errors
    /// [`NotMrz`] when they cannot be a zone.
    pub fn of_lines(lines: Vec<String>) -> Result<Self, NotMrz> {
        if lines.iter().flat_map(|line| line.chars()).any(|c| !matches!(c, 'A'..='Z' | '0'..='9' | '<')) {
            return Err(NotMrz::Character);
        }
        let lengths: Vec<usize> = lines.iter().map(String::len).collect();
        let first = lines.first().map(String::as_str).unwrap_or_default();
        let format = Format::of(&lengths, first)?;
        Ok(Self { format, lines })
    }

    /// Part of a line: `line` and `from` count from 0, `to` is the one after the last. Empty when there is no such part.
    #[must_use]
    pub fn part(&self, line: usize, from: usize, to: usize) -> &str {
        self.lines.get(line).and_then(|line| line.get(from..to)).unwrap_or_default()
    }

    /// Each check digit, and whether it holds.
    #[must_use]
    pub fn checks(&self) -> Vec<Check> {
        digits::checks(self)
    }

    /// Whether every check digit holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.checks().iter().all(|check| check.holds)
    }

    /// What it says. `today`, as year, month and day, settles the century of years: a birth is never in the future.
    #[must_use]
    pub fn fields(&self, today: (u16, u8, u8)) -> Fields {
        fields::read(self, today)
    }
}

#[cfg(test)]
mod tests;
