//! Simulated photos of made-up documents: perspective, shadow, glare, motion, noise, compression. Every one is made of its
//! number alone. And pictures that are no documents.

use crate::glyphs::{Face, PITCH};
use crate::scene::{between, blur, compressed, normal};
use fastrand::Rng;
use forthright_evidence::mrz::check_digit;
use forthright_evidence::reader::grid::Grid;

/// A photo, and what its zone says.
pub struct Photo {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
    pub kind: &'static str,
    pub lines: Vec<String>,
    /// The narrowest distance of characters in the photo, in pixels.
    pub pitch: f32,
    /// The document's corners from the upper left clockwise, in shares of width and height.
    pub corners: [(f32, f32); 4],
}

/// How a photo is taken, beyond what its number says.
#[derive(Clone, Copy, Default)]
pub struct Setting {
    /// How much smaller the document is in the photo: 0 is as its number says, 0.5 half as large.
    pub far: f32,
    /// How far the document is moved, in shares of the photo.
    pub moved: (f32, f32),
    /// How much farther its far edge is than its near one, in shares of its width.
    pub lean: f32,
    /// A light that is reflected in the middle of the zone: its radius in shares of the document's width.
    pub shine: f32,
    /// Whether it lies on wood instead of an even ground.
    pub on_wood: bool,
}

const WIDTH: usize = 1600;
const HEIGHT: usize = 1200;
const MM: f32 = PITCH / 2.54;

fn digits(rng: &mut Rng, count: usize) -> String {
    (0..count).map(|_| rng.char('0'..='9')).collect()
}

fn letters(rng: &mut Rng, count: usize) -> String {
    (0..count).map(|_| rng.char('A'..='Z')).collect()
}

/// Letters about as often as names have them.
fn word(rng: &mut Rng, count: usize) -> String {
    const OFTEN: &[u8] = b"AAAAAAAAEEEEEEEIIIIIIOOOOONNNNNNRRRRRSSSSTTTTLLLLLMMMDDDHHHKKCCGGUUUBBPPYYVVWWJJFFZZXQ";
    (0..count).map(|_| char::from(OFTEN[rng.usize(0..OFTEN.len())])).collect()
}

fn number(rng: &mut Rng) -> String {
    let mut number: String = letters(rng, 2).replace('O', "P");
    number.push_str(&digits(rng, 7));
    number
}

fn date(rng: &mut Rng) -> String {
    format!("{:02}{:02}{:02}", rng.u8(0..100), rng.u8(1..13), rng.u8(1..29))
}

fn checked(text: &str) -> String {
    format!("{text}{}", check_digit(text).unwrap_or('0'))
}

fn name(rng: &mut Rng, length: usize) -> String {
    let mut part = |most| {
        let n = rng.usize(3..most);
        word(rng, n)
    };
    let mut name = format!("{}<<{}<{}", part(11), part(9), part(8));
    name.truncate(length);
    format!("{name:<<length$}")
}

/// A zone of a kind, its digits right.
fn zone(rng: &mut Rng, kind: &'static str) -> Vec<String> {
    let issuer = ["GBR", "UTO", "FRA", "D<<", "NLD", "POL", "IND", "CHN", "NGA", "PAK"][rng.usize(0..10)];
    let sex = ["M", "F", "<"][rng.usize(0..3)];
    let (number, birth, expiry) = (checked(&number(rng)), checked(&date(rng)), checked(&date(rng)));
    match kind {
        "TD3" => {
            let optional = checked(&format!("{:<<14}", if rng.bool() { digits(rng, 9) } else { String::new() }));
            let composite = check_digit(&format!("{number}{birth}{expiry}{optional}")).unwrap_or('0');
            vec![
                format!("P<{issuer}{}", name(rng, 39)),
                format!("{number}{issuer}{birth}{sex}{expiry}{optional}{composite}"),
            ]
        }
        "TD2" => {
            let optional = format!("{:<<7}", "");
            let composite = check_digit(&format!("{number}{birth}{expiry}{optional}")).unwrap_or('0');
            vec![
                format!("I<{issuer}{}", name(rng, 31)),
                format!("{number}{issuer}{birth}{sex}{expiry}{optional}{composite}"),
            ]
        }
        "MRVA" => vec![
            format!("V<{issuer}{}", name(rng, 39)),
            format!("{number}{issuer}{birth}{sex}{expiry}{:<<16}", digits(rng, 6)),
        ],
        _ => {
            let (first, second) = (format!("{:<<15}", ""), format!("{:<<11}", ""));
            let composite = check_digit(&format!("{number}{first}{birth}{expiry}{second}")).unwrap_or('0');
            vec![
                format!("I<{issuer}{number}{first}"),
                format!("{birth}{sex}{expiry}{issuer}{second}{composite}"),
                name(rng, 30),
            ]
        }
    }
}

