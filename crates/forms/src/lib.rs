//! A form as data, and one validator for browser and server.
//!
//! A [`Form`] comes from the register. [`Answers`] are what a person typed, by field name. [`check`] says what has to be
//! mended, in words; [`summary`] gives the answers back in the form's order. In a form for a data-protection right only
//! a name, a way to reply and the request itself can be required (UK GDPR Art 12; see [`Form::faults`]). Absent here:
//! how a form looks and where it is sent.

mod answers;
mod check;
mod date;
mod form;
mod lawful;
mod period;
mod summary;

pub use answers::Answers;
pub use check::{Problem, check};
pub use form::{AsksIdentity, AtLeastOne, Choice, Clock, Condition, Form, Kind, Question, Role, Step};
pub use period::academic_years;
pub use summary::{SummaryRow, summary};
