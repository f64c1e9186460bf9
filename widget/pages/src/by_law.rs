//! What every notice says beside its purposes: where information goes, who is responsible, the rights and how to complain
//! (UK GDPR, Articles 13 and 14).

use crate::activity::basis;
use crate::words::Tongue;
use forthright_register::Register;
use forthright_register::content::{Activity, LawfulBasis, Notice};
use forthright_widget_kit::view;
use leptos::prelude::*;

/// Where it goes, in three steps: the person, the institution, and who else.
pub fn flow(register: &Register, found: &[&Activity], tongue: Tongue) -> AnyView {
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
pub fn by_law(register: &Register, notice: &Notice, found: &[&Activity], tongue: Tongue) -> AnyView {
    let (content, organisation) = (&register.content, &register.organisation);
    let say = |english, welsh| tongue.say(english, welsh);
    let mail = |email: &str| view! { <a href=format!("mailto:{email}")>{email.to_owned()}</a> }.into_any();
    let row = |label: &'static str, what: AnyView| view! { <div><dt>{label}</dt><dd>{what}</dd></div> }.into_any();
    let mut bases = Vec::new();
    for ground in found.iter().flat_map(|one| &one.bases) {
        let name = basis(ground.basis, tongue);
        if !bases.contains(&name) {
            bases.push(name);
        }
    }
    let form_link =
        |id: &str, label: AnyView| view! { <a href=tongue.address(&format!("/forms/{id}"))>{label}</a> }.into_any();
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
                {row(say("Legal basis", "Sail gyfreithlon"), view! { {bases.join("; ")} ". " {say("Each purpose below says its own.", "Mae pob diben isod yn nodi ei sail ei hun.")} }.into_any())}
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
