//! Gradient descent (Adam) on examples made on the way; the same seed gives the same weights.

use crate::glyphs::Face;
use crate::scene::{Example, example};
use fastrand::Rng;
use forthright_evidence::reader::net::{CLASSES, LAYERS, Shape};
use forthright_evidence::reader::strip::Strip;

/// Weights of one layer and their slopes.
#[derive(Clone)]
struct Layer {
    shape: Shape,
    weights: Vec<f32>,
    biases: Vec<f32>,
}

impl Layer {
    fn zero(shape: Shape) -> Self {
        let (o, i, r, c) = shape;
        Self { shape, weights: vec![0.0; o * i * r * c], biases: vec![0.0; o] }
    }

    fn random(shape: Shape, rng: &mut Rng) -> Self {
        let mut layer = Self::zero(shape);
        let (_, i, r, c) = shape;
        let spread = (2.0 / (i * r * c) as f32).sqrt();
        layer.weights.iter_mut().for_each(|w| *w = crate::scene::normal(rng) * spread);
        layer
    }
}

/// Values by channel, row and column.
#[derive(Clone)]
struct Map {
    c: usize,
    h: usize,
    w: usize,
    v: Vec<f32>,
}

impl Map {
    fn zero(c: usize, h: usize, w: usize) -> Self {
        Self { c, h, w, v: vec![0.0; c * h * w] }
    }

    fn row(&self, c: usize, y: usize) -> &[f32] {
        &self.v[(c * self.h + y) * self.w..][..self.w]
    }

    fn row_mut(&mut self, c: usize, y: usize) -> &mut [f32] {
        &mut self.v[(c * self.h + y) * self.w..][..self.w]
    }
}

/// The parts of two rows that overlap when the second is `shift` further on.
fn overlap(width: usize, shift: isize) -> (usize, usize, usize) {
    if shift >= 0 {
        (0, shift as usize, width - (shift as usize).min(width))
    } else {
        ((-shift) as usize, 0, width - ((-shift) as usize).min(width))
    }
}

fn forward(layer: &Layer, map: &Map, relu: bool) -> Map {
    let (o, i, r, c) = layer.shape;
    let keeps = r == 3;
    let mut out = Map::zero(o, if keeps { map.h } else { 1 }, map.w);
    for oc in 0..o {
        for y in 0..out.h {
            let mut row = vec![layer.biases[oc]; map.w];
            for ic in 0..i {
                for ky in 0..r {
                    let sy = if keeps { y as isize + ky as isize - 1 } else { ky as isize };
                    if sy < 0 || sy >= map.h as isize {
                        continue;
                    }
                    let source = map.row(ic, sy as usize);
                    for kx in 0..c {
                        let weight = layer.weights[((oc * i + ic) * r + ky) * c + kx];
                        let (a, b, n) = overlap(map.w, kx as isize - (c / 2) as isize);
                        row[a..a + n].iter_mut().zip(&source[b..b + n]).for_each(|(out, s)| *out += weight * s);
                    }
                }
            }
            if relu {
                row.iter_mut().for_each(|v| *v = v.max(0.0));
            }
            out.row_mut(oc, y).copy_from_slice(&row);
        }
    }
    out
}

/// In eight sums, so that they can be taken at once.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let (a8, b8) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = a8.remainder().iter().zip(b8.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a8.zip(b8) {
        for n in 0..8 {
            sums[n] += a[n] * b[n];
        }
    }
    sums.iter().sum::<f32>() + rest
}

