//! What a page's content stream draws, as far as it is text or a picture (ISO 32000-1, 8.4, 8.10 and 9.4).
//!
//! Each thing that is done is paid for out of one budget, before it is done where its size is known: what is drawn again and
//! again, named and not there, or made of many letters, cannot take longer than so much for the whole file.

use crate::fonts;
use crate::inline::without_pictures;
use hayro_font::hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontResolverFn};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::HashSet;
use std::sync::Arc;

/// How much may be done for a file: a character costs 1, an operation 10, and 32 bytes that are gone through 1.
const WORK: usize = 2_000_000;
/// As much as every file may cost, and how much more for each of its bytes: what is compressed says a lot in a few.
const BASE: usize = 200_000;
const FOR_A_BYTE: usize = 32;
const OPERATION: usize = 10;
const BYTES: usize = 32;
/// So many bytes for 1 where they are looked at one by one, because what is named is not what it should be.
const MISSING: usize = 4;
/// So many glyphs are kept of a page.
const GLYPHS: usize = 40_000;
/// So deep may forms and saved states be nested.
const DEPTH: usize = 12;
/// The flags of what is shown neither on the screen nor on paper (12.5.3): hidden, and not to be viewed.
const HIDDEN: u32 = 0b10_0010;
/// In a field that is higher than this, letters are as high as this, in points.
const LINE: f64 = 14.0;
/// Units of a glyph's width in one em.
const EM: f64 = 1000.0;

/// A character where it stands on the page, in points from the page's lower left.
#[derive(Clone, Debug)]
pub struct Glyph {
    pub text: String,
    /// Where it begins.
    pub from: (f64, f64),
    /// Where the next one may begin.
    pub to: (f64, f64),
    /// How high its letters are.
    pub size: f64,
    /// What was recognised in a scan is written without being seen (text rendering mode 3).
    pub is_visible: bool,
}

/// A font with one glyph and no outlines (OpenType 1.9): its table directory, and `maxp` 0.5.
const BLANK: &[u8] = b"\0\x01\0\0\0\x01\0\x10\0\0\0\0maxp\0\0\0\0\0\0\0\x1C\0\0\0\x06\0\0\x50\0\0\x01";

/// What a page shows.
#[derive(Default)]
pub struct Seen<'a> {
    pub glyphs: Vec<Glyph>,
    /// Its largest picture.
    pub picture: Option<Stream<'a>>,
    /// What that picture takes of the page, and all pictures together: 1 is the whole.
    pub covered: (f64, f64),
    /// How many characters are shown of which the file does not say what letters they are.
    pub nameless: usize,
}

/// A transformation (section 8.3.3): `a b c d e f`.
type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First one, then the other.
fn then([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix) -> Matrix {
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

const fn shift(x: f64, y: f64) -> Matrix {
    [1.0, 0.0, 0.0, 1.0, x, y]
}

/// The graphics state, as far as text needs it.
#[derive(Clone)]
struct State<'a> {
    page: Matrix,
    font: Option<Font<'a>>,
    size: f64,
    character: f64,
    word: f64,
    scale: f64,
    leading: f64,
    is_visible: bool,
}

/// Follows operators; fonts are kept from page to page.
pub struct Reader<'a> {
    fonts: FontCache<'a>,
    standard: FontResolverFn,
    maps: CMapResolverFn,
    left: usize,
    /// What it costs where something is named that is not what it should be: the whole file may have been gone through.
    missing: usize,
    /// Fonts that have been paid for.
    paid: HashSet<ObjectIdentifier>,
    seen: Seen<'a>,
    pixels: u64,
    /// How large the page is, in square points.
    area: f64,
}

impl<'a> Reader<'a> {
    /// For a file of so many bytes.
    pub fn new(bytes: usize) -> Self {
        Self {
            fonts: FontCache::new(),
            // What the letters look like does not matter here: a blank font stands in for all that a file does not bring.
            standard: Arc::new(|_| Some((Arc::new(BLANK), 0))),
            maps: Arc::new(|_| None),
            left: bytes.saturating_mul(FOR_A_BYTE).saturating_add(BASE).min(WORK),
            missing: bytes / MISSING,
            paid: HashSet::new(),
            seen: Seen::default(),
            pixels: 0,
            area: 1.0,
        }
    }

