//! Search over the register: what people call things, found where it is said.

use crate::content::Content;
use crate::order::most_first;
use crate::{Register, Text};
use forthright_forms::Form;
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
    /// Whether it is something that people come to do.
    pub is_task: bool,
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

/// Plurals and singulars are one word, and so are the forms of a verb: `unsubscribed`, `unsubscribing`. Coarser than Porter's
/// rules, which would cost the pages that answer live more bytes than they find.
fn stem(word: &str) -> String {
    let is_long = |stem: &&str| stem.chars().count() > 2;
    let plural = match word.strip_suffix('s') {
        Some(singular) if is_long(&singular) && !singular.ends_with('s') => singular,
        _ => word,
    };
    let plural = plural.strip_suffix("'").unwrap_or(plural);
    if let Some(one) = plural.strip_suffix("ie").or_else(|| plural.strip_suffix('y')).filter(is_long) {
        return format!("{one}i");
    }
    let verb = plural.strip_suffix("ing").or_else(|| plural.strip_suffix("ed")).filter(|stem| stem.chars().count() > 3);
    let bare = verb.unwrap_or(plural);
    let mut letters = bare.chars().rev();
    let doubled = verb.is_some() && letters.next().is_some_and(|last| letters.next() == Some(last) && last != 's');
    let bare = if doubled { bare.get(..bare.len().saturating_sub(1)).unwrap_or(bare) } else { bare };
    bare.strip_suffix('e').filter(is_long).unwrap_or(bare).to_owned()
}

/// What a word counts in the title, in the line, and in whatever people may say instead. A beginning counts half.
const WEIGHTS: [usize; 3] = [8, 4, 2];
/// What people come to do counts more, in the words that they have for it as well: nobody searches to read a table.
const TASK: [usize; 3] = [24, 6, 24];
/// In a word of so many letters one may be wrong.
const FORGIVING: usize = 5;

