//! Accessible components, each in a folder of its own. They work as plain HTML and are taken over in the browser.
#![allow(clippy::must_use_candidate, missing_docs)] // `#[component]` makes functions and property types of its own.

mod button;
mod error_summary;
mod field;
mod summary_list;
mod text_area;
mod view;

pub use button::{Button, Weight};
pub use error_summary::{ErrorLink, ErrorSummary};
pub use field::{ErrorMessage, Field, describe, described_by};
pub use summary_list::{SummaryItem, SummaryList};
pub use text_area::TextArea;
