//! A first look at a picture, in words a person can act on: too small, too dark, too blurred, glare.
//!
//! It judges whether a person could read the document, nothing more: it cannot say whether a document is genuine. Findings
//! ask, they never refuse.

use crate::outline::Outline;
use crate::reader::grid::{cells, real};
use crate::tiles::{Areas, Tiles, tiles_in};
use serde::{Deserialize, Serialize};

/// A grey picture: one byte a pixel, row by row, 0 black to 255 white.
#[derive(Clone, Copy, Debug)]
pub struct Luma<'a> {
    width: usize,
    height: usize,
    pixels: &'a [u8],
}

impl<'a> Luma<'a> {
    /// A picture of `width` by `height` pixels, or `None` when the number of bytes does not fit.
    #[must_use]
    pub fn new(width: usize, height: usize, pixels: &'a [u8]) -> Option<Self> {
        let fits = width > 0 && height > 0 && width.checked_mul(height) == Some(pixels.len());
        fits.then_some(Self { width, height, pixels })
    }

    /// Pixels in a row.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.height
    }

    /// Every pixel, row by row.
    #[must_use]
    pub const fn pixels(&self) -> &'a [u8] {
        self.pixels
    }

    /// The pixel at a place in shares of width and height; `None` outside.
    #[must_use]
    pub fn at(&self, (x, y): (f32, f32)) -> Option<u8> {
        if !(0.0..1.0).contains(&x) || !(0.0..1.0).contains(&y) {
            return None;
        }
        let (column, row) = (cells(x * real(self.width) - 0.5), cells(y * real(self.height) - 0.5));
        self.pixels.get(row.checked_mul(self.width)?.checked_add(column)?).copied()
    }
}

/// Something about a picture that a person can mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// Too few pixels to read small print.
    TooSmall,
    /// Too little light.
    TooDark,
    /// No sharp edges.
    TooBlurred,
    /// A bright spot hides a part.
    Glare,
    /// The document is small in the picture.
    TooFar,
    /// A part of the document lies outside of the picture.
    CutOff,
    /// The camera was not above the document.
    Leaning,
    /// A passport's portrait cannot be seen.
    PortraitHidden,
}

impl Finding {
    /// What a person reads and can do.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::TooSmall => "The picture is too small to read. Move closer, or choose a larger picture.",
            Self::TooDark => "The picture is too dark. Turn on a light or move to a window.",
            Self::TooBlurred => {
                "The picture is blurred. Put the document on a table, hold still and tap the screen to focus."
            }
            Self::Glare => {
                "Light is reflected in part of the picture. Tilt the document or move away from direct light."
            }
            Self::TooFar => "The document is small in the picture. Move closer, until it fills most of the picture.",
            Self::CutOff => {
                "Part of the document is outside the picture. Move back until you can see all four corners."
            }
            Self::Leaning => "The picture was taken from the side. Hold the camera straight above the document.",
            Self::PortraitHidden => {
                "We cannot see the photo in the passport. Make sure that nothing covers it and no light is reflected in it."
            }
        }
    }
}

/// What was found in a picture; with nothing found it looks ready.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// What a person should look at, worst first.
    pub findings: Vec<Finding>,
    /// Width in pixels as it was chosen.
    pub width: u32,
    /// Height in pixels as it was chosen.
    pub height: u32,
    /// Where light is reflected, in shares of width and height: left, top, width, height.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub glare: Areas,
    /// Where print is blurred, likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blurred: Areas,
    /// Which share of the print is blurred.
    #[serde(skip)]
    pub soft: f32,
    /// The document's corners from the upper left clockwise, in shares of width and height, where they could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<[(f32, f32); 4]>,
    /// Its longer side by its shorter one, where it was seen from above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proportion: Option<f32>,
}

impl Finding {
    /// Whether it comes of holding a camera: what a scanner does not do, or what is no matter in its pictures.
    const fn is_of_camera(self) -> bool {
        matches!(self, Self::Glare | Self::TooFar | Self::CutOff | Self::Leaning | Self::PortraitHidden)
    }
}

