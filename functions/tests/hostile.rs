//! Whatever stands in a value, a page stays the page it is. Every text of the register and everything that people type is made
//! hostile, every view is drawn, and what a browser's parser makes of it is looked through.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::arithmetic_side_effects, missing_docs)]

use forthright_api::{Message, NoticeShown, ProblemDocument, Submitted, TrackedCase};
use forthright_consent::languages;
use forthright_forms::{Answers, Problem, Question};
use forthright_register::Register;
use forthright_register::search::Index;
use forthright_rights::logged_form;
use forthright_widget_forms::{PageState, form, receipt as receipts, track};
use forthright_widget_pages::words::Tongue;
use forthright_widget_pages::{
    agents, check, content, cookies, deadlines, desk, embed, holidays, letter, local, log, notices, receipt, rights,
    ropa, versions,
};
use jiff::civil::Date;
use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Ends every element that a browser reads as raw text, every comment and every attribute.
const HOSTILE: &str = "--></textarea></script></style></title></noscript></select></template>\"'><x-canary \
    onclick=canary()></x-canary><script>canary()</script><img src=x onerror=canary()><form action=/canary>\u{202e}=1+1";

fn dmu() -> Register {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/register/dmu");
    forthright_register::load(&folder).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The names of all members whose value is a text, or a list of texts.
fn texts(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let is_list = value.as_array().is_some_and(|list| list.iter().all(Value::is_string));
                if value.is_string() || is_list {
                    names.insert(name.clone());
                }
                texts(value, names);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| texts(value, names)),
        _ => {}
    }
}

/// The same with every text called `name` made hostile.
fn poisoned(value: &Value, name: &str, inside: bool) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| (key.clone(), poisoned(value, name, key == name)));
            Value::Object(members.collect())
        }
        Value::Array(list) => Value::Array(list.iter().map(|value| poisoned(value, name, inside)).collect()),
        Value::String(text) if inside => Value::String(format!("{text}{HOSTILE}")),
        other => other.clone(),
    }
}

/// A value of which everything is hostile that may be any text: what is no longer the same kind of value stays as it is.
fn hostile<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> (T, usize) {
    let mut json = serde_json::to_value(value).unwrap();
    let mut names = BTreeSet::new();
    texts(&json, &mut names);
    // Ids lead from one thing to another: with other ids there would be less to draw.
    names.remove("id");
    let mut count = 0;
    for name in names {
        let changed = poisoned(&json, &name, false);
        if serde_json::from_value::<T>(changed.clone()).is_ok() {
            json = changed;
            count += 1;
        }
    }
    (serde_json::from_value(json).unwrap(), count)
}

/// Looks through a page as a browser reads it.
fn assert_harmless(what: &str, html: &str) {
    assert_harmless_as_it_is(what, html);
    // A page that is Welsh had its words put in.
    assert_harmless_as_it_is(&format!("{what}, in Welsh"), &forthright_words::page(html));
}

fn assert_harmless_as_it_is(what: &str, html: &str) {
    let page = Html::parse_document(html);
    let all = Selector::parse("*").unwrap();
    for element in page.select(&all) {
        let element = element.value();
        let name = element.name();
        assert_ne!(name, "x-canary", "{what}: a value became markup");
        for (attribute, value) in element.attrs() {
            assert!(!attribute.starts_with("on"), "{what}: <{name} {attribute}={value}>");
            assert!(!value.trim_start().to_ascii_lowercase().starts_with("javascript:"), "{what}: {attribute}={value}");
        }
        match name {
            "script" => {
                let own = element.attr("src").is_some_and(|src| src.starts_with("/assets/"));
                // Data that a page or a search engine reads: no browser runs it.
                let is_data = matches!(element.attr("type"), Some("application/json" | "application/ld+json"));
                assert!(own || is_data, "{what}: a script that is not ours");
            }
            "form" => {
                let action = element.attr("action").unwrap_or_default();
                assert!(!action.starts_with("/canary"), "{what}: a form that is not ours");
            }
            "style" | "base" | "object" | "embed" | "meta" => {
                let ours = name == "meta" && element.attr("http-equiv").is_none();
                assert!(ours, "{what}: <{name}>");
            }
            _ => {}
        }
    }
}

fn state(register: &Register, form: &forthright_forms::Form, at_desk: bool) -> PageState {
    let mut answers = Answers::default();
    let fields: Vec<String> = form.questions().flat_map(Question::fields).collect();
    for field in &fields {
        answers.set(field, HOSTILE);
    }
    PageState {
        form: form.clone(),
        answers,
        problems: fields.iter().map(|field| Problem::new(field, HOSTILE)).collect(),
        key: HOSTILE.to_owned(),
        recipients: vec![HOSTILE.to_owned()],
        notice: Some(NoticeShown { title: HOSTILE.into(), address: "/notices/x".into(), hash: HOSTILE.into() }),
        at_desk,
        query: String::new(),
        step: 0,
        code: String::new(),
        today: today(register),
    }
}

