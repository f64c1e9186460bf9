//! Pages that are mostly words: the hub, security, accessibility, and what is shown when something is wrong.

use crate::layout::{About, LIVE, Page, page};
use crate::notices::topics;
use crate::rights::search_form;
use crate::words::Tongue;
use forthright_api::ProblemDocument;
use forthright_register::content::TopicPage;
use forthright_register::{KeyUse, Register, Text};
use forthright_widget_kit::view;
use leptos::prelude::*;

/// `/`.
pub fn hub(register: &Register, tongue: Tongue) -> String {
    let say = |english, welsh| tongue.say(english, welsh);
    let title = say("Your privacy", "Eich preifatrwydd");
    let description = say(
        "See what we hold about you and why, ask for a copy, correct, delete or stop something, complain, report a breach, or change your cookie choices.",
        "Gweld yr hyn sydd gennym amdanoch a pham, gofyn am gopi, cywiro, dileu neu atal rhywbeth, cwyno, rhoi gwybod am doriad, neu newid eich dewisiadau cwcis.",
    );
    let about = Some(About { path: "/", description, bilingual: true });
    let frame = Page { title, script: LIVE, wide: false, language: tongue.tag(), about };
    page(register, &frame, || {
        let organisation = register.organisation.name.clone();
        let english = (tongue == Tongue::Welsh).then_some("en-GB");
        let contacts = register
            .contacts
            .iter()
            .map(|contact| {
                let (purpose, email) = (contact.purpose.clone(), contact.email.clone());
                view! { <li><span lang=english>{purpose}</span> ": " <a href=format!("mailto:{email}")>{email.clone()}</a></li> }
            })
            .collect_view();
        let library = view! { <li><a href=tongue.address("/library")>{say("Privacy in the library", "Preifatrwydd yn y llyfrgell")}</a></li> };
        view! {
            {tongue.switch("/")}
            <h1>{say("Your privacy at", "Eich preifatrwydd yn")} " " {organisation}</h1>
            {search_form("", title, tongue)}
            <p class="sr" role="status" id="live-status"></p>
            <div id="live"></div>
            {tasks(register, tongue, true)}
            <h2>{say("Also here", "Hefyd yma")}</h2>
            <ul class="links">
                {library}
                <li><a href=tongue.address("/ropa")>{say("Record of processing activities", "Cofnod o weithgareddau prosesu")}</a></li>
                <li><a href=tongue.address("/deadlines")>{say("When is a reply due?", "Erbyn pryd y byddwn yn ateb?")}</a></li>
                <li><a href=tongue.address("/check")>{say("Check a photo of a document", "Gwirio llun o ddogfen")}</a></li>
            </ul>
            <section id="contact">
                <h2>{say("Write to us", "Ysgrifennwch atom")}</h2>
                <p>{say(
                    "You do not need a form. You can also ask by email, by letter, by phone or in person: tell any member of staff.",
                    "Nid oes angen ffurflen arnoch. Gallwch ofyn hefyd drwy e-bost, drwy lythyr, dros y ffôn neu wyneb yn wyneb: dywedwch wrth unrhyw aelod o staff.",
                )}</p>
                <ul>{contacts}</ul>
            </section>
            <details class="more">
                <summary><h2>{say("How we look after personal information", "Sut yr ydym yn gofalu am wybodaeth bersonol")}</h2></summary>
                <div class="topics">{topics(register, TopicPage::About, tongue)}</div>
            </details>
            <details class="more">
                <summary><h2>{say("Laws, documents and other websites", "Cyfreithiau, dogfennau a gwefannau eraill")}</h2></summary>
                {reading(register, tongue)}
            </details>
        }
        .into_any()
    })
}

/// What people come to do, as cards: those that the first page offers, or all.
pub(crate) fn tasks(register: &Register, tongue: Tongue, first: bool) -> AnyView {
    let tasks = register.content.tasks.iter().filter(|task| task.first || !first);
    list(tasks.map(|task| (task.address.as_str(), &task.title, &task.line)), "card", "cards tasks", tongue)
}

