//! A small convolutional network that names the characters of a strip (weights: int8, one scale for each output).
//!
//! A strip is 28 pixels high and its characters 20 pixels apart. Two convolutions of 3 by 3 with halving between them see
//! strokes; one of 7 by 5 sees a whole character; the last names it. So each fourth pixel along the strip gets a score for
//! each of 37 characters and for "no character has its middle here".

use super::strip::Strip;
use std::sync::OnceLock;

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

/// Weights of a layer, by output, input, row and column; one bias for each output.
pub struct Layer {
    weights: Vec<f32>,
    biases: Vec<f32>,
    shape: Shape,
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
            let mut layer = Layer { weights: Vec::new(), biases: Vec::new(), shape };
            for _ in 0..outputs {
                let (scale, rest) = bytes.split_first_chunk()?;
                let (bias, rest) = rest.split_first_chunk()?;
                let (weights, rest) = rest.split_at_checked(each)?;
                let scale = f32::from_le_bytes(*scale);
                layer.biases.push(f32::from_le_bytes(*bias));
                layer.weights.extend(weights.iter().map(|weight| f32::from(weight.cast_signed()) * scale));
                bytes = rest;
            }
            layers.push(layer);
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
        let (outputs, inputs, rows, columns) = self.shape;
        let keeps_rows = rows == 3;
        let height = if keeps_rows { map.height } else { 1 };
        let mut out = Map::new(outputs, height, map.width);
        let padded = map.padded(columns / 2);
        let each = inputs.saturating_mul(rows).saturating_mul(columns);
        let channels = out.values.chunks_exact_mut(height.saturating_mul(map.width).max(1));
        let layers = self.weights.chunks_exact(each.max(1)).zip(&self.biases);
        for (channel, (weights, bias)) in channels.zip(layers) {
            channel.fill(*bias);
            for (input, weights) in weights.chunks_exact(rows.saturating_mul(columns).max(1)).enumerate() {
                for (row, weights) in weights.chunks_exact(columns).enumerate() {
                    for (y, out) in channel.chunks_exact_mut(map.width.max(1)).enumerate() {
                        // A row above or below the edge is all zero.
                        let source = if keeps_rows { y.saturating_add(row).checked_sub(1) } else { Some(row) };
                        if let Some(source) = source.filter(|row| *row < map.height) {
                            add(out, padded.row(input, source), weights);
                        }
                    }
                }
            }
            if outputs != CLASSES {
                channel.iter_mut().for_each(|value| *value = value.max(0.0));
            }
        }
        out
    }
}

/// Adds a row, weighted, to another; the source is longer by the number of weights less one. Most of the reader's time is
/// spent here: each sum is taken in one go over slices of one length, which compilers turn into vectors.
fn add(out: &mut [f32], source: &[f32], weights: &[f32]) {
    let length = out.len();
    let tap = |at: usize| source.get(at..at.saturating_add(length)).unwrap_or_default();
    match *weights {
        [w] => out.iter_mut().zip(source).for_each(|(out, a)| *out += w * a),
        [u, v, w] => {
            let taps = tap(0).iter().zip(tap(1)).zip(tap(2));
            out.iter_mut().zip(taps).for_each(|(out, ((a, b), c))| *out += u * a + v * b + w * c);
        }
        [s, t, u, v, w] => {
            let taps = tap(0).iter().zip(tap(1)).zip(tap(2)).zip(tap(3)).zip(tap(4));
            out.iter_mut()
                .zip(taps)
                .for_each(|(out, ((((a, b), c), d), e))| *out += s * a + t * b + u * c + v * d + w * e);
        }
        _ => {}
    }
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

    fn padded(&self, by: usize) -> Self {
        let width = self.width.saturating_add(by.saturating_mul(2));
        let mut values = Vec::with_capacity(self.values.len().saturating_add(by.saturating_mul(64)));
        for row in self.values.chunks_exact(self.width.max(1)) {
            values.extend(std::iter::repeat_n(0.0, by));
            values.extend_from_slice(row);
            values.extend(std::iter::repeat_n(0.0, by));
        }
        Self { height: self.height, width, values }
    }

    /// The largest of each four.
    fn halved(&self) -> Self {
        let mut values = Vec::with_capacity(self.values.len() / 4);
        let mut rows = self.values.chunks_exact(self.width.max(1));
        while let (Some(upper), Some(lower)) = (rows.next(), rows.next()) {
            let pairs = upper.chunks_exact(2).zip(lower.chunks_exact(2));
            values.extend(pairs.map(|(a, b)| a.iter().chain(b).copied().fold(f32::MIN, f32::max)));
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
