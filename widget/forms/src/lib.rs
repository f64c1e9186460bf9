//! Form journeys: the same components render in the Worker (complete without JavaScript) and are taken over in the
//! browser, where documents are looked at before anything is sent and everything is sealed before it leaves.
#![allow(clippy::must_use_candidate, missing_docs)] // `#[component]` makes functions and property types of its own.

#[cfg_attr(not(feature = "browser"), path = "browser/absent.rs")]
mod browser;
mod draft;
mod due;
mod evidence;
mod form;
mod question;
pub mod receipt;
mod state;
mod title;
#[cfg(feature = "ssr")]
pub mod track;

pub use form::{FormView, form};
pub use state::{FileNote, PageState, Phase};
