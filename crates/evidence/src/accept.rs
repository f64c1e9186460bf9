//! Whether a file can be taken at all: by content, size and number. The same words in the browser and from the Worker.

use crate::{FileType, MAX_FILE_BYTES};
use std::fmt;

/// Why a file cannot be taken, in words a person can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unacceptable {
    /// None of the four types, whatever its name says.
    WrongType,
    /// More than 10 MB.
    TooLarge,
    /// No bytes at all.
    Empty,
    /// A picture of a newer kind that phones make and browsers often cannot show.
    Heic,
    /// It starts like a picture but the browser cannot draw it.
    Unreadable,
}

impl Unacceptable {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongType => "file-type",
            Self::TooLarge => "file-too-large",
            Self::Empty => "file-empty",
            Self::Heic => "file-heic",
            Self::Unreadable => "file-unreadable",
        }
    }
}

impl fmt::Display for Unacceptable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WrongType => {
                "This file is not a JPEG, PNG or WebP picture or a PDF. Choose a file of one of these types, or take a \
                 photo of the document."
            }
            Self::TooLarge => "This file is larger than 10 MB. Choose a smaller file, or take a photo of the document.",
            Self::Empty => "This file is empty. Choose the file again.",
            Self::Heic => {
                "This is an HEIC picture, which cannot be opened here. Take a new photo on this page, or save the picture \
                 as a JPEG first: on an iPhone, share it and choose “Most compatible” under Options."
            }
            Self::Unreadable => {
                "This picture cannot be opened. It may be damaged. Choose another, or take a new photo."
            }
        })
    }
}

/// The type of a file that can be taken. `head`: its first bytes, up to [`FileType::HEAD`]; `bytes`: its whole size.
///
/// # Errors
/// [`Unacceptable`] with words for the person.
pub fn accept(head: &[u8], bytes: u64) -> Result<FileType, Unacceptable> {
    if bytes == 0 {
        return Err(Unacceptable::Empty);
    }
    let heic =
        head.get(4..8) == Some(b"ftyp") && matches!(head.get(8..12), Some(b"heic" | b"heix" | b"hevc" | b"mif1"));
    if heic {
        return Err(Unacceptable::Heic);
    }
    let file_type = FileType::of(head).ok_or(Unacceptable::WrongType)?;
    if bytes > MAX_FILE_BYTES { Err(Unacceptable::TooLarge) } else { Ok(file_type) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_megabytes_are_taken_and_one_byte_more_is_not() {
        assert_eq!(accept(b"%PDF-1.4", MAX_FILE_BYTES), Ok(FileType::Pdf));
        assert_eq!(accept(b"%PDF-1.4", MAX_FILE_BYTES + 1), Err(Unacceptable::TooLarge));
    }

    #[test]
    fn a_program_named_as_a_picture_is_the_wrong_type() {
        assert_eq!(accept(b"MZ\x90\0", 100), Err(Unacceptable::WrongType));
        assert_eq!(accept(b"\0\0\0\x18ftypheic\0\0\0\0", 100), Err(Unacceptable::Heic));
        assert_eq!(accept(b"", 0), Err(Unacceptable::Empty));
    }
}
