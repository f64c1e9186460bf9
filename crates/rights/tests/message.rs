//! Messages in people's own words: what staff are offered to confirm.
#![allow(clippy::unwrap_used, missing_docs)]

use forthright_rights::{Read, read_message};
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
        let read = read_message(&format!("Date: {}\n\nHello", forthright_clock::long_date(date)));
        prop_assert_eq!(read.arrived, Some(date));
    }
}
