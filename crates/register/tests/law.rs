//! What the law does not let a form demand: a register that does is refused, also for a form that is added tomorrow.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod changed_copy;

use changed_copy::{DMU, copy_with, text};
use forthright_clock::Right;
use forthright_forms::{Answers, AsksIdentity, Clock, Form, Kind, check};
use forthright_register::{Register, load};
use std::path::Path;

fn register() -> Register {
    load(Path::new(DMU)).unwrap()
}

/// The faults after a change to one form.
fn faults(test: &str, form: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    let folder = copy_with(test, &format!("forms/{form}.toml"), text(change));
    load(&folder).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

fn has(faults: &[String], words: &str) -> bool {
    faults.iter().any(|fault| fault.contains(words))
}

fn asks_for_documents(form: &Form) -> bool {
    form.questions().any(|question| question.kind == Kind::Evidence)
}

#[test]
fn art_7_3_and_21_3_withdrawing_objecting_and_complaining_ask_for_no_identity() {
    for form in register().forms {
        let never = ["withdraw-consent", "objection", "complaint", "incident"].contains(&form.id.as_str());
        assert_eq!(form.identity == AsksIdentity::Never, never, "{}", form.id);
        assert_eq!(asks_for_documents(&form), !never, "{}", form.id);
    }
}

#[test]
fn art_7_3_a_form_of_that_kind_with_an_identity_step_is_refused() {
    for form in ["withdraw-consent", "objection", "complaint", "incident"] {
        let with_step =
            faults(&format!("step-{form}"), form, |text| format!("{text}\n[[steps]]\nuse = \"identity\"\n"));
        assert!(has(&with_step, "may not ask for identity"), "{form}: {with_step:?}");
        let on_doubt = faults(&format!("doubt-{form}"), form, |text| text.replace("identity = \"never\"\n", ""));
        assert!(has(&on_doubt, "Articles 7(3), 12(6) and 21(3)"), "{form}: {on_doubt:?}");
    }
}

#[test]
fn art_7_3_a_new_form_cannot_hide_what_it_is() {
    let new = |test: &str, change: &dyn Fn(&str) -> String| {
        let folder = copy_with(test, "forms/erasure.toml", text(change));
        std::fs::rename(folder.join("forms/erasure.toml"), folder.join("forms/newsletter.toml")).unwrap();
        let faults = load(&folder).err().unwrap_or_default();
        faults.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let unsaid = new("new-unsaid", &|text| {
        text.replace("id = \"erasure\"", "id = \"newsletter\"").replace("right = \"erasure\"\n", "")
    });
    assert!(has(&unsaid, "Say which right it uses"), "{unsaid:?}");
    let objection = new("new-objection", &|text| {
        text.replace("id = \"erasure\"", "id = \"newsletter\"").replace("right = \"erasure\"", "right = \"objection\"")
    });
    assert!(has(&objection, "Identity may not be asked for here"), "{objection:?}");
    assert!(has(&objection, "Remove the question"), "{objection:?}");
}

#[test]
fn art_33_an_incident_is_reported_without_a_name_or_a_way_to_reply() {
    let register = register();
    let form = register.form("incident").unwrap();
    let answers = Answers::from_pairs(form, [("request".to_owned(), "A letter went to the wrong person".to_owned())]);
    assert_eq!(check(form, &answers, "2026-11-25".parse().unwrap()), []);
    for (test, from, to, says) in [
        ("named", "anonymous = true\n", "", "without a name"),
        ("name", "role = \"name\"\n", "role = \"name\"\nrequired = \"Enter your name\"\n", "must not demand one"),
        (
            "reply",
            "anonymous = true\n",
            "anonymous = true\nat_least_one = [{ questions = [\"email\", \"telephone\"], message = \"Tell us\" }]\n",
            "must not demand a way to reply",
        ),
    ] {
        let faults = faults(&format!("incident-{test}"), "incident", |text| text.replace(from, to));
        assert!(has(&faults, says), "{test}: {faults:?}");
    }
}

#[test]
fn arts_13_14_and_30_a_register_with_real_keys_leaves_nothing_out() {
    let folder = copy_with("whole-notices", "keys.toml", text(|old| old.replace("demonstration = true", "")));
    let faults = load(&folder).unwrap_err();
    for article in ["13(1)(c)", "13(1)(e)", "13(1)(f)", "13(2)(a)", "13(2)(e)", "13(2)(f)", "14(2)(f)"] {
        let named = faults.iter().filter(|fault| fault.message.contains(&format!("Article {article})"))).count();
        assert!(named > 0, "{article}: {faults:?}");
    }
    // Who says that nobody gets it has said it.
    let silent = |id: &str| faults.iter().any(|fault| fault.key == id && fault.message.contains("13(1)(e)"));
    assert!(!silent("students.alumni.fundraising") && silent("library.bookings"));
}

#[test]
fn no_service_for_advertising_contradicts_the_notices_unseen() {
    let register = load(Path::new(DMU)).unwrap();
    let named: Vec<&str> = register
        .concerns
        .iter()
        .filter(|one| one.message.contains("for commercial purposes"))
        .map(|one| one.key.as_str())
        .collect();
    assert_eq!(named, ["services.insight.purposes", "services.vidstream.purposes", "services.adreach.purposes"]);
}

#[test]
fn art_5_1_c_only_a_form_that_asks_for_a_period_asks_for_an_old_address() {
    for form in register().forms {
        let has_period = form.questions().any(|question| question.kind == Kind::Period);
        assert_eq!(form.question("address-then").is_some(), has_period, "{}", form.id);
    }
    let faults = faults("old-address", "erasure", |text| {
        text.replace(
            "[[steps]]\nuse = \"identity\"",
            "[[steps.questions]]\nuse = \"address-then\"\n\n[[steps]]\nuse = \"identity\"",
        )
    });
    assert!(has(&faults, "only with a period"), "{faults:?}");
}

#[test]
fn s_164a_a_complaint_begins_with_what_went_wrong() {
    let register = register();
    let complaint = register.forms.iter().find(|form| form.clock == Clock::Complaint).unwrap();
    assert_eq!(complaint.questions().next().unwrap().id, "request");
    assert!(complaint.questions().all(|question| question.id != "date-of-birth"));
}

#[test]
fn art_12_6_nowhere_is_identity_more_than_optional() {
    for form in register().forms {
        let evidence = form.questions().find(|question| question.kind == Kind::Evidence);
        assert!(evidence.is_none_or(|question| question.required.is_none()), "{}", form.id);
        let texts = form.lead.iter().chain(&form.afterwards).chain(form.steps.iter().flat_map(|step| &step.lead));
        for text in texts {
            for promise in
                ["we will still need", "before we send anything we need", "show them later", "starts when we have"]
            {
                assert!(!text.to_lowercase().contains(promise), "{}: {text}", form.id);
            }
        }
    }
}

#[test]
fn art_15_the_forms_that_ask_for_copies_and_footage_use_access() {
    let register = register();
    let right = |id: &str| register.form(id).unwrap().uses();
    assert_eq!([right("subject-access"), right("cctv")], [Some(Right::Access); 2]);
    assert_eq!([right("erasure"), right("complaint")], [Some(Right::Erasure), None]);
}
