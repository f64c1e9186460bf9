//! The words a record says were shown, made again from the register. A hash proves them only if it comes out the same.

use super::record::Record;
use crate::at_rest::sha256_hex;
use forthright_consent::{Category, Language, Service, Site, Surface, Words, wording};
use forthright_register::Register;

/// The text whose hash the record carries, if the register still says the same.
pub fn shown(record: &Record, register: &Register) -> Option<String> {
    let claimed = record.wording.as_deref()?;
    let language = Language::of(&record.language);
    let site = register.site_in(&record.site, language.code())?;
    let asked: Vec<&Service> = site.services.iter().filter(|service| record.asked.contains(&service.id)).collect();
    let lines = match record.surface? {
        Surface::Banner => wording::banner(site, language, &asked),
        Surface::Placeholder => {
            let mut providers: Vec<&str> = asked.iter().map(|service| service.provider.as_str()).collect();
            providers.dedup();
            let provider = providers.join(&language.word("banner", "comma"));
            let mut categories: Vec<Category> = asked.iter().map(|service| service.category).collect();
            categories.dedup();
            wording::placeholder(language, &provider, &categories)
        }
        Surface::Preferences => wording::preferences(site, language),
        Surface::Page => wording::page(site, language),
    };
    let text = lines.join("\n");
    (sha256_hex(text.as_bytes()) == claimed).then_some(text)
}

/// The hash of what `/cookies` shows of a website.
pub fn page_hash(site: &Site, language: &Language) -> String {
    sha256_hex(wording::page(site, language).join("\n").as_bytes())
}
