//! A sealed form on its way in: begin, upload, complete. Nothing of it is a case before `complete`, and then all of it is.

mod begin;
mod complete;
mod sweep;
mod upload;

pub use begin::{begin, begin_with_key};
pub use complete::{Completion, clock_of, complete, complete_with_key};
pub use sweep::sweep;
pub use upload::{store, upload};

use forthright_cases::Part;
use serde::Deserialize;

/// A row of the table `submissions`.
#[derive(Deserialize)]
pub struct Submission {
    pub id: String,
    pub reference: String,
    pub form: String,
    pub completed_at: Option<String>,
}

/// The columns of [`Submission`].
const COLUMNS: &str = "id, reference, form, completed_at";

/// Where a sealed part lies in the bucket.
pub fn object_key(reference: &str, part: Part) -> String {
    format!("sealed/{reference}/{}", part.name())
}
