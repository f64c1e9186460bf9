//! `/notices`, the "about me" explorer, and `/notices/{id}`, one notice: plain words first, the table second.

use crate::activity::{activity_table, basis, card, pending};
use crate::layout::{About, LIVE, Page, page, render};
use crate::words::Tongue;
use forthright_clock::long_date_in;
use forthright_register::content::{Activity, LawfulBasis, Notice, Topic, TopicPage, day};
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
            <h1>{title}</h1>
            {tongue.switch_asked("/notices", &ticked.iter().map(|id| ("about", id.as_str())).collect::<Vec<_>>())}
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
            <h1 lang=(tongue == Tongue::Welsh && !notice.title.is_translated()).then_some("en-GB")>{title.clone()}</h1>
            {tongue.switch(&format!("/notices/{}", notice.id))}
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

/// Where it goes, in three steps: the person, the institution, and who else.
fn flow(register: &Register, found: &[&Activity], tongue: Tongue) -> AnyView {
    /// So many recipients are named here; all of them are below.
    const NAMED: usize = 5;
    let content = &register.content;
    let say = |english, welsh| tongue.say(english, welsh);
    let kinds = content.data.iter().filter(|kind| found.iter().any(|one| one.data.contains(&kind.id))).count();
    let named = |id: &str| found.iter().any(|one| one.recipients.iter().any(|to| to.recipient == id));
    let others: Vec<String> =
        content.recipients.iter().filter(|one| named(&one.id)).map(|one| one.name.in_language(tongue.code())).collect();
    let rest = others.len().saturating_sub(NAMED);
    let mut who = others.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
    if who.is_empty() {
        who = say("We name no one here.", "Nid ydym yn enwi neb yma.").to_owned();
    }
    if rest > 0 {
        let more = match tongue {
            Tongue::English => format!(" and {rest} more"),
            Tongue::Welsh => format!(" a {rest} arall"),
        };
        who.push_str(&more);
    }
    let given = match tongue {
        Tongue::English => format!("{kinds} kinds of information about you"),
        Tongue::Welsh => format!("{kinds} math o wybodaeth amdanoch"),
    };
    let purposes = match tongue {
        Tongue::English => format!("uses it for {} purposes, each below", found.len()),
        Tongue::Welsh => format!("yn ei defnyddio at {} diben, pob un isod", found.len()),
    };
    view! {
        <ol class="flow">
            <li><strong>{say("You", "Chi")}</strong><span>{given}</span></li>
            <li><strong>{register.organisation.name.clone()}</strong><span>{purposes}</span></li>
            <li><strong>{say("Who else", "Pwy arall")}</strong><span>{who}</span></li>
        </ol>
    }
    .into_any()
}

