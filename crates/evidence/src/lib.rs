//! Which documents show who somebody is, and whether a picture of one can be read.
//!
//! [`missing`] is the university's own rule (seed rows A19 to A22), one function for browser, Worker and desk.
//! [`examine`] looks at a picture before anything is sent: whether a person could read it ([`assess`]) and what its
//! machine-readable zone says ([`mod@reader`], [`mrz`]); [`letter()`] judges the text of a bill; [`names`] and [`licence`] compare that with what was typed.
//! [`FileType::of`] tells a file's type by its content. Absent here: any judgement of whether a document is genuine, and
//! any storage.

mod accept;
mod aim;
mod date;
mod document;
mod examine;
mod file_type;
pub mod header;
mod letter;
pub mod licence;
mod missing;
pub mod mrz;
pub mod names;
mod outline;
mod quality;
pub mod reader;
mod sheet;
mod tiles;
mod together;
mod verdict;

pub use accept::{Unacceptable, accept, accept_to_draw};
pub use aim::{Aim, Look, aim};
pub use document::{Document, Issuer, Kind, Person};
pub use examine::{Examination, examine, grey};
pub use file_type::FileType;
pub use letter::letter;
pub use missing::{Missing, missing};
pub use outline::{Outline, Place};
pub use quality::{Finding, Findings, Luma, Measures, assess, measures};
pub use sheet::outline;
pub use together::{Seen, Together, WHAT_IS_IT, together};
pub use verdict::{State, Told, Verdict, verdict};

/// At most this many files in one request.
pub const MAX_FILES: usize = 4;
/// At most this many bytes in one file that is sent: 10 MB.
pub const MAX_FILE_BYTES: u64 = 10 * 1024 * 1024;
/// At most this many bytes in a picture that is drawn again before it is sent: 64 MB.
pub const MAX_PICTURE_BYTES: u64 = 64 * 1024 * 1024;