fn today(_: &Register) -> Date {
    "2026-11-29".parse().unwrap()
}

#[test]
fn a_hostile_register_changes_no_page() {
    let (register, count) = hostile(&dmu());
    assert!(count > 40, "only {count} kinds of text were made hostile");
    let index = Index::of(&register);
    let on = today(&register);
    let mut pages = Vec::new();
    for tongue in [Tongue::English, Tongue::Welsh] {
        pages.push(("hub", content::hub(&register, tongue)));
        pages.push(("security", content::security(&register, tongue)));
        pages.push(("accessibility", content::accessibility(&register, tongue)));
        let everybody: Vec<String> = register.content.audiences.iter().map(|one| one.id.clone()).collect();
        pages.push(("explorer", notices::explorer(&register, &everybody, tongue)));
        pages.push(("rights", rights::rights(&register, tongue)));
        pages.push(("library", rights::library(&register, tongue)));
        for query in [HOSTILE, "canary", "library"] {
            pages.push(("search", rights::search(&register, query, &index, tongue)));
        }
        pages.push(("ropa", ropa::ropa(&register, &ropa::Filter::default(), tongue)));
        let all = [HOSTILE; 4].map(str::to_owned);
        let [audience, data, recipient, basis] = all;
        pages.push((
            "ropa, filtered",
            ropa::ropa(&register, &ropa::Filter { audience, data, recipient, basis }, tongue),
        ));
        for notice in &register.content.notices {
            pages.push(("notice", notices::notice(&register, notice, HOSTILE, on, tongue)));
            pages.push(("versions", versions::versions(&register, notice, HOSTILE, &[], tongue)));
            let version = notices::Version { hash: HOSTILE.to_owned(), first_seen: HOSTILE.to_owned() };
            pages.push(("version", versions::version(&register, Some(notice), &version, "said", tongue)));
        }
    }
    for form_ in &register.forms {
        let notice = register.content.notices.first().unwrap();
        pages.push(("notice of a form", notices::of_form(&register, form_, notice, HOSTILE, Tongue::Welsh)));
    }
    for language in languages() {
        let seen = cookies::Seen { decision: None, gpc: true, notice: Some(cookies::Notice::Saved) };
        pages.push(("cookies", cookies::cookies(&register, language, &seen)));
        pages.push(("unknown site", cookies::unknown_site(&register, language)));
        let text = || HOSTILE.to_owned();
        let purpose =
            receipt::Purpose { name: text(), purpose: text(), provider: text(), basis: text(), state: text() };
        let shown = receipt::Receipt {
            id: text(),
            site: text(),
            decided_at: text(),
            recorded_at: text(),
            source: text(),
            language: text(),
            previous: Some(text()),
            granted: vec![text()],
            refused: vec![text()],
            purposes: vec![purpose],
            shown: Some(text()),
            text: Some(text()),
            notice: Some(text()),
        };
        pages.push(("consent receipt", receipt::receipt(&register, Some(&shown), language)));
        pages.push(("no consent receipt", receipt::receipt(&register, None, language)));
    }
    pages.push(("check", check::check(&register, Tongue::Welsh, true)));
    pages.push(("desk", desk::desk(&register, true)));
    for (what, html) in pages {
        assert_harmless(what, &html);
    }
}

#[test]
fn what_people_type_and_paste_stays_text_on_every_page() {
    let register = dmu();
    let text = || HOSTILE.to_owned();
    let on = today(&register);
    let mut pages = vec![
        ("log", log::ask(&register, &log::Asked { text: HOSTILE, problem: Some(log::ToAnswer::Right) })),
        ("log, nothing", log::ask(&register, &log::Asked { text: HOSTILE, problem: Some(log::ToAnswer::Anything) })),
        ("letter", {
            let message = Message { id: text(), at: text(), text: text(), language: None };
            letter::letter(&register, HOSTILE, on, &message)
        }),
        ("embed", {
            let wanted = embed::Wanted {
                origin: "https://privacy.example.ac.uk".to_owned(),
                site: text(),
                language: text(),
                theme: text(),
                position: text(),
                links: text(),
            };
            embed::embed(&register, &wanted)
        }),
        ("problem", {
            let mut problem: ProblemDocument = ProblemDocument::new(forthright_api::Code::NotFound, Some(text()));
            problem.title = text();
            content::problem(&register, &problem, Tongue::Welsh)
        }),
        ("agents", {
            let registered =
                agents::Registered { id: text(), name: text(), by: text(), has_token: true, undelivered_since: None };
            let typed = agents::Typed { id: text(), name: text(), key: text(), origin: text() };
            agents::agents(&register, HOSTILE, &[registered], &typed, Some(("name", "Enter the agent’s name")))
        }),
        ("sign-in", {
            local::sign_in(&register, &[local::SignIn { email: text(), name: text(), key: text(), passphrase: text() }])
        }),
        ("holidays", {
            let known = holidays::Holidays {
                set: Some((text(), text())),
                check: Some((text(), text())),
                waiting: Some(text()),
                ..holidays::Holidays::default()
            };
            desk::register_page(&register, on, &known)
        }),
        (
            "deadlines",
            deadlines::deadlines(&register, &register.calendar(), &deadlines::Asked::of(|_| text()), Tongue::English),
        ),
        ("track", {
            let asked = track::Asked {
                reference: text(),
                code: text(),
                reference_problem: Some("x"),
                ..track::Asked::default()
            };
            track::ask("DMU", &asked, "")
        }),
        ("receipt gone", receipts::gone(HOSTILE, "?lang=cy")),
    ];
    for form_ in &register.forms {
        pages.push(("form", form(&state(&register, form_, false)).unwrap()));
        pages.push(("form at the desk", form(&state(&register, &logged_form(form_), true)).unwrap()));
    }
    for (what, html) in pages {
        assert_harmless(what, &html);
    }
}

