//! That cookies and decisions, whoever writes them, cost in proportion to their size.
#![allow(clippy::arithmetic_side_effects, missing_docs)]

use forthright_consent::{Basis, Category, Covered, Decision, Kind, Source};
use forthright_growth::Growth;

const ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

/// As many granted as refused, all different.
fn lists(size: usize) -> (Vec<String>, Vec<String>) {
    let names = |start: char| (0..size / 20).map(|n| format!("{start}{n:09}")).collect();
    (names('g'), names('r'))
}

#[test]
fn cookies_cost_what_they_weigh() {
    let mut growth = Growth::default();
    let cookie = format!("2.{ID}.3.1700000000.accept-all.statistics.marketing.1");
    growth.text("codec.rs::from_cookie", &[&cookie], |text| drop(Decision::from_cookie(text)));
    let filled = |size: usize| {
        let (granted, refused) = lists(size);
        format!("2.{ID}.3.1700000000.accept-all.{}.{}.1", granted.join("_"), refused.join("_"))
    };
    growth.of("codec.rs::from_cookie", "many names", filled, |text| assert!(Decision::from_cookie(text).is_err()));
    growth.of("decision.rs::new", "many names", lists, |(granted, refused)| {
        assert!(Decision::new(ID, 3, 1_700_000_000, Source::AcceptAll, granted.clone(), refused.clone()).is_err());
    });
    growth.of(
        "decision.rs::new",
        "one name again and again",
        |size| vec!["media".to_owned(); size / 5],
        |names| {
            assert!(
                Decision::new(ID, 3, 1_700_000_000, Source::AcceptAll, names.clone(), vec!["x".to_owned()]).is_err()
            );
        },
    );
    growth.text("decision.rs::new", &[ID], |text| {
        let names = vec![text.to_owned()];
        let _ = Decision::new(text, 3, 1_700_000_000, Source::AcceptAll, names.clone(), names);
    });
    growth.text("covered.rs::from_hex", &["128"], |text| drop(Covered::from_hex(text)));
    growth.text("category.rs::from_name", &["statistics"], |text| assert!(Category::from_name(text).is_none()));
    growth.text("basis.rs::from_name", &["consent"], |text| assert!(Basis::from_name(text).is_none()));
    growth.text("site.rs::from_name", &["local-storage"], |text| assert!(Kind::from_name(text).is_none()));
    #[cfg(feature = "words")]
    growth.text("words.rs::of", &["zh-hant", "en-"], |text| {
        let _ = forthright_consent::Language::of(text);
    });
    let mut apart = vec![
        ("decision.rs::says", "looks among the names of one cookie"),
        ("site.rs::allows", "looks among the services of one site"),
        ("wording.rs::placeholder", "a provider of the register's"),
    ];
    if !cfg!(feature = "words") {
        apart.push(("words.rs::of", "not in this build"));
    }
    growth.is_linear_and_whole(env!("CARGO_MANIFEST_DIR"), &apart);
}
