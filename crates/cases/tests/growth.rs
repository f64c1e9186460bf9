//! That references and receipt codes, whoever types them, cost in proportion to their length.
#![allow(missing_docs)]

use forthright_cases::{Part, Receipt, Reference};
use forthright_growth::Growth;

#[test]
fn what_is_typed_costs_what_it_weighs() {
    let mut growth = Growth::default();
    let reference = ["DMU-7K3M9Q2X4", "DMU 7k3m-9q2x 4"];
    growth.text("reference.rs::parse", &reference, |text| drop(Reference::parse(text)));
    growth.text("reference.rs::try_from", &reference, |text| drop(Reference::try_from(text.to_owned())));
    growth.text("receipt.rs::parse", &["0000-0000-0", "ZZZZZ ZZZZZ"], |text| drop(Receipt::parse(text)));
    growth.text("event.rs::from_name", &["file-1", "answers"], |text| assert!(Part::from_name(text).is_none()));
    growth.is_linear_and_whole(
        env!("CARGO_MANIFEST_DIR"),
        &[
            ("outcome.rs::discloses", "a form's id"),
            ("outcome.rs::named", "one of a few names: looked up"),
            ("reference.rs::new", "the register's prefix"),
            ("outcome.rs::fits", "a form of the register's"),
        ],
    );
}
