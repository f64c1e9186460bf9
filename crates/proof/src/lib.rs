//! A small proof of work (hashcash with SHA-256, FIPS 180-4): a browser spends a fraction of a second before it sends something, so
//! that sending very much of it costs somebody something. It says nothing about who sent it, keeps nobody out, and is bound to one
//! form and one idempotency key, or to one record of a choice, so that it is worth one request.
//!
//! Absent: a clock. A proof can be made beforehand; how many requests one address sends is counted apart from this.

use sha2::{Digest, Sha256};

/// Leading zero bits a proof for a form has: 262,144 tries on average.
pub const FORM_BITS: u32 = 18;
/// Leading zero bits a proof for a record of a choice has: 4,096 tries on average.
pub const RECORD_BITS: u32 = 12;
/// The longest proof, in characters.
pub const LONGEST: usize = 20;

/// What a proof is made for.
#[derive(Clone)]
pub struct Puzzle(Sha256);

impl Puzzle {
    /// The puzzle of one sending of a form.
    #[must_use]
    pub fn of_form(form: &str, idempotency_key: &str) -> Self {
        Self(Sha256::new().chain_update(format!("forthright proof/1\n{form}\n{idempotency_key}\n")))
    }

    /// The puzzle of the record `id` of a choice made at `decided_at` (`2026-11-29T10:00:00Z`).
    #[must_use]
    pub fn of_record(id: &str, decided_at: &str) -> Self {
        Self(Sha256::new().chain_update(format!("forthright consent proof/1\n{id}\n{decided_at}\n")))
    }

    /// Whether `nonce` (decimal, at most [`LONGEST`] digits) solves it with at least `bits` zero bits. Linear in the nonce, which is
    /// bounded.
    #[must_use]
    pub fn is_solved(&self, nonce: &str, bits: u32) -> bool {
        (1..=LONGEST).contains(&nonce.len())
            && nonce.bytes().all(|byte| byte.is_ascii_digit())
            && zero_bits(&self.0.clone().chain_update(nonce).finalize()) >= bits
    }

    /// Tries `count` nonces from `from` on, so that a page can breathe in between.
    #[must_use]
    pub fn solve(&self, from: u64, count: u32, bits: u32) -> Option<u64> {
        let to = from.saturating_add(u64::from(count));
        (from..to).find(|nonce| self.is_solved(&nonce.to_string(), bits))
    }
}

fn zero_bits(hash: &[u8]) -> u32 {
    let whole = hash.iter().take_while(|byte| **byte == 0).count();
    let rest = hash.get(whole).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(whole).unwrap_or(u32::MAX).saturating_mul(8).saturating_add(rest)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_proof_is_worth_one_form_and_one_key() {
        let puzzle = Puzzle::of_form("erasure", "key-0123456789abcdef");
        let nonce = puzzle.solve(0, u32::MAX, 12).unwrap().to_string();
        assert!(puzzle.is_solved(&nonce, 12));
        assert!(!Puzzle::of_form("erasure", "key-0123456789abcdeg").is_solved(&nonce, 12));
        assert!(!Puzzle::of_form("subject-access", "key-0123456789abcdef").is_solved(&nonce, 12));
    }

    #[test]
    fn a_nonce_is_a_short_number_and_nothing_else() {
        let puzzle = Puzzle::of_form("erasure", "key-0123456789abcdef");
        for nonce in ["", "-1", "+1", " 1", "1e3", "١", "x", &"1".repeat(21)] {
            assert!(!puzzle.is_solved(nonce, 0), "{nonce}");
        }
        assert!(puzzle.is_solved("1", 0));
    }

    #[test]
    fn a_record_s_first_nonce_is_pinned_because_browsers_look_for_the_same() {
        let (id, at) = ("0f8fad5b-d9cb-469f-a165-70867728950e", "2026-11-29T10:00:00Z");
        let puzzle = Puzzle::of_record(id, at);
        assert_eq!(puzzle.solve(0, u32::MAX, RECORD_BITS), Some(4129));
        assert!(!puzzle.is_solved("04129", RECORD_BITS));
        assert!(!Puzzle::of_record("1f8fad5b-d9cb-469f-a165-70867728950e", at).is_solved("4129", RECORD_BITS));
        assert!(!Puzzle::of_record(id, "2026-11-29T10:00:01Z").is_solved("4129", RECORD_BITS));
    }

    #[test]
    fn zero_bits_are_counted_across_bytes() {
        for (hash, expected) in [
            (&[0xff_u8, 0][..], 0),
            (&[0x0f, 0][..], 4),
            (&[0, 0x80][..], 8),
            (&[0, 0x10][..], 11),
            (&[0, 0x0f][..], 12),
            (&[0, 0, 0x10, 0][..], 19),
            (&[0, 0][..], 16),
        ] {
            assert_eq!(zero_bits(hash), expected, "{hash:?}");
        }
    }
}
