//! Where the document lies in the picture, and whether all of it is there.
//!
//! A machine-readable zone tells best: where it stands on a page is the same for every document of a format (ICAO Doc
//! 9303-4 to -7). Otherwise the shape on an even ground does ([`crate::outline`]). What is absent: any judgement of what it is.

use crate::Luma;
use crate::mrz::Format;
use crate::reader::Reading;
use crate::reader::grid::real;

/// A place in shares of a picture's width and height.
pub type Place = (f32, f32);

/// A document's corners in a picture, and what is seen of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outline {
    /// From the upper left clockwise, in shares of width and height; as the document is read where a zone told, otherwise
    /// as it lies. Corners outside of the picture are below 0 or above 1.
    pub corners: [Place; 4],
    /// Whether a part of it lies outside of the picture.
    pub is_cut: bool,
    /// Whether the portrait of a passport cannot be seen: bright or empty all over.
    pub hides_portrait: bool,
}

/// From one character of a zone to the next, and from one line to the next, in millimetres (Doc 9303-3, 4.3).
const PITCH: f32 = 2.54;
const LEADING: f32 = 6.35;
/// A zone's lines stand about the middle of a band so high, at the lower edge (Doc 9303-3, 4.2).
const BAND: f32 = 23.2;
/// A line's ends, as the reader gives them, lie so many characters beyond the middles of its first and last character.
const MARGIN: f32 = 2.0;
/// Of a page's parts, so many on a side, at most this share may lie outside of the picture: what perspective moves.
const PARTS: usize = 10;
const OUTSIDE: f32 = 0.1;
/// A shape's corners are a page's when each is so near to one.
const NEAR: f32 = 0.1;

/// Width and height of a document in millimetres (Doc 9303-4 to -7).
const fn size(format: Format) -> (f32, f32) {
    match format {
        Format::Td3 => (125.0, 88.0),
        Format::MrvA => (120.0, 80.0),
        Format::Td2 | Format::MrvB | Format::FrenchId => (105.0, 74.0),
        Format::Td1 => (85.6, 54.0),
    }
}

impl Outline {
    /// A document whose longer side has fewer pixels, of a picture of 1,600, is small in it.
    pub const FAR: f32 = 330.0;
    /// The camera was at a side where one side of the document is so much nearer than the one opposite.
    pub const LEANS: f32 = 0.4;

    /// A document that leans less can be measured.
    pub const STRAIGHT: f32 = 0.04;
    /// So can one whose longer side has more pixels.
    pub const LARGE: f32 = 500.0;

    /// Where the page of a zone lies. `None` when the zone's places make no sense.
    #[must_use]
    pub fn of_zone(reading: &Reading, luma: Luma<'_>) -> Option<Self> {
        let (width, height) = (real(luma.width()), real(luma.height()));
        let pixels = |(x, y): Place| (x * width, y * height);
        let (&[from, to], &[last, _]) = (reading.places.first()?, reading.places.last()?);
        let (from, to, last) = (pixels(from), pixels(to), pixels(last));
        let format = reading.zone.format;
        let count = real(reading.zone.lines.first()?.len());
        let gaps = real(reading.places.len()) - 1.0;
        let along = (count - 1.0 + 2.0 * MARGIN) * PITCH;
        // A millimetre to the right and down the page, in pixels.
        let right = ((to.0 - from.0) / along, (to.1 - from.1) / along);
        let down = ((last.0 - from.0) / (gaps * LEADING), (last.1 - from.1) / (gaps * LEADING));
        // Lines are cut out a little longer than they are, so their ends are less exact than their distance.
        let across = (down.1 * right.0 - down.0 * right.1) / (right.0 * right.0 + right.1 * right.1);
        let down = (-right.1 * across, right.0 * across);
        if !(0.5..2.0).contains(&across.abs()) {
            return None;
        }
        let (wide, high) = size(format);
        let left = (wide - count * PITCH) / 2.0 - (MARGIN - 0.5) * PITCH;
        let top = high - BAND / 2.0 - gaps * LEADING / 2.0;
        let place = |u: f32, v: f32| {
            let (x, y) = (u * wide - left, v * high - top);
            ((from.0 + x * right.0 + y * down.0) / width, (from.1 + x * right.1 + y * down.1) / height)
        };
        let part = |n: usize| (real(n) + 0.5) / real(PARTS);
        let parts = (0..PARTS).flat_map(|row| (0..PARTS).map(move |column| (column, row)));
        let outside = parts.filter(|(column, row)| !is_inside(place(part(*column), part(*row)))).count();
        Some(Self {
            corners: [place(0.0, 0.0), place(1.0, 0.0), place(1.0, 1.0), place(0.0, 1.0)],
            is_cut: real(outside) > OUTSIDE * real(PARTS.saturating_mul(PARTS)),
            hides_portrait: format == Format::Td3 && is_empty(luma, place),
        })
    }

