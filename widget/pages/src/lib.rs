//! Public pages, rendered by the Worker as plain HTML. None of them needs a script.
#![allow(clippy::must_use_candidate, missing_docs)] // `#[component]` makes functions and property types of its own.

mod activity;
pub mod agents;
mod by_law;
pub mod check;
pub mod content;
pub mod cookies;
pub mod deadlines;
pub mod desk;
pub mod embed;
pub mod holidays;
pub mod ics;
pub mod layout;
pub mod letter;
pub mod local;
pub mod log;
pub mod notices;
pub mod receipt;
pub mod rights;
pub mod ropa;
mod table;
pub mod versions;
pub mod words;
