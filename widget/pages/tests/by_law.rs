//! Each notice against the list of Article 13 (UK GDPR), and the three things that can be said of who gets it.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]
#![cfg(feature = "ssr")]

use forthright_register::content::LawfulBasis;
use forthright_register::{Register, Text};
use forthright_widget_pages::words::Tongue;
use forthright_widget_pages::{notices, ropa};
use std::path::Path;

const DMU: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/register/dmu");

fn register() -> Register {
    forthright_register::load(Path::new(DMU)).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// Text alone: elements out, entities as they are.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut is_text = true;
    for c in html.chars() {
        match c {
            '<' => is_text = false,
            '>' => is_text = true,
            c if is_text => text.push(c),
            _ => {}
        }
    }
    text
}

#[test]
fn art_13_every_notice_says_what_the_law_lists() {
    let register = register();
    for notice in &register.content.notices {
        let html = notices::said(&register, notice, Tongue::English);
        let text = plain(&html);
        let found = register.content.of_notice(notice);
        let mut wanted = vec![
            ("13(1)(a)", register.organisation.name.clone()),
            ("13(1)(a)", "dataprotection@dmu.ac.uk".to_owned()),
            ("13(1)(b)", "Data Protection Officer".to_owned()),
            ("13(1)(b)", "DPO@dmu.ac.uk".to_owned()),
            ("13(2)(ca)", "We will acknowledge it within 30 days".to_owned()),
            ("13(2)(d)", register.organisation.regulator.name.clone()),
            ("79", "go to court".to_owned()),
        ];
        for ground in found.iter().flat_map(|one| &one.bases) {
            wanted.push(("13(1)(c)", ground.basis.name("en").to_owned()));
        }
        for right in &register.content.rights {
            wanted.push(("13(2)(b)", right.legal_name.in_language("en")));
        }
        for (article, words) in wanted {
            assert!(text.contains(&words), "{}: Article {article}: {words}", notice.id);
        }
        let forms = register.content.rights.iter().filter_map(|right| right.form.as_deref());
        for form in forms.chain(["complaint"]).filter(|id| register.form(id).is_some()) {
            assert!(html.contains(&format!("href=\"/forms/{form}\"")), "{}: no link to {form}", notice.id);
        }
        let has = |basis| found.iter().any(|one| one.bases.iter().any(|ground| ground.basis == basis));
        let withdraws = text.contains("You can withdraw your consent at any time");
        assert_eq!(withdraws, has(LawfulBasis::Consent), "{}: Article 13(2)(c)", notice.id);
        let objects = text.contains("You can object to uses that rest on");
        let can_object = has(LawfulBasis::PublicTask) || has(LawfulBasis::LegitimateInterests);
        assert_eq!(objects, can_object, "{}: Article 21(4)", notice.id);
        for activity in found {
            assert!(html.contains(&format!("id=\"{}\"", activity.id)), "{}: {}", notice.id, activity.id);
        }
        // What is not said yet is said once.
        assert_eq!(text.matches("We are still working on this:").count(), 1, "{}", notice.id);
        for officers in ["Our page", "our page", "has to confirm", "this row"] {
            assert!(!text.contains(officers), "{}: {officers}", notice.id);
        }
    }
}

#[test]
fn art_13_2_e_and_f_are_shown_once_the_register_has_them_and_so_are_joint_controllers() {
    let mut register = register();
    let say = |text: &str| Text::One(text.to_owned());
    let notice = register.content.notices.first_mut().unwrap();
    notice.must_give = say("You need not give it, but then we cannot enrol you.");
    notice.automated = say("No decision is made by a computer alone.");
    register.organisation.joint_controllers = vec![say("Leicester Teaching Trust")];
    let notice = register.content.notices.first().unwrap();
    let text = plain(&notices::said(&register, notice, Tongue::English));
    for words in
        ["Whether you must give it", "then we cannot enrol you", "Decisions by computer alone", "by a computer alone."]
    {
        assert!(text.contains(words), "{words}");
    }
    let record = plain(&ropa::ropa(&register, &ropa::Filter::default(), Tongue::English));
    assert!(record.contains("Leicester Teaching Trust") && record.contains("An extract of the record"));
}

#[test]
fn a_list_nobody_and_silence_are_three_things() {
    let register = register();
    let of = |id: &str| {
        let notice =
            register.content.notices.iter().find(|one| register.content.of_notice(one).iter().any(|a| a.id == id));
        let html = notices::said(&register, notice.unwrap(), Tongue::English);
        let from = html.split(&format!("id=\"{id}\"")).nth(1).unwrap();
        plain(from.split("</details>").next().unwrap())
    };
    assert!(
        of("students.enrolled.education").contains("Who may receive itUCAS")
            || of("students.enrolled.education").contains("UCAS")
    );
    assert!(of("students.alumni.fundraising").contains("We do not share this with anyone outside our organisation."));
    assert!(!of("library.bookings").contains("Who may receive it"), "silence is said at the end, once");
}
