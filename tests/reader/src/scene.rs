//! Text as a camera sees it: worn ink, uneven ground, slant, blur, noise, compression.

use crate::glyphs::{Face, PITCH};
use fastrand::Rng;
use forthright_evidence::reader::grid::Grid;
use forthright_evidence::reader::lines::Line;
use forthright_evidence::reader::net::{NONE, STEP};
use forthright_evidence::reader::strip::Strip;

/// A strip with what stands at each place; `None` where a place is neither a middle nor clear of them.
pub struct Example {
    pub strip: Strip,
    pub labels: Vec<Option<usize>>,
}

pub fn between(rng: &mut Rng, from: f32, to: f32) -> f32 {
    from + (to - from) * rng.f32()
}

/// A number around zero.
pub fn normal(rng: &mut Rng) -> f32 {
    (0..6).map(|_| rng.f32()).sum::<f32>() * 0.8165 - 2.4495
}

pub fn class_of(c: char) -> usize {
    match c {
        '0'..='9' => c as usize - '0' as usize,
        'A'..='Z' => c as usize - 'A' as usize + 10,
        _ => 36,
    }
}

fn text(rng: &mut Rng, count: usize) -> String {
    let mut text = String::new();
    while text.len() < count {
        match rng.u32(0..10) {
            0..=3 => (0..rng.usize(1..9)).for_each(|_| text.push(rng.char('A'..='Z'))),
            4..=6 => (0..rng.usize(1..9)).for_each(|_| text.push(rng.char('0'..='9'))),
            7 => (0..rng.usize(3..12)).for_each(|_| text.push('<')),
            8 => text.push('<'),
            _ => (0..4).for_each(|_| text.push(if rng.bool() { rng.char('A'..='Z') } else { rng.char('0'..='9') })),
        }
    }
    text.truncate(count);
    text
}

/// Characters in an example.
const COUNT: usize = 14;

/// One example out of a generator's next numbers.
pub fn example(faces: &[Face], rng: &mut Rng) -> Example {
    let face = &faces[rng.usize(0..faces.len())];
    let empty = rng.u32(0..14) == 0;
    let margin = 3.0 * PITCH;
    let (width, height) = ((COUNT as f32 * PITCH + 2.0 * margin) as usize, (PITCH * 5.0) as usize);
    let crowded = rng.u32(0..6) == 0;
    let lines: Vec<String> =
        if crowded { vec![text(rng, COUNT), text(rng, COUNT), text(rng, COUNT)] } else { vec![text(rng, COUNT)] };
    let leading = if crowded { between(rng, 1.7, 2.6) * PITCH } else { PITCH * 2.5 };
    let middle = (margin + PITCH / 2.0, PITCH * 2.5);
    let top = if crowded { middle.1 - leading } else { middle.1 };
    let size = between(rng, 0.9, 1.1);
    let ink = face.draw(width, height, (middle.0, top), &lines, leading, size);
    let main = &lines[lines.len() / 2];

    // How the camera sees it: pixels from one character to the next, slant, narrowing.
    let pitch = (between(rng, 6.3_f32.ln(), 30.0_f32.ln())).exp();
    let scale = PITCH / pitch;
    let angle = normal(rng) * 0.02;
    let shear = normal(rng) * 0.05;
    let narrow = normal(rng) * 0.04 / width as f32;
    let (cw, ch) = ((width as f32 / scale) as usize + 2, (height as f32 / scale) as usize + 2);
    let centre = (width as f32 / 2.0, height as f32 / 2.0);
    let (sin, cos) = angle.sin_cos();
    // From the camera's pixel to the drawing's, and back.
    let (ox, oy) = (rng.f32() - 0.5, rng.f32() - 0.5);
    let to_ink = |x: f32, y: f32| {
        let (x, y) = ((x + ox - cw as f32 / 2.0) * scale, (y + oy - ch as f32 / 2.0) * scale);
        let bent = 1.0 + narrow * x;
        let (x, y) = (x * bent, y * bent);
        (centre.0 + x * cos - y * sin + shear * y, centre.1 + x * sin + y * cos)
    };
    let weight = between(rng, -0.12, 0.2);
    let soft = between(rng, 0.02, 0.09) * PITCH;
    let worn = blur(&ink, soft);
    let thick = move |value: f32| ((value - 0.5 + weight) * 3.0 + 0.5).clamp(0.0, 1.0);
    let worn = Grid::of_values(worn.width(), worn.values().iter().map(|value| thick(*value)).collect());

    let ground = Ground::new(rng);
    let level = between(rng, 0.35, 1.0) * between(rng, 0.5, 1.0).max(0.35);
    let points = (scale.ceil() as usize).clamp(1, 6);
    let mut values = Vec::with_capacity(cw * ch);
    for y in 0..ch {
        for x in 0..cw {
            let mut sum = 0.0;
            for sy in 0..points {
                for sx in 0..points {
                    let at = |s: usize| (s as f32 + 0.5) / points as f32 - 0.5;
                    let (ix, iy) = to_ink(x as f32 + at(sx), y as f32 + at(sy));
                    let inside = ix > -0.5 && iy > -0.5 && ix < width as f32 && iy < height as f32;
                    sum += if inside && !empty { worn.between(ix, iy) } else { 0.0 };
                }
            }
            let ink = sum / (points * points) as f32;
            let paper = ground.at(x as f32 / pitch, y as f32 / pitch);
            values.push(paper * (1.0 - ink * level));
        }
    }
    let mut seen = Grid::of_values(cw, values);
    // Out of focus or moved, less where there are few pixels to begin with.
    let most = if pitch < 9.0 { 0.9 } else { pitch * 0.1 };
    if rng.u32(0..3) > 0 {
        seen = blur(&seen, between(rng, 0.2, most));
    }
    let noise = between(rng, 0.0, 9.0) * f32::from(u8::from(rng.bool()));
    let bytes: Vec<u8> =
        seen.values().iter().map(|value| (value + noise * normal(rng)).clamp(0.0, 255.0) as u8).collect();
    let bytes = if rng.bool() { compressed(&bytes, cw, ch, rng.u8(25..92)) } else { bytes };
    let seen = Grid::of_values(cw, bytes.into_iter().map(f32::from).collect());

    // Where the characters are in the camera's picture: the inverse by a few steps of Newton's kind.
    let place = |target: (f32, f32)| {
        let (mut x, mut y) = (target.0 / scale, target.1 / scale);
        for _ in 0..12 {
            let (ix, iy) = to_ink(x, y);
            let (ex, ey) = (target.0 - ix, target.1 - iy);
            x += (ex * cos + ey * sin) / scale;
            y += (ey * cos - ex * sin) / scale;
        }
        (x, y)
    };
    let jitter = (normal(rng) * 0.07).clamp(-0.2, 0.2);
    let tilt = normal(rng) * 0.04;
    let stretch = 1.0 + normal(rng) * 0.035;
    let first = place((middle.0 - 2.0 * PITCH, middle.1 + (jitter - tilt) * PITCH));
    let last = place((middle.0 + (COUNT as f32 + 1.0) * PITCH, middle.1 + (jitter + tilt) * PITCH));
    let line = Line { from: first, to: last, height: pitch, members: COUNT };
    let local = line.length() / (COUNT as f32 + 3.0) * stretch;
    let strip = Strip::cut(&seen, &line, local);
    let (dx, dy) = line.along();
    let middles: Vec<(f32, usize)> = main
        .chars()
        .enumerate()
        .map(|(at, c)| {
            let (x, y) = place((middle.0 + at as f32 * PITCH, middle.1));
            let on = ((x - first.0) * dx + (y - first.1) * dy) / local * Strip::PITCH;
            (on, class_of(c))
        })
        .collect();
    let labels = (0..strip.width() / STEP)
        .map(|at| {
            let x = (at as f32 + 0.5) * STEP as f32;
            if empty {
                return Some(NONE);
            }
            let nearest = middles.iter().min_by(|a, b| (a.0 - x).abs().total_cmp(&(b.0 - x).abs()))?;
            match (nearest.0 - x).abs() {
                off if off <= 2.6 => Some(nearest.1),
                off if off >= 6.0 => Some(NONE),
                _ => None,
            }
        })
        .collect();
    Example { strip, labels }
}

