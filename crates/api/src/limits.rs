//! How much is taken. Beyond it: a problem document, never half a record.

use forthright_evidence::MAX_FILE_BYTES;

/// One sealed document: the largest file and what sealing adds (`forthright-seal` proves that it adds less).
pub const SEALED_FILE_BYTES: u64 = MAX_FILE_BYTES + 8 * 1024;
/// The sealed answers.
pub const SEALED_ANSWERS_BYTES: usize = 256 * 1024;
/// A JSON body.
pub const JSON_BYTES: u64 = 512 * 1024;
/// What begins a submission.
pub const BEGIN_BYTES: u64 = 4 * 1024;
/// A message pasted by staff.
pub const PASTED_BYTES: u64 = 1024 * 1024;
/// A cookie choice.
pub const CONSENT_BYTES: u64 = 4 * 1024;
/// A cookie choice posted as a form, with a field for each service that is on.
pub const CHOICE_BYTES: u64 = 64 * 1024;
/// All request headers together.
pub const HEADER_BYTES: usize = 16 * 1024;
/// A form posted without JavaScript: four documents and the answers.
pub const FORM_BYTES: u64 = 4 * MAX_FILE_BYTES + 1024 * 1024;
/// A message to a requester, in characters.
pub const MESSAGE_CHARACTERS: usize = 5_000;
/// A refused body is read to its end up to this size, so that the answer arrives.
pub const DRAINED_BYTES: u64 = 100 * 1024 * 1024;
