//! `/cookies`: what each website uses, from the register, with the visitor's choice and a form that changes it without a
//! script.

use crate::layout::{About, Page, page};
use crate::table::table;
use crate::words::Tongue;
use forthright_clock::in_london;
use forthright_consent::{Category, Decision, Language, Service, Site, Words, wording};
use forthright_register::Register;
use forthright_register::order::most_first;
use forthright_widget_kit::view;
use jiff::Zoned;
use leptos::prelude::*;

/// What the request says.
pub struct Seen<'a> {
    /// The choice in this browser's cookie.
    pub decision: Option<&'a Decision>,
    /// Whether the browser sends Global Privacy Control.
    pub gpc: bool,
    /// What was just done.
    pub notice: Option<Notice>,
}

/// What was just done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A choice was saved.
    Saved,
    /// The records were deleted.
    Deleted,
}

/// The page.
pub fn cookies(register: &Register, language: &'static Language, seen: &Seen<'_>) -> String {
    let word = |key: &str| language.word("page", key);
    let title = word("title");
    let done = seen.notice.map(|notice| word(if notice == Notice::Saved { "saved" } else { "deleted" }));
    let titled =
        done.as_ref().map_or_else(|| title.clone(), |done| format!("{} – {title}", done.trim_end_matches('.')));
    let lead = word("lead");
    let bilingual = matches!(language.code(), "en" | "cy");
    let about = bilingual.then_some(About { path: "/cookies", description: &lead, bilingual });
    let frame = Page { title: &titled, script: None, wide: false, language: tag(language), about };
    page(register, &frame, || {
        let notice = seen.notice.map(|notice| {
            let text = done.clone();
            let more = (notice == Notice::Saved).then(|| view! { <p>{word("removed")}</p> });
            view! { <div class="panel good" role="status"><p><strong>{text}</strong></p>{more}</div> }
        });
        let sites = if language.code() == "cy" { &register.welsh_sites } else { &register.sites };
        // Where there is something to choose comes first.
        let sites = most_first(sites, usize::MAX, |site| site.optional().count());
        // The buttons are below long lists: who knows what to press goes there at once.
        let label = |site: &Site| language.word("page", "choose").replace("{site}", &site.name);
        let with_buttons = sites.iter().filter(|site| site.optional().next().is_some());
        let buttons: Vec<AnyView> = with_buttons
            .map(|site| view! { <li><a href=format!("#buttons-{}", site.id)>{label(site)}</a></li> }.into_any())
            .collect();
        let sites: Vec<AnyView> = sites.into_iter().map(|one| site(one, language, seen)).collect();
        view! {
            <h1>{title.clone()}</h1>
            {languages("/cookies", language)}
            {notice}
            <p>{word("lead")}</p>
            <div class="inset" id="current-choice">{choice(register, language, seen)}</div>
            <ul class="links screen" id="choose">{buttons}</ul>
            {sites}
            {stored_here(language)}
        }
        .into_any()
    })
}

/// What these pages themselves keep on a device, each for something that a person asked for (PECR, regulation 6(4)).
fn stored_here(language: &Language) -> AnyView {
    let tongue = Tongue::of(language.code());
    let say = |english, welsh| tongue.say(english, welsh);
    let marked = (!matches!(language.code(), "en" | "cy")).then_some("en-GB");
    let rows = [
        (
            say("Your choice about cookies", "Eich dewis ynghylch cwcis"),
            say("One cookie, for six months, once you have chosen.", "Un cwci, am chwe mis, ar ôl i chi ddewis."),
        ),
        (
            say("A form that you save", "Ffurflen yr ydych yn ei chadw"),
            say(
                "What you typed, locked with your code, for 30 days, only if you press “Save and continue later”.",
                "Yr hyn a deipiwyd, wedi’i gloi â’ch cod, am 30 diwrnod, dim ond os pwyswch “Cadw a pharhau’n nes ymlaen”.",
            ),
        ),
        (
            say("A receipt on its way to you", "Derbynneb ar ei ffordd atoch"),
            say(
                "One cookie, for ten minutes, when a form is sent without JavaScript.",
                "Un cwci, am ddeng munud, pan anfonir ffurflen heb JavaScript.",
            ),
        ),
        (
            say("The check of a photo", "Y gwiriad llun"),
            say(
                "The page and its programs, so that it works without a connection. Never a picture.",
                "Y dudalen a’i rhaglenni, fel ei bod yn gweithio heb gysylltiad. Byth lun.",
            ),
        ),
    ];
    let rows: Vec<AnyView> =
        rows.into_iter().map(|(what, how)| view! { <div><dt>{what}</dt><dd>{how}</dd></div> }.into_any()).collect();
    view! {
        <section id="stored-here" lang=marked>
            <h2>{say("What these pages keep on your device", "Yr hyn y mae’r tudalennau hyn yn ei gadw ar eich dyfais")}</h2>
            <dl class="summary">{rows}</dl>
        </section>
    }
    .into_any()
}

