//! An envelope's first bytes: never a panic, and no header is taken that is longer or names more than is ever made here.
#![no_main]

use forthright_seal::{MAX_GREASE, MAX_HEADER_BYTES, MAX_RECIPIENTS, check_header};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(shape) = check_header(bytes) {
        assert!(shape.bytes <= MAX_HEADER_BYTES && shape.bytes <= bytes.len());
        assert!(shape.x25519 <= MAX_RECIPIENTS && shape.stanzas <= shape.x25519 + MAX_GREASE);
        // What follows the header does not count.
        assert_eq!(check_header(&bytes[..shape.bytes]), Ok(shape));
    }
});
