//! The language of what is written to people.

use serde::{Deserialize, Serialize};

/// A language that letters are written in (BCP 47).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MessageLanguage {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Welsh.
    #[serde(rename = "cy")]
    Welsh,
}

impl MessageLanguage {
    /// `en` or `cy`, as it is stored and travels.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }

    /// From `en` or `cy`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::English, Self::Welsh].into_iter().find(|language| language.code() == code)
    }

    /// Of a text that nobody said the language of: our Welsh letters begin "Annwyl", all others are English.
    #[must_use]
    pub fn guess(text: &str) -> Self {
        if text.trim_start().starts_with("Annwyl") { Self::Welsh } else { Self::English }
    }

    /// What `lang` of an element says (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            Self::Welsh => "cy",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{Message, WriteMessage};

    #[test]
    fn a_language_travels_as_its_code_and_what_says_none_still_parses() {
        let written: WriteMessage = serde_json::from_str(r#"{"text": "Annwyl", "language": "cy"}"#).unwrap();
        assert_eq!(written.language, Some(MessageLanguage::Welsh));
        let written: WriteMessage = serde_json::from_str(r#"{"text": "Dear"}"#).unwrap();
        assert_eq!(written.language, None);
        assert!(serde_json::from_str::<WriteMessage>(r#"{"text": "Dear", "language": "fr"}"#).is_err());
        let old = r#"{"id":"m","at":"2026-11-22T00:00:00Z","text":"Dear"}"#;
        let message: Message = serde_json::from_str(old).unwrap();
        assert_eq!((message.language, serde_json::to_string(&message).unwrap().as_str()), (None, old));
        for language in [MessageLanguage::English, MessageLanguage::Welsh] {
            assert_eq!(MessageLanguage::from_code(language.code()), Some(language));
        }
        assert_eq!(MessageLanguage::guess("\nAnnwyl Adaeze"), MessageLanguage::Welsh);
        assert_eq!(MessageLanguage::guess("Dear Annwyl"), MessageLanguage::English);
    }
}