/// Links with a line about each.
pub(crate) fn list<'a>(
    all: impl Iterator<Item = (&'a str, &'a Text, &'a Text)>,
    each: &'static str,
    class: &'static str,
    tongue: Tongue,
) -> AnyView {
    let items: Vec<AnyView> = all
        .map(|(address, title, line)| {
            let (title, line) = (tongue.text(title), tongue.text(line));
            view! { <li class=each><a href=tongue.address(address)>{title}</a><p>{line}</p></li> }.into_any()
        })
        .collect();
    view! { <ul class=class>{items}</ul> }.into_any()
}

/// Laws, documents and pages of others.
fn reading(register: &Register, tongue: Tongue) -> AnyView {
    let (content, organisation) = (&register.content, &register.organisation);
    let say = |english, welsh| tongue.say(english, welsh);
    let laws: Vec<AnyView> = content
        .laws
        .iter()
        .map(|law| {
            let name = match &law.address {
                Some(address) => tongue.link(organisation, address, tongue.text(&law.name)),
                None => view! { <strong>{tongue.text(&law.name)}</strong> }.into_any(),
            };
            let amended = law.as_amended.then(|| say(", as amended", ", fel y’i diwygiwyd"));
            view! { <li>{name}{amended} ": " {tongue.text(&law.what)}</li> }.into_any()
        })
        .collect();
    let documents: Vec<AnyView> = content
        .documents
        .iter()
        .map(|document| {
            let title = match &document.address {
                Some(address) => tongue.link(organisation, address, tongue.text(&document.title)),
                None => view! { {tongue.text(&document.title)} {say(": ask us for it", ": gofynnwch i ni amdano")} }
                    .into_any(),
            };
            view! { <li>{title}</li> }.into_any()
        })
        .collect();
    let links: Vec<AnyView> = content
        .links
        .iter()
        .map(|link| {
            let title = tongue.link(organisation, &link.address, tongue.text(&link.title));
            view! { <li>{title}</li> }.into_any()
        })
        .collect();
    view! {
        <section id="reading">
            <h2>{say("Laws", "Cyfreithiau")}</h2><ul>{laws}</ul>
            <h2>{say("Documents", "Dogfennau")}</h2><ul>{documents}</ul>
            <h2>{say("More information on other websites", "Rhagor o wybodaeth ar wefannau eraill")}</h2>
            <p>{say(
                "These websites are not ours, and we are not responsible for what they do with your information. Read their own notices.",
                "Nid ein gwefannau ni yw’r rhain, ac nid ydym yn gyfrifol am yr hyn a wnânt â’ch gwybodaeth. Darllenwch eu hysbysiadau eu hunain.",
            )}</p>
            <ul>{links}</ul>
        </section>
    }
    .into_any()
}

