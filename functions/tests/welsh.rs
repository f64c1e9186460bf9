//! Where “Cymraeg” is offered the page is Welsh: on each page named by the register or by us, at most a tenth of what is read is
//! English, and what is English is marked as such.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::arithmetic_side_effects, missing_docs)]

use forthright_api::{Code, Submitted, TrackedCase};
use forthright_cases::{Identity, Outcome, Status};
use forthright_clock::{
    Need, breach_report, complaint_acknowledgement_or_earlier, exam_marks, rights_request_or_earlier,
};
use forthright_evidence::{Finding, Kind, Missing, State, Together, Unacceptable, Verdict};
use forthright_forms::{Answers, Clock, Form, Problem, Question, check as check_answers};
use forthright_register::Register;
use forthright_register::search::Index;
use forthright_widget_forms::{PageState, form, receipt as receipts, track};
use forthright_widget_pages::layout::{Page, document};
use forthright_widget_pages::words::Tongue;
use forthright_widget_pages::{check, content, deadlines, notices, rights};
use forthright_words::in_welsh;
use jiff::civil::Date;
use scraper::{ElementRef, Html, Selector};
use std::path::Path;

/// Words that English sentences have and Welsh ones do not.
const ENGLISH: [&str; 49] = [
    "the", "you", "your", "and", "of", "we", "our", "us", "with", "this", "that", "is", "are", "not", "it", "have",
    "has", "from", "for", "be", "will", "can", "when", "what", "who", "why", "how", "about", "there", "their", "they",
    "was", "were", "been", "which", "before", "after", "choose", "enter", "send", "ask", "date", "name", "document",
    "request", "file", "or", "more", "someone",
];

fn is_english(text: &str) -> bool {
    // An address that serves as an example is in no language.
    let text: Vec<&str> = text.split_whitespace().filter(|word| !word.contains('@')).collect();
    let text = text.join(" ");
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic() && c != '’')
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.iter().any(|word| ENGLISH.contains(&word.as_str()))
}

/// Every text on a page that is read, with whether it is marked as English.
fn texts(html: &str) -> Vec<(String, bool)> {
    let page = Html::parse_document(html);
    let all = Selector::parse("title, body *").unwrap();
    let mut found = Vec::new();
    for element in page.select(&all) {
        let is_within = |test: &dyn Fn(&ElementRef) -> bool| {
            std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap)).any(|one| test(&one))
        };
        let is_text = !is_within(&|one| {
            matches!(one.value().name(), "script" | "style" | "textarea" | "svg")
                || one.value().attr("translate") == Some("no")
        });
        if !is_text {
            continue;
        }
        let nearest = std::iter::once(element)
            .chain(element.ancestors().filter_map(ElementRef::wrap))
            .find_map(|one| one.value().attr("lang"));
        let is_marked = nearest.is_some_and(|language| !language.starts_with("cy"));
        let own = element.children().filter_map(|child| child.value().as_text().map(|text| text.trim().to_owned()));
        let spoken = ["aria-label", "placeholder", "alt"].iter().filter_map(|name| element.value().attr(name));
        let all = own.chain(spoken.map(str::to_owned)).filter(|text| text.chars().any(char::is_alphabetic));
        found.extend(all.map(|text| (text, is_marked)));
    }
    found
}

