//! Where a message begins within a pasted text: the lines of its header, or the line that quotes it.

use super::labels::{Label, is_mark, label};
use super::lines::Line;
use super::names::{Person, is_name, person};
use super::quoted::{quoted, shown_on_page};

/// The beginning of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Who sent it.
    pub from: Person,
    /// Where replies go.
    pub reply_to: Option<String>,
    /// When, as it stands there.
    pub sent: String,
    /// To whom, as it stands there.
    pub to: String,
    /// About what.
    pub subject: String,
    /// Whether the program that wrote it speaks Welsh.
    pub is_welsh: bool,
    /// Whether something is forwarded here whose header could not be read.
    pub is_unread: bool,
    /// The first line of what was written, and the first line of the header itself.
    pub body: usize,
    /// The header's first line, or the mark before it.
    pub start: usize,
}

/// A header has no more lines.
const MOST_LINES: usize = 200;

/// The beginnings of messages in a text, from the top.
pub fn headers(lines: &[Line]) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let (mut at, mut mark, mut is_top) = (0_usize, None, true);
    while let Some(line) = lines.get(at) {
        if line.is_empty() {
            at = at.saturating_add(1);
            continue;
        }
        if is_mark(&line.text) {
            unread(&mut found, mark.replace(at), at);
            at = at.saturating_add(1);
            continue;
        }
        let is_expected = is_top || mark.is_some();
        let (header, next) = match header(lines, at, is_expected) {
            (Some(header), next) => (Some(header), next),
            (None, next) => match quoted(lines, at).or_else(|| shown_on_page(lines, at)) {
                Some(header) => (Some(header.clone()), header.body),
                None => (None, next),
            },
        };
        match header {
            Some(header) => {
                found.push(Header { start: mark.take().unwrap_or(at), ..header });
            }
            // What follows a mark and is no header that we know.
            None => unread(&mut found, mark.take(), at),
        }
        is_top = false;
        at = next.max(at.saturating_add(1));
    }
    unread(&mut found, mark, lines.len());
    found
}

fn unread(found: &mut Vec<Header>, mark: Option<usize>, body: usize) {
    if let Some(start) = mark {
        found.push(Header { is_unread: true, body, start, ..Header::default() });
    }
}

/// The header that begins at a line, and the line after what was looked at.
fn header(lines: &[Line], start: usize, is_expected: bool) -> (Option<Header>, usize) {
    let mut values: Vec<(Label, String)> = Vec::new();
    let (mut at, mut is_welsh) = (start, false);
    while let Some(line) = lines.get(at).filter(|_| at.saturating_sub(start) < MOST_LINES) {
        if line.is_empty() {
            // Some programs put an empty line between the lines of a header.
            let follows = lines.get(at.saturating_add(1)).is_some_and(|next| is_new(&next.text, &values));
            if values.is_empty() || !follows {
                break;
            }
        } else if let Some((label, welsh, value)) = label(&line.text).filter(|_| is_new(&line.text, &values)) {
            is_welsh |= welsh;
            values.push((label, value.to_owned()));
        } else if let Some((label, value)) = values.last_mut().filter(|_| goes_on(lines, at)) {
            // The second line of a value. Of what is not used, nothing is kept.
            if *label != Label::Other {
                value.push(' ');
                value.push_str(&line.text);
            }
        } else {
            break;
        }
        at = at.saturating_add(1);
    }
    let value = |wanted: Label| {
        values.iter().find(|(label, value)| *label == wanted && !value.is_empty()).map(|(_, value)| value.as_str())
    };
    let (sent, to, subject) = (value(Label::Sent), value(Label::To), value(Label::Subject));
    let others = [sent, to, subject].into_iter().flatten().count();
    let Some(shown) = value(Label::From) else { return (None, at) };
    let from = person(shown);
    let can_be = match (&from.email, others) {
        (Some(_), 0) => is_expected && values.len() == 1,
        (Some(_), _) => true,
        (None, 2..) if sent.is_some() => true,
        (None, 1) => is_name(shown) && to.is_none(),
        _ => is_name(shown) && sent.is_some(),
    };
    let header = Header {
        from,
        reply_to: value(Label::ReplyTo).and_then(|value| person(value).email),
        sent: sent.unwrap_or_default().to_owned(),
        to: to.unwrap_or_default().to_owned(),
        subject: subject.unwrap_or_default().to_owned(),
        is_welsh,
        is_unread: false,
        body: at,
        start,
    };
    (can_be.then_some(header), at)
}

/// Whether a line begins a value that the header does not have yet.
fn is_new(line: &str, values: &[(Label, String)]) -> bool {
    label(line).is_some_and(|(label, ..)| label == Label::Other || !values.iter().any(|(before, _)| *before == label))
}

/// Whether a line continues the one before: it is set in, or the next line is one of the header again.
fn goes_on(lines: &[Line], at: usize) -> bool {
    let is_set_in = lines.get(at).is_some_and(|line| line.is_folded);
    let looks_like_addresses = lines.get(at).is_some_and(|line| line.text.contains('@') && line.text.len() < 400);
    let next = lines.get(at.saturating_add(1)).and_then(|next| label(&next.text));
    is_set_in || (looks_like_addresses && next.is_some())
}