/// `/security`.
pub fn security(register: &Register, tongue: Tongue) -> String {
    let say = |english, welsh| tongue.say(english, welsh);
    let title = say("Security", "Diogelwch");
    let description = say(
        "How what you send us is sealed in your browser, who can open it, and how long it is kept.",
        "Sut y caiff yr hyn a anfonwch ei selio yn eich porwr, pwy all ei agor, ac am ba hyd y caiff ei gadw.",
    );
    let about = Some(About { path: "/security", description, bilingual: true });
    let frame = Page { title, script: None, wide: false, language: tongue.tag(), about };
    page(register, &frame, || {
        let keys = register
            .keys
            .iter()
            .map(|key| {
                let kind = match key.key_use {
                    KeyUse::Officer => say("an officer’s key", "allwedd swyddog"),
                    KeyUse::Recovery => say(
                        "kept offline, in case the others are lost",
                        "wedi’i chadw all-lein, ar gyfer y diwrnod pan gollir y lleill",
                    ),
                };
                view! { <li>{key.name.clone()} ", " {kind} ": " <code class="wrap">{key.recipient.clone()}</code></li> }
            })
            .collect_view();
        let warning = register.has_demonstration_keys().then(|| {
            view! {
                <p class="inset"><strong>{say("These are demonstration keys.", "Allweddi arddangos yw’r rhain.")}</strong> " "
                    {say(
                        "Anyone can open what is sealed to them. Do not send real documents here.",
                        "Gall unrhyw un agor yr hyn a selir iddynt. Peidiwch ag anfon dogfennau go iawn yma.",
                    )}</p>
            }
        });
        view! {
            {tongue.switch("/security")}
            <h1>{title}</h1>
            <p>{say(
                "What you write and the documents you add are sealed before they leave your browser. Only the data protection team can open them; the servers in between cannot.",
                "Mae’r hyn a ysgrifennwch a’r dogfennau a ychwanegwch yn cael eu selio cyn iddynt adael eich porwr. Dim ond y tîm diogelu data all eu hagor; ni all y gweinyddion yn y canol.",
            )}</p>
            <p>{say(
                "Without JavaScript our server seals them as soon as they arrive, before anything is stored, and keeps nothing else.",
                "Heb JavaScript mae ein gweinydd yn eu selio cyn gynted ag y cyrhaeddant, cyn storio dim, ac nid yw’n cadw dim arall.",
            )}</p>
            {warning}
            <h2>{say("Keys", "Allweddi")}</h2>
            <p>{say(
                "Everything is sealed in the age format (age-encryption.org) to these public keys:",
                "Mae popeth wedi’i selio yn fformat age (age-encryption.org) i’r allweddi cyhoeddus hyn:",
            )}</p>
            <ul>{keys}</ul>
            <h2>{say("What is kept", "Yr hyn a gedwir")}</h2>
            <p>{say(
                "Documents are deleted as soon as we have decided who you are. A request that was started but never sent is deleted after a day. Deleted rows of our database are beyond use within 30 days.",
                "Caiff dogfennau eu dileu cyn gynted ag y penderfynir pwy ydych chi. Caiff cais a ddechreuwyd ac nas anfonwyd ei ddileu ar ôl diwrnod. Ni ellir defnyddio rhesi a ddilëwyd o’n cronfa ddata ar ôl 30 diwrnod.",
            )}</p>
            {topics(register, TopicPage::Security, tongue)}
            <h2>{say("What this cannot protect", "Yr hyn na all hyn ei ddiogelu")}</h2>
            <p>{say(
                "A device that someone else controls, and traffic analysis by a network provider.",
                "Dyfais y mae rhywun arall yn ei rheoli, a dadansoddi traffig gan ddarparwr rhwydwaith.",
            )}</p>
        }
        .into_any()
    })
}

