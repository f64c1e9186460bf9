//! What a file is, by its content. Names and declared types are never believed.

use serde::{Deserialize, Serialize};

/// The types that are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileType {
    /// ISO/IEC 10918.
    Jpeg,
    /// ISO/IEC 15948.
    Png,
    /// RIFF WebP.
    Webp,
    /// ISO 32000.
    Pdf,
}

impl FileType {
    /// How many leading bytes [`FileType::of`] needs to see.
    pub const HEAD: usize = 1024;

    /// The type by the file's first bytes, or `None` when it is none of the four.
    ///
    /// ```
    /// use forthright_evidence::FileType;
    ///
    /// assert_eq!(FileType::of(b"%PDF-1.7\n"), Some(FileType::Pdf));
    /// assert_eq!(FileType::of(b"MZ\x90\x00"), None);
    /// ```
    #[must_use]
    pub fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Some(Self::Jpeg)
        } else if head.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else if head.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }

    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    /// The usual ending of a file name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
        }
    }

    /// Whether it is a picture, which the browser draws again so that hidden data (EXIF, location) is dropped.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        !matches!(self, Self::Pdf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_told_by_content() {
        assert_eq!(FileType::of(&[0xFF, 0xD8, 0xFF, 0xE1]), Some(FileType::Jpeg));
        assert_eq!(FileType::of(b"\x89PNG\r\n\x1a\nrest"), Some(FileType::Png));
        assert_eq!(FileType::of(b"RIFF\x10\0\0\0WEBPVP8 "), Some(FileType::Webp));
        assert_eq!(FileType::of(b"RIFF\x10\0\0\0WAVEfmt "), None);
        assert_eq!(FileType::of(b"<!doctype html>"), None);
        assert_eq!(FileType::of(b"GIF89a"), None);
        assert_eq!(FileType::of(b""), None);
    }
}
