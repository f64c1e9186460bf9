//! That names, dates, letters, zones and pictures, whoever sends them, cost in proportion to their size.
#![allow(
    clippy::type_complexity,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    missing_docs
)]

use forthright_evidence::header::size;
use forthright_evidence::licence::driver_number;
use forthright_evidence::mrz::{Mrz, check_digit};
use forthright_evidence::names::{Printed, compare_date, compare_name};
use forthright_evidence::{
    Document, FileType, Kind, Luma, Seen, State, Together, Told, accept, accept_to_draw, examine, letter, missing,
    together, verdict,
};
use forthright_growth::Growth;

/// A passport's lines, and a name with as many spellings as there can be.
const ZONE: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
const MANY: &str = "ÜÄÖÜÄÖÜÄÖÜÄÖ ";

fn told(name: &str) -> Told {
    Told { kind: Some(Kind::UtilityBill), name: name.to_owned(), today: (2026, 11, 1), ..Told::default() }
}

#[test]
fn what_is_read_costs_what_it_weighs() {
    let mut growth = Growth::default();
    names_and_letters(&mut growth);
    zones_and_heads(&mut growth);
    pictures(&mut growth);
    let of_letters = "measured through `letter`";
    let of_pictures = "measured through `examine`";
    growth.is_linear_and_whole(
        env!("CARGO_MANIFEST_DIR"),
        &[
            ("aim.rs::aim", of_pictures),
            ("date.rs::dates", of_letters),
            ("date.rs::plain_date", "a date that was read already"),
            ("document.rs::new", "measured through `of_subject`"),
            ("letter/issued.rs::issued", of_letters),
            ("letter/signs.rs::folded", of_letters),
            ("letter/signs.rs::issuer", of_letters),
            ("letter/signs.rs::of", of_letters),
            ("letter/sought.rs::is_in", of_letters),
            ("letter/sought.rs::is_in_both", of_letters),
            ("letter/sought.rs::of", of_letters),
            ("mrz/mod.rs::of_lines", "measured through `parse`"),
            ("outline.rs::lean", of_pictures),
            ("outline.rs::longer_side", of_pictures),
            ("outline.rs::of_zone", of_pictures),
            ("outline.rs::proportion", of_pictures),
            ("quality.rs::assess", of_pictures),
            ("quality.rs::measures", of_pictures),
            ("quality.rs::new", of_pictures),
            ("reader/grid.rs::of", of_pictures),
            ("reader/grid.rs::of_luma", of_pictures),
            ("reader/mod.rs::read", of_pictures),
            ("reader/net.rs::of_bytes", "our own weights"),
            ("sheet.rs::outline", of_pictures),
            ("tiles.rs::of", of_pictures),
        ],
    );
}

fn names_and_letters(growth: &mut Growth) {
    let near = ["Anna Eriksson", MANY, "Eriksson-", "A. Eriksson"];
    growth.text("names.rs::compare_name", &near, |text| {
        for printed in [("ERIKSSON", "ANNA MARIA"), (text, text), (text, "")] {
            let _ = compare_name(&Printed { surname: printed.0, given: printed.1, cut: true }, text);
        }
    });
    growth.text("names.rs::compare_date", &["1974-08-12"], |text| {
        let _ = (compare_date(text, text), compare_date("1974-00-00", text));
    });
    let lines = [
        "Miss Anna M Eriksson\n",
        "Anna Anna ",
        "UEAEOEUE ",
        "3 October 2026, ",
        "LE1 9BH ",
        "your bill",
        "British Gas",
    ];
    for name in ["Anna Eriksson", &MANY.repeat(8)] {
        growth.text("letter.rs::letter", &lines, |text| drop(letter(text, &told(name))));
    }
    growth.text("a name in a letter", &["Anna ", MANY, "李 "], |text| {
        drop(letter("Severn Trent\nMiss Anna M Eriksson\nAccount 123, your bill of 3 May 2026", &told(text)));
    });
    growth.text("licence.rs::driver_number", &["MORGA657054SM9IJ"], |text| {
        let _ = driver_number(text, (1964, 7, 5), text);
    });
    growth.text("document.rs::from_name", &["passport"], |text| assert!(Kind::from_name(text).is_none()));
    growth.text("document.rs::of_subject", &["British Gas & Co. ", "E.ON"], |text| {
        let bill = Document::of_subject(Kind::UtilityBill, text);
        drop(missing(&[bill.clone(), bill], false));
    });
    for kind in [Kind::BankStatement, Kind::UtilityBill] {
        let many = |size: usize| vec![Document::of_subject(kind, "British Gas"); size / 20];
        growth.of("missing.rs::missing", "one document again and again", many, |documents| {
            assert_eq!(missing(documents, true).len(), 2);
        });
        let seen = |size: usize| vec![Seen { kind: Some(kind), state: Some(State::LooksReady) }; size / 20];
        growth.of("documents together", "one document again and again", seen, |seen| {
            assert_eq!(together(&[], seen), Together::Enough);
        });
    }
}

