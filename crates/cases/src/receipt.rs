//! The receipt code: 128 secret bits that show a case to the person who sent it. Only its hash is stored.

use crate::{Unreadable, crockford};

/// The code. It has no `Debug` and no `Serialize`, so that it cannot slip into a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt(u128);

impl Receipt {
    /// A code of 128 random bits, or `None` when their check character is not a letter or digit (5 in 37: draw again).
    #[must_use]
    pub fn new(bits: u128) -> Option<Self> {
        crockford::encode(bits, 26).map(|_| Self(bits))
    }

    /// Reads a code as people type it.
    ///
    /// # Errors
    /// [`Unreadable::Typo`] when only the check character disagrees.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        crockford::decode(text, 26).and_then(|bits| Self::new(bits).ok_or(Unreadable::Typo))
    }

    /// The code as it is shown: groups of five, 26 characters and a check character.
    #[must_use]
    pub fn reveal(&self) -> String {
        let code = crockford::encode(self.0, 26).unwrap_or_default();
        let characters: Vec<char> = code.chars().collect();
        characters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }

    /// The 128 bits, for hashing.
    #[must_use]
    pub fn bits(&self) -> [u8; 16] {
        self.0.to_be_bytes()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(bits: u128) {
            if let Some(receipt) = Receipt::new(bits) {
                let shown = receipt.reveal();
                prop_assert_eq!(shown.len(), 32);
                prop_assert!(Receipt::parse(&shown.to_lowercase().replace('-', " ")) == Ok(receipt));
            }
        }

        #[test]
        fn swapping_two_neighbours_is_noticed(bits: u128, at in 0_usize..26) {
            if let Some(receipt) = Receipt::new(bits) {
                let mut code: Vec<char> = receipt.reveal().replace('-', "").chars().collect();
                prop_assume!(code[at] != code[at + 1]);
                code.swap(at, at + 1);
                prop_assert!(Receipt::parse(&code.into_iter().collect::<String>()) != Ok(receipt));
            }
        }
    }

    #[test]
    fn a_code_of_the_wrong_length_has_the_wrong_shape() {
        assert!(Receipt::parse("") == Err(Unreadable::Shape));
        assert!(Receipt::parse("0000-!") == Err(Unreadable::Shape));
        assert!(Receipt::parse(&"Z".repeat(27)) == Err(Unreadable::Shape), "more than 128 bits");
    }
}
