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
    let candidates = match record.surface? {
        // Whether what is exempt was on still, the record does not say.
        Surface::Banner => [true, false].map(|on| wording::banner(site, language, &asked, on)).to_vec(),
        Surface::Placeholder => {
            let mut providers: Vec<String> = asked.iter().map(|service| service.provider.clone()).collect();
            providers.dedup();
            // The embed is one provider's, or that of all whom the category allows.
            providers.push(providers.join(&language.word("banner", "comma")));
            let mut categories: Vec<Category> = asked.iter().map(|service| service.category).collect();
            categories.dedup();
            providers.iter().map(|provider| wording::placeholder(language, provider, &categories)).collect()
        }
        Surface::Preferences => vec![wording::preferences(site, language)],
        Surface::Page => vec![wording::page(site, language)],
    };
    let mut texts = candidates.into_iter().map(|lines| lines.join("\n"));
    texts.find(|text| sha256_hex(text.as_bytes()) == claimed)
}

/// The hash of what `/cookies` shows of a website.
pub fn page_hash(site: &Site, language: &Language) -> String {
    sha256_hex(wording::page(site, language).join("\n").as_bytes())
}
