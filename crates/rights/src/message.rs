//! What a message in somebody's own words probably says: who, from where, when, and which rights. Staff confirm it; nothing is
//! decided by it.

use crate::Channel;
use forthright_clock::{london_date, read_date, read_time};
use forthright_forms::{Answers, Form, Role};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// What was found. All of it may be wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Who wrote it: from the header `From:`, "my name is", or under a greeting at the end.
    pub name: Option<String>,
    /// Where from: the header's address, else the first in the text.
    pub email: Option<String>,
    /// The London date of the header `Date:` or `Sent:`.
    pub arrived: Option<Date>,
    /// The London time in it.
    pub arrived_at: Option<Time>,
    /// A date that stands after "born" or "date of birth".
    pub born: Option<Date>,
    /// Every other date, in the order they stand.
    pub dates: Vec<Date>,
    /// Ids of the forms for the rights it seems to use, the likeliest first.
    pub forms: Vec<&'static str>,
    /// Whether somebody seems to act for somebody else.
    pub represented: bool,
}

/// For each form, words that speak for it.
const SIGNS: [(&str, &[&str]); 11] = [
    (
        "subject-access",
        &[
            "subject access",
            "dsar",
            "copy of",
            "copies of",
            "you hold",
            "you have about me",
            "you have on me",
            "access to my",
            "all my data",
            "article 15",
        ],
    ),
    ("rectification", &["rectif", "correct my", "incorrect", "inaccurate", "is wrong", "out of date", "article 16"]),
    ("erasure", &["erase", "erasure", "delete", "deletion", "be forgotten", "remove my", "article 17"]),
    ("restriction", &["restrict", "stop using", "stop processing", "article 18"]),
    ("portability", &["portab", "machine-readable", "machine readable", "transfer my", "article 20"]),
    ("objection", &["i object", "object to", "objection", "unsubscribe", "stop sending", "marketing", "article 21"]),
    ("automated-decision", &["automated", "algorithm", "by a computer", "profiling", "article 22"]),
    ("withdraw-consent", &["withdraw my consent", "withdraw consent", "no longer consent", "take back my consent"]),
    ("cctv", &["cctv", "footage", "camera"]),
    ("complaint", &["complain", "unhappy with how", "not satisfied with"]),
    ("incident", &["data breach", "wrong person", "sent to the wrong", "leaked", "somebody else’s", "someone else's"]),
];

const FOR_SOMEBODY: [&str; 7] =
    ["on behalf of", "my client", "my son", "my daughter", "i act for", "power of attorney", "our client"];

const FAREWELLS: [&str; 12] = [
    "kind regards",
    "best regards",
    "warm regards",
    "regards",
    "yours sincerely",
    "yours faithfully",
    "sincerely",
    "best wishes",
    "many thanks",
    "thanks",
    "thank you",
    "yn gywir",
];

/// Reads a message as it was pasted, with or without its header.
///
/// ```
/// let read = forthright_rights::read_message(
///     "From: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\n\nPlease send me a copy of my file.",
/// );
/// assert_eq!(read.name.as_deref(), Some("Maria Example"));
/// assert_eq!(read.arrived.unwrap().to_string(), "2026-11-24");
/// assert_eq!(read.forms, ["subject-access"]);
/// ```
#[must_use]
pub fn read_message(text: &str) -> Read {
    let lower = text.to_lowercase().replace('\n', " ");
    let from = header(text, &["from"]);
    let sent = header(text, &["date", "sent"]);
    let (arrived, arrived_at) = sent.map_or((None, None), moment);
    let (born, dates) = dates(text, sent);
    Read {
        name: from.and_then(name_in_header).or_else(|| introduced(text)).or_else(|| signed(text)),
        email: from.and_then(address).or_else(|| address(text)),
        arrived,
        arrived_at,
        born,
        dates,
        forms: forms(&lower),
        represented: FOR_SOMEBODY.iter().any(|sign| lower.contains(sign)),
    }
}

impl Read {
    /// What was found as answers to a form, and the message itself as what is asked for.
    #[must_use]
    pub fn answers(&self, form: &Form, text: &str) -> Answers {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut put = |field: &str, value: String| pairs.push((field.to_owned(), value));
        let who = if self.represented { "representative-name" } else { "name" };
        put(who, self.name.clone().unwrap_or_default());
        if self.represented {
            put("who", "someone-else".to_owned());
        }
        if self.arrived.is_some() {
            put("channel", Channel::Email.name().to_owned());
        }
        put("email", self.email.clone().unwrap_or_default());
        for (field, date) in [("arrived", self.arrived), ("date-of-birth", self.born)] {
            if let Some(date) = date {
                put(&format!("{field}-day"), date.day().to_string());
                put(&format!("{field}-month"), date.month().to_string());
                put(&format!("{field}-year"), date.year().to_string());
            }
        }
        let at = self.arrived_at.map(|at| format!("{:02}:{:02}", at.hour(), at.minute()));
        put("arrived-at", at.unwrap_or_default());
        if let Some(question) = form.questions().find(|question| question.role == Some(Role::Request)) {
            put(&question.id, text.to_owned());
        }
        for other in self.forms.iter().filter(|other| **other != form.id) {
            put("also", (*other).to_owned());
        }
        Answers::from_pairs(form, pairs)
    }
}

/// The value of the first line that begins with one of these names and a colon.
fn header<'a>(text: &'a str, names: &[&str]) -> Option<&'a str> {
    let lines = text.lines().take(40).filter_map(|line| line.trim_start_matches(['>', ' ']).split_once(':'));
    let mut found = lines.filter(|(name, _)| names.iter().any(|known| name.trim().eq_ignore_ascii_case(known)));
    found.next().map(|(_, value)| value.trim())
}

