//! That a proof, whoever sends it, costs in proportion to its length.
#![allow(missing_docs)]

use forthright_growth::Growth;
use forthright_proof::Puzzle;

#[test]
fn a_proof_costs_what_it_weighs() {
    let mut growth = Growth::default();
    growth.text("lib.rs::of_form", &["subject-access"], |text| drop(Puzzle::of_form(text, text)));
    growth.text("lib.rs::of_record", &["2026-11-29T10:00:00Z"], |text| drop(Puzzle::of_record(text, text)));
    let puzzle = Puzzle::of_form("subject-access", "0f8fad5b-d9cb-469f-a165-70867728950e");
    growth.text("lib.rs::is_solved", &["12345678901234567890"], |text| {
        let _ = puzzle.is_solved(text, 18);
    });
    growth.is_linear_and_whole(env!("CARGO_MANIFEST_DIR"), &[]);
}
