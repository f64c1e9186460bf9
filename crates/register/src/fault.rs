//! What is wrong in a register, or wants an officer's eye.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Something in the register that must be mended: where it is, what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The file, below the register's folder.
    pub file: String,
    /// The key inside it.
    pub key: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.file, self.key, self.message)
    }
}
