//! One row of the record of processing: first in plain words to the person, and as a row of a table.

use crate::table::table;
use crate::words::Tongue;
use forthright_register::Content;
use forthright_register::content::{Activity, Disclosure, LawfulBasis, Recipient};
use forthright_widget_kit::view;
use leptos::prelude::*;

/// The row as a section of its own. `level` is the heading's.
pub fn card(activity: &Activity, content: &Content, tongue: Tongue) -> AnyView {
    let say = |english, welsh| tongue.say(english, welsh);
    let row = |label: &'static str, what: AnyView| view! { <div><dt>{label}</dt><dd>{what}</dd></div> }.into_any();
    let mut facts = vec![
        row(say("What", "Beth"), data(activity, content, tongue)),
        row(say("Why", "Pam"), list(activity.why.iter().map(|why| tongue.text(why)).collect())),
        row(say("Our legal reason", "Ein rheswm cyfreithiol"), bases(activity, tongue)),
    ];
    if !activity.special.is_empty() {
        facts.push(row(say("For sensitive information", "Ar gyfer gwybodaeth sensitif"), special(activity, tongue)));
    }
    facts.push(row(say("Who may get it", "Pwy all ei chael"), recipients(activity, content, tongue)));
    facts.push(row(say("How long we keep it", "Am ba hyd rydym yn ei chadw"), tongue.text(&activity.retention)));
    facts.push(row(say("Where it comes from", "O ble y daw"), tongue.text(&activity.source)));
    facts.push(row(say("Outside the UK", "Y tu allan i’r DU"), tongue.text(&activity.transfers)));
    if !activity.areas.is_empty() {
        let areas = activity.areas.iter().map(|area| tongue.text(area)).collect();
        facts.push(row(say("Where we would look", "Ble byddem yn edrych"), list(areas)));
    }
    if let Some(safeguards) = &activity.safeguards {
        facts.push(row(say("What protects you", "Beth sy’n eich diogelu"), tongue.text(safeguards)));
    }
    view! {
        <section class="activity" id=activity.id.clone()>
            <h3>{tongue.text(&activity.title)}</h3>
            <p>{tongue.text(&activity.summary)}</p>
            <dl class="summary">{facts}</dl>
        </section>
    }
    .into_any()
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
                format!("; {law}: {}", tongue.say("not said yet", "heb ei nodi eto"))
            } else {
                format!("; {law} {paragraph}")
            }
        });
        view! { <span>{name}{article}{paragraph}{note(ground.note.as_ref(), tongue)}</span> }.into_any()
    });
    list(items.collect())
}

fn recipient((disclosure, recipient): (&Disclosure, &Recipient), tongue: Tongue) -> AnyView {
    let asked = disclosure.on_request.then(|| tongue.say(", only when asked for", ", dim ond ar gais"));
    let notice = recipient.notice.clone().map(|address| {
        let label = tongue.say("its own notice", "ei hysbysiad ei hun").into_any();
        view! { " " {tongue.outside(&address, label)} }
    });
    let basis = basis(disclosure.basis, tongue);
    view! { <span><strong>{tongue.text(&recipient.name)}</strong>{asked} ": " {basis}"."{note(disclosure.note.as_ref(), tongue)}{notice}</span> }
        .into_any()
}

/// Who may get it, each with its own basis.
pub fn recipients(activity: &Activity, content: &Content, tongue: Tongue) -> AnyView {
    if activity.recipients.is_empty() {
        return tongue.say("We name nobody.", "Nid ydym yn enwi neb.").into_any();
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
        say("Who may get it", "Pwy all ei chael"),
        say("Legal reason", "Rheswm cyfreithiol"),
    ];
    table(label, Some("ropa"), head, rows)
}
