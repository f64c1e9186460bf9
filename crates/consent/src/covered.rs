//! Which services a decision is about: a set of the numbers the register gives to services.
//!
//! One cookie serves all websites of an institution. It says which services its owner was asked about, so that a website
//! with more of them asks only for what is new, and nothing runs that nobody was asked about.

/// A set of service numbers from 0 to 255.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covered(Vec<u8>);

impl Covered {
    /// The greatest number a service can have.
    pub const MOST: u8 = 255;

    /// Whether the service with this number is in it.
    #[must_use]
    pub fn has(&self, number: u8) -> bool {
        self.0.get(usize::from(number / 4)).is_some_and(|nibble| nibble & bit(number) != 0)
    }

    /// Adds a number.
    pub fn add(&mut self, number: u8) {
        let at = usize::from(number / 4);
        if self.0.len() <= at {
            self.0.resize(at.saturating_add(1), 0);
        }
        if let Some(nibble) = self.0.get_mut(at) {
            *nibble |= bit(number);
        }
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Hexadecimal digits, the first for the numbers 0 to 3; no zeros at the end.
    #[must_use]
    pub fn to_hex(&self) -> String {
        self.0.iter().filter_map(|nibble| char::from_digit(u32::from(*nibble), 16)).collect()
    }

    /// Reads [`Covered::to_hex`]; `None` for anything it would not have written.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let lower = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if text.len() > 64 || !lower || text.ends_with('0') {
            return None;
        }
        text.chars().map(|digit| digit.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>().map(Self)
    }
}

impl FromIterator<u8> for Covered {
    fn from_iter<T: IntoIterator<Item = u8>>(numbers: T) -> Self {
        let mut covered = Self::default();
        numbers.into_iter().for_each(|number| covered.add(number));
        covered
    }
}

const fn bit(number: u8) -> u8 {
    1 << (number % 4)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_set_has_one_spelling() {
        let covered: Covered = [0, 5, 11].into_iter().collect();
        assert_eq!(covered.to_hex(), "128");
        assert_eq!(Covered::from_hex("128").unwrap(), covered);
        assert!(covered.has(11) && !covered.has(4) && !covered.has(255));
        for strange in ["10", "G", "A", &"1".repeat(65)] {
            assert!(Covered::from_hex(strange).is_none(), "{strange}");
        }
        assert!(Covered::from_hex("").unwrap().is_empty());
        assert_eq!([Covered::MOST].into_iter().collect::<Covered>().to_hex().len(), 64);
    }
}
