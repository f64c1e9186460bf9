//! What the institution says: organisation, contacts, websites with their cookies, forms, keys and bank holidays.
//!
//! An officer edits TOML files in one folder (`dmu/` is De Montfort University's); [`load`] reads and checks them, naming
//! file and key of whatever is wrong. Everything else is made from the result, and nothing but these files knows the
//! institution's name. The Worker gets the checked register as JSON at build time.

#[cfg(feature = "load")]
mod check;
#[cfg(feature = "load")]
mod check_content;
pub mod checklist;
pub mod content;
#[cfg(feature = "load")]
mod content_concerns;
pub mod export;
mod fault;
#[cfg(feature = "load")]
mod forms;
mod keys;
#[cfg(feature = "load")]
mod known;
pub mod letters;
#[cfg(feature = "load")]
mod load;
pub mod order;
mod organisation;
pub mod search;
mod services;
mod text;
mod theme;

pub use content::{Content, UNKNOWN};
pub use fault::Fault;
pub use keys::{KeyUse, RecipientKey};
#[cfg(feature = "load")]
pub use known::{KnownCookie, KnownService, known_services};
#[cfg(feature = "load")]
pub use load::load;
pub use organisation::{Accent, Contact, ContactRole, Organisation, Regulator};
pub use services::{Catalogue, ChangeSource, CookieSource, ServiceSource, SiteSource};
pub use text::Text;
pub use theme::{Colours, Theme, contrast};

use forthright_clock::{Calendar, Holiday};
use forthright_consent::{Service, Site};
use forthright_forms::Form;
use serde::{Deserialize, Serialize};

/// A whole register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// Whose it is.
    pub organisation: Organisation,
    /// Whom people can write to.
    pub contacts: Vec<Contact>,
    /// The banner's colours.
    pub theme: Theme,
    /// The revision of the services: goes up when people must be asked again.
    pub revision: u32,
    /// Every service of every website.
    pub services: Vec<Service>,
    /// The websites and what they use.
    pub sites: Vec<Site>,
    /// The same in Welsh; what is not translated is English.
    pub welsh_sites: Vec<Site>,
    /// What is right and yet wants an officer's eye.
    pub concerns: Vec<Fault>,
    /// The notices and the record of processing.
    pub content: Content,
    /// The forms.
    pub forms: Vec<Form>,
    /// Those that are in Welsh from their first text to their last.
    pub welsh_forms: Vec<Form>,
    /// What is written to people.
    pub letters: Vec<letters::Letter>,
    /// The keys that everything personal is sealed to.
    pub keys: Vec<RecipientKey>,
    /// Bank holidays in England and Wales.
    pub holidays: Vec<Holiday>,
}

impl Register {
    /// The website with this id.
    #[must_use]
    pub fn site(&self, id: &str) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == id)
    }

    /// The website with this id in a language (`cy` is Welsh; anything else is English).
    #[must_use]
    pub fn site_in(&self, id: &str, language: &str) -> Option<&Site> {
        let sites = if language == "cy" { &self.welsh_sites } else { &self.sites };
        sites.iter().find(|site| site.id == id)
    }

    /// The form with this id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The form with this id in a language (`cy` is Welsh; anything else is English). A form that has no Welsh is none there.
    #[must_use]
    pub fn form_in(&self, id: &str, language: &str) -> Option<&Form> {
        let forms = if language == "cy" { &self.welsh_forms } else { &self.forms };
        forms.iter().find(|form| form.id == id)
    }

    /// The contact with this id.
    #[must_use]
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == id)
    }

    /// Where complaints go: the data protection officer, or the team where none is named.
    #[must_use]
    pub fn complaints(&self) -> Option<&Contact> {
        let officer = self.contacts.iter().find(|contact| contact.role == Some(ContactRole::Dpo));
        officer.or_else(|| self.contact("data-protection"))
    }

    /// The domains from which colleagues write, in small letters: the website's and those of the mailboxes.
    #[must_use]
    pub fn own_domains(&self) -> Vec<String> {
        let website = self.organisation.website.split("://").last().unwrap_or_default();
        let host = website.split(['/', ':']).next().unwrap_or_default();
        let of_mail = self.contacts.iter().filter_map(|contact| contact.email.rsplit('@').next());
        let all = std::iter::once(host.strip_prefix("www.").unwrap_or(host)).chain(of_mail);
        let mut domains: Vec<String> = all.map(str::to_lowercase).filter(|domain| domain.contains('.')).collect();
        domains.sort();
        domains.dedup();
        domains
    }

    /// The calendar the statutory clocks use.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        Calendar::new(self.holidays.iter().cloned())
    }

    /// Whether any key is a demonstration key, whose passphrase everybody knows. Real requests must not be sealed to it.
    #[must_use]
    pub fn has_demonstration_keys(&self) -> bool {
        self.keys.iter().any(|key| key.demonstration)
    }
}