/// The photo of this number.
pub fn photo(faces: &[Face], seed: u64) -> Photo {
    photo_in(faces, seed, Setting::default())
}

/// The photo of this number, taken otherwise.
pub fn photo_in(faces: &[Face], seed: u64, setting: Setting) -> Photo {
    let mut rng = Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x00F0_70F0);
    let rng = &mut rng;
    let kind = ["TD3", "TD3", "TD1", "TD2", "MRVA"][rng.usize(0..5)];
    let lines = zone(rng, kind);
    let (w, h) = match kind {
        "TD3" | "MRVA" => (125.0, 88.0),
        "TD2" => (105.0, 74.0),
        _ => (85.6, 54.0),
    };
    let (dw, dh) = ((w * MM) as usize, (h * MM) as usize);
    let ink = paper(faces, rng, &lines, dw, dh);

    // Where the document's corners are in the photo.
    let share = between(rng, 0.33, 0.95);
    let room = 0.5 * (1.0 - share) * 0.8;
    let share = share * (1.0 - setting.far);
    let scale = share * WIDTH as f32 / dw as f32;
    let angle = normal(rng).clamp(-2.0, 2.0) * 0.07;
    let (sin, cos) = angle.sin_cos();
    let (tx, ty) = (normal(rng) * 0.06, normal(rng) * 0.06 + setting.lean);
    let centre =
        (WIDTH as f32 * (0.5 + between(rng, -room, room)), HEIGHT as f32 * (0.5 + between(rng, -room, room) * 0.6));
    let centre = (centre.0 + setting.moved.0 * WIDTH as f32, centre.1 + setting.moved.1 * HEIGHT as f32);
    // From the photo to the document: the inverse of turning and leaning.
    let lean = |x: f32, y: f32| {
        let (x, y) = ((x - centre.0) / scale, (y - centre.1) / scale);
        let (x, y) = (x * cos + y * sin, y * cos - x * sin);
        let depth = 1.0 - (tx * x / dw as f32 + ty * y / dh as f32) * 2.0;
        (x / depth + dw as f32 / 2.0, y / depth + dh as f32 / 2.0)
    };
    let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)].map(|(u, v)| {
        let depth = 1.0 / (1.0 + (tx * u + ty * v) * 2.0);
        let (x, y) = (u * dw as f32 * depth, v * dh as f32 * depth);
        let (x, y) = (x * cos - y * sin, x * sin + y * cos);
        ((x * scale + centre.0) / WIDTH as f32, (y * scale + centre.1) / HEIGHT as f32)
    });
    let desk = between(rng, 40.0, 200.0);
    let wood = |x: f32, y: f32| {
        let grain = ((y + 9.0 * (x * 0.004).sin()) * 0.11).sin() + 0.6 * ((y + 14.0 * (x * 0.003).sin()) * 0.37).sin();
        if setting.on_wood {
            14.0 * grain - 30.0 * f32::from(u8::from((y + 200.0).rem_euclid(310.0) < 6.0))
        } else {
            0.0
        }
    };
    let shadow = (normal(rng) * 0.25, normal(rng) * 0.25);
    let light = between(rng, 0.55, 1.05);
    let spot =
        (between(rng, 0.1, 0.9) * WIDTH as f32, between(rng, 0.1, 0.9) * HEIGHT as f32, between(rng, 40.0, 160.0));
    let shine = if rng.u32(0..3) == 0 { between(rng, 40.0, 150.0) } else { 0.0 };
    let mut values = Vec::with_capacity(WIDTH * HEIGHT);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let mut sum = 0.0;
            for (sx, sy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
                let (ix, iy) = lean(x as f32 + sx, y as f32 + sy);
                let inside = ix >= 0.0 && iy >= 0.0 && ix < dw as f32 && iy < dh as f32;
                sum += if inside { ink.between(ix - 0.5, iy - 0.5) } else { desk + wood(x as f32, y as f32) };
            }
            let (u, v) = (x as f32 / WIDTH as f32 - 0.5, y as f32 / HEIGHT as f32 - 0.5);
            let shade = (light * (1.0 + shadow.0 * u + shadow.1 * v)).clamp(0.2, 1.2);
            let far = ((x as f32 - spot.0).powi(2) + (y as f32 - spot.1).powi(2)) / (2.0 * spot.2 * spot.2);
            let (ix, iy) = lean(x as f32, y as f32);
            let reach = setting.shine * dw as f32;
            let from_light = (ix - dw as f32 * 0.6).hypot(iy - dh as f32 * 0.85) / reach.max(0.1);
            let reflected = if reach > 0.0 { 320.0 * (1.6 - from_light).clamp(0.0, 1.0) } else { 0.0 };
            values.push((sum / 4.0 * shade + shine * (-far).exp() + reflected).clamp(0.0, 255.0));
        }
    }
    let pitch = PITCH * scale;
    let mut seen = Grid::of_values(WIDTH, values);
    if rng.bool() {
        seen = blur(&seen, between(rng, 0.2, (pitch * 0.06).max(0.3)));
    }
    if rng.bool() {
        seen = moved(&seen, between(rng, 0.0, pitch * 0.16), rng.f32() * std::f32::consts::PI);
    }
    let noise = between(rng, 0.5, 7.0);
    let bytes: Vec<u8> = seen.values().iter().map(|v| (v + noise * normal(rng)).clamp(0.0, 255.0) as u8).collect();
    let pixels = compressed(&bytes, WIDTH, HEIGHT, rng.u8(60..95));
    let narrow = 1.0 - (tx.abs() + ty.abs());
    Photo { width: WIDTH, height: HEIGHT, pixels, kind, lines, pitch: pitch * narrow, corners }
}

