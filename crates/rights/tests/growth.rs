//! That letters cost in proportion to their length. How messages are read is measured where messages are tested.
#![allow(missing_docs)]

use forthright_growth::Growth;
use forthright_rights::{Ground, Hint, Remedies, gives_reason, left_out, unfilled};

#[test]
fn letters_cost_what_they_weigh() {
    let mut growth = Growth::default();
    let near = ["You can complain. ", "complain to us\n\n", "information commissione", "court "];
    let remedies = Remedies { complaints: "dpo@example.ac.uk", regulator: ["Information Commissioner", ""] };
    growth.text("letter.rs::left_out", &near, |text| drop(left_out(text, Ground::Unfounded, &remedies)));
    growth.text("letter.rs::gives_reason", &["because ", "because\n\n", "because because"], |text| {
        let _ = gives_reason(text);
    });
    growth.text("letter.rs::unfilled", &["[[", "]]", "[[name", "[[ ]]"], |text| {
        let _ = unfilled(text);
    });
    growth.text("hint.rs::all_in", &["mark ", "marks", "letters of reference ", "reference number "], |text| {
        drop(Hint::all_in(text));
    });
    let of_a_message = "part of reading a message, measured in `tests/message.rs`";
    growth.is_linear_and_whole(
        env!("CARGO_MANIFEST_DIR"),
        &[
            ("channel.rs::arrival", "fields that the form's check has bounded, read by `forthright-clock`"),
            ("addressee.rs::greeting", "a language"),
            ("addressee.rs::of", "answers that the form's check has bounded"),
            ("message/calendar_words.rs::month", of_a_message),
            ("message/calendar_words.rs::weekday", of_a_message),
            ("message/calendar_words.rs::zone", of_a_message),
            ("message/calendar_words.rs::zone_phrase", of_a_message),
            ("message/dates.rs::dates", of_a_message),
            ("message/dates.rs::weekday_beside", of_a_message),
            ("message/dates.rs::words", of_a_message),
            ("message/labels.rs::is_mark", of_a_message),
            ("message/labels.rs::label", of_a_message),
            ("message/labels.rs::without_verb", of_a_message),
            ("message/labels.rs::wrote", of_a_message),
            ("message/lines.rs::lines", of_a_message),
            ("message/lines.rs::plain", of_a_message),
            ("message/mod.rs::answers", of_a_message),
            ("message/mod.rs::read", of_a_message),
            ("message/mod.rs::read_message", of_a_message),
            ("message/names.rs::address", of_a_message),
            ("message/names.rs::addresses", of_a_message),
            ("message/names.rs::agrees", of_a_message),
            ("message/names.rs::introduced", of_a_message),
            ("message/names.rs::is_capital_name", of_a_message),
            ("message/names.rs::is_name", of_a_message),
            ("message/names.rs::person", of_a_message),
            ("message/names.rs::signed", of_a_message),
            ("message/rights.rs::asked", of_a_message),
            ("message/stamp.rs::stamp", of_a_message),
            ("message/thread.rs::asker", of_a_message),
            ("letter.rs::missing_words", "measured as `left_out`"),
        ],
    );
}
