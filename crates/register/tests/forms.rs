//! Every form of the register, given arbitrary answers: what the browser finds wrong, the server finds wrong.
#![allow(clippy::unwrap_used, missing_docs)]

use forthright_forms::{Answers, Form, Question, check};
use forthright_register::load;
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dmu");
    load(&folder).unwrap().forms
});

/// A form and pairs as a page might post them: its own fields and others, real choices and nonsense.
fn posted() -> impl Strategy<Value = (&'static Form, Vec<(String, String)>)> {
    (0..FORMS.len()).prop_flat_map(|at| {
        let form = FORMS.get(at).unwrap();
        let mut fields: Vec<String> = form.questions().flat_map(Question::fields).collect();
        fields.push("nothing-we-ask".to_owned());
        let mut values: Vec<String> =
            form.questions().flat_map(|question| question.options.iter().map(|option| option.value.clone())).collect();
        values.extend(
            ["", " ", "29", "2", "2001", "2019/20", "a@b.example", "0116 496 0000", "two\nlines"].map(str::to_owned),
        );
        let value = prop_oneof![3 => prop::sample::select(values), 1 => any::<String>()];
        let pairs = prop::collection::vec((prop::sample::select(fields), value), 0..24);
        (Just(form), pairs)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn browser_and_server_agree((form, pairs) in posted()) {
        let today = "2026-11-25".parse().unwrap();
        let in_browser = Answers::from_pairs(form, pairs.clone());
        // Posted by the browser itself, lines end as RFC 7578 has them.
        let on_the_wire = pairs.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n").replace('\n', "\r\n")));
        let on_server = Answers::from_pairs(form, on_the_wire);
        prop_assert_eq!(&in_browser, &on_server);
        let problems = check(form, &in_browser, today);
        prop_assert_eq!(&problems, &check(form, &on_server, today));

        // What is sealed is what was asked for: leaving out the rest makes nothing right or wrong, and it survives JSON.
        let asked = in_browser.asked(form);
        prop_assert_eq!(&problems, &check(form, &asked, today));
        let read: Answers = serde_json::from_str(&serde_json::to_string(&asked).unwrap()).unwrap();
        prop_assert_eq!(asked, read);

        // Each problem leads to a field the page has.
        for problem in problems {
            prop_assert!(form.questions().flat_map(Question::fields).any(|field| field == problem.field));
        }
    }
}

#[test]
fn a_form_in_welsh_is_the_same_form_in_other_words() {
    let register = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("dmu")).unwrap();
    assert_eq!(register.welsh_forms.len(), register.forms.len(), "every form of the register is in Welsh");
    for form in &register.forms {
        let welsh = register.form_in(&form.id, "cy").unwrap();
        let bones = |form: &Form| {
            let mut json = serde_json::to_value(form).unwrap();
            without_words(&mut json);
            json
        };
        assert_eq!(bones(form), bones(welsh), "{}", form.id);
        assert_eq!(welsh.faults(), Vec::new(), "{}", form.id);
        let pairs = form.questions().zip(welsh.questions());
        for (question, own) in pairs.filter(|(question, _)| question.label.chars().count() > 8) {
            assert_ne!(question.label, own.label, "{}", form.id);
        }
    }
}

/// What people read, taken out.
fn without_words(json: &mut serde_json::Value) {
    match json {
        serde_json::Value::Object(fields) => {
            for name in ["title", "lead", "afterwards", "label", "hint", "required", "message"] {
                fields.remove(name);
            }
            fields.values_mut().for_each(without_words);
        }
        serde_json::Value::Array(all) => all.iter_mut().for_each(without_words),
        _ => {}
    }
}
