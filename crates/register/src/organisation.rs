//! Who the institution is and how it is reached.

use crate::Text;
use serde::{Deserialize, Serialize};

/// The controller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Stable id, also the register folder's name.
    pub id: String,
    /// The full name.
    pub name: String,
    /// The name people say.
    pub short_name: String,
    /// What every case reference starts with.
    pub reference_prefix: String,
    /// The institution's main website.
    pub website: String,
    /// Where the privacy desk is served, scheme and host: `https://privacy.example.ac.uk`. The loader then takes its parts from
    /// there alone. Absent: from wherever the loader itself came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Who decides together with it what data is used for (UK GDPR, Article 26).
    #[serde(default)]
    pub joint_controllers: Vec<Text>,
    /// The colour of buttons and links.
    pub accent: Accent,
    /// Who supervises it.
    pub regulator: Regulator,
}

impl Organisation {
    /// Whether a link leads to the institution itself: a page here, an address to write to, or a website of its domain.
    #[must_use]
    pub fn is_own(&self, address: &str) -> bool {
        let host = |address: &str| {
            let (_, rest) = address.split_once("://")?;
            let authority = rest.split(['/', '?', '#', '\\']).next()?;
            // Before an @ stands a name to sign in with; the host is behind it.
            let host = authority.rsplit('@').next()?;
            Some(host.split(':').next()?.to_ascii_lowercase())
        };
        let Some(host_of_link) = host(address) else { return true };
        let own = host(&self.website).unwrap_or_default();
        let domain = own.strip_prefix("www.").unwrap_or(&own);
        host_of_link == domain || host_of_link.strip_suffix(domain).is_some_and(|before| before.ends_with('.'))
    }
}

/// The accent colour as `#rrggbb` on light and on dark ground; refused where it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accent {
    /// On white.
    pub light: String,
    /// On black.
    pub dark: String,
}

/// The supervisory authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regulator {
    /// Its name, which changes.
    pub name: String,
    /// Its own name in Welsh; where there is none, the English one is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub welsh: Option<String>,
    /// Its website.
    pub website: String,
}

impl Regulator {
    /// Its name in a language (`cy` is Welsh; anything else is English).
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        self.welsh.as_deref().filter(|_| language == "cy").unwrap_or(&self.name)
    }
}

/// A mailbox with its purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Stable id.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// The address.
    pub email: String,
    /// What to write there about.
    pub purpose: String,
    /// What the law knows it as, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<ContactRole>,
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}

/// Whom the law names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactRole {
    /// The data protection officer (UK GDPR Arts 37 to 39), to whom complaints go (Art 38(4); DPA 2018 s.164A).
    Dpo,
}
