//! Every row of `tests/vectors/consent.json`; `tests/loader.spec.mjs` runs the same rows against `www/embed.js`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

use forthright_consent::{Choice, Covered, Decision, Service, Site, Source};
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
    .and_then(|decision| decision.about(Covered::from_hex(row["covered"].as_str().unwrap()).unwrap()))
    .unwrap()
}

fn services(rows: &Value) -> Vec<Service> {
    let service = |service: &Value| {
        let mut full = json!({
            "name": "", "provider": "", "notice": null, "purpose": "", "purposes": [], "transfer": "", "reload": false, "cookies": []
        });
        full.as_object_mut().unwrap().extend(service.as_object().unwrap().clone());
        serde_json::from_value(full).unwrap()
    };
    rows.as_array().unwrap().iter().map(service).collect()
}

fn site(services: Vec<Service>) -> Site {
    Site {
        id: "example".into(),
        name: "Example".into(),
        revision: 2,
        origins: vec![],
        cookie_domain: None,
        signals: vec![],
        services,
        changes: vec![],
    }
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
    let site = site(services(&vectors["site"]["services"]));
    for row in vectors["effects"].as_array().unwrap() {
        let decision = row["decision"].is_object().then(|| decision(&row["decision"]));
        let now = seconds(&row["now"]);
        let current = decision.as_ref().filter(|d| d.is_current(now));
        let asks = site.asked(decision.as_ref(), now).next().is_some();
        assert_eq!(asks, row["asks"].as_bool().unwrap(), "{}", row["why"]);
        for (name, allowed) in row["allows"].as_object().unwrap() {
            assert_eq!(site.allows(name, current), allowed.as_bool().unwrap(), "{}: {name}", row["why"]);
        }
    }
}

fn chosen(row: &Value, catalogue: &[Service], here: &Site) -> Decision {
    let (about, on) = (names(&row["about"]), names(&row["on"]));
    let before = row["before"].is_object().then(|| decision(&row["before"]));
    let made = &row["made"];
    Choice {
        id: made["id"].as_str().unwrap(),
        revision: u32::try_from(made["revision"].as_u64().unwrap()).unwrap(),
        decided_at: seconds(&made["decidedAt"]),
        source: serde_json::from_value(made["source"].clone()).unwrap(),
        about: &about.iter().map(String::as_str).collect::<Vec<_>>(),
        on: &on.iter().map(String::as_str).collect::<Vec<_>>(),
    }
    .decide(here, catalogue, before.as_ref())
    .unwrap()
}

#[test]
fn a_choice_makes_the_decision_the_worked_examples_say() {
    let vectors = vectors();
    let here = site(services(&vectors["site"]["services"]));
    for row in vectors["choose"].as_array().unwrap() {
        let made = chosen(row, &services(&vectors["catalogue"]), &here);
        assert_eq!(made.to_cookie(), decision(&row["decision"]).to_cookie(), "{}", row["why"]);
    }
    let row = &vectors["tooLong"];
    assert_eq!(chosen(row, &services(&row["catalogue"]), &here), decision(&row["decision"]));
}

#[test]
fn a_signal_objects_to_nothing_that_is_exempt_on_another_site() {
    let vectors = vectors();
    let here = site(services(&vectors["site"]["services"]));
    let mut catalogue = services(&vectors["catalogue"]);
    let elsewhere =
        json!([{"id": "captions", "category": "media", "basis": "exempt-appearance", "number": 20, "since": 1}]);
    catalogue.extend(services(&elsewhere));
    for (source, refused) in
        [(Source::Gpc, vec!["video", "map", "marketing"]), (Source::RefuseAll, vec!["media", "marketing"])]
    {
        let id = "123e4567-e89b-42d3-a456-426614174000";
        let about = &["video", "map", "adverts"];
        let choice = Choice { id, revision: 2, decided_at: 1_790_000_000, source, about, on: &[] };
        assert_eq!(choice.decide(&here, &catalogue, None).unwrap().refused(), refused);
    }
}

#[test]
fn a_site_with_nothing_but_necessary_services_never_asks() {
    let here = site(vec![]);
    assert!(here.asked(None, 0).next().is_none());
    assert!(here.optional().next().is_none());
}

proptest! {
    #[test]
    fn no_text_makes_the_codec_panic(text in ".{0,220}") {
        let _ = Decision::from_cookie(&text);
    }

    #[test]
    fn what_is_written_is_read_back(revision in 0u32..=999_999_999, at in 0u64..=9_999_999_999, source in 0usize..6, media: bool) {
        let source = Source::ALL[source];
        let (granted, refused) = if media { (vec!["media".to_owned()], vec![]) } else { (vec![], vec!["media".to_owned()]) };
        let decision =
            Decision::new("123e4567-e89b-42d3-a456-426614174000", revision, at, source, granted, refused).unwrap();
        prop_assert_eq!(Decision::from_cookie(&decision.to_cookie()).unwrap(), decision);
    }
}
