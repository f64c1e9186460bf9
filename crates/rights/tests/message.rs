//! Messages in people's own words: what staff are offered to confirm.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, missing_docs)]

use forthright_rights::{Here, Read, read_message};
use proptest::prelude::*;

fn dates(read: &Read) -> Vec<String> {
    read.dates.iter().map(ToString::to_string).collect()
}

#[test]
fn a_forwarded_e_mail_gives_sender_day_and_right() {
    let read = read_message(
        "From: \"Okafor, Adaeze\" <a.okafor@example.org>\nSent: Tue, 31 Mar 2026 23:30:00 +0000\nTo: info@example.ac.uk\n\
         Subject: my data\n\nHello, please send me a copy of everything you hold about me, from 1 September 2019 to 12/07/2022.\n\
         I was born on 24.3.2001.\n\nKind regards,\nAdaeze",
    );
    assert_eq!(read.name.as_deref(), Some("Adaeze Okafor"));
    assert_eq!(read.email.as_deref(), Some("a.okafor@example.org"));
    // Half past midnight on 1 April in London: that is the day it counts from.
    assert_eq!(
        (read.arrived.unwrap().to_string(), read.arrived_at.unwrap().to_string()),
        ("2026-04-01".into(), "00:30:00".into())
    );
    assert_eq!(read.born.unwrap().to_string(), "2001-03-24");
    assert_eq!(dates(&read), ["2019-09-01", "2022-07-12"]);
    assert_eq!(read.forms, ["subject-access"]);
    assert!(!read.represented);
}

#[test]
fn a_note_without_a_header_is_read_by_its_words() {
    let read = read_message(
        "My name is 李 小龍, and my address is wrong. Please correct my record and stop sending marketing!",
    );
    assert_eq!(read.name.as_deref(), Some("李 小龍"));
    assert_eq!(read.forms, ["rectification", "objection"]);
    assert_eq!((read.email, read.arrived), (None, None));
    let read = read_message(
        "I write on behalf of my client.\nDelete his file (jo@firm.example).\n\nYours faithfully\nJo O’Brien-Smith\nSolicitor",
    );
    assert_eq!((read.name.as_deref(), read.email.as_deref()), (Some("Jo O’Brien-Smith"), Some("jo@firm.example")));
    assert!(read.represented);
    assert_eq!(read.forms, ["erasure"]);
}

#[test]
fn each_form_is_found_by_a_sentence_people_write() {
    for (sentence, form) in [
        ("What information do you hold about me? Send copies of it.", "subject-access"),
        ("My date of birth is wrong, it is inaccurate.", "rectification"),
        ("Please delete my account and erase everything.", "erasure"),
        ("Keep it, but restrict what you do with it.", "restriction"),
        ("I want my marks in a machine-readable file.", "portability"),
        ("I object to being in the newsletter.", "objection"),
        ("My application was turned down by a computer; that was automated.", "automated-decision"),
        ("I withdraw my consent to photographs.", "withdraw-consent"),
        ("There is CCTV footage of my bicycle.", "cctv"),
        ("I want to complain.", "complaint"),
        ("Your letter went to the wrong person: a data breach.", "incident"),
    ] {
        assert_eq!(read_message(sentence).forms.first(), Some(&form), "{sentence}");
    }
    assert!(read_message("When does the library open?").forms.is_empty());
}

#[test]
fn what_is_no_name_is_not_taken_for_one() {
    for text in [
        "",
        "From: maria@example.org",
        "Thanks\n12 High Street",
        "my name is not important",
        "Regards\nhttps://example.org/x",
    ] {
        assert_eq!(read_message(text).name, None, "{text}");
    }
    assert_eq!(read_message("From: x@@y, @z.example, a@b").email, None);
}

proptest! {
    #[test]
    fn nothing_is_made_up(text in any::<String>()) {
        let read = read_message(&text);
        for part in read.name.iter().flat_map(|name| name.split_whitespace()).chain(read.email.as_deref()) {
            prop_assert!(text.contains(part));
        }
    }

    #[test]
    fn any_date_of_a_header_is_read(day in 1_i8..=28, month in 1_i8..=12, year in 2000_i16..=2028) {
        let date = jiff::civil::date(year, month, day);
        let read = read_message(&format!("From: M <m@x.example>\nDate: {}\n\nHello", forthright_clock::long_date(date)));
        prop_assert_eq!(read.arrived, Some(date));
    }

    #[test]
    fn no_text_makes_it_panic(parts in prop::collection::vec((0_usize..PIECES.len(), "\\PC{0,12}"), 0..40)) {
        let text: String = parts.iter().map(|(at, more)| format!("{}{more}", PIECES[*at])).collect();
        let domains = ["uni.example".to_owned()];
        let read = Here { domains: &domains, today: Some(jiff::civil::date(2026, 11, 29)) }.read(&text);
        prop_assert!(read.email.is_none_or(|email| text.contains(&email)));
    }
}

/// What messages are made of.
const PIECES: [&str; 24] = [
    "\n",
    "> ",
    "\n\n",
    "From: ",
    "\nFrom: ",
    "\nSent: ",
    "\nTo: ",
    "Subject: ",
    "On ",
    " wrote:\n",
    "<m@x.example>",
    "Maria Example ",
    "24 Nov 2026 ",
    "03/04/2026",
    "14:05 ",
    "+0100 ",
    "---------- Forwarded message ---------\n",
    "sam@uni.example",
    "delete my ",
    "born ",
    "\nOddi wrth: ",
    "2026年11月24日",
    "İ",
    "my name is ",
];

/// The time is a straight line in the size, whatever is repeated: twice as much takes no more than about twice as long.
#[test]
fn reading_grows_with_the_text_and_no_faster() {
    let repeated = [
        ">",
        "> ",
        "From:",
        "From:\n",
        "From: a@b.example\n",
        "1/2/",
        "1/2/2026 ",
        "On ",
        "On \n",
        "On 1 May 2026, a@b.example wrote:\n",
        "a@",
        "@",
        "X-a: b\n",
        "To: x\n b@c.example,\n",
        "---------- x ---------\n",
        "my ",
        "send my ",
        "send send my my ",
        "my name is ",
        "24 Nov ",
        "\n",
        "born 03/04/2026 ",
        "Regards\n",
        "年月",
        ": ",
        "<",
        "wrote:\n",
        "Aa <a@b.example>\n",
    ];
    let time = |piece: &str, bytes: usize| {
        let text = piece.repeat(bytes / piece.len());
        // The least of several: what else the machine does only adds to it.
        let once = || {
            let begun = std::time::Instant::now();
            std::hint::black_box(read_message(std::hint::black_box(&text)));
            begun.elapsed()
        };
        (0..2).map(|_| once()).min().unwrap()
    };
    for piece in repeated {
        let (small, large) = (time(piece, 10_000), time(piece, 80_000));
        // Eight times as much. What is quadratic takes sixty-four times as long.
        let most = small * 24 + std::time::Duration::from_millis(40);
        assert!(large <= most, "{piece:?}: {small:?} for 10 kB, {large:?} for 80 kB");
        // Past the limit nothing but the beginning is read.
        assert!(time(piece, 1_000_000) <= most * 2, "{piece:?}: 1 MB");
    }
}
