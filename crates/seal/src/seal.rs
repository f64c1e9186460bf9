//! Sealing, whole or piece by piece.

use crate::Label;
use age::stream::StreamWriter;
use std::fmt;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// The public keys an envelope is sealed to.
pub struct Recipients(Vec<age::x25519::Recipient>);

/// A public key that is none, or no key at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyUnreadable;

impl fmt::Display for KeyUnreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a public key cannot be read, or there is none")
    }
}

impl Recipients {
    /// Reads age recipients (`age1…`).
    ///
    /// # Errors
    /// [`KeyUnreadable`] when one of them is none, or the list is empty.
    pub fn parse<'a>(keys: impl IntoIterator<Item = &'a str>) -> Result<Self, KeyUnreadable> {
        let keys: Result<Vec<_>, _> = keys.into_iter().map(str::parse::<age::x25519::Recipient>).collect();
        keys.ok().filter(|keys| !keys.is_empty()).map(Self).ok_or(KeyUnreadable)
    }
}

/// Whether bytes begin like an envelope. Says nothing about who can open it.
#[must_use]
pub fn is_envelope(head: &[u8]) -> bool {
    head.starts_with(b"age-encryption.org/v1\n")
}

/// Seals `content` for `recipients`.
///
/// # Errors
/// An I/O error when the platform has no randomness.
pub fn seal(recipients: &Recipients, label: &Label, content: &[u8]) -> io::Result<Vec<u8>> {
    let mut sealer = Sealer::new(recipients, label)?;
    let mut envelope = sealer.write(content)?;
    envelope.extend(sealer.finish()?);
    Ok(envelope)
}

/// Seals piece by piece, so that a page stays alive while a large file is sealed.
pub struct Sealer {
    writer: StreamWriter<Drain>,
    drain: Drain,
}

impl Sealer {
    /// Begins an envelope.
    ///
    /// # Errors
    /// An I/O error when the platform has no randomness.
    pub fn new(recipients: &Recipients, label: &Label) -> io::Result<Self> {
        let drain = Drain::default();
        let keys = recipients.0.iter().map(|key| key as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(keys).map_err(io::Error::other)?;
        let mut writer = encryptor.wrap_output(drain.clone())?;
        writer.write_all(&label.head())?;
        Ok(Self { writer, drain })
    }

    /// Takes the next piece of content and gives what is sealed so far and not yet given.
    ///
    /// # Errors
    /// None with this writer; the signature is `Write`'s.
    pub fn write(&mut self, content: &[u8]) -> io::Result<Vec<u8>> {
        self.writer.write_all(content)?;
        Ok(self.drain.take())
    }

    /// Ends the envelope and gives the rest. An envelope that was not ended cannot be opened.
    ///
    /// # Errors
    /// None with this writer; the signature is `Write`'s.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        self.writer.finish()?;
        Ok(self.drain.take())
    }
}

/// What age has written and nobody has fetched yet.
#[derive(Clone, Default)]
struct Drain(Arc<Mutex<Vec<u8>>>);

impl Drain {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Drain {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
