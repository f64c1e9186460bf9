//! Nothing that people read promises what the product cannot do: no document can be added to a request that was sent, nobody can
//! reply on `/track`, all rights of a request have one date, and a pause goes on. Whoever builds one of these takes its line out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::path::{Path, PathBuf};

/// What cannot be kept, in lower case, and why.
const PROMISES: [(&str, &str); 15] = [
    ("show them later", "documents cannot be added to a request that was sent"),
    ("show your documents later", "documents cannot be added to a request that was sent"),
    ("add them later", "documents cannot be added to a request that was sent"),
    ("add documents later", "documents cannot be added to a request that was sent"),
    ("add to your report", "nothing can be added to a report"),
    ("add to your request", "nothing can be added to a request"),
    ("in its own time", "the rights of one request have one date"),
    ("read our messages", "it reads as if one could reply there"),
    ("reply here", "nobody can reply on a page"),
    ("answer here", "nobody can reply on a page"),
    ("still missing", "identity is asked for only on doubt (UK GDPR Art 12(6))"),
    ("we will still need", "identity is asked for only on doubt (UK GDPR Art 12(6))"),
    ("starts again when", "a pause goes on, it does not begin again (UK GDPR Art 12A(5))"),
    ("begins again when", "a pause goes on, it does not begin again (UK GDPR Art 12A(5))"),
    ("runs from when we have", "a pause goes on, it does not begin again (UK GDPR Art 12A(5))"),
];

fn read_by_people(root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in [
        "widget",
        "functions/src",
        "crates/cases/src",
        "crates/clock/src",
        "crates/evidence/src",
        "crates/forms/src",
        "crates/rights/src",
        "crates/consent/words",
        "crates/register/dmu",
        "crates/register/tests/college",
        "www",
    ] {
        collect(&root.join(folder), &mut files);
    }
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("tests") || folder.ends_with("register") {
                collect(&path, files);
            }
        } else if path
            .extension()
            .is_some_and(|kind| ["rs", "toml", "json", "html", "js"].iter().any(|one| kind == *one))
        {
            files.push(path);
        }
    }
}

#[test]
fn no_text_promises_what_cannot_be_kept() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = read_by_people(&root);
    assert!(files.len() > 100, "{}", files.len());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        // What tests of a module say is read by nobody.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let line = line.to_lowercase();
            for (promise, why) in PROMISES {
                assert!(!line.contains(promise), "{}:{}: “{promise}”: {why}", file.display(), at + 1);
            }
        }
    }
}
