//! Dark shapes on a lighter ground: what letters are before they are read.

use super::grid::{Grid, real};

/// A connected dark shape: its box in pixels, `right` and `bottom` one past the last, and how many pixels are dark.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub left: usize,
    pub top: usize,
    pub right: usize,
    pub bottom: usize,
    pub area: usize,
}

impl Shape {
    pub const fn width(&self) -> f32 {
        real(self.right.saturating_sub(self.left))
    }

    pub const fn height(&self) -> f32 {
        real(self.bottom.saturating_sub(self.top))
    }

    pub const fn middle(&self) -> (f32, f32) {
        (real(self.left.saturating_add(self.right)) / 2.0, real(self.top.saturating_add(self.bottom)) / 2.0)
    }
}

/// Where a picture is darker than its surroundings by `share` of the local contrast.
pub fn dark(grid: &Grid, radius: usize, share: f32) -> Vec<bool> {
    let mean = grid.box_mean(radius);
    let squares = grid.values().iter().map(|value| value * value).collect();
    let power = Grid::of_values(grid.width(), squares).box_mean(radius);
    let around = mean.values().iter().zip(power.values());
    grid.values()
        .iter()
        .zip(around)
        .map(|(value, (mean, power))| {
            // No `max` here: in WebAssembly it is a call, and this is done for each pixel.
            let below = mean - value;
            below > 6.0 && below * below > (power - mean * mean) * share * share
        })
        .collect()
}

/// The shapes of dark pixels that touch, corners included.
pub fn shapes(dark: &[bool], width: usize) -> Vec<Shape> {
    let mut labels = Labels::default();
    let mut above: Vec<Run> = Vec::new();
    for (y, row) in dark.chunks_exact(width.max(1)).enumerate() {
        let mut runs: Vec<Run> = Vec::new();
        let mut x = 0_usize;
        for part in row.chunk_by(|a, b| a == b) {
            let end = x.saturating_add(part.len());
            if part.first() == Some(&true) {
                runs.push(Run { from: x, to: end, label: usize::MAX });
            }
            x = end;
        }
        let mut first = 0_usize;
        for run in &mut runs {
            while above.get(first).is_some_and(|up| up.to < run.from) {
                first = first.saturating_add(1);
            }
            for up in above.iter().skip(first).take_while(|up| up.from <= run.to) {
                run.label =
                    if run.label == usize::MAX { labels.root(up.label) } else { labels.join(run.label, up.label) };
            }
            let shape = Shape {
                left: run.from,
                top: y,
                right: run.to,
                bottom: y.saturating_add(1),
                area: run.to.saturating_sub(run.from),
            };
            run.label = if run.label == usize::MAX { labels.add(shape) } else { labels.grow(run.label, shape) };
        }
        above = runs;
    }
    labels.roots()
}

#[derive(Clone, Copy)]
struct Run {
    from: usize,
    to: usize,
    label: usize,
}

/// Shapes that turn out to be one are joined (union-find).
#[derive(Default)]
struct Labels {
    parents: Vec<usize>,
    shapes: Vec<Shape>,
}

impl Labels {
    fn add(&mut self, shape: Shape) -> usize {
        let label = self.shapes.len();
        self.shapes.push(shape);
        self.parents.push(label);
        label
    }

    fn root(&mut self, label: usize) -> usize {
        let mut at = label;
        while let Some(parent) = self.parents.get(at).copied().filter(|parent| *parent != at) {
            let grand = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(at) {
                *slot = grand;
            }
            at = grand;
        }
        at
    }

    fn grow(&mut self, label: usize, with: Shape) -> usize {
        let root = self.root(label);
        if let Some(shape) = self.shapes.get_mut(root) {
            *shape = Shape {
                left: shape.left.min(with.left),
                top: shape.top.min(with.top),
                right: shape.right.max(with.right),
                bottom: shape.bottom.max(with.bottom),
                area: shape.area.saturating_add(with.area),
            };
        }
        root
    }

    fn join(&mut self, a: usize, b: usize) -> usize {
        let (a, b) = (self.root(a), self.root(b));
        if a != b
            && let Some(shape) = self.shapes.get(b).copied()
        {
            if let Some(slot) = self.parents.get_mut(b) {
                *slot = a;
            }
            self.grow(a, shape);
        }
        a
    }

    fn roots(self) -> Vec<Shape> {
        let Self { parents, shapes } = self;
        parents
            .into_iter()
            .zip(shapes)
            .enumerate()
            .filter(|(at, (parent, _))| at == parent)
            .map(|(_, (_, shape))| shape)
            .collect()
    }
}