fn zones_and_heads(growth: &mut Growth) {
    growth.text("mrz/mod.rs::parse", &[ZONE, "P<UTO"], |text| {
        assert!(Mrz::parse(text).map_or(true, |zone| zone.fields((2026, 11, 1)).code == "P"));
    });
    growth.text("mrz/digits.rs::check_digit", &["AB2134<<<"], |text| {
        let _ = check_digit(text);
    });
    let heads: [&[u8]; 6] = [
        b"\xFF\xD8\xFF",
        b"\xFF\xD8\xFF\xE0\0\x02",
        b"\xFF\xD8\xFF\xE0\0\0",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\0\0\0\0WEBPVP8X",
        b"%PDF-",
    ];
    growth.bytes("header.rs::size", &heads, |bytes| {
        let _ = size(bytes);
    });
    growth.bytes("accept.rs::accept", &heads, |bytes| {
        let _ = accept(bytes, u64::try_from(bytes.len()).unwrap());
    });
    growth.bytes("accept.rs::accept_to_draw", &heads, |bytes| {
        let _ = accept_to_draw(bytes, u64::try_from(bytes.len()).unwrap());
    });
    growth.bytes("file_type.rs::of", &heads, |bytes| {
        let _ = FileType::of(bytes);
    });
}

/// Dark on light: what makes many shapes, many lines, and lines that go on in one another.
fn pictures(growth: &mut Growth) {
    let patterns: [(&str, fn(usize, usize) -> bool); 8] = [
        ("a chequerboard of points", |x, y| (x + y) % 2 == 0),
        ("letters as small as can be", |x, y| x % 4 < 2 && y % 7 < 5),
        ("three letters and a gap", |x, y| x % 24 < 12 && x % 4 < 2 && y % 7 < 5),
        ("tall strokes", |x, y| x % 4 < 2 && y % 66 < 60),
        ("stripes", |_, y| y % 9 < 4),
        ("combs", |x, y| y % 40 < 3 || (x % 4 < 2 && y % 40 < 30)),
        ("slanted letters", |x, y| x % 5 < 3 && (y + x / 8) % 9 < 6),
        ("noise", |x, y| (x * 7919 + y * 104_729 + x * y * 31) % 11 < 4),
    ];
    for (shape, is_dark) in patterns {
        let draw = |pixels: usize| {
            let side = pixels.isqrt();
            let shade = |at: usize| if is_dark(at % side, at / side) { 20 } else { 230 };
            (side, (0..side * side).map(shade).collect::<Vec<u8>>())
        };
        growth.up_to(1_920_000, "examine.rs::examine", shape, draw, |(side, pixels)| {
            let wide = u32::try_from(*side).unwrap();
            let seen = examine(Luma::new(*side, *side, pixels).unwrap(), wide, wide);
            drop(verdict(&seen, &told("Anna Eriksson")));
        });
    }
}
