//! The cookie `forthright_consent`, pinned for ever by `tests/vectors/consent.json`.
//!
//! `2.<id>.<revision>.<seconds>.<source>.<granted>.<refused>.<covered>`: id and source as in the API, numbers in decimal,
//! names joined by `_`, and last the set of services it is about ([`Covered`]). ASCII, under 200 bytes, safe in a cookie
//! without quoting, no personal data. Anything else is no decision: what needs consent stays off and is asked again.

use crate::decision::MOST_BYTES;
use crate::{Covered, Decision, Source};

/// The cookie's name.
pub const COOKIE_NAME: &str = "forthright_consent";

/// The cookie is not one this version wrote. It is treated as no decision: everything optional stays off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl Decision {
    /// The cookie's value.
    #[must_use]
    pub fn to_cookie(&self) -> String {
        format!(
            "2.{}.{}.{}.{}.{}.{}.{}",
            self.id(),
            self.revision(),
            self.decided_at(),
            self.source().name(),
            self.granted().join("_"),
            self.refused().join("_"),
            self.covered().to_hex()
        )
    }

    /// Reads a cookie's value.
    ///
    /// # Errors
    /// [`Malformed`] for anything this version would not have written.
    pub fn from_cookie(value: &str) -> Result<Self, Malformed> {
        if value.len() >= MOST_BYTES {
            return Err(Malformed);
        }
        let mut parts = value.split('.');
        let mut next = || parts.next().ok_or(Malformed);
        let (version, id, revision, seconds, source, granted, refused, covered) =
            (next()?, next()?, next()?, next()?, next()?, next()?, next()?, next()?);
        if version != "2" || parts.next().is_some() || revision.len() > 9 || seconds.len() > 10 {
            return Err(Malformed);
        }
        let source = Source::ALL.into_iter().find(|known| known.name() == source).ok_or(Malformed)?;
        let revision = revision.parse().map_err(|_| Malformed)?;
        let seconds = seconds.parse().map_err(|_| Malformed)?;
        let covered = Covered::from_hex(covered).ok_or(Malformed)?;
        let decision = Self::new(id, revision, seconds, source, names(granted), names(refused))
            .and_then(|decision| decision.about(covered))
            .map_err(|_| Malformed)?;
        // One decision has one spelling: a leading zero or sign is not ours.
        if decision.to_cookie() == value { Ok(decision) } else { Err(Malformed) }
    }
}

fn names(list: &str) -> Vec<String> {
    if list.is_empty() { Vec::new() } else { list.split('_').map(str::to_owned).collect() }
}
