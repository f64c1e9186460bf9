//! Names assets by their content. Those of our own pages lie in one folder, the loader's parts in another, each named by a
//! hash of everything in it; within a folder they name each other by relative addresses. The folders of the build before
//! stay for one more build: pages that are open, and loaders that browsers keep, go on asking for them.

use crate::build::io;
use crate::process::Done;
use crate::{fingerprint, loader, place};
use forthright_register::Register;
use forthright_surfaces::PLACEHOLDER;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// The names of the folders below `/assets/`.
pub struct Names {
    pub own: String,
    pub loader: String,
}

/// What host pages load: the preference centre's bundle, beside the folder of the loader's parts.
const LOADERS: [&str; 3] = ["loader", "consent.js", "consent_bg.wasm"];

fn noted() -> PathBuf {
    place::dist().join("assets.json")
}

fn before() -> PathBuf {
    place::dist().join("assets-before")
}

/// What the last build named them.
pub fn names() -> Result<Names, String> {
    let file = noted();
    let text = io(&file, fs::read_to_string(&file))?;
    let names: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    let name = |key: &str| names.get(key).and_then(Value::as_str).map(str::to_owned);
    match (name("own"), name("loader")) {
        (Some(own), Some(loader)) => Ok(Names { own, loader }),
        _ => Err(format!("{} names no folders", file.display())),
    }
}

/// Where a file lies that the sources call `site/assets/…`.
pub fn built(file: &str, names: &Names) -> String {
    let Some(rest) = file.strip_prefix("site/assets/") else { return file.to_owned() };
    let first = rest.split('/').next().unwrap_or(rest);
    let folder = if LOADERS.contains(&first) { &names.loader } else { &names.own };
    format!("site/assets/{folder}/{rest}")
}

/// Puts the last build's folders aside. After a build that failed they lie there already.
pub fn set_aside() -> Done {
    let Ok(names) = names() else { return Ok(()) };
    let aside = before();
    if aside.exists() {
        io(&aside, fs::remove_dir_all(&aside))?;
    }
    io(&aside, fs::create_dir_all(&aside))?;
    for name in [&names.own, &names.loader] {
        let folder = place::dist().join("site/assets").join(name);
        if folder.exists() {
            io(&folder, fs::rename(&folder, aside.join(name)))?;
        }
    }
    io(&noted(), fs::remove_file(noted()))
}

/// Moves the assets into their folders, writes the names where they are used, and makes the loader, which knows its own.
pub fn name(register: &Register) -> Done {
    let site = place::dist().join("site");
    let assets = site.join("assets");
    let mut all: Vec<PathBuf> = Vec::new();
    for entry in io(&assets, fs::read_dir(&assets))? {
        all.push(io(&assets, entry)?.path());
    }
    let is_loaders = |path: &PathBuf| path.file_name().is_some_and(|name| LOADERS.iter().any(|own| *own == name));
    let (loaders, own): (Vec<PathBuf>, Vec<PathBuf>) = all.into_iter().partition(is_loaders);
    let names = Names { own: moved(&assets, &own)?, loader: moved(&assets, &loaders)? };
    loader::script(register, &site, &names.loader)?;
    for file in ["check-worker.js", "check-offline.js", "desk-viewer.html"] {
        write_over(&site.join(file), &names.own)?;
    }
    write_over(&place::dist().join("worker/index_bg.wasm"), &names.own)?;
    let aside = before();
    if aside.exists() {
        for entry in io(&aside, fs::read_dir(&aside))? {
            let folder = io(&aside, entry)?;
            let to = assets.join(folder.file_name());
            if !to.exists() {
                io(&to, fs::rename(folder.path(), &to))?;
            }
        }
        io(&aside, fs::remove_dir_all(&aside))?;
    }
    let text = json!({"own": names.own, "loader": names.loader}).to_string();
    io(&noted(), fs::write(noted(), text))
}

/// Moves files into the folder of their content; its name.
fn moved(assets: &Path, files: &[PathBuf]) -> Result<String, String> {
    let name: String = fingerprint::of(files)?.chars().take(12).collect();
    let folder = assets.join(&name);
    io(&folder, fs::create_dir_all(&folder))?;
    for file in files {
        let to = folder.join(file.file_name().unwrap_or_default());
        io(file, fs::rename(file, to))?;
    }
    Ok(name)
}

/// Writes the folder's name over the placeholder, which is as long.
fn write_over(file: &Path, name: &str) -> Done {
    let content = io(file, fs::read(file))?;
    let (content, times) = replaced(&content, PLACEHOLDER.as_bytes(), format!("/assets/{name}").as_bytes());
    if times == 0 {
        return Err(format!("{} does not name the assets' folder.", file.display()));
    }
    io(file, fs::write(file, content))
}

fn replaced(content: &[u8], from: &[u8], to: &[u8]) -> (Vec<u8>, usize) {
    let (mut out, mut times, mut rest) = (Vec::with_capacity(content.len()), 0_usize, content);
    while let Some(at) = rest.windows(from.len()).position(|window| window == from) {
        let (before, found) = rest.split_at(at);
        out.extend_from_slice(before);
        out.extend_from_slice(to);
        rest = found.get(from.len()..).unwrap_or_default();
        times = times.saturating_add(1);
    }
    out.extend_from_slice(rest);
    (out, times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_over_the_placeholder_and_nothing_moves() {
        let (content, times) = replaced(
            b"\0a/assets/content-hash/x\xff/assets/content-hash",
            PLACEHOLDER.as_bytes(),
            b"/assets/0123456789ab",
        );
        assert_eq!((content.as_slice(), times), (b"\0a/assets/0123456789ab/x\xff/assets/0123456789ab".as_slice(), 2));
    }

    #[test]
    fn what_host_pages_load_lies_apart() {
        let names = Names { own: "aaaaaaaaaaaa".to_owned(), loader: "bbbbbbbbbbbb".to_owned() };
        assert_eq!(built("site/assets/loader/after.js", &names), "site/assets/bbbbbbbbbbbb/loader/after.js");
        assert_eq!(built("site/assets/consent_bg.wasm", &names), "site/assets/bbbbbbbbbbbb/consent_bg.wasm");
        assert_eq!(built("site/assets/forms.js", &names), "site/assets/aaaaaaaaaaaa/forms.js");
        assert_eq!(built("site/embed.js", &names), "site/embed.js");
    }
}
