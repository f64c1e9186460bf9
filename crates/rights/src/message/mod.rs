//! What a message in somebody's own words probably says: who, from where, when, and which rights. Staff confirm it; nothing is
//! decided by it. What is read is right or empty: of a forwarded message, who wrote first and when it reached the institution.

mod calendar_words;
mod dates;
mod headers;
mod labels;
mod lines;
mod names;
mod quoted;
mod rights;
mod signs;
mod stamp;
mod thread;
mod unsure;

pub use unsure::Unsure;

use crate::Channel;
use dates::{Found, Order, Reading, dates, order, words};
use forthright_forms::{Answers, Form, Role};
use jiff::civil::{Date, Time};
use rights::Signs;
use thread::{Asker, asker};

/// What was found. Staff check all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Who asks, as the header of their own message shows it, or as they say themselves.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// The London date on which their message reached the institution (UK GDPR Art 12A: the month runs from receipt by the controller).
    pub arrived: Option<Date>,
    /// The London time of it.
    pub arrived_at: Option<Time>,
    /// Whether it has an e-mail's header.
    pub by_email: bool,
    /// A date that stands after "born" or "date of birth".
    pub born: Option<Date>,
    /// Every other date in their words, in the order they stand.
    pub dates: Vec<Date>,
    /// Ids of the forms for the rights it seems to use, the likeliest first.
    pub forms: Vec<&'static str>,
    /// Whether it asks under the Freedom of Information Act 2000, which is not about one's own information.
    pub freedom: bool,
    /// Whether somebody seems to act for somebody else.
    pub represented: bool,
    /// What was seen and left empty, and why.
    pub unsure: Vec<Unsure>,
}

/// Where and when a message is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Here<'a> {
    /// The institution's own domains, in small letters; what comes from one of them was passed on by a colleague.
    pub domains: &'a [String],
    /// The London date. Nothing arrived after it.
    pub today: Option<Date>,
}

/// A longer text is not one message. Far more than a form's field takes.
const MOST_BYTES: usize = 200_000;

/// Reads a message as it was pasted, with or without its header, not knowing where. See [`Here::read`].
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
    Here::default().read(text)
}

impl Here<'_> {
    /// Reads a message as it was pasted: forwarded by a colleague, answered and quoted, or as it came.
    #[must_use]
    pub fn read(&self, text: &str) -> Read {
        if text.len() > MOST_BYTES {
            let start = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or_default();
            let asked = Signs::new().asked(start);
            let unsure = vec![Unsure::TooLong];
            return Read { forms: asked.forms, freedom: asked.freedom, unsure, ..Read::default() };
        }
        let Asker { name, email, arrived, at, by_email, own, asked, mut unsure } = asker(text, self);
        let represented = asked.represented && own.is_some();
        let (born, dates) =
            told(own.as_deref().unwrap_or(text), own.is_some() && !represented, self.today, &mut unsure);
        Read {
            name,
            email,
            arrived,
            arrived_at: at,
            by_email,
            born,
            dates: dates.into_iter().filter(|date| own.is_some() || Some(*date) != arrived).collect(),
            forms: asked.forms,
            freedom: asked.freedom,
            represented,
            unsure,
        }
    }

    /// Whether an address is a colleague's. A student's mailbox at the institution is the student's own.
    fn is_own(&self, address: &str) -> bool {
        const STUDENTS: [&str; 9] = ["student", "students", "stu", "my", "my365", "alumni", "alumnus", "ug", "pg"];
        let lower = address.to_lowercase();
        let Some((local, host)) = lower.rsplit_once('@') else { return false };
        let before = self.domains.iter().find_map(|domain| {
            let before = host.strip_suffix(domain.as_str())?;
            (before.is_empty() || before.ends_with('.')).then_some(before)
        });
        // P2512345: a letter and a number, which is how students are known.
        let is_number = local.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(local);
        let is_number = is_number.len() >= 6 && is_number.bytes().all(|b| b.is_ascii_digit());
        before.is_some_and(|before| !is_number && !before.split('.').any(|part| STUDENTS.contains(&part)))
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
        if self.by_email {
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
        // A complaint, for example, is not offered beside a right: it is named above the form.
        let is_offered =
            |id: &str| form.question("also").is_some_and(|also| also.options.iter().any(|one| one.value == id));
        for other in self.forms.iter().filter(|other| is_offered(other)) {
            put("also", (*other).to_owned());
        }
        Answers::from_pairs(form, pairs)
    }
}

