//! Whether a file can be taken at all: by content, size and number. The same words in the browser and from the Worker.

use crate::{FileType, MAX_FILE_BYTES, MAX_PICTURE_BYTES};
use std::fmt;

/// Why a file cannot be taken, in words a person can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unacceptable {
    /// None of the four types, whatever its name says.
    WrongType,
    /// More than 10 MB, and sent as it is.
    TooLarge,
    /// A picture of more bytes than are read to be drawn again.
    PictureTooLarge,
    /// A picture of more pixels than are decoded.
    TooManyPixels,
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
            Self::TooLarge | Self::PictureTooLarge | Self::TooManyPixels => "file-too-large",
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
            Self::PictureTooLarge => {
                "This picture is larger than 64 MB. Take a new photo, or save a smaller copy of it and choose that."
            }
            Self::TooManyPixels => {
                "This picture cannot be opened. It is too large: it has more than 210 megapixels. Take a new photo, or save \
                 a smaller copy of it and choose that."
            }
            Self::Empty => "This file is empty. Choose the file again.",
            Self::Heic => {
                "This is an HEIC picture, which cannot be opened here. Take a new photo on this page, or save the picture \
                 as a JPEG first. On a computer, open it and export or save a copy as JPEG. On an Android phone, share or \
                 edit it and save it as JPEG. On an iPhone or iPad, share it and choose “Most compatible” under Options."
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
    let file_type = accept_type(head, bytes)?;
    if bytes > MAX_FILE_BYTES { Err(Unacceptable::TooLarge) } else { Ok(file_type) }
}

/// The same where pictures are drawn again before they are sent: what counts is what is sent, so a picture may have
/// [`MAX_PICTURE_BYTES`]. A PDF is sent as it is.
///
/// # Errors
/// [`Unacceptable`] with words for the person.
pub fn accept_to_draw(head: &[u8], bytes: u64) -> Result<FileType, Unacceptable> {
    let file_type = accept_type(head, bytes)?;
    match file_type.is_picture() {
        true if bytes > MAX_PICTURE_BYTES => Err(Unacceptable::PictureTooLarge),
        false if bytes > MAX_FILE_BYTES => Err(Unacceptable::TooLarge),
        _ => Ok(file_type),
    }
}

fn accept_type(head: &[u8], bytes: u64) -> Result<FileType, Unacceptable> {
    if bytes == 0 {
        return Err(Unacceptable::Empty);
    }
    let heic =
        head.get(4..8) == Some(b"ftyp") && matches!(head.get(8..12), Some(b"heic" | b"heix" | b"hevc" | b"mif1"));
    if heic {
        return Err(Unacceptable::Heic);
    }
    FileType::of(head).ok_or(Unacceptable::WrongType)
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
    fn a_large_photo_is_taken_where_it_is_drawn_again_and_a_large_pdf_nowhere() {
        let photo: &[u8] = &[0xFF, 0xD8, 0xFF, 0xE1];
        let large = 12_600_000;
        assert_eq!(accept_to_draw(photo, large), Ok(FileType::Jpeg));
        assert_eq!(accept(photo, large), Err(Unacceptable::TooLarge));
        assert_eq!(accept_to_draw(b"%PDF-1.4", large), Err(Unacceptable::TooLarge));
        assert_eq!(accept_to_draw(photo, MAX_PICTURE_BYTES), Ok(FileType::Jpeg));
        assert_eq!(accept_to_draw(photo, MAX_PICTURE_BYTES + 1), Err(Unacceptable::PictureTooLarge));
        assert_eq!(accept_to_draw(photo, 0), Err(Unacceptable::Empty));
    }

    #[test]
    fn words_about_a_picture_are_not_for_one_maker_s_phones_alone() {
        let words = Unacceptable::Heic.to_string();
        assert!(["computer", "Android", "iPhone"].iter().all(|device| words.contains(device)), "{words}");
    }

    #[test]
    fn a_program_named_as_a_picture_is_the_wrong_type() {
        assert_eq!(accept(b"MZ\x90\0", 100), Err(Unacceptable::WrongType));
        assert_eq!(accept(b"\0\0\0\x18ftypheic\0\0\0\0", 100), Err(Unacceptable::Heic));
        assert_eq!(accept(b"", 0), Err(Unacceptable::Empty));
    }
}
