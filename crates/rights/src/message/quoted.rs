//! The line that quotes a message, `On Tue, 24 Nov 2026 at 14:05, Maria Example <maria@example.org> wrote:`, and what a mail
//! program's page shows above it.

use super::calendar_words::{month, weekday, zone, zone_phrase};
use super::dates::{dates, words};
use super::headers::Header;
use super::labels::{label, without_verb, wrote};
use super::lines::Line;
use super::names::{Person, address, addresses, is_capital_name, is_name, person};

/// A quoting line is not longer, even if it was broken into several.
const LONGEST: usize = 400;
/// Into no more lines than these.
const MOST_LINES: usize = 4;

/// The message that is quoted from a line on.
pub fn quoted(lines: &[Line], at: usize) -> Option<Header> {
    let first = lines.get(at).filter(|line| can_begin(&line.text))?;
    let mut whole = String::new();
    for (ahead, line) in lines.get(at..)?.iter().take(MOST_LINES).enumerate() {
        if line.is_empty() || whole.len().saturating_add(line.text.len()) > LONGEST {
            return None;
        }
        if ahead > 0 {
            whole.push(' ');
        }
        whole.push_str(&line.text);
        if line.text.ends_with([':', '：']) {
            let body = at.saturating_add(ahead).saturating_add(1);
            let next = lines.get(body..)?.iter().take(2).find(|line| !line.is_empty());
            let is_deeper = next.is_some_and(|next| next.depth > first.depth);
            return read(&whole, is_deeper).map(|header| Header { body, start: at, ..header });
        }
    }
    None
}

/// Whether a line can begin with a date, a name with its address, or a word for "on". Most lines cannot.
fn can_begin(line: &str) -> bool {
    const ON: [&str; 16] =
        ["on", "ar", "le", "am", "el", "il", "em", "op", "w", "den", "dnia", "em", "in", "a", "quoting", "dne"];
    let Some(word) = line.split_whitespace().next().filter(|word| word.len() <= 60) else { return false };
    let bare = word.trim_end_matches([',', '.']).to_lowercase();
    ON.contains(&bare.as_str())
        || word.starts_with(['在', '于'])
        || word.starts_with(|c: char| c.is_ascii_digit())
        || weekday(&bare).is_some()
        || line.contains('@')
        || line.ends_with(':')
        || line.ends_with('：')
}

fn read(whole: &str, is_deeper: bool) -> Option<Header> {
    let whole = &whole.replace('，', ", ");
    let by_verb = wrote(whole);
    let before = match by_verb {
        Some(before) => before,
        // Some programs say the moment and the sender, and no verb.
        None if is_deeper || whole.starts_with(|c: char| c.is_ascii_digit()) => {
            whole.trim_end_matches([':', '：', ' '])
        }
        None => return None,
    };
    let email = address(before);
    let (left, right) = match &email {
        Some(email) => {
            let (left, right) = before.rsplit_once(email.as_str())?;
            (left.trim_end_matches(['<', '[', '(', '"', '\'', ' ']), right)
        }
        None => (before, ""),
    };
    let left = left.strip_suffix("mailto:").map_or(left, |left| left.trim_end_matches(['<', '[', '(']));
    let (date, name) = parted(left);
    let sent = if date.is_empty() { after(right).to_owned() } else { date };
    let name = without_verb(name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '<' | '，')));
    let said = match &email {
        Some(email) => person(&format!("{name} <{email}>")),
        None => person(name),
    };
    let has_moment = !dates(&words(&sent)).is_empty() && sent.contains([':', '.', 'h']);
    let is_one = match (&email, by_verb) {
        (Some(_), Some(_)) => true,
        (Some(_), None) => has_moment,
        (None, Some(_)) => is_capital_name(name) && (has_moment || (is_deeper && is_name(name))),
        (None, None) => false,
    };
    is_one.then(|| Header { from: said, sent, is_welsh: whole.contains("ysgrifennodd"), ..Header::default() })
}

/// What stands after the sender, where programs put it last: `Maria <maria@example.org> 于2026年11月24日 14:05写道：`.
fn after(right: &str) -> &str {
    right.trim_start_matches(['>', ']', ')', ' ', '于', '在', ','])
}

