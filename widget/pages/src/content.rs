//! Pages that are mostly words: the hub, security, accessibility, and what is shown when something is wrong.

use crate::layout::{LIVE, Page, page};
use crate::notices::topics;
use crate::rights::search_form;
use crate::words::Tongue;
use forthright_api::ProblemDocument;
use forthright_register::content::TopicPage;
use forthright_register::{KeyUse, Register};
use forthright_widget_kit::view;
use leptos::prelude::*;

/// `/`.
pub fn hub(register: &Register, tongue: Tongue) -> String {
    let say = |english, welsh| tongue.say(english, welsh);
    let title = say("Your privacy", "Eich preifatrwydd");
    let frame = Page { title, script: LIVE, wide: false, language: tongue.tag() };
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
        let card = |address: String, title: &'static str, lead: &'static str| {
            view! { <li class="card"><a href=address>{title}</a><p>{lead}</p></li> }.into_any()
        };
        let forms = register
            .forms
            .iter()
            .filter(|form| form.featured)
            .map(|form| {
                let (id, title) = (form.id.clone(), form.title.clone());
                let lead = form.lead.first().cloned().unwrap_or_default();
                view! { <li class="card" lang=english><a href=format!("/forms/{id}")>{title}</a><p>{lead}</p></li> }
            })
            .collect_view();
        view! {
            <h1>{say("Your privacy at", "Eich preifatrwydd yn")} " " {organisation}</h1>
            {tongue.switch("/")}
            {search_form("", title, tongue)}
            <p class="sr" role="status" id="live-status"></p>
            <div id="live"></div>
            <ul class="cards">
                {card(
                    tongue.address("/notices"),
                    say("What we hold about you", "Yr hyn sydd gennym amdanoch chi"),
                    say(
                        "Tick what is true for you: we show what we hold, why, who may get it and for how long.",
                        "Ticiwch yr hyn sy’n wir amdanoch chi: rydym yn dangos yr hyn sydd gennym, pam, pwy all ei gael ac am ba hyd.",
                    ),
                )}
                {forms}
                {card(
                    tongue.address("/rights"),
                    say("Your rights", "Eich hawliau"),
                    say("What you can ask of us, when, and how.", "Yr hyn y gallwch ei ofyn gennym, pryd, a sut."),
                )}
                {card(
                    "/track".to_owned(),
                    say("Follow a request", "Dilyn cais"),
                    say(
                        "See what stage your request is at and read what we write to you, with your reference and receipt code.",
                        "Gweld ar ba gam y mae eich cais a darllen yr hyn yr ydym yn ei ysgrifennu atoch, gyda’ch cyfeirnod a’ch cod derbynneb.",
                    ),
                )}
                {card(
                    tongue.address("/cookies"),
                    say("Cookies", "Cwcis"),
                    say(
                        "What our websites store on your device, and your choice.",
                        "Yr hyn y mae ein gwefannau’n ei storio ar eich dyfais, a’ch dewis chi.",
                    ),
                )}
                {card(
                    tongue.address("/library"),
                    say("In the library", "Yn y llyfrgell"),
                    say(
                        "Loans, gates, bookings, forms and the services the library buys.",
                        "Benthyciadau, gatiau, archebion, ffurflenni a’r gwasanaethau y mae’r llyfrgell yn eu prynu.",
                    ),
                )}
            </ul>
            <h2>{say("Write to us", "Ysgrifennwch atom")}</h2>
            <p>{say(
                "You need no form. A letter, an email or a word to any member of staff counts as well.",
                "Nid oes angen ffurflen arnoch. Mae llythyr, e-bost neu air ag unrhyw aelod o staff yn cyfrif hefyd.",
            )}</p>
            <ul>{contacts}</ul>
            <div class="topics">{topics(register, TopicPage::About, tongue)}</div>
            {reading(register, tongue)}
        }
        .into_any()
    })
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
            <h2>{say("Laws", "Deddfau")}</h2><ul>{laws}</ul>
            <h2>{say("Documents", "Dogfennau")}</h2><ul>{documents}</ul>
            <h2>{say("Read on elsewhere", "Darllen ymhellach")}</h2>
            <p>{say(
                "These websites are not ours, and we do not answer for what they do with your information. Read their own notices.",
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
    let frame = Page { title, script: None, wide: false, language: tongue.tag() };
    page(register, &frame, || {
        let keys = register
            .keys
            .iter()
            .map(|key| {
                let kind = match key.key_use {
                    KeyUse::Officer => say("an officer’s key", "allwedd swyddog"),
                    KeyUse::Recovery => say(
                        "kept offline, for the day the others are lost",
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
                        "Anybody can open what is sealed to them. Do not send real documents here.",
                        "Gall unrhyw un agor yr hyn a selir iddynt. Peidiwch ag anfon dogfennau go iawn yma.",
                    )}</p>
            }
        });
        view! {
            <h1>{title}</h1>
            {tongue.switch("/security")}
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
                "Everything is sealed in the format of age (age-encryption.org) to these public keys:",
                "Mae popeth wedi’i selio yn fformat age (age-encryption.org) i’r allweddi cyhoeddus hyn:",
            )}</p>
            <ul>{keys}</ul>
            <h2>{say("What is kept", "Yr hyn a gedwir")}</h2>
            <p>{say(
                "Documents are deleted as soon as it is decided who you are. A request that was begun and never sent is deleted after a day. Deleted rows of our database are beyond use within 30 days.",
                "Caiff dogfennau eu dileu cyn gynted ag y penderfynir pwy ydych chi. Caiff cais a ddechreuwyd ac nas anfonwyd ei ddileu ar ôl diwrnod. Ni ellir defnyddio rhesi a ddilëwyd o’n cronfa ddata ar ôl 30 diwrnod.",
            )}</p>
            {topics(register, TopicPage::Security, tongue)}
            <h2>{say("What this cannot protect", "Yr hyn na all hyn ei ddiogelu")}</h2>
            <p>{say(
                "A device that somebody else controls, and traffic analysis by a network provider.",
                "Dyfais y mae rhywun arall yn ei rheoli, a dadansoddi traffig gan ddarparwr rhwydwaith.",
            )}</p>
        }
        .into_any()
    })
}

