//! The pages of another institution: nothing but the register knows a name.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(feature = "ssr")]

use forthright_register::search::Index;
use forthright_widget_pages::words::Tongue;
use forthright_widget_pages::{content, notices, rights, ropa};
use std::path::Path;

const COLLEGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/register/tests/college");

#[test]
fn no_page_names_another_institution_or_a_private_column() {
    let register = forthright_register::load(Path::new(COLLEGE)).unwrap_or_else(|faults| panic!("{faults:?}"));
    let today = "2026-11-22".parse().unwrap();
    let index = Index::of(&register);
    for tongue in [Tongue::English, Tongue::Welsh] {
        let mut pages = vec![
            content::hub(&register, tongue),
            content::security(&register, tongue),
            content::accessibility(&register, tongue),
            notices::explorer(&register, &["learner".to_owned()], tongue),
            rights::rights(&register, tongue),
            rights::library(&register, tongue),
            rights::search(&register, "certificate", &index, tongue),
            ropa::ropa(&register, &ropa::Filter::default(), tongue),
        ];
        pages.extend(register.content.notices.iter().map(|one| notices::notice(&register, one, "hash", today, tongue)));
        for page in pages {
            assert!(page.contains("Northmoor"), "{page}");
            for other in ["Montfort", "DMU", "dmu.ac.uk", "Locked cabinet", "Ask the registrar"] {
                assert!(!page.contains(other), "{other} in {page}");
            }
        }
    }
}

#[test]
fn an_archived_notice_says_so_and_can_still_be_read() {
    let register = forthright_register::load(Path::new(COLLEGE)).unwrap_or_else(|faults| panic!("{faults:?}"));
    let notice = register.content.notice("evening-classes").expect("it is in the register");
    let page = notices::notice(&register, notice, "hash", "2026-11-22".parse().unwrap(), Tongue::English);
    for said in ["This notice is no longer in force.", "31 July 2025", "Evening classes have ended.", "Your enrolment"]
    {
        assert!(page.contains(said), "{said} in {page}");
    }
    let before = notices::notice(&register, notice, "hash", "2025-07-31".parse().unwrap(), Tongue::English);
    assert!(before.contains("Evening classes") && !before.contains("no longer in force"));
}
