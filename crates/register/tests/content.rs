//! Notices and the record of processing: what the linter refuses, what never leaves, and what search finds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod changed_copy;

use changed_copy::{DMU, copy_with, text};
use forthright_register::checklist::{Searchable, checklist, every_place};
use forthright_register::search::Index;
use forthright_register::{Register, export, load};
use std::collections::BTreeSet;
use std::path::Path;

const COLLEGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/college");

fn dmu() -> Register {
    load(Path::new(DMU)).unwrap()
}

/// The faults of De Montfort University's register with one file written anew.
fn faults_with(test: &str, file: &str, change: impl Fn(&[u8]) -> Vec<u8>) -> Vec<String> {
    let folder = copy_with(&format!("content-{test}"), file, change);
    load(&folder).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn every_seed_row_of_this_kind_is_somewhere() {
    let json = serde_json::to_string(&dmu()).unwrap();
    let rows = (1..=29).map(|n| format!("\"A{n}\"")).chain((1..=15).map(|n| format!("\"B{n}\"")));
    let missing: Vec<String> = rows.filter(|row| !json.contains(row.as_str())).collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn the_linter_names_file_key_and_what_to_do() {
    let cases: [(&str, &str, &str, &str, &str); 13] = [
        ("reference", "activities/staff.toml", "\"bank-details\"", "\"bank-detials\"", "Did you mean `bank-details`?"),
        ("twice", "data.toml", "id = \"gender\"", "id = \"religion\"", "used twice"),
        (
            "basis",
            "activities/facilities.toml",
            "bases = [{ basis = \"legitimate-interests\"",
            "bases = [] # [{ basis = \"legitimate-interests\"",
            "Name the lawful basis",
        ),
        (
            "commercial",
            "recipients.toml",
            "commercial = false",
            "commercial = true",
            "never shared for commercial purposes",
        ),
        (
            "cycle",
            "audiences.toml",
            "includes = [\"prospective-student\", \"applicant\"]",
            "includes = [\"current-student\"]",
            "includes itself",
        ),
        ("dead-link", "topics.toml", "address = \"/cookies\"", "address = \"/cookeis\"", "There is no page `/cookeis`"),
        ("date", "notices.toml", "from = \"2026-11-22\"", "from = \"22/11/2026\"", "Write a date as 2026-11-22"),
        ("wrong-type", "data.toml", "special = true", "special = \"yes\"", "invalid type"),
        (
            "nobody-and-somebody",
            "activities/students.toml",
            "recipients = [\n",
            "nobody = true\nrecipients = [\n",
            "Take one of them out",
        ),
        ("remark", "activities/students.toml", "remark = \"Our page", "note = \"Our page", "Write it as `remark`"),
        ("task", "tasks.toml", "address = \"/notices\"", "address = \"/notice\"", "There is no page `/notice`"),
        (
            "form-of-activity",
            "activities/facilities.toml",
            "forms = [\"cctv\"]",
            "forms = [\"cctvs\"]",
            "Did you mean `cctv`?",
        ),
        ("unknown-key", "laws.toml", "as_amended", "amended", "unknown field `amended`"),
    ];
    for (name, file, from, to, said) in cases {
        let faults = faults_with(name, file, text(|old| old.replacen(from, to, 1)));
        assert!(faults.iter().any(|fault| fault.contains(said)), "{name}: {faults:?}");
    }
}

#[test]
fn special_category_data_needs_a_condition() {
    let faults = faults_with(
        "special",
        "activities/staff.toml",
        text(|old| {
            old.replace(
                "special = [{ condition = \"unknown\", remark = \"Our page names no condition for this row.\" }]\n",
                "",
            )
        }),
    );
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("staff.former.record.special"), "{faults:?}");
}

#[test]
fn a_file_that_is_empty_huge_or_no_text_is_one_clear_message() {
    let faults = faults_with("bytes", "rights.toml", |_| vec![0xff, 0xfe, 0x00]);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("rights.toml: "), "{faults:?}");
    let faults = faults_with("empty", "audiences.toml", |_| Vec::new());
    assert!(faults.iter().all(|fault| fault.contains("There is no")), "{faults:?}");
    let faults = faults_with("huge", "topics.toml", |old| old.repeat(10_000_000 / old.len()));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("too large"), "{faults:?}");
}

#[test]
fn private_columns_are_in_no_export() {
    let mut register = dmu();
    for activity in &mut register.content.activities {
        activity.security = Some("CANARY-SECURITY".to_owned());
        activity.internal = Some("CANARY-INTERNAL".to_owned());
    }
    let all = [
        export::csv(&register.content),
        export::json_ld(&register, "https://privacy.example").to_string(),
        serde_json::to_string(&export::activities(&register.content)).unwrap(),
    ];
    for export in all {
        assert!(!export.contains("CANARY"));
        assert!(export.contains("bank") || export.contains("Bank"));
    }
}

