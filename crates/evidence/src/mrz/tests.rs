#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects)]
use super::*;
use proptest::prelude::*;

const TODAY: (u16, u8, u8) = (2026, 11, 23);

/// The examples of Doc 9303, parts 4 to 7, and of the French card.
const EXAMPLES: [(&str, Format); 6] = [
    ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10", Format::Td3),
    ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6", Format::Td2),
    ("I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<", Format::Td1),
    ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<", Format::MrvA),
    ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<", Format::MrvB),
    ("IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<\n8806923102858CORINNE<<<<<<<6512068F6", Format::FrenchId),
];

#[test]
fn every_layout_is_recognised_and_its_digits_hold() {
    for (text, format) in EXAMPLES {
        let zone = Mrz::parse(text).unwrap();
        assert_eq!(zone.format, format, "{text}");
        assert!(zone.holds(), "{text}: {:?}", zone.checks());
    }
}

#[test]
fn the_standards_passport_says_who_it_is() {
    let fields = Mrz::parse(EXAMPLES[0].0).unwrap().fields(TODAY);
    assert_eq!((fields.surname.as_str(), fields.given_names.as_str()), ("ERIKSSON", "ANNA MARIA"));
    assert_eq!((fields.number.as_str(), fields.nationality.as_str()), ("L898902C3", "UTO"));
    assert_eq!((fields.birth.as_deref(), fields.expiry.as_deref()), (Some("1974-08-12"), Some("2012-04-15")));
    assert_eq!(fields.sex, Some(Sex::Female));
    assert!(!fields.name_may_be_cut);
}

#[test]
fn the_french_card_has_its_own_places() {
    let fields = Mrz::parse(EXAMPLES[5].0).unwrap().fields(TODAY);
    assert_eq!((fields.surname.as_str(), fields.given_names.as_str()), ("BERTHIER", "CORINNE"));
    assert_eq!(fields.birth.as_deref(), Some("1965-12-06"));
}

#[test]
fn a_long_number_goes_on_in_the_optional_data() {
    let zone =
        Mrz::parse("I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122YTO<<<<<<<<<<<2\nSTEVENSON<<PETER<<<<<<<<<<<<<<")
            .unwrap();
    assert_eq!(zone.fields(TODAY).number, "D23145890734");
    assert!(zone.checks().iter().any(|check| check.name == CheckName::Number && check.holds), "{:?}", zone.checks());
}

#[test]
fn a_name_that_fills_its_place_may_be_cut() {
    let line = "P<UTONILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K";
    let zone = Mrz::of_lines(vec![line.to_owned(), EXAMPLES[0].0.lines().nth(1).unwrap().to_owned()]).unwrap();
    let fields = zone.fields(TODAY);
    assert!(fields.name_may_be_cut);
    assert_eq!(fields.given_names, "CHAYAPA DEJTHAMRONG K");
}

#[test]
fn a_birth_is_never_in_the_future() {
    for (digits, birth) in [("261123", "2026-11-23"), ("261124", "1926-11-24"), ("000101", "2000-01-01")] {
        let second = format!("L898902C36UTO{digits}2F1204159ZE184226B<<<<<10");
        let zone = Mrz::of_lines(vec![EXAMPLES[0].0.lines().next().unwrap().to_owned(), second]).unwrap();
        assert_eq!(zone.fields(TODAY).birth.as_deref(), Some(birth));
    }
}

#[test]
fn what_is_no_zone_says_why() {
    assert_eq!(Mrz::parse(""), Err(NotMrz::Shape));
    assert_eq!(Mrz::parse("hello"), Err(NotMrz::Character));
    assert_eq!(Mrz::parse(&"A".repeat(44)), Err(NotMrz::Shape));
    assert_eq!(Mrz::parse(&format!("{0}\n{0}", "Q".repeat(44))), Err(NotMrz::Code));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,140}") {
        if let Ok(zone) = Mrz::parse(&text) {
            let _ = (zone.checks(), zone.fields(TODAY));
        }
    }

    #[test]
    fn no_zone_makes_it_panic(length in prop::sample::select(vec![30_usize, 36, 44]), seed in prop::collection::vec(0_usize..37, 132)) {
        let alphabet: Vec<char> = ('0'..='9').chain('A'..='Z').chain(['<']).collect();
        let text: String = seed.iter().map(|n| alphabet[*n]).collect();
        let count = if length == 30 { 3 } else { 2 };
        let mut lines: Vec<String> = (0..count).map(|row| text[row * length..][..length].to_owned()).collect();
        lines[0].replace_range(0..1, "P");
        if let Ok(zone) = Mrz::of_lines(lines) {
            let _ = (zone.checks(), zone.fields(TODAY));
        }
    }

    #[test]
    fn one_wrong_digit_is_noticed(at in 0_usize..6, by in 1_u8..10) {
        let text = EXAMPLES[0].0;
        let place = 44 + 1 + 13 + at;
        let old = text.as_bytes()[place] - b'0';
        let new = char::from(b'0' + (old + by) % 10);
        let mut changed = text.to_owned();
        changed.replace_range(place..place + 1, &new.to_string());
        prop_assert!(!Mrz::parse(&changed).unwrap().holds());
    }
}
