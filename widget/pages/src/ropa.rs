//! `/ropa`: the record of processing activities with filters, for those who want all of it.

use crate::activity::{activity_table, card};
use crate::layout::{About, LIVE, Page, page};
use crate::words::Tongue;
use forthright_register::Register;
use forthright_register::content::{Activity, LawfulBasis};
use forthright_widget_kit::view;
use leptos::prelude::*;

/// What the record is filtered by; empty is everything.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// An audience's id.
    pub audience: String,
    /// A data category's id.
    pub data: String,
    /// A recipient's id.
    pub recipient: String,
    /// A lawful basis by its name in the register.
    pub basis: String,
}

const BASES: [LawfulBasis; 7] = [
    LawfulBasis::Consent,
    LawfulBasis::Contract,
    LawfulBasis::LegalObligation,
    LawfulBasis::VitalInterests,
    LawfulBasis::PublicTask,
    LawfulBasis::LegitimateInterests,
    LawfulBasis::RecognisedLegitimateInterests,
];

impl Filter {
    /// From the parameters of an address.
    pub fn of(parameter: impl Fn(&str) -> String) -> Self {
        Self {
            audience: parameter("audience"),
            data: parameter("data"),
            recipient: parameter("recipient"),
            basis: parameter("basis"),
        }
    }

    /// As the parameters of an address.
    fn parameters(&self) -> [(&str, &str); 4] {
        [("audience", &self.audience), ("data", &self.data), ("recipient", &self.recipient), ("basis", &self.basis)]
    }

    fn holds(&self, activity: &Activity, register: &Register) -> bool {
        let content = &register.content;
        let audience = self.audience.is_empty()
            || activity
                .situations
                .iter()
                .any(|id| content.situations.iter().any(|one| one.id == *id && one.audience == self.audience));
        let data = self.data.is_empty() || activity.data.contains(&self.data);
        let recipient =
            self.recipient.is_empty() || activity.recipients.iter().any(|one| one.recipient == self.recipient);
        let is = |basis: LawfulBasis| id_of(basis) == self.basis;
        let basis = self.basis.is_empty()
            || activity.bases.iter().any(|one| is(one.basis))
            || activity.recipients.iter().any(|one| is(one.basis));
        audience && data && recipient && basis
    }
}

fn id_of(basis: LawfulBasis) -> String {
    basis.name("en").to_lowercase().replace(' ', "-")
}

/// The page.
pub fn ropa(register: &Register, filter: &Filter, tongue: Tongue) -> String {
    let content = &register.content;
    let say = |english, welsh| tongue.say(english, welsh);
    let title = say("Record of processing activities", "Cofnod o weithgareddau prosesu");
    let is_whole = filter.parameters().iter().all(|(_, value)| value.is_empty());
    let titled =
        if is_whole { title.to_owned() } else { format!("{} – {title}", matching(register, filter, tongue)) };
    let description = say(
        "Every activity in which we use personal information, with purposes, legal basis, recipients and how long it is kept (UK GDPR, Article 30).",
        "Pob gweithgaredd lle defnyddiwn wybodaeth bersonol, gyda’i ddibenion, ei sail gyfreithlon, ei dderbynwyr ac am ba hyd y’i cedwir (GDPR y DU, Erthygl 30).",
    );
    let about = is_whole.then_some(About { path: "/ropa", description, bilingual: true });
    let frame = Page { title: &titled, script: LIVE, wide: true, language: tongue.tag(), about };
    page(register, &frame, || {
        let choose = |name: &'static str, label: &'static str, chosen: &str, all: Vec<(String, String)>| {
            let options: Vec<AnyView> = all
                .into_iter()
                .map(|(value, text)| {
                    let on = value == chosen;
                    view! { <option value=value selected=on>{text}</option> }.into_any()
                })
                .collect();
            view! {
                <div class="field">
                    <label for=name>{label}</label>
                    <select id=name name=name><option value="">{say("All", "Popeth")}</option>{options}</select>
                </div>
            }
            .into_any()
        };
        let code = tongue.code();
        let audiences = content.audiences.iter().map(|one| (one.id.clone(), one.name.in_language(code))).collect();
        let data = content.data.iter().map(|one| (one.id.clone(), one.name.in_language(code))).collect();
        let recipients = content.recipients.iter().map(|one| (one.id.clone(), one.name.in_language(code))).collect();
        let [data, recipients] = [data, recipients].map(|mut named: Vec<(String, String)>| {
            named.sort_by(|one, other| one.1.cmp(&other.1));
            named
        });
        let bases = BASES.iter().map(|one| (id_of(*one), one.name(code).to_owned())).collect();
        view! {
            {tongue.switch_asked("/ropa", &filter.parameters())}
            <h1>{title}</h1>
            <p>{say(
                "An extract of the record of what we do with personal information (UK GDPR, Article 30), without our security measures. The page and the files are made from the same register.",
                "Detholiad o’r cofnod o’r hyn a wnawn gyda gwybodaeth bersonol (GDPR y DU, Erthygl 30), heb ein mesurau diogelwch. Gwneir y dudalen a’r ffeiliau o’r un gofrestr.",
            )}</p>
            {who(register, tongue)}
            <p class="screen links"><a href="/ropa.csv">{say("As a table for a spreadsheet (CSV)", "Fel tabl ar gyfer taenlen (CSV)")}</a><a href="/ropa.jsonld">{say("For programs (JSON-LD)", "Ar gyfer rhaglenni (JSON-LD)")}</a></p>
            <form method="get" action="/ropa" class="filters screen" data-live="ropa" data-title=title>
                {tongue.field()}
                {choose("audience", say("Who it is for", "I bwy"), &filter.audience, audiences)}
                {choose("data", say("Kind of information", "Math o wybodaeth"), &filter.data, data)}
                {choose("recipient", say("Who may receive it", "Pwy all ei derbyn"), &filter.recipient, recipients)}
                {choose("basis", say("Legal reason", "Rheswm cyfreithiol"), &filter.basis, bases)}
                <button type="submit">{say("Show", "Dangos")}</button>
            </form>
            <p class="sr" role="status" id="live-status"></p>
            <div id="live">{rows(register, filter, tongue)}</div>
        }
        .into_any()
    })
}

