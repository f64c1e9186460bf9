//! Everything that is found in a picture.

use crate::mrz::Format;
use crate::outline::Outline;
use crate::reader::{self, Reading};
use crate::sheet::outline;
use crate::{Finding, Findings, Luma, Measures, assess};
use serde::{Deserialize, Serialize};

/// What was found in a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Examination {
    /// Whether a person could read it.
    pub quality: Findings,
    /// The machine-readable zone, if one was found.
    #[serde(default)]
    pub reading: Option<Reading>,
}

impl Examination {
    /// What the zone says it is: `passport`, `visa`, `card`, or `unknown` without a zone.
    #[must_use]
    pub fn document(&self) -> &'static str {
        match self.reading.as_ref().map(|reading| reading.zone.format) {
            Some(Format::Td3) => "passport",
            Some(Format::MrvA | Format::MrvB) => "visa",
            Some(Format::Td1 | Format::Td2 | Format::FrenchId) => "card",
            None => "unknown",
        }
    }
}

/// Looks at a picture of `width` by `height` pixels through a grey copy of it, whose longer side is best about 1,600.
#[must_use]
pub fn examine(luma: Luma<'_>, width: u32, height: u32) -> Examination {
    let reading = reader::read(luma);
    let whole = reading.as_ref().filter(|reading| reading.is_whole());
    let shape = outline(luma);
    let page = whole.and_then(|reading| Outline::of_zone(reading, luma)).map(|page| page.sharpened(shape));
    let place = page.or(shape);
    let mut quality = assess(luma, width, height, place.as_ref());
    if let Some(place) = place {
        quality.outline = Some(place.corners);
        let can_be_measured =
            !place.is_cut && place.lean(luma) < Outline::STRAIGHT && place.longer_side(luma) > Outline::LARGE;
        quality.proportion = can_be_measured.then(|| place.proportion(luma));
        quality.find(Finding::CutOff, place.is_cut);
        quality.find(Finding::PortraitHidden, place.hides_portrait);
    }
    // What was read from afar, from the side or through a reflection can be read.
    if whole.is_none() {
        if let Some(place) = place {
            if place.longer_side(luma) < Outline::FAR {
                // From nearer, it may be sharp as well.
                quality.findings.insert(0, Finding::TooFar);
            }
            quality.find(Finding::Leaning, place.lean(luma) > Outline::LEANS);
            quality.find(Finding::Glare, !quality.glare.is_empty());
        }
        let most = if place.is_some() { Measures::SOFT } else { Measures::SOFT_ANYWHERE };
        quality.find(Finding::TooBlurred, quality.soft > most);
    }
    // Marks say where to look when there is something to mend.
    if !quality.findings.contains(&Finding::TooBlurred) {
        quality.blurred = Vec::new();
    }
    if !quality.findings.contains(&Finding::Glare) {
        quality.glare = Vec::new();
    }
    Examination { quality, reading }
}

impl Examination {
    /// The same of a scanned page.
    #[must_use]
    pub fn of_scan(mut self) -> Self {
        self.quality.without_camera();
        self
    }
}

/// How bright a pixel is, red, green, blue and opacity, over white (ITU-R BT.601).
#[must_use]
pub fn grey([red, green, blue, opacity]: [u8; 4]) -> u8 {
    let sum = u32::from(red).saturating_mul(299).saturating_add(u32::from(green).saturating_mul(587));
    let bright = sum.saturating_add(u32::from(blue).saturating_mul(114)) / 1000;
    if opacity == u8::MAX {
        return u8::try_from(bright).unwrap_or(u8::MAX);
    }
    let opacity = u32::from(opacity);
    let over = bright.saturating_mul(opacity).saturating_add(255_u32.saturating_mul(255_u32.saturating_sub(opacity)));
    u8::try_from(over / 255).unwrap_or(u8::MAX)
}