/// Instead of the page, for a website that does not exist.
pub fn unknown_site(register: &Register, language: &'static Language) -> String {
    let title = language.word("page", "title");
    let titled = format!("{}: {title}", if language.code() == "cy" { "Gwall" } else { "Error" });
    let frame = Page { title: &titled, script: None, wide: false, language: tag(language), about: None };
    page(register, &frame, || {
        let address = format!("/cookies?lang={}", language.code());
        view! {
            <h1>{title.clone()}</h1>
            <p>{language.word("page", "unknown-site")}</p>
            <p><a href=address>{title.clone()}</a></p>
        }
        .into_any()
    })
}

/// `en-GB` or `cy`.
pub fn tag(language: &Language) -> &'static str {
    if language.code() == "en" { "en-GB" } else { language.code() }
}

/// The same page in the other languages.
pub fn languages(path: &str, current: &Language) -> AnyView {
    let links: Vec<AnyView> = forthright_consent::languages()
        .iter()
        .filter(|language| language.is_complete())
        .map(|language| {
            let name = language.words().get("name").and_then(|name| name.as_str()).unwrap_or_default().to_owned();
            let address = format!("{path}?lang={}", language.code());
            if language.code() == current.code() {
                view! { <strong lang=tag(language)>{name}</strong> }.into_any()
            } else {
                view! { <a href=address lang=tag(language) hreflang=tag(language)>{name}</a> }.into_any()
            }
        })
        .collect();
    let label = current.word("preferences", "language");
    view! { <nav class="languages" aria-label=label>{links}</nav> }.into_any()
}

fn choice(register: &Register, language: &Language, seen: &Seen<'_>) -> AnyView {
    let word = |key: &str| language.word("page", key);
    let Some(decision) = seen.decision else {
        return view! { <p>{word(if seen.gpc { "gpc-no-choice" } else { "no-choice" })}</p> }.into_any();
    };
    let text = if decision.granted().is_empty() {
        word("refused-all")
    } else {
        word("allowed").replace("{list}", &names(decision.granted(), register, language))
    };
    let receipt = format!("/consents/{}?lang={}", decision.id(), language.code());
    view! {
        <p>{text}</p>
        <p>{word("chosen-on").replace("{date}", &date(decision.decided_at(), language))}</p>
        <p><a href=receipt>{language.word("preferences", "receipt")}</a></p>
    }
    .into_any()
}

/// Categories by their words, services by their names.
pub fn names(names: &[String], register: &Register, language: &Language) -> String {
    let sites = if language.code() == "cy" { &register.welsh_sites } else { &register.sites };
    let service = |id: &String| sites.iter().flat_map(|site| &site.services).find(|service| service.id == *id);
    let name = |name: &String| match (Category::from_name(name), service(name)) {
        (Some(category), _) => language.word("banner", category.name()),
        (None, Some(service)) => service.name.clone(),
        (None, None) => name.clone(),
    };
    names.iter().map(name).collect::<Vec<_>>().join(&language.word("banner", "comma"))
}

/// The London day: 24 December 2026.
fn date(seconds: u64, language: &Language) -> String {
    i64::try_from(seconds).ok().and_then(london).map(|at| day(&at, language)).unwrap_or_default()
}

/// The London day and time: 24 December 2026, 11:40pm.
pub fn moment(rfc3339: &str, language: &Language) -> String {
    let at = rfc3339.parse::<jiff::Timestamp>().ok().and_then(|at| london(at.as_second()));
    let clock = |at: &Zoned| {
        let half = if at.hour() < 12 { "am" } else { "pm" };
        let hour = match at.hour().rem_euclid(12) {
            0 => 12,
            hour => hour,
        };
        format!("{hour}:{:02}{half}", at.minute())
    };
    at.map(|at| format!("{}, {}", day(&at, language), clock(&at))).unwrap_or_else(|| rfc3339.to_owned())
}