/// The date of birth, if there is one and `takes_birth`, and the other dates.
fn told(text: &str, takes_birth: bool, today: Option<Date>, unsure: &mut Vec<Unsure>) -> (Option<Date>, Vec<Date>) {
    let lines: Vec<(Births, Vec<Found>)> = text
        .lines()
        .map(|line| {
            let words = words(line);
            (births_in(&words), dates(&words))
        })
        .collect();
    let order = order(lines.iter().flat_map(|(_, found)| found));
    let (mut births, mut others) = (Vec::new(), Vec::new());
    let mut is_doubtful = false;
    for (signs, all) in &lines {
        let mut last = 0_usize;
        for found in all {
            // A word that says so stands between the date before and this one.
            let is_birth = signs.at.iter().any(|at| (last..=found.words.0).contains(at));
            last = found.words.1;
            let date = match (found.reading, order) {
                (Reading::One(date, _), _) => date,
                (Reading::Either(date, _), Some(Order::DayFirst))
                | (Reading::Either(_, date), Some(Order::MonthFirst)) => date,
                (Reading::Either(..), None) => {
                    push_new(unsure, Unsure::TwoDays(found.text.clone()));
                    continue;
                }
                (Reading::Never, _) => {
                    push_new(unsure, Unsure::WrongDay(found.text.clone()));
                    continue;
                }
            };
            // "24/3/95" is of the century before, if it is to be a day of birth.
            let has_century = found.text.contains(&date.year().to_string());
            let before = date.year().checked_sub(100).and_then(|year| Date::new(year, date.month(), date.day()).ok());
            let date = match before.filter(|_| is_birth && !has_century && today.is_some_and(|today| date >= today)) {
                Some(before) => before,
                None => date,
            };
            let is_past = today.is_none_or(|today| date < today);
            if is_birth && is_past {
                is_doubtful |= signs.are_doubted;
                push_new(&mut births, date);
            } else {
                push_new(&mut others, date);
            }
        }
    }
    match births.as_slice() {
        [one] if takes_birth && !is_doubtful => (Some(*one), others),
        _ => {
            births.into_iter().for_each(|date| push_new(&mut others, date));
            (None, others)
        }
    }
}

/// Lists stay short, whatever is pasted.
fn push_new<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if all.len() < 20 && !all.contains(&one) {
        all.push(one);
    }
}

/// The words of a line that say that a date of birth follows.
struct Births {
    /// Their places.
    at: Vec<usize>,
    /// Whether the line says that a date is wrong, or is of a child: then it is not known which date is whose.
    are_doubted: bool,
}

fn births_in(words: &[String]) -> Births {
    const BIRTH: [&str; 9] = ["born", "birth", "dob", "d.o.b", "birthday", "birthdate", "ganed", "ganwyd", "geni"];
    const DOUBT: [&str; 11] = [
        "wrong",
        "wrongly",
        "incorrect",
        "incorrectly",
        "should",
        "instead",
        "rather",
        "not",
        "son",
        "daughter",
        "anghywir",
    ];
    let bare = |word: &String| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let plain: Vec<String> = words.iter().map(bare).collect();
    let at =
        (0_usize..).zip(&plain).filter(|(_, word)| BIRTH.contains(&word.as_str())).map(|(at, _)| at).take(20).collect();
    Births { at, are_doubted: plain.iter().any(|word| DOUBT.contains(&word.as_str())) }
}
