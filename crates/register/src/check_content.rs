//! What must hold of notices and the record of processing beyond the types of their files.

use crate::Fault;
use crate::check::{check_ids, distance};
use crate::content::{Activity, Content, Covers, LawfulBasis, day};
use forthright_forms::Form;

/// Pages of ours that a text may link to. `/notices/` and `/forms/` have more below them.
const PAGES: [&str; 12] = [
    "/",
    "/notices",
    "/library",
    "/rights",
    "/cookies",
    "/ropa",
    "/security",
    "/accessibility",
    "/track",
    "/search",
    "/deadlines",
    "/check",
];

struct Checker<'a> {
    content: &'a Content,
    faults: &'a mut Vec<Fault>,
}

/// Faults in the content. An activity's file is `activities/` and the first part of its id.
pub fn check_content(content: &Content, forms: &[(String, Form)], faults: &mut Vec<Fault>) {
    check_ids("audiences.toml", content.audiences.iter().map(|one| one.id.as_str()), faults);
    check_ids("audiences.toml", content.situations.iter().map(|one| one.id.as_str()), faults);
    check_ids("data.toml", content.data.iter().map(|one| one.id.as_str()), faults);
    check_ids("recipients.toml", content.recipients.iter().map(|one| one.id.as_str()), faults);
    check_ids("suppliers.toml", content.suppliers.iter().map(|one| one.id.as_str()), faults);
    check_ids("documents.toml", content.documents.iter().map(|one| one.id.as_str()), faults);
    check_ids("laws.toml", content.laws.iter().map(|one| one.id.as_str()), faults);
    check_ids("links.toml", content.links.iter().map(|one| one.id.as_str()), faults);
    check_ids("rights.toml", content.rights.iter().map(|one| one.id.as_str()), faults);
    check_ids("tasks.toml", content.tasks.iter().map(|one| one.id.as_str()), faults);
    check_ids("topics.toml", content.topics.iter().map(|one| one.id.as_str()), faults);
    check_ids("notices.toml", content.notices.iter().map(|one| one.id.as_str()), faults);
    check_ids("concerns.toml", content.concerns.iter().map(|one| one.id.as_str()), faults);
    let mut check = Checker { content, faults };
    check.situations();
    check.recipients();
    for (at, activity) in content.activities.iter().enumerate() {
        let twice = content.activities.iter().take(at).any(|other| other.id == activity.id);
        check.activity(activity, twice);
    }
    check.notices();
    check.links(forms);
}

pub fn file_of(activity: &Activity) -> String {
    format!("activities ({})", activity.id.split('.').next().unwrap_or_default())
}