#[test]
fn a_spreadsheet_takes_no_cell_for_a_formula() {
    let mut register = dmu();
    let first = &mut register.content.activities[0];
    first.title = forthright_register::Text::One("=HYPERLINK(\"http://evil\")".to_owned());
    let csv = export::csv(&register.content);
    assert!(csv.contains("\"'=HYPERLINK(\"\"http://evil\"\")\""), "{csv}");
}

#[test]
fn search_finds_what_people_call_things() {
    let index = Index::of(&dmu());
    for (query, wanted) in [
        ("bank details", "staff.current.employment"),
        ("CCTV", "cctv"),
        ("who sees my exam results", "students.enrolled"),
        ("delete my data", "/rights#erasure"),
        ("sort code", "staff.current.employment"),
    ] {
        let found = index.find(query, 10);
        assert!(
            found.iter().any(|entry| entry.address.contains(wanted)),
            "{query}: {:?}",
            found.iter().map(|e| &e.address).collect::<Vec<_>>()
        );
    }
    // Ten errands and what people type for them: what they came to do stands first.
    for (query, first) in [
        ("who sees my exam results", "/notices/study#students.enrolled.education"),
        ("emails about me", "/forms/subject-access"),
        ("unsubscribe", "/forms/objection"),
        ("stop marketing emails", "/forms/objection"),
        ("complain", "/forms/complaint"),
        ("cwyno", "/forms/complaint"),
        ("data breach", "/forms/incident"),
        ("letter sent to the wrong person", "/forms/incident"),
        ("cookie settings", "/cookies"),
        ("CCTV of yesterday", "/forms/cctv"),
        ("my child", "/forms/subject-access"),
        ("old staff file", "/forms/subject-access?ask=staff.former.record"),
        ("library bookings", "/library#library.bookings"),
        ("SAR", "/forms/subject-access"),
        ("GDPR request", "/forms/subject-access"),
        ("track my request", "/track"),
        ("retention", "/notices#retention"),
        ("how long do you keep my data", "/notices#retention"),
        ("reference", "/rights#marks-and-references"),
        ("transcript", "/rights#marks-and-references"),
        ("right to erasure", "/forms/erasure"),
        ("right to be forgotten", "/forms/erasure"),
        ("unsubscribing", "/forms/objection"),
        ("unsubcribe", "/forms/objection"),
        ("complaing", "/forms/complaint"),
        ("recieve fewer newsleters", "/forms/objection"),
        ("withdraw consent", "/forms/withdraw-consent"),
        ("when will you reply", "/deadlines"),
        ("proof of identity", "/check"),
        ("databreach", "/forms/incident"),
        ("un-subscribe", "/forms/objection"),
        ("complan", "/forms/complaint"),
    ] {
        let found = index.find(query, 10);
        let addresses: Vec<&str> = found.iter().map(|entry| entry.address.as_str()).collect();
        assert_eq!(addresses.first(), Some(&first), "{query}: {addresses:?}");
    }
    assert!(index.find("zzzz", 10).is_empty());
    assert!(index.find("the of and", 10).is_empty());
}

#[test]
fn search_finds_one_of_two_thousand() {
    let mut index = Index::of(&dmu());
    for n in 0..2000 {
        let title = forthright_register::Text::One(format!("Generated activity number {n}"));
        index.add(format!("/x#{n}"), &title, &title, &["some words that people say".to_owned()]);
    }
    assert_eq!(index.find("generated 1999", 5)[0].address, "/x#1999");
}

#[test]
fn a_second_institution_needs_nothing_but_its_own_register() {
    let college = load(Path::new(COLLEGE)).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(college.organisation.name, "Northmoor College");
    let json = serde_json::to_string(&college).unwrap();
    assert!(!json.contains("Montfort") && !json.contains("DMU"), "the college's register speaks of itself alone");
    let archived = college.content.notice("evening-classes").unwrap();
    assert!(archived.is_archived("2026-11-22".parse().unwrap()));
    let current = college.content.notice("learners").unwrap();
    assert!(current.is_stale("2030-01-01".parse().unwrap()));
    assert!(!current.is_archived("2030-01-01".parse().unwrap()));
}

