//! Whose request it is, and on which day it reached the institution, in a message that may have been forwarded, answered and
//! quoted. Right or empty: where several could have asked, nobody did.

use super::Here;
use super::headers::{Header, headers};
use super::lines::{Line, lines};
use super::names::{addresses, agrees, introduced, signed};
use super::rights::{Asked, Signs};
use super::stamp::{NoDay, Stamp, stamp};
use super::unsure::Unsure;
use forthright_clock::long_date;
use jiff::civil::{Date, Time};

/// What is known of the person who asks.
#[derive(Default)]
pub struct Asker {
    pub name: Option<String>,
    pub email: Option<String>,
    pub arrived: Option<Date>,
    pub at: Option<Time>,
    /// Whether there is a header, so that it came by e-mail.
    pub by_email: bool,
    /// Their own words, where it is clear which these are.
    pub own: Option<String>,
    /// What it asks for.
    pub asked: Asked,
    pub unsure: Vec<Unsure>,
}

/// On which side somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Outside,
    Colleague,
    /// A sender without an address.
    Unknown,
}

struct Message {
    header: Header,
    side: Side,
    stamp: Stamp,
    words: String,
    asked: Asked,
}

impl Message {
    fn asks(&self) -> bool {
        !self.asked.forms.is_empty() || self.asked.freedom
    }

    /// Whether two messages are of one person.
    fn is_by(&self, other: &Self) -> bool {
        match (&self.header.from.email, &other.header.from.email) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            _ => self.header.from.name.is_some() && self.header.from.name == other.header.from.name,
        }
    }

    /// Whether somebody asks for themselves, in their own message.
    fn asks_for_self(&self) -> bool {
        let subject = self.header.subject.to_lowercase();
        let is_forwarded = ["fw:", "fwd:", "wg:", "tr:", "rv:", "yml:"].iter().any(|mark| subject.starts_with(mark));
        let name = self.header.from.name.as_deref().unwrap_or_default();
        let signs_it = signed(&self.words).is_none_or(|signed| {
            signed.split_whitespace().any(|word| name.split_whitespace().any(|part| part.eq_ignore_ascii_case(word)))
        });
        let is_machine = self.header.from.email.as_deref().is_some_and(is_machine);
        !is_machine
            && !self.asked.forms.is_empty()
            && self.asked.own
            && !self.asked.passed_on
            && !is_forwarded
            && signs_it
    }

    fn described(&self) -> String {
        let Header { from, .. } = &self.header;
        let who = [from.name.as_deref(), from.email.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let who = if who.is_empty() { "no name".to_owned() } else { who };
        match &self.stamp.day {
            Ok(day) => format!("{who} ({})", long_date(*day)),
            Err(_) => who,
        }
    }
}

/// A thread with more messages is not read.
const MOST_MESSAGES: usize = 60;

/// Reads a text.
pub fn asker(text: &str, here: &Here<'_>) -> Asker {
    let signs = Signs::new();
    let asked = |text: &str| signs.asked(text);
    let lines = lines(text);
    let headers = headers(&lines);
    if headers.len() > MOST_MESSAGES {
        return Asker { asked: asked(text), unsure: vec![Unsure::TooLong], by_email: true, ..Asker::default() };
    }
    let mut messages = messages(headers, &lines, here, &signs);
    let first = messages.first().map_or(lines.len(), |message| message.header.start);
    let before = joined(lines.get(..first).unwrap_or_default());
    if messages.is_empty() {
        return without_header(&before, asked(&before), here);
    }
    if messages.iter().any(|message| message.header.is_unread) {
        let whole = asked(&joined(&lines));
        return Asker { asked: whole, unsure: vec![Unsure::Header], by_email: true, ..Asker::default() };
    }
    let ahead = asked(&before);
    let found = match chosen(&messages, &ahead) {
        Ok(at) => at,
        Err(unsure) => {
            let requests = messages.iter().find(|message| message.side != Side::Colleague && message.asks());
            let asked = match requests {
                Some(message) => message.asked.clone(),
                None => asked(&joined(&lines)),
            };
            let unsure = Vec::from_iter(unsure);
            return Asker { asked, unsure, by_email: true, ..Asker::default() };
        }
    };
    let mut result = Asker { by_email: true, ..Asker::default() };
    let latest =
        messages.get(..found).unwrap_or_default().iter().filter_map(|message| message.stamp.day.clone().ok()).min();
    // Whether the same person, or someone else outside, quotes it: then it need not have come when it was written.
    let outer = found.checked_sub(1).and_then(|outer| messages.get(outer)).zip(messages.get(found));
    let is_quoted = match outer {
        Some((outer, message)) => outer.side == Side::Outside || (outer.side == Side::Unknown && outer.is_by(message)),
        None => ahead.own && !ahead.passed_on && !ahead.forms.is_empty(),
    };
    if found >= messages.len() {
        return result;
    }
    let message = messages.swap_remove(found);
    let reached_us = addresses(&message.header.to).any(|address| here.is_own(&address));
    match &message.stamp.day {
        Ok(day) if latest.is_some_and(|latest| latest < *day) => {
            result.unsure.push(Unsure::WrongDay(message.header.sent.clone()))
        }
        Ok(day) if is_quoted && !reached_us => result.unsure.push(Unsure::Quoted(long_date(*day))),
        Ok(day) => (result.arrived, result.at) = (Some(*day), message.stamp.time),
        Err(NoDay::Two(text)) => result.unsure.push(Unsure::TwoDays(text.clone())),
        Err(NoDay::Wrong(text)) => result.unsure.push(Unsure::WrongDay(text.clone())),
        Err(NoDay::None) => {}
    }
    result.email.clone_from(&message.header.from.email);
    let guess = || {
        let name = introduced(&message.words).or_else(|| signed(&message.words))?;
        let agrees_with = message.header.from.email.as_deref().is_some_and(|email| agrees(&name, email));
        agrees_with.then_some(name)
    };
    result.name = message.header.from.name.clone().or_else(guess);
    result.asked = if message.asks() { message.asked } else { asked(&joined(&lines)) };
    result.own = Some(message.words);
    result
}

