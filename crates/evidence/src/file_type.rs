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
        } else if without_lead(head).starts_with(b"%PDF-") {
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

/// A file without a byte-order mark and white space (ISO 32000-1, 7.2.2) before it, which some programs write before a PDF's
/// header; those that show PDFs look for it in the first bytes (ISO 32000-1, annex H, note 13).
fn without_lead(head: &[u8]) -> &[u8] {
    /// A few line ends, not a page of them.
    const MOST: usize = 64;
    let head = head.get(..FileType::HEAD).unwrap_or(head);
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let lead = text.iter().take(MOST).take_while(|byte| matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')).count();
    text.get(lead..).unwrap_or_default()
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

    #[test]
    fn a_pdf_after_a_byte_order_mark_and_line_ends_is_one_and_nothing_else_is() {
        for lead in ["\u{feff}", "\r\n", "\n\n ", "\u{feff}\r\n", "\u{feff}\n\t\n"] {
            assert_eq!(FileType::of(format!("{lead}%PDF-1.7\n").as_bytes()), Some(FileType::Pdf), "{lead:?}");
            assert_eq!(FileType::of(format!("{lead}<!doctype html>%PDF-1.7\n").as_bytes()), None, "{lead:?}");
            assert_eq!(FileType::of(lead.as_bytes()), None, "{lead:?}");
            let picture = [lead.as_bytes(), b"\x89PNG\r\n\x1a\n"].concat();
            assert_eq!(FileType::of(&picture), None, "{lead:?}");
        }
        assert_eq!(FileType::of(b"x%PDF-1.7\n"), None);
        assert_eq!(FileType::of(format!("{}%PDF-1.7\n", "\n".repeat(65)).as_bytes()), None);
        assert_eq!(FileType::of(format!("{}%PDF-1.7\n", "\n".repeat(FileType::HEAD)).as_bytes()), None);
    }

    #[test]
    fn a_pdf_after_something_is_read_though_its_table_of_places_is_off() {
        let content = "BT /F 11 Tf 60 700 Td (Miss A Eriksson) Tj ET";
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
                .to_owned(),
            format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        ];
        let (mut file, mut table) = ("%PDF-1.4\n".to_owned(), "xref\n0 6\n0000000000 65535 f \n".to_owned());
        for (number, object) in (1..).zip(objects) {
            table.push_str(&format!("{:010} 00000 n \n", file.len()));
            file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
        }
        let place = file.len();
        file.push_str(&format!("{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{place}\n%%EOF\n"));
        for lead in ["", "\u{feff}", "\n", "\r\n", "\n\n ", "\u{feff}\r\n", &" \n".repeat(32)] {
            let whole = format!("{lead}{file}").into_bytes();
            assert_eq!(FileType::of(&whole), Some(FileType::Pdf), "{lead:?}");
            let text = forthright_pdf::read(whole).map(|paper| paper.text);
            assert_eq!(text.ok().as_deref(), Some("Miss A Eriksson\n"), "{lead:?}");
        }
    }
}