#[test]
fn a_checklist_says_where_to_look_and_what_for() {
    let content = dmu().content;
    let lines = |request: &str, areas: &str| -> Vec<String> {
        let places = checklist(&Searchable::of(&content), request, areas);
        places
            .iter()
            .map(|place| {
                let what: Vec<String> = place.what.iter().map(|text| text.in_language("en")).collect();
                format!("{}: {}", place.name.in_language("en"), what.join("; "))
            })
            .collect()
    };
    assert_eq!(lines("Everything, please", ""), Vec::<String>::new());
    let named = "CCTV in the library [facilities.cctv]\nmore words [no-such-thing] [";
    let cctv = content.activities.iter().find(|one| one.areas.iter().any(|area| area.in_language("en") == "CCTV"));
    let named = named.replace("facilities.cctv", &cctv.unwrap().id);
    assert_eq!(lines(&named, ""), [format!("CCTV: {}", cctv.unwrap().title.in_language("en"))]);
    // A place that was ticked alone is searched for everything; one that nobody knows is for a person to read.
    assert_eq!(lines("", "Library management system\nMy tutor"), ["Library management system: "]);
    // A kind of data, named alone, is looked for wherever it is; beside an activity that has it, only there.
    let kind = &content.data_category("images").or(content.data.first()).unwrap().id;
    let holders = content.activities.iter().filter(|one| one.data.contains(kind));
    let alone = checklist(&Searchable::of(&content), &format!("[{kind}]"), "");
    let places: BTreeSet<String> = holders
        .flat_map(|one| if one.areas.is_empty() { vec![one.title.clone()] } else { one.areas.clone() })
        .map(|place| place.in_language("en"))
        .collect();
    assert_eq!(alone.iter().map(|place| place.name.in_language("en")).collect::<BTreeSet<_>>(), places);
    let holder = content.activities.iter().find(|one| one.data.contains(kind)).unwrap();
    let both = checklist(&Searchable::of(&content), &format!("[{}] [{kind}]", holder.id), "");
    assert_eq!(both.len(), holder.areas.len().max(1));
    assert_eq!(both[0].what.len(), 2);
    assert!(every_place(&Searchable::of(&content)).len() >= alone.len());
    // What the explorer writes are titles, in either language.
    let searchable = Searchable::of(&content);
    let titles = format!("Please:\n {} \n{}", holder.title.in_language("cy"), content.data[0].name.in_language("en"));
    let ids = format!("[{}] [{}]", holder.id, content.data[0].id);
    assert_eq!(checklist(&searchable, &titles, ""), checklist(&searchable, &ids, ""));
    assert!(checklist(&searchable, "something of my own", "").is_empty());
}

#[test]
fn what_browsers_draw_pages_from_has_no_private_column() {
    let mut register = load(Path::new(COLLEGE)).unwrap();
    let whole = serde_json::to_string(&register).unwrap();
    assert!(whole.contains("Locked cabinet") && whole.contains("Ask the registrar"), "the college has private columns");
    let public = serde_json::to_string(&export::public_register(&register)).unwrap();
    for private in ["Locked cabinet", "Ask the registrar", "\"security\":\"", "\"internal\":\""] {
        assert!(!public.contains(private), "{private}");
    }
    let remarks = |register: &Register| serde_json::to_string(register).unwrap().matches("\"remark\":\"").count();
    assert!(remarks(&dmu()) > 40, "officers have remarks");
    assert_eq!(remarks(&export::public_register(&dmu())), 0);
    register.concerns.clear();
    assert_eq!(export::public_register(&register).organisation, register.organisation);
    assert!(export::public_register(&dmu()).concerns.is_empty());
    assert!(export::public_register(&dmu()).content.concerns.is_empty());
    assert!(!dmu().letters.is_empty() && export::public_register(&dmu()).letters.is_empty());
}

#[test]
fn a_review_date_that_is_over_is_an_error_of_its_day() {
    let folder = copy_with(
        "content-review",
        "notices.toml",
        text(|old| old.replacen("review = \"unknown\"", "review = \"2027-01-31\"", 1)),
    );
    let content = load(&folder).unwrap().content;
    assert!(content.overdue("2027-01-31".parse().unwrap()).is_empty());
    let overdue: Vec<String> = content.overdue("2027-02-01".parse().unwrap()).iter().map(ToString::to_string).collect();
    assert_eq!(overdue.len(), 1);
    assert!(overdue[0].starts_with("notices.toml: ") && overdue[0].contains("2027-01-31 is over"), "{overdue:?}");
}

#[test]
fn links_of_the_institution_and_of_others_are_told_apart() {
    let organisation = dmu().organisation;
    for own in [
        "/rights",
        "mailto:a@b.c",
        "#part",
        "https://www.dmu.ac.uk/x",
        "https://library.dmu.ac.uk",
        "https://dmu.ac.uk",
        "https://WWW.DMU.ac.uk:443?x",
    ] {
        assert!(organisation.is_own(own), "{own}");
    }
    for other in [
        "https://ico.org.uk",
        "https://notdmu.ac.uk/",
        "https://dmu.ac.uk.example.org/",
        "http://example.org/dmu.ac.uk",
        "https://dmu.ac.uk@example.org/",
        "https://dmu.ac.uk:x@example.org/",
        "https://example.org\\@dmu.ac.uk/",
        "https://dmu.ac.u\u{212a}/",
    ] {
        assert!(!organisation.is_own(other), "{other}");
    }
}

#[test]
fn a_translation_that_is_half_says_which_texts_are_needed() {
    for half in ["{ en = \"To be told\" }", "{ en = \"To be told\", cy = \"Cael gwybod\", fr = \"x\" }"] {
        let faults = faults_with(
            "half",
            "rights.toml",
            text(|old| old.replacen("{ en = \"To be told\", cy = \"Cael gwybod\" }", half, 1)),
        );
        assert!(
            faults[0].starts_with("rights.toml: rights[0].name (line 5): one text is needed, or `{ en = …, cy = … }`"),
            "{faults:?}"
        );
    }
}
