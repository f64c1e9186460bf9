//! Envelopes that only the data protection team can open, in the format of age (age-encryption.org/v1, X25519).
//!
//! Inside each envelope is its [`Label`]: the case it belongs to and which part of it this is. It is checked on opening,
//! so that an envelope cannot be moved to another case unnoticed. The Worker can seal and cannot open: opening is the
//! feature `open`, which only the desk in the browser has. Randomness comes from the platform through age; this is the
//! one pure crate that draws any.

#[cfg(feature = "draft")]
mod draft;
mod header;
mod label;
#[cfg(feature = "open")]
mod open;
mod seal;

#[cfg(feature = "draft")]
pub use draft::{NotOpened, open_under, seal_under};
pub use header::{HeaderRefused, HeaderShape, MAX_GREASE, MAX_HEADER_BYTES, MAX_RECIPIENTS, check_header};
pub use label::Label;
#[cfg(feature = "open")]
pub use open::{Identity, LockedIdentity, OpenError, UnlockError};
pub use seal::{KeyUnreadable, Recipients, Sealer, is_envelope, seal};

/// More bytes than the envelope ever adds to what is sealed, for contents up to 16 MB and up to four recipients: header
/// and label, and 16 bytes for each 64 KiB.
pub const OVERHEAD: u64 = 8 * 1024;
