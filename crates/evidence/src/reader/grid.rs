//! A grey picture of numbers, with safe reading anywhere.

use crate::Luma;

/// Brightness by pixel, row by row; 0 is black and 255 white.
#[derive(Clone, Debug)]
pub struct Grid {
    width: usize,
    height: usize,
    values: Vec<f32>,
}

impl Grid {
    /// A copy of a grey picture.
    pub fn of(luma: Luma<'_>) -> Self {
        Self {
            width: luma.width(),
            height: luma.height(),
            values: luma.pixels().iter().map(|pixel| f32::from(*pixel)).collect(),
        }
    }

    /// A grey picture made so small that its longer side has about `longest` pixels, each the mean of a square.
    pub fn of_luma(luma: Luma<'_>, longest: usize) -> Self {
        let side = luma.width().max(luma.height()).div_ceil(longest.max(1)).max(1);
        let width = luma.width().checked_div(side).unwrap_or(0).max(1);
        let mut values = Vec::new();
        let mut sums = vec![0_u32; width];
        let share = 1.0 / real(side.saturating_mul(side));
        for rows in luma.pixels().chunks_exact(luma.width().saturating_mul(side)) {
            sums.fill(0);
            for row in rows.chunks_exact(luma.width()) {
                for (sum, part) in sums.iter_mut().zip(row.chunks_exact(side)) {
                    *sum = part.iter().fold(*sum, |sum, pixel| sum.saturating_add(u32::from(*pixel)));
                }
            }
            values.extend(sums.iter().map(|sum| real(usize::try_from(*sum).unwrap_or(0)) * share));
        }
        Self::of_values(width, values)
    }

    /// Rows of `width` values each.
    pub fn of_values(width: usize, values: Vec<f32>) -> Self {
        let height = values.len().checked_div(width).unwrap_or(0);
        Self { width, height, values }
    }

    /// Pixels in a row.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub const fn height(&self) -> usize {
        self.height
    }

    /// Every value, row by row.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// The rows, top to bottom.
    pub fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.width.max(1))
    }

    /// The value there; beyond an edge, the edge's.
    pub fn at(&self, x: isize, y: isize) -> f32 {
        let column = usize::try_from(x).unwrap_or(0).min(self.width.saturating_sub(1));
        let row = usize::try_from(y).unwrap_or(0).min(self.height.saturating_sub(1));
        self.values.get(row.saturating_mul(self.width).saturating_add(column)).copied().unwrap_or(255.0)
    }

    /// Between four pixels; `x` and `y` count from the middle of the first pixel.
    pub fn between(&self, x: f32, y: f32) -> f32 {
        let (left, top) = (x.floor(), y.floor());
        let (dx, dy) = (x - left, y - top);
        let (left, top) = (whole(left), whole(top));
        let [a, b, c, d] = self.four(left, top).unwrap_or_else(|| {
            let (right, under) = (left.saturating_add(1), top.saturating_add(1));
            [self.at(left, top), self.at(right, top), self.at(left, under), self.at(right, under)]
        });
        (a * (1.0 - dx) + b * dx) * (1.0 - dy) + (c * (1.0 - dx) + d * dx) * dy
    }

    /// Four pixels that are all inside.
    fn four(&self, left: isize, top: isize) -> Option<[f32; 4]> {
        let (left, top) = (usize::try_from(left).ok()?, usize::try_from(top).ok()?);
        if left.saturating_add(1) >= self.width {
            return None;
        }
        let at = top.checked_mul(self.width)?.checked_add(left)?;
        let [a, b] = *self.values.get(at..)?.first_chunk()?;
        let [c, d] = *self.values.get(at.checked_add(self.width)?..)?.first_chunk()?;
        Some([a, b, c, d])
    }

    /// Half as wide and high, each value the mean of four.
    pub fn halved(&self) -> Self {
        let (width, height) = ((self.width / 2).max(1), (self.height / 2).max(1));
        let mut values = Vec::with_capacity(width.saturating_mul(height));
        let mut rows = self.rows();
        while let (Some(upper), Some(lower)) = (rows.next(), rows.next()) {
            let pairs = upper.as_chunks().0.iter().zip(lower.as_chunks().0);
            values.extend(pairs.map(|([a, b], [c, d])| (a + b + c + d) / 4.0));
        }
        Self::of_values(width, values)
    }

    /// Resized so that its longer side has `longest` pixels; made smaller by means, made larger by drawing between.
    pub fn resized(&self, longest: usize) -> Self {
        let mut grid = self.clone();
        while grid.width.max(grid.height) >= longest.saturating_mul(2) {
            grid = grid.halved();
        }
        let scale = real(longest) / real(grid.width.max(grid.height).max(1));
        if (scale - 1.0).abs() < 0.02 {
            return grid;
        }
        let size = |side: usize| cells(real(side) * scale).max(1);
        let (width, height) = (size(grid.width), size(grid.height));
        // Two by two points in each new pixel are enough below a factor of two.
        let points: &[f32] = if scale < 1.0 { &[0.25, 0.75] } else { &[0.5] };
        let each = 1.0 / real(points.len());
        let columns = samples(width, grid.width, points, scale);
        let mut values = Vec::with_capacity(width.saturating_mul(height));
        let mut row = vec![0.0; grid.width];
        for samples in samples(height, grid.height, points, scale).chunks_exact(points.len()) {
            row.fill(0.0);
            for (upper, lower, share) in samples {
                let lines = grid.row(*upper).iter().zip(grid.row(*lower));
                row.iter_mut().zip(lines).for_each(|(sum, (a, b))| *sum += (a * (1.0 - share) + b * share) * each);
            }
            let at = |column: usize| row.get(column).copied().unwrap_or(0.0);
            let means = columns.chunks_exact(points.len()).map(|samples| {
                samples.iter().map(|(left, right, share)| at(*left) * (1.0 - share) + at(*right) * share).sum::<f32>()
                    * each
            });
            values.extend(means);
        }
        Self::of_values(width, values)
    }

    fn row(&self, y: usize) -> &[f32] {
        let at = y.saturating_mul(self.width);
        self.values.get(at..at.saturating_add(self.width)).unwrap_or_default()
    }

    /// A quarter turn clockwise.
    pub fn turned(&self) -> Self {
        let mut values = Vec::with_capacity(self.values.len());
        for x in 0..self.width {
            let column = self.values.iter().skip(x).step_by(self.width.max(1));
            let at = values.len();
            values.extend(column);
            if let Some(row) = values.get_mut(at..) {
                row.reverse();
            }
        }
        Self::of_values(self.height, values)
    }

    /// Turned about its middle, so that what runs in this direction (of length 1, downwards positive) lies level.
    pub fn rotated(&self, (cos, sin): (f32, f32)) -> Self {
        let (mx, my) = (real(self.width) / 2.0, real(self.height) / 2.0);
        let (wide, high) = rotated_size(real(self.width), real(self.height), (cos, sin));
        let (width, height) = (cells(wide).max(1), cells(high).max(1));
        let mut values = Vec::with_capacity(width.saturating_mul(height));
        for y in 0..height {
            for x in 0..width {
                let (across, down) = (real(x) + 0.5 - wide / 2.0, real(y) + 0.5 - high / 2.0);
                values.push(self.between(across * cos - down * sin + mx - 0.5, across * sin + down * cos + my - 0.5));
            }
        }
        Self::of_values(width, values)
    }

    /// The mean of the square of `2 * radius + 1` pixels around each pixel.
    pub fn box_mean(&self, radius: usize) -> Self {
        let mut columns = vec![0.0_f64; self.width];
        let rows: Vec<&[f32]> = self.rows().collect();
        let change = |columns: &mut Vec<f64>, y: usize, sign: f64| {
            let row = rows.get(y).copied().unwrap_or_default();
            columns.iter_mut().zip(row).for_each(|(sum, value)| *sum += sign * f64::from(*value));
        };
        (0..radius).for_each(|y| change(&mut columns, y, 1.0));
        let mut values = Vec::with_capacity(self.values.len());
        for y in 0..self.height {
            change(&mut columns, y.saturating_add(radius), 1.0);
            if let Some(gone) = y.checked_sub(radius.saturating_add(1)) {
                change(&mut columns, gone, -1.0);
            }
            let (from, to) = (y.saturating_sub(radius), y.saturating_add(radius).saturating_add(1).min(self.height));
            running_mean(&columns, radius, to.saturating_sub(from), &mut values);
        }
        Self::of_values(self.width, values)
    }
}