impl Findings {
    /// What is found in a scan: how a camera is held is not said of it.
    pub(crate) fn without_camera(&mut self) {
        self.findings.retain(|finding| !finding.is_of_camera());
        self.glare = Areas::new();
        self.proportion = None;
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn looks_ready(&self) -> bool {
        self.findings.is_empty()
    }

    /// Adds a finding if it is one and was not found before.
    pub(crate) fn find(&mut self, finding: Finding, is: bool) {
        if is && !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}

/// What quality is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measures {
    /// How steep the steepest hundredth of all edges is from one pixel to the next, in thousandths of the contrast.
    pub sharpness: u32,
    /// Half of the pixels are darker than this, 0 to 255.
    pub median: u32,
    /// Nine tenths of the pixels are darker than this.
    pub bright: u32,
    /// The shorter side of the picture as it was chosen, in pixels.
    pub short_side: u32,
}

// The thresholds are where simulated photos that were blurred, darkened and made smaller on purpose stop being read
// (`tests/reader`, command `calibrate`, which draws the curves).
impl Measures {
    /// Less sharp than this is too blurred: at 88 nineteen of twenty are read, at 74 two of three.
    pub const SHARP: u32 = 80;
    /// A darker median is too dark, unless there are much lighter parts. The reader still reads at 15; people's eyes do not.
    pub const DARK: u32 = 40;
    /// A shorter side is too small: at 420 nine of ten are read, at 340 four of five.
    pub const SHORT_SIDE: u32 = 420;
    /// So many 256ths of a picture that are blown out are a reflection. Where nothing was read of a document whose place is
    /// known, one is.
    pub const GLARE: f32 = 3.0;
    /// Where more of a document's print is blurred and nothing was read, the picture is blurred although its sharpest edges
    /// are not.
    pub const SOFT: f32 = 0.2;
    /// The same where it is not known what is the document and what is behind it.
    pub const SOFT_ANYWHERE: f32 = 0.35;
}

/// Measures a picture of `width` by `height` pixels through a grey copy of it, whose longest side is best about 1,600.
#[must_use]
pub fn measures(luma: Luma<'_>, width: u32, height: u32) -> Measures {
    measured(&Tiles::of(luma), width, height)
}

fn measured(tiles: &Tiles, width: u32, height: u32) -> Measures {
    let contrast = tiles.levels.contrast().max(80);
    Measures {
        sharpness: tiles.edges.percentile(99).saturating_mul(1000).checked_div(contrast).unwrap_or(0),
        median: tiles.levels.percentile(50),
        bright: tiles.levels.percentile(90),
        short_side: width.min(height),
    }
}

/// Looks at a picture as [`measures`] does. `place`: where the document lies in it, if that is known. Time grows with the
/// copy's pixels: about 2 ms a megapixel.
#[must_use]
pub fn assess(luma: Luma<'_>, width: u32, height: u32, place: Option<&Outline>) -> Findings {
    let tiles = Tiles::of(luma);
    let seen = measured(&tiles, width, height);
    let is_dark = seen.median < Measures::DARK && seen.bright < Measures::DARK.saturating_mul(2);
    let mut found = Findings { width, height, ..Findings::default() };
    found.find(Finding::TooSmall, seen.short_side < Measures::SHORT_SIDE);
    found.find(Finding::TooDark, is_dark);
    if !is_dark {
        found.glare = tiles.glare(place);
        found.find(Finding::Glare, tiles_in(&found.glare) >= Measures::GLARE);
    }
    (found.blurred, found.soft) = tiles.blurred(place);
    found.find(Finding::TooBlurred, seen.sharpness < Measures::SHARP);
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const W: usize = 800;
    const H: usize = 500;

    /// A card with lines of small print: dark strokes on a light ground, drawn with `ground` and `ink`.
    fn card(ground: u8, ink: u8) -> Vec<u8> {
        let mut pixels = vec![ground; W * H];
        for y in 0..H {
            for x in 0..W {
                let in_text = y % 24 < 12 && (40..760).contains(&x) && (40..460).contains(&y);
                if in_text && (x * 7 + y / 24 * 13) % 11 < 4 && (y * 3 + x / 11) % 5 < 4 {
                    pixels[y * W + x] = ink;
                }
            }
        }
        pixels
    }

    fn blur(pixels: &[u8], radius: usize) -> Vec<u8> {
        let mut out = pixels.to_vec();
        for pass in 0..2 {
            let source = out.clone();
            for y in 0..H {
                for x in 0..W {
                    let (mut sum, mut n) = (0_u32, 0_u32);
                    for d in 0..=2 * radius {
                        let (px, py) = if pass == 0 { (x + d, y) } else { (x, y + d) };
                        if px >= radius && py >= if pass == 1 { radius } else { 0 } {
                            let (sx, sy) = if pass == 0 { (px - radius, y) } else { (x, py - radius) };
                            if sx < W && sy < H {
                                sum += u32::from(source[sy * W + sx]);
                                n += 1;
                            }
                        }
                    }
                    out[y * W + x] = (sum / n.max(1)) as u8;
                }
            }
        }
        out
    }

    fn found(pixels: &[u8]) -> Vec<Finding> {
        assess(Luma::new(W, H, pixels).unwrap(), W as u32, H as u32, None).findings
    }

    #[test]
    fn a_sharp_well_lit_card_looks_ready() {
        assert_eq!(found(&card(210, 40)), []);
        assert_eq!(found(&card(255, 0)), [], "white paper is not glare");
    }

    #[test]
    fn a_dark_picture_asks_for_light() {
        assert_eq!(found(&card(36, 5)).first(), Some(&Finding::TooDark));
    }

    #[test]
    fn blur_is_found_before_print_is_lost() {
        assert!(!found(&blur(&card(210, 40), 1)).contains(&Finding::TooBlurred));
        assert_eq!(found(&blur(&card(210, 40), 8)), [Finding::TooBlurred]);
    }

    #[test]
    fn a_bright_spot_is_glare() {
        let mut pixels = card(200, 40);
        for y in 150..300 {
            for x in 300..520 {
                pixels[y * W + x] = 255;
            }
        }
        assert_eq!(found(&pixels), [Finding::Glare]);
    }

    #[test]
    fn a_small_picture_asks_to_move_closer() {
        let pixels = card(210, 40);
        let findings = assess(Luma::new(W, H, &pixels).unwrap(), 300, 200, None);
        assert_eq!(findings.findings, [Finding::TooSmall]);
        assert!(!findings.looks_ready());
    }

    #[test]
    fn a_picture_whose_size_does_not_fit_is_none() {
        assert!(Luma::new(2, 2, &[0; 3]).is_none());
        assert!(Luma::new(0, 0, &[]).is_none());
        assert!(Luma::new(usize::MAX, 2, &[0; 4]).is_none());
    }

    proptest! {
        #[test]
        fn no_picture_makes_it_panic(width in 1_usize..40, height in 1_usize..40, seed: u8) {
            let pixels: Vec<u8> = (0..width * height).map(|i| (i as u8).wrapping_mul(seed)).collect();
            let _ = assess(Luma::new(width, height, &pixels).unwrap(), width as u32, height as u32, None);
        }
    }
}
