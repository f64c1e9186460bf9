//! What somebody keeps on their own device to go on later: sealed under a code that leaves with them, so that whoever uses
//! the device after them cannot read it.

use crate::Label;
use crate::header::check_passphrase_header;
use age::secrecy::SecretString;
use std::fmt;
use std::io::{self, Read};

/// The code has 128 random bits of its own: stretching it would only cost the person time (`N = 2^10`).
const WORK: u8 = 10;

/// The code does not open it, or it was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOpened;

impl fmt::Display for NotOpened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the code does not open it")
    }
}

/// Seals under a code of 128 random bits.
///
/// # Errors
/// An I/O error when the platform has no randomness.
pub fn seal_under(code: &str, label: &Label, content: &[u8]) -> io::Result<Vec<u8>> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(code.to_owned()));
    recipient.set_work_factor(WORK);
    let mut plain = label.head();
    plain.extend_from_slice(content);
    age::encrypt(&recipient, &plain).map_err(io::Error::other)
}

/// Opens what [`seal_under`] sealed with the same code and label.
///
/// # Errors
/// [`NotOpened`]; nothing of it is given then.
pub fn open_under(code: &str, label: &Label, envelope: &[u8]) -> Result<Vec<u8>, NotOpened> {
    check_passphrase_header(envelope).map_err(|_| NotOpened)?;
    let decryptor = age::Decryptor::new(envelope).map_err(|_| NotOpened)?;
    let mut key = age::scrypt::Identity::new(SecretString::from(code.to_owned()));
    key.set_max_work_factor(WORK);
    let mut reader = decryptor.decrypt(std::iter::once(&key as &dyn age::Identity)).map_err(|_| NotOpened)?;
    let mut plain = Vec::new();
    reader.read_to_end(&mut plain).map_err(|_| NotOpened)?;
    match Label::split(&plain) {
        Some((found, content)) if found == *label => Ok(content.to_vec()),
        _ => Err(NotOpened),
    }
}
