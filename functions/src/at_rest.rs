//! What the Worker must be able to read again without letting a copy of the database show it: messages to requesters,
//! and receipt codes that a retry must get again. Both hang on `FORTHRIGHT_SECRET`, which is not in the database.

use crate::problem::{Problem, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use forthright_api::Code;
use forthright_cases::Receipt;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

const NONCE_BYTES: usize = 24;

/// SHA-256 as lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The receipt code that belongs to an idempotency key: the same each time, unknowable without the secret.
pub fn receipt(secret: &[u8], idempotency_key: &str) -> Result<Receipt> {
    // About one draw in seven has a check sign that is not a letter or digit; 64 draws never all do.
    (0_u8..64)
        .find_map(|draw| {
            let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(secret).ok()?;
            mac.update(b"forthright receipt/1\n");
            mac.update(&[draw]);
            mac.update(idempotency_key.as_bytes());
            let bytes = mac.finalize().into_bytes();
            Receipt::new(u128::from_be_bytes(bytes.get(..16)?.try_into().ok()?))
        })
        .ok_or(Problem::new(Code::TryAgain))
}

/// A name for a text that nobody can work out without the secret (HMAC-SHA-256), in hexadecimal.
pub fn named(secret: &[u8], text: &str) -> Result<String> {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(secret).map_err(|_| Problem::new(Code::NotReady))?;
    mac.update(b"forthright name/1\n");
    mac.update(text.as_bytes());
    Ok(mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What is stored of a receipt code.
pub fn receipt_hash(receipt: &Receipt) -> String {
    let mut bytes = b"forthright receipt hash/1\n".to_vec();
    bytes.extend(receipt.bits());
    sha256_hex(&bytes)
}

/// Encrypts a message; `about` (case and message id) is bound to it.
pub fn encrypt(secret: &[u8], about: &str, text: &str) -> Result<String> {
    let mut nonce = [0_u8; NONCE_BYTES];
    getrandom::fill(&mut nonce).map_err(|_| Problem::new(Code::TryAgain))?;
    let payload = Payload { msg: text.as_bytes(), aad: about.as_bytes() };
    let encrypted =
        cipher(secret)?.encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| Problem::new(Code::TryAgain))?;
    let mut stored = nonce.to_vec();
    stored.extend(encrypted);
    Ok(BASE64_STANDARD.encode(stored))
}

/// The text of an encrypted message, if it is whole and belongs to `about`.
pub fn decrypt(secret: &[u8], about: &str, stored: &str) -> Option<String> {
    let stored = BASE64_STANDARD.decode(stored).ok()?;
    let (nonce, encrypted) = stored.split_at_checked(NONCE_BYTES)?;
    let payload = Payload { msg: encrypted, aad: about.as_bytes() };
    let text = cipher(secret).ok()?.decrypt(XNonce::from_slice(nonce), payload).ok()?;
    String::from_utf8(text).ok()
}

fn cipher(secret: &[u8]) -> Result<XChaCha20Poly1305> {
    let mut key = [0_u8; 32];
    let expanded = Hkdf::<Sha256>::new(None, secret).expand(b"forthright messages/1", &mut key);
    expanded.map_err(|_| Problem::new(Code::TryAgain))?;
    Ok(XChaCha20Poly1305::new(&key.into()))
}

/// A random id: a version 4 UUID (RFC 9562).
pub fn random_id() -> Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| Problem::new(Code::TryAgain))?;
    let value = u128::from_be_bytes(bytes);
    let value = (value & !(0xF << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{value:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    Ok(format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";

    #[test]
    fn a_retry_gets_the_same_receipt_and_another_key_another() {
        let first = receipt(SECRET, "key-one-0123456789").unwrap();
        assert!(receipt(SECRET, "key-one-0123456789").unwrap() == first);
        assert!(receipt(SECRET, "key-two-0123456789").unwrap() != first);
        assert!(receipt(b"another secret, 32 characters xx", "key-one-0123456789").unwrap() != first);
    }

    #[test]
    fn a_message_is_read_only_under_its_own_case_and_secret() {
        let stored = encrypt(SECRET, "DMU-1 m1", "Please tell us more.").unwrap();
        assert!(!stored.contains("Please"));
        assert_eq!(decrypt(SECRET, "DMU-1 m1", &stored).as_deref(), Some("Please tell us more."));
        assert_eq!(decrypt(SECRET, "DMU-2 m1", &stored), None);
        assert_eq!(decrypt(b"another secret, 32 characters xx", "DMU-1 m1", &stored), None);
        assert_eq!(decrypt(SECRET, "DMU-1 m1", "AAAA"), None);
    }

    #[test]
    fn an_id_is_a_version_4_uuid() {
        let id = random_id().unwrap();
        assert_eq!(id.len(), 36);
        assert_eq!(id.get(14..15), Some("4"));
        assert!(matches!(id.get(19..20), Some("8" | "9" | "a" | "b")));
    }
}
