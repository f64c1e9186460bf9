//! What leaves the register for the public: an allow-list of fields, so that no private column can slip out.

use crate::content::{Activity, Content, Disclosure, Ground, SpecialGround};
use crate::{Register, Text, UNKNOWN};
use forthright_forms::Form;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The record of processing as the public may have it, in English, with ids resolved to names.
#[must_use]
pub fn activities(content: &Content) -> Vec<Value> {
    content.activities.iter().map(|activity| public(activity, content)).collect()
}

/// Everything a notice says, in both languages, to make its hash from: its text and changes, who is responsible, the rights,
/// the activities it lists, and what they name.
#[must_use]
pub fn notice_content(register: &Register, notice: &crate::content::Notice) -> Value {
    let content = &register.content;
    let activities = content.of_notice(notice);
    let named = |ids: &dyn Fn(&Activity) -> Vec<String>| {
        let all: BTreeSet<String> = activities.iter().flat_map(|one| ids(one)).collect();
        all
    };
    let data = named(&|one| one.data.clone());
    let recipients = named(&|one| one.recipients.iter().map(|to| to.recipient.clone()).collect());
    json!({
        "notice": notice,
        "controller": register.organisation,
        "contacts": register.contacts,
        "rights": content.rights,
        "changes": content.changes_of(&notice.id),
        "activities": activities.iter().map(|one| public_activity(one)).collect::<Vec<_>>(),
        "data": content.data.iter().filter(|one| data.contains(&one.id)).collect::<Vec<_>>(),
        "recipients": content.recipients.iter().filter(|one| recipients.contains(&one.id)).collect::<Vec<_>>(),
    })
}

fn english(text: &Text) -> String {
    text.in_language("en")
}

fn public(activity: &Activity, content: &Content) -> Value {
    let data: Vec<String> = content.data_of(activity).map(|one| english(&one.name)).collect();
    let who: Vec<String> = activity
        .situations
        .iter()
        .filter_map(|id| content.situations.iter().find(|one| one.id == *id))
        .map(|one| english(&one.name))
        .collect();
    let recipients: Vec<Value> = content
        .recipients_of(activity)
        .map(|(one, recipient)| {
            json!({
                "id": recipient.id, "name": english(&recipient.name), "basis": one.basis, "article": one.basis.article(),
                "onRequest": one.on_request,
            })
        })
        .collect();
    let bases: Vec<Value> = activity
        .bases
        .iter()
        .map(|one| json!({"basis": one.basis, "article": one.basis.article(), "dpv": one.basis.dpv()}))
        .collect();
    let special: Vec<Value> = activity
        .special
        .iter()
        .map(|one| json!({"condition": one.condition, "article": one.condition.article(), "paragraph": one.paragraph}))
        .collect();
    json!({
        "id": activity.id,
        "title": english(&activity.title),
        "summary": english(&activity.summary),
        "people": who,
        "data": data,
        "purposes": activity.why.iter().map(english).collect::<Vec<_>>(),
        "bases": bases,
        "specialCategoryConditions": special,
        "criminalOffenceData": activity.offences,
        "recipients": recipients,
        "nobodyOutside": activity.nobody,
        "source": english(&activity.source),
        "retention": english(&activity.retention),
        "transfers": english(&activity.transfers),
        "areas": activity.areas.iter().map(english).collect::<Vec<_>>(),
        "seed": activity.seed,
    })
}

/// The register as a browser may have it, to draw pages from: without concerns, and of each activity the fields named here
/// alone, so that a new column stays private until it is added. What staff write, keys and holidays draw no page there.
#[must_use]
pub fn public_register(register: &Register) -> Register {
    let activities = register.content.activities.iter().map(public_activity).collect();
    let content = Content {
        activities,
        concerns: Vec::new(),
        documents: Vec::new(),
        laws: Vec::new(),
        links: Vec::new(),
        ..register.content.clone()
    };
    // A form is linked by its title; its questions are on its own page.
    let linked = |forms: &[Form]| -> Vec<Form> {
        forms.iter().map(|form| Form { steps: Vec::new(), afterwards: Vec::new(), ..form.clone() }).collect()
    };
    let (forms, welsh_forms) = (linked(&register.forms), linked(&register.welsh_forms));
    let (letters, keys, holidays) = (Vec::new(), Vec::new(), Vec::new());
    let (sites, welsh_sites) = (Vec::new(), Vec::new());
    let concerns = Vec::new();
    Register { content, concerns, forms, welsh_forms, letters, keys, holidays, sites, welsh_sites, ..register.clone() }
}