impl Checker<'_> {
    fn fault(&mut self, file: &str, key: String, message: impl Into<String>) {
        self.faults.push(Fault { file: file.to_owned(), key, message: message.into() });
    }

    fn refer<'b>(&mut self, file: &str, key: String, what: &str, id: &str, known: impl Iterator<Item = &'b str>) {
        let known: Vec<&str> = known.collect();
        if !known.contains(&id) {
            let near = known.iter().min_by_key(|other| distance(other, id));
            let suggestion = near.map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
            self.fault(file, key, format!("There is no {what} `{id}`.{suggestion}"));
        }
    }

    fn situations(&mut self) {
        let content = self.content;
        for situation in &content.situations {
            let key = |field: &str| format!("situations.{}.{field}", situation.id);
            let audiences = content.audiences.iter().map(|one| one.id.as_str());
            self.refer("audiences.toml", key("audience"), "audience", &situation.audience, audiences);
            for id in &situation.includes {
                let all = content.situations.iter().map(|one| one.id.as_str());
                self.refer("audiences.toml", key("includes"), "situation", id, all);
            }
            let below = content.with_included(situation.includes.iter().map(String::as_str));
            if below.contains(situation.id.as_str()) {
                self.fault(
                    "audiences.toml",
                    key("includes"),
                    "This situation includes itself, perhaps through others. Take one of them out.",
                );
            }
        }
    }

    fn recipients(&mut self) {
        for recipient in &self.content.recipients {
            let key = |field: &str| format!("recipients.{}.{field}", recipient.id);
            if recipient.commercial {
                self.fault("recipients.toml", key("commercial"), "Personal data is never shared for commercial purposes. Take this recipient out, or say what it is really for.");
            }
            if recipient.notice.as_ref().is_some_and(|address| !address.starts_with("https://")) {
                self.fault("recipients.toml", key("notice"), "Write the address of the notice with https://.");
            }
        }
    }

    fn activity(&mut self, activity: &Activity, twice: bool) {
        let content = self.content;
        let file = file_of(activity);
        let key = |field: &str| format!("{}.{field}", activity.id);
        let part = |part: &str| !part.is_empty() && part.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if twice {
            self.fault(&file, key("id"), "This id is used twice. Give each its own.");
        }
        if activity.id.split('.').count() < 2 || !activity.id.split('.').all(part) {
            self.fault(&file, key("id"), "Write parts of lower-case letters, digits and hyphens with dots between them: `students.enrolled.placement`.");
        }
        for id in &activity.situations {
            self.refer(&file, key("situations"), "situation", id, content.situations.iter().map(|one| one.id.as_str()));
        }
        for id in &activity.data {
            self.refer(&file, key("data"), "data category", id, content.data.iter().map(|one| one.id.as_str()));
        }
        for id in &activity.supplier {
            self.refer(&file, key("supplier"), "supplier", id, content.suppliers.iter().map(|one| one.id.as_str()));
        }
        for disclosure in &activity.recipients {
            let all = content.recipients.iter().map(|one| one.id.as_str());
            self.refer(&file, key("recipients"), "recipient", &disclosure.recipient, all);
        }
        if activity.nobody && !activity.recipients.is_empty() {
            self.fault(
                &file,
                key("nobody"),
                "It says that nobody outside gets it, and names recipients. Take one of them out.",
            );
        }
        let notes = activity.bases.iter().map(|one| &one.note);
        let notes = notes.chain(activity.special.iter().map(|one| &one.note));
        let notes = notes.chain(activity.recipients.iter().map(|one| &one.note)).flatten();
        for note in notes.map(|note| note.in_language("en").to_lowercase()) {
            if ["our page", "this row", "the row", "has to confirm"].iter().any(|words| note.contains(words)) {
                self.fault(
                    &file,
                    key("note"),
                    "The public reads this, and it speaks to colleagues. Write it as `remark`.",
                );
            }
        }
        if activity.bases.is_empty() || activity.bases.iter().any(|ground| ground.basis == LawfulBasis::Unaligned) {
            self.fault(
                &file,
                key("bases"),
                "Name the lawful basis (UK GDPR Article 6). `unaligned` is only for recipients.",
            );
        }
        let categories: Vec<_> = activity.data.iter().filter_map(|id| content.data_category(id)).collect();
        if categories.iter().any(|one| one.special) && activity.special.is_empty() {
            self.fault(&file, key("special"), "Special category data is among it. Name the condition (UK GDPR Article 9), or `unknown` if nobody has said.");
        }
        if categories.iter().any(|one| one.offence) && !activity.offences {
            self.fault(&file, key("offences"), "Criminal offence data is among it. Write `offences = true`.");
        }
        for ground in &activity.special {
            if ground.condition.needs_paragraph() && ground.paragraph.is_none() {
                self.fault(&file, key("special"), "This condition needs a paragraph of the Data Protection Act 2018, Schedule 1. Write it in `paragraph`, or `unknown`.");
            }
        }
    }

    fn notices(&mut self) {
        let content = self.content;
        for notice in &content.notices {
            let key = |field: &str| format!("notices.{}.{field}", notice.id);
            if let Some(audience) = &notice.audience {
                let all = content.audiences.iter().map(|one| one.id.as_str());
                self.refer("notices.toml", key("audience"), "audience", audience, all);
            }
            for id in &notice.situations {
                let all = content.situations.iter().map(|one| one.id.as_str());
                self.refer("notices.toml", key("situations"), "situation", id, all);
            }
            for id in &notice.activities {
                let all = content.activities.iter().map(|one| one.id.as_str());
                self.refer("notices.toml", key("activities"), "activity", id, all);
            }
            let dates =
                [("from", Some(&notice.from)), ("review", Some(&notice.review)), ("until", notice.until.as_ref())];
            for (field, date) in dates {
                if date.is_some_and(|date| date != crate::UNKNOWN && day(Some(date)).is_none()) {
                    self.fault("notices.toml", key(field), "Write a date as 2026-11-22, or `unknown`.");
                }
            }
        }
        for change in &content.changes {
            let key = format!("changes.{}", change.revision);
            for id in &change.notices {
                let all = content.notices.iter().map(|one| one.id.as_str());
                self.refer("notices.toml", key.clone(), "notice", id, all);
            }
            if day(Some(&change.date)).is_none() {
                self.fault("notices.toml", key, "Write the date as 2026-11-22.");
            }
        }
        for (part, name) in [(Covers::Forms, "forms"), (Covers::Websites, "websites")] {
            if content.notices.iter().filter(|notice| notice.covers.contains(&part)).count() != 1 {
                let message =
                    format!("Write `covers = [\"{name}\"]` at the one notice that tells people about our {name}.");
                self.fault("notices.toml", format!("covers.{name}"), message);
            }
        }
        for audience in &content.audiences {
            if !content.notices.iter().any(|notice| notice.audience.as_ref() == Some(&audience.id)) {
                self.fault(
                    "notices.toml",
                    format!("audiences.{}", audience.id),
                    "This audience has no notice. Add one to notices.toml.",
                );
            }
        }
    }

    fn links(&mut self, forms: &[(String, Form)]) {
        let content = self.content;
        let form = |id: &str| forms.iter().any(|(_, form)| form.id == id);
        let dead = |address: &str| {
            let path = address.split(['#', '?']).next().unwrap_or_default();
            let known = PAGES.contains(&path)
                || path.strip_prefix("/notices/").is_some_and(|id| content.notice(id).is_some())
                || path.strip_prefix("/forms/").is_some_and(form);
            address.starts_with('/') && !known
        };
        let topics = content.topics.iter().flat_map(|topic| {
            topic
                .links
                .iter()
                .map(move |link| ("topics.toml", format!("topics.{}.links", topic.id), link.address.as_str()))
        });
        let documents = content.documents.iter().filter_map(|document| {
            Some(("documents.toml", format!("documents.{}.address", document.id), document.address.as_deref()?))
        });
        let tasks = content
            .tasks
            .iter()
            .map(|task| ("tasks.toml", format!("tasks.{}.address", task.id), task.address.as_str()));
        let all: Vec<_> = topics.chain(documents).chain(tasks).filter(|(_, _, address)| dead(address)).collect();
        for (file, key, address) in all {
            self.fault(file, key, format!("There is no page `{address}`."));
        }
        for activity in &content.activities {
            let named = activity.forms.iter().map(|id| ("forms", id));
            let named = named.chain(activity.collected_by.iter().map(|id| ("collected_by", id)));
            for (key, id) in named.filter(|(_, id)| !form(id)) {
                let known = forms.iter().map(|(_, form)| form.id.as_str());
                self.refer(&file_of(activity), format!("{}.{key}", activity.id), "form", id, known);
            }
        }
    }
}