fn london(seconds: i64) -> Option<Zoned> {
    jiff::Timestamp::from_second(seconds).ok().map(in_london)
}

fn day(at: &Zoned, language: &Language) -> String {
    let months = language.word("page", "months");
    let month = usize::try_from(at.month().saturating_sub(1)).ok().and_then(|n| months.split('|').nth(n));
    format!("{} {} {}", at.day(), month.unwrap_or_default(), at.year())
}

fn site(site: &Site, language: &'static Language, seen: &Seen<'_>) -> AnyView {
    let word = |key: &str| language.word("preferences", key);
    let groups: Vec<AnyView> = Category::ALL
        .into_iter()
        .filter_map(|category| {
            let services: Vec<&Service> = site.services.iter().filter(|service| service.category == category).collect();
            (!services.is_empty()).then(|| group(site, category, &services, language, seen))
        })
        .collect();
    let title = site.name.clone();
    let heading = format!("site-{}", site.id);
    if site.optional().next().is_none() {
        let nothing = language.word("page", "no-optional");
        return view! {
            <section id=site.id.clone() aria-labelledby=heading.clone()><h2 id=heading.clone()>{title}</h2><p>{nothing}</p>{groups}</section>
        }
        .into_any();
    }
    let address = format!("/cookies?lang={}", language.code());
    let label = language.word("page", "choose").replace("{site}", &title);
    view! {
        <section id=site.id.clone() aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{title}</h2>
            <form method="post" action=address enctype="multipart/form-data" aria-label=label>
                <input type="hidden" name="site" value=site.id.clone()/>
                {groups}
                <p class="hint">{language.word("page", "withdraw")}</p>
                <div class="actions" id=format!("buttons-{}", site.id)>
                    <button type="submit" name="do" value="save">{word("save")}</button>
                    <button type="submit" name="do" value="accept">{word("accept-all")}</button>
                    <button type="submit" name="do" value="refuse">{word("refuse-all")}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn group(
    site: &Site,
    category: Category,
    services: &[&Service],
    language: &'static Language,
    seen: &Seen<'_>,
) -> AnyView {
    let why = wording::explanation(language, services);
    let rows: Vec<AnyView> = services.iter().map(|one| service(site, one, language, seen)).collect();
    view! { <h3>{wording::category_title(language, category)}</h3><p class="hint">{why}</p>{rows} }.into_any()
}

fn service(site: &Site, service: &Service, language: &'static Language, seen: &Seen<'_>) -> AnyView {
    let word = |key: &str| language.word("preferences", key);
    let id = format!("{}-{}", site.id, service.id);
    let name = if service.basis.is_optional() {
        let on = service.allowed(seen.decision);
        view! {
            <div class="choice">
                <input type="checkbox" id=id.clone() name="on" value=service.id.clone() checked=on/>
                <label for=id><strong>{service.name.clone()}</strong></label>
            </div>
        }
        .into_any()
    } else {
        view! { <p><strong>{service.name.clone()}</strong></p> }.into_any()
    };
    let facts: Vec<AnyView> = wording::facts(service, language)
        .into_iter()
        .map(|(label, text)| view! { <div><dt>{label}</dt><dd>{text}</dd></div> }.into_any())
        .collect();
    let notice = service.notice.clone().map(|address| {
        let outside = language.word("banner", "outside");
        view! { <div><dt></dt><dd><a href=address rel="noreferrer">{word("notice")}<span class="outside">" (" {outside} ")"</span></a></dd></div> }
    });
    let rows: Vec<AnyView> = service
        .cookies
        .iter()
        .map(|item| {
            view! {
                <tr>
                    <th scope="row"><code>{item.name.clone()}</code></th>
                    <td>{word(item.kind.name())}</td>
                    <td>{item.purpose.clone()}</td>
                    <td>{item.duration.clone()}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let label = format!("{}: {}", site.name, service.name);
    let stored = if rows.is_empty() {
        view! { <p>{word("nothing-stored")}</p> }.into_any()
    } else {
        let head = [word("item"), word("kind"), word("purpose"), word("duration")];
        table(label, None, head, rows)
    };
    view! { <div class="service">{name}<dl class="summary">{facts}{notice}</dl>{stored}</div> }.into_any()
}
