//! One decision a visitor made.

use crate::{Covered, Service, Source};

/// How long a decision is remembered, whatever it was: 182 days.
pub const LIFETIME_SECONDS: u64 = 182 * 24 * 60 * 60;

/// A cookie's value is shorter than this.
pub(crate) const MOST_BYTES: usize = 200;

/// What a visitor decided, when and how. Names are categories or service ids; a name is never in both lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    id: String,
    revision: u32,
    decided_at: u64,
    source: Source,
    granted: Vec<String>,
    refused: Vec<String>,
    covered: Covered,
}

/// The decision would not fit into a cookie of 200 bytes, or a part of it is not in the shape the cookie can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl Decision {
    /// A decision made at `decided_at` (seconds since 1970, UTC). It is about no service yet: see [`Decision::about`].
    ///
    /// # Errors
    /// [`TooLong`] when the id is no lower-case UUID, a name is not lower-case letters, digits and hyphens, a name is
    /// both granted and refused, or the cookie would be longer than 200 bytes.
    pub fn new(
        id: &str,
        revision: u32,
        decided_at: u64,
        source: Source,
        granted: Vec<String>,
        refused: Vec<String>,
    ) -> Result<Self, TooLong> {
        // Less than the cookie's length, and looked at first: what comes after is not in proportion to it.
        let length =
            granted.iter().chain(&refused).fold(id.len(), |sum, name| sum.saturating_add(name.len()).saturating_add(1));
        if length >= MOST_BYTES {
            return Err(TooLong);
        }
        let covered = Covered::default();
        let decision = Self { id: id.to_owned(), revision, decided_at, source, granted, refused, covered };
        let apart = decision.granted.iter().all(|name| !decision.refused.contains(name));
        let named = decision.granted.iter().chain(&decision.refused).all(|name| is_name(name));
        if is_uuid(id) && apart && named && decision.to_cookie().len() < MOST_BYTES {
            Ok(decision)
        } else {
            Err(TooLong)
        }
    }

    /// The same decision, about these services.
    ///
    /// # Errors
    /// [`TooLong`] when the cookie would be longer than 200 bytes.
    pub fn about(mut self, covered: Covered) -> Result<Self, TooLong> {
        self.covered = covered;
        if self.to_cookie().len() < MOST_BYTES { Ok(self) } else { Err(TooLong) }
    }

    /// The services the person was asked about.
    #[must_use]
    pub fn covered(&self) -> &Covered {
        &self.covered
    }

    /// Whether the person was asked about this service as it is now.
    #[must_use]
    pub fn covers(&self, service: &Service) -> bool {
        self.covered.has(service.number) && self.revision >= service.since
    }

    /// The random id (lower-case UUID) under which the record is kept. It says nothing about the person.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The register revision that was shown.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// Seconds since 1970, UTC.
    #[must_use]
    pub fn decided_at(&self) -> u64 {
        self.decided_at
    }

    /// How it was made.
    #[must_use]
    pub fn source(&self) -> Source {
        self.source
    }

    /// The categories and services that were switched on.
    #[must_use]
    pub fn granted(&self) -> &[String] {
        &self.granted
    }

    /// The categories and services that were switched off.
    #[must_use]
    pub fn refused(&self) -> &[String] {
        &self.refused
    }

    /// What the decision says about a name: granted, refused, or nothing.
    #[must_use]
    pub fn says(&self, name: &str) -> Option<bool> {
        if self.refused.iter().any(|n| n == name) {
            Some(false)
        } else if self.granted.iter().any(|n| n == name) {
            Some(true)
        } else {
            None
        }
    }

    /// Whether it still counts: not made in the future (a day of clock error is forgiven) and not older than six months.
    #[must_use]
    pub fn is_current(&self, now: u64) -> bool {
        const DAY: u64 = 24 * 60 * 60;
        self.decided_at <= now.saturating_add(DAY) && now <= self.decided_at.saturating_add(LIFETIME_SECONDS)
    }
}

fn is_name(name: &str) -> bool {
    name.len() >= 2 && name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

fn is_uuid(id: &str) -> bool {
    id.len() == 36
        && id.bytes().enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => matches!(b, b'0'..=b'9' | b'a'..=b'f'),
        })
}
