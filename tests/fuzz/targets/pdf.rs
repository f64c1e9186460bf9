//! A PDF's bytes, and what its text is judged to be: never a panic.
#![no_main]

use forthright_evidence::{Told, letter};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(paper) = forthright_pdf::read(bytes.to_vec()) {
        let told = Told { name: "Anna Eriksson".to_owned(), today: (2026, 1, 1), ..Told::default() };
        let _ = letter(&paper.text, &told);
    }
});
