//! A case as a list of events: its references, its states and what may be done in each.
//!
//! A case is never edited: something is decided ([`Case::decide`]) and becomes an event; the state is what the events add
//! up to ([`Case::replay`]). Absent here: storage, time, randomness and whatever a person wrote.

mod case;
mod close;
mod command;
mod crockford;
mod event;
mod outcome;
mod propose;
mod receipt;
mod reference;
mod since;

pub use case::{Case, Proposal};
pub use command::{ClockCommand, Closing, Command, Refused};
pub use event::{Event, Extension, Part, SearchResult, Waiting};
pub use outcome::{Identity, Outcome, Status};
pub use receipt::Receipt;
pub use reference::Reference;
pub use since::has_moved_on;

/// A reference or a receipt code that cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The check character does not fit: most likely a typing mistake.
    Typo,
    /// The number or kind of characters is wrong.
    Shape,
}