/// The moment, and the name after it. The moment ends with the last word that is a number, a time or says of which zone.
fn parted(left: &str) -> (String, String) {
    let words: Vec<&str> = left.split_whitespace().collect();
    let Some(last) = words.iter().rposition(|word| is_number(word)) else { return (String::new(), left.to_owned()) };
    let rest = words.get(last.saturating_add(1)..).unwrap_or_default();
    let mut qualifies = 0_usize;
    while let Some(next @ [word, ..]) = rest.get(qualifies..) {
        let taken = zone_phrase(next).map_or_else(|| usize::from(is_qualifier(word)), |(taken, _)| taken);
        if taken == 0 {
            break;
        }
        qualifies = qualifies.saturating_add(taken);
    }
    let end = last.saturating_add(1).saturating_add(qualifies);
    let date = words.get(..end).unwrap_or_default().join(" ");
    // The name before the date: `Quoting Maria Example on 24 November 2026`, which no program writes.
    (date, words.get(end..).unwrap_or_default().join(" "))
}

/// A number with what stands around it in dates and times, but not `maria2004`.
fn is_number(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| matches!(c, ',' | '.' | '(' | ')' | '，' | ';'));
    let lower = bare.to_lowercase();
    let ending = lower.trim_start_matches(|c: char| {
        c.is_ascii_digit()
            || matches!(c, ':' | '/' | '.' | '-' | '+' | '年' | '月' | '日' | '上' | '下' | '午' | '周' | '在' | '于')
    });
    let known = ["", "st", "nd", "rd", "th", "am", "pm", "h", "z", "t", "uhr", "yb", "yh", "gmt", "utc"];
    let zone = ["gmt+", "gmt-", "utc+", "utc-"].iter().any(|zone| lower.starts_with(zone));
    let named = lower.split('-').collect::<Vec<_>>();
    let is_named = matches!(named.as_slice(), [_, name, _] if month(name).is_some());
    let is_iso = lower.split_once('t').is_some_and(|(day, time)| {
        day.len() == 10
            && time.starts_with(|c: char| c.is_ascii_digit())
            && day.starts_with(|c: char| c.is_ascii_digit())
    });
    let has_digit = bare.contains(|c: char| c.is_ascii_digit());
    has_digit
        && (zone
            || is_iso
            || is_named
            || known.contains(&ending)
            || ending.chars().all(|c| !c.is_ascii() && weekday(&format!("周{c}")).is_some()))
}

/// What may follow a time before the name.
fn is_qualifier(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| matches!(c, ',' | '(' | ')' | '，'));
    let lower = bare.to_lowercase();
    matches!(lower.trim_end_matches('.'), "am" | "pm" | "a.m" | "p.m" | "yb" | "yh" | "uhr" | "h" | "z")
        || zone(bare).is_some()
        || bare.is_empty()
}

/// What the page of a mail program shows above a message, when it was copied from there: the sender on a line of its own, and
/// below it to whom and when.
pub fn shown_on_page(lines: &[Line], at: usize) -> Option<Header> {
    let line = lines.get(at).filter(|line| line.text.contains('@') && line.text.len() <= LONGEST)?;
    let (name, rest) = line.text.split_once('<')?;
    let (email, rest) = rest.split_once('>')?;
    let email = addresses(email).next().filter(|found| found == email)?;
    let name = name.trim();
    let bare = name.trim_matches(['"', '\'', ' ']);
    // Some programs show an address as the name.
    let is_address = || addresses(bare).next().is_some_and(|shown| shown == bare);
    if label(&line.text).is_some() || !(name.is_empty() || is_name(bare) || name.contains(',') || is_address()) {
        return None;
    }
    let from: Person = person(&format!("{name} <{email}>"));
    let mut sent = if dates(&words(rest)).is_empty() { String::new() } else { rest.to_owned() };
    if sent.is_empty() && !rest.trim().is_empty() {
        return None;
    }
    let (mut to, mut body) = (String::new(), at.saturating_add(1));
    let below = lines.get(body..)?.iter().enumerate().take(6).filter(|(_, line)| !line.is_empty()).take(3);
    for (ahead, line) in below {
        let is_to = to.is_empty() && (line.text.to_lowercase().starts_with("to ") || line.text.starts_with("To:"));
        let is_date = sent.is_empty() && line.text.len() <= 60 && dates(&words(&line.text)).len() == 1;
        if is_to {
            to = line.text.get(3..).unwrap_or_default().to_owned();
        } else if is_date {
            sent = line.text.clone();
        } else {
            break;
        }
        body = at.saturating_add(2).saturating_add(ahead);
    }
    (!sent.is_empty()).then(|| Header { from, sent, to, body, start: at, ..Header::default() })
}
