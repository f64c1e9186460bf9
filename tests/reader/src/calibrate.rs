//! Where the thresholds for sharpness, light and size lie: simulated photos are made worse on purpose, step by step, and the
//! label is whether the reader still reads them as they are printed.

use crate::glyphs::Face;
use crate::photo;
use crate::scene::{blur, normal};
use fastrand::Rng;
use forthright_evidence::reader::grid::Grid;
use forthright_evidence::reader::{self, Reading};
use forthright_evidence::{Luma, Measures, measures};
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

/// Photos from this number on, so that none is among those that the reader is measured on.
const FROM: u64 = 50_000;
/// Photos whose characters are narrower say nothing about light or sharpness.
const PITCH: f32 = 10.0;
/// The noise of a sensor, which does not fade with the light.
const NOISE: f32 = 2.0;

/// A way to make a photo worse.
struct Way {
    name: &'static str,
    unit: &'static str,
    /// What quality is judged by.
    measure: fn(&Measures) -> u32,
    /// The threshold in use: below it, a person is asked for a better picture.
    threshold: u32,
    steps: &'static [f32],
    worse: fn(&Grid, f32, &mut Rng) -> Grid,
}

const WAYS: [Way; 3] = [
    Way {
        name: "sharpness",
        unit: "thousandths of the contrast",
        measure: |seen| seen.sharpness,
        threshold: Measures::SHARP,
        steps: &[0.0, 0.8, 1.2, 1.6, 2.0, 2.5, 3.0, 4.0, 6.0],
        worse: |grid, step, _| if step > 0.0 { blur(grid, step) } else { grid.clone() },
    },
    Way {
        name: "light",
        unit: "median brightness of 255",
        measure: |seen| seen.median,
        threshold: Measures::DARK,
        steps: &[1.0, 0.5, 0.3, 0.2, 0.14, 0.1, 0.07, 0.05, 0.03],
        worse: |grid, step, rng| {
            let values =
                grid.values().iter().map(|value| (value * step + NOISE * normal(rng)).round().clamp(0.0, 255.0));
            Grid::of_values(grid.width(), values.collect())
        },
    },
    Way {
        name: "size",
        unit: "pixels of the shorter side",
        measure: |seen| seen.short_side,
        threshold: Measures::SHORT_SIDE,
        steps: &[1200.0, 1000.0, 800.0, 640.0, 520.0, 420.0, 340.0, 280.0, 220.0],
        worse: |grid, step, _| grid.resized((step * 4.0 / 3.0) as usize),
    },
];

/// Prints for each way how many are read at which measure, and where a threshold parts best; draws the curves.
pub fn calibrate(faces: &[Face], count: u64, file: Option<&Path>) -> ExitCode {
    let photos: Vec<photo::Photo> = (FROM..)
        .map(|seed| photo::photo(faces, seed))
        .filter(|photo| photo.pitch >= PITCH)
        .take(count as usize)
        .collect();
    let mut svg = String::new();
    for (at, way) in WAYS.iter().enumerate() {
        let mut seen: Vec<(u32, bool)> = Vec::new();
        for (number, photo) in photos.iter().enumerate() {
            let rng = &mut Rng::with_seed(FROM + number as u64);
            let values = photo.pixels.iter().map(|value| f32::from(*value)).collect();
            let whole = Grid::of_values(photo.width, values);
            for step in way.steps {
                let worse = (way.worse)(&whole, *step, rng);
                let pixels: Vec<u8> = worse.values().iter().map(|value| value.clamp(0.0, 255.0) as u8).collect();
                let Some(luma) = Luma::new(worse.width(), worse.height(), &pixels) else { continue };
                let measured = measures(luma, worse.width() as u32, worse.height() as u32);
                let read = reader::read(luma).filter(Reading::is_whole);
                seen.push(((way.measure)(&measured), read.is_some_and(|read| read.zone.lines == photo.lines)));
            }
        }
        seen.sort_unstable();
        report(way, &seen);
        draw(&mut svg, way, &seen, at);
    }
    let written = file.map(|file| {
        let height = WAYS.len() * 220;
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 {height}\" font-family=\"sans-serif\" font-size=\"13\">\n{svg}</svg>\n");
        std::fs::write(file, text)
    });
    if written.is_some_and(|written| written.is_err()) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Ten parts with equally many pictures: the middle measure of each and the share that is read.
fn parts(seen: &[(u32, bool)]) -> Vec<(u32, f32)> {
    seen.chunks(seen.len().div_ceil(10).max(1))
        .map(|part| (part[part.len() / 2].0, part.iter().filter(|(_, read)| *read).count() as f32 / part.len() as f32))
        .collect()
}

/// How well a threshold parts what is read from what is not: the mean of both shares that lie on their side of it.
fn parting(seen: &[(u32, bool)], threshold: u32) -> f32 {
    let share = |read: bool| {
        let all = seen.iter().filter(|(_, is)| *is == read).count().max(1);
        let right = seen.iter().filter(|(measure, is)| *is == read && (*measure >= threshold) == read).count();
        right as f32 / all as f32
    };
    (share(true) + share(false)) / 2.0
}

fn report(way: &Way, seen: &[(u32, bool)]) {
    println!("{}, {}: share read", way.name, way.unit);
    for (middle, share) in parts(seen) {
        println!("  {middle:>5}  {:>4.0} %", share * 100.0);
    }
    let best = seen.iter().map(|(measure, _)| *measure).max_by(|a, b| parting(seen, *a).total_cmp(&parting(seen, *b)));
    let below = |read: bool| {
        let all = seen.iter().filter(|(_, is)| *is == read).count().max(1);
        100.0 * seen.iter().filter(|(measure, is)| *is == read && *measure < way.threshold).count() as f32 / all as f32
    };
    println!(
        "  parts best at {}; in use {}: asks for a better picture in {:.0} % of those not read, and {:.0} % of those read",
        best.unwrap_or(0),
        way.threshold,
        below(false),
        below(true)
    );
}

fn draw(svg: &mut String, way: &Way, seen: &[(u32, bool)], at: usize) {
    let (top, left, wide, high) = (at as f32 * 220.0 + 20.0, 60.0, 540.0, 150.0);
    let most = seen.last().map_or(1, |(measure, _)| (*measure).max(1)) as f32;
    let x = |measure: u32| left + wide * measure as f32 / most;
    let y = |share: f32| top + high * (1.0 - share);
    let line: String =
        parts(seen).iter().map(|(measure, share)| format!("{:.1},{:.1} ", x(*measure), y(*share))).collect();
    let (limit, bottom) = (x(way.threshold), top + high);
    let _ = write!(
        svg,
        "<path d=\"M{left} {top}V{bottom}H{}\" fill=\"none\" stroke=\"#888\"/>\n<polyline points=\"{line}\" fill=\"none\" stroke=\"#0060a0\" stroke-width=\"2\"/>\n\
         <path d=\"M{limit:.1} {top}V{bottom}\" stroke=\"#b03000\" stroke-dasharray=\"4 3\"/>\n\
         <text x=\"{left}\" y=\"{:.0}\">{}: {}, 0 to {most}; threshold {}</text>\n\
         <text x=\"8\" y=\"{:.0}\">100 %</text>\n<text x=\"8\" y=\"{bottom:.0}\">0 %</text>\n",
        left + wide,
        bottom + 20.0,
        way.name,
        way.unit,
        way.threshold,
        top + 10.0,
    );
}
