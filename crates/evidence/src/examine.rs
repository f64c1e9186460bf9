//! Everything that is found in a picture.

use crate::mrz::Format;
use crate::reader::{self, Reading};
use crate::{Findings, Luma, assess};
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
    Examination { quality: assess(luma, width, height), reading: reader::read(luma) }
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
