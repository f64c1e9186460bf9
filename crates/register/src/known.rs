//! Services that many websites use, to pick from: `catalogue.toml`. Nothing of it is in force until somebody puts it into the
//! register; `scan` says which of them it has probably found.

use forthright_consent::{Basis, Category, Kind, Purpose};
use serde::{Deserialize, Serialize};

/// A service as its provider describes it. Fields as in [`forthright_consent::Service`].
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct KnownService {
    pub id: String,
    pub name: String,
    pub provider: String,
    pub purpose: String,
    pub purposes: Vec<Purpose>,
    pub category: Category,
    pub basis: Basis,
    /// Whom it asks; `*.` at the beginning stands for every host below, and the host itself.
    pub hosts: Vec<String>,
    /// The provider's privacy notice.
    pub privacy: String,
    /// Where the provider describes what it stores, or whom it asks.
    pub source: String,
    /// When the entry was last gone over.
    #[serde(with = "forthright_clock::civil")]
    pub checked: jiff::civil::Date,
    /// What an editor should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub cookies: Vec<KnownCookie>,
}

/// Something it stores. Fields as in [`forthright_consent::Cookie`].
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct KnownCookie {
    pub name: String,
    #[serde(default)]
    pub kind: Kind,
    pub purpose: String,
    pub duration: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
}

/// All of them.
///
/// # Errors
///
/// What is wrong with `catalogue.toml`, in words.
pub fn known_services() -> Result<Vec<KnownService>, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        service: Vec<KnownService>,
    }
    let file: File = toml::from_str(include_str!("../catalogue.toml")).map_err(|error| error.to_string())?;
    Ok(file.service)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn there_are_sixty_and_more_each_with_its_source_and_a_lawful_basis() {
        let all = known_services().unwrap();
        assert!(all.len() >= 60, "{}", all.len());
        assert_eq!(all.iter().map(|one| &one.id).collect::<BTreeSet<_>>().len(), all.len());
        for one in &all {
            assert!(one.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", one.id);
            for address in [&one.privacy, &one.source] {
                assert!(address.starts_with("https://"), "{}: {address}", one.id);
            }
            assert_eq!(one.category == Category::Necessary, !one.basis.is_optional(), "{}", one.id);
            for host in &one.hosts {
                let bare = host.strip_prefix("*.").unwrap_or(host);
                assert!(bare.contains('.') && !bare.contains(['*', '/', ':', ' ']), "{}: {host}", one.id);
            }
            assert!(one.cookies.iter().all(|cookie| cookie.name.trim_matches('*').len() > 1), "{}: too wide", one.id);
        }
    }
}
