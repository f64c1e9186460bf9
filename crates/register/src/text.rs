//! Text an officer writes, in English and perhaps in Welsh.

use serde::{Deserialize, Serialize};

/// Either one text for every language, or one for each: `"Adreach"` or `{ en = "Your choice", cy = "Eich dewis" }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields, expecting = "one text is needed, or `{ en = …, cy = … }` with both languages")]
pub enum Text {
    /// The same in every language, or not translated yet.
    One(String),
    /// Translated.
    Each {
        /// English.
        en: String,
        /// Welsh.
        cy: String,
    },
}

impl Text {
    /// The text in a language (`cy` is Welsh; anything else is English).
    #[must_use]
    pub fn in_language(&self, language: &str) -> String {
        match self {
            Self::One(text) => text.clone(),
            Self::Each { cy, .. } if language == "cy" => cy.clone(),
            Self::Each { en, .. } => en.clone(),
        }
    }

    /// Whether the institution has not said it: the whole text is `unknown`.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::One(text) if text == crate::UNKNOWN)
    }

    /// Whether Welsh is there.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        matches!(self, Self::Each { .. })
    }
}
