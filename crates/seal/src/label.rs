//! What is written inside an envelope before its content.

use serde::{Deserialize, Serialize};

/// Which case and which part of it an envelope belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The case reference.
    pub reference: String,
    /// `answers`, or `file-1` and so on.
    pub part: String,
}

const MAGIC: &str = "forthright-envelope/1\n";

impl Label {
    /// A label.
    #[must_use]
    pub fn new(reference: &str, part: &str) -> Self {
        Self { reference: reference.to_owned(), part: part.to_owned() }
    }

    /// The bytes before the content: a line that names this format, and the label as a line of JSON.
    pub(crate) fn head(&self) -> Vec<u8> {
        // Two strings always serialise; an empty label would be refused on opening.
        let json = serde_json::to_string(self).unwrap_or_default();
        format!("{MAGIC}{json}\n").into_bytes()
    }

    /// Splits the opened bytes into label and content.
    #[cfg(any(feature = "open", feature = "draft"))]
    pub(crate) fn split(plain: &[u8]) -> Option<(Self, &[u8])> {
        let rest = plain.strip_prefix(MAGIC.as_bytes())?;
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let label = serde_json::from_slice(rest.get(..end)?).ok()?;
        Some((label, rest.get(end.saturating_add(1)..)?))
    }
}
