//! Reading a register from a folder of TOML files and checking it.

use crate::check::{
    check_accent, check_file_name, check_ids, check_keys, check_origin, check_prefix, check_services, check_site,
    check_theme, concerns,
};
use crate::check_content::check_content;
use crate::content::{
    Activity, Audience, Concern, Content, DataCategory, Document, Law, Link, Notice, NoticeChange, Recipient, Right,
    Situation, Supplier, Task, Topic,
};
use crate::content_concerns::{content_concerns, incomplete};
use crate::forms::{FormSource, in_welsh, resolve};
use crate::letters::{Letter, check_letters};
use crate::services::{Catalogue, SiteSource};
use crate::{Contact, ContactRole, Fault, Organisation, RecipientKey, Register, Theme};
use forthright_clock::Holiday;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contacts {
    contacts: Vec<Contact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    keys: Vec<RecipientKey>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holidays {
    holidays: Vec<Holiday>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Letters {
    letters: Vec<Letter>,
}

/// A file with a list, or two.
macro_rules! lists {
    ($($file:ident { $($list:ident: $of:ty),+ })+) => {
        $(
            #[derive(Default, Deserialize)]
            #[serde(deny_unknown_fields)]
            struct $file { $(#[serde(default)] $list: Vec<$of>),+ }
        )+
    };
}

lists! {
    Audiences { audiences: Audience, situations: Situation }
    Data { data: DataCategory }
    Recipients { recipients: Recipient }
    Activities { activities: Activity }
    Suppliers { suppliers: Supplier }
    Documents { documents: Document }
    Laws { laws: Law }
    Links { links: Link }
    Rights { rights: Right }
    Tasks { tasks: Task }
    Topics { topics: Topic }
    Notices { notices: Notice, changes: NoticeChange }
    Concerns { concerns: Concern }
}

fn content(reader: &mut Reader) -> Content {
    let Audiences { audiences, situations } = reader.read("audiences.toml").unwrap_or_default();
    let Data { data } = reader.read("data.toml").unwrap_or_default();
    let Recipients { recipients } = reader.read("recipients.toml").unwrap_or_default();
    let files: Vec<(String, Activities)> = reader.read_folder("activities");
    let Suppliers { suppliers } = reader.read("suppliers.toml").unwrap_or_default();
    let Documents { documents } = reader.read("documents.toml").unwrap_or_default();
    let Laws { laws } = reader.read("laws.toml").unwrap_or_default();
    let Links { links } = reader.read("links.toml").unwrap_or_default();
    let Rights { rights } = reader.read("rights.toml").unwrap_or_default();
    let Tasks { tasks } = reader.read("tasks.toml").unwrap_or_default();
    let Topics { topics } = reader.read("topics.toml").unwrap_or_default();
    let Notices { notices, changes } = reader.read("notices.toml").unwrap_or_default();
    let Concerns { concerns } = reader.read("concerns.toml").unwrap_or_default();
    let activities = files.into_iter().flat_map(|(_, file)| file.activities).collect();
    Content {
        audiences,
        situations,
        data,
        recipients,
        activities,
        suppliers,
        documents,
        laws,
        links,
        rights,
        tasks,
        topics,
        notices,
        changes,
        concerns,
    }
}

/// Reads the register in `folder`.
///
/// # Errors
/// Every [`Fault`] found, not only the first.
pub fn load(folder: &Path) -> Result<Register, Vec<Fault>> {
    let mut reader = Reader { folder: folder.to_owned(), faults: Vec::new() };
    let organisation = reader.read::<Organisation>("organisation.toml");
    let contacts = reader.read::<Contacts>("contacts.toml");
    let keys = reader.read::<Keys>("keys.toml");
    let holidays = reader.read::<Holidays>("bank-holidays.toml");
    let letters = reader.read::<Letters>("letters.toml");
    let theme = reader.read::<Theme>("theme.toml");
    let catalogue = reader.read::<Catalogue>("services.toml");
    let sites: Vec<(String, SiteSource)> = reader.read_folder("sites");
    let forms: Vec<(String, FormSource)> = reader.read_folder("forms");
    let content = content(&mut reader);
    let mut faults = reader.faults;
    let welsh_forms = in_welsh(&forms, &mut faults);
    let forms = resolve(forms, "en", &mut faults);
    // What is missing because its file cannot be read is no second fault.
    if faults.is_empty() {
        check_content(&content, &forms, &mut faults);
    }
    if let Some(organisation) = &organisation {
        check_accent(&organisation.accent, &mut faults);
        check_origin(organisation.origin.as_deref(), &mut faults);
        check_prefix(&organisation.reference_prefix, &mut faults);
    }
    check_ids("contacts.toml", contacts.iter().flat_map(|c| &c.contacts).map(|c| c.id.as_str()), &mut faults);
    if let Some(keys) = &keys {
        check_keys(&keys.keys, &mut faults);
    }
    let officers = contacts.iter().flat_map(|c| &c.contacts).filter(|c| c.role == Some(ContactRole::Dpo)).count();
    if contacts.is_some() && officers > 1 {
        let message = "Only one contact is the data protection officer: letters send complaints there.".to_owned();
        faults.push(Fault { file: "contacts.toml".to_owned(), key: "role".to_owned(), message });
    }
    // Whoever answers real requests owes real people a whole notice.
    let is_real = keys.as_ref().is_some_and(|keys| !keys.keys.iter().any(|key| key.demonstration));
    if is_real && faults.is_empty() {
        faults.extend(incomplete(&content));
        faults.extend(no_officer(officers));
    }
    if let Some(letters) = &letters {
        check_letters(&letters.letters, &mut faults);
    }
    if let Some(theme) = &theme {
        check_theme(theme, &mut faults);
    }
    if let Some(catalogue) = &catalogue {
        check_services(catalogue, &mut faults);
        for (file, site) in &sites {
            check_site(file, site, catalogue, &mut faults);
        }
    }
    for (file, form) in &forms {
        // What a form takes over from another one is that one's fault.
        let known: Vec<(String, String)> =
            faults.iter().map(|fault| (fault.key.clone(), fault.message.clone())).collect();
        let own = form.faults().into_iter().filter(|fault| !known.contains(fault));
        faults.extend(own.map(|(key, message)| Fault { file: file.clone(), key, message }));
        check_file_name(file, &form.id, &mut faults);
    }
    match (organisation, contacts, keys, holidays, letters, theme, catalogue) {
        (
            Some(organisation),
            Some(contacts),
            Some(keys),
            Some(holidays),
            Some(letters),
            Some(theme),
            Some(catalogue),
        ) if faults.is_empty() => {
            let in_language = |language: &str| sites.iter().map(|(_, s)| catalogue.site(s, language)).collect();
            let (english, welsh) = (in_language("en"), in_language("cy"));
            Ok(Register {
                organisation,
                contacts: contacts.contacts,
                theme,
                revision: catalogue.revision,
                services: catalogue.services("en"),
                sites: english,
                welsh_sites: welsh,
                concerns: concerns(&catalogue, &sites)
                    .into_iter()
                    .chain(no_officer(officers))
                    .chain(content_concerns(&content))
                    .collect(),
                content,
                forms: forms.into_iter().map(|(_, form)| form).collect(),
                welsh_forms,
                letters: letters.letters,
                keys: keys.keys,
                holidays: holidays.holidays,
            })
        }
        _ => Err(faults),
    }
}

/// Complaints go to the data protection officer (Data Protection Act 2018, s.164A).
fn no_officer(officers: usize) -> Option<Fault> {
    let message = "No contact has `role = \"dpo\"`: letters send complaints to the team instead.".to_owned();
    (officers == 0).then(|| Fault { file: "contacts.toml".to_owned(), key: "role".to_owned(), message })
}

/// Bytes in a file. What is larger was not written by a person.
const LARGEST: u64 = 1_000_000;

struct Reader {
    folder: PathBuf,
    faults: Vec<Fault>,
}

impl Reader {
    fn read<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let path = self.folder.join(file);
        if std::fs::metadata(&path).is_ok_and(|file| file.len() > LARGEST) {
            self.fault(file, "(file)", "It is too large. A file may have 1 MB; divide it.".to_owned());
            return None;
        }
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                self.fault(file, "(file)", format!("It cannot be read: {error}."));
                return None;
            }
        };
        let document = match toml::Deserializer::parse(&text) {
            Ok(document) => document,
            Err(error) => {
                self.fault(file, &line(&text, error.span()), format!("This is not TOML: {}.", error.message()));
                return None;
            }
        };
        match serde_path_to_error::deserialize(document) {
            Ok(value) => Some(value),
            Err(error) => {
                let place = line(&text, error.inner().span());
                let key = format!("{} ({place})", error.path());
                self.fault(file, &key, format!("{}.", error.inner().message()));
                None
            }
        }
    }

    fn read_folder<T: DeserializeOwned>(&mut self, name: &str) -> Vec<(String, T)> {
        let entries = match std::fs::read_dir(self.folder.join(name)) {
            Ok(entries) => entries,
            Err(error) => {
                self.fault(name, "(folder)", format!("It cannot be read: {error}."));
                return Vec::new();
            }
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
        names.sort();
        names
            .into_iter()
            .filter_map(|file| {
                let file = format!("{name}/{file}");
                self.read(&file).map(|value| (file, value))
            })
            .collect()
    }

    fn fault(&mut self, file: &str, key: &str, message: String) {
        self.faults.push(Fault { file: file.to_owned(), key: key.to_owned(), message });
    }
}

fn line(text: &str, span: Option<std::ops::Range<usize>>) -> String {
    let start = span.map_or(0, |span| span.start);
    let before = text.get(..start).unwrap_or(text);
    format!("line {}", before.matches('\n').count().saturating_add(1))
}
