//! Which functions of a crate take text or bytes, by its sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How a function begins that others can call; the last are called through traits.
const BEGINNINGS: [&str; 6] =
    ["pub fn ", "pub const fn ", "pub async fn ", "fn try_from(", "fn from_str(", "fn deserialize<"];
/// What a parameter is made of that text or bytes can come in. What a crate reads such things into counts as well.
const TAKEN: [&str; 6] = ["str", "String", "Answers", "Luma", "Glyph", "Document"];
/// The same of bytes.
const BYTES: [&str; 2] = ["[u8]", "Vec<u8>"];

/// `file.rs::name` of each, the file as it lies below `src`.
///
/// # Panics
/// When there are no sources.
pub fn functions(folder: &str) -> BTreeSet<String> {
    let source = Path::new(folder).join("src");
    let mut found = BTreeSet::new();
    for file in files(&source) {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let name = file.strip_prefix(&source).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        found.extend(taking(&text).map(|function| format!("{name}::{function}")));
    }
    assert!(!found.is_empty(), "{} has functions that take text", source.display());
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let below = folders.iter().filter(|path| !path.ends_with("bin")).flat_map(|folder| self::files(folder));
    let sources = |path: &PathBuf| path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs");
    files.into_iter().filter(sources).chain(below).collect()
}

/// The functions in a file's text before its tests.
fn taking(text: &str) -> impl Iterator<Item = &str> {
    let before = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut rest = before;
    std::iter::from_fn(move || {
        loop {
            let line_end = rest.find('\n')?;
            let line = rest.get(..line_end)?.trim_start();
            let here = rest;
            rest = rest.get(line_end.saturating_add(1)..)?;
            if !BEGINNINGS.iter().any(|beginning| line.starts_with(beginning)) {
                continue;
            }
            let signature = here.split(['{', ';']).next().unwrap_or_default();
            let (head, parameters) = signature.split_once('(').unwrap_or((signature, ""));
            let name = head.split("fn ").nth(1).unwrap_or_default();
            let name = name.split('<').next().unwrap_or_default();
            let parameters = parameters.split("->").next().unwrap_or_default();
            let mut words = parameters.split(|c: char| !c.is_alphanumeric() && c != '_');
            // Through `deserialize` text comes without being named.
            let bytes = BYTES.iter().any(|bytes| parameters.contains(bytes));
            if name == "deserialize" || bytes || words.any(|word| TAKEN.contains(&word)) {
                return Some(name);
            }
        }
    })
}
