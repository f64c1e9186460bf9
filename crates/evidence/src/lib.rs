//! Which documents show who somebody is, and whether a picture of one can be read.
//!
//! [`missing`] is the university's own rule (seed rows A19 to A22), one function for browser, Worker and desk.
//! [`assess`] looks at a picture's brightness and sharpness before anything is sent. [`FileType::of`] tells a file's type
//! by its content. Absent here: any judgement of whether a document is genuine, and any storage.

mod accept;
mod document;
mod file_type;
mod missing;
mod quality;

pub use accept::{Unacceptable, accept};
pub use document::{Document, Issuer, Kind, Person};
pub use file_type::FileType;
pub use missing::{Missing, missing};
pub use quality::{Finding, Findings, Luma, assess};

/// At most this many files in one request.
pub const MAX_FILES: usize = 4;
/// At most this many bytes in one file: 10 MB.
pub const MAX_FILE_BYTES: u64 = 10 * 1024 * 1024;
