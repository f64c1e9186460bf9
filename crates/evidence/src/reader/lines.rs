//! Lines of text: shapes of one size, side by side.

use super::components::Shape;
use super::grid::real;
use super::order::sorted;

/// No letter is taller, in pixels of the picture in which lines are looked for.
const TALLEST: f32 = 64.0;
/// Pieces this far apart, in heights of their letters, are two lines.
const GAP: f32 = 3.5;

/// A line of text: the middle of its letters from left to right, and how high the tall ones are, in pixels.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Its left end.
    pub from: (f32, f32),
    /// Its right end.
    pub to: (f32, f32),
    /// Of its tall letters.
    pub height: f32,
    /// How many shapes it has.
    pub members: usize,
}

impl Line {
    /// From end to end, in pixels.
    pub fn length(&self) -> f32 {
        (self.to.0 - self.from.0).hypot(self.to.1 - self.from.1)
    }

    /// One pixel along it.
    pub fn along(&self) -> (f32, f32) {
        let length = self.length().max(1.0);
        ((self.to.0 - self.from.0) / length, (self.to.1 - self.from.1) / length)
    }

    /// The same line `down` pixels under this one, and `before` and `after` longer.
    pub fn moved(&self, down: f32, before: f32, after: f32) -> Self {
        let (dx, dy) = self.along();
        let place = |(x, y): (f32, f32), on: f32| (x - dy * down + dx * on, y + dx * down + dy * on);
        Self { from: place(self.from, -before), to: place(self.to, after), ..*self }
    }

    /// The same line in a picture that is `scale` times as large.
    pub fn scaled(&self, scale: f32) -> Self {
        let place = |(x, y): (f32, f32)| ((x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5);
        Self { from: place(self.from), to: place(self.to), height: self.height * scale, members: self.members }
    }
}

/// The lines that `shapes` make, those with most members first. A line has at least `least` of them.
pub fn lines(shapes: &[Shape], least: usize) -> Vec<Line> {
    let letters: Vec<Shape> = shapes.iter().copied().filter(is_letter).collect();
    let letters = sorted(&letters, |shape| real(shape.left));
    let mut next: Vec<Option<usize>> = Vec::with_capacity(letters.len());
    let mut taken = vec![false; letters.len()];
    for (at, letter) in letters.iter().enumerate() {
        let right = neighbour(letter, letters.iter().enumerate().skip(at.saturating_add(1)));
        // A letter follows one other alone.
        let free = right.filter(|right| taken.get(*right) == Some(&false));
        if let Some(slot) = free.and_then(|right| taken.get_mut(right)) {
            *slot = true;
        }
        next.push(free);
    }
    let starts = taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(at, _)| at);
    let lines: Vec<Line> = starts
        .filter_map(|start| {
            let chain = std::iter::successors(Some(start), |at| next.get(*at).copied().flatten());
            let members: Vec<Shape> = chain.filter_map(|at| letters.get(at).copied()).collect();
            fit(&members)
        })
        .collect();
    let mut lines = joined(&lines);
    lines.retain(|line| line.members >= least);
    sorted(&lines, |line| -real(line.members))
}

/// Neither a speck nor a picture.
fn is_letter(shape: &Shape) -> bool {
    let (width, height) = (shape.width(), shape.height());
    (5.0..=TALLEST).contains(&height) && width >= 2.0 && width <= height * 5.0
}

fn neighbour<'a>(letter: &Shape, others: impl Iterator<Item = (usize, &'a Shape)>) -> Option<usize> {
    let (height, (_, y)) = (letter.height(), letter.middle());
    let reach = height * 1.8;
    let mut best: Option<(usize, f32)> = None;
    for (at, other) in others {
        let gap = real(other.left) - real(letter.right);
        if gap > reach {
            // They are sorted by their left edge.
            break;
        }
        let off = (other.middle().1 - y).abs();
        let ratio = other.height() / height;
        if gap > -0.3 * height && (0.55..=1.8).contains(&ratio) && off < 0.32 * height.max(other.height()) {
            let cost = gap.max(0.0) + off * 2.0;
            if best.is_none_or(|(_, least)| cost < least) {
                best = Some((at, cost));
            }
        }
    }
    best.map(|(at, _)| at)
}

/// A straight line through the middles, by least squares, twice: the second time without those far off.
fn fit(members: &[Shape]) -> Option<Line> {
    if members.len() < 3 {
        return None;
    }
    let heights = sorted(members, Shape::height);
    let height = heights.get(heights.len().saturating_mul(3) / 4)?.height();
    let mut points: Vec<(f32, f32)> = members.iter().map(Shape::middle).collect();
    let (mut slope, mut base) = straight(&points)?;
    points.retain(|(x, y)| (y - (slope * x + base)).abs() < height * 0.35);
    if points.len() >= 3 {
        (slope, base) = straight(&points)?;
    }
    let (left, right) = (members.first()?.left, members.last()?.right);
    let place = |x: usize| {
        let x = real(x);
        (x, slope * x + base)
    };
    Some(Line { from: place(left), to: place(right), height, members: members.len() })
}

fn straight(points: &[(f32, f32)]) -> Option<(f32, f32)> {
    let n = real(points.len());
    let mean = |of: fn(&(f32, f32)) -> f32| points.iter().map(of).sum::<f32>() / n;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let spread: f32 = points.iter().map(|p| (p.0 - x) * (p.0 - x)).sum();
    let both: f32 = points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    (spread > 0.0).then(|| {
        let slope = both / spread;
        (slope, y - slope * x)
    })
}

/// Pieces that go on in one another are one line.
fn joined(pieces: &[Line]) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    // Those that something can still go on: from left to right, what is left behind stays behind.
    let mut near: Vec<usize> = Vec::new();
    for line in sorted(pieces, |line| line.from.0) {
        near.retain(|at| joined.get(*at).is_some_and(|before| line.from.0 - before.to.0 < GAP * TALLEST));
        let before = near.iter().rev().find(|at| joined.get(**at).is_some_and(|before| goes_on(before, &line)));
        match before.and_then(|at| joined.get_mut(*at)) {
            Some(before) => {
                let members = before.members.saturating_add(line.members);
                let height = if line.members > before.members { line.height } else { before.height };
                *before = Line { from: before.from, to: line.to, height, members };
            }
            None => {
                near.push(joined.len());
                joined.push(line);
            }
        }
    }
    joined
}

fn goes_on(before: &Line, line: &Line) -> bool {
    let height = before.height.max(line.height);
    let gap = line.from.0 - before.to.0;
    let ratio = before.height / line.height.max(1.0);
    let (dx, dy) = before.along();
    let expected = before.to.1 + dy / dx.max(0.1) * gap;
    (-0.5 * height..GAP * height).contains(&gap)
        && (0.6..1.7).contains(&ratio)
        && (line.from.1 - expected).abs() < 0.6 * height
}