    /// A shape's corners are more exact, where they are those of the page.
    #[must_use]
    pub fn sharpened(mut self, shape: Option<Self>) -> Self {
        let Some(shape) = shape.filter(|shape| !shape.is_cut) else { return self };
        // A shape's first corner may be any of the page's.
        for turn in 0..4 {
            let turned = || shape.corners.iter().cycle().skip(turn);
            if self.corners.iter().zip(turned()).all(|(a, b)| (a.0 - b.0).hypot(a.1 - b.1) < NEAR) {
                self.corners.iter_mut().zip(turned()).for_each(|(corner, exact)| *corner = *exact);
                return self;
            }
        }
        self
    }

    /// Whether a place is within the corners.
    #[must_use]
    pub fn contains(&self, place: Place) -> bool {
        let [a, b, c, d] = self.corners;
        [(a, b), (b, c), (c, d), (d, a)].iter().all(|(from, to)| beyond(from, to, &place) < 0.0)
    }

    /// Its longer side in pixels of a picture.
    #[must_use]
    pub fn longer_side(&self, luma: Luma<'_>) -> f32 {
        let [a, b, c, d] = self.sides(luma);
        (a + c).max(b + d) / 2.0
    }

    /// Its longer side beside its shorter one: 1.586 for a card (ISO/IEC 7810, ID-1) seen from above.
    #[must_use]
    pub fn proportion(&self, luma: Luma<'_>) -> f32 {
        let [a, b, c, d] = self.sides(luma);
        ratio(a + c, b + d)
    }

    /// How much nearer one side is than the one opposite: 0 for a document under the middle of the camera.
    #[must_use]
    pub fn lean(&self, luma: Luma<'_>) -> f32 {
        let [a, b, c, d] = self.sides(luma);
        ratio(a, c).max(ratio(b, d)) - 1.0
    }

    fn sides(&self, luma: Luma<'_>) -> [f32; 4] {
        let [a, b, c, d] = self.corners;
        let (width, height) = (real(luma.width()), real(luma.height()));
        [(a, b), (b, c), (c, d), (d, a)].map(|(from, to)| ((to.0 - from.0) * width).hypot((to.1 - from.1) * height))
    }
}

/// The larger beside the smaller one.
fn ratio(one: f32, other: f32) -> f32 {
    one.max(other) / one.min(other).max(1.0)
}

fn is_inside((x, y): Place) -> bool {
    (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y)
}

/// Whether nothing can be seen where a passport has its portrait (Doc 9303-4: at the left, above the zone).
fn is_empty(luma: Luma<'_>, place: impl Fn(f32, f32) -> Place) -> bool {
    const POINTS: usize = 24;
    let step = |n: usize, from: f32, to: f32| from + (to - from) * real(n) / real(POINTS);
    let (mut sum, mut squares, mut blown, mut count) = (0.0, 0.0, 0.0, 0.0);
    for row in 0..POINTS {
        for column in 0..POINTS {
            let Some(value) = luma.at(place(step(column, 0.08, 0.28), step(row, 0.25, 0.62))) else { continue };
            let value = f32::from(value);
            (sum, squares, count) = (sum + value, squares + value * value, count + 1.0);
            blown += f32::from(u8::from(value >= 250.0));
        }
    }
    // Too little of it is in the picture: that is said otherwise.
    if count < real(POINTS.saturating_mul(POINTS)) / 2.0 {
        return false;
    }
    let mean = sum / count;
    blown > count * 0.5 || squares / count - mean * mean < FLAT * FLAT
}

/// A portrait's brightness deviates by more than this.
const FLAT: f32 = 5.0;

/// How far a point lies outside of a side that is followed clockwise.
pub fn beyond(from: &(f32, f32), to: &(f32, f32), point: &(f32, f32)) -> f32 {
    let (across, down) = (to.0 - from.0, to.1 - from.1);
    ((point.0 - from.0) * down - (point.1 - from.1) * across) / across.hypot(down).max(1.0)
}