/// `Maria Example` of `"Example, Maria" <maria@example.org>`.
fn name_in_header(from: &str) -> Option<String> {
    let name = from.split(['<', '[']).next()?.trim().trim_matches('"').trim();
    let name = match name.split_once(',') {
        Some((last, first)) => format!("{} {}", first.trim(), last.trim()),
        None => name.to_owned(),
    };
    is_name(&name).then_some(name)
}

/// The words with capital letters after "my name is".
fn introduced(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = |word: &&str| word.to_lowercase();
    let at = words.windows(3).position(|three| three.iter().map(plain).eq(["my", "name", "is"]))?;
    let mut name: Vec<&str> = Vec::new();
    for word in words.iter().skip(at.saturating_add(3)).take(5) {
        let bare = word.trim_end_matches(['.', ',', ';', '!']);
        if !bare.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()) {
            break;
        }
        name.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    let name = name.join(" ");
    is_name(&name).then_some(name)
}

/// The line under the last farewell.
fn signed(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_farewell = |line: &&str| {
        let bare = line.trim_end_matches([',', '.', '!']).to_lowercase();
        FAREWELLS.contains(&bare.as_str())
    };
    let at = lines.iter().rposition(is_farewell)?;
    let name = (*lines.get(at.saturating_add(1))?).to_owned();
    is_name(&name).then_some(name)
}

/// One to five words that could be a name in any script.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=5).contains(&words)
        && text.chars().count() <= 60
        && !text.contains(|c: char| c.is_numeric() || matches!(c, '@' | ':' | '/' | '?' | '!'))
        && text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

/// The first e-mail address.
fn address(text: &str) -> Option<String> {
    let edge = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '(' | ')' | ',' | ';' | '"' | ':');
    let mut found = text.split(edge).map(|word| word.trim_end_matches('.')).filter(|word| {
        word.split_once('@').is_some_and(|(local, host)| {
            !local.is_empty() && host.contains('.') && !host.contains('@') && !host.starts_with('.')
        })
    });
    found.next().map(str::to_owned)
}

/// Date and time of a header, in London. An offset (`+0100`) is taken into account; without one it is London's own time.
fn moment(value: &str) -> (Option<Date>, Option<Time>) {
    let Some(date) = dates_in(value).first().copied() else { return (None, None) };
    let clock = value.split_whitespace().filter(|word| word.contains(':'));
    let hours = |word: &str| {
        let mut parts = word.split(':');
        read_time(&format!("{}:{}", parts.next()?, parts.next()?))
    };
    let Some(time) = clock.filter_map(hours).next() else { return (Some(date), None) };
    let offset = value.split_whitespace().find_map(offset);
    let instant = offset.and_then(|offset| offset.to_timestamp(DateTime::from_parts(date, time)).ok());
    match instant {
        Some(instant) => (Some(london_date(instant)), Some(forthright_clock::in_london(instant).time())),
        None => (Some(date), Some(time)),
    }
}

/// `+0100` or `-05:30`.
fn offset(word: &str) -> Option<Offset> {
    let (sign, digits) = match (word.strip_prefix('+'), word.strip_prefix('-')) {
        (Some(digits), _) => (1_i32, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    if digits.len() != 4 {
        return None;
    }
    let number: i32 = digits.parse().ok()?;
    let minutes = number.checked_div(100)?.checked_mul(60)?.checked_add(number.checked_rem(100)?)?;
    Offset::from_seconds(sign.checked_mul(minutes)?.checked_mul(60)?).ok()
}

/// The date of birth, and the others but the one of the header.
fn dates(text: &str, sent: Option<&str>) -> (Option<Date>, Vec<Date>) {
    let (mut born, mut others) = (None, Vec::new());
    for line in text.lines().filter(|line| sent.is_none_or(|sent| !line.contains(sent))) {
        let lower = line.to_lowercase();
        let about_birth = ["born", "birth", "dob", "d.o.b"].iter().any(|sign| lower.contains(sign));
        for date in dates_in(line) {
            if about_birth && born.is_none() {
                born = Some(date);
            } else if !others.contains(&date) {
                others.push(date);
            }
        }
    }
    (born, others)
}

/// The dates in a line: `12/11/2026`, `2026-11-12`, `12th November 2026`.
fn dates_in(line: &str) -> Vec<Date> {
    let edge = |c: char| matches!(c, ',' | '.' | ';' | ':' | '(' | ')' | '?' | '!' | '"' | '“' | '”');
    let words: Vec<&str> = line
        .split_whitespace()
        .map(|word| word.trim_matches(edge))
        .filter(|word| !word.is_empty() && *word != "of")
        .collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let three: Vec<&str> = words.iter().skip(at).take(3).copied().collect();
        // A date of birth is never far away; a year like 0012 is a slip of the keyboard.
        let read = read_date(word).or_else(|| read_date(&three.join(" "))).filter(|date| date.year() >= 1900);
        found.extend(read);
    }
    found
}

fn forms(lower: &str) -> Vec<&'static str> {
    let hits = |signs: &[&str]| signs.iter().filter(|sign| lower.contains(**sign)).count();
    let mut found: Vec<(usize, &str)> =
        SIGNS.iter().map(|(form, signs)| (hits(signs), *form)).filter(|(hits, _)| *hits > 0).collect();
    // Stable: where as much speaks for two, the more common right comes first.
    found.sort_by_key(|(hits, _)| std::cmp::Reverse(*hits));
    found.into_iter().map(|(_, form)| form).collect()
}
