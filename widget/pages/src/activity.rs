//! One row of the record of processing: first in plain words to the person, and as a row of a table.

use crate::table::table;
use crate::words::Tongue;
use forthright_register::content::{Activity, Condition, Disclosure, LawfulBasis, Recipient};
use forthright_register::{Content, Register};
use forthright_widget_kit::view;
use leptos::prelude::*;

/// The row as a section of its own, closed: what it is about, and inside what the law wants to be said.
pub fn card(activity: &Activity, register: &Register, tongue: Tongue) -> AnyView {
    shown(activity, register, tongue, false)
}

/// The same, open from the beginning.
pub fn open_card(activity: &Activity, register: &Register, tongue: Tongue) -> AnyView {
    shown(activity, register, tongue, true)
}

fn shown(activity: &Activity, register: &Register, tongue: Tongue, open: bool) -> AnyView {
    let content = &register.content;
    let say = |english, welsh| tongue.say(english, welsh);
    let row = |label: &'static str, what: AnyView| view! { <div><dt>{label}</dt><dd>{what}</dd></div> }.into_any();
    // What the institution has not said is said once, for all of them (`pending`).
    let said = |text: &forthright_register::Text| (!text.is_unknown()).then(|| tongue.text(text));
    let why: Vec<AnyView> = activity.why.iter().filter_map(said).collect();
    let mut facts = vec![
        row(say("What", "Beth"), data(activity, content, tongue)),
        row(say("Our legal reason", "Ein rheswm cyfreithiol"), bases(activity, tongue)),
    ];
    if !why.is_empty() {
        facts.insert(1, row(say("Why", "Pam"), list(why)));
    }
    if !activity.special.is_empty() {
        facts.push(row(say("For sensitive information", "Ar gyfer gwybodaeth sensitif"), special(activity, tongue)));
    }
    if !is_silent(activity) {
        facts.push(row(say("Who may receive it", "Pwy all ei derbyn"), recipients(activity, content, tongue)));
    }
    for (label, text) in [
        (say("How long we keep it", "Am ba hyd rydym yn ei chadw"), &activity.retention),
        (say("Where it comes from", "O ble y daw"), &activity.source),
        (say("Outside the UK", "Y tu allan i’r DU"), &activity.transfers),
    ] {
        facts.extend(said(text).map(|text| row(label, text)));
    }
    if !activity.areas.is_empty() {
        let areas = activity.areas.iter().map(|area| tongue.text(area)).collect();
        facts.push(row(say("Where we would look", "Ble byddem yn edrych"), list(areas)));
    }
    if let Some(safeguards) = &activity.safeguards {
        facts.push(row(say("What protects you", "Beth sy’n eich diogelu"), tongue.text(safeguards)));
    }
    // Wherever it rests on consent, it can be withdrawn (UK GDPR, Articles 7(3) and 13(2)(c)).
    let by_consent = activity.bases.iter().any(|one| one.basis == LawfulBasis::Consent)
        || activity.special.iter().any(|one| one.condition == Condition::ExplicitConsent);
    let withdraw = by_consent.then(|| register.form("withdraw-consent")).flatten();
    let forms: Vec<AnyView> = activity
        .forms
        .iter()
        .filter_map(|id| register.form(id))
        .chain(withdraw)
        .map(|form| view! { <li>{tongue.form(register, form)}</li> }.into_any())
        .collect();
    let forms = (!forms.is_empty()).then(|| view! { <ul class="links screen">{forms}</ul> });
    // The address is inside, so that going there opens it.
    view! {
        <details class="activity" open=open>
            <summary><h3>{tongue.text(&activity.title)}</h3></summary>
            <div class="inside" id=activity.id.clone()>
                <p>{tongue.text(&activity.summary)}</p>
                <dl class="summary">{facts}</dl>
                {forms}
                <p class="screen"><a href="#content">{say("Back to top", "Yn ôl i’r brig")}</a></p>
            </div>
        </details>
    }
    .into_any()
}

/// Whether the institution has not said who gets it: a list, nobody and silence are three things.
fn is_silent(activity: &Activity) -> bool {
    activity.recipients.is_empty() && !activity.nobody
}

/// What is not stated yet about these activities, once for all of them, with whom to ask.
pub fn pending(register: &Register, activities: &[&Activity], tongue: Tongue) -> Option<AnyView> {
    let say = |english, welsh| tongue.say(english, welsh);
    let missing = |holds: &dyn Fn(&Activity) -> bool| activities.iter().filter(|one| holds(one)).count();
    let open: Vec<String> = [
        (missing(&|one| one.retention.is_unknown()), say("how long we keep it", "am ba hyd rydym yn ei chadw")),
        (missing(&|one| one.source.is_unknown()), say("where it comes from", "o ble y daw")),
        (
            missing(&|one| one.transfers.is_unknown()),
            say("whether it goes outside the UK", "a yw’n mynd y tu allan i’r DU"),
        ),
        (missing(&is_silent), say("who may receive it", "pwy all ei derbyn")),
        (missing(&|one| one.why.iter().any(forthright_register::Text::is_unknown)), say("every purpose", "pob diben")),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| match (tongue, count == activities.len()) {
        (_, true) => what.to_owned(),
        (Tongue::English, false) => format!("{what} ({count} of {} purposes)", activities.len()),
        (Tongue::Welsh, false) => format!("{what} ({count} o {} diben)", activities.len()),
    })
    .collect();
    let email = register.contact("data-protection").map(|contact| contact.email.clone()).unwrap_or_default();
    (!open.is_empty()).then(|| {
        view! {
            <p class="inset" id="pending">
                {say("We are still working on this:", "Rydym yn dal i weithio ar hyn:")} " " {open.join("; ")} ". "
                {say("Email", "E-bostiwch")} " " <a href=format!("mailto:{email}")>{email.clone()}</a> " " {say("to find out.", "i gael gwybod.")}
            </p>
        }
        .into_any()
    })
}

