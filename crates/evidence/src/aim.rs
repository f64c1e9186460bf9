//! What to say to somebody who aims a camera at a document: one thing at a time, and when to take the picture.
//!
//! Each look is judged by what [`crate::examine`] says of the picture afterwards, so that a picture that was taken here is not
//! sent back there. Absent: any judgement of what the document is.

use crate::outline::{Outline, Place};
use crate::{Finding, Luma, Measures, assess, outline};
use serde::{Deserialize, Serialize};

/// The one thing to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aim {
    /// No document is seen.
    Find,
    /// There is too little light.
    MoreLight,
    /// It is small in the picture.
    Closer,
    /// A part of it is outside of the picture.
    Back,
    /// The camera is at a side of it.
    Straight,
    /// Light is reflecting off it.
    LessLight,
    /// It moves, or is not sharp yet.
    HoldStill,
    /// The picture can be taken.
    Ready,
}

impl Aim {
    /// What a person reads or hears.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Find => "Lay it on a plain surface, inside the outline.",
            Self::MoreLight => "It is too dark. Turn on a light.",
            Self::Closer => "Move closer.",
            Self::Back => "Move back until you can see all four corners.",
            Self::Straight => "Hold the camera straight above it.",
            Self::LessLight => "Light is reflecting off it. Tilt the document or move away from the light.",
            Self::HoldStill => "Hold still.",
            Self::Ready => "Good. Hold still.",
        }
    }
}

/// What one look saw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// What to do.
    pub aim: Aim,
    /// The document's corners in shares of width and height, from the upper left clockwise.
    pub corners: Option<[Place; 4]>,
}

/// A corner that moves further from one look to the next, in shares of the picture, is not held still.
const MOVED: f32 = 0.02;
/// So much of the picture's longer side a document has to fill, so that its print is as large as a page needs it.
const FILLS: f32 = 0.45;

/// One look through a camera. `luma`: a grey copy of what it sees, whose longer side is best about 1,600. `before`: the corners that
/// the look before saw.
#[must_use]
pub fn aim(luma: Luma<'_>, before: Option<[Place; 4]>) -> Look {
    let place = outline(luma);
    let side = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let seen = assess(luma, side(luma.width()), side(luma.height()), place.as_ref());
    let has = |finding: Finding| seen.findings.contains(&finding);
    let corners = place.map(|place| place.corners);
    let longer = luma.width().max(luma.height());
    #[allow(clippy::cast_precision_loss)] // the sides of a picture
    let least = Outline::FAR.max(longer as f32 * FILLS);
    let aim = match place {
        _ if has(Finding::TooDark) => Aim::MoreLight,
        None => Aim::Find,
        Some(place) if place.is_cut => Aim::Back,
        Some(place) if place.longer_side(luma) < least => Aim::Closer,
        Some(place) if place.lean(luma) > Outline::LEANS => Aim::Straight,
        Some(_) if !seen.glare.is_empty() => Aim::LessLight,
        Some(place) => {
            let is_sharp = !has(Finding::TooBlurred) && seen.soft <= Measures::SOFT;
            let is_still = before.is_some_and(|before| moved(&before, &place.corners) < MOVED);
            if is_sharp && is_still { Aim::Ready } else { Aim::HoldStill }
        }
    };
    Look { aim, corners }
}

/// How far the corner moved that moved furthest.
fn moved(before: &[Place; 4], now: &[Place; 4]) -> f32 {
    before.iter().zip(now).map(|(a, b)| (a.0 - b.0).hypot(a.1 - b.1)).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]
    use super::*;

    const W: usize = 1280;
    const H: usize = 720;

    /// A card with print on an even table. `at`: its left, top, right and lower edge in pixels.
    fn table(at: [i32; 4], ground: u8, paper: u8, ink: u8) -> Vec<u8> {
        let mut pixels = vec![ground; W * H];
        for y in at[1].max(0)..at[3].min(H as i32) {
            for x in at[0].max(0)..at[2].min(W as i32) {
                let (u, v) = (x - at[0], y - at[1]);
                let inside = u > 40 && v > 40 && x < at[2] - 40 && y < at[3] - 40;
                let is_ink = inside && v % 26 < 12 && (u * 7 + v / 26 * 13) % 11 < 4;
                pixels[y as usize * W + x as usize] = if is_ink { ink } else { paper };
            }
        }
        pixels
    }

    fn look(pixels: &[u8], before: Option<[Place; 4]>) -> Look {
        aim(Luma::new(W, H, pixels).unwrap(), before)
    }

    const WHOLE: [i32; 4] = [240, 100, 1040, 604];

    #[test]
    fn it_says_what_is_wrong_and_is_ready_only_when_the_document_is_whole_sharp_and_still() {
        let good = table(WHOLE, 90, 220, 30);
        let first = look(&good, None);
        assert_eq!(first.aim, Aim::HoldStill, "one look does not tell that it is still");
        assert_eq!(look(&good, first.corners).aim, Aim::Ready);
        let elsewhere = look(&table([200, 60, 1000, 564], 90, 220, 30), first.corners);
        assert_eq!(elsewhere.aim, Aim::HoldStill, "it moved");
        assert_eq!(look(&vec![90; W * H], None).aim, Aim::Find);
        assert_eq!(look(&table(WHOLE, 14, 30, 4), None).aim, Aim::MoreLight);
        assert_eq!(look(&table([480, 250, 780, 440], 90, 220, 30), None).aim, Aim::Closer);
        assert_eq!(look(&table([-300, 100, 800, 700], 90, 220, 30), None).aim, Aim::Back);
    }

    #[test]
    fn a_reflection_and_a_blur_are_said() {
        let mut lit = table(WHOLE, 90, 200, 30);
        for y in 300..420 {
            lit[y * W + 500..y * W + 700].fill(255);
        }
        assert_eq!(look(&lit, None).aim, Aim::LessLight);
        let sharp = table(WHOLE, 90, 220, 30);
        let corners = look(&sharp, None).corners;
        let mut soft = sharp.clone();
        // Along the rows, then along the columns.
        for step in [1, W, 1, W] {
            let from = soft.clone();
            for at in 8 * step..W * H - 8 * step {
                let sum: u32 = (0..=16).map(|n| u32::from(from[at + n * step - 8 * step])).sum();
                soft[at] = (sum / 17) as u8;
            }
        }
        assert_eq!(look(&soft, corners).aim, Aim::HoldStill);
    }
}