/// `/accessibility`.
pub fn accessibility(register: &Register, tongue: Tongue) -> String {
    let say = |english, welsh| tongue.say(english, welsh);
    let title = say("Accessibility statement", "Datganiad hygyrchedd");
    let description = say(
        "How accessible the privacy pages are, what does not work yet, how they were tested, and how to complain.",
        "Pa mor hygyrch yw’r tudalennau preifatrwydd, beth nad yw’n gweithio eto, sut y’u profwyd, a sut i gwyno.",
    );
    let about = Some(About { path: "/accessibility", description, bilingual: true });
    let frame = Page { title, script: None, wide: false, language: tongue.tag(), about };
    page(register, &frame, || {
        let email = register.contact("data-protection").map(|contact| contact.email.clone()).unwrap_or_default();
        let organisation = register.organisation.name.clone();
        let list = |lines: &[(&'static str, &'static str)]| {
            let lines: Vec<AnyView> =
                lines.iter().map(|(english, welsh)| view! { <li>{say(english, welsh)}</li> }.into_any()).collect();
            view! { <ul>{lines}</ul> }.into_any()
        };
        view! {
            {tongue.switch("/accessibility")}
            <h1>{title}</h1>
            <p>{say("This statement is about the privacy pages of", "Mae’r datganiad hwn yn ymwneud â thudalennau preifatrwydd")} " " {organisation} ". "
                {say("We want everyone to be able to use them.", "Rydym am i bawb allu eu defnyddio.")}</p>
            {list(&[
                ("Every form works without JavaScript and with a keyboard alone.", "Mae pob ffurflen yn gweithio heb JavaScript a chyda bysellfwrdd yn unig."),
                ("Pages can be read at 400 per cent zoom, in dark mode and with forced colours.", "Gellir darllen tudalennau ar chwyddiad o 400 y cant, yn y modd tywyll a chyda lliwiau gorfodol."),
                ("You can also make any request by email, by letter, by phone or in person.", "Gallwch hefyd wneud unrhyw gais drwy e-bost, drwy lythyr, dros y ffôn neu wyneb yn wyneb."),
            ])}
            <h2>{say("Compliance status", "Statws cydymffurfio")}</h2>
            <p>{say(
                "These pages are partially compliant with the Web Content Accessibility Guidelines (WCAG) version 2.2, level AA, because of what is listed below.",
                "Mae’r tudalennau hyn yn cydymffurfio’n rhannol â Chanllawiau Hygyrchedd Cynnwys y We (WCAG) fersiwn 2.2, lefel AA, oherwydd yr hyn a restrir isod.",
            )}</p>
            <h2>{say("What is not accessible", "Yr hyn nad yw’n hygyrch")}</h2>
            {list(&[
                (
                    "Not everything is in Welsh yet. What is still English is marked as English, so that a screen reader says it right.",
                    "Nid yw popeth yn Gymraeg eto. Mae’r hyn sy’n Saesneg o hyd wedi’i farcio felly, er mwyn i ddarllenydd sgrin ei ynganu’n gywir.",
                ),
                (
                    "The check of a photo draws a line around the document. What it shows is also said in words, but where exactly a reflection is can only be seen. You can send a document without the check.",
                    "Mae’r gwiriad llun yn tynnu llinell o amgylch y ddogfen. Dywedir yr hyn a ddangosir mewn geiriau hefyd, ond dim ond drwy edrych y gellir gweld union leoliad adlewyrchiad. Gallwch anfon dogfen heb y gwiriad.",
                ),
                (
                    "The record of processing is a wide table. On a narrow screen it scrolls sideways; each row is also there as a list.",
                    "Tabl llydan yw’r cofnod o brosesu. Ar sgrin gul mae’n sgrolio i’r ochr; mae pob rhes yno hefyd ar ffurf rhestr.",
                ),
            ])}
            <h2>{say("How we tested these pages", "Sut y profwyd y tudalennau hyn")}</h2>
            <p>{say(
                "Every page and state is tested automatically with axe, and by keyboard at four window sizes, whenever something changes. No one has audited them by hand with assistive technology yet. This statement was prepared on 30 November 2026.",
                "Caiff pob tudalen a chyflwr eu profi’n awtomatig gydag axe, a chyda bysellfwrdd ar bedwar maint ffenestr, bob tro y bydd rhywbeth yn newid. Nid oes neb wedi’u harchwilio â llaw gyda thechnoleg gynorthwyol eto. Paratowyd y datganiad hwn ar 30 Tachwedd 2026.",
            )}</p>
            <h2>{say("Feedback and contact", "Adborth a chysylltu")}</h2>
            <p>{say("If something does not work for you, or you need it in another format, email", "Os nad yw rhywbeth yn gweithio i chi, neu os oes ei angen arnoch mewn fformat arall, e-bostiwch")} " "
                <a href=format!("mailto:{email}")>{email.clone()}</a>"."</p>
            <h2>{say("Enforcement procedure", "Y drefn orfodi")}</h2>
            <p>{say(
                "The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how we respond, contact the Equality Advisory and Support Service:",
                "Y Comisiwn Cydraddoldeb a Hawliau Dynol sy’n gorfodi Rheoliadau Hygyrchedd Cyrff y Sector Cyhoeddus (Gwefannau ac Apiau Symudol) (Rhif 2) 2018. Os nad ydych yn fodlon ar ein hymateb, cysylltwch â’r Gwasanaeth Cynghori a Chymorth Cydraddoldeb:",
            )} " " {tongue.outside("https://www.equalityadvisoryservice.com", "equalityadvisoryservice.com".into_any())}"."</p>
        }
        .into_any()
    })
}

/// A page for something that went wrong.
pub fn problem(register: &Register, problem: &ProblemDocument, tongue: Tongue) -> String {
    let title = if problem.status == 404 { "Page not found" } else { "Sorry, there is a problem" };
    let frame = Page { title, script: None, wide: false, language: tongue.tag(), about: None };
    page(register, &frame, || {
        let email = register.contact("data-protection").map(|contact| contact.email.clone()).unwrap_or_default();
        view! {
            <h1>{title}</h1>
            <p>{problem.title.clone()}</p>
            {problem.detail.clone().map(|detail| view! { <p>{detail}</p> })}
            <p>"You can go " <a href=tongue.address("/")>"back to the start"</a>", or write to "
                <a href=format!("mailto:{email}")>{email.clone()}</a>"."</p>
            <p class="soft">"Code: " <span translate="no">{problem.code.clone()}</span></p>
        }
        .into_any()
    })
}
