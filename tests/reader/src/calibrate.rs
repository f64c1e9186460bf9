//! Where the thresholds of quality lie: simulated photos are made worse on purpose, step by step, and the label is whether the
//! reader still reads them as they are printed.

use crate::glyphs::Face;
use crate::photo::{self, Setting};
use crate::scene::{blur, normal};
use fastrand::Rng;
use forthright_evidence::reader::grid::Grid;
use forthright_evidence::reader::{self, Reading};
use forthright_evidence::{Luma, Measures, Outline, assess, measures, outline};
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
    /// What is judged; `None` where nothing could be told.
    measure: fn(Luma<'_>) -> Option<u32>,
    /// The threshold in use.
    threshold: u32,
    /// Whether a person is asked for a better picture above the threshold, not below it.
    asks_above: bool,
    steps: &'static [f32],
    worse: fn(&[Face], u64, f32) -> Grid,
}

const WAYS: [Way; 7] = [
    Way {
        name: "sharpness",
        unit: "thousandths of the contrast",
        measure: |luma| Some(quality(luma).sharpness),
        threshold: Measures::SHARP,
        asks_above: false,
        steps: &[0.0, 0.8, 1.2, 1.6, 2.0, 2.5, 3.0, 4.0, 6.0],
        worse: |faces, seed, step| {
            let grid = seen(faces, seed, Setting::default());
            if step > 0.0 { blur(&grid, step) } else { grid }
        },
    },
    Way {
        name: "light",
        unit: "median brightness of 255",
        measure: |luma| Some(quality(luma).median),
        threshold: Measures::DARK,
        asks_above: false,
        steps: &[1.0, 0.5, 0.3, 0.2, 0.14, 0.1, 0.07, 0.05, 0.03],
        worse: |faces, seed, step| {
            let grid = seen(faces, seed, Setting::default());
            let rng = &mut Rng::with_seed(seed);
            let values =
                grid.values().iter().map(|value| (value * step + NOISE * normal(rng)).round().clamp(0.0, 255.0));
            Grid::of_values(grid.width(), values.collect())
        },
    },
    Way {
        name: "size",
        unit: "pixels of the shorter side",
        measure: |luma| Some(quality(luma).short_side),
        threshold: Measures::SHORT_SIDE,
        asks_above: false,
        steps: &[1200.0, 1000.0, 800.0, 640.0, 520.0, 420.0, 340.0, 280.0, 220.0],
        worse: |faces, seed, step| seen(faces, seed, Setting::default()).resized((step * 4.0 / 3.0) as usize),
    },
    Way {
        name: "distance",
        unit: "pixels of the document's longer side",
        measure: |luma| outline(luma).filter(|found| !found.is_cut).map(|found| found.longer_side(luma) as u32),
        threshold: Outline::FAR as u32,
        asks_above: false,
        steps: &[0.0, 0.4, 0.6, 0.7, 0.76, 0.8, 0.84],
        worse: |faces, seed, step| seen(faces, seed, Setting { far: step, ..Setting::default() }),
    },
    Way {
        name: "lean",
        unit: "how many hundredths a side is nearer than the one opposite",
        measure: |luma| outline(luma).filter(|found| !found.is_cut).map(|found| (found.lean(luma) * 100.0) as u32),
        threshold: (Outline::LEANS * 100.0) as u32,
        asks_above: true,
        steps: &[0.0, 0.08, 0.16, 0.24, 0.32, 0.4],
        worse: |faces, seed, step| seen(faces, seed, Setting { lean: step, far: 0.3, ..Setting::default() }),
    },
    Way {
        name: "reflected light",
        unit: "256ths of the picture that are blown out",
        measure: |luma| {
            let glare = assess(luma, luma.width() as u32, luma.height() as u32, outline(luma).as_ref()).glare;
            Some((glare.iter().map(|[_, _, wide, high]| wide * high).sum::<f32>() * 256.0) as u32)
        },
        threshold: 0,
        asks_above: true,
        steps: &[0.0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3],
        worse: |faces, seed, step| seen(faces, seed, Setting { shine: step, ..Setting::default() }),
    },
    Way {
        name: "blurred part",
        unit: "hundredths of the print",
        measure: |luma| {
            Some((assess(luma, luma.width() as u32, luma.height() as u32, outline(luma).as_ref()).soft * 100.0) as u32)
        },
        threshold: (Measures::SOFT * 100.0) as u32,
        asks_above: true,
        steps: &[0.0, 0.15, 0.3, 0.45, 0.6, 0.8],
        worse: |faces, seed, step| {
            let grid = seen(faces, seed, Setting::default());
            let soft = blur(&grid, 6.0);
            let from = (grid.width() as f32 * (1.0 - step)) as usize;
            let parts = grid.values().iter().zip(soft.values()).enumerate();
            let values = parts.map(|(at, (sharp, soft))| if at % grid.width() < from { *sharp } else { *soft });
            Grid::of_values(grid.width(), values.collect())
        },
    },
];

