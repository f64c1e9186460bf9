//! That putting Welsh words into a page costs in proportion to its length.
#![allow(missing_docs)]

use forthright_growth::Growth;
use forthright_words::{in_welsh, page};

#[test]
fn words_cost_what_they_weigh() {
    let mut growth = Growth::default();
    let near = ["Continue", "We must reply by ", "; ", "24 December 2026", "Document {}"];
    growth.text("lib.rs::in_welsh", &near, |text| drop(in_welsh(text)));
    let near =
        ["<p>Continue</p>", "<p translate=\"no\">", "<!--", "<p title=\"", "&lt;", "<", "<a href=\"data:text/plain,"];
    growth.text("html.rs::page", &near, |text| drop(page(text)));
    growth.is_linear_and_whole(env!("CARGO_MANIFEST_DIR"), &[]);
}
