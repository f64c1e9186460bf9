//! Every row of `tests/vectors/consent.json`; `tests/loader.spec.mjs` runs the same rows against `www/embed.js`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

use forthright_consent::{Decision, Service, Site, Source};
use proptest::prelude::*;
use serde_json::{Value, json};

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../../tests/vectors/consent.json")).unwrap()
}

fn names(value: &Value) -> Vec<String> {
    serde_json::from_value(value.clone()).unwrap()
}

fn seconds(rfc3339: &Value) -> u64 {
    let instant: jiff::Timestamp = rfc3339.as_str().unwrap().parse().unwrap();
    u64::try_from(instant.as_second()).unwrap()
}

fn decision(row: &Value) -> Decision {
    Decision::new(
        row["id"].as_str().unwrap(),
        u32::try_from(row["revision"].as_u64().unwrap()).unwrap(),
        seconds(&row["decidedAt"]),
        serde_json::from_value(row["source"].clone()).unwrap(),
        names(&row["granted"]),
        names(&row["refused"]),
    )
    .unwrap()
}

#[test]
fn every_decision_has_the_pinned_cookie_and_reads_back() {
    for row in vectors()["encode"].as_array().unwrap() {
        let decision = decision(&row["decision"]);
        let cookie = row["cookie"].as_str().unwrap();
        assert_eq!(decision.to_cookie(), cookie);
        assert_eq!(Decision::from_cookie(cookie).unwrap(), decision);
        assert!(cookie.is_ascii() && cookie.len() < 200);
    }
}

#[test]
fn a_cookie_that_is_not_ours_is_no_decision() {
    for row in vectors()["malformed"].as_array().unwrap() {
        assert!(Decision::from_cookie(row["cookie"].as_str().unwrap()).is_err(), "{}", row["why"]);
    }
}

#[test]
fn a_decision_switches_on_what_the_worked_examples_say() {
    let vectors = vectors();
    let services = vectors["site"]["services"].as_array().unwrap().iter().map(|service| {
        let mut full = json!({"name": "", "provider": "", "purpose": ""});
        full.as_object_mut().unwrap().extend(service.as_object().unwrap().clone());
        serde_json::from_value::<Service>(full).unwrap()
    });
    let site = Site {
        id: "example".into(),
        name: "Example".into(),
        revision: 2,
        origins: vec![],
        cookie_domain: None,
        services: services.collect(),
    };
    for row in vectors["effects"].as_array().unwrap() {
        let decision = row["decision"].is_object().then(|| decision(&row["decision"]));
        let now = seconds(&row["now"]);
        let current = decision.as_ref().filter(|d| d.is_current(site.revision, now));
        assert_eq!(site.asks(decision.as_ref(), now), row["asks"].as_bool().unwrap(), "{}", row["why"]);
        for (name, allowed) in row["allows"].as_object().unwrap() {
            assert_eq!(site.allows(name, current), allowed.as_bool().unwrap(), "{}: {name}", row["why"]);
        }
    }
}

#[test]
fn a_site_with_nothing_but_necessary_services_never_asks() {
    let site =
        Site { id: "d".into(), name: "D".into(), revision: 1, origins: vec![], cookie_domain: None, services: vec![] };
    assert!(!site.asks(None, 0));
    assert!(site.optional_categories().is_empty());
}

proptest! {
    #[test]
    fn no_text_makes_the_codec_panic(text in ".{0,220}") {
        let _ = Decision::from_cookie(&text);
    }

    #[test]
    fn what_is_written_is_read_back(revision: u32, at in 0u64..=101_559_956_668_415, source in 0usize..6, media: bool) {
        let source = Source::LETTERS[source].0;
        let (granted, refused) = if media { (vec!["media".to_owned()], vec![]) } else { (vec![], vec!["media".to_owned()]) };
        let decision =
            Decision::new("123e4567-e89b-42d3-a456-426614174000", revision, at, source, granted, refused).unwrap();
        prop_assert_eq!(Decision::from_cookie(&decision.to_cookie()).unwrap(), decision);
    }
}
