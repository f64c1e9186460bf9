//! `/notices`, the "about me" explorer, and `/notices/{id}`, one notice: plain words first, the table second.

use crate::activity::{activity_table, card, open_card, pending};
use crate::by_law::{by_law, flow};
use crate::layout::{About, LIVE, Page, page, render};
use crate::words::Tongue;
use forthright_clock::long_date_in;
use forthright_forms::Form;
use forthright_register::content::{Activity, Notice, Topic, TopicPage, day};
use forthright_register::{Content, Organisation, Register};
use forthright_widget_kit::view;
use jiff::civil::Date;
use leptos::prelude::*;

/// `/notices`: what is held about people in the situations they ticked.
pub fn explorer(register: &Register, ticked: &[String], tongue: Tongue) -> String {
    let content = &register.content;
    let say = |english, welsh| tongue.say(english, welsh);
    let title = say("What we hold about you", "Yr hyn sydd gennym amdanoch chi");
    let found = content.about(ticked.iter().map(String::as_str)).len();
    let titled = if ticked.is_empty() { title.to_owned() } else { format!("{} – {title}", matching(found, tongue)) };
    let description = say(
        "Tick what applies to you and see what we hold about you, why, who may receive it and how long we keep it. All our privacy notices.",
        "Ticiwch yr hyn sy’n berthnasol i chi i weld yr hyn sydd gennym amdanoch, pam, pwy all ei dderbyn ac am ba hyd. Ein holl hysbysiadau preifatrwydd.",
    );
    let about = ticked.is_empty().then_some(About { path: "/notices", description, bilingual: true });
    let frame = Page { title: &titled, script: LIVE, wide: false, language: tongue.tag(), about };
    page(register, &frame, || {
        let groups: Vec<AnyView> = content
            .audiences
            .iter()
            .map(|audience| {
                let boxes: Vec<AnyView> = content
                    .situations
                    .iter()
                    .filter(|one| one.audience == audience.id)
                    .map(|one| {
                        let id = format!("about-{}", one.id);
                        let on = ticked.contains(&one.id);
                        view! {
                            <div class="choice">
                                <input type="checkbox" id=id.clone() name="about" value=one.id.clone() checked=on/>
                                <label for=id>{tongue.text(&one.name)}</label>
                            </div>
                        }
                        .into_any()
                    })
                    .collect();
                view! { <fieldset><legend>{tongue.text(&audience.name)}</legend>{boxes}</fieldset> }.into_any()
            })
            .collect();
        let notices = notice_list(content, tongue);
        let topics = topics(register, TopicPage::Notices, tongue);
        view! {
            {tongue.switch_asked("/notices", &ticked.iter().map(|id| ("about", id.as_str())).collect::<Vec<_>>())}
            <h1>{title}</h1>
            <p>{say(
                "Tick what applies to you. You will see what we hold, why, who may receive it, and how to ask for a copy.",
                "Ticiwch yr hyn sy’n wir amdanoch chi. Byddwch yn gweld yr hyn sydd gennym, pam, pwy all ei gael, a sut i ofyn amdano.",
            )}</p>
            <form method="get" action="/notices#answer" class="explorer screen" data-live="notices" data-title=title>
                {tongue.field()}
                <div class="checks">{groups}</div>
                <div class="actions"><button type="submit">{say("Show what you hold", "Dangos yr hyn sydd gennych")}</button></div>
            </form>
            <p class="sr" role="status" id="live-status"></p>
            <div id="live">{answer(register, ticked, tongue)}</div>
            <h2>{say("The notices", "Yr hysbysiadau")}</h2>
            {notices}
            {topics}
        }
        .into_any()
    })
}

fn notice_list(content: &Content, tongue: Tongue) -> AnyView {
    let notices: Vec<AnyView> = content.notices.iter().map(|notice| {
        let lead = notice.audience.as_ref().and_then(|id| content.audiences.iter().find(|one| one.id == *id));
        let address = tongue.address(&format!("/notices/{}", notice.id));
        view! { <li class="card"><a href=address>{tongue.text(&notice.title)}</a>{lead.map(|one| view! { <p>{tongue.text(&one.lead)}</p> })}</li> }
            .into_any()
    }).collect();
    view! { <ul class="cards">{notices}</ul> }.into_any()
}

