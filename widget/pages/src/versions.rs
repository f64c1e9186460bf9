//! Earlier versions of a notice: a list, and each as it was.

use crate::layout::{Page, document, page, render};
use crate::notices::{Version, version_address};
use crate::words::Tongue;
use forthright_clock::{london_date, long_date};
use forthright_register::Register;
use forthright_register::content::Notice;
use forthright_widget_kit::view;
use leptos::prelude::*;

/// The London date of an instant as people of the language read it.
fn seen(version: &Version, tongue: Tongue) -> String {
    let date = version.first_seen.parse().map(london_date);
    date.map_or_else(
        |_| version.first_seen.clone(),
        |date| if tongue == Tongue::English { long_date(date) } else { date.to_string() },
    )
}

/// `/notices/{id}/versions`. `now` is the hash of the version in force.
pub fn versions(register: &Register, notice: &Notice, now: &str, all: &[Version], tongue: Tongue) -> String {
    let say = |english, welsh| tongue.say(english, welsh);
    let title = say("Versions of this notice", "Fersiynau o’r hysbysiad hwn");
    let titled = format!("{title}: {}", notice.title.in_language(tongue.code()));
    let frame = Page { title: &titled, script: None, wide: false, language: tongue.tag(), about: None };
    page(register, &frame, || {
        let earlier: Vec<AnyView> = all
            .iter()
            .filter(|version| version.hash != now)
            .map(|version| {
                let address = tongue.address(&version_address(&version.hash));
                view! { <li><a href=address>{say("In force from ", "Mewn grym o ")} {seen(version, tongue)}</a><br/><code class="typed">{version.hash.clone()}</code></li> }
                    .into_any()
            })
            .collect();
        let none = earlier.is_empty().then(|| {
            view! { <p>{say("There is no earlier version.", "Nid oes fersiwn gynharach.")}</p> }
        });
        view! {
            <h1>{title}</h1>
            <p>{say("Consent records and requests refer to a version by its number, a SHA-256 hash of what it says. Here you can read what each version said.", "Mae cofnodion cydsyniad a cheisiadau yn cyfeirio at fersiwn yn ôl ei rhif, sef hash SHA-256 o’r hyn y mae’n ei ddweud. Yma gallwch ddarllen yr hyn a ddywedai pob fersiwn.")}</p>
            <h2>{say("In force now", "Mewn grym nawr")}</h2>
            <p><a href=tongue.address(&format!("/notices/{}", notice.id))>{tongue.text(&notice.title)}</a><br/><code class="typed">{now.to_owned()}</code></p>
            <h2>{say("Earlier versions", "Fersiynau cynharach")}</h2>
            {none}
            <ul>{earlier}</ul>
        }
        .into_any()
    })
}

/// `/notices/versions/{hash}`: an earlier version. `said` is the HTML that was kept.
pub fn version(register: &Register, notice: Option<&Notice>, version: &Version, said: &str, tongue: Tongue) -> String {
    let say = |english, welsh| tongue.say(english, welsh);
    let title = notice.map_or_else(
        || say("Privacy notice", "Hysbysiad preifatrwydd").to_owned(),
        |notice| notice.title.in_language(tongue.code()),
    );
    let titled = format!("{} {}: {title}", say("Version in force from", "Fersiwn mewn grym o"), seen(version, tongue));
    let frame = Page { title: &titled, script: None, wide: false, language: tongue.tag(), about: None };
    let head = render(|| {
        let now = notice.map(|notice| {
            let address = tongue.address(&format!("/notices/{}", notice.id));
            view! { " " <a href=address>{say("Read the version now in force", "Darllenwch yr un sydd mewn grym nawr")}</a> "." }
        });
        view! {
            {tongue.switch(&version_address(&version.hash))}
            <h1>{title.clone()}</h1>
            <p class="inset bad" role="note">
                <strong>{say("This is an earlier version. It was in force from ", "Fersiwn gynharach yw hon. Roedd mewn grym o ")} {seen(version, tongue)} "."</strong> {now}
            </p>
            <p class="soft">{say("Version", "Fersiwn")} ": " <code class="typed">{version.hash.clone()}</code></p>
        }
        .into_any()
    });
    document(register, &frame, &[head.as_str(), said].concat())
}
