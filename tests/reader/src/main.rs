//! Trains the reader of machine-readable zones on text rendered here, and measures it on pictures.
//!
//! ```text
//! train [--fonts DIR] [--batches N] [--seed N]     writes crates/evidence/reader.weights
//! measure DIR [--each]                             reads the pictures named in DIR/truth.json
//! photos [--count N] [--fonts DIR] [--each]        reads simulated photos, and pictures that are no documents
//! calibrate [--count N] [--only NAME] [--curve FILE]   thresholds of quality: what is still read; draws FILE, an SVG
//! outlines [--count N]                             finds documents in simulated photos: corners, and what is cut off
//! drawn DIR FILE…                                  draws what is found in pictures into DIR, to look at
//! picture FILE [--seed N]                          writes a simulated photo, to look at
//! ```
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, clippy::print_stdout, missing_docs)]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
// The weights were trained with these very numbers.
#![allow(clippy::approx_constant)]

mod calibrate;
mod glyphs;
mod measure;
mod outlines;
mod photo;
mod scene;
mod train;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const FONTS: &str = "/usr/share/fonts/opentype/ocr-b";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1)).cloned();
    let number = |name: &str, default: usize| option(name).and_then(|text| text.parse().ok()).unwrap_or(default);
    let fonts = PathBuf::from(option("--fonts").unwrap_or(FONTS.to_owned()));
    let weights = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/evidence/reader.weights");
    let each = args.iter().any(|arg| arg == "--each");
    let faces = glyphs::Face::all(&fonts);
    if faces.is_empty() && args.first().is_some_and(|what| what != "measure" && what != "drawn") {
        println!(
            "No typeface in {}. Install Debian's package fonts-ocr-b, or name a folder with --fonts.",
            fonts.display()
        );
        return ExitCode::FAILURE;
    }
    match args.first().map(String::as_str) {
        Some("train") => {
            let bytes = train::train(&faces, number("--seed", 9303) as u64, number("--batches", 6000));
            if let Err(error) = std::fs::write(&weights, &bytes) {
                println!("{}: {error}", weights.display());
                return ExitCode::FAILURE;
            }
            println!("{} bytes in {}", bytes.len(), weights.display());
            ExitCode::SUCCESS
        }
        Some("measure") if args.len() > 1 => measure::measure(Path::new(&args[1]), each),
        Some("photos") => measure::photos(&faces, number("--count", 200) as u64, each),
        Some("calibrate") => {
            let curve = option("--curve").map(PathBuf::from);
            calibrate::calibrate(&faces, number("--count", 60) as u64, option("--only").as_deref(), curve.as_deref())
        }
        Some("outlines") => outlines::outlines(&faces, number("--count", 100) as u64),
        Some("drawn") if args.len() > 2 => outlines::drawn(&args[2..], Path::new(&args[1])),
        Some("picture") if args.len() > 1 => {
            let photo = photo::photo(&faces, number("--seed", 1) as u64);
            let written = image::save_buffer(
                &args[1],
                &photo.pixels,
                photo.width as u32,
                photo.height as u32,
                image::ExtendedColorType::L8,
            );
            written.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
        }
        _ => {
            println!(
                "train [--fonts DIR] [--batches N] [--seed N] | measure DIR | photos [--count N] | calibrate | outlines | drawn DIR FILE… | picture FILE"
            );
            ExitCode::FAILURE
        }
    }
}
