//! OCR-B drawn as ink on nothing: 1 where there is ink.

use ab_glyph::{Font, FontVec, PxScale, ScaleFont, point};
use forthright_evidence::reader::grid::Grid;
use std::path::Path;

/// From one character to the next, in pixels of what is drawn.
pub const PITCH: f32 = 32.0;

/// A typeface.
pub struct Face(FontVec);

impl Face {
    /// The upright faces of Debian's package fonts-ocr-b, round and sharp, and the slanted one less often; those drawn in
    /// outline or in white are left out. Empty when one is missing.
    pub fn all(folder: &Path) -> Vec<Self> {
        let names = ["OCRB", "OCRB", "OCRBS", "OCRBS", "OCRBL"];
        let load = |name: &str| FontVec::try_from_vec(std::fs::read(folder.join(format!("{name}.otf"))).ok()?).ok();
        names.into_iter().map(load).collect::<Option<Vec<_>>>().unwrap_or_default().into_iter().map(Self).collect()
    }

    /// Draws lines of text. `left`, `top`: the middle of the first line's first character. `stretch`: how much wider than
    /// the face is drawn; characters stay [`PITCH`] apart.
    pub fn draw(
        &self,
        width: usize,
        height: usize,
        (left, top): (f32, f32),
        lines: &[String],
        leading: f32,
        size: f32,
    ) -> Grid {
        let mut values = vec![0.0_f32; width * height];
        // Height of capitals: 0.95 of the pitch in OCR-B, size 1 (ISO 1073-2).
        let probe = self.0.as_scaled(PxScale::from(100.0));
        let bounds = self.0.outline_glyph(probe.scaled_glyph('H')).map(|outline| outline.px_bounds());
        let capital = bounds.map_or(70.0, |bounds| bounds.height());
        let scale = PxScale::from(100.0 * PITCH * 0.97 * size / capital);
        let font = self.0.as_scaled(scale);
        let high = PITCH * 0.97 * size;
        for (row, line) in lines.iter().enumerate() {
            for (at, c) in line.chars().enumerate() {
                let id = self.0.glyph_id(c);
                let middle = left + at as f32 * PITCH;
                let baseline = top + row as f32 * leading + high / 2.0;
                let glyph = id.with_scale_and_position(scale, point(middle - font.h_advance(id) / 2.0, baseline));
                let Some(outline) = self.0.outline_glyph(glyph) else { continue };
                let origin = outline.px_bounds().min;
                outline.draw(|x, y, ink| {
                    let (x, y) = (origin.x as i64 + i64::from(x), origin.y as i64 + i64::from(y));
                    if x >= 0 && y >= 0 && (x as usize) < width && (y as usize) < height {
                        let slot = &mut values[y as usize * width + x as usize];
                        *slot = slot.max(ink.min(1.0));
                    }
                });
            }
        }
        Grid::of_values(width, values)
    }
}
