//! Which headers are taken: those that are made here and elsewhere for our keys, and no other, at a bounded cost.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

use forthright_seal::{
    HeaderRefused, Identity, Label, LockedIdentity, MAX_GREASE, MAX_HEADER_BYTES, MAX_RECIPIENTS, NotOpened, OpenError,
    Recipients, UnlockError, check_header, open_under, seal, seal_under,
};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use std::time::{Duration, Instant};

const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn label() -> Label {
    Label::new("DMU-7K3M9Q2X4", "file-1")
}

/// A header with these stanzas and something after it.
fn with(stanzas: &[String]) -> Vec<u8> {
    format!("age-encryption.org/v1\n{}--- {KEY}\n0123456789abcdef the sealed content", stanzas.concat()).into_bytes()
}

fn x25519() -> String {
    format!("-> X25519 {KEY}\n{KEY}\n")
}

fn grease() -> String {
    format!("-> aB3+/x!~-grease one two three four\n{}\n{}\nAA\n", "A".repeat(64), "B".repeat(64))
}

fn sealed_to(count: usize) -> Vec<u8> {
    let keys: Vec<String> = (0..count).map(|_| Identity::generate().recipient()).collect();
    seal(&Recipients::parse(keys.iter().map(String::as_str)).unwrap(), &label(), b"content").unwrap()
}

#[test]
fn what_is_sealed_here_passes_with_its_number_of_keys_whatever_grease_it_has() {
    for count in [1, 3, 4, MAX_RECIPIENTS] {
        // The grease is made of chance.
        for _ in 0..50 {
            let envelope = sealed_to(count);
            let shape = check_header(&envelope).unwrap();
            assert_eq!((shape.x25519, shape.stanzas), (count, count + 1));
            assert!(envelope[..shape.bytes].ends_with(b"\n") && shape.bytes < MAX_HEADER_BYTES);
            // A beginning that holds the header is enough; one byte less is not.
            assert_eq!(check_header(&envelope[..shape.bytes]), Ok(shape));
            assert_eq!(check_header(&envelope[..shape.bytes - 1]), Err(HeaderRefused::CutOff));
        }
    }
}

#[test]
fn the_most_that_is_taken_fits_in_the_bytes_that_are_looked_at() {
    let most: Vec<String> = (0..MAX_RECIPIENTS).map(|_| x25519()).chain((0..MAX_GREASE).map(|_| grease())).collect();
    let shape = check_header(&with(&most)).unwrap();
    assert_eq!((shape.x25519, shape.stanzas), (MAX_RECIPIENTS, MAX_RECIPIENTS + MAX_GREASE));
    assert!(shape.bytes < MAX_HEADER_BYTES);
}

#[test]
fn other_headers_are_refused_by_kind() {
    let long = format!("-> X25519 {KEY}\n{}\n{KEY}\n", "A".repeat(64));
    let endless = format!("-> a-grease\n{}", format!("{}\n", "A".repeat(64)).repeat(50));
    let wide = format!("-> {}-grease\n\n", "a".repeat(100));
    let unclean = format!("-> X25519 {}B\n{KEY}\n", &KEY[1..]);
    let cases: [(Vec<String>, HeaderRefused); 15] = [
        (vec![x25519(); MAX_RECIPIENTS + 1], HeaderRefused::TooMany),
        ([vec![x25519()], vec![grease(); MAX_GREASE + 1]].concat(), HeaderRefused::TooMany),
        (vec![], HeaderRefused::AnotherKind),
        (vec![grease()], HeaderRefused::AnotherKind),
        (vec![format!("-> scrypt {} 18\n{KEY}\n", &KEY[..22])], HeaderRefused::AnotherKind),
        (vec![x25519(), format!("-> ssh-ed25519 AAAA {KEY}\n{KEY}\n")], HeaderRefused::AnotherKind),
        (vec![x25519(), format!("-> mlkem768x25519 {KEY}\n{KEY}\n")], HeaderRefused::AnotherKind),
        (vec![format!("-> X25519 {KEY} more\n{KEY}\n")], HeaderRefused::Malformed),
        (vec![format!("-> X25519  {KEY}\n{KEY}\n")], HeaderRefused::Malformed),
        (vec![format!("-> X25519 {KEY}\r\n{KEY}\r\n")], HeaderRefused::Malformed),
        (vec![format!("-> X25519 {}\n{KEY}\n", &KEY[1..])], HeaderRefused::Malformed),
        (vec![unclean], HeaderRefused::Malformed),
        (vec![long], HeaderRefused::Malformed),
        (vec![x25519(), endless], HeaderRefused::Malformed),
        (vec![x25519(), wide], HeaderRefused::Malformed),
    ];
    for (stanzas, why) in cases {
        assert_eq!(check_header(&with(&stanzas)), Err(why), "{stanzas:?}");
    }
    for (bytes, why) in [
        (&b""[..], HeaderRefused::CutOff),
        (b"age-enc", HeaderRefused::CutOff),
        (b"age-encryption.org/v2\n", HeaderRefused::NotAnEnvelope),
        (b"%PDF-1.7\n", HeaderRefused::NotAnEnvelope),
    ] {
        assert_eq!(check_header(bytes), Err(why));
    }
    let unended = [b"age-encryption.org/v1\n-> X25519 ".as_slice(), &[b'A'; MAX_HEADER_BYTES]].concat();
    assert_eq!(check_header(&unended), Err(HeaderRefused::TooLong));
}