/// How wide and high a picture is once it is turned about its middle with nothing cut off.
pub fn rotated_size(width: f32, height: f32, (cos, sin): (f32, f32)) -> (f32, f32) {
    let (sin, cos) = (sin.abs(), cos.abs());
    (width * cos + height * sin, width * sin + height * cos)
}

/// Where `points` of each of `count` new pixels lie among `length` old ones: two neighbours, and the second one's share.
fn samples(count: usize, length: usize, points: &[f32], scale: f32) -> Vec<(usize, usize, f32)> {
    let last = length.saturating_sub(1);
    let all = (0..count).flat_map(|at| points.iter().map(move |point| (real(at) + point) / scale - 0.5));
    all.map(|at| {
        let before = at.floor();
        let inside = |at: f32| cells(at).min(last);
        (inside(before), inside(before + 1.0), at - before)
    })
    .collect()
}

/// The mean around each of some sums over `rows` rows.
fn running_mean(sums: &[f64], radius: usize, rows: usize, into: &mut Vec<f32>) {
    let mut totals = Vec::with_capacity(sums.len().saturating_add(1));
    let mut total = 0.0;
    totals.push(total);
    totals.extend(sums.iter().map(|sum| {
        total += sum;
        total
    }));
    let share =
        |columns: usize| 1.0 / f64::from(u32::try_from(columns.saturating_mul(rows).max(1)).unwrap_or(u32::MAX));
    let around = radius.saturating_mul(2).saturating_add(1);
    let inner = totals.iter().zip(totals.iter().skip(around));
    let edge = |x: usize| {
        let (from, to) = (x.saturating_sub(radius), x.saturating_add(radius).saturating_add(1).min(sums.len()));
        let sum = totals.get(to).copied().unwrap_or(total) - totals.get(from).copied().unwrap_or(0.0);
        narrow(sum * share(to.saturating_sub(from)))
    };
    let first = radius.min(sums.len());
    let whole = share(around);
    into.extend((0..first).map(edge));
    into.extend(inner.map(|(from, to)| narrow((to - from) * whole)));
    into.extend((sums.len().saturating_sub(radius).max(first)..sums.len()).map(edge));
}

/// Pixels as a number to count with; pictures are far smaller than where this would lose anything.
#[allow(clippy::cast_precision_loss)]
pub const fn real(n: usize) -> f32 {
    n as f32
}

/// Rounded to a pixel.
#[allow(clippy::cast_possible_truncation)]
pub const fn whole(x: f32) -> isize {
    x.round() as isize
}

/// Rounded to a number of pixels; nothing below zero.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub const fn cells(x: f32) -> usize {
    x.round().max(0.0) as usize
}

#[allow(clippy::cast_possible_truncation)]
const fn narrow(x: f64) -> f32 {
    x as f32
}