fn joined(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn messages(headers: Vec<Header>, lines: &[Line], here: &Here<'_>, signs: &Signs) -> Vec<Message> {
    let ends: Vec<usize> = headers.iter().skip(1).map(|header| header.start).chain([lines.len()]).collect();
    let read = headers.into_iter().zip(ends).map(|(mut header, end)| {
        if header.from.email.is_none() {
            // A list sent it, and says to whom replies go.
            header.from.email = header.reply_to.take().filter(|address| !here.is_own(address));
        }
        let words = joined(lines.get(header.body..end).unwrap_or_default());
        let side = match &header.from.email {
            Some(email) if here.is_own(email) || is_machine(email) => Side::Colleague,
            Some(_) => Side::Outside,
            None => Side::Unknown,
        };
        let stamp = stamp(&header.sent, header.is_welsh, here.today);
        let asked = signs.asked(&format!("{}\n\n{words}", header.subject));
        Message { header, side, stamp, words, asked }
    });
    read.collect()
}

/// Whether nobody reads what is sent to an address.
fn is_machine(email: &str) -> bool {
    let local = email.split('@').next().unwrap_or_default().to_lowercase().replace(['-', '_', '.'], "");
    matches!(local.as_str(), "noreply" | "donotreply" | "mailerdaemon" | "postmaster" | "bounce" | "bounces")
}

/// Which message is the request, or why it is not clear. `ahead`: what stands before the first header.
fn chosen(messages: &[Message], ahead: &Asked) -> Result<usize, Option<Unsure>> {
    let of = |side: Side| {
        (0..messages.len()).filter(move |at| messages.get(*at).is_some_and(|message| message.side == side))
    };
    let message = |at: usize| messages.get(at);
    let several = |at: &[usize]| {
        let mut all: Vec<String> = at.iter().filter_map(|at| message(*at)).map(Message::described).collect();
        all.dedup();
        Some(Unsure::People(all))
    };
    let one_person = |at: &[usize]| match at {
        [] => false,
        [first, rest @ ..] => message(*first)
            .is_some_and(|first| rest.iter().all(|other| message(*other).is_some_and(|other| other.is_by(first)))),
    };
    let outside: Vec<usize> = of(Side::Outside).collect();
    let asking: Vec<usize> = outside.iter().copied().filter(|at| message(*at).is_some_and(Message::asks)).collect();
    // The one that was written first; where that is not known, what is quoted innermost.
    let day = |at: &usize| message(*at).and_then(|message| message.stamp.day.clone().ok());
    let dated: Option<Vec<(Date, usize)>> = asking.iter().map(|at| Some((day(at)?, *at))).collect();
    let earliest = dated.and_then(|dated| dated.into_iter().min_by_key(|(day, at)| (*day, std::cmp::Reverse(*at))));
    let oldest = earliest.map(|(_, at)| at).or_else(|| asking.last().copied());
    if one_person(&asking)
        && let (Some(inner), Some(first)) = (oldest, asking.first().copied())
    {
        // Another outside wrote around it: it may have reached them and not us.
        let around = outside
            .iter()
            .any(|at| *at < inner && message(*at).zip(message(first)).is_some_and(|(one, other)| !one.is_by(other)));
        return if around { Err(several(&outside)) } else { Ok(inner) };
    }
    if !asking.is_empty() {
        return Err(several(&asking));
    }
    let for_self = |at: &usize| message(*at).is_some_and(Message::asks_for_self);
    let ahead_asks = ahead.own && !ahead.passed_on && !ahead.forms.is_empty();
    let unknown: Vec<usize> = of(Side::Unknown).collect();
    let colleagues: Vec<usize> = of(Side::Colleague).collect();
    let others: Vec<usize> = unknown.iter().chain(&colleagues).copied().filter(for_self).collect();
    match (outside.as_slice(), others.as_slice()) {
        // Somebody outside wrote, and in no words that we know as a request.
        ([one], []) if !ahead_asks => Ok(*one),
        ([], []) if ahead_asks => Err(None),
        ([], []) => match messages {
            [only] if only.side == Side::Colleague => Err(Some(Unsure::Colleague(only.described()))),
            _ => Err(several(&Vec::from_iter(0..messages.len()))),
        },
        // A colleague who asks for themselves, or a sender whose address is not shown.
        ([], [.., inner]) if one_person(&others) && !ahead_asks => Ok(*inner),
        _ => Err(several(&Vec::from_iter(outside.iter().chain(&others).copied()))),
    }
}

/// A text without a header: only what it says of itself.
fn without_header(text: &str, asked: Asked, here: &Here<'_>) -> Asker {
    let outside: Vec<String> = addresses(text).filter(|address| !here.is_own(address)).take(20).collect();
    let mut result = Asker { asked, own: Some(text.to_owned()), ..Asker::default() };
    if result.asked.passed_on {
        result.own = None;
    } else {
        let agreeing = |name: &String| outside.iter().find(|address| agrees(name, address)).cloned();
        result.name = introduced(text).or_else(|| signed(text).filter(|name| agreeing(name).is_some()));
        result.email = result.name.as_ref().and_then(agreeing);
    }
    let mut left: Vec<String> = Vec::new();
    for address in outside {
        if result.email.as_ref() != Some(&address) && !left.contains(&address) {
            left.push(address);
        }
    }
    if !left.is_empty() {
        result.unsure.push(Unsure::Addresses(left));
    }
    result
}
