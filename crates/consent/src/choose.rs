//! Making a new decision from what a person chose and what they had chosen before.
//!
//! `www/loader/rules.js` does the same in the page; both pass `tests/vectors/consent.json`.

use crate::{Category, Covered, Decision, Service, Site, Source, TooLong};

/// A choice that was just made.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// A new random id, lower-case UUID.
    pub id: &'a str,
    /// The register's revision.
    pub revision: u32,
    /// Seconds since 1970, UTC.
    pub decided_at: u64,
    /// How it was made.
    pub source: Source,
    /// Ids of the services it is about.
    pub about: &'a [&'a str],
    /// Ids of those among them that are on.
    pub on: &'a [&'a str],
}

impl Choice<'_> {
    /// The decision: what was chosen here, and what `before` says of all other services of `catalogue`, the institution's
    /// whole list. Whole categories are named by their name, mixed ones by what is on. Where something exempt on this
    /// site was left as it is, services are named one by one, so that refusing a category does not object to it; a
    /// browser's signal (GPC) objects to nothing exempt on any site, unless naming them does not fit.
    ///
    /// A cookie holds 200 bytes. If it would be more, what was granted for other sites is forgotten and asked again
    /// there; if that is not enough, mixed categories are refused.
    ///
    /// # Errors
    /// [`TooLong`] when an id or name is malformed.
    pub fn decide(&self, here: &Site, catalogue: &[Service], before: Option<&Decision>) -> Result<Decision, TooLong> {
        self.compose(here, catalogue, before, true)
            .or_else(|TooLong| self.compose(here, &here.services, before, true))
            .or_else(|TooLong| self.compose(here, &here.services, before, false))
    }

    fn compose(
        &self,
        here: &Site,
        catalogue: &[Service],
        before: Option<&Decision>,
        mixed: bool,
    ) -> Result<Decision, TooLong> {
        let (mut granted, mut refused, mut covered) = (Vec::new(), Vec::new(), Covered::default());
        for category in Category::ALL.into_iter().filter(|category| *category != Category::Necessary) {
            let (mut on, mut off, mut left) = (Vec::new(), Vec::new(), false);
            for service in catalogue.iter().filter(|s| s.category == category && s.basis.is_optional()) {
                match self.says(service, before) {
                    Some(true) => on.push(service.id.clone()),
                    Some(false) => off.push(service.id.clone()),
                    None => {
                        let counts = self.source == Source::Gpc || here.services.iter().any(|own| own.id == service.id);
                        left |= service.basis.is_exempt() && counts;
                        continue;
                    }
                }
                covered.add(service.number);
            }
            if left && mixed {
                granted.extend(on);
                refused.extend(off);
                continue;
            }
            let name = category.name().to_owned();
            match (on.is_empty(), off.is_empty()) {
                (true, true) => {}
                (false, true) => granted.push(name),
                (true, false) => refused.push(name),
                (false, false) => {
                    refused.push(name);
                    if mixed {
                        granted.extend(on);
                    }
                }
            }
        }
        Decision::new(self.id, self.revision, self.decided_at, self.source, granted, refused)?.about(covered)
    }

    fn says(&self, service: &Service, before: Option<&Decision>) -> Option<bool> {
        let named = |ids: &[&str]| ids.contains(&service.id.as_str());
        if named(self.about) {
            return Some(named(self.on));
        }
        let (before, exempt) = (before?, service.basis.is_exempt());
        let said = before.says_of(service);
        // An objection to a category holds for what is exempt in it, wherever it was made.
        if before.covers(service) || (exempt && said == Some(false)) { said } else { None }
    }
}
