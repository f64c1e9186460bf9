//! A small convolutional network that names the characters of a strip (weights: int8, one scale for each output).
//!
//! A strip is 28 pixels high and its characters 20 pixels apart. Two convolutions of 3 by 3 with halving between them see
//! strokes; one of 7 by 5 sees a whole character; the last names it. So each fourth pixel along the strip gets a score for
//! each of 37 characters and for "no character has its middle here".

use super::strip::Strip;
use std::sync::OnceLock;
use wide::f32x8;

/// `0-9`, `A-Z`, `<`, and none of them.
pub const CLASSES: usize = 38;
/// The class of places where no character has its middle.
pub const NONE: usize = 37;
/// Pixels from one place to the next.
pub const STEP: usize = 4;

/// The character of a class.
pub const fn character(class: usize) -> char {
    match class {
        0..=9 => digit(class, b'0', 0),
        10..=35 => digit(class, b'A', 10),
        _ => '<',
    }
}

#[allow(clippy::cast_possible_truncation)]
const fn digit(class: usize, first: u8, from: usize) -> char {
    first.saturating_add(class.saturating_sub(from) as u8) as char
}

/// The scores of each place: natural logarithms of probabilities, [`CLASSES`] of them.
pub type Scores = Vec<[f32; CLASSES]>;

/// One layer's shape: outputs, inputs, rows, columns.
pub type Shape = (usize, usize, usize, usize);
/// The layers, in order.
pub const LAYERS: [Shape; 4] = [(8, 1, 3, 3), (24, 8, 3, 3), (64, 24, 7, 5), (CLASSES, 64, 1, 1)];

/// So many outputs are summed up at a time, at so many places: what fits into a processor's registers.
const OUTPUTS: usize = 4;
const PLACES: usize = 8;

/// Weights of a layer and its biases, for [`OUTPUTS`] outputs at a time: by input, row and column.
pub struct Layer {
    blocks: Vec<Block>,
    shape: Shape,
}

#[derive(Default)]
struct Block {
    weights: Vec<[f32; OUTPUTS]>,
    biases: [f32; OUTPUTS],
}

/// The network.
pub struct Net {
    layers: Vec<Layer>,
}

const WEIGHTS: &[u8] = include_bytes!("../../reader.weights");

impl Net {
    /// The one that comes with the crate.
    pub fn own() -> &'static Self {
        static OWN: OnceLock<Net> = OnceLock::new();
        OWN.get_or_init(|| Self::of_bytes(WEIGHTS).unwrap_or(Self { layers: Vec::new() }))
    }

    /// A network from bytes: for each output of each layer its scale and bias as `f32`, then its weights as `i8`; little
    /// endian. `None` when there are too few or too many.
    pub fn of_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut layers = Vec::new();
        for shape in LAYERS {
            let (outputs, inputs, rows, columns) = shape;
            let each = inputs.checked_mul(rows)?.checked_mul(columns)?;
            let mut blocks = Vec::new();
            for output in 0..outputs {
                let (scale, rest) = bytes.split_first_chunk()?;
                let (bias, rest) = rest.split_first_chunk()?;
                let (weights, rest) = rest.split_at_checked(each)?;
                let scale = f32::from_le_bytes(*scale);
                let lane = output % OUTPUTS;
                if lane == 0 {
                    blocks.push(Block { weights: vec![[0.0; OUTPUTS]; each], ..Block::default() });
                }
                let block = blocks.last_mut()?;
                *block.biases.get_mut(lane)? = f32::from_le_bytes(*bias);
                for (four, weight) in block.weights.iter_mut().zip(weights) {
                    *four.get_mut(lane)? = f32::from(weight.cast_signed()) * scale;
                }
                bytes = rest;
            }
            layers.push(Layer { blocks, shape });
        }
        bytes.is_empty().then_some(Self { layers })
    }

    /// Scores of each place of a strip.
    pub fn scores(&self, strip: &Strip) -> Scores {
        let [first, second, wide, last] = self.layers.as_slice() else { return Vec::new() };
        let strokes = first.over(&Map::of(strip)).halved();
        let parts = second.over(&strokes).halved();
        let named = last.over(&wide.over(&parts));
        (0..named.width).map(|at| log_softmax(std::array::from_fn(|class| named.at(class, at)))).collect()
    }
}

impl Layer {
    /// The layer's outputs, cut at zero but for the last's. Rows are kept by 3 by 3, and folded into one by others.
    fn over(&self, map: &Map) -> Map {
        let (outputs, _, rows, columns) = self.shape;
        let height = if rows == 3 { map.height } else { 1 };
        let mut out = Map::new(outputs, height, map.width);
        let padded = map.padded(rows, columns);
        let channels = out.values.chunks_mut(height.saturating_mul(map.width).saturating_mul(OUTPUTS).max(1));
        for (block, channels) in self.blocks.iter().zip(channels) {
            for y in 0..height {
                for x in (0..map.width).step_by(PLACES) {
                    let sums = block.sums(&padded, (rows, columns), (x, y));
                    let sums = if outputs == CLASSES { sums } else { sums.map(|sum| sum.map(positive)) };
                    let lines = channels.chunks_exact_mut(map.width.max(1)).skip(y).step_by(height);
                    for (line, sums) in lines.zip(sums) {
                        let places = line.get_mut(x..).unwrap_or_default().iter_mut();
                        places.zip(sums).for_each(|(place, sum)| *place = sum);
                    }
                }
            }
        }
        out
    }
}