/// What every notice has to say (UK GDPR, Articles 13 and 14): who is responsible, why it is lawful, the rights with their
/// forms, and where to complain.
fn by_law(register: &Register, notice: &Notice, found: &[&Activity], tongue: Tongue) -> AnyView {
    let (content, organisation) = (&register.content, &register.organisation);
    let say = |english, welsh| tongue.say(english, welsh);
    let welsh = tongue == Tongue::Welsh;
    let mail = |email: &str| view! { <a href=format!("mailto:{email}")>{email.to_owned()}</a> }.into_any();
    let row = |label: &'static str, what: AnyView| view! { <div><dt>{label}</dt><dd>{what}</dd></div> }.into_any();
    let mut bases = Vec::new();
    for ground in found.iter().flat_map(|one| &one.bases) {
        let name = basis(ground.basis, tongue);
        if !bases.contains(&name) {
            bases.push(name);
        }
    }
    let form_link = |id: &str, label: AnyView| {
        view! { <a href=format!("/forms/{id}") hreflang=welsh.then_some("en-GB")>{label}</a> }.into_any()
    };
    let rights: Vec<AnyView> = content
        .rights
        .iter()
        .map(|right| {
            let name = tongue.text(&right.legal_name);
            let linked = match right.form.as_deref().filter(|id| register.form(id).is_some()) {
                Some(id) => form_link(id, name),
                None => view! { <a href=tongue.address(&format!("/rights#{}", right.id))>{name}</a> }.into_any(),
            };
            view! { <li>{linked}</li> }.into_any()
        })
        .collect();
    let has = |basis: LawfulBasis| found.iter().any(|one| one.bases.iter().any(|ground| ground.basis == basis));
    let withdraw = has(LawfulBasis::Consent).then(|| {
        let label = say("Withdraw it with this form", "Tynnwch ef yn ôl â’r ffurflen hon").into_any();
        let link = register.form("withdraw-consent").map(|form| form_link(&form.id, label));
        row(
            say("If you agreed to something", "Os gwnaethoch gytuno i rywbeth"),
            view! { {say(
                "You can withdraw your consent at any time. What we did before stays lawful.",
                "Gallwch dynnu eich cydsyniad yn ôl ar unrhyw adeg. Mae’r hyn a wnaethom cyn hynny’n parhau’n gyfreithlon.",
            )} " " {link} }
            .into_any(),
        )
    });
    let objects = (has(LawfulBasis::PublicTask) || has(LawfulBasis::LegitimateInterests)).then(|| {
        let label = say("Object with this form", "Gwrthwynebwch â’r ffurflen hon").into_any();
        let link = register.form("objection").map(|form| form_link(&form.id, label));
        row(
            say("If you object", "Os ydych yn gwrthwynebu"),
            view! { {say(
                "You can object to uses that rest on our public task or legitimate interests, and to direct marketing at any time.",
                "Gallwch wrthwynebu defnyddiau sy’n dibynnu ar ein tasg gyhoeddus neu fuddiannau dilys, a marchnata uniongyrchol ar unrhyw adeg.",
            )} " " {link} }
            .into_any(),
        )
    });
    let complaint =
        register.form("complaint").map(|form| form_link(&form.id, say("complaint form", "ffurflen gwyno").into_any()));
    let officer = register.complaints().map(|contact| mail(&contact.email));
    let regulator = tongue.outside(
        &organisation.regulator.website,
        organisation.regulator.in_language(tongue.code()).to_owned().into_any(),
    );
    let complain = view! {
        {say("To us first, if you like: by the", "I ni yn gyntaf, os dymunwch: drwy’r")} " " {complaint} " " {say("or to", "neu i")} " " {officer} ". "
        {say(
            "We will acknowledge it within 30 days and tell you the outcome. You can also complain to the",
            "Byddwn yn ei gydnabod o fewn 30 diwrnod ac yn dweud wrthych beth yw’r canlyniad. Gallwch hefyd gwyno wrth",
        )} " " {regulator} ", " {say("and go to court.", "a mynd i’r llys.")}
    };
    let said = |label: &'static str, text: &forthright_register::Text| {
        (!text.is_unknown()).then(|| row(label, tongue.text(text)))
    };
    let team = register.contact("data-protection").map(|contact| mail(&contact.email));
    let officer_again = register.complaints().map(|contact| mail(&contact.email));
    view! {
        <section id="by-law">
            <h2>{say("Who is responsible, and your rights", "Pwy sy’n gyfrifol, a’ch hawliau")}</h2>
            <dl class="summary">
                {row(say("Controller", "Rheolydd"), view! { {organisation.name.clone()} ", " {team} }.into_any())}
                {row(say("Data Protection Officer", "Swyddog Diogelu Data"), officer_again.into_any())}
                {row(say("Legal basis", "Sail gyfreithiol"), view! { {bases.join("; ")} ". " {say("Each purpose below says its own.", "Mae pob diben isod yn nodi ei sail ei hun.")} }.into_any())}
                {row(say("Your rights", "Eich hawliau"), view! { <ul class="plain">{rights}</ul> }.into_any())}
                {withdraw}
                {objects}
                {row(say("If you want to complain", "Os ydych am gwyno"), complain.into_any())}
                {said(say("Whether you must give it", "A oes rhaid ei rhoi"), &notice.must_give)}
                {said(say("Decisions by computer alone", "Penderfyniadau gan gyfrifiadur yn unig"), &notice.automated)}
            </dl>
        </section>
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
