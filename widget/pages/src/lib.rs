//! Public pages, rendered by the Worker as plain HTML. None of them needs a script.
#![allow(clippy::must_use_candidate, missing_docs)] // `#[component]` makes functions and property types of its own.

pub mod content;
pub mod cookies;
pub mod desk;
pub mod embed;
pub mod layout;
pub mod local;
pub mod receipt;