#[test]
fn nothing_is_opened_behind_a_header_that_is_refused() {
    let officer = Identity::generate();
    let hostile = with(&vec![x25519(); 20_000]);
    assert_eq!(officer.open(&label(), &hostile), Err(OpenError::NotOurs));
    assert_eq!(LockedIdentity::new(hostile.clone()).unlock("x").err(), Some(UnlockError::NotAKeyFile));
    assert_eq!(open_under("code", &label(), &hostile), Err(NotOpened));
    let two = with(&vec![format!("-> scrypt {} 10\n{KEY}\n", &KEY[..22]); 2]);
    assert_eq!(LockedIdentity::new(two.clone()).unlock("x").err(), Some(UnlockError::NotAKeyFile));
    assert_eq!(open_under("code", &label(), &two), Err(NotOpened));
    let kept = seal_under("code", &label(), b"x").unwrap();
    assert_eq!(open_under("code", &label(), &kept).unwrap(), b"x");
}

#[test]
fn a_key_that_is_handed_over_opens_the_same_and_its_bytes_are_wiped() {
    let officer = Identity::generate();
    let mut bytes = officer.hand_over();
    let taken = Identity::taken_over(&mut bytes).unwrap();
    assert_eq!(taken.recipient(), officer.recipient());
    assert!(bytes.iter().all(|byte| *byte == 0));
    assert!(Identity::taken_over(&mut bytes).is_none() && Identity::taken_over(&mut []).is_none());
}

#[test]
fn what_was_put_in_the_place_of_what_was_received_is_noticed_though_it_opens() {
    let officer = Identity::generate();
    let recipients = Recipients::parse([officer.recipient().as_str()]).unwrap();
    let (received, forged) =
        (seal(&recipients, &label(), b"real").unwrap(), seal(&recipients, &label(), b"forged").unwrap());
    let digest: String = Sha256::digest(&received).iter().map(|byte| format!("{byte:02x}")).collect();
    let opened = |envelope: &[u8], digest| officer.open_received(&label(), envelope, digest);
    assert_eq!(opened(&received, Some(&digest)).unwrap(), b"real");
    let capitals = digest.to_uppercase();
    assert_eq!(opened(&received, Some(&capitals)).unwrap(), b"real");
    assert_eq!(opened(&forged, None).unwrap(), b"forged", "an old case has no digest");
    for wrong in [digest.as_str(), "", "00"] {
        assert_eq!(opened(&forged, Some(wrong)), Err(OpenError::NotWhatWasReceived));
    }
    // Words that say more go first.
    let other = officer.open_received(&Label::new("DMU-00000000Z", "file-1"), &forged, Some(&digest));
    assert_eq!(other, Err(OpenError::AnotherCase));
    assert_eq!(opened(&forged[..forged.len() - 1], Some(&digest)), Err(OpenError::Damaged));
}

/// The shortest of a few runs, so that a busy machine does not count.
fn shortest(mut run: impl FnMut()) -> Duration {
    let times = (0..5).map(|_| {
        let begun = Instant::now();
        run();
        begun.elapsed()
    });
    times.min().unwrap()
}

#[test]
fn a_hostile_header_costs_the_same_however_long_it_is() {
    let officer = Identity::generate();
    for count in [100, 1_000, 10_000, 100_000] {
        let stanzas = with(&vec![x25519(); count]);
        let words = [b"age-encryption.org/v1\n-> X25519".as_slice(), &b" A".repeat(count)].concat();
        let lines = [b"age-encryption.org/v1\n-> X25519 A\n".as_slice(), &b"\n".repeat(count)].concat();
        for hostile in [stanzas, words, lines] {
            let took = shortest(|| assert!(officer.open(&label(), &hostile).is_err()));
            assert!(took < Duration::from_millis(20), "{} bytes: {took:?}", hostile.len());
        }
    }
}

#[test]
fn opening_grows_with_the_content_and_no_faster() {
    let officer = Identity::generate();
    let recipients = Recipients::parse([officer.recipient().as_str()]).unwrap();
    let times = [512 * 1024, 4 * 1024 * 1024].map(|bytes| {
        let envelope = seal(&recipients, &label(), &vec![7; bytes]).unwrap();
        shortest(|| assert!(officer.open(&label(), &envelope).is_ok()))
    });
    // Eight times as much; the square would take sixty-four times as long.
    assert!(times[1] < times[0] * 24, "{times:?}");
}

proptest! {
    #[test]
    fn whatever_bytes_come_the_bounds_hold(text in "(age-encryption.org/v1\n)?(-> [ -~]{0,70}\n[A-Za-z0-9+/]{0,70}\n){0,30}(--- [A-Z]{43}\n)?") {
        if let Ok(shape) = check_header(text.as_bytes()) {
            prop_assert!(shape.bytes <= text.len().min(MAX_HEADER_BYTES));
            prop_assert!((1..=MAX_RECIPIENTS).contains(&shape.x25519) && shape.stanzas <= shape.x25519 + MAX_GREASE);
        }
    }
}
