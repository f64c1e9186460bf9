//! A case reference: `DMU-7K3M9Q2X4`. It is no secret.

use crate::{Unreadable, crockford};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A prefix, a hyphen, eight Crockford base-32 characters (40 bits) and a check character.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);

impl Reference {
    /// A reference made of 40 random bits, or `None` when their check character is not a letter or digit (5 in 37:
    /// draw again).
    #[must_use]
    pub fn new(prefix: &str, bits: u64) -> Option<Self> {
        let bits = u128::from(bits & 0xFF_FFFF_FFFF);
        crockford::encode(bits, 8).map(|code| Self(format!("{prefix}-{code}")))
    }

    /// Reads a reference as people type it.
    ///
    /// # Errors
    /// [`Unreadable::Typo`] when only the check character disagrees.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let (prefix, code) = text.trim().split_once(['-', ' ']).ok_or(Unreadable::Shape)?;
        let prefix = prefix.trim().to_ascii_uppercase();
        if !(2..=6).contains(&prefix.len()) || !prefix.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(Unreadable::Shape);
        }
        let value = crockford::decode(code, 8)?;
        crockford::encode(value, 8).map(|code| Self(format!("{prefix}-{code}"))).ok_or(Unreadable::Shape)
    }

    /// The reference as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Reference {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match Self::parse(&text) {
            Ok(reference) if reference.0 == text => Ok(reference),
            _ => Err("not a case reference"),
        }
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back_however_it_is_typed(bits: u64) {
            if let Some(reference) = Reference::new("DMU", bits) {
                prop_assert_eq!(reference.as_str().len(), 13);
                let typed = reference.as_str().to_lowercase().replace('0', "o").replace('1', "l");
                prop_assert_eq!(Reference::parse(&typed).unwrap(), reference);
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            let _ = Reference::parse(&text);
        }

        #[test]
        fn one_wrong_character_is_a_typo(bits: u64, at in 4_usize..12) {
            if let Some(reference) = Reference::new("DMU", bits) {
                let mut wrong: Vec<char> = reference.as_str().chars().collect();
                wrong[at] = if wrong[at] == '7' { '8' } else { '7' };
                let wrong: String = wrong.into_iter().collect();
                prop_assert_eq!(Reference::parse(&wrong), Err(Unreadable::Typo));
            }
        }
    }

    #[test]
    fn a_reference_without_its_prefix_has_the_wrong_shape() {
        assert_eq!(Reference::parse("7K3M9Q2X4"), Err(Unreadable::Shape));
        assert_eq!(Reference::parse("DMU-7K3M9Q2"), Err(Unreadable::Shape));
        assert_eq!(Reference::parse(""), Err(Unreadable::Shape));
    }
}
