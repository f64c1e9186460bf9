//! That no crate goes unmeasured, and that what is not linear is found.
#![allow(clippy::panic, clippy::unwrap_used, missing_docs)]

use forthright_growth::Growth;
use std::path::Path;

#[test]
fn every_crate_has_a_table_of_its_own_or_a_reason() {
    let apart = [
        ("api", "types on the wire, read by serde"),
        ("seal", "envelopes: its own tests grow their headers, and age reads the rest"),
        ("xtask", "reads what we wrote"),
    ];
    let crates = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates"));
    for folder in std::fs::read_dir(crates).unwrap() {
        let (name, path) = folder.map(|folder| (folder.file_name().into_string().unwrap(), folder.path())).unwrap();
        let is_apart = apart.iter().any(|(known, _)| *known == name);
        assert!(path.join("tests/growth.rs").is_file() != is_apart, "measure what {name} reads, in tests/growth.rs");
    }
}

#[test]
fn what_joins_again_and_again_is_found() {
    let found = std::panic::catch_unwind(|| {
        let mut growth = Growth::default();
        growth.of(
            "joined",
            "letter by letter",
            |size| size / 8,
            |count| {
                let mut text = String::new();
                for _ in 0..*count {
                    text = format!("{text}\na");
                }
                assert!(text.len() >= *count);
            },
        );
        growth.is_linear_and_whole(env!("CARGO_MANIFEST_DIR"), &[]);
    });
    let said = found.unwrap_err().downcast::<String>().unwrap();
    assert!(said.starts_with("joined, letter by letter: time"), "{said}");
}

#[test]
fn a_function_without_an_entry_is_found() {
    let found = std::panic::catch_unwind(|| {
        let mut growth = Growth::default();
        growth.text("scan.rs::nobody", &["a"], |text| assert!(!text.is_empty()));
        growth.is_linear_and_whole(env!("CARGO_MANIFEST_DIR"), &[]);
    });
    let said = found.unwrap_err().downcast::<String>().unwrap();
    assert!(
        said.contains("scan.rs::functions takes text or bytes") && said.contains("scan.rs::nobody is gone"),
        "{said}"
    );
}
