//! No page of ours makes markup or scripts of strings, because its policy would refuse it (Trusted Types): every view that a
//! browser draws is made of elements, and what the browser takes as code or markup is named in no source but where a policy
//! stands beside it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the project") {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, extension, found);
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
}

#[test]
fn every_view_in_a_browser_is_made_of_elements() {
    let mut files = Vec::new();
    sources(&root().join("widget"), "rs", &mut files);
    let mut views = 0_usize;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let calls: Vec<&str> =
            text.split("view!").skip(1).map(str::trim_start).filter(|call| call.starts_with('{')).collect();
        views = views.saturating_add(calls.len());
        // The kit's `view!` turns Leptos' markup from strings off; so does a class for the whole view.
        let is_kits = text.contains("use forthright_widget_kit::view;") || text.contains("use crate::view;");
        let has_class = |call: &&str| call.trim_start_matches('{').trim_start().starts_with("class = \"");
        let is_kit_itself = file.ends_with("kit/src/view.rs");
        // Nothing in the preference centre's views is static: `trusted-types.spec.mjs` opens it where no string may be markup.
        let is_dynamic = file.starts_with(root().join("widget/consent"));
        assert!(
            is_kits || is_kit_itself || is_dynamic || calls.iter().all(has_class),
            "{}: add `use forthright_widget_kit::view;`, or Leptos puts what is static into the page as a string",
            file.display()
        );
    }
    assert!(views > 200, "the views were not found: {views}");
}

#[test]
fn nothing_is_handed_to_the_browser_as_markup_or_code() {
    let rust = [
        "inner_html",
        "outer_html",
        "insert_adjacent_html",
        "set_srcdoc",
        "js_sys::eval",
        "Function::new_",
        "Worker::new",
    ];
    let scripts = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "createContextualFragment",
        "DOMParser",
        "setHTMLUnsafe",
        "srcdoc",
        "eval(",
        "new Function",
        "new Worker",
        "new SharedWorker",
        "importScripts",
        ".serviceWorker?.register",
        ".serviceWorker.register",
    ];
    // Each with its policy, from a list of our own addresses.
    let with_policy = [
        ("widget/check/src/worker.js", "new Worker"),
        ("widget/key/src/worker.js", "new Worker"),
        ("www/assets/check-start.js", ".serviceWorker?.register"),
    ];
    // A frame's text that its own page wrote is taken away while it is off, and given back.
    let given_back = [("www/loader/addresses.js", "srcdoc"), ("www/loader/late/embeds.js", "srcdoc")];
    let (mut rust_files, mut script_files) = (Vec::new(), Vec::new());
    sources(&root().join("widget"), "rs", &mut rust_files);
    for folder in ["widget", "www"] {
        sources(&root().join(folder), "js", &mut script_files);
    }
    script_files.retain(|file| !file.components().any(|part| part.as_os_str() == "demo"));
    assert!(rust_files.len() > 50 && script_files.len() > 15, "the sources were not found");
    for (files, sinks) in [(rust_files, rust.as_slice()), (script_files, scripts.as_slice())] {
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
            for sink in sinks {
                let allowed = with_policy.iter().any(|(path, with)| file.ends_with(path) && with == sink);
                let by_policy = allowed && text.contains("createPolicy(");
                let is_given_back = given_back.iter().any(|(path, with)| file.ends_with(path) && with == sink);
                assert!(by_policy || is_given_back || !code.contains(sink), "{} uses {sink}", file.display());
            }
        }
    }
}
