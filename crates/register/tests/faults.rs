//! A register is read whole or not at all, and what is wrong is named by file and key.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod changed_copy;

use changed_copy::{DMU, copy_with, text};
use forthright_register::{Register, load};
use std::path::Path;

/// De Montfort University's register with one file changed, loaded.
fn with(test: &str, file: &str, change: impl Fn(&str) -> String) -> Result<Register, Vec<String>> {
    let folder = copy_with(test, file, text(change));
    load(&folder).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

#[test]
fn the_demonstration_register_has_no_faults() {
    let register = load(Path::new(DMU)).unwrap();
    assert_eq!(register.organisation.reference_prefix, "DMU");
    assert_eq!(register.sites.len(), 3);
    assert!(register.form("subject-access").is_some());
    assert!(register.has_demonstration_keys());
}

#[test]
fn a_form_may_not_require_more_than_name_reply_and_request() {
    let faults = with("required", "forms/subject-access.toml", |text| {
        text.replace("id = \"dmu-number\"", "id = \"dmu-number\"\nrequired = { en = \"Enter it\", cy = \"Nodwch ef\" }")
    });
    let faults = faults.unwrap_err();
    assert!(faults[0].starts_with("forms/subject-access.toml: questions.dmu-number.required: "), "{faults:?}");
}

#[test]
fn a_form_is_in_welsh_wholly_or_not_at_all() {
    let faults = with("half-welsh", "forms/complaint.toml", |text| {
        text.replacen(
            "title = { en = \"Complain about data protection\", cy = ",
            "title = \"Complain about data protection\" # ",
            1,
        )
    });
    let faults = faults.unwrap_err();
    assert!(faults.iter().any(|fault| fault.contains("Write all of them, or none")), "{faults:?}");
}

#[test]
fn an_unknown_key_names_file_and_line() {
    let faults = with("unknown", "organisation.toml", |text| text.replace("short_name", "shrt_name")).unwrap_err();
    assert!(faults[0].starts_with("organisation.toml: "), "{faults:?}");
    assert!(faults[0].contains("line ") && faults[0].contains("shrt_name"), "{faults:?}");
}

#[test]
fn text_that_is_not_toml_is_said_to_be_so() {
    let faults = with("toml", "contacts.toml", |text| format!("{text}\n[[")).unwrap_err();
    assert!(faults[0].contains("contacts.toml") && faults[0].contains("not TOML"), "{faults:?}");
}

#[test]
fn a_necessary_service_cannot_ask_for_consent() {
    let faults =
        with("basis", "services.toml", |text| text.replacen("strictly-necessary\"", "consent\"", 1)).unwrap_err();
    assert!(faults[0].starts_with("services.toml: services.forthright.basis: "), "{faults:?}");
}

#[test]
fn a_service_with_mixed_purposes_needs_consent() {
    let faults = with("mixed", "services.toml", |text| {
        text.replace("purposes = [\"statistics\"]", "purposes = [\"statistics\", \"provider-own\"]")
    });
    let faults = faults.unwrap_err();
    assert!(faults[0].starts_with("services.toml: services.visit-counter.basis: "), "{faults:?}");
    assert!(faults[0].contains("mixed purposes") && faults[0].contains("`consent`"), "{faults:?}");
}

#[test]
fn a_number_is_never_given_twice_and_a_change_says_what_changed() {
    let faults = with("number", "services.toml", |text| text.replace("number = 2", "number = 3")).unwrap_err();
    assert!(faults[0].contains("services.vidstream.number") && faults[0].contains("used twice"), "{faults:?}");
    let faults = with("since", "services.toml", |text| text.replace("services = [\"vidstream\"]", "services = []"));
    assert!(faults.unwrap_err()[0].contains("Add to [[changes]]"));
    let faults = with("future", "services.toml", |text| text.replacen("since = 1", "since = 7", 1)).unwrap_err();
    assert!(faults[0].contains("Name a revision from 1 to 2"), "{faults:?}");
}

#[test]
fn an_unknown_service_gets_a_suggestion() {
    let faults = with("suggest", "sites/library.toml", |text| text.replace("vidstream", "vidsteam")).unwrap_err();
    assert!(faults[0].starts_with("sites/library.toml: services: ") && faults[0].contains("`vidstream`"), "{faults:?}");
}

#[test]
fn a_theme_that_cannot_be_read_or_sets_one_button_apart_is_refused() {
    let faults = with("contrast", "theme.toml", |text| text.replacen("#8a0d2e", "#ffd0d0", 1)).unwrap_err();
    assert!(faults.iter().any(|fault| fault.starts_with("theme.toml: light.button")), "{faults:?}");
    let faults = with("apart", "theme.toml", |text| format!("{text}\n[light.accept]\nbutton = \"#00ff00\"\n"));
    assert!(faults.unwrap_err()[0].contains("accept"));
}

#[test]
fn a_page_cannot_set_a_cookie_for_a_domain_it_is_not_in() {
    let faults =
        with("domain", "sites/main.toml", |text| text.replace("\"dmu.ac.uk\"", "\"example.ac.uk\"")).unwrap_err();
    assert!(faults[0].starts_with("sites/main.toml: cookie_domain: "), "{faults:?}");
}

#[test]
fn an_exemption_is_a_concern_and_welsh_is_complete() {
    let register = load(Path::new(DMU)).unwrap();
    let all: Vec<String> = register.concerns.iter().map(ToString::to_string).collect();
    assert!(all.iter().any(|c| c.contains("visit-counter") && c.contains("not settled")), "{all:?}");
    // The notices are translated as far as they are; what visitors choose about is translated whole.
    assert!(!all.iter().any(|c| c.starts_with("services.toml") && c.contains("no Welsh")), "{all:?}");
    assert_eq!(register.site_in("library", "cy").unwrap().name, "Llyfrgell DMU");
}

#[test]
fn an_accent_that_cannot_be_read_is_refused() {
    let faults = with("accent", "organisation.toml", |text| text.replace("#8a0d2e", "#ff8800")).unwrap_err();
    assert!(faults[0].contains("accent.light") && faults[0].contains("7:1"), "{faults:?}");
}

#[test]
fn an_origin_is_scheme_and_host_alone() {
    let origin = |name: &str, value: &str| {
        with(name, "organisation.toml", |text| text.replace("accent =", &format!("origin = \"{value}\"\naccent =")))
    };
    let register = origin("origin", "https://privacy.example.ac.uk").unwrap();
    assert_eq!(register.organisation.origin.as_deref(), Some("https://privacy.example.ac.uk"));
    for (name, value) in [
        ("slash", "https://privacy.example.ac.uk/"),
        ("path", "https://privacy.example.ac.uk/desk"),
        ("http", "http://privacy.example.ac.uk"),
        ("capitals", "https://Privacy.example.ac.uk"),
        ("person", "https://me@privacy.example.ac.uk"),
        ("empty", "https://"),
        ("script", "javascript:alert(1)"),
    ] {
        let faults = origin(name, value).unwrap_err();
        assert!(faults[0].starts_with("organisation.toml: origin: "), "{value}: {faults:?}");
    }
}

#[test]
fn one_officer_is_not_enough() {
    let faults =
        with("keys", "keys.toml", |text| text.replacen("use = \"officer\"", "use = \"recovery\"", 1)).unwrap_err();
    assert!(faults[0].starts_with("keys.toml: keys: "), "{faults:?}");
}

#[test]
fn a_letter_marks_its_gaps_so_that_a_citation_can_be_sent() {
    let faults = with("brackets", "letters.toml", |text| text.replace("[[your words]]", "[your words]")).unwrap_err();
    assert!(faults[0].starts_with("letters.toml: free.text: ") && faults[0].contains("double brackets"), "{faults:?}");
}

#[test]
fn complaints_go_to_one_data_protection_officer() {
    assert_eq!(load(Path::new(DMU)).unwrap().complaints().unwrap().email, "DPO@dmu.ac.uk");
    let two = with("officers", "contacts.toml", |text| {
        text.replace("purpose = \"Questions", "role = \"dpo\"\npurpose = \"Questions")
    });
    assert!(two.unwrap_err()[0].starts_with("contacts.toml: role: "));
    let none = with("no-officer", "contacts.toml", |text| text.replace("role = \"dpo\"\n", "")).unwrap();
    assert!(none.concerns.iter().any(|concern| concern.to_string().contains("letters send complaints to the team")));
    assert_eq!(none.complaints().unwrap().email, "dataprotection@dmu.ac.uk");
}
