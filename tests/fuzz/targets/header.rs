//! A picture's first bytes: never a panic, and no size that would take too much memory is called decodable.
#![no_main]

use forthright_evidence::header::{is_decodable, size};
use forthright_evidence::{FileType, accept};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = (FileType::of(bytes), accept(bytes, bytes.len() as u64));
    if let Some((width, height)) = size(bytes).filter(|size| is_decodable(*size)) {
        assert!(u64::from(width) * u64::from(height) <= 220_000_000);
    }
});
