//! Whether documents are found in pictures: their corners, and whether a part of them is cut off.

use crate::glyphs::Face;
use crate::measure::picture;
use crate::photo::{Setting, photo_in};
use forthright_evidence::{Finding, Luma, Outline, examine, outline};
use image::{Rgb, RgbImage};
use std::path::Path;
use std::process::ExitCode;

/// Photos from this number on, so that none is among those that the reader is measured on.
const FROM: u64 = 70_000;
/// Corners that are off by more than this share of the picture's diagonal were not found.
const OFF: f32 = 0.03;

/// How photos are taken, in words: whether on wood, and how far the document is moved.
const WAYS: [(&str, bool, (f32, f32)); 5] = [
    ("even ground", false, (0.0, 0.0)),
    ("on wood", true, (0.0, 0.0)),
    ("moved to the right", false, (0.4, 0.0)),
    ("moved up", false, (0.0, -0.4)),
    ("moved up, on wood", true, (0.0, -0.4)),
];

/// Prints for each way of taking photos how often corners and cuts are told, by the shape alone and with the zone.
pub fn outlines(faces: &[Face], count: u64) -> ExitCode {
    println!(
        "Documents in simulated photos, of {count}: cut off in truth; by the shape: found, corners off, cut told, cut said wrongly; with the zone: the same"
    );
    for (name, on_wood, moved) in WAYS {
        let setting = Setting { on_wood, moved, ..Setting::default() };
        let mut cut = 0;
        let mut rows = [[0; 4]; 2];
        for seed in FROM..FROM + count {
            let photo = photo_in(faces, seed, setting);
            let Some(luma) = Luma::new(photo.width, photo.height, &photo.pixels) else { continue };
            // A corner a hair outside is no matter.
            let out = photo.corners.iter().map(|(x, y)| (x.max(*y) - 1.0).max(-x.min(*y))).fold(0.0, f32::max);
            let (is_cut, is_whole) = (out > 0.1, out < -0.01);
            cut += usize::from(is_cut);
            let seen = examine(luma, photo.width as u32, photo.height as u32).quality;
            let by_zone = seen.outline.map(|corners| (corners, seen.findings.contains(&Finding::CutOff)));
            let by_shape = outline(luma).map(|Outline { corners, is_cut, .. }| (corners, is_cut));
            for (row, found) in rows.iter_mut().zip([by_shape, by_zone]) {
                let Some((corners, told)) = found else { continue };
                row[0] += 1;
                let off = |turn: usize| {
                    let pairs = corners.iter().zip(photo.corners.iter().cycle().skip(turn));
                    pairs.map(|(a, b)| ((a.0 - b.0) * 0.8).hypot((a.1 - b.1) * 0.6)).fold(0.0, f32::max)
                };
                row[1] += usize::from(!told && (0..4).all(|turn| off(turn) > OFF));
                row[2] += usize::from(told && is_cut);
                row[3] += usize::from(told && is_whole);
            }
        }
        println!("  {name:<20} {cut:>4}  {:?}  {:?}", rows[0], rows[1]);
    }
    println!("Longer side by shorter, of shapes seen from above: 5 %, half, 95 %");
    for (kind, printed) in [("TD1", 1.585), ("TD3", 1.42), ("TD2", 1.419)] {
        let photos = (FROM..FROM + 4 * count).map(|seed| photo_in(faces, seed, Setting::default()));
        let mut seen: Vec<f32> = photos
            .filter(|photo| photo.kind == kind)
            .filter_map(|photo| {
                let luma = Luma::new(photo.width, photo.height, &photo.pixels)?;
                let found = outline(luma).filter(|found| !found.is_cut && found.lean(luma) < Outline::STRAIGHT)?;
                Some(found.proportion(luma))
            })
            .collect();
        seen.sort_by(f32::total_cmp);
        let at = |share: usize| seen.get(seen.len() * share / 100).copied().unwrap_or(0.0);
        println!("  {kind} {printed}: {:.3} {:.3} {:.3} ({} shapes)", at(5), at(50), at(95), seen.len());
    }
    ExitCode::SUCCESS
}

/// Draws what is found in pictures, to look at.
pub fn drawn(files: &[String], into: &Path) -> ExitCode {
    for file in files {
        let Some(luma) = picture(Path::new(file)) else { continue };
        let (width, height) = luma.dimensions();
        let Some(seen) = Luma::new(width as usize, height as usize, luma.as_raw()) else { continue };
        let seen = examine(seen, width, height);
        let mut drawn = RgbImage::from_fn(width, height, |x, y| {
            let value = luma.get_pixel(x, y).0[0] / 2 + 90;
            Rgb([value, value, value])
        });
        let at = |(x, y): (f32, f32)| (x * width as f32, y * height as f32);
        if let Some([a, b, c, d]) = seen.quality.outline {
            for (from, to) in [(a, b), (b, c), (c, d), (d, a)] {
                line(&mut drawn, at(from), at(to), Rgb([0, 150, 0]));
            }
        }
        for (areas, colour) in [(&seen.quality.glare, Rgb([200, 40, 0])), (&seen.quality.blurred, Rgb([0, 0, 220]))] {
            for [x, y, w, h] in areas {
                let corners = [(*x, *y), (x + w, *y), (x + w, y + h), (*x, y + h)].map(at);
                for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
                    line(&mut drawn, *from, *to, colour);
                }
            }
        }
        let name = Path::new(file).file_stem().and_then(|name| name.to_str()).unwrap_or("picture");
        println!(
            "{name}: soft {:.2} {:?} {}",
            seen.quality.soft,
            seen.quality.findings,
            if seen.reading.is_some() { "read" } else { "" }
        );
        if drawn.save(into.join(format!("{name}.png"))).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn line(picture: &mut RgbImage, from: (f32, f32), to: (f32, f32), colour: Rgb<u8>) {
    let steps = (to.0 - from.0).hypot(to.1 - from.1).ceil().max(1.0);
    let wide = picture.width() as f32 / 300.0;
    for step in 0..steps as usize {
        let share = step as f32 / steps;
        let (x, y) = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
        for (dx, dy) in [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (0.0, 0.0)] {
            let (x, y) = (x + dx * wide, y + dy * wide);
            if x >= 0.0 && y >= 0.0 && x < picture.width() as f32 && y < picture.height() as f32 {
                picture.put_pixel(x as u32, y as u32, colour);
            }
        }
    }
}
