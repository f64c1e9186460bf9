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
    /// Whether most of what it writes cannot be read by a program: the file does not say which letters it shows.
    pub is_nameless: bool,
    /// Whether its first page is a picture in parts, as some scanners write it: they are not put together.
    pub is_in_parts: bool,
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
    let (mut named, mut nameless) = (0_usize, 0_usize);
    for (at, page) in pages.iter().take(PAGES).enumerate() {
        let seen = reader.page(page);
        let shown = seen.glyphs.iter().filter(|glyph| glyph.is_visible).count();
        nameless = nameless.saturating_add(seen.nameless);
        named = named.saturating_add(shown);
        let (largest, all) = seen.covered;
        // A logo is no page, and what an app prints below its scans makes no letter of them.
        if at == 0 && seen.nameless < FEW && (shown < FEW || (shown < STAMP && all > MOST)) {
            paper.is_in_parts = all > MOST && largest < all.min(1.0) * WHOLE;
            paper.scan = seen.picture.as_ref().filter(|_| !paper.is_in_parts).and_then(Scan::of);
        }
        let mut glyphs = seen.glyphs;
        if at == 0 && paper.scan.is_some() {
            glyphs.retain(|glyph| !glyph.is_visible);
        }
        paper.text.push_str(&lines::of(glyphs));
    }
    paper.is_nameless = nameless > named;
    Ok(paper)
}

/// A page on which fewer characters can be seen is a picture, if it shows one.
const FEW: usize = 20;
/// Nor is a page a letter on which fewer can be seen, if pictures cover more than [`MOST`] of it.
const STAMP: usize = 200;
const MOST: f64 = 0.5;
/// A picture that covers less of what all of them cover is a part of one.
const WHOLE: f64 = 0.8;