/// `/accessibility`.
pub fn accessibility(register: &Register, tongue: Tongue) -> String {
    let say = |english, welsh| tongue.say(english, welsh);
    let title = say("Accessibility", "Hygyrchedd");
    let frame = Page { title, script: None, wide: false, language: tongue.tag() };
    page(register, &frame, || {
        let email = register.contact("data-protection").map(|contact| contact.email.clone()).unwrap_or_default();
        view! {
            <h1>{title}</h1>
            {tongue.switch("/accessibility")}
            <p>{say(
                "We want everybody to be able to use these pages. They are made to meet WCAG 2.2 at level AA.",
                "Rydym am i bawb allu defnyddio’r tudalennau hyn. Fe’u gwneir i fodloni WCAG 2.2 ar lefel AA.",
            )}</p>
            <ul>
                <li>{say(
                    "Every form works without JavaScript and with a keyboard alone.",
                    "Mae pob ffurflen yn gweithio heb JavaScript a chyda bysellfwrdd yn unig.",
                )}</li>
                <li>{say(
                    "Pages can be read at 400 per cent zoom, in dark mode and with forced colours.",
                    "Gellir darllen tudalennau ar chwyddiad o 400 y cant, yn y modd tywyll a chyda lliwiau gorfodol.",
                )}</li>
                <li>{say(
                    "Each state is tested automatically with axe. No person has audited the pages yet.",
                    "Caiff pob cyflwr ei brofi’n awtomatig gydag axe. Nid oes neb wedi archwilio’r tudalennau eto.",
                )}</li>
            </ul>
            <p>{say("If something does not work for you, write to", "Os nad yw rhywbeth yn gweithio i chi, ysgrifennwch at")} " "
                <a href=format!("mailto:{email}")>{email.clone()}</a> ". "
                {say(
                    "You can also make any request by email, by post or in person.",
                    "Gallwch hefyd wneud unrhyw gais drwy e-bost, drwy’r post neu wyneb yn wyneb.",
                )}</p>
        }
        .into_any()
    })
}

/// A page for something that went wrong.
pub fn problem(register: &Register, problem: &ProblemDocument) -> String {
    let title = if problem.status == 404 { "Page not found" } else { "Something is wrong" };
    let frame = Page { title, script: None, wide: false, language: "en-GB" };
    page(register, &frame, || {
        let email = register.contact("data-protection").map(|contact| contact.email.clone()).unwrap_or_default();
        view! {
            <h1>{title}</h1>
            <p>{problem.title.clone()}</p>
            {problem.detail.clone().map(|detail| view! { <p>{detail}</p> })}
            <p>"You can go " <a href="/">"back to the start"</a>", or write to "
                <a href=format!("mailto:{email}")>{email.clone()}</a>"."</p>
            <p class="soft">"Code: " {problem.code.clone()}</p>
        }
        .into_any()
    })
}
