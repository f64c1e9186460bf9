//! A sealed form on its way in: begin, upload, complete. Nothing of it is a case before `complete`, and then all of it is.

mod begin;
mod complete;
mod fences;
mod store;
mod sweep;
mod upload;

pub use begin::{Sender, begin, begin_with_key};
pub use complete::{Completion, clock_of, complete, complete_with_key};
pub use store::{Envelope, object_key, store};
pub use sweep::sweep;
pub use upload::{keep, upload};

use serde::Deserialize;

/// A row of the table `submissions`.
#[derive(Clone, Deserialize)]
pub struct Submission {
    pub id: String,
    pub reference: String,
    pub form: String,
    pub completed_at: Option<String>,
    /// Whether staff completed it (1) or anybody (0).
    staff: f64,
    /// Which version was sent.
    version: Option<String>,
}

impl Submission {
    /// Whether staff completed it.
    pub fn is_of_staff(&self) -> bool {
        self.staff > 0.0
    }
}

/// The columns of [`Submission`].
const COLUMNS: &str = "id, reference, form, completed_at, staff, version";