/// Slopes by weight into `slopes`, and by input as the answer.
fn backward(layer: &Layer, map: &Map, out: &Map, mut above: Map, relu: bool, slopes: &mut Layer) -> Map {
    let (o, i, r, c) = layer.shape;
    let keeps = r == 3;
    if relu {
        above.v.iter_mut().zip(&out.v).for_each(|(d, v)| {
            if *v <= 0.0 {
                *d = 0.0
            }
        });
    }
    let mut below = Map::zero(map.c, map.h, map.w);
    for oc in 0..o {
        for y in 0..out.h {
            let d = above.row(oc, y).to_vec();
            slopes.biases[oc] += d.iter().sum::<f32>();
            for ic in 0..i {
                for ky in 0..r {
                    let sy = if keeps { y as isize + ky as isize - 1 } else { ky as isize };
                    if sy < 0 || sy >= map.h as isize {
                        continue;
                    }
                    for kx in 0..c {
                        let k = ((oc * i + ic) * r + ky) * c + kx;
                        let (a, b, n) = overlap(map.w, kx as isize - (c / 2) as isize);
                        let source = &map.row(ic, sy as usize)[b..b + n];
                        slopes.weights[k] += dot(&d[a..a + n], source);
                        let weight = layer.weights[k];
                        let target = &mut below.row_mut(ic, sy as usize)[b..b + n];
                        target.iter_mut().zip(&d[a..a + n]).for_each(|(t, d)| *t += weight * d);
                    }
                }
            }
        }
    }
    below
}

fn halved(map: &Map) -> (Map, Vec<usize>) {
    let mut out = Map::zero(map.c, map.h / 2, map.w / 2);
    let mut from = vec![0; out.v.len()];
    for c in 0..map.c {
        for y in 0..out.h {
            for x in 0..out.w {
                let at = |dy: usize, dx: usize| (c * map.h + y * 2 + dy) * map.w + x * 2 + dx;
                let best = [at(0, 0), at(0, 1), at(1, 0), at(1, 1)]
                    .into_iter()
                    .max_by(|a, b| map.v[*a].total_cmp(&map.v[*b]))
                    .unwrap_or(0);
                let slot = (c * out.h + y) * out.w + x;
                out.v[slot] = map.v[best];
                from[slot] = best;
            }
        }
    }
    (out, from)
}

fn spread(below: &Map, from: &[usize], above: &Map) -> Map {
    let mut out = Map::zero(below.c, below.h, below.w);
    above.v.iter().zip(from).for_each(|(d, at)| out.v[*at] += d);
    out
}

/// Loss, right places and places of an example; slopes are added.
fn learn(net: &[Layer], example: &Example, slopes: &mut [Layer]) -> (f32, usize, usize) {
    let input = Map { c: 1, h: Strip::HEIGHT, w: example.strip.width(), v: example.strip.values().to_vec() };
    let a = forward(&net[0], &input, true);
    let (ap, af) = halved(&a);
    let b = forward(&net[1], &ap, true);
    let (bp, bf) = halved(&b);
    let wide = forward(&net[2], &bp, true);
    let last = forward(&net[3], &wide, false);
    let mut d = Map::zero(CLASSES, 1, last.w);
    let (mut loss, mut right, mut count) = (0.0, 0, 0);
    for (x, label) in example.labels.iter().enumerate() {
        let Some(label) = *label else { continue };
        let scores: Vec<f32> = (0..CLASSES).map(|c| last.v[c * last.w + x]).collect();
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = scores.iter().map(|s| (s - most).exp()).sum();
        // Most places are between characters.
        let weight = if label == CLASSES - 1 { 0.4 } else { 1.0 };
        let soft = 0.02;
        for (c, score) in scores.iter().enumerate() {
            let p = (score - most).exp() / sum;
            let goal = if c == label { 1.0 - soft } else { soft / (CLASSES - 1) as f32 };
            d.v[c * last.w + x] = (p - goal) * weight;
        }
        loss -= (scores[label] - most - sum.ln()) * weight;
        count += 1;
        right += usize::from(scores[label] >= most);
    }
    let d = backward(&net[3], &wide, &last, d, false, &mut slopes[3]);
    let d = backward(&net[2], &bp, &wide, d, true, &mut slopes[2]);
    let d = backward(&net[1], &ap, &b, spread(&b, &bf, &d), true, &mut slopes[1]);
    backward(&net[0], &input, &a, spread(&a, &af, &d), true, &mut slopes[0]);
    (loss, right, count)
}

const BATCH: usize = 16;
const THREADS: usize = 2;

