//! What is right in the content and yet wants an officer's eye, and what a register with real keys may not leave out.

use crate::check_content::file_of;
use crate::content::{Activity, Condition, Content, LawfulBasis};
use crate::{Fault, Text};

/// What wants an officer's eye: everything that is `unknown`, not aligned, not checked or not translated.
pub fn content_concerns(content: &Content) -> Vec<Fault> {
    let mut concerns = Vec::new();
    let mut concern =
        |file: &str, key: String, message: String| concerns.push(Fault { file: file.to_owned(), key, message });
    for one in &content.concerns {
        concern("concerns.toml", one.id.clone(), one.text.in_language("en"));
    }
    for activity in &content.activities {
        let file = file_of(activity);
        let unknown = |text: &Text, field: &'static str| text.is_unknown().then_some(field);
        let mut missing: Vec<&str> = [
            unknown(&activity.source, "source"),
            unknown(&activity.retention, "retention"),
            unknown(&activity.transfers, "transfers"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if activity.why.iter().any(Text::is_unknown) {
            missing.push("why");
        }
        if activity.special.iter().any(|one| one.paragraph.as_deref() == Some(crate::UNKNOWN)) {
            missing.push("special.paragraph");
        }
        if activity.special.iter().any(|one| one.condition == Condition::Unknown) {
            missing.push("special.condition");
        }
        if activity.recipients.is_empty() && !activity.nobody {
            missing.push("recipients (write `nobody = true` if nobody outside gets it)");
        }
        if !missing.is_empty() {
            concern(&file, activity.id.clone(), format!("Not said yet: {}.", missing.join(", ")));
        }
        for (about, remark) in remarks(activity) {
            concern(&file, format!("{}.{about}", activity.id), remark.to_owned());
        }
        let unaligned: Vec<&str> = activity
            .recipients
            .iter()
            .filter(|one| one.basis == LawfulBasis::Unaligned)
            .map(|one| one.recipient.as_str())
            .collect();
        if !unaligned.is_empty() {
            concern(
                &file,
                activity.id.clone(),
                format!("Several bases are named for the row; say which is for {}.", unaligned.join(", ")),
            );
        }
    }
    for notice in &content.notices {
        let missing = [("must_give", &notice.must_give), ("automated", &notice.automated)];
        let missing: Vec<&str> =
            missing.into_iter().filter(|(_, text)| text.is_unknown()).map(|(name, _)| name).collect();
        if !missing.is_empty() {
            concern("notices.toml", notice.id.clone(), format!("Not said yet: {}.", missing.join(", ")));
        }
    }
    for notice in content.notices.iter().filter(|notice| notice.review == crate::UNKNOWN) {
        concern(
            "notices.toml",
            notice.id.clone(),
            "No review date. Name the day on which somebody looks at it again.".to_owned(),
        );
    }
    for link in content.links.iter().filter(|link| !link.address_checked) {
        concern("links.toml", link.id.clone(), format!("Nobody has checked {} yet.", link.address));
    }
    for supplier in content.suppliers.iter().filter(|supplier| supplier.contract.is_unknown()) {
        concern("suppliers.toml", supplier.id.clone(), "Name the contract and when it is looked at again.".to_owned());
    }
    for (file, keys) in untranslated(content) {
        concern(
            &file,
            "cy".to_owned(),
            format!("No Welsh yet, so English is shown and marked as English: {}.", keys.join(", ")),
        );
    }
    concerns
}

/// What the law wants every notice and the record to say, and these do not (UK GDPR, Articles 13, 14 and 30). For the
/// demonstration it is listed; a register with real keys may not leave it out.
pub fn incomplete(content: &Content) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |file: String, key: String, what: &str, article: &str| {
        faults.push(Fault { file, key, message: format!("Not said: {what} (UK GDPR, Article {article}).") });
    };
    for activity in &content.activities {
        let checks = [
            (activity.why.iter().any(Text::is_unknown), "what it is used for", "13(1)(c)"),
            (activity.retention.is_unknown(), "how long it is kept, or how that is decided", "13(2)(a)"),
            (activity.source.is_unknown(), "where it comes from", "14(2)(f)"),
            (activity.transfers.is_unknown(), "whether it leaves the UK, and with which safeguards", "13(1)(f)"),
            (activity.recipients.is_empty() && !activity.nobody, "who receives it, or that nobody does", "13(1)(e)"),
        ];
        for (_, what, article) in checks.into_iter().filter(|(missing, ..)| *missing) {
            fault(file_of(activity), activity.id.clone(), what, article);
        }
    }
    for notice in &content.notices {
        let checks = [
            (
                notice.must_give.is_unknown(),
                "`must_give`: whether people have to give it, and what happens if not",
                "13(2)(e)",
            ),
            (notice.automated.is_unknown(), "`automated`: decisions by computer alone, and profiling", "13(2)(f)"),
        ];
        for (_, what, article) in checks.into_iter().filter(|(missing, ..)| *missing) {
            fault("notices.toml".to_owned(), notice.id.clone(), what, article);
        }
    }
    faults
}

/// What officers have to decide about an activity, each with what it is about; the same words once.
fn remarks(activity: &Activity) -> Vec<(String, &str)> {
    let bases = activity.bases.iter().map(|one| ("bases".to_owned(), one.remark.as_deref()));
    let special = activity.special.iter().map(|one| ("special".to_owned(), one.remark.as_deref()));
    let recipients =
        activity.recipients.iter().map(|one| (format!("recipients.{}", one.recipient), one.remark.as_deref()));
    let mut all: Vec<(String, &str)> = Vec::new();
    for (about, remark) in bases.chain(special).chain(recipients) {
        let Some(remark) = remark else { continue };
        if !all.iter().any(|(_, known)| *known == remark) {
            all.push((about, remark));
        }
    }
    all
}

/// The texts that have no Welsh: file and keys.
fn untranslated(content: &Content) -> Vec<(String, Vec<String>)> {
    let mut files: Vec<(String, Vec<String>)> = Vec::new();
    let mut look = |file: &str, id: &str, texts: &[(&str, &Text)]| {
        for (field, _) in texts.iter().filter(|(_, text)| !text.is_translated() && !text.is_unknown()) {
            let key = format!("{id}.{field}");
            match files.iter_mut().find(|(known, _)| known == file) {
                Some((_, keys)) if keys.contains(&key) => {}
                Some((_, keys)) => keys.push(key),
                None => files.push((file.to_owned(), vec![key])),
            }
        }
    };
    for one in &content.activities {
        let mut texts = vec![("title", &one.title), ("summary", &one.summary)];
        texts.extend(one.why.iter().map(|text| ("why", text)));
        look(&file_of(one), &one.id, &texts);
    }
    for one in &content.topics {
        let texts: Vec<_> = std::iter::once(&one.title).chain(&one.text).map(|text| ("text", text)).collect();
        look("topics.toml", &one.id, &texts);
    }
    for one in &content.notices {
        let texts: Vec<_> = std::iter::once(&one.title).chain(&one.text).map(|text| ("text", text)).collect();
        look("notices.toml", &one.id, &texts);
    }
    for one in &content.rights {
        let mut texts = vec![("name", &one.name), ("short", &one.short)];
        texts.extend(one.applies.iter().map(|text| ("applies", text)));
        look("rights.toml", &one.id, &texts);
    }
    for one in &content.audiences {
        look("audiences.toml", &one.id, &[("name", &one.name), ("lead", &one.lead)]);
    }
    for one in &content.situations {
        look("audiences.toml", &one.id, &[("name", &one.name)]);
    }
    for one in &content.data {
        look("data.toml", &one.id, &[("name", &one.name)]);
    }
    for one in &content.recipients {
        look("recipients.toml", &one.id, &[("name", &one.name)]);
    }
    files
}
