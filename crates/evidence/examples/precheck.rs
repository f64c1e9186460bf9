//! Reads pictures and PDFs as the page does, and prints one JSON object a line.
//!
//! ```text
//! cargo run -q --release -p forthright-evidence --example precheck -- FILE…
//! ```
#![allow(clippy::print_stdout)]

use forthright_evidence::{Examination, FileType, Luma, examine};
use forthright_pdf::Scan;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use serde_json::{Value, json};
use std::io::Cursor;
use std::process::ExitCode;
use std::time::Instant;

/// The longest side of what is looked at, as in the page.
const LOOKED_SIDE: u32 = 1_600;
/// The most memory that decoding may take: a picture of 48 megapixels.
const MOST_BYTES: u64 = 300 * 1024 * 1024;

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        println!("precheck FILE…");
        return ExitCode::FAILURE;
    }
    for file in files {
        let start = Instant::now();
        let mut found = look(&file).unwrap_or_else(|problem| json!({ "document": "unreadable", "problem": problem }));
        if let Some(object) = found.as_object_mut() {
            object.insert("file".to_owned(), json!(file));
            object.insert(
                "milliseconds".to_owned(),
                json!(u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX)),
            );
        }
        println!("{found}");
    }
    ExitCode::SUCCESS
}

fn look(file: &str) -> Result<Value, String> {
    let data = std::fs::read(file).map_err(|error| error.to_string())?;
    match FileType::of(data.get(..FileType::HEAD.min(data.len())).unwrap_or_default()) {
        None => return Err("This file is not a JPEG, PNG or WebP picture or a PDF.".to_owned()),
        Some(FileType::Pdf) => {
            let paper = forthright_pdf::read(data).map_err(|why| why.to_string())?;
            return match paper.scan {
                Some(Scan::Jpeg(file)) => examined(&file, true),
                Some(Scan::Grey { width, pixels, whole }) => {
                    let height = pixels.len().checked_div(width).unwrap_or(0);
                    let luma = Luma::new(width, height, &pixels).ok_or("It has no pixels.")?;
                    Ok(told(examine(luma, whole.0, whole.1).of_scan()))
                }
                None => Ok(json!({ "document": "letter", "pages": paper.pages, "text": paper.text })),
            };
        }
        Some(_) => {}
    }
    examined(&data, false)
}

fn examined(data: &[u8], is_scan: bool) -> Result<Value, String> {
    let (picture, width, height) = decode(data).map_err(|error| error.to_string())?;
    let size = |side: u32| usize::try_from(side).unwrap_or(0);
    let luma = Luma::new(size(picture.width()), size(picture.height()), picture.as_raw()).ok_or("It has no pixels.")?;
    let seen = examine(luma, width, height);
    Ok(told(if is_scan { seen.of_scan() } else { seen }))
}

fn told(seen: Examination) -> Value {
    let mut answer = json!({ "document": seen.document(), "quality": seen.quality });
    // A zone with a doubtful character, or whose digits do not hold, was not read.
    if let Some(reading) = seen.reading.as_ref().filter(|reading| reading.is_whole()) {
        let checks: serde_json::Map<String, Value> = reading
            .zone
            .checks()
            .into_iter()
            .map(|check| (format!("{:?}", check.name).to_lowercase(), json!(check.holds)))
            .collect();
        let today = today();
        let mrz = json!({
            "format": reading.zone.format, "lines": reading.zone.lines, "checks": checks,
            "fields": reading.zone.fields(today), "mended": reading.mended,
        });
        if let Some(object) = answer.as_object_mut() {
            object.insert("mrz".to_owned(), mrz);
        }
    }
    answer
}

/// The picture upright, over white, grey, its longer side at most [`LOOKED_SIDE`]; and how large it was.
fn decode(data: &[u8]) -> image::ImageResult<(image::GrayImage, u32, u32)> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    let mut reader = ImageReader::new(Cursor::new(data)).with_guessed_format()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    let (width, height) = (picture.width(), picture.height());
    if width.max(height) > LOOKED_SIDE {
        picture = picture.resize(LOOKED_SIDE, LOOKED_SIDE, image::imageops::FilterType::Triangle);
    }
    let pixels = picture.to_rgba8();
    let grey = image::GrayImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        image::Luma([forthright_evidence::grey(pixels.get_pixel(x, y).0)])
    });
    Ok((grey, width, height))
}

fn today() -> (u16, u8, u8) {
    let date = jiff::Zoned::now().date();
    let part = |n: i8| u8::try_from(n).unwrap_or(1);
    (u16::try_from(date.year()).unwrap_or(2026), part(date.month()), part(date.day()))
}
