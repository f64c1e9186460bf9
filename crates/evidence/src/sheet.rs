//! The document as the one shape with four corners that differs from an even ground. On a busy ground, or where the document
//! fills the picture, nothing is said.

use crate::Luma;
use crate::outline::{Outline, beyond};
use crate::reader::components::{Shape, shapes};
use crate::reader::grid::{Grid, real};
use crate::reader::order::sorted;

/// The longer side of the picture in which a shape is looked for.
const LOOK: usize = 160;
/// The ground is judged by so many pixels along each edge.
const EDGE: usize = 4;
/// What is of the ground differs from it by at most this and four times its own mean deviation; an uneven ground says nothing.
const DIFFERS: f32 = 10.0;
const UNEVEN: f32 = 9.0;
/// At least this share of the edge is ground.
const GROUND: f32 = 0.55;
/// A shape is a document from this share of the picture on.
const SMALLEST: f32 = 0.008;
/// How far its area may be from that of its four corners.
const FILLS: std::ops::Range<f32> = 0.9..1.1;
/// Of the picture, so much may differ from the ground beside the shape.
const BESIDE: f32 = 0.03;
/// What is at least this bright is lit, not printed.
const LIT: f32 = 240.0;
/// How far its edge may lie outside of its corners, in pixels of [`LOOK`].
const RAGGED: f32 = 5.0;
/// A side of the picture cuts it where the shape touches so much of that side.
const TOUCHES: f32 = 0.12;

/// The one shape with four corners on an even ground.
#[must_use]
pub fn outline(luma: Luma<'_>) -> Option<Outline> {
    let small = Grid::of_luma(luma, LOOK);
    let (width, height) = (small.width(), small.height());
    let ground = ground(&small)?;
    let differs: Vec<bool> = small
        .values()
        .iter()
        .enumerate()
        .map(|(at, value)| (value - ground.at(at, width)).abs() > DIFFERS + 4.0 * ground.deviation)
        .collect();
    let inner = eroded(&differs, width);
    let shape = shapes(&inner, width).into_iter().max_by_key(|shape| shape.area)?;
    // The shape's own ends in each row: print in it makes no holes.
    let mut ends: Vec<(f32, f32)> = Vec::new();
    let mut area = 0.0;
    for y in shape.top..shape.bottom {
        let at = y.saturating_mul(width);
        let row = inner.get(at.saturating_add(shape.left)..at.saturating_add(shape.right)).unwrap_or_default();
        let Some(first) = row.iter().position(|is| *is) else { continue };
        let last = row.iter().rposition(|is| *is).unwrap_or(first);
        let (left, right) = (real(shape.left) + real(first), real(shape.left) + real(last) + 1.0);
        area += right - left;
        ends.extend([(left, real(y) + 0.5), (right, real(y) + 0.5)]);
    }
    let corners = corners(&ends)?;
    let (wide, high) = (real(width), real(height));
    let whole = polygon(&corners);
    // What was eroded belongs to it.
    let middle = corners.iter().fold((0.0, 0.0), |(x, y), corner| (x + corner.0 / 4.0, y + corner.1 / 4.0));
    let shares = corners.map(|(x, y)| ((x + (x - middle.0).signum()) / wide, (y + (y - middle.1).signum()) / high));
    let touched = touched(&inner, &shape, width, height);
    let [a, b, c, d] = &corners;
    let sides = [(a, b), (b, c), (c, d), (d, a)];
    let is_beyond = |point: &(f32, f32)| sides.iter().any(|(from, to)| beyond(from, to, point) > RAGGED);
    // Where the rest of the picture has print on it, the shape is a part of a page. A lamp's light is no print, and what was
    // eroded is the shape's own.
    let (left, right) = (shape.left.saturating_sub(1), shape.right.saturating_add(1));
    let (top, bottom) = (shape.top.saturating_sub(1), shape.bottom.saturating_add(1));
    let beside = differs.iter().zip(small.values()).enumerate().filter(|(at, (differs, value))| {
        let (x, y) = (at.checked_rem(width).unwrap_or(0), at.checked_div(width).unwrap_or(0));
        **differs && **value < LIT && !((left..right).contains(&x) && (top..bottom).contains(&y))
    });
    let fits = real(beside.count()) < BESIDE * wide * high
        && !ends.iter().any(is_beyond)
        && FILLS.contains(&(area / whole))
        && whole > SMALLEST * wide * high
        // What touches two sides lies in a scanner's corner, or in a frame.
        && touched < 2;
    fits.then_some(Outline { corners: shares, is_cut: touched > 0, hides_portrait: false })
}

/// An even ground: brightness as a plane, and how far from it the ground is in the mean.
struct Ground {
    plane: [f32; 3],
    deviation: f32,
}

impl Ground {
    fn at(&self, at: usize, width: usize) -> f32 {
        let [a, b, c] = self.plane;
        a + b * real(at.checked_rem(width).unwrap_or(0)) + c * real(at.checked_div(width).unwrap_or(0))
    }
}

