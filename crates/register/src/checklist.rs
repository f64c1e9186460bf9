//! What the desk's bundle needs of the register: letters, and where to look for what a request asks for, as a checklist made
//! from the register's ids in the request.

use crate::letters::Letter;
use crate::{Content, Register, Text};
use serde::{Deserialize, Serialize};

/// The register as the desk has it (`/v1/register/desk.json`): a fraction of the whole, to read and to compile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskRegister {
    /// The institution's name.
    pub organisation: String,
    /// The regulator's name.
    pub regulator: String,
    /// The regulator's name in Welsh.
    pub regulator_welsh: String,
    /// Where the team is written to.
    pub email: String,
    /// Where complaints go: the data protection officer's address.
    pub complaints: String,
    /// What is written to people.
    pub letters: Vec<Letter>,
    /// Where to look.
    pub searchable: Searchable,
}

impl DeskRegister {
    /// Of a whole register.
    #[must_use]
    pub fn of(register: &Register) -> Self {
        let regulator = &register.organisation.regulator;
        Self {
            organisation: register.organisation.name.clone(),
            regulator: regulator.name.clone(),
            regulator_welsh: regulator.welsh.clone().unwrap_or_else(|| regulator.name.clone()),
            email: register.contact("data-protection").map(|contact| contact.email.clone()).unwrap_or_default(),
            complaints: register.complaints().map(|contact| contact.email.clone()).unwrap_or_default(),
            letters: register.letters.clone(),
            searchable: Searchable::of(&register.content),
        }
    }
}

/// Activities and kinds of data, as far as searching needs them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searchable {
    activities: Vec<Activity>,
    data: Vec<Data>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Activity {
    id: String,
    title: Text,
    data: Vec<String>,
    areas: Vec<Text>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Data {
    id: String,
    name: Text,
}

impl Searchable {
    /// Of everything the register says.
    #[must_use]
    pub fn of(content: &Content) -> Self {
        let activity = |one: &crate::content::Activity| Activity {
            id: one.id.clone(),
            title: one.title.clone(),
            data: one.data.clone(),
            areas: one.areas.clone(),
        };
        let data = |one: &crate::content::DataCategory| Data { id: one.id.clone(), name: one.name.clone() };
        Self {
            activities: content.activities.iter().map(activity).collect(),
            data: content.data.iter().map(data).collect(),
        }
    }

    fn activity(&self, id: &str) -> Option<&Activity> {
        self.activities.iter().find(|one| one.id == id)
    }
}

/// A place to search, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The place as the register names it; an activity without one stands for itself.
    pub name: Text,
    /// What may be there: titles of activities and names of kinds of data.
    pub what: Vec<Text>,
}

/// The checklist for a request. `request` names activities and kinds of data by their titles, a line each, as the explorer
/// writes them, or by their ids in brackets, as it did before; `areas` names places of the register, one a line.
#[must_use]
pub fn checklist(content: &Searchable, request: &str, areas: &str) -> Vec<Place> {
    let ids: Vec<&str> = request.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0)).collect();
    let is_called = |text: &Text, line: &str| ["en", "cy"].iter().any(|language| text.in_language(language) == line);
    let lines: Vec<&str> = request.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES).collect();
    let called = |text: &Text| lines.iter().any(|line| is_called(text, line));
    // Each once, however often it is named: there are no more of them than in the register.
    let by_title = content.activities.iter().filter(|one| called(&one.title));
    let named = once(ids.iter().filter_map(|id| content.activity(id)).chain(by_title));
    let mut places = Vec::new();
    for activity in &named {
        put(&mut places, activity, &activity.title);
    }
    let kinds = ids.iter().filter_map(|id| content.data.iter().find(|kind| kind.id == **id));
    for kind in once(kinds.chain(content.data.iter().filter(|kind| called(&kind.name)))) {
        let holds = |one: &&Activity| one.data.contains(&kind.id);
        // Where activities are named, a kind of data is meant there; named alone, wherever it is.
        let among: Vec<&Activity> = named.iter().copied().filter(holds).collect();
        let all = || content.activities.iter().filter(holds).collect();
        for activity in if among.is_empty() { all() } else { among } {
            put(&mut places, activity, &kind.name);
        }
    }
    let known: Vec<&Text> = content.activities.iter().flat_map(|one| &one.areas).collect();
    for line in areas.lines().map(str::trim) {
        if let Some(area) = known.iter().find(|area| is_called(area, line)) {
            place(&mut places, area, None);
        }
    }
    places
}

/// Every place there is to search, in the register's order.
#[must_use]
pub fn every_place(content: &Searchable) -> Vec<Place> {
    let mut places = Vec::new();
    for activity in &content.activities {
        put(&mut places, activity, &activity.title);
    }
    places
}

/// What is ticked fills fewer lines than this.
const LINES: usize = 500;

/// In the order of where each stands first.
fn once<'a, T>(all: impl Iterator<Item = &'a T>) -> Vec<&'a T> {
    let mut found: Vec<&T> = Vec::new();
    for one in all {
        if !found.iter().any(|other| std::ptr::eq(*other, one)) {
            found.push(one);
        }
    }
    found
}

fn put(places: &mut Vec<Place>, activity: &Activity, what: &Text) {
    let own = std::slice::from_ref(&activity.title);
    for name in if activity.areas.is_empty() { own } else { &activity.areas } {
        place(places, name, Some(what));
    }
}

fn place(places: &mut Vec<Place>, name: &Text, what: Option<&Text>) {
    match places.iter_mut().find(|place| place.name == *name) {
        Some(place) => place.what.extend(what.filter(|what| !place.what.contains(what)).cloned()),
        None => places.push(Place { name: name.clone(), what: what.into_iter().cloned().collect() }),
    }
}
