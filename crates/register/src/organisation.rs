//! Who the institution is and how it is reached.

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
            let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
            Some(rest.get(..end)?.to_lowercase())
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
    /// Its website.
    pub website: String,
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
    /// The rows of the seed inventory it comes from.
    pub seed: Vec<String>,
}
