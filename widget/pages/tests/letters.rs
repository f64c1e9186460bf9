//! The letters of De Montfort University, with the facts put in and every gap filled: what the law wants said is said, in both
//! languages, to the person and to whoever acts for them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use forthright_register::letters::{FACTS, LETTERS, MORE_LETTERS};
use forthright_register::{Register, load};
use forthright_rights::{COMPLAINT_UPHELD, NOT_DONE, Remedies, gives_reason, left_out, missing_words, unfilled};
use std::path::Path;

fn register() -> Register {
    load(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/register/dmu"))).unwrap()
}

fn letter(register: &Register, id: &str, language: &str, represented: bool) -> String {
    let regulator = &register.organisation.regulator;
    let of_language = if language == "cy" { regulator.welsh.as_ref().unwrap() } else { &regulator.name };
    let facts: Vec<(&str, String)> = FACTS
        .into_iter()
        .map(|fact| {
            let value = match fact {
                "regulator" => of_language.clone(),
                "complaints" => register.complaints().unwrap().email.clone(),
                "email" => register.contact("data-protection").unwrap().email.clone(),
                other => format!("<{other}>"),
            };
            (fact, value)
        })
        .collect();
    let found = register.letters.iter().find(|letter| letter.id == id).unwrap_or_else(|| panic!("{id}"));
    found.with(language, represented, &facts)
}

/// With the gaps filled as an officer would.
fn filled(mut text: String) -> String {
    while let Some(gap) = unfilled(&text).map(str::to_owned) {
        text = text.replace(&gap, "it is manifestly excessive ac yn amlwg yn ormodol");
    }
    text
}

#[test]
fn art_12_4_every_letter_that_says_no_has_what_it_needs_once_its_gaps_are_filled() {
    let register = register();
    let regulator = &register.organisation.regulator;
    let remedies = Remedies {
        complaints: &register.complaints().unwrap().email,
        regulator: [&regulator.name, regulator.welsh.as_ref().unwrap()],
    };
    for language in ["en", "cy"] {
        for id in
            ["refusal", "outcome", "partly-done", "complaint-not-upheld", "complaint-outcome", "identity-not-shown"]
        {
            let text = filled(letter(&register, id, language, false));
            let missing = match id {
                "complaint-outcome" => missing_words(&text, COMPLAINT_UPHELD, &remedies),
                // What an outcome leaves out, and why, is in its one gap.
                "outcome" => missing_words(&text, &NOT_DONE[1..], &remedies),
                _ => missing_words(&text, NOT_DONE, &remedies),
            };
            assert_eq!(missing, [], "{id} {language}");
        }
        for id in ["fee", "refusal"] {
            let text = filled(letter(&register, id, language, false));
            assert_eq!(left_out(&text, forthright_rights::Ground::Excessive, &remedies), [], "{id} {language}");
        }
        assert!(gives_reason(&filled(letter(&register, "extension", language, false))), "{language}");
        assert!(
            unfilled(&letter(&register, "extension", language, false)).is_some(),
            "its reasons are for staff to give"
        );
    }
}

#[test]
fn s_164a_no_letter_sends_a_complaint_to_the_other_mailbox() {
    let register = register();
    let team = &register.contact("data-protection").unwrap().email;
    for letter in &register.letters {
        for language in ["en", "cy"] {
            let text = self::letter(&register, &letter.id, language, false).to_lowercase();
            let complains = |sentence: &&str| sentence.contains("complain to us") || sentence.contains("gwyno wrthym");
            for sentence in text.split(". ").filter(complains) {
                assert!(
                    sentence.contains("dpo@dmu.ac.uk") && !sentence.contains(team.as_str()),
                    "{}: {sentence}",
                    letter.id
                );
            }
        }
    }
}

#[test]
fn seed_rows_a19_to_a21_the_identity_letter_names_every_route_and_how_to_send_safely() {
    let register = register();
    for represented in [false, true] {
        let english = letter(&register, "identity", "en", represented);
        for words in [
            "passport: we need to see the photo, name, date of birth and signature",
            "photocard driving licence, from the UK or the European Economic Area",
            "birth certificate",
            "utility bill",
            "council tax bill",
            "bank statement",
            "old-style driving licence",
            "official letter from the DWP or HMRC",
            "cannot both be bank statements or come from the same utility company",
            "do not send documents by ordinary email",
            "<secure>",
            "by post",
            "in person",
            "starting on the day we receive",
        ] {
            assert!(english.contains(words), "{represented} {words}\n{english}");
        }
        let welsh = letter(&register, "identity", "cy", represented);
        let words = [
            "pasbort",
            "trwydded yrru â llun",
            "geni",
            "cyfleustodau",
            "treth gyngor",
            "cyfriflen banc",
            "hen fath",
            "Gwaith a Phensiynau",
            "<secure>",
            "drwy’r post",
            "wyneb yn wyneb",
        ];
        for words in words {
            assert!(welsh.contains(words), "{represented} {words}\n{welsh}");
        }
    }
}

#[test]
fn art_12a_5_the_clarification_says_how_long_we_wait_and_that_the_time_goes_on() {
    let text = letter(&register(), "clarification", "en", false);
    assert!(
        text.contains(
            "We will wait for your reply until <until>. If we hear nothing, we will search with what we have."
        )
    );
    assert!(text.contains("the time limit continues from where it stopped"), "{text}");
    for letter in &register().letters {
        for language in ["en", "cy"] {
            let text = self::letter(&register(), &letter.id, language, false).to_lowercase();
            for wrong in ["starts again", "begins again", "dechrau eto", "ailddechrau", "ailgychwyn"] {
                assert!(!text.contains(wrong), "{}: {wrong}", letter.id);
            }
        }
    }
}

#[test]
fn whoever_acts_for_another_is_greeted_and_told_about_the_person() {
    let register = register();
    for id in ["identity", "authority"] {
        for language in ["en", "cy"] {
            let text = letter(&register, id, language, true);
            assert!(text.contains("<name>") && text.contains("<person>"), "{id} {language}: {text}");
        }
    }
}

#[test]
fn welsh_letters_have_no_english_in_them_and_none_of_the_known_mistakes() {
    let register = register();
    let kinds: Vec<&str> = LETTERS.into_iter().chain(MORE_LETTERS).collect();
    for id in kinds {
        let text = letter(&register, id, "cy", false);
        let words =
            [" the ", "wrth y Information", "pan fydd gennym.", "pan fydd gennym ", "Information Commission", "Dear "];
        for wrong in words {
            assert!(!text.contains(wrong), "{id}: {wrong}\n{text}");
        }
    }
}

#[test]
fn a_fact_that_is_not_known_is_a_gap_that_staff_see() {
    let register = register();
    let letter = register.letters.iter().find(|letter| letter.id == "extension").unwrap();
    assert!(letter.with("en", false, &[("extended", String::new())]).contains("We will reply by [[extended]]"));
}