/// The record as RFC 4180 CSV, one row for an activity and recipient. A cell that a spreadsheet would take for a formula
/// begins with an apostrophe.
#[must_use]
pub fn csv(content: &Content) -> String {
    let head = [
        "id",
        "activity",
        "people",
        "personal data",
        "purposes",
        "lawful basis",
        "special category condition",
        "criminal offence data",
        "recipient",
        "basis for this recipient",
        "source",
        "retention",
        "transfers outside the UK",
    ];
    let mut out = line(head.iter().map(|cell| (*cell).to_owned()));
    for activity in &content.activities {
        let public = public(activity, content);
        let text = |key: &str| public.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let joined = |key: &str| {
            let list = public.get(key).and_then(Value::as_array);
            list.map(|list| list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; ")).unwrap_or_default()
        };
        let bases: Vec<String> =
            activity.bases.iter().map(|one| named(one.basis.name("en"), one.basis.article())).collect();
        let special: Vec<String> = activity
            .special
            .iter()
            .map(|one| {
                let paragraph =
                    one.paragraph.as_deref().map(|p| format!(", Schedule 1 paragraph {p}")).unwrap_or_default();
                named(one.condition.name("en"), one.condition.article()) + &paragraph
            })
            .collect();
        let none = if activity.nobody { "nobody outside" } else { UNKNOWN };
        let none = [(none.to_owned(), String::new())];
        let recipients: Vec<(String, String)> = content
            .recipients_of(activity)
            .map(|(one, recipient)| (english(&recipient.name), named(one.basis.name("en"), one.basis.article())))
            .collect();
        for (recipient, basis) in if recipients.is_empty() { none.as_slice() } else { recipients.as_slice() } {
            out += &line(
                [
                    text("id"),
                    text("title"),
                    joined("people"),
                    joined("data"),
                    joined("purposes"),
                    bases.join("; "),
                    special.join("; "),
                    if activity.offences { "yes" } else { "no" }.to_owned(),
                    recipient.clone(),
                    basis.clone(),
                    text("source"),
                    text("retention"),
                    text("transfers"),
                ]
                .into_iter(),
            );
        }
    }
    out
}

fn named(name: &str, article: Option<&str>) -> String {
    article.map_or_else(|| name.to_owned(), |article| format!("{name} (Article {article})"))
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| cell_of(&cell)).collect();
    cells.join(",") + "\r\n"
}

fn cell_of(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

/// The record as JSON-LD in the terms of the W3C Data Privacy Vocabulary (DPV 2).
#[must_use]
pub fn json_ld(register: &Register, origin: &str) -> Value {
    let content = &register.content;
    let graph: Vec<Value> = content
        .activities
        .iter()
        .map(|activity| {
            let data: Vec<Value> = content
                .data_of(activity)
                .map(|one| {
                    let kind = if one.special { "dpv:SpecialCategoryPersonalData" } else { "dpv:PersonalData" };
                    json!({"@id": format!("{origin}/ropa#data-{}", one.id), "@type": kind, "dct:title": english(&one.name)})
                })
                .collect();
            let recipients: Vec<Value> = content
                .recipients_of(activity)
                .map(|(one, recipient)| {
                    let basis = one.basis.dpv().map(|term| json!({"@id": term}));
                    json!({
                        "@type": "dpv:Recipient", "@id": format!("{origin}/ropa#recipient-{}", recipient.id),
                        "dct:title": english(&recipient.name), "dpv:hasLegalBasis": basis,
                    })
                })
                .collect();
            let mut bases: Vec<Value> =
                activity.bases.iter().filter_map(|one| Some(json!({"@id": one.basis.dpv()?}))).collect();
            let special = activity.special.iter().filter_map(|one| one.condition.article());
            bases.extend(special.filter_map(|article| {
                let letter = article.rsplit('(').next()?.trim_end_matches(')');
                Some(json!({"@id": format!("eu-gdpr:A9-2-{letter}")}))
            }));
            let retention = english(&activity.retention);
            let duration = (retention != UNKNOWN).then(|| json!({"@type": "dpv:StorageDuration", "dct:description": retention}));
            json!({
                "@id": format!("{origin}/ropa#{}", activity.id),
                "@type": "dpv:Process",
                "dct:title": english(&activity.title),
                "dct:description": english(&activity.summary),
                "dpv:hasDataController": {"@id": format!("{origin}/#controller")},
                "dpv:hasPurpose": activity.why.iter().filter(|why| !why.is_unknown()).map(|why| json!({"@type": "dpv:Purpose", "dct:title": english(why)})).collect::<Vec<_>>(),
                "dpv:hasPersonalData": data,
                "dpv:hasLegalBasis": bases,
                "dpv:hasRecipient": recipients,
                "dpv:hasStorageCondition": duration,
            })
        })
        .collect();
    let mut all = vec![json!({
        "@id": format!("{origin}/#controller"), "@type": "dpv:DataController",
        "dct:title": register.organisation.name, "foaf:homepage": register.organisation.website,
    })];
    all.extend(graph);
    json!({
        "@context": {
            "dpv": "https://w3id.org/dpv#", "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#", "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        },
        "@graph": all,
    })
}

/// An activity without its private columns.
fn public_activity(activity: &Activity) -> Activity {
    let Activity {
        id,
        title,
        summary,
        situations,
        data,
        why,
        bases,
        special,
        offences,
        recipients,
        nobody,
        forms,
        collected_by,
        source,
        retention,
        transfers,
        areas,
        supplier,
        safeguards,
        security: _,
        internal: _,
        seed: _,
    } = activity.clone();
    let bases = bases.into_iter().map(|one| Ground { remark: None, ..one }).collect();
    let special = special.into_iter().map(|one| SpecialGround { remark: None, ..one }).collect();
    let recipients = recipients.into_iter().map(|one| Disclosure { remark: None, ..one }).collect();
    Activity {
        id,
        title,
        summary,
        situations,
        data,
        why,
        bases,
        special,
        offences,
        recipients,
        nobody,
        forms,
        collected_by,
        source,
        retention,
        transfers,
        areas,
        supplier,
        safeguards,
        security: None,
        internal: None,
        seed: Vec::new(),
    }
}
