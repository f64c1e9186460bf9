//! That what is searched for, and what a request asks for, costs in proportion to its length.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, missing_docs)]

use forthright_growth::Growth;
use forthright_register::checklist::{Searchable, checklist};
use forthright_register::content::day;
use forthright_register::letters::FACTS;
use forthright_register::load;
use forthright_register::search::Index;
use std::path::Path;

#[test]
fn what_is_looked_for_costs_what_it_weighs() {
    let mut growth = Growth::default();
    let register = load(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/dmu"))).unwrap();
    let index = Index::of(&register);
    growth.text("search.rs::find", &["library", "who sees my grades’ ", "cctv's"], |text| drop(index.find(text, 20)));
    let content = Searchable::of(&register.content);
    let activities: Vec<&str> = register.content.activities.iter().map(|one| one.id.as_str()).collect();
    let data: Vec<&str> = register.content.data.iter().map(|one| one.id.as_str()).collect();
    let listed = |ids: &[&str]| -> String { ids.iter().map(|id| format!("[{id}]")).collect() };
    let (all, kinds) = (listed(&activities), listed(&data));
    growth.text("checklist.rs::checklist", &[&all, &kinds, "[library", "IT services\n"], |text| {
        drop(checklist(&content, text, text));
    });
    growth.of(
        "checklist.rs::checklist",
        "activities, and then kinds of data",
        |size| [all.repeat((size / all.len()).max(1)), kinds.repeat((size / kinds.len()).max(1))].concat(),
        |text| drop(checklist(&content, text, "")),
    );
    growth.text("organisation.rs::is_own", &["https://www.dmu.ac.uk/", "https://dmu.ac.uk"], |text| {
        let _ = register.organisation.is_own(text);
    });
    growth.text("content/notice.rs::day", &["2026-11-25"], |text| {
        let _ = day(Some(text));
    });
    let situations: Vec<&str> = register.content.situations.iter().map(|one| one.id.as_str()).collect();
    growth.of(
        "content/mod.rs::about",
        "every situation again and again",
        |size| situations.repeat(size / 20 / situations.len() + 1),
        |ids| assert!(!register.content.about(ids.iter().copied()).is_empty()),
    );
    let letter = register.letters.first().unwrap();
    growth.text("letters.rs::with", &["{name}", "{reference}"], |text| {
        let facts = FACTS.map(|fact| (fact, if fact == "name" { text.to_owned() } else { "DMU-7K3M9Q2X4".to_owned() }));
        drop(letter.with("en", false, &facts));
    });
    let ours = "what the institution says, not what is sent to it";
    let one = "an id or a language: looked up";
    growth.is_linear_and_whole(
        env!("CARGO_MANIFEST_DIR"),
        &[
            ("check.rs::check_origin", "what the institution says, not what is sent to it"),
            ("check.rs::check_file_name", ours),
            ("forms.rs::in_welsh", ours),
            ("lib.rs::form_in", one),
            ("content/mod.rs::collected_by", one),
            ("check.rs::check_ids", ours),
            ("check.rs::check_prefix", ours),
            ("check.rs::check_site", ours),
            ("check.rs::concerns", ours),
            ("check.rs::distance", ours),
            ("check_content.rs::check_content", ours),
            ("content/basis.rs::name", one),
            ("content/mod.rs::activity", one),
            ("content/mod.rs::changes_of", one),
            ("content/mod.rs::data_category", one),
            ("content/mod.rs::notice", one),
            ("content/mod.rs::recipient", one),
            ("content/mod.rs::with_included", "measured through `about`"),
            ("export.rs::json_ld", ours),
            ("forms.rs::resolve", ours),
            ("lib.rs::contact", one),
            ("lib.rs::form", one),
            ("lib.rs::site", one),
            ("lib.rs::site_in", one),
            ("organisation.rs::in_language", one),
            ("search.rs::add", ours),
            ("services.rs::services", one),
            ("services.rs::site", one),
            ("text.rs::in_language", one),
            ("theme.rs::contrast", ours),
        ],
    );
}
