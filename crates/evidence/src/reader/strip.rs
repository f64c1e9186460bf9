//! A line of text, straightened: 28 pixels high, its characters 20 pixels apart.

use super::grid::{Grid, cells, real};
use super::lines::Line;

/// A straightened line; brightness relative to what is around.
pub struct Strip {
    width: usize,
    values: Vec<f32>,
}

impl Strip {
    /// Rows.
    pub const HEIGHT: usize = 28;
    /// From one character to the next.
    pub const PITCH: f32 = 20.0;
    /// Columns to either side by which brightness and contrast are judged.
    const AROUND: usize = 40;

    /// Cut out of a picture along a line whose characters are `pitch` pixels apart.
    pub fn cut(grid: &Grid, line: &Line, pitch: f32) -> Self {
        let (dx, dy) = line.along();
        let scale = pitch / Self::PITCH;
        let width = (cells(line.length() / scale) / 4).clamp(8, 400).saturating_mul(4);
        let mut values = Vec::with_capacity(width.saturating_mul(Self::HEIGHT));
        for y in 0..Self::HEIGHT {
            let down = (real(y) + 0.5 - real(Self::HEIGHT) / 2.0) * scale;
            for x in 0..width {
                let on = (real(x) + 0.5) * scale;
                values.push(grid.between(line.from.0 + dx * on - dy * down, line.from.1 + dy * on + dx * down));
            }
        }
        Self::of_brightness(width, &values)
    }

    /// A strip of brightness, 28 rows of `width`. Brightness and contrast become those of the surroundings.
    pub fn of_brightness(width: usize, values: &[f32]) -> Self {
        let column = |x: usize| values.iter().skip(x).step_by(width.max(1));
        let sums: Vec<(f32, f32)> = (0..width)
            .map(|x| column(x).fold((0.0, 0.0), |(sum, square), value| (sum + value, square + value * value)))
            .collect();
        let levels: Vec<(f32, f32)> = (0..width)
            .map(|x| {
                let (from, to) = (x.saturating_sub(Self::AROUND), x.saturating_add(Self::AROUND).min(width));
                let part = sums.get(from..to).unwrap_or_default();
                let (sum, square) = part.iter().fold((0.0, 0.0), |(a, b), (sum, square)| (a + sum, b + square));
                let n = real(part.len().saturating_mul(Self::HEIGHT)).max(1.0);
                let mean = sum / n;
                (mean, (square / n - mean * mean).max(0.0).sqrt().max(3.0))
            })
            .collect();
        let rows = values.chunks_exact(width.max(1));
        let even = rows.flat_map(|row| row.iter().zip(&levels).map(|(value, (mean, spread))| (value - mean) / spread));
        Self { width, values: even.map(|value| value.clamp(-3.0, 3.0)).collect() }
    }

    /// The same, upside down.
    pub fn turned(&self) -> Self {
        Self { width: self.width, values: self.values.iter().rev().copied().collect() }
    }

    /// Columns.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Every value, row by row: deviations from the mean around, in standard deviations, -3 to 3.
    pub fn values(&self) -> &[f32] {
        &self.values
    }
}