    /// What a page shows.
    pub fn page(&mut self, page: &Page<'a>) -> Seen<'a> {
        self.pixels = 0;
        let (width, height) = page.base_dimensions();
        self.area = (f64::from(width) * f64::from(height)).max(1.0);
        let state = State {
            page: IDENTITY,
            font: None,
            size: 0.0,
            character: 0.0,
            word: 0.0,
            scale: 1.0,
            leading: 0.0,
            is_visible: true,
        };
        let content = without_pictures(&self.content(page.raw()));
        self.follow(TypedIter::new(&content), page.resources(), state.clone(), 0);
        self.filled_in(page, &state);
        std::mem::take(&mut self.seen)
    }

    /// What was filled into the page's fields, as it is shown (12.5.5).
    fn filled_in(&mut self, page: &Page<'a>, state: &State<'a>) {
        let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return };
        for annotation in annotations.iter::<Dict<'_>>() {
            if !self.spend(OPERATION) {
                return;
            }
            let is_hidden = annotation.get::<u32>("F").is_some_and(|flags| flags & HIDDEN != 0);
            let shown = annotation.get::<Dict<'_>>("AP").and_then(|looks| looks.get::<Stream<'_>>("N"));
            let corners = |dict: &Dict<'_>, name: &str| -> Option<[f64; 4]> {
                dict.get::<Array<'_>>(name)?.iter::<f64>().collect::<Vec<f64>>().first_chunk().copied()
            };
            let Some(place) = corners(&annotation, "Rect").filter(|_| !is_hidden) else { continue };
            let Some(shown) = shown else {
                self.typed(&annotation, place);
                continue;
            };
            let [x, y, ..] = place;
            let [left, bottom, ..] = corners(shown.dict(), "BBox").unwrap_or_default();
            let state = State { page: shift(x - left, y - bottom), ..state.clone() };
            self.object(&shown, page.resources(), &state, 0);
        }
    }

    /// What was typed into a field that has no looks of its own, as some programs save it (12.7.4.3): its value is drawn by whoever
    /// opens the file.
    fn typed(&mut self, field: &Dict<'_>, [x, y, right, top]: [f64; 4]) {
        let parent = field.get::<Dict<'_>>("Parent");
        let inherited = |name: &str| {
            field.get::<Object<'_>>(name).or_else(|| parent.as_ref().and_then(|parent| parent.get::<Object<'_>>(name)))
        };
        let is_text = matches!(inherited("FT"), Some(Object::Name(kind)) if matches!(kind.as_str(), "Tx" | "Ch"));
        let Some(Object::String(value)) = inherited("V").filter(|_| is_text) else { return };
        let bytes = value.as_bytes();
        if !self.spend(bytes.len()) || self.seen.glyphs.len() >= GLYPHS {
            return;
        }
        let text = written(bytes);
        let size = (top - y).abs().min(LINE);
        self.seen.glyphs.push(Glyph { text, from: (x, y), to: (right.max(x), y), size, is_visible: true });
    }

    /// A page's content: one stream, or the parts of an array with a space after each (7.8.2).
    fn content(&mut self, page: &Dict<'a>) -> Vec<u8> {
        let mut content = Vec::new();
        match page.get::<Object<'_>>("Contents") {
            Some(Object::Stream(stream)) => content = self.decoded(&stream).unwrap_or_default(),
            Some(Object::Array(parts)) => {
                for part in parts.iter::<Object<'_>>() {
                    let part = match part {
                        Object::Stream(stream) => self.decoded(&stream),
                        _ => self.spend(self.missing).then(Vec::new),
                    };
                    content.extend(part.unwrap_or_default());
                    content.push(b' ');
                    if self.left == 0 {
                        break;
                    }
                }
            }
            _ => {}
        }
        content
    }

    /// What a stream unfolds to, if there is enough left to unfold it and then to go through it.
    fn decoded(&mut self, stream: &Stream<'_>) -> Option<Vec<u8>> {
        if !self.spend((stream.raw_data().len() / BYTES).saturating_add(1)) {
            return None;
        }
        let content = stream.decoded_data().ok()?.into_owned();
        self.spend(content.len() / BYTES).then_some(content)
    }

    /// A font, paid for once where it has a number of its own, and each time where it has none.
    fn font(&mut self, dict: &Dict<'a>) -> Option<Font<'a>> {
        let number = dict.obj_id();
        if !number.is_some_and(|number| self.paid.contains(&number)) {
            let weight = fonts::weight(dict)?;
            self.paid.extend(number);
            if !self.spend(weight / BYTES) {
                return None;
            }
        }
        if !self.spend(dict.data().len() / BYTES) {
            return None;
        }
        self.fonts.font(dict, &self.standard, &self.maps)
    }

    /// Whether there is still so much to spend.
    const fn spend(&mut self, work: usize) -> bool {
        self.left = self.left.saturating_sub(work);
        self.left > 0
    }

    fn follow(&mut self, mut operations: TypedIter<'_>, resources: &Resources<'a>, state: State<'a>, depth: usize) {
        let mut saved: Vec<State<'a>> = Vec::new();
        let mut text = Text { state, line: IDENTITY, at: IDENTITY };
        while let Some(operation) = operations.next() {
            if !self.spend(OPERATION) {
                return;
            }
            match operation {
                TypedInstruction::SaveState(_) if saved.len() < 64 => saved.push(text.state.clone()),
                TypedInstruction::RestoreState(_) => text.state = saved.pop().unwrap_or(text.state),
                TypedInstruction::Transform(t) => {
                    let matrix = [t.0, t.1, t.2, t.3, t.4, t.5].map(|number| number.as_f64());
                    text.state.page = then(matrix, text.state.page);
                }
                TypedInstruction::BeginText(_) => text.start(IDENTITY),
                TypedInstruction::TextFont(font) => {
                    let dict = resources.get_font(font.0);
                    if dict.is_none() && resources.fonts.contains_key(font.0) {
                        self.spend(self.missing);
                    }
                    text.state.font = dict.and_then(|dict| self.font(&dict));
                    text.state.size = font.1.as_f64();
                }
                TypedInstruction::CharacterSpacing(n) => text.state.character = n.0.as_f64(),
                TypedInstruction::WordSpacing(n) => text.state.word = n.0.as_f64(),
                TypedInstruction::HorizontalScaling(n) => text.state.scale = n.0.as_f64() / 100.0,
                TypedInstruction::TextRenderingMode(n) => text.state.is_visible = n.0.as_f64() != 3.0,
                TypedInstruction::TextLeading(n) => text.state.leading = n.0.as_f64(),
                TypedInstruction::NextLine(n) => text.next(n.0.as_f64(), n.1.as_f64()),
                TypedInstruction::NextLineAndSetLeading(n) => {
                    text.state.leading = -n.1.as_f64();
                    text.next(n.0.as_f64(), n.1.as_f64());
                }
                TypedInstruction::NextLineUsingLeading(_) => text.next(0.0, -text.state.leading),
                TypedInstruction::SetTextMatrix(t) => {
                    text.start([t.0, t.1, t.2, t.3, t.4, t.5].map(|number| number.as_f64()));
                }
                TypedInstruction::ShowText(shown) => self.show(&mut text, shown.0.as_bytes()),
                TypedInstruction::NextLineAndShowText(shown) => {
                    text.next(0.0, -text.state.leading);
                    self.show(&mut text, shown.0.as_bytes());
                }
                TypedInstruction::ShowTextWithParameters(shown) => {
                    (text.state.word, text.state.character) = (shown.0.as_f64(), shown.1.as_f64());
                    text.next(0.0, -text.state.leading);
                    self.show(&mut text, shown.2.as_bytes());
                }
                TypedInstruction::ShowTexts(shown) => {
                    for part in shown.0.iter::<Object<'_>>() {
                        match part {
                            Object::String(string) => self.show(&mut text, string.as_bytes()),
                            Object::Number(number) => {
                                text.forward(-number.as_f64() / EM * text.state.size * text.state.scale);
                            }
                            _ => {}
                        }
                    }
                }
                TypedInstruction::XObject(object) => {
                    if let Some(stream) = resources.get_x_object(object.0) {
                        self.object(&stream, resources, &text.state, depth);
                    } else if resources.x_objects.contains_key(object.0) {
                        self.spend(self.missing);
                    }
                }
                _ => {}
            }
        }
    }

    /// A form is followed; a picture is kept if it is the largest so far.
    fn object(&mut self, stream: &Stream<'a>, resources: &Resources<'a>, state: &State<'a>, depth: usize) {
        let dict = stream.dict();
        if !self.spend(dict.data().len() / BYTES) {
            return;
        }
        let kind = dict.get::<Name<'_>>("Subtype");
        match kind.as_ref().map(|name| name.as_str()) {
            Some("Form") if depth < DEPTH => {
                let Some(content) = self.decoded(stream) else { return };
                let content = without_pictures(&content);
                let matrix = dict.get::<Array<'_>>("Matrix").map(|array| array.iter::<f64>().collect::<Vec<f64>>());
                let matrix = matrix.and_then(|parts| parts.first_chunk().copied()).unwrap_or(IDENTITY);
                let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
                let state = State { page: then(matrix, state.page), ..state.clone() };
                let depth = depth.saturating_add(1);
                self.follow(TypedIter::new(&content), own.as_ref().unwrap_or(resources), state, depth);
            }
            Some("Image") => {
                // A picture fills a square of 1 by 1 (8.9.5).
                let [a, b, c, d, ..] = state.page;
                let covered = ((a * d - b * c).abs() / self.area).min(1.0);
                self.seen.covered.1 += covered;
                let side = |name: &str| u64::from(dict.get::<u32>(name).unwrap_or(0));
                let pixels = side("Width").saturating_mul(side("Height"));
                // Copiers put letters as a mask over a picture of the page: the picture counts.
                let is_mask = dict.get::<bool>("ImageMask").unwrap_or(false);
                if pixels > self.pixels && (!is_mask || self.pixels == 0) {
                    self.pixels = if is_mask { 0 } else { pixels };
                    self.seen.picture = Some(stream.clone());
                    self.seen.covered.0 = covered;
                }
            }
            _ => {}
        }
    }

    fn show(&mut self, text: &mut Text<'a>, bytes: &[u8]) {
        let Some(font) = text.state.font.clone() else { return };
        let mut at = 0;
        while at < bytes.len() && self.spend(1) {
            let (code, length) = font.read_code(bytes, at);
            at = at.saturating_add(length.max(1));
            let space = if code == 32 && length == 1 { text.state.word } else { 0.0 };
            let wide = font.code_advance(code).x / EM * text.state.size;
            let glyph = font.glyph(font.map_code(code), code);
            let unicode = match glyph {
                FontGlyph::Outline(glyph) => glyph.as_unicode(),
                FontGlyph::Type3(glyph) => glyph.as_unicode(),
            };
            let unnamed = unicode.is_none() && text.state.is_visible;
            let place = then(text.at, text.state.page);
            let from = (place[4], place[5]);
            text.forward(wide * text.state.scale);
            let place = then(text.at, text.state.page);
            let size = (place[2].hypot(place[3]) * text.state.size).abs();
            if let Some(unicode) = unicode
                && self.seen.glyphs.len() < GLYPHS
            {
                let written = match unicode {
                    BfString::Char(c) => c.to_string(),
                    BfString::String(string) => {
                        self.spend(string.len());
                        string
                    }
                };
                self.seen.glyphs.push(Glyph {
                    text: written,
                    from,
                    to: (place[4], place[5]),
                    size,
                    is_visible: text.state.is_visible,
                });
            }
            if unnamed {
                self.seen.nameless = self.seen.nameless.saturating_add(1);
            }
            text.forward((text.state.character + space) * text.state.scale);
        }
    }
}

/// A text string (7.9.2.2): UTF-16 or UTF-8 behind its mark, else a byte a character. Lines are joined.
fn written(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units = rest.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        plain => plain.iter().map(|byte| char::from(*byte)).collect::<String>(),
    };
    text.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Where text is being written.
struct Text<'a> {
    state: State<'a>,
    line: Matrix,
    at: Matrix,
}

impl Text<'_> {
    const fn start(&mut self, at: Matrix) {
        self.line = at;
        self.at = at;
    }

    fn next(&mut self, x: f64, y: f64) {
        self.start(then(shift(x, y), self.line));
    }

    fn forward(&mut self, x: f64) {
        self.at = then(shift(x, 0.0), self.at);
    }
}
