//! What may depend on what (ARCHITECTURE.md), read from `cargo metadata`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

/// Each of our packages with what it names in [dependencies], tests and build scripts left out.
fn edges() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().unwrap().iter();
            let normal = dependencies.filter(|d| d["kind"].is_null()).map(|d| d["name"].as_str().unwrap().to_owned());
            (package["name"].as_str().unwrap().to_owned(), normal.collect())
        })
        .collect()
}

const PURE: [&str; 13] = [
    "clock", "consent", "evidence", "forms", "pdf", "proof", "register", "rights", "cases", "seal", "surfaces", "api",
    "words",
];

#[test]
fn every_edge_between_our_crates_is_one_the_architecture_allows() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("clock", &[] as &[&str]),
        ("consent", &[]),
        ("evidence", &[]),
        ("proof", &[]),
        ("seal", &[]),
        ("surfaces", &[]),
        ("words", &[]),
        ("forms", &["evidence", "clock"]),
        ("register", &["forms", "consent", "clock"]),
        ("rights", &["clock", "forms"]),
        ("cases", &["clock", "evidence", "rights"]),
        ("api", &["cases", "clock", "evidence", "forms", "rights"]),
        ("xtask", &["consent", "register", "surfaces"]),
        ("widget-kit", &[]),
        ("widget-consent", &["consent"]),
        ("widget-camera", &[]),
        ("widget-check", &["evidence"]),
        ("pdf", &[]),
        ("widget-pdf", &["evidence", "pdf"]),
        // Tools beside the tests: one trains and measures the reader, one measures how work grows with its input.
        ("reader-training", &["evidence"]),
        ("growth", &[]),
        ("widget-find", &["register", "widget-pages"]),
        ("widget-seal", &["cases", "proof", "seal"]),
        ("widget-forms", &["api", "cases", "clock", "evidence", "forms", "rights", "widget-kit"]),
        (
            "widget-pages",
            &[
                "api",
                "cases",
                "clock",
                "consent",
                "evidence",
                "forms",
                "register",
                "rights",
                "surfaces",
                "widget-kit",
                "words",
            ],
        ),
        ("widget-key", &["seal"]),
        ("widget-desk", &["api", "cases", "clock", "evidence", "forms", "register", "rights", "widget-kit"]),
        (
            "functions",
            &[
                "api",
                "cases",
                "clock",
                "consent",
                "evidence",
                "forms",
                "register",
                "rights",
                "proof",
                "seal",
                "surfaces",
                "widget-forms",
                "widget-pages",
                // In tests alone.
                "words",
            ],
        ),
    ]);
    for (package, dependencies) in edges() {
        let name = package.strip_prefix("forthright-").expect("our packages are named forthright-…");
        let may = allowed.get(name).unwrap_or_else(|| panic!("say in this test what {name} may depend on"));
        for dependency in dependencies.iter().filter_map(|d| d.strip_prefix("forthright-")) {
            assert!(may.contains(&dependency), "{name} must not depend on {dependency}");
        }
    }
}

#[test]
fn pure_crates_touch_no_platform_and_only_functions_names_the_worker() {
    for (package, dependencies) in edges() {
        let name = package.strip_prefix("forthright-").unwrap();
        assert!(name == "functions" || !dependencies.contains("worker"), "{name} names `worker`");
        if PURE.contains(&name) {
            for platform in ["worker", "web-sys", "js-sys", "wasm-bindgen", "gloo-net", "leptos", "getrandom", "tokio"]
            {
                // An envelope needs randomness; `seal` names it only to switch its browser source on.
                let excepted = name == "seal" && platform == "getrandom";
                assert!(excepted || !dependencies.contains(platform), "{name} is pure and names {platform}");
            }
        }
    }
}

#[test]
fn the_worker_is_built_without_the_code_that_opens_envelopes() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        for dependency in package["dependencies"].as_array().unwrap() {
            let opens = dependency["features"].as_array().unwrap().iter().any(|feature| feature == "open");
            if dependency["name"] == "forthright-seal" && opens {
                assert_eq!(name, "forthright-widget-key", "{name} must not be able to open what is sealed");
            }
        }
    }
}

#[test]
fn the_production_configuration_has_nothing_local() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../functions/wrangler.toml")).unwrap();
    let configuration: toml::Value = toml::from_str(&text).unwrap();
    let variables = configuration["vars"].as_table().unwrap();
    for name in variables.keys() {
        assert!(name != "LOCAL" && !name.starts_with("DEVELOPMENT"), "{name} is for the local environment alone");
    }
    assert_eq!(configuration["workers_dev"].as_bool(), Some(false));
    assert_eq!(configuration["preview_urls"].as_bool(), Some(false));
    for consumer in configuration["queues"]["consumers"].as_array().unwrap() {
        let queue = consumer["queue"].as_str().unwrap();
        assert!(queue.ends_with("-dead") || consumer.get("dead_letter_queue").is_some(), "{queue} loses its letters");
    }
}

#[test]
fn every_licence_in_the_tree_is_one_that_deny_toml_allows() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--all-features"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../deny.toml")).unwrap();
    let deny: toml::Value = toml::from_str(&text).unwrap();
    let allowed: Vec<&str> =
        deny["licenses"]["allow"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or("none").replace('/', " OR ").replace(['(', ')'], "");
        let one_way = |way: &str| way.split(" AND ").all(|part| allowed.contains(&part.trim()));
        // `A AND (B OR C)` reads as `A AND B` or `C` here, which is stricter or the same for the licences we allow.
        let fits = licence.split(" OR ").any(one_way);
        assert!(fits, "{} is under {licence}", package["name"]);
    }
}
