//! The public keys that everything personal is sealed to (age X25519 recipients).

use serde::{Deserialize, Serialize};

/// One public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientKey {
    /// Stable id; the staff table names it.
    pub id: String,
    /// Whose it is, in words.
    pub name: String,
    /// An officer's, or the one kept offline.
    #[serde(rename = "use")]
    pub key_use: KeyUse,
    /// The age recipient, `age1…`.
    pub recipient: String,
    /// Its passphrase is published with the software: for trying it out, never for real requests.
    #[serde(default)]
    pub demonstration: bool,
}

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyUse {
    /// An officer opens cases with it.
    Officer,
    /// Kept offline for the day the others are lost.
    Recovery,
}
