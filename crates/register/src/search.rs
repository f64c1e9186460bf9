//! Search over the register: what people call things, found where it is said.

use crate::content::Content;
use crate::order::most_first;
use crate::{Register, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it is.
    pub address: String,
    /// What it is called.
    pub title: Text,
    /// A line about it.
    pub line: Text,
}

/// Words that say nothing about what is sought.
const EMPTY: [&str; 34] = [
    "a", "an", "and", "are", "at", "can", "do", "does", "for", "have", "hold", "how", "i", "in", "is", "it", "me",
    "my", "of", "on", "or", "see", "sees", "the", "their", "they", "to", "what", "when", "where", "who", "why", "you",
    "your",
];

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('’', "'");
    let split = lower.split(|c: char| !c.is_alphanumeric() && c != '\'');
    split
        .map(|word| stem(word.trim_matches('\'')))
        .filter(|word| !word.is_empty() && !EMPTY.contains(&word.as_str()))
        .collect()
}

/// Plurals and singulars are one word.
fn stem(word: &str) -> String {
    let long = word.chars().count() > 3;
    match word.strip_suffix('s') {
        Some(singular) if long && !singular.ends_with('s') => singular.to_owned(),
        _ => word.to_owned(),
    }
}

/// What a word counts in the title, in the line, and in whatever people may say instead. A beginning counts half.
const WEIGHTS: [usize; 3] = [8, 4, 2];

/// Each word is sought in everything there is: nobody needs more to say what they look for.
const WORDS: usize = 40;

/// Everything there is, made once.
#[derive(Clone, Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
    /// For each word, in order, the entries that have it and the most it counts there.
    words: BTreeMap<String, Vec<(usize, usize)>>,
}

impl Index {
    /// Of a register.
    #[must_use]
    pub fn of(register: &Register) -> Self {
        let mut index = Self::default();
        let content = &register.content;
        let listed = Listed::of(content);
        for activity in &content.activities {
            let mut more: Vec<String> = activity.why.iter().map(both).collect();
            for kind in content.data_of(activity) {
                more.push(both(&kind.name));
                more.extend(kind.words.iter().cloned());
            }
            more.extend(content.recipients_of(activity).map(|(_, recipient)| both(&recipient.name)));
            more.extend(activity.areas.iter().map(both));
            let address = listed.address(&activity.id);
            index.add(address, &activity.title, &activity.summary, &more);
        }
        for notice in &content.notices {
            let lead = notice.text.first().unwrap_or(&notice.title);
            let more: Vec<String> = notice.text.iter().map(both).collect();
            index.add(format!("/notices/{}", notice.id), &notice.title, lead, &more);
        }
        for right in &content.rights {
            let more: Vec<String> = right.applies.iter().map(both).collect();
            index.add(format!("/rights#{}", right.id), &right.name, &right.short, &more);
        }
        for topic in &content.topics {
            let page = match topic.page {
                crate::content::TopicPage::About => "/",
                crate::content::TopicPage::Library => "/library",
                crate::content::TopicPage::Security => "/security",
                crate::content::TopicPage::Rights => "/rights",
                crate::content::TopicPage::Notices => "/notices",
            };
            let lead = topic.text.first().unwrap_or(&topic.title);
            let more: Vec<String> = topic.text.iter().map(both).collect();
            index.add(format!("{page}#{}", topic.id), &topic.title, lead, &more);
        }
        for service in &register.services {
            let title = Text::One(service.name.clone());
            let more: Vec<String> = service
                .cookies
                .iter()
                .map(|cookie| cookie.name.clone())
                .chain([service.provider.clone(), "cookie".to_owned()])
                .collect();
            index.add("/cookies".to_owned(), &title, &Text::One(service.purpose.clone()), &more);
        }
        for form in &register.forms {
            let lead = form.lead.first().cloned().unwrap_or_default();
            index.add(format!("/forms/{}", form.id), &Text::One(form.title.clone()), &Text::One(lead), &[]);
        }
        index
    }

    /// Puts something in. `more` is what people may say instead.
    pub fn add(&mut self, address: String, title: &Text, line: &Text, more: &[String]) {
        let at = self.entries.len();
        for (field, weight) in [both(title), both(line), more.join(" ")].iter().zip(WEIGHTS) {
            for word in words(field) {
                let entries = self.words.entry(word).or_default();
                // The fields come in the order of their weights.
                if entries.last().is_none_or(|(last, _)| *last != at) {
                    entries.push((at, weight));
                }
            }
        }
        self.entries.push(Entry { address, title: title.clone(), line: line.clone() });
    }

    /// What fits the first words of a query, the best first, at most `most`. A word that few entries have counts more than one that many have.
    #[must_use]
    pub fn find(&self, query: &str, most: usize) -> Vec<&Entry> {
        let mut scores = vec![0_usize; self.entries.len()];
        for word in words(query).into_iter().take(WORDS) {
            let fits = self.fits(&word);
            let many = fits.iter().filter(|fit| **fit > 0).count();
            let rarity = self.entries.len().checked_div(many).and_then(usize::checked_ilog2).unwrap_or_default();
            let rarity = usize::try_from(rarity).unwrap_or_default().saturating_add(1);
            for (score, fit) in scores.iter_mut().zip(fits) {
                *score = score.saturating_add(fit.saturating_mul(rarity));
            }
        }
        let best = scores.iter().copied().max().unwrap_or_default();
        let fits = |score: &usize| *score > 0 && score.saturating_mul(3) >= best;
        let found = scores.into_iter().zip(&self.entries).filter(|(score, _)| fits(score));
        most_first(found, most, |(score, _)| *score).into_iter().map(|(_, entry)| entry).collect()
    }

    /// For each entry, what the word counts in it, or one that begins with it where it is long enough.
    fn fits(&self, word: &str) -> Vec<usize> {
        let mut fits = vec![0_usize; self.entries.len()];
        let mut put = |entries: &[(usize, usize)], beginning: bool| {
            for (at, weight) in entries {
                if let Some(fit) = fits.get_mut(*at) {
                    let counts = if beginning { weight / 2 } else { *weight };
                    *fit = counts.max(*fit);
                }
            }
        };
        put(self.words.get(word).map_or(&[], Vec::as_slice), false);
        if word.chars().count() > 2 {
            let longer = (Bound::Excluded(word), Bound::Unbounded);
            let beginnings = self.words.range::<str, _>(longer).take_while(|(known, _)| known.starts_with(word));
            for (_, entries) in beginnings {
                put(entries, true);
            }
        }
        fits
    }
}

fn both(text: &Text) -> String {
    match text {
        Text::One(text) => text.clone(),
        Text::Each { en, cy } => format!("{en} {cy}"),
    }
}

/// The notices with the activities they list.
struct Listed<'a>(Vec<(&'a str, BTreeSet<&'a str>)>);

impl<'a> Listed<'a> {
    fn of(content: &'a Content) -> Self {
        let ids = |notice| content.of_notice(notice).into_iter().map(|one| one.id.as_str()).collect();
        Self(content.notices.iter().map(|notice| (notice.id.as_str(), ids(notice))).collect())
    }

    /// Where an activity is read: in the first notice that lists it.
    fn address(&self, activity: &str) -> String {
        let notice = self.0.iter().find(|(_, listed)| listed.contains(activity));
        notice.map_or_else(|| format!("/ropa#{activity}"), |(notice, _)| format!("/notices/{notice}#{activity}"))
    }
}