fn dmu() -> Register {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/register/dmu");
    forthright_register::load(&folder).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn today() -> Date {
    "2026-11-30".parse().unwrap()
}

fn state(form: &Form, problems: Vec<Problem>) -> PageState {
    PageState {
        form: form.clone(),
        answers: Answers::default(),
        problems,
        key: "k".into(),
        recipients: Vec::new(),
        notice: None,
        at_desk: false,
        query: "?lang=cy".into(),
        step: 0,
        code: String::new(),
        today: today(),
    }
}

/// A Welsh page around something that was rendered in English.
fn welsh_page(register: &Register, title: &str, main: &str) -> String {
    document(register, &Page { title, script: None, wide: false, language: "cy", about: None }, main)
}

fn submitted(clock: Clock) -> Submitted {
    let calendar = dmu().calendar();
    let due = match clock {
        Clock::RightsRequest => rights_request_or_earlier(today(), &calendar),
        Clock::Complaint => complaint_acknowledgement_or_earlier(today(), &calendar),
        Clock::Incident => breach_report("2026-11-30T12:00:00Z".parse().unwrap()),
    };
    let mut json = serde_json::json!({
        "reference": "DMU-7K3M9Q2X4", "receipt": "7K3M9", "clock": "rights-request", "received": "2026-11-30", "due": due.due,
        "steps": due.steps, "notice": "0123456789",
    });
    json.as_object_mut().unwrap().insert("clock".to_owned(), serde_json::to_value(clock).unwrap());
    serde_json::from_value(json).unwrap()
}

#[test]
fn what_is_offered_in_welsh_is_welsh() {
    let register = dmu();
    let index = Index::of(&register);
    let cy = Tongue::Welsh;
    let calendar = register.calendar();
    let mut pages: Vec<(String, String)> = vec![
        ("hub".into(), content::hub(&register, cy)),
        ("rights".into(), rights::rights(&register, cy)),
        ("library".into(), rights::library(&register, cy)),
        ("search, nothing".into(), rights::search(&register, "zzzz", &index, cy)),
        ("search".into(), rights::search(&register, "cwyno", &index, cy)),
        ("check".into(), check::check(&register, cy, false)),
        ("explorer".into(), notices::explorer(&register, &["library-user".to_owned()], cy)),
    ];
    for notice in &register.content.notices {
        pages.push((notice.id.clone(), notices::notice(&register, notice, "0", today(), cy)));
    }
    let asked = |pairs: &[(&str, &str)]| {
        deadlines::Asked::of(|name| {
            pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()).unwrap_or_default()
        })
    };
    for pairs in [
        &[][..],
        &[("clock", "rights-request"), ("from", "25/11/2026"), ("asked", "1/12/2026"), ("answered", "10/12/2026")],
        &[("clock", "rights-request"), ("from", "31/1/2027"), ("extended", "true")],
        &[("clock", "exam-marks"), ("from", "1/5/2026"), ("announced", "10/6/2026")],
        &[("clock", "complaint-acknowledgement"), ("from", "25/11/2026")],
        &[("clock", "breach"), ("from", "25/11/2026"), ("time", "14:30")],
        &[("clock", "rights-request"), ("from", "30/2/2026")],
    ] {
        pages.push((format!("deadlines {pairs:?}"), deadlines::deadlines(&register, &calendar, &asked(pairs), cy)));
    }
    for form_ in &register.welsh_forms {
        let notice = register.content.notice("public").unwrap();
        pages.push((format!("notice of {}", form_.id), notices::of_form(&register, form_, notice, "0", cy)));
        let none = Answers::default();
        let problems = check_answers(form_, &none, today());
        for problems in [Vec::new(), problems] {
            let main = form(&state(form_, problems)).unwrap();
            pages.push((format!("form {}", form_.id), welsh_page(&register, &form_.title, &main)));
        }
        let clock = form_.clock;
        let main = receipts::receipt(submitted(clock), form_, false, cy.query());
        let title = format!("We have your {} – {}", clock.noun(), form_.title);
        pages.push((format!("receipt {}", form_.id), welsh_page(&register, &title, &main)));
    }
    pages.push((
        "receipt gone".into(),
        welsh_page(&register, "Your receipt has been shown", &receipts::gone("a@b.c", cy.query())),
    ));
    pages.push((
        "track".into(),
        welsh_page(&register, "Track your request", &track::ask("DMU", &track::Asked::default(), cy.query())),
    ));
    let wrong = track::Asked { not_found: true, ..track::Asked::default() };
    pages.push((
        "track, wrong".into(),
        welsh_page(&register, "Error: Track your request", &track::ask("DMU", &wrong, cy.query())),
    ));
    let due = rights_request_or_earlier(today(), &calendar);
    let tracked: TrackedCase = serde_json::from_value(serde_json::json!({
        "reference": "DMU-7K3M9Q2X4", "form": "Gofyn beth sydd gennym", "clock": "rights-request", "right": "access",
        "status": "waiting-for-you", "statusWords": Status::WaitingForYou.words(), "received": "2026-11-30", "due": due.due,
        "steps": due.steps, "messages": [],
    }))
    .unwrap();
    pages.push(("tracked".into(), welsh_page(&register, "Request DMU-7K3M9Q2X4", &track::case(&tracked, today()))));

    let mut faults = Vec::new();
    for (page, html) in &pages {
        let texts = texts(html);
        let length = |all: &[&(String, bool)]| all.iter().map(|(text, _)| text.chars().count()).sum::<usize>();
        let whole = length(&texts.iter().collect::<Vec<_>>());
        let english: Vec<&(String, bool)> = texts.iter().filter(|(text, marked)| *marked || is_english(text)).collect();
        let share = length(&english) * 100 / whole.max(1);
        // A page of which little is read would prove little.
        if whole < 400 {
            faults.push(format!("{page}: only {whole} characters are read"));
        }
        if share > 10 {
            faults.push(format!("{page}: {share} % is English"));
        }
        let unmarked = english.iter().filter(|(_, marked)| !marked);
        faults.extend(unmarked.map(|(text, _)| format!("{page}: English and not marked: {text}")));
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is drawn in the browser alone: every word that can be said is in the list.
#[test]
fn every_word_that_the_browser_can_say_is_in_the_list() {
    let mut said: Vec<String> = Vec::new();
    said.extend(Kind::ALL.map(|kind| kind.title().to_owned()));
    let findings = [
        Finding::TooSmall,
        Finding::TooDark,
        Finding::TooBlurred,
        Finding::Glare,
        Finding::TooFar,
        Finding::CutOff,
        Finding::Leaning,
        Finding::PortraitHidden,
    ];
    said.extend(findings.map(|finding| finding.words().to_owned()));
    said.extend([State::LooksReady, State::PleaseCheck, State::CouldNotTell].map(|state| state.words().to_owned()));
    said.extend([Together::Enough, Together::IfAsSaid, Together::NotYet].map(|all| all.words().to_owned()));
    said.extend(
        [
            Missing::Identity,
            Missing::SecondDocument,
            Missing::NotTwoBankStatements,
            Missing::NotTheSameCompany,
            Missing::WhichCompany,
            Missing::Authority,
        ]
        .map(|missing| missing.words().to_owned()),
    );
    said.extend(
        [
            Unacceptable::WrongType,
            Unacceptable::TooLarge,
            Unacceptable::PictureTooLarge,
            Unacceptable::TooManyPixels,
            Unacceptable::Empty,
            Unacceptable::Heic,
            Unacceptable::Unreadable,
        ]
        .map(|why| why.to_string()),
    );
    let verdicts = [
        Verdict::could_not_tell(),
        Verdict::pdf_not_told(),
        Verdict::pdf_locked(),
        Verdict::pdf_broken(),
        Verdict::pdf_nameless(),
        Verdict::pdf_in_parts(),
    ];
    said.extend(verdicts.into_iter().flat_map(|verdict| verdict.lines));
    said.extend([Need::Identity, Need::Authority, Need::Fee].map(|need| need.words().to_owned()));
    said.extend(Outcome::ALL.into_iter().map(|outcome| outcome.words().to_owned()));
    said.extend(
        [Identity::Confirmed, Identity::AlreadyClear, Identity::NotConfirmed].map(|one| one.words().to_owned()),
    );
    said.extend(
        [Status::Received, Status::CheckingIdentity, Status::WaitingForYou, Status::Searching, Status::Closed]
            .map(|status| status.words().to_owned()),
    );
    said.extend(Code::ALL.into_iter().map(|code| code.parts().2.to_owned()));
    let marks = exam_marks(today(), Some("2027-01-01".parse().unwrap())).unwrap();
    said.extend(marks.steps.into_iter().map(|step| step.reason));
    said.extend(letters());
    let missing: Vec<&String> =
        said.iter().filter(|english| in_welsh(english) == english.as_str() || is_english(&in_welsh(english))).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// What is said of letters of every sort.
fn letters() -> Vec<String> {
    let told = |kind: Kind, name: &str| forthright_evidence::Told {
        kind: Some(kind),
        name: name.to_owned(),
        today: (2026, 11, 30),
        ..forthright_evidence::Told::default()
    };
    let bill =
        "Severn Trent\nMiss A Eriksson\n1 The Gateway\nLeicester LE1 9BH\nYour bill, 3 October 2026\nMeter reading";
    let cv = "Curriculum vitae\nAnna Eriksson\nWork experience\nSkills\nReferences available on request\nHobbies and interests";
    let mut lines = Vec::new();
    for text in [bill, cv, "Some words that have nothing to do with any of this, at all.", "short"] {
        for kind in Kind::ALL {
            for name in ["Anna Eriksson", "Somebody Else"] {
                lines.extend(forthright_evidence::letter(text, &told(kind, name)).lines);
            }
        }
    }
    lines
}

/// Every field of every form, wrong in every way that is noticed.
#[test]
fn every_mistake_is_told_in_welsh() {
    let register = dmu();
    for form in &register.welsh_forms {
        for wrong in ["x", "99", "1", "2019/25", &"a".repeat(20_000)] {
            let mut answers = Answers::default();
            for field in form.questions().flat_map(Question::fields) {
                answers.set(&field, wrong);
            }
            for problem in check_answers(form, &answers, today()) {
                let welsh = in_welsh(&problem.message);
                assert!(!is_english(&welsh), "{}: {}: {welsh}", form.id, problem.field);
            }
        }
    }
}

/// The sentences in the source of what runs in browsers: each has its pair, a new one as well.
#[test]
fn every_sentence_of_the_bundles_has_a_pair() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut sentences = Vec::new();
    for folder in
        ["widget/forms/src", "widget/forms/src/browser", "widget/check/src", "widget/camera/src", "widget/seal/src"]
    {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                sentences.extend(sentences_of(&std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    // What staff alone read, and what is sealed for them.
    let of_staff = ["Logged. Give the person", "The person covered part of it"];
    sentences.retain(|sentence| !of_staff.iter().any(|begin| sentence.starts_with(begin)));
    assert!(sentences.len() > 40, "{sentences:#?}");
    let missing: Vec<&String> = sentences.iter().filter(|text| in_welsh(text) == text.as_str()).collect();
    assert!(missing.is_empty(), "without a pair in crates/words: {missing:#?}");
}

/// The text literals that are sentences, with `1` for each fact.
fn sentences_of(source: &str) -> Vec<String> {
    let code: Vec<&str> = source
        .split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//") && !line.trim_start().starts_with("#["))
        .collect();
    let code = code.join("\n").replace("\\\"", "”");
    let literals = code.split('"').skip(1).step_by(2);
    literals
        .map(|literal| {
            let whole: Vec<&str> = literal.split("\\\n").map(str::trim_start).collect();
            let mut text = String::new();
            let mut rest = whole.concat();
            while let Some((before, after)) = rest.clone().split_once('{') {
                text.push_str(before);
                text.push('1');
                rest = after.split_once('}').map_or(String::new(), |(_, after)| after.to_owned());
            }
            text + &rest
        })
        .filter(|text| {
            let is_sentence = text.trim_end().ends_with(['.', '…', '?']) && text.matches(' ').count() >= 2;
            is_sentence && text.starts_with(|c: char| c.is_ascii_uppercase()) && !text.contains("\\n")
        })
        .collect()
}