/// Controller, joint controllers and data protection officer (UK GDPR, Article 30(1)(a)).
fn who(register: &Register, tongue: Tongue) -> AnyView {
    let say = |english, welsh| tongue.say(english, welsh);
    let mail = |email: &str| view! { <a href=format!("mailto:{email}")>{email.to_owned()}</a> }.into_any();
    let team = register.contact("data-protection").map(|contact| mail(&contact.email));
    let officer = register.complaints().map(|contact| mail(&contact.email));
    let joint: Vec<String> =
        register.organisation.joint_controllers.iter().map(|one| one.in_language(tongue.code())).collect();
    let joint = if joint.is_empty() {
        say("None is recorded.", "Nid oes un wedi’i gofnodi.").to_owned()
    } else {
        joint.join("; ")
    };
    view! {
        <dl class="summary">
            <div><dt>{say("Controller", "Rheolydd")}</dt><dd>{register.organisation.name.clone()} ", " {team}</dd></div>
            <div><dt>{say("Joint controllers", "Cyd-reolyddion")}</dt><dd>{joint}</dd></div>
            <div><dt>{say("Data Protection Officer", "Swyddog Diogelu Data")}</dt><dd>{officer}</dd></div>
        </dl>
    }
    .into_any()
}

/// How many rows the filter leaves, in words: for the title and for who hears the page.
fn matching(register: &Register, filter: &Filter, tongue: Tongue) -> String {
    let all = &register.content.activities;
    let found = all.iter().filter(|one| filter.holds(one, register)).count();
    match tongue {
        Tongue::English => format!("{found} of {} activities match", all.len()),
        Tongue::Welsh => format!("Mae {found} o {} gweithgaredd yn cyfateb", all.len()),
    }
}

/// The rows that the filter leaves, and how many of all they are.
pub fn rows(register: &Register, filter: &Filter, tongue: Tongue) -> AnyView {
    let content = &register.content;
    let say = |english, welsh| tongue.say(english, welsh);
    let found: Vec<&Activity> = content.activities.iter().filter(|one| filter.holds(one, register)).collect();
    let cards: Vec<AnyView> = found.iter().map(|one| card(one, register, tongue)).collect();
    let whole = content.activities.len();
    let count = match (tongue, found.len() == whole) {
        (Tongue::English, true) => format!("{whole} activities"),
        (Tongue::English, false) => format!("{} of {whole} activities", found.len()),
        (Tongue::Welsh, true) => format!("{whole} gweithgaredd"),
        (Tongue::Welsh, false) => format!("{} o {whole} gweithgaredd", found.len()),
    };
    let body = if found.is_empty() {
        view! { <p class="inset">{say("No results. Remove a filter.", "Dim canlyniadau. Tynnwch hidlydd.")}</p> }
            .into_any()
    } else {
        view! { {activity_table(&found, content, tongue)} {cards} }.into_any()
    };
    let status = matching(register, filter, tongue);
    view! { <h2 id="rows" data-status=status>{count}</h2> {body} }.into_any()
}
