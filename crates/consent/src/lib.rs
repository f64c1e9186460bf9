//! Cookie consent as values: what a site uses ([`Site`]), what a person decided ([`Decision`]), the cookie that
//! remembers it, and what follows from both ([`Site::allows`]).
//!
//! The law is PECR regulation 6 and Schedule A1 (in force since 5 February 2026). Everything that is not strictly
//! necessary or exempt is denied until it is granted. The loader `www/embed.js` implements the same rules in
//! JavaScript; both pass `tests/vectors/consent.json`. Absent here: storage, time and randomness.

mod category;
mod codec;
mod decision;
mod site;

pub use category::{Basis, Category, Source};
pub use codec::{COOKIE_NAME, Malformed};
pub use decision::{Decision, LIFETIME_SECONDS, TooLong};
pub use site::{Cookie, Service, Site};
