//! Reading a register from a folder of TOML files and checking it.

use crate::{Accent, Contact, KeyUse, Organisation, RecipientKey, Register};
use forthright_clock::Holiday;
use forthright_consent::{Basis, Site};
use forthright_forms::Form;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fmt;
use std::path::{Path, PathBuf};

/// Something in the register that must be mended: where it is, what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, below the register's folder.
    pub file: String,
    /// The key inside it.
    pub key: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.file, self.key, self.message)
    }
}

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
    let sites: Vec<(String, Site)> = reader.read_folder("sites");
    let forms: Vec<(String, Form)> = reader.read_folder("forms");
    let mut faults = reader.faults;
    if let Some(organisation) = &organisation {
        check_accent(&organisation.accent, &mut faults);
        check_prefix(&organisation.reference_prefix, &mut faults);
    }
    check_ids("contacts.toml", contacts.iter().flat_map(|c| &c.contacts).map(|c| c.id.as_str()), &mut faults);
    if let Some(keys) = &keys {
        check_keys(&keys.keys, &mut faults);
    }
    for (file, site) in &sites {
        check_site(file, site, &mut faults);
    }
    for (file, form) in &forms {
        faults.extend(form.faults().into_iter().map(|(key, message)| Fault { file: file.clone(), key, message }));
        check_file_name(file, &form.id, &mut faults);
    }
    match (organisation, contacts, keys, holidays) {
        (Some(organisation), Some(contacts), Some(keys), Some(holidays)) if faults.is_empty() => Ok(Register {
            organisation,
            contacts: contacts.contacts,
            sites: sites.into_iter().map(|(_, site)| site).collect(),
            forms: forms.into_iter().map(|(_, form)| form).collect(),
            keys: keys.keys,
            holidays: holidays.holidays,
        }),
        _ => Err(faults),
    }
}

struct Reader {
    folder: PathBuf,
    faults: Vec<Fault>,
}

impl Reader {
    fn read<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let text = match std::fs::read_to_string(self.folder.join(file)) {
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

fn check_ids<'a>(file: &str, ids: impl Iterator<Item = &'a str>, faults: &mut Vec<Fault>) {
    let mut seen: Vec<&str> = Vec::new();
    for id in ids {
        let mut fault = |message: &str| {
            faults.push(Fault { file: file.to_owned(), key: id.to_owned(), message: message.to_owned() })
        };
        if seen.contains(&id) {
            fault("This id is used twice. Give each its own.");
        }
        let shaped = id.len() >= 2 && id.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if !shaped {
            fault("An id has at least two characters, all of them lower-case letters, digits or hyphens.");
        }
        seen.push(id);
    }
}

fn check_file_name(file: &str, id: &str, faults: &mut Vec<Fault>) {
    let stem = file.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
    if stem != Some(id) {
        let message = format!("The id is `{id}`; name the file `{id}.toml`.");
        faults.push(Fault { file: file.to_owned(), key: "id".to_owned(), message });
    }
}

fn check_site(file: &str, site: &Site, faults: &mut Vec<Fault>) {
    check_file_name(file, &site.id, faults);
    check_ids(file, site.services.iter().map(|service| service.id.as_str()), faults);
    for service in &site.services {
        let necessary = service.category.name() == "necessary";
        if necessary != (service.basis == Basis::StrictlyNecessary) {
            faults.push(Fault {
                file: file.to_owned(),
                key: format!("services.{}.basis", service.id),
                message: "What is strictly necessary belongs to `necessary`, and nothing else does.".to_owned(),
            });
        }
    }
}

fn check_prefix(prefix: &str, faults: &mut Vec<Fault>) {
    let shaped = (2..=6).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_uppercase());
    if !shaped {
        faults.push(Fault {
            file: "organisation.toml".to_owned(),
            key: "reference_prefix".to_owned(),
            message: "Use two to six capital letters.".to_owned(),
        });
    }
}

fn check_keys(keys: &[RecipientKey], faults: &mut Vec<Fault>) {
    let file = "keys.toml";
    check_ids(file, keys.iter().map(|key| key.id.as_str()), faults);
    let mut fault = |key: &str, message: &str| {
        faults.push(Fault { file: file.to_owned(), key: key.to_owned(), message: message.to_owned() })
    };
    let count = |wanted: KeyUse| keys.iter().filter(|key| key.key_use == wanted).count();
    if count(KeyUse::Officer) < 2 {
        fault("keys", "Name two officer keys at least, so that one lost key loses nothing.");
    }
    if count(KeyUse::Recovery) < 1 {
        fault("keys", "Name a recovery key that is kept offline.");
    }
    for key in keys {
        if !key.recipient.starts_with("age1") || key.recipient.len() != 62 {
            fault(&format!("{}.recipient", key.id), "This is no age X25519 recipient (`age1…`, 62 characters).");
        }
    }
}

/// Text in the accent colour needs 7:1 against white and against black (WCAG 2.2, 1.4.6).
fn check_accent(accent: &Accent, faults: &mut Vec<Fault>) {
    for (key, colour, ground) in [("accent.light", &accent.light, 1.0), ("accent.dark", &accent.dark, 0.0)] {
        let message = match luminance(colour) {
            None => "Write the colour as #rrggbb.".to_owned(),
            Some(luminance) => {
                let (light, dark) = if luminance > ground { (luminance, ground) } else { (ground, luminance) };
                let contrast = (light + 0.05) / (dark + 0.05);
                if contrast >= 7.0 {
                    continue;
                }
                format!(
                    "The contrast is {contrast:.1}:1 and must be 7:1. Choose a darker colour for light ground and a lighter one for dark ground."
                )
            }
        };
        faults.push(Fault { file: "organisation.toml".to_owned(), key: key.to_owned(), message });
    }
}

/// Relative luminance (WCAG 2.2) of `#rrggbb`.
fn luminance(colour: &str) -> Option<f64> {
    let hex = colour.strip_prefix('#').filter(|hex| hex.len() == 6)?;
    let channel = |at: std::ops::Range<usize>| {
        let value = f64::from(u8::from_str_radix(hex.get(at)?, 16).ok()?) / 255.0;
        Some(if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0..2)? + 0.7152 * channel(2..4)? + 0.0722 * channel(4..6)?)
}
