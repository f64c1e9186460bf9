//! Cookie consent as values: what a site uses ([`Site`]), what a person decided ([`Decision`]), the cookie that
//! remembers it, how a new decision follows from a choice ([`Choice`]), what may run ([`Site::allows`]) and what was
//! shown, word for word ([`wording`]).
//!
//! The law is PECR regulation 6 and Schedule A1 (in force since 5 February 2026), as data in [`Basis`]. What is not strictly
//! necessary or exempt is denied until it is granted. The loader in `www/` implements the same rules in
//! JavaScript; both pass `tests/vectors/consent.json`. Absent here: storage, time and randomness.

mod basis;
mod category;
mod choose;
mod codec;
mod covered;
mod decision;
mod site;
pub mod wording;
#[cfg(feature = "words")]
mod words;

pub use basis::{Basis, Purpose};
pub use category::{Category, Source};
pub use choose::Choice;
pub use codec::{COOKIE_NAME, Malformed};
pub use covered::Covered;
pub use decision::{Decision, LIFETIME_SECONDS, TooLong};
pub use site::{Change, Cookie, Kind, Service, Signal, Site};
pub use wording::{Surface, Words};
#[cfg(feature = "words")]
pub use words::{Language, languages};
