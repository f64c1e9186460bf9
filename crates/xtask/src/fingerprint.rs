//! What has changed since a step was last done: a hash over file contents.

use crate::place;
use crate::process::Done;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Every file below a path, sorted.
pub fn below(path: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    collect(path, &mut files).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    files.sort();
    Ok(files)
}

/// A hash over everything below some paths.
pub fn of(paths: &[PathBuf]) -> Result<String, String> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(below(path)?);
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let content = fs::read(&file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
        // The same in every folder that the project may lie in.
        let name = file.strip_prefix(place::root()).unwrap_or(&file);
        hash.update(name.to_string_lossy().as_bytes());
        hash.update(content.len().to_le_bytes());
        hash.update(content);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    // The commands are not part of what is built, but for what builds (named in `sources`).
    let left_out = ["build", "node_modules", "xtask"];
    let hidden = |name: &std::ffi::OsStr| {
        let name = name.to_string_lossy();
        name.starts_with('.') || left_out.contains(&name.as_ref())
    };
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            if !hidden(&entry.file_name()) {
                collect(&entry.path(), files)?;
            }
        }
    } else if path.exists() {
        files.push(path.to_owned());
    }
    Ok(())
}

/// Whether `stamp` in `folder` says this fingerprint was done.
pub fn is_done(folder: &Path, stamp: &str, fingerprint: &str) -> bool {
    fs::read_to_string(folder.join(stamp)).is_ok_and(|text| text == fingerprint)
}

/// Notes that it was.
pub fn done(folder: &Path, stamp: &str, fingerprint: &str) -> Done {
    let write = || -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join(stamp), fingerprint)
    };
    write().map_err(|error| format!("{} cannot be written: {error}", folder.display()))
}

/// The sources everything is built from.
pub fn sources() -> Result<String, String> {
    let root = place::root();
    let names = [
        "crates",
        "widget",
        "functions",
        "www",
        "Cargo.toml",
        "Cargo.lock",
        "package-lock.json",
        "rust-toolchain.toml",
    ];
    let mut paths: Vec<PathBuf> = names.iter().map(|name| root.join(name)).collect();
    paths.extend(
        ["assets", "build", "flags", "loader", "packages"].map(|name| root.join(format!("crates/xtask/src/{name}.rs"))),
    );
    paths.push(place::register());
    of(&paths)
}