fn list(items: Vec<AnyView>) -> AnyView {
    match <[AnyView; 1]>::try_from(items) {
        Ok([one]) => one,
        Err(items) => {
            let items: Vec<AnyView> = items.into_iter().map(|item| view! { <li>{item}</li> }.into_any()).collect();
            view! { <ul>{items}</ul> }.into_any()
        }
    }
}

fn data(activity: &Activity, content: &Content, tongue: Tongue) -> AnyView {
    let items = content.data_of(activity).map(|one| {
        let mark = if one.special {
            Some(tongue.say(" (sensitive)", " (sensitif)"))
        } else if one.offence {
            Some(tongue.say(" (criminal offence data)", " (data am droseddau)"))
        } else {
            None
        };
        view! { <span>{tongue.text(&one.name)}{mark}</span> }.into_any()
    });
    list(items.collect())
}

fn note(note: Option<&forthright_register::Text>, tongue: Tongue) -> Option<AnyView> {
    note.map(|note| view! { <span class="soft">" " {tongue.text(note)}</span> }.into_any())
}

/// A basis with its article.
pub fn basis(basis: LawfulBasis, tongue: Tongue) -> String {
    let article = tongue.say("Article", "Erthygl");
    let name = basis.name(tongue.code());
    basis.article().map_or_else(|| name.to_owned(), |point| format!("{name} ({article} {point})"))
}

/// The bases of our own use.
pub fn bases(activity: &Activity, tongue: Tongue) -> AnyView {
    let items = activity.bases.iter().map(|ground| {
        view! { <span>{basis(ground.basis, tongue)}{note(ground.note.as_ref(), tongue)}</span> }.into_any()
    });
    list(items.collect())
}

/// The conditions for special category data, each with its paragraph.
pub fn special(activity: &Activity, tongue: Tongue) -> AnyView {
    let items = activity.special.iter().map(|ground| {
        let name = ground.condition.name(tongue.code());
        let article =
            ground.condition.article().map(|point| format!(" ({} {point})", tongue.say("Article", "Erthygl")));
        let paragraph = ground.paragraph.as_deref().map(|paragraph| {
            let law = tongue.say(
                "Data Protection Act 2018, Schedule 1, paragraph",
                "Deddf Diogelu Data 2018, Atodlen 1, paragraff",
            );
            if paragraph == forthright_register::UNKNOWN {
                format!("; {law}: {}", tongue.say("not stated yet", "heb ei nodi eto"))
            } else {
                format!("; {law} {paragraph}")
            }
        });
        view! { <span>{name}{article}{paragraph}{note(ground.note.as_ref(), tongue)}</span> }.into_any()
    });
    list(items.collect())
}

fn recipient((disclosure, recipient): (&Disclosure, &Recipient), tongue: Tongue) -> AnyView {
    let asked = disclosure.on_request.then(|| tongue.say(", only on request", ", dim ond ar gais"));
    let notice = recipient.notice.clone().map(|address| {
        let label = tongue.say("its own notice", "ei hysbysiad ei hun").into_any();
        view! { " " {tongue.outside(&address, label)} }
    });
    let basis = basis(disclosure.basis, tongue);
    view! { <span><strong>{tongue.text(&recipient.name)}</strong>{asked} ": " {basis}"."{note(disclosure.note.as_ref(), tongue)}{notice}</span> }
        .into_any()
}

/// Who may receive it, each with its own basis.
pub fn recipients(activity: &Activity, content: &Content, tongue: Tongue) -> AnyView {
    if activity.nobody {
        let nobody = tongue.say(
            "We do not share this with anyone outside our organisation.",
            "Nid ydym yn rhannu hyn ag unrhyw un y tu allan i’n sefydliad.",
        );
        return nobody.into_any();
    }
    if is_silent(activity) {
        return view! { <em>{tongue.say("We have not said who.", "Nid ydym wedi dweud pwy.")}</em> }.into_any();
    }
    list(content.recipients_of(activity).map(|one| recipient(one, tongue)).collect())
}

/// Rows as a table: for those who want everything in one place.
pub fn activity_table(activities: &[&Activity], content: &Content, tongue: Tongue) -> AnyView {
    let say = |english, welsh| tongue.say(english, welsh);
    let rows: Vec<AnyView> = activities
        .iter()
        .map(|activity| {
            let why = list(activity.why.iter().map(|why| tongue.text(why)).collect());
            let special = (!activity.special.is_empty()).then(|| special(activity, tongue));
            view! {
                <tr>
                    <th scope="row"><a href=format!("#{}", activity.id)>{tongue.text(&activity.title)}</a></th>
                    <td>{data(activity, content, tongue)}</td>
                    <td>{why}</td>
                    <td>{recipients(activity, content, tongue)}</td>
                    <td>{bases(activity, tongue)}{special}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let label = say("All of it in one table", "Y cyfan mewn un tabl");
    let head = [
        say("Activity", "Gweithgaredd"),
        say("What", "Beth"),
        say("Why", "Pam"),
        say("Who may receive it", "Pwy all ei derbyn"),
        say("Legal reason", "Rheswm cyfreithiol"),
    ];
    table(label, Some("ropa"), head, rows)
}