/// What is held about people in the ticked situations; nothing where none is ticked.
pub fn answer(register: &Register, ticked: &[String], tongue: Tongue) -> AnyView {
    let content = &register.content;
    let found = content.about(ticked.iter().map(String::as_str));
    let say = |english, welsh| tongue.say(english, welsh);
    if ticked.is_empty() {
        return view! { <span hidden=true data-status=say("Nothing is ticked", "Does dim wedi’i dicio")></span> }
            .into_any();
    }
    let status = matching(found.len(), tongue);
    if found.is_empty() {
        return view! { <h2 id="answer" tabindex="-1" data-status=status>{say("Nothing is listed for that", "Nid oes dim wedi’i restru ar gyfer hynny")}</h2> }.into_any();
    }
    let summary: Vec<AnyView> =
        found.iter().map(|one| view! { <li>{tongue.text(&one.summary)} " " <a class="screen" href=format!("#{}", one.id)>{say("More", "Mwy")}<span class="sr">" – " {tongue.text(&one.title)}</span></a></li> }.into_any()).collect();
    let cards: Vec<AnyView> = found.iter().map(|one| card(one, register, tongue)).collect();
    view! {
        <h2 id="answer" tabindex="-1" data-status=status>{say("Summary", "Crynodeb")}</h2>
        <ul>{summary}</ul>
        {request_builder(content, &found, tongue)}
        <h2>{say("Details", "Manylion")}</h2>
        {cards}
        {pending(register, &found, tongue)}
        {in_a_table(&found, content, tongue)}
    }
    .into_any()
}

/// The rows as a table, closed: for those who want everything in one place.
fn in_a_table(found: &[&Activity], content: &Content, tongue: Tongue) -> AnyView {
    view! {
        <details class="more">
            <summary><h2>{tongue.say("Table", "Tabl")}</h2></summary>
            {activity_table(found, content, tongue)}
        </details>
    }
    .into_any()
}

/// How much is found, in words: for the title and for who hears the page.
fn matching(count: usize, tongue: Tongue) -> String {
    match (tongue, count) {
        (Tongue::English, 1) => "1 activity matches".to_owned(),
        (Tongue::English, count) => format!("{count} activities match"),
        (Tongue::Welsh, count) => format!("Mae {count} gweithgaredd yn cyfateb"),
    }
}