/// Paper: a slope of light, and fine lines as on documents.
struct Ground {
    light: f32,
    slope: (f32, f32),
    waves: Vec<(f32, f32, f32, f32)>,
}

impl Ground {
    fn new(rng: &mut Rng) -> Self {
        let count = if rng.bool() { 0 } else { rng.usize(1..5) };
        let mut wave = || (between(rng, 0.5, 9.0), normal(rng) * 4.0, between(rng, 2.0, 22.0), rng.f32() * 6.28);
        let waves = (0..count).map(|_| wave()).collect();
        Self { light: between(rng, 90.0, 252.0), slope: (normal(rng) * 2.0, normal(rng) * 3.0), waves }
    }

    /// How bright it is there; both in pitches.
    fn at(&self, x: f32, y: f32) -> f32 {
        let waves: f32 =
            self.waves.iter().map(|(fx, fy, high, phase)| high * (fx * x + fy * y + phase).sin().max(0.0)).sum();
        (self.light + self.slope.0 * x + self.slope.1 * y - waves).clamp(20.0, 255.0)
    }
}

/// Blurred by a bell curve of this deviation, in pixels.
pub fn blur(grid: &Grid, deviation: f32) -> Grid {
    let reach = (deviation * 2.5).ceil() as isize;
    let kernel: Vec<f32> =
        (-reach..=reach).map(|d| (-(d as f32 * d as f32) / (2.0 * deviation * deviation).max(1e-6)).exp()).collect();
    let sum: f32 = kernel.iter().sum();
    let (width, height) = (grid.width(), grid.height());
    let mut across = vec![0.0; width * height];
    let edge = reach as usize;
    for (y, row) in grid.rows().enumerate() {
        let mut padded = vec![row[0]; edge];
        padded.extend_from_slice(row);
        padded.extend(std::iter::repeat_n(row[width - 1], edge));
        let out = &mut across[y * width..][..width];
        for (k, weight) in kernel.iter().enumerate() {
            out.iter_mut().zip(&padded[k..]).for_each(|(out, value)| *out += weight * value);
        }
    }
    let mut values = vec![0.0; width * height];
    for y in 0..height {
        let out = &mut values[y * width..][..width];
        for (k, weight) in kernel.iter().enumerate() {
            let from = (y as isize + k as isize - reach).clamp(0, height as isize - 1) as usize;
            out.iter_mut().zip(&across[from * width..]).for_each(|(out, value)| *out += weight * value);
        }
        out.iter_mut().for_each(|value| *value /= sum * sum);
    }
    Grid::of_values(width, values)
}

/// As a JPEG of this quality gives it back.
pub fn compressed(bytes: &[u8], width: usize, height: usize, quality: u8) -> Vec<u8> {
    let mut data = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut data, quality);
    let written =
        image::ImageEncoder::write_image(encoder, bytes, width as u32, height as u32, image::ExtendedColorType::L8);
    match written.and_then(|()| image::load_from_memory_with_format(&data, image::ImageFormat::Jpeg)) {
        Ok(picture) => picture.to_luma8().into_raw(),
        Err(_) => bytes.to_vec(),
    }
}
