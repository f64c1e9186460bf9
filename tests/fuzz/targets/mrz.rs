//! The text of a machine-readable zone: never a panic, and what is parsed has lines of one length.
#![no_main]

use forthright_evidence::mrz::Mrz;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(zone) = Mrz::parse(text) {
        let lengths: Vec<usize> = zone.lines.iter().map(String::len).collect();
        assert!(lengths.iter().all(|length| Some(length) == lengths.first()));
        let _ = (zone.checks(), zone.holds(), zone.fields((2026, 1, 1)));
    }
});