/// A page with a portrait, some print and its zone.
fn paper(faces: &[Face], rng: &mut Rng, lines: &[String], width: usize, height: usize) -> Grid {
    let face = &faces[rng.usize(0..faces.len())];
    let top = height as f32 - (if lines.len() == 3 { 18.0 } else { 14.0 }) * MM;
    let left = (width as f32 - lines[0].len() as f32 * PITCH) / 2.0 + PITCH / 2.0;
    let zone = face.draw(width, height, (left, top), lines, 2.5 * PITCH, 1.0);
    let print: Vec<String> = (0..4)
        .map(|_| {
            let n = rng.usize(4..14);
            letters(rng, n)
        })
        .collect();
    let words = faces[0].draw(width, height, (width as f32 * 0.42, height as f32 * 0.14), &print, PITCH * 1.9, 0.85);
    let (fx, fy, high) = (between(rng, 0.02, 0.2), between(rng, 0.02, 0.25), between(rng, 0.0, 18.0));
    let ground = between(rng, 190.0, 245.0);
    let portrait = (width as f32 * 0.2, height as f32 * 0.38, width as f32 * 0.11, height as f32 * 0.24);
    let values = zone.values().iter().zip(words.values()).enumerate().map(|(at, (zone, words))| {
        let (x, y) = ((at % width) as f32, (at / width) as f32);
        let face = ((x - portrait.0) / portrait.2).powi(2) + ((y - portrait.1) / portrait.3).powi(2) < 1.0;
        let waves = high * (fx * x + (fy * y + x * 0.01).sin() * 3.0).sin().max(0.0);
        let paper = if face { 120.0 + 40.0 * (x * 0.05).sin() * (y * 0.04).cos() } else { ground - waves };
        paper * (1.0 - 0.9 * zone.max(words * 0.9))
    });
    Grid::of_values(width, values.collect())
}

/// As a hand that moved makes it: a mean along a way.
fn moved(grid: &Grid, way: f32, angle: f32) -> Grid {
    let (dy, dx) = angle.sin_cos();
    let steps = 7;
    let mut values = Vec::with_capacity(grid.values().len());
    for y in 0..grid.height() {
        for x in 0..grid.width() {
            let at = |n: usize| (n as f32 / (steps - 1) as f32 - 0.5) * way;
            values.push(
                (0..steps).map(|n| grid.between(x as f32 + at(n) * dx, y as f32 + at(n) * dy)).sum::<f32>()
                    / steps as f32,
            );
        }
    }
    Grid::of_values(grid.width(), values)
}

/// A picture without a zone: print in lines, textures, shapes, noise.
pub fn nothing(faces: &[Face], seed: u64) -> (usize, usize, Vec<u8>) {
    let mut rng = Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x0BAD);
    let rng = &mut rng;
    let (width, height) = (rng.usize(400..1400), rng.usize(300..1100));
    let text: Vec<String> = (0..height / 60)
        .map(|_| {
            let words = rng.usize(2..7);
            (0..words)
                .map(|_| {
                    let n = rng.usize(1..9);
                    letters(rng, n)
                })
                .collect::<Vec<_>>()
                .join("  ")
        })
        .collect();
    let ink = match rng.u32(0..3) {
        0 => Grid::of_values(width, vec![0.0; width * height]),
        _ => faces[0].draw(width, height, (40.0, 40.0), &text, 58.0, between(rng, 0.5, 1.1)),
    };
    let (fx, fy, high) = (between(rng, 0.01, 0.6), between(rng, 0.01, 0.6), between(rng, 0.0, 110.0));
    let noise = between(rng, 0.0, 40.0);
    let values = ink.values().iter().enumerate().map(|(at, ink)| {
        let (x, y) = ((at % width) as f32, (at / width) as f32);
        ((210.0 - high * (fx * x + (fy * y).sin()).sin().abs()) * (1.0 - 0.85 * ink) + noise * normal(rng))
            .clamp(0.0, 255.0) as u8
    });
    (width, height, values.collect())
}