/// Trains for a number of batches; the weights as the reader takes them. Each example has a generator of its own, so that
/// the result does not depend on threads.
pub fn train(faces: &[Face], seed: u64, batches: usize) -> Vec<u8> {
    let mut rng = Rng::with_seed(seed);
    let mut net: Vec<Layer> = LAYERS.iter().map(|shape| Layer::random(*shape, &mut rng)).collect();
    let zero: Vec<Layer> = LAYERS.iter().map(|shape| Layer::zero(*shape)).collect();
    let (mut m, mut v) = (zero.clone(), zero.clone());
    let (mut shown, mut right, mut count) = (0.0, 0, 0);
    for batch in 0..batches {
        let seeds: Vec<u64> =
            (0..BATCH).map(|n| seed ^ ((batch * BATCH + n) as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
        let (net_ref, zero_ref) = (&net, &zero);
        let results: Vec<(Vec<Layer>, f32, usize, usize)> = std::thread::scope(|scope| {
            let threads: Vec<_> = seeds
                .chunks(BATCH / THREADS)
                .map(|seeds| {
                    scope.spawn(move || {
                        let mut slopes = zero_ref.clone();
                        let (mut loss, mut right, mut count) = (0.0, 0, 0);
                        for seed in seeds {
                            let example = example(faces, &mut Rng::with_seed(*seed));
                            let (l, r, c) = learn(net_ref, &example, &mut slopes);
                            loss += l;
                            right += r;
                            count += c;
                        }
                        (slopes, loss, right, count)
                    })
                })
                .collect();
            threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
        });
        let places: usize = results.iter().map(|result| result.3).sum();
        let progress = batch as f32 / batches as f32;
        let rate = 0.002
            * (0.5 + 0.5 * (progress * std::f32::consts::PI).cos()).max(0.01)
            * ((batch + 1) as f32 / 100.0).min(1.0);
        let (b1, b2) = (0.9_f32, 0.99_f32);
        let fix = |b: f32| 1.0 - b.powi(batch as i32 + 1);
        for layer in 0..LAYERS.len() {
            let step = |w: &mut f32, m: &mut f32, v: &mut f32, d: f32| {
                let d = d / places.max(1) as f32;
                *m = b1 * *m + (1.0 - b1) * d;
                *v = b2 * *v + (1.0 - b2) * d * d;
                *w -= rate * (*m / fix(b1)) / ((*v / fix(b2)).sqrt() + 1e-8);
            };
            for k in 0..net[layer].weights.len() {
                let d = results.iter().map(|result| result.0[layer].weights[k]).sum();
                step(&mut net[layer].weights[k], &mut m[layer].weights[k], &mut v[layer].weights[k], d);
            }
            for k in 0..net[layer].biases.len() {
                let d = results.iter().map(|result| result.0[layer].biases[k]).sum();
                step(&mut net[layer].biases[k], &mut m[layer].biases[k], &mut v[layer].biases[k], d);
            }
        }
        shown += results.iter().map(|result| result.1).sum::<f32>();
        right += results.iter().map(|result| result.2).sum::<usize>();
        count += places;
        if (batch + 1) % 200 == 0 {
            println!(
                "{:6} of {batches} batches: loss {:.4}, right {:.3} %",
                batch + 1,
                shown / count as f32,
                100.0 * right as f32 / count as f32
            );
            (shown, right, count) = (0.0, 0, 0);
        }
    }
    small(&net)
}

/// One byte a weight, with a scale for each output. Those of the widest layer take 63 levels alone, which compress to three
/// quarters and read as well.
fn small(net: &[Layer]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for layer in net {
        let (o, i, r, c) = layer.shape;
        for (weights, bias) in layer.weights.chunks_exact(i * r * c).zip(&layer.biases).take(o) {
            let most = weights.iter().fold(1e-6_f32, |most, w| most.max(w.abs()));
            let scale = most / 127.0;
            let levels = if r == 7 { 31.0 } else { 127.0 };
            bytes.extend((scale * 127.0 / levels).to_le_bytes());
            bytes.extend(bias.to_le_bytes());
            bytes.extend(weights.iter().map(|w| ((w / scale).round() * levels / 127.0).round() as i8 as u8));
        }
    }
    bytes
}
