//! What each bundle weighs on the wire, and whether it keeps to its limit. Written to `dist/sizes.json`.

use crate::process::Done;
use crate::{assets, place};
use serde_json::json;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

/// What is weighed: a name, files below `dist/`, how it travels and how much it may weigh in bytes.
struct Limit {
    name: &'static str,
    files: &'static [&'static str],
    encoding: Encoding,
    most: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Encoding {
    Brotli,
    Gzip,
}

const LIMITS: [Limit; 13] = [
    Limit { name: "loader with banner", files: &["site/embed.js"], encoding: Encoding::Brotli, most: 4_096 },
    Limit {
        name: "first view in all",
        files: &["site/embed.js", "site/assets/loader/after.js", "site/assets/loader/signals.js"],
        encoding: Encoding::Brotli,
        most: 6_144,
    },
    Limit {
        name: "preference centre in all",
        files: &[
            "site/assets/consent.js",
            "site/assets/consent_bg.wasm",
            "site/assets/loader/preferences.js",
            "site/assets/loader/words-en.js",
            "site/v1/sites/main/cookies.json",
        ],
        encoding: Encoding::Brotli,
        most: 60_000,
    },
    Limit {
        name: "live answers",
        files: &[
            "site/assets/find-start.js",
            "site/assets/find.js",
            "site/assets/find_bg.wasm",
            "site/v1/register/pages.json",
        ],
        encoding: Encoding::Brotli,
        most: 205_000,
    },
    Limit {
        name: "form, before sealing code",
        files: &["site/assets/forms-start.js", "site/assets/forms.js", "site/assets/forms_bg.wasm"],
        encoding: Encoding::Brotli,
        most: 220_000,
    },
    Limit {
        name: "looking at documents",
        files: &[
            "site/assets/check-start.js",
            "site/check-worker.js",
            "site/assets/check.js",
            "site/assets/check_bg.wasm",
            "site/assets/pdf.js",
        ],
        encoding: Encoding::Brotli,
        most: 150_000,
    },
    Limit {
        name: "camera in the page",
        files: &["site/assets/camera.js", "site/assets/camera_bg.wasm"],
        encoding: Encoding::Brotli,
        most: 40_000,
    },
    Limit {
        name: "our pages in a frame",
        files: &["site/assets/loader/frames.js", "site/assets/frame.js"],
        encoding: Encoding::Brotli,
        most: 8_000,
    },
    Limit { name: "reading PDFs", files: &["site/assets/pdf_bg.wasm"], encoding: Encoding::Brotli, most: 405_000 },
    Limit {
        name: "sealing code",
        files: &["site/assets/seal.js", "site/assets/seal_bg.wasm"],
        encoding: Encoding::Brotli,
        most: 200_000,
    },
    Limit {
        name: "opening code",
        files: &["site/assets/key.js", "site/assets/key_bg.wasm", "site/assets/desk-worker.js"],
        encoding: Encoding::Brotli,
        most: 200_000,
    },
    Limit {
        name: "desk, before opening code",
        files: &["site/assets/desk-start.js", "site/assets/desk.js", "site/assets/desk_bg.wasm"],
        encoding: Encoding::Brotli,
        most: 400_000,
    },
    Limit {
        name: "Worker",
        files: &["worker/index.js", "worker/index_bg.wasm"],
        encoding: Encoding::Gzip,
        most: 2_000_000,
    },
];

/// `cargo xtask size`: weighs what was built last.
pub fn sizes() -> Done {
    let mut rows = Vec::new();
    let mut over = Vec::new();
    let names = assets::names().map_err(|error| format!("{error}. Run `cargo xtask build` first."))?;
    for limit in &LIMITS {
        let mut bytes = 0_usize;
        let files: Vec<String> = limit.files.iter().map(|file| assets::built(file, &names)).collect();
        for file in &files {
            let path = place::dist().join(file);
            let content = fs::read(&path)
                .map_err(|error| format!("{}: {error}. Run `cargo xtask build` first.", path.display()))?;
            bytes = bytes.saturating_add(weigh(&content, limit.encoding)?);
        }
        let encoding = if limit.encoding == Encoding::Brotli { "brotli" } else { "gzip" };
        println!("{:<28} {bytes:>9} bytes {encoding:<7} of at most {:>9}", limit.name, limit.most);
        rows.push(
            json!({"name": limit.name, "bytes": bytes, "encoding": encoding, "most": limit.most, "files": files}),
        );
        if bytes > limit.most {
            over.push(limit.name);
        }
    }
    let file: PathBuf = place::dist().join("sizes.json");
    let text = serde_json::to_string_pretty(&rows).map_err(|error| error.to_string())?;
    fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    if over.is_empty() { Ok(()) } else { Err(format!("Too large: {}", over.join(", "))) }
}

fn weigh(content: &[u8], encoding: Encoding) -> Result<usize, String> {
    let mut out = Vec::new();
    let result = match encoding {
        Encoding::Brotli => {
            let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
            brotli::BrotliCompress(&mut &*content, &mut out, &parameters).map(drop)
        }
        Encoding::Gzip => {
            let mut encoder = flate2::write::GzEncoder::new(&mut out, flate2::Compression::best());
            encoder.write_all(content).and_then(|()| encoder.finish().map(drop))
        }
    };
    result.map_err(|error| error.to_string())?;
    Ok(out.len())
}
