//! That an address, whoever asks for it, costs in proportion to its length.
#![allow(missing_docs)]

use forthright_growth::Growth;
use forthright_surfaces::{address, find, of};

#[test]
fn an_address_costs_what_it_weighs() {
    let mut growth = Growth::default();
    let near = ["/forms/subject-access", "/assets/", "/desk//"];
    growth.text("surface.rs::find", &near, |text| {
        let _ = find(text);
    });
    growth.text("surface.rs::of", &near, |text| {
        assert!(!of(text).headers("https://a.example", text, true, &[]).is_empty())
    });
    growth.text("assets.rs::address", &near, |text| drop(address(text)));
    growth.is_linear_and_whole(
        env!("CARGO_MANIFEST_DIR"),
        &[
            ("files.rs::headers_file", "the files of our own build"),
            ("headers.rs::headers", "measured with `of`"),
            ("policy.rs::with_challenge", "a policy of ours"),
        ],
    );
}