fn seen(faces: &[Face], seed: u64, setting: Setting) -> Grid {
    let photo = photo::photo_in(faces, seed, setting);
    Grid::of_values(photo.width, photo.pixels.iter().map(|value| f32::from(*value)).collect())
}

fn quality(luma: Luma<'_>) -> Measures {
    measures(luma, luma.width() as u32, luma.height() as u32)
}

/// Prints for each way how many are read at which measure, and where a threshold parts best; draws the curves. `only`: the
/// way of this name alone.
pub fn calibrate(faces: &[Face], count: u64, only: Option<&str>, file: Option<&Path>) -> ExitCode {
    let seeds: Vec<(u64, Vec<String>)> = (FROM..)
        .map(|seed| (seed, photo::photo(faces, seed)))
        .filter(|(_, photo)| photo.pitch >= PITCH)
        .map(|(seed, photo)| (seed, photo.lines))
        .take(count as usize)
        .collect();
    let ways: Vec<&Way> = WAYS.iter().filter(|way| only.is_none_or(|only| only == way.name)).collect();
    let mut svg = String::new();
    for (at, way) in ways.iter().enumerate() {
        let mut seen: Vec<(u32, bool)> = Vec::new();
        for (seed, lines) in &seeds {
            for step in way.steps {
                let worse = (way.worse)(faces, *seed, *step);
                let pixels: Vec<u8> = worse.values().iter().map(|value| value.clamp(0.0, 255.0) as u8).collect();
                let Some(luma) = Luma::new(worse.width(), worse.height(), &pixels) else { continue };
                let Some(measured) = (way.measure)(luma) else { continue };
                let read = reader::read(luma).filter(Reading::is_whole);
                seen.push((measured, read.is_some_and(|read| read.zone.lines == *lines)));
            }
        }
        seen.sort_unstable();
        report(way, &seen);
        draw(&mut svg, way, &seen, at);
    }
    let written = file.map(|file| {
        let height = ways.len() * 220;
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

impl Way {
    /// Whether a person is asked for a better picture.
    const fn asks(&self, measure: u32, threshold: u32) -> bool {
        if self.asks_above { measure > threshold } else { measure < threshold }
    }

    /// Of those that are read, or are not, the share that a person is asked about.
    fn asked(&self, seen: &[(u32, bool)], threshold: u32, read: bool) -> f32 {
        let all = seen.iter().filter(|(_, is)| *is == read).count().max(1);
        let asked = seen.iter().filter(|(measure, is)| *is == read && self.asks(*measure, threshold)).count();
        asked as f32 / all as f32
    }
}

fn report(way: &Way, seen: &[(u32, bool)]) {
    println!("{}, {}: share read", way.name, way.unit);
    for (middle, share) in parts(seen) {
        println!("  {middle:>5}  {:>4.0} %", share * 100.0);
    }
    // How well a threshold parts what is read from what is not.
    let parting = |threshold: u32| way.asked(seen, threshold, false) - way.asked(seen, threshold, true);
    let best = seen.iter().map(|(measure, _)| *measure).max_by(|a, b| parting(*a).total_cmp(&parting(*b)));
    println!(
        "  parts best at {}; in use {}: asks for a better picture in {:.0} % of those not read, and {:.0} % of those read",
        best.unwrap_or(0),
        way.threshold,
        100.0 * way.asked(seen, way.threshold, false),
        100.0 * way.asked(seen, way.threshold, true)
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