/// The plane that most of the picture's edge lies in.
fn ground(grid: &Grid) -> Option<Ground> {
    let (width, height) = (grid.width(), grid.height());
    let is_edge = |x: usize, y: usize| {
        x < EDGE || y < EDGE || x.saturating_add(EDGE) >= width || y.saturating_add(EDGE) >= height
    };
    let mut edge: Vec<(f32, f32, f32)> = Vec::new();
    for (y, row) in grid.rows().enumerate() {
        edge.extend(row.iter().enumerate().filter(|(x, _)| is_edge(*x, y)).map(|(x, v)| (real(x), real(y), *v)));
    }
    let mut plane = [sorted(&edge, |point| point.2).get(edge.len() / 2)?.2, 0.0, 0.0];
    let mut near = 30.0;
    let mut kept: Vec<f32> = Vec::new();
    for _ in 0..6 {
        let off = |(x, y, value): &(f32, f32, f32)| value - plane[0] - plane[1] * x - plane[2] * y;
        let fitting: Vec<(f32, f32, f32)> = edge.iter().copied().filter(|point| off(point).abs() < near).collect();
        kept = fitting.iter().map(|point| off(point).abs()).collect();
        plane = fitted(&fitting).unwrap_or(plane);
        near = (near * 0.7).max(12.0);
    }
    let deviation = kept.iter().sum::<f32>() / real(kept.len().max(1));
    let is_even = deviation < UNEVEN && real(kept.len()) > GROUND * real(edge.len());
    is_even.then_some(Ground { plane, deviation })
}

/// The plane of least squares through points.
fn fitted(points: &[(f32, f32, f32)]) -> Option<[f32; 3]> {
    let n = real(points.len());
    let mean = |of: fn(&(f32, f32, f32)) -> f32| points.iter().map(of).sum::<f32>() / n;
    let (mx, my, mv) = (mean(|p| p.0), mean(|p| p.1), mean(|p| p.2));
    let (mut xx, mut xy, mut yy, mut xv, mut yv) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (x, y, v) in points {
        let (x, y, v) = (x - mx, y - my, v - mv);
        (xx, xy, yy, xv, yv) = (xx + x * x, xy + x * y, yy + y * y, xv + x * v, yv + y * v);
    }
    let determinant = xx * yy - xy * xy;
    if n < 9.0 || determinant.abs() < 1.0 {
        return None;
    }
    let (b, c) = ((xv * yy - yv * xy) / determinant, (yv * xx - xv * xy) / determinant);
    Some([mv - b * mx - c * my, b, c])
}

/// Pixels whose neighbours at the left, right, above and below are set as well; the picture's edge takes nothing away.
fn eroded(set: &[bool], width: usize) -> Vec<bool> {
    let at = |at: Option<usize>| at.and_then(|at| set.get(at)).copied().unwrap_or(true);
    set.iter()
        .enumerate()
        .map(|(n, is)| {
            let column = n.checked_rem(width).unwrap_or(0);
            let left = column == 0 || at(n.checked_sub(1));
            let right = column.saturating_add(1) == width || at(n.checked_add(1));
            *is && left && right && at(n.checked_sub(width)) && at(n.checked_add(width))
        })
        .collect()
}

/// The sine and cosine of two degrees.
const TWO_DEGREES: (f32, f32) = (0.034_899_5, 0.999_390_8);

/// Four corners around points: the turn in which a rectangle around them is smallest says which way they lie.
fn corners(points: &[(f32, f32)]) -> Option<[(f32, f32); 4]> {
    let turned = |(sin, cos): (f32, f32), (x, y): (f32, f32)| (x * cos + y * sin, y * cos - x * sin);
    let extent = |turn: (f32, f32)| {
        let mut around = [f32::MAX, f32::MIN, f32::MAX, f32::MIN];
        for point in points {
            let ((u, v), [l, r, t, b]) = (turned(turn, *point), &mut around);
            (*l, *r, *t, *b) = (l.min(u), r.max(u), t.min(v), b.max(v));
        }
        around
    };
    let area = |turn: (f32, f32)| {
        let [l, r, t, b] = extent(turn);
        (r - l) * (b - t)
    };
    // From one eighth of a turn to the left to one to the right, by two degrees.
    let turns = std::iter::successors(Some((-0.719_34, 0.694_658)), |(sin, cos)| {
        Some((sin * TWO_DEGREES.1 + cos * TWO_DEGREES.0, cos * TWO_DEGREES.1 - sin * TWO_DEGREES.0))
    });
    let turn = turns.take(47).min_by(|a, b| area(*a).total_cmp(&area(*b)))?;
    let [l, r, t, b] = extent(turn);
    let (wide, high) = ((r - l).max(1.0), (b - t).max(1.0));
    // The point that lies farthest towards a corner.
    let far = |across: f32, down: f32| {
        let reach = |point: &(f32, f32)| {
            let (u, v) = turned(turn, *point);
            across * u / wide + down * v / high
        };
        points.iter().copied().max_by(|a, b| reach(a).total_cmp(&reach(b)))
    };
    Some([far(-1.0, -1.0)?, far(1.0, -1.0)?, far(1.0, 1.0)?, far(-1.0, 1.0)?])
}

/// The area within four corners.
fn polygon([a, b, c, d]: &[(f32, f32); 4]) -> f32 {
    let cross = |from: &(f32, f32), to: &(f32, f32)| from.0 * to.1 - to.0 * from.1;
    ((cross(a, b) + cross(b, c) + cross(c, d) + cross(d, a)) / 2.0).abs().max(1.0)
}

/// How many sides of the picture a shape touches with more than a corner.
fn touched(set: &[bool], shape: &Shape, width: usize, height: usize) -> usize {
    let (right, bottom) = (width.saturating_sub(1), height.saturating_sub(1));
    let touches = |from: usize, step: usize, count: usize| {
        let along = (0..count).filter(|n| set.get(n.saturating_mul(step).saturating_add(from)) == Some(&true));
        usize::from(real(along.count()) > TOUCHES * real(count))
    };
    [
        (shape.top == 0, 0, 1, width),
        (shape.bottom == height, bottom.saturating_mul(width), 1, width),
        (shape.left == 0, 0, width, height),
        (shape.right == width, right, width, height),
    ]
    .into_iter()
    .filter(|(is_there, ..)| *is_there)
    .fold(0_usize, |sum, (_, from, step, count)| sum.saturating_add(touches(from, step, count)))
}
