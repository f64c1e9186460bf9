//! How many zones are read as they are printed.

use crate::glyphs::Face;
use crate::photo;
use forthright_evidence::Luma;
use forthright_evidence::reader::{self, Reading};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// A picture as the page looks at it: its longer side at most 1,600 pixels.
pub fn picture(path: &Path) -> Option<image::GrayImage> {
    let picture = image::open(path).ok()?;
    let picture = if picture.width().max(picture.height()) > 1600 {
        picture.resize(1600, 1600, image::imageops::FilterType::Triangle)
    } else {
        picture
    };
    Some(over_white(&picture))
}

/// Reads a picture as the page does. How long the reading took, without decoding.
pub fn read(path: &Path) -> Option<(Option<Reading>, Duration)> {
    let luma = picture(path)?;
    let start = Instant::now();
    let found = reader::read(Luma::new(luma.width() as usize, luma.height() as usize, luma.as_raw())?);
    Some((found, start.elapsed()))
}

/// Transparent places are white, as in the page.
fn over_white(picture: &image::DynamicImage) -> image::GrayImage {
    let rgba = picture.to_luma_alpha8();
    image::GrayImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [luma, alpha] = rgba.get_pixel(x, y).0;
        let alpha = u32::from(alpha);
        image::Luma([((u32::from(luma) * alpha + 255 * (255 - alpha)) / 255) as u8])
    })
}

pub fn measure(folder: &Path, each: bool) -> ExitCode {
    let text = std::fs::read_to_string(folder.join("truth.json")).unwrap_or_default();
    let truth: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap_or_default();
    let (mut exact, mut any, mut wrong, mut total) = (0, 0, 0, 0);
    let mut times = Vec::new();
    for one in &truth {
        let file = one["file"].as_str().unwrap_or_default();
        let Some((found, time)) = read(&folder.join(file)) else { continue };
        let holds = one["check_digits_hold"].as_bool() == Some(true);
        let expected: Vec<&str> = one["mrz"]
            .as_array()
            .map(|lines| lines.iter().filter_map(|line| line.as_str()).collect())
            .unwrap_or_default();
        let lines = found.as_ref().map(|found| found.zone.lines.clone()).unwrap_or_default();
        let right = lines == expected;
        let claimed = found.as_ref().is_some_and(Reading::is_whole);
        if holds {
            total += 1;
            exact += usize::from(right && claimed);
            any += usize::from(right);
        }
        wrong += usize::from(claimed && !right);
        times.push(time);
        if each && !right {
            println!(
                "{} {file} {} {} ms {}",
                if claimed { "WRONG" } else { "no" },
                one["type"],
                time.as_millis(),
                found.as_ref().map_or(String::new(), |f| format!(
                    "pitch {:.1} least {:.2}",
                    f.pitch,
                    f.confidence.iter().flatten().copied().fold(1.0, f32::min)
                ))
            );
            for (at, line) in expected.iter().enumerate() {
                println!("    {line}\n    {}", lines.get(at).map_or("-", String::as_str));
            }
        }
    }
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).map_or(0, |time| time.as_millis());
    println!(
        "{exact} of {total} read whole and exactly ({:.1} %; {any} with doubtful ones), {wrong} whole but wrong; median {} ms, 95 % {} ms",
        100.0 * exact as f32 / total.max(1) as f32,
        at(50),
        at(95)
    );
    if truth.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Reads so many simulated photos and pictures of nothing.
pub fn photos(faces: &[Face], count: u64, each: bool) -> ExitCode {
    let mut rows: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    let mut times = Vec::new();
    for seed in 0..count {
        let photo = photo::photo(faces, seed);
        let Some(luma) = Luma::new(photo.width, photo.height, &photo.pixels) else { continue };
        let start = Instant::now();
        let found = reader::read(luma);
        times.push(start.elapsed());
        let width = match photo.pitch {
            p if p < 8.0 => "under 8",
            p if p < 12.0 => "8 to 12",
            p if p < 20.0 => "12 to 20",
            _ => "20 and more",
        };
        let row = rows.entry((width, photo.kind)).or_default();
        let right = found.as_ref().is_some_and(|found| found.zone.lines == photo.lines);
        row[0] += 1;
        row[1] += usize::from(right);
        row[2] += usize::from(!right && found.as_ref().is_some_and(Reading::is_whole));
        if each && !right {
            println!(
                "photo {seed} {} pitch {:.1} {}",
                photo.kind,
                photo.pitch,
                times.last().map_or(0, Duration::as_millis)
            );
            let lines = found.map(|found| found.zone.lines).unwrap_or_default();
            for (at, line) in photo.lines.iter().enumerate() {
                println!("    {line}\n    {}", lines.get(at).map_or("-", String::as_str));
            }
        }
    }
    println!("Simulated photos, characters so many pixels apart: exact of all, whole but wrong");
    for ((width, kind), [all, right, wrong]) in &rows {
        println!("  {width:<12} {kind:<5} {right:>4} of {all:>4}  {wrong:>3}");
    }
    let sum =
        |n: usize| rows.iter().filter(|((width, _), _)| *width != "under 8").map(|(_, row)| row[n]).sum::<usize>();
    println!(
        "  8 and more: {} of {} ({:.1} %), whole but wrong {}",
        sum(1),
        sum(0),
        100.0 * sum(1) as f32 / sum(0).max(1) as f32,
        sum(2)
    );
    let mut zones = 0;
    for seed in 0..count {
        let (width, height, pixels) = photo::nothing(faces, seed);
        zones += usize::from(Luma::new(width, height, &pixels).and_then(reader::read).is_some());
    }
    println!("Pictures that are no documents: {zones} zones in {count}");
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).map_or(0, Duration::as_millis);
    println!("Median {} ms, 95 % {} ms, most {} ms", at(50), at(95), at(99));
    ExitCode::SUCCESS
}