/// A word of so many letters may be two that were written as one, each of at least so many.
const SPLIT: std::ops::Range<usize> = 8..30;
const PART: usize = 4;

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
        for task in &content.tasks {
            index.put(task.address.clone(), (&task.title, &task.line), &task.words, true);
        }
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
            let more: Vec<String> = more.into_iter().chain([both(&right.legal_name)]).collect();
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
            let lead = |form: &Form| form.lead.first().cloned().unwrap_or_default();
            let (title, line) = match register.form_in(&form.id, "cy") {
                Some(welsh) => (
                    Text::Each { en: form.title.clone(), cy: welsh.title.clone() },
                    Text::Each { en: lead(form), cy: lead(welsh) },
                ),
                None => (Text::One(form.title.clone()), Text::One(lead(form))),
            };
            index.add(format!("/forms/{}", form.id), &title, &line, &[]);
        }
        index
    }

    /// Puts something in. `more` is what people may say instead.
    pub fn add(&mut self, address: String, title: &Text, line: &Text, more: &[String]) {
        self.put(address, (title, line), more, false);
    }

    fn put(&mut self, address: String, (title, line): (&Text, &Text), more: &[String], is_task: bool) {
        let at = self.entries.len();
        let [of_title, of_line, of_more] = if is_task { TASK } else { WEIGHTS };
        let said = [(words(&both(title)), of_title), (words(&both(line)), of_line)];
        // A word alone counts more than one of several.
        let phrases = more.iter().map(|phrase| words(phrase));
        let phrases = phrases.map(|words| {
            let weight = if is_task { of_more.checked_div(words.len()).unwrap_or(0) } else { of_more };
            (words, weight)
        });
        for (words, weight) in said.into_iter().chain(phrases) {
            for word in words {
                let entries = self.words.entry(word).or_default();
                match entries.last_mut() {
                    Some((last, counts)) if *last == at => *counts = weight.max(*counts),
                    _ => entries.push((at, weight)),
                }
            }
        }
        self.entries.push(Entry { address, title: title.clone(), line: line.clone(), is_task });
    }

    /// What fits the first words of a query, the best first, at most `most`. A word that few entries have counts more than one that many have.
    #[must_use]
    pub fn find(&self, query: &str, most: usize) -> Vec<&Entry> {
        let mut scores = vec![(0_usize, 0_usize); self.entries.len()];
        let sought = words(query);
        let sought = self.as_written_here(sought.get(..WORDS).unwrap_or(&sought));
        for word in &sought {
            let fits = self.fits(word);
            let many = fits.iter().filter(|fit| **fit > 0).count();
            let rarity = self.entries.len().checked_div(many).and_then(usize::checked_ilog2).unwrap_or_default();
            let rarity = usize::try_from(rarity).unwrap_or_default().saturating_add(1);
            for ((score, words), fit) in scores.iter_mut().zip(fits).filter(|(_, fit)| *fit > 0) {
                *score = score.saturating_add(fit.saturating_mul(rarity));
                *words = words.saturating_add(1);
            }
        }
        // What has some of the words alone counts for so much less.
        let share = |(score, words): (usize, usize)| score.saturating_mul(words).checked_div(sought.len()).unwrap_or(0);
        let scores: Vec<usize> = scores.into_iter().map(share).collect();
        // What people come to do is more than what else there is, and hides none of it.
        let best = |tasks: bool| {
            let of_kind = self.entries.iter().zip(&scores).filter(|(entry, _)| entry.is_task == tasks);
            of_kind.map(|(_, score)| *score).max().unwrap_or_default()
        };
        let (best_task, best_other) = (best(true), best(false));
        let found = scores.iter().copied().zip(&self.entries).filter(|(score, entry)| {
            let best = if entry.is_task { best_task } else { best_other };
            *score > 0 && score.saturating_mul(3) >= best
        });
        most_first(found, most, |(score, _)| *score).into_iter().map(|(_, entry)| entry).collect()
    }

    /// The words as the register writes them: `databreach` is two, `un-subscribe` is one.
    fn as_written_here(&self, sought: &[String]) -> Vec<String> {
        let is_known = |word: &str| self.words.contains_key(word);
        let mut written: Vec<String> = Vec::new();
        for word in sought {
            let before = written.last().filter(|before| !is_known(before) || !is_known(word));
            if let Some(joined) = before.map(|before| format!("{before}{word}")).filter(|joined| is_known(joined)) {
                written.pop();
                written.push(joined);
                continue;
            }
            let length = word.chars().count();
            // One wrong letter is likelier than a space that is missing.
            let is_strange = !is_known(word)
                && (SPLIT.start..SPLIT.end).contains(&length)
                && !self.words.keys().any(|known| is_one_apart(known, word));
            let parts = is_strange.then(|| {
                let cuts = word
                    .char_indices()
                    .skip(PART)
                    .map(|(at, _)| at)
                    .take(length.saturating_sub(PART.saturating_mul(2)).saturating_add(1));
                cuts.filter_map(|at| word.split_at_checked(at)).find(|(one, other)| is_known(one) && is_known(other))
            });
            match parts.flatten() {
                Some((one, other)) => written.extend([one.to_owned(), other.to_owned()]),
                None => written.push(word.clone()),
            }
        }
        written
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
        if word.chars().count() >= FORGIVING && fits.iter().all(|fit| *fit == 0) {
            let mut put = |entries: &[(usize, usize)]| {
                for (at, weight) in entries {
                    if let Some(fit) = fits.get_mut(*at) {
                        *fit = (weight / 2).max(*fit);
                    }
                }
            };
            self.words.iter().filter(|(known, _)| is_one_apart(known, word)).for_each(|(_, entries)| put(entries));
        }
        fits
    }
}

/// Whether one letter is wrong, missing or too many, or two have changed places.
fn is_one_apart(known: &str, word: &str) -> bool {
    let (known, word): (Vec<char>, Vec<char>) = (known.chars().collect(), word.chars().collect());
    if known.len().abs_diff(word.len()) > 1 || known.len() < FORGIVING.saturating_sub(1) {
        return false;
    }
    let same = known.iter().zip(&word).take_while(|(a, b)| a == b).count();
    let tail = |letters: &[char], skipped: usize| -> Vec<char> {
        letters.iter().skip(same.saturating_add(skipped)).copied().collect()
    };
    let (one, other) = (tail(&known, 0), tail(&word, 0));
    let swapped = match (one.as_slice(), other.as_slice()) {
        ([a, b, rest @ ..], [c, d, others @ ..]) => a == d && b == c && rest == others,
        _ => false,
    };
    swapped || tail(&known, 1) == tail(&word, 1) || tail(&known, 1) == other || one == tail(&word, 1)
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