#[test]
fn a_receipt_and_a_letter_that_is_tracked_stay_text() {
    let submitted: Submitted = serde_json::from_value(serde_json::json!({
        "reference": "DMU-7K3M9Q2X4", "receipt": "7K3M9", "clock": "rights-request", "received": "2026-11-29", "due": "2026-12-29",
        "steps": [{"date": "2026-11-29", "rule": "start", "reason": "x"}], "notice": "x",
    }))
    .unwrap();
    let (submitted, _) = hostile(&submitted);
    for form in &dmu().forms {
        assert_harmless("receipt", &receipts::receipt(submitted.clone(), form, false, "?lang=cy"));
        assert_harmless("receipt at the desk", &receipts::receipt(submitted.clone(), form, true, ""));
    }
    let tracked: TrackedCase = serde_json::from_value(serde_json::json!({
        "reference": "DMU-7K3M9Q2X4", "form": "x", "clock": "rights-request", "status": "received", "statusWords": "x",
        "received": "2026-11-29", "due": "2026-12-29", "steps": [], "awaited": "x",
        "messages": [{"id": "1", "at": "2026-11-29T10:00:00Z", "text": "x"}],
    }))
    .unwrap();
    let (tracked, count) = hostile(&tracked);
    assert!(count > 3);
    assert_harmless("tracked case", &track::case(&tracked, "2026-11-29".parse().unwrap()));
}

/// A new view has to be drawn above: each public function that gives a page is named there.
#[test]
fn every_view_is_drawn_here() {
    let here = include_str!("hostile.rs");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut views = 0;
    for (folder, prefix) in [("widget/pages/src", ""), ("widget/forms/src", "")] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let module = path.file_stem().unwrap().to_string_lossy().into_owned();
            for signature in text.split("\npub fn ").skip(1) {
                let name = signature.split(['(', '<']).next().unwrap();
                let head = signature.split('{').next().unwrap();
                let is_page = head.contains("register: &Register") && head.contains("-> String");
                if !is_page || ["page", "document", "said", "names"].contains(&name) {
                    continue;
                }
                views += 1;
                let called = format!("{prefix}{module}::{name}(");
                assert!(here.contains(&called), "{called}…) is not drawn with hostile values");
            }
        }
    }
    assert!(views > 15, "{views}");
}

/// Elements whose content a server writes as it is (tachys 0.2) are drawn in one place each, which escapes.
#[test]
fn raw_text_elements_are_drawn_nowhere_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    // The desk's own bundle draws in the browser alone, where text is a node.
    let allowed = ["widget/kit/src/text_area/mod.rs", "widget/desk/"];
    let mut files = Vec::new();
    collect(&root.join("widget"), &mut files);
    collect(&root.join("functions/src"), &mut files);
    for file in files {
        let name = file.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        if allowed.iter().any(|one| name.starts_with(one)) {
            continue;
        }
        for (at, line) in std::fs::read_to_string(&file).unwrap().lines().enumerate() {
            let code = line.trim_start();
            for element in ["<textarea", "<style", "<noscript", "<script", "<title", "<iframe", "<xmp", "inner_html="] {
                let is_view = code.starts_with(element) || code.contains(&format!("view! {{ {element}"));
                // Escaped quotes: a sample that is shown as text. Closed at once: there is no content.
                let harmless = code.starts_with("//") || code.contains("\\\"") || code.contains("></iframe>");
                assert!(!is_view || harmless, "{name}:{}: {code}", at + 1);
            }
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
