//! The words on the screen in every language, built in: English and Welsh complete, ten more for the banner.

use crate::Words;
use serde_json::Value;
use std::sync::OnceLock;

const FILES: [(&str, &str); 12] = [
    ("en", include_str!("../words/en.json")),
    ("cy", include_str!("../words/cy.json")),
    ("ar", include_str!("../words/ar.json")),
    ("bn", include_str!("../words/bn.json")),
    ("es", include_str!("../words/es.json")),
    ("fr", include_str!("../words/fr.json")),
    ("hi", include_str!("../words/hi.json")),
    ("ms", include_str!("../words/ms.json")),
    ("ne", include_str!("../words/ne.json")),
    ("ur", include_str!("../words/ur.json")),
    ("zh", include_str!("../words/zh.json")),
    ("zh-hant", include_str!("../words/zh-hant.json")),
];

/// The words of one language. What is not translated is English.
#[derive(Debug)]
pub struct Language {
    code: &'static str,
    words: Value,
}

/// Every language, English first.
pub fn languages() -> &'static [Language] {
    static LANGUAGES: OnceLock<Vec<Language>> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let read = |(code, text): (&'static str, &str)| Language {
            code,
            words: serde_json::from_str(text).unwrap_or_default(),
        };
        FILES.into_iter().map(read).collect()
    })
}

impl Language {
    /// The language for a tag (BCP 47): itself, its primary language, or English. Chinese of Hong Kong, Macau and Taiwan
    /// is traditional.
    #[must_use]
    pub fn of(tag: &str) -> &'static Self {
        let tag = tag.to_ascii_lowercase();
        let primary = tag.split('-').next().unwrap_or_default();
        let traditional = primary == "zh" && ["hant", "hk", "mo", "tw"].iter().any(|s| tag.split('-').any(|p| p == *s));
        let code = if traditional { "zh-hant" } else { primary };
        static NONE: Language = Language { code: "en", words: Value::Null };
        languages().iter().find(|l| l.code == code).or_else(|| languages().first()).unwrap_or(&NONE)
    }

    /// Its code: the name of its file.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// All its words as they are in its file.
    #[must_use]
    pub fn words(&self) -> &Value {
        &self.words
    }

    /// Whether everything is translated, not only the banner.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.words.get("preferences").is_some()
    }

    fn find(&self, section: &str, key: &str) -> Option<&str> {
        self.words.get(section)?.get(key)?.as_str()
    }
}

impl Words for Language {
    fn word(&self, section: &str, key: &str) -> String {
        self.find(section, key).or_else(|| languages().first()?.find(section, key)).unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn keys(value: &Value) -> Vec<String> {
        let sections = value.as_object().unwrap().iter().filter_map(|(s, words)| Some((s, words.as_object()?)));
        sections.flat_map(|(s, words)| words.keys().map(move |key| format!("{s}.{key}"))).collect()
    }

    fn places(text: &str) -> Vec<&str> {
        let mut places: Vec<&str> = text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
        places.sort_unstable();
        places
    }

    #[test]
    fn every_language_has_every_word_of_its_sections_with_the_same_places_to_fill() {
        let english = Language::of("en").words();
        for language in languages() {
            let wanted = keys(english);
            let wanted = wanted.iter().filter(|key| language.is_complete() || key.starts_with("banner."));
            assert_eq!(keys(language.words()), wanted.cloned().collect::<Vec<_>>(), "{}", language.code);
            for key in keys(language.words()) {
                let (section, key) = key.split_once('.').unwrap();
                let (own, same) =
                    (language.find(section, key).unwrap(), Language::of("en").find(section, key).unwrap());
                assert!(!own.trim().is_empty() || key == "and", "{} {section}.{key}", language.code);
                assert_eq!(places(own), places(same), "{} {section}.{key}", language.code);
            }
        }
        assert!(Language::of("cy").is_complete());
    }

    #[test]
    fn a_tag_finds_its_language_and_an_unknown_one_english() {
        for (tag, code) in [
            ("en-GB", "en"),
            ("CY", "cy"),
            ("ar-SA", "ar"),
            ("zh-HK", "zh-hant"),
            ("zh-Hans-CN", "zh"),
            ("tlh", "en"),
            ("", "en"),
        ] {
            assert_eq!(Language::of(tag).code(), code, "{tag}");
        }
    }
}
