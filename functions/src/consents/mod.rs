//! Consent records: taken over HTTP, put on a queue, written in batches, exactly once for each id.

mod queue;
mod receipt;
mod record;

pub use queue::take_batch;
pub use receipt::receipt;
pub use record::{preflight, record, site};