/// Ticks become a subject access request that names rows, kinds of data and places of the register.
fn request_builder(content: &Content, found: &[&Activity], tongue: Tongue) -> AnyView {
    let say = |english, welsh| tongue.say(english, welsh);
    let tick = |name: &'static str, value: String, label: AnyView| {
        let id = format!("{name}-{}", value.replace([' ', '/'], "-"));
        view! { <div class="choice"><input type="checkbox" id=id.clone() name=name value=value/><label for=id>{label}</label></div> }.into_any()
    };
    let rows: Vec<AnyView> = found.iter().map(|one| tick("ask", one.id.clone(), tongue.text(&one.title))).collect();
    let held = content.data.iter().filter(|kind| found.iter().any(|one| one.data.contains(&kind.id)));
    let kinds: Vec<AnyView> = held.map(|kind| tick("data", kind.id.clone(), tongue.text(&kind.name))).collect();
    let mut areas = Vec::new();
    for area in found.iter().flat_map(|one| &one.areas) {
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    let areas: Vec<AnyView> =
        areas.into_iter().map(|area| tick("area", area.in_language("en"), tongue.text(area))).collect();
    let areas = (!areas.is_empty())
        .then(|| view! { <fieldset><legend>{say("Places to search", "Lleoedd i chwilio")}</legend>{areas}</fieldset> });
    view! {
        <details class="builder screen">
            <summary>{say("Ask for a copy of it", "Gofyn am gopi ohono")}</summary>
            <form method="get" action="/forms/subject-access">
                {tongue.field()}
                <p>{say("Tick what you want to see. It will be written into the request for you, and you can change it there.", "Ticiwch yr hyn rydych am ei weld. Bydd yn cael ei ysgrifennu yn y cais i chi, a gallwch ei newid yno.")}</p>
                <div class="checks">
                    <fieldset><legend>{say("Activities", "Gweithgareddau")}</legend>{rows}</fieldset>
                    <fieldset><legend>{say("Kinds of information", "Mathau o wybodaeth")}</legend>{kinds}</fieldset>
                    {areas}
                </div>
                <div class="actions"><button type="submit">{say("Write my request", "Ysgrifennu fy nghais")}</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// A version of a notice.
pub struct Version {
    /// SHA-256 of what it says.
    pub hash: String,
    /// When it was first seen to be in force, RFC 3339.
    pub first_seen: String,
}

/// Where a version can be read.
#[must_use]
pub fn version_address(hash: &str) -> String {
    format!("/notices/versions/{hash}")
}

/// `/notices/{id}`. `hash` is the SHA-256 of what it says: what records and acknowledgements refer to.
pub fn notice(register: &Register, notice: &Notice, hash: &str, today: Date, tongue: Tongue) -> String {
    let say = |english, welsh| tongue.say(english, welsh);
    let title = notice.title.in_language(tongue.code());
    let path = format!("/notices/{}", notice.id);
    let description = notice.text.first().map(|text| text.in_language(tongue.code())).unwrap_or_default();
    let about = Some(About { path: &path, description: &description, bilingual: true });
    let frame = Page { title: &title, script: None, wide: false, language: tongue.tag(), about };
    page(register, &frame, || {
        let status = notice.is_archived(today).then(|| {
            view! { <p class="inset bad" role="note"><strong>{say("This notice is no longer in force.", "Nid yw’r hysbysiad hwn mewn grym mwyach.")}</strong> " " {say("It stays here so that you can read what applied at the time.", "Mae’n aros yma fel y gallwch ddarllen yr hyn oedd mewn grym bryd hynny.")}</p> }
        });
        let query: Vec<String> = notice.situations.iter().map(|id| format!("about={id}")).collect();
        view! {
            {tongue.switch(&format!("/notices/{}", notice.id))}
            <h1 lang=(tongue == Tongue::Welsh && !notice.title.is_translated()).then_some("en-GB")>{title.clone()}</h1>
            {status}
            <p class="screen"><a href=format!("/notices?{}#answer", query.join("&"))>{say("Choose what applies to you, and ask for a copy", "Dewiswch yr hyn sy’n berthnasol i chi, a gofynnwch amdano")}</a></p>
            {what_it_says(register, notice, tongue)}
            <p class="soft">
                {say("Version", "Fersiwn")} ": " <code>{hash.to_owned()}</code> ". "
                <a href=tongue.address(&format!("/notices/{}/versions", notice.id))>{say("All versions of this notice", "Pob fersiwn o’r hysbysiad hwn")}</a>
            </p>
        }
        .into_any()
    })
}

/// `/forms/{form}/notice`: what happens with what somebody sends with this form, and no more than that (UK GDPR, Article 13). It
/// is a part of a notice of the register, whose hash records refer to.
pub fn of_form(register: &Register, form: &Form, notice: &Notice, hash: &str, tongue: Tongue) -> String {
    let say = |english, welsh| tongue.say(english, welsh);
    let path = format!("/forms/{}/notice", form.id);
    let title = say("How we use what you send", "Sut rydym yn defnyddio’r hyn rydych yn ei anfon");
    let named = format!("{title}: {}", form.title);
    let about = Some(About { path: &path, description: &named, bilingual: register.form_in(&form.id, "cy").is_some() });
    let frame = Page { title: &named, script: None, wide: false, language: tongue.tag(), about };
    let found = register.content.collected_by(&form.id);
    page(register, &frame, || {
        let cards: Vec<AnyView> = found.iter().map(|one| open_card(one, register, tongue)).collect();
        let whole = tongue.address(&format!("/notices/{}", notice.id));
        view! {
            {tongue.switch(&path)}
            <h1>{title}</h1>
            <p>{say("This is about the form: ", "Mae hyn yn ymwneud â’r ffurflen: ")}{tongue.form(register, form)}"."</p>
            <p>{say(
                "Where your browser can, it seals your answers and documents before they leave your device. Only the data protection team can open them.",
                "Os yw eich porwr yn gallu, mae’n selio eich atebion a’ch dogfennau cyn iddynt adael eich dyfais. Dim ond y tîm diogelu data a all eu hagor.",
            )}</p>
            <h2>{say("What we use it for", "At beth rydym yn ei defnyddio")}</h2>
            {cards}
            {pending(register, &found, tongue)}
            {by_law(register, notice, &found, tongue)}
            <p class="soft">
                {say("This is a part of: ", "Mae hyn yn rhan o’r canlynol: ")}<a href=whole>{notice.title.in_language(tongue.code())}</a>". "
                {say("Version", "Fersiwn")} ": " <code>{hash.to_owned()}</code>
            </p>
        }
        .into_any()
    })
}

/// What a notice says, as HTML to keep.
#[must_use]
pub fn said(register: &Register, notice: &Notice, tongue: Tongue) -> String {
    render(|| what_it_says(register, notice, tongue))
}

fn what_it_says(register: &Register, notice: &Notice, tongue: Tongue) -> AnyView {
    let content = &register.content;
    let say = |english, welsh| tongue.say(english, welsh);
    let found = content.of_notice(notice);
    let written = |date: Option<&str>| day(date).map(|date| long_date_in(date, tongue.code()));
    let date = |label: &'static str, date: Option<&str>| {
        let value = written(date).unwrap_or_else(|| tongue.unknown().to_owned());
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
    };
    let text: Vec<AnyView> = notice.text.iter().map(|one| view! { <p>{tongue.text(one)}</p> }.into_any()).collect();
    let changes: Vec<AnyView> = content
        .changes_of(&notice.id)
        .into_iter()
        .map(|change| {
            let when = written(Some(&change.date));
            view! { <li><strong>{when}</strong> ": " {tongue.text(&change.text)}</li> }.into_any()
        })
        .collect();
    let changes = (!changes.is_empty())
        .then(|| view! { <h2>{say("What changed", "Beth sydd wedi newid")}</h2><ol class="messages">{changes}</ol> });
    let cards: Vec<AnyView> = found.iter().map(|one| card(one, register, tongue)).collect();
    let until = notice.until.as_deref().map(|until| date(say("In force until", "Mewn grym tan"), Some(until)));
    view! {
        {text}
        {flow(register, &found, tongue)}
        <p class="screen"><a href="#by-law">{say("Your rights, who is responsible, and how to complain", "Eich hawliau, pwy sy’n gyfrifol, a sut i gwyno")}</a></p>
        <h2>{say("What we use it for", "At beth rydym yn ei defnyddio")}</h2>
        {cards}
        {pending(register, &found, tongue)}
        {by_law(register, notice, &found, tongue)}
        {in_a_table(&found, content, tongue)}
        {changes}
        <dl class="summary">
            {date(say("In force from", "Mewn grym o"), Some(&notice.from))}
            {until}
            {date(say("Next review", "Adolygiad nesaf"), Some(&notice.review))}
        </dl>
    }
    .into_any()
}

/// The statements of a page.
pub fn topics(register: &Register, on: TopicPage, tongue: Tongue) -> Vec<AnyView> {
    let here = register.content.topics.iter().filter(|topic| topic.page == on);
    here.map(|one| topic(one, &register.organisation, tongue)).collect()
}

fn topic(topic: &Topic, organisation: &Organisation, tongue: Tongue) -> AnyView {
    let text: Vec<AnyView> = topic.text.iter().map(|one| view! { <p>{tongue.text(one)}</p> }.into_any()).collect();
    let links: Vec<AnyView> = topic
        .links
        .iter()
        .map(|link| {
            let label = tongue.text(&link.text);
            view! { <li>{tongue.link(organisation, &link.address, label)}</li> }.into_any()
        })
        .collect();
    let links = (!links.is_empty()).then(|| view! { <ul>{links}</ul> });
    view! { <section id=topic.id.clone()><h2>{tongue.text(&topic.title)}</h2>{text}{links}</section> }.into_any()
}
