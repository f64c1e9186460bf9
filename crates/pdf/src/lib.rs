//! What a PDF says: the text of a born-digital bill or letter, or the picture of a scanned page (ISO 32000-1).
//!
//! Parsing, decryption and fonts are `hayro-syntax`'s and `hayro-font`'s; here the text operators are followed (section 9.4)
//! and glyphs become lines. Nothing in a file is run, and nothing outside it is looked for. Absent here: drawing a page,
//! reading pictures, and any judgement of what a letter says.

mod content;
mod fonts;
mod inline;
mod lines;
mod scan;

use hayro_syntax::{LoadPdfError, Pdf};
pub use scan::Scan;

/// Only the first pages are read: who a letter is to stands there.
pub const PAGES: usize = 3;

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// How many pages it has.
    pub pages: usize,
    /// The text of its first [`PAGES`] pages: lines from top to bottom, what stands far apart in a line parted by a tab.
    pub text: String,
    /// The picture that its first page shows, where that page has next to no text to be seen. What was recognised in it may
    /// be in `text`.
    pub scan: Option<Scan>,
}

/// Why nothing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It opens with a password alone, or is encrypted in a way that is not known or broken.
    Locked,
    /// It is no PDF, is damaged, or has no page.
    Broken,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Locked => "This PDF is locked: it opens with a password, or not at all.",
            Self::Broken => "This PDF does not open: it is damaged, or has no page.",
        })
    }
}

impl std::error::Error for Unreadable {}

/// Reads a file. What its pages draw is followed within a budget in proportion to its size. How its objects are found is
/// `hayro-syntax`'s: in a file that is broken on purpose, and over many pages that share what they inherit, that takes time
/// in proportion to the square of its size. It is for the caller to end it after some seconds (the check's Web Worker is), and to
/// bound what compressed streams unfold to, by giving it so much memory and no more.
///
/// # Errors
/// [`Unreadable`] when it cannot be opened.
///
/// ```
/// use forthright_pdf::{Unreadable, read};
///
/// assert_eq!(read(b"no PDF".to_vec()), Err(Unreadable::Broken));
/// ```
pub fn read(bytes: Vec<u8>) -> Result<Paper, Unreadable> {
    let weight = bytes.len();
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Unreadable::Locked,
        LoadPdfError::Invalid => Unreadable::Broken,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Unreadable::Broken);
    }
    let mut paper = Paper { pages: pages.len(), ..Paper::default() };
    let mut reader = content::Reader::new(weight);
    for (at, page) in pages.iter().take(PAGES).enumerate() {
        let seen = reader.page(page);
        if at == 0 && seen.glyphs.iter().filter(|glyph| glyph.is_visible).count() < FEW {
            paper.scan = seen.picture.as_ref().and_then(Scan::of);
        }
        paper.text.push_str(&lines::of(seen.glyphs));
    }
    Ok(paper)
}

/// A page on which fewer characters can be seen is a picture, if it shows one.
const FEW: usize = 20;
