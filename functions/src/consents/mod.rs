//! Consent records: taken over HTTP or from a form without JavaScript, put on a queue, written in batches, exactly once for
//! each id; given back as a receipt and proof; deleted on request; counted, archived and forgotten on time.

mod archive;
mod choose;
mod cookie;
mod counts;
mod gzip;
mod queue;
mod receipt;
mod record;
mod stored;
mod weight;
mod wording;

pub use archive::{archive, forget};
pub use choose::{choose, cookies};
pub use counts::{count, counts};
pub use queue::take_batch;
pub use receipt::{delete, delete_from_page, page, proof, receipt};
pub use record::{preflight, record};
