//! Opening: the team's side, in the browser only.

use crate::Label;
use crate::header::{HeaderRefused, check_header, check_passphrase_header};
use age::secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};
use std::io::Read;

/// An officer's private key, unlocked. It has no `Debug`.
pub struct Identity(age::x25519::Identity);

/// An officer's private key under a passphrase: an age file that holds an age identity, as `age -p` writes it.
#[derive(Clone)]
pub struct LockedIdentity(Vec<u8>);

/// Why a key could not be unlocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnlockError {
    /// The passphrase does not fit.
    WrongPassphrase,
    /// The file is no locked age identity.
    NotAKeyFile,
    /// Unlocking would take a browser too long.
    TooMuchWork,
}

/// Why an envelope could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// It was not sealed to this key.
    NotForThisKey,
    /// It was changed or cut after it was sealed.
    Damaged,
    /// It belongs to another case or is another part of it.
    AnotherCase,
    /// It opens, and is not what was received.
    NotWhatWasReceived,
    /// It was not made as envelopes are made here, and opening it might take a browser very long.
    NotOurs,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotForThisKey => "This was not sealed to your key. Another officer may be able to open it.",
            Self::Damaged => "This was changed or cut off after it was sealed. Do not rely on it; ask for it again.",
            Self::AnotherCase => {
                "This was sealed for another case. Someone may have moved it. Do not rely on it; report an incident."
            }
            Self::NotWhatWasReceived => {
                "This is not what was received: someone may have put it in its place. Do not rely on it; report an incident."
            }
            Self::NotOurs => {
                "This was not sealed in the way this service seals, so it was not opened. Do not rely on it; ask for it again."
            }
        })
    }
}

impl fmt::Display for UnlockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WrongPassphrase => "The passphrase does not fit this key. Check capitals and spaces.",
            Self::NotAKeyFile => "This is not a key file. Choose the file you saved when your key was made.",
            Self::TooMuchWork => "This key file needs more work to unlock than a browser can do. Make it again here.",
        })
    }
}

/// The most work (scrypt, `N = 2^18`, 256 MB of memory) that unlocking may take.
const MOST_WORK: u8 = 18;

impl LockedIdentity {
    /// A key file's bytes.
    #[must_use]
    pub fn new(file: Vec<u8>) -> Self {
        Self(file)
    }

    /// The file's bytes, to be kept by the officer.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Unlocks it.
    ///
    /// # Errors
    /// [`UnlockError`] with words for the officer.
    pub fn unlock(&self, passphrase: &str) -> Result<Identity, UnlockError> {
        check_passphrase_header(&self.0).map_err(|_| UnlockError::NotAKeyFile)?;
        let decryptor = age::Decryptor::new(self.0.as_slice()).map_err(|_| UnlockError::NotAKeyFile)?;
        let mut key = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
        key.set_max_work_factor(MOST_WORK);
        let mut reader =
            decryptor.decrypt(std::iter::once(&key as &dyn age::Identity)).map_err(|error| match error {
                age::DecryptError::ExcessiveWork { .. } => UnlockError::TooMuchWork,
                age::DecryptError::InvalidHeader | age::DecryptError::UnknownFormat => UnlockError::NotAKeyFile,
                _ => UnlockError::WrongPassphrase,
            })?;
        let mut text = String::new();
        reader.read_to_string(&mut text).map_err(|_| UnlockError::NotAKeyFile)?;
        let line = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).ok_or(UnlockError::NotAKeyFile)?;
        line.parse().map(Identity).map_err(|_| UnlockError::NotAKeyFile)
    }
}

impl Identity {
    /// A new key.
    #[must_use]
    pub fn generate() -> Self {
        Self(age::x25519::Identity::generate())
    }

    /// The private key's bytes, for a worker that opens one envelope with [`taken_over`](Self::taken_over) and ends.
    #[must_use]
    pub fn hand_over(&self) -> Vec<u8> {
        self.0.to_string().expose_secret().as_bytes().to_vec()
    }

    /// A key that was handed over. The bytes are wiped; none if they are no key.
    pub fn taken_over(secret: &mut [u8]) -> Option<Self> {
        let key = std::str::from_utf8(secret).ok().and_then(|text| text.parse().ok()).map(Self);
        secret.fill(0);
        key
    }

    /// The public key that others seal to.
    #[must_use]
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }

    /// Locks it under a passphrase with scrypt, `N = 2^work`.
    ///
    /// # Errors
    /// An I/O error when the platform has no randomness, or for work that cannot be unlocked again here.
    pub fn lock(&self, passphrase: &str, work: u8) -> std::io::Result<LockedIdentity> {
        if !(10..=MOST_WORK).contains(&work) {
            return Err(std::io::Error::other("work factor out of range"));
        }
        let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
        recipient.set_work_factor(work);
        let text = format!("# public key: {}\n{}\n", self.recipient(), self.0.to_string().expose_secret());
        age::encrypt(&recipient, text.as_bytes()).map(LockedIdentity).map_err(std::io::Error::other)
    }

    /// [`open`](Self::open), and compares the envelope with what was acknowledged: anybody can seal to a public key, so a label
    /// that fits does not say who sealed. `digest` is the SHA-256 noted at the receipt, in hexadecimal; none for old cases.
    ///
    /// # Errors
    /// [`OpenError`]; what else is wrong with the envelope goes before [`OpenError::NotWhatWasReceived`].
    pub fn open_received(&self, label: &Label, envelope: &[u8], digest: Option<&str>) -> Result<Vec<u8>, OpenError> {
        let content = self.open(label, envelope)?;
        match digest {
            Some(digest) if !digest.eq_ignore_ascii_case(&hexadecimal(envelope)) => Err(OpenError::NotWhatWasReceived),
            _ => Ok(content),
        }
    }

    /// Opens an envelope and checks that it is the part of the case it is said to be.
    ///
    /// # Errors
    /// [`OpenError`] with words for the officer. Nothing of a damaged envelope is given.
    pub fn open(&self, label: &Label, envelope: &[u8]) -> Result<Vec<u8>, OpenError> {
        check_header(envelope).map_err(|refused| match refused {
            HeaderRefused::NotAnEnvelope | HeaderRefused::CutOff | HeaderRefused::Malformed => OpenError::Damaged,
            HeaderRefused::TooLong | HeaderRefused::TooMany | HeaderRefused::AnotherKind => OpenError::NotOurs,
        })?;
        let decryptor = age::Decryptor::new(envelope).map_err(|_| OpenError::Damaged)?;
        let key = std::iter::once(&self.0 as &dyn age::Identity);
        let mut reader = decryptor.decrypt(key).map_err(|error| match error {
            age::DecryptError::NoMatchingKeys => OpenError::NotForThisKey,
            _ => OpenError::Damaged,
        })?;
        let mut plain = Vec::new();
        reader.read_to_end(&mut plain).map_err(|_| OpenError::Damaged)?;
        let (found, content) = Label::split(&plain).ok_or(OpenError::Damaged)?;
        if found == *label { Ok(content.to_vec()) } else { Err(OpenError::AnotherCase) }
    }
}

/// SHA-256 in hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing into a `String` does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
