//! Envelopes from sealing to opening, and what must not open.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

use forthright_seal::{
    Identity, Label, LockedIdentity, NotOpened, OVERHEAD, OpenError, Recipients, Sealer, UnlockError, is_envelope,
    open_under, seal, seal_under,
};
use proptest::prelude::*;

fn label() -> Label {
    Label::new("DMU-7K3M9Q2X4", "answers")
}

fn sealed_to(identities: &[&Identity], content: &[u8]) -> Vec<u8> {
    let keys: Vec<String> = identities.iter().map(|identity| identity.recipient()).collect();
    seal(&Recipients::parse(keys.iter().map(String::as_str)).unwrap(), &label(), content).unwrap()
}

#[test]
fn each_recipient_can_open_it_and_nobody_else() {
    let (officer, colleague, recovery, stranger) =
        (Identity::generate(), Identity::generate(), Identity::generate(), Identity::generate());
    let envelope = sealed_to(&[&officer, &colleague, &recovery], b"what was asked");
    assert!(is_envelope(&envelope));
    for identity in [&officer, &colleague, &recovery] {
        assert_eq!(identity.open(&label(), &envelope).unwrap(), b"what was asked");
    }
    assert_eq!(stranger.open(&label(), &envelope), Err(OpenError::NotForThisKey));
}

#[test]
fn an_envelope_moved_to_another_case_is_noticed() {
    let officer = Identity::generate();
    let envelope = sealed_to(&[&officer], b"x");
    let other_case = Label::new("DMU-00000000Z", "answers");
    let other_part = Label::new("DMU-7K3M9Q2X4", "file-1");
    assert_eq!(officer.open(&other_case, &envelope), Err(OpenError::AnotherCase));
    assert_eq!(officer.open(&other_part, &envelope), Err(OpenError::AnotherCase));
}

#[test]
fn a_changed_or_cut_envelope_gives_nothing() {
    let officer = Identity::generate();
    let content = vec![7_u8; 200_000];
    let envelope = sealed_to(&[&officer], &content);
    for at in [0, 30, 150, envelope.len() / 2, envelope.len() - 1] {
        let mut changed = envelope.clone();
        changed[at] ^= 1;
        assert!(officer.open(&label(), &changed).is_err(), "byte {at}");
    }
    for length in [0, 20, 100, 70_000, envelope.len() - 1] {
        assert!(officer.open(&label(), &envelope[..length]).is_err(), "cut at {length}");
    }
}

#[test]
fn pieces_make_the_same_envelope_as_the_whole_and_stay_within_the_overhead() {
    let officer = Identity::generate();
    let recipients = Recipients::parse([officer.recipient().as_str()]).unwrap();
    let content: Vec<u8> = (0..10 * 1024 * 1024_u32).map(|i| (i % 251) as u8).collect();
    let mut sealer = Sealer::new(&recipients, &label()).unwrap();
    let mut envelope = Vec::new();
    for piece in content.chunks(100_003) {
        envelope.extend(sealer.write(piece).unwrap());
    }
    envelope.extend(sealer.finish().unwrap());
    assert!(envelope.len() as u64 <= content.len() as u64 + OVERHEAD);
    assert!(officer.open(&label(), &envelope).unwrap() == content);
}

#[test]
fn a_key_is_unlocked_by_its_passphrase_alone() {
    let officer = Identity::generate();
    let locked = officer.lock("correct horse battery", 10).unwrap();
    let again = LockedIdentity::new(locked.as_bytes().to_vec());
    assert_eq!(again.unlock("correct horse battery").unwrap().recipient(), officer.recipient());
    assert_eq!(again.unlock("Correct horse battery").err(), Some(UnlockError::WrongPassphrase));
    assert_eq!(LockedIdentity::new(b"hello".to_vec()).unlock("x").err(), Some(UnlockError::NotAKeyFile));
    let not_locked = LockedIdentity::new(sealed_to(&[&officer], b"x"));
    assert_eq!(not_locked.unlock("x").err(), Some(UnlockError::NotAKeyFile));
}

#[test]
fn nothing_is_sealed_to_nobody() {
    assert!(Recipients::parse([]).is_err());
    assert!(Recipients::parse(["age1notakey"]).is_err());
}

proptest! {
    #[test]
    fn no_bytes_make_opening_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let officer = Identity::generate();
        let _ = officer.open(&label(), &bytes);
        let mut headed = b"age-encryption.org/v1\n".to_vec();
        headed.extend(bytes);
        let _ = officer.open(&label(), &headed);
    }
}

#[test]
fn a_draft_opens_with_its_code_and_label_alone() {
    let label = Label::new("erasure", "draft");
    let sealed = seal_under("the code", &label, b"half an answer").unwrap();
    assert!(is_envelope(&sealed) && !sealed.windows(4).any(|four| four == b"half"));
    assert_eq!(open_under("the code", &label, &sealed).unwrap(), b"half an answer");
    assert_eq!(open_under("another", &label, &sealed), Err(NotOpened));
    assert_eq!(open_under("the code", &Label::new("cctv", "draft"), &sealed), Err(NotOpened));
    for at in [0, sealed.len() / 2, sealed.len() - 1] {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert_eq!(open_under("the code", &label, &changed), Err(NotOpened));
    }
    assert_eq!(open_under("the code", &label, &sealed[..sealed.len() - 1]), Err(NotOpened));
    assert_eq!(open_under("the code", &label, &sealed_to(&[&Identity::generate()], b"x")), Err(NotOpened));
}