impl Block {
    /// What the outputs are at [`PLACES`] places from `x` on in row `y`. Most of the reader's time is spent here, with all
    /// sums in registers.
    fn sums(&self, padded: &Map, (rows, columns): (usize, usize), (x, y): (usize, usize)) -> [[f32; PLACES]; OUTPUTS] {
        let [mut a, mut b, mut c, mut d] = self.biases.map(f32x8::splat);
        let channels = padded.values.chunks_exact(padded.height.saturating_mul(padded.width).max(1));
        let inputs = self.weights.chunks_exact(rows.saturating_mul(columns).max(1));
        for (channel, weights) in channels.zip(inputs) {
            let lines = channel.chunks_exact(padded.width.max(1)).skip(y);
            for (line, weights) in lines.zip(weights.chunks_exact(columns.max(1))) {
                let taps = line.get(x..).unwrap_or_default().array_windows::<PLACES>();
                for (tap, [i, j, k, l]) in taps.zip(weights) {
                    let tap = f32x8::new(*tap);
                    a = tap.mul_add(f32x8::splat(*i), a);
                    b = tap.mul_add(f32x8::splat(*j), b);
                    c = tap.mul_add(f32x8::splat(*k), c);
                    d = tap.mul_add(f32x8::splat(*l), d);
                }
            }
        }
        [a, b, c, d].map(f32x8::to_array)
    }
}

/// The larger one. In WebAssembly `f32::max` is a call, for the sake of values that are no numbers.
const fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

const fn positive(a: f32) -> f32 {
    larger(a, 0.0)
}

/// Values by channel, row and column.
struct Map {
    height: usize,
    width: usize,
    values: Vec<f32>,
}

impl Map {
    fn new(channels: usize, height: usize, width: usize) -> Self {
        Self { height, width, values: vec![0.0; channels.saturating_mul(height).saturating_mul(width)] }
    }

    fn of(strip: &Strip) -> Self {
        Self { height: Strip::HEIGHT, width: strip.width(), values: strip.values().to_vec() }
    }

    fn at(&self, channel: usize, x: usize) -> f32 {
        self.row(channel, 0).get(x).copied().unwrap_or(0.0)
    }

    fn row(&self, channel: usize, y: usize) -> &[f32] {
        let at = channel.saturating_mul(self.height).saturating_add(y).saturating_mul(self.width);
        self.values.get(at..at.saturating_add(self.width)).unwrap_or_default()
    }

    /// The same with zeros around it, so that a window of `rows` by `columns` fits everywhere: over [`PLACES`] places at a
    /// time to the right. Nothing is added above and below for windows as high as the map.
    fn padded(&self, rows: usize, columns: usize) -> Self {
        let before = columns / 2;
        let width = self.width.next_multiple_of(PLACES).saturating_add(columns);
        let above = if rows == 3 { 1 } else { 0 };
        let height = self.height.saturating_add(above).saturating_add(above);
        let channel = self.height.saturating_mul(self.width).max(1);
        let mut padded = Self::new(self.values.len().checked_div(channel).unwrap_or(0), height, width);
        let channels = padded.values.chunks_exact_mut(height.saturating_mul(width).max(1));
        for (into, from) in channels.zip(self.values.chunks_exact(channel)) {
            for (into, from) in into.chunks_exact_mut(width).skip(above).zip(from.chunks_exact(self.width.max(1))) {
                into.iter_mut().skip(before).zip(from).for_each(|(into, value)| *into = *value);
            }
        }
        padded
    }

    /// The largest of each four.
    fn halved(&self) -> Self {
        let mut values = Vec::with_capacity(self.values.len() / 4);
        let mut rows = self.values.chunks_exact(self.width.max(1));
        while let (Some(upper), Some(lower)) = (rows.next(), rows.next()) {
            let pairs = upper.as_chunks().0.iter().zip(lower.as_chunks().0);
            values.extend(pairs.map(|([a, b], [c, d])| larger(larger(*a, *b), larger(*c, *d))));
        }
        Self { height: self.height / 2, width: self.width / 2, values }
    }
}

fn log_softmax(values: [f32; CLASSES]) -> [f32; CLASSES] {
    let most = values.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = values.iter().map(|value| (value - most).exp()).sum();
    let log = most + sum.ln();
    values.map(|value| value - log)
}
