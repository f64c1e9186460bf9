//! Names and addresses: right, or none.

use super::lines::plain;

/// Who a header says it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name it shows.
    pub name: Option<String>,
    /// The address.
    pub email: Option<String>,
}

/// Reads `"Example, Maria (Student)" <maria@example.org>`, with or without either part.
pub fn person(value: &str) -> Person {
    // Sent by one for another: the other is who it is.
    let value = match find_ignoring_case(value, " on behalf of ") {
        Some(at) => value.get(at.saturating_add(14)..).unwrap_or(value),
        None => value,
    };
    let value = first_mailbox(value);
    let email = address(value);
    let shown = shown(value);
    // `'maria@example.org' via Enquiries <enquiries@…>`: a list sent it, for the one before "via".
    if let Some(at) = find_ignoring_case(shown, " via ") {
        let before = shown.get(..at).unwrap_or_default();
        let name = name_shown(before, None);
        return Person { name, email: addresses(before).next() };
    }
    Person { name: name_shown(shown, email.as_deref()), email }
}

/// The address of a mailbox: the one in the last brackets, because what is shown before them may be another (RFC 5322
/// section 3.4), or the first where there is none in brackets.
pub fn address(mailbox: &str) -> Option<String> {
    let bracketed = ['<', '['].into_iter().find_map(|bracket| {
        let at = mailbox.rfind(bracket)?;
        addresses(mailbox.get(at..)?).next()
    });
    bracketed.or_else(|| addresses(mailbox).next())
}

/// The first of several mailboxes (`Maria <maria@example.org>, Sam <sam@example.org>`): all to a comma after an address, but
/// not within quotation marks.
fn first_mailbox(value: &str) -> &str {
    let has_pairs = value.matches('"').count().is_multiple_of(2);
    let (mut is_quoted, mut is_closed) = (false, false);
    for (at, c) in value.char_indices() {
        match c {
            '"' if has_pairs => is_quoted = !is_quoted,
            ',' | ';' if is_closed && !is_quoted => return value.get(..at).unwrap_or(value),
            _ => {}
        }
        is_closed = c == '>' || (is_closed && c.is_whitespace());
    }
    value
}

/// What stands before the address.
fn shown(value: &str) -> &str {
    if let Some(at) = value.rfind('<').or_else(|| value.find('[')) {
        return value.get(..at).unwrap_or_default();
    }
    // `Maria Example (maria@example.org)`.
    match value.find('@') {
        Some(at) => {
            let before = value.get(..at).unwrap_or_default();
            before.get(..before.rfind(['(', ' ']).unwrap_or(0)).unwrap_or_default()
        }
        None => value,
    }
}

fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(needle)
}

/// Words after a comma that are no first name.
const TITLES: [&str; 24] = [
    "phd", "dphil", "msc", "mres", "ba", "bsc", "ma", "mba", "llb", "llm", "md", "jr", "sr", "ii", "iii", "esq", "obe",
    "mbe", "fhea", "ltd", "limited", "llp", "inc", "plc",
];

/// A name as a mail program shows it, in the order it is said.
fn name_shown(shown: &str, email: Option<&str>) -> Option<String> {
    let mut name =
        shown.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '*'));
    // What an institution adds in brackets, or after a line, and an address that is shown with the name.
    if let Some(at) = name.find(['(', '[', '|', '<']) {
        name = name.get(..at).unwrap_or_default().trim_end();
    }
    if name.starts_with("=?") || name.contains('@') {
        return None;
    }
    let parts: Vec<&str> = name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_title = |part: &str| TITLES.contains(&plain(part).replace('.', "").as_str());
    let name = match *parts.as_slice() {
        [one] => one.to_owned(),
        [one, title] if is_title(title) => one.to_owned(),
        [last, first] if last.split_whitespace().count() <= 1 => format!("{first} {last}"),
        // "De la Cruz, Maria" or "Maria Example, Library": the address decides.
        [last, first] if email.is_some_and(|email| agrees(first, email)) => format!("{first} {last}"),
        _ => return None,
    };
    is_name(&name).then_some(name)
}

/// One to six words that could be a name in any script.
pub fn is_name(text: &str) -> bool {
    const NOBODY: [&str; 22] = [
        "i",
        "you",
        "he",
        "she",
        "they",
        "we",
        "me",
        "us",
        "someone",
        "somebody",
        "unknown",
        "student",
        "applicant",
        "website",
        "webform",
        "noreply",
        "no-reply",
        "admin",
        "info",
        "enquiries",
        "undisclosed",
        "postmaster",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words.first().map(|word| plain(word)).unwrap_or_default();
    (1..=6).contains(&words.len())
        && text.chars().count() <= 60
        && !text.contains(|c: char| {
            c.is_numeric()
                || matches!(c, '@' | ':' | '/' | '?' | '!' | '<' | '>' | '=' | '_' | '"' | ';' | '\\' | '{' | '}')
        })
        && text.starts_with(char::is_alphabetic)
        && !NOBODY.contains(&first.as_str())
}

/// Whether it is a name with a capital letter, or in a script without them.
pub fn is_capital_name(text: &str) -> bool {
    is_name(text) && text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

/// The e-mail addresses in a text, in the order they stand.
pub fn addresses(text: &str) -> impl Iterator<Item = String> {
    let edge = |c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '(' | ')' | ',' | ';' | '"' | ':' | '*' | '|' | '，')
    };
    let found = text.split(edge).map(|word| word.trim_matches(['.', '!', '?', '\'', '‘', '’'])).filter(|word| {
        word.len() <= 254
            && word.split_once('@').is_some_and(|(local, host)| {
                let ends = |c: char| c.is_alphanumeric();
                let host_is_one =
                    host.contains('.') && !host.contains("..") && host.starts_with(ends) && host.ends_with(ends);
                let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
                !local.is_empty() && host_is_one && host.chars().all(is_plain) && !local.contains(['/', '\\'])
            })
    });
    found.map(str::to_owned)
}

/// Whether a name and an address seem to be of the same person: a word of the name is a part of the address.
pub fn agrees(name: &str, email: &str) -> bool {
    let local = plain(email.split('@').next().unwrap_or_default());
    let parts: Vec<&str> = local.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty()).collect();
    let words: Vec<String> = name
        .split_whitespace()
        .map(|word| plain(word).chars().filter(|c| c.is_alphabetic()).collect::<String>())
        .filter(|word| word.chars().count() > 1)
        .collect();
    let last = words.last().cloned().unwrap_or_default();
    let initial = words.first().and_then(|first| first.chars().next()).map(String::from).unwrap_or_default();
    words.iter().any(|word| parts.contains(&word.as_str()))
        || (words.len() > 1
            && parts.iter().any(|part| {
                *part == words.concat() || *part == format!("{initial}{last}") || *part == format!("{last}{initial}")
            }))
}

/// The words with capital letters after "my name is".
pub fn introduced(text: &str) -> Option<String> {
    const BEGINNINGS: [&[&str]; 4] =
        [&["my", "name", "is"], &["my", "full", "name", "is"], &["fy", "enw", "yw"], &["fy", "enw", "i", "yw"]];
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| plain(word)).collect();
    let start = (0..lower.len()).find_map(|at| {
        let rest = lower.get(at..)?;
        let fits =
            BEGINNINGS.iter().find(|start| start.iter().zip(rest).filter(|(a, b)| a == b).count() == start.len());
        fits.map(|start| at.saturating_add(start.len()))
    })?;
    let mut name: Vec<&str> = Vec::new();
    for word in words.iter().skip(start).take(5) {
        let bare = word.trim_end_matches(['.', ',', ';', '!', ')']);
        if !bare.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()) {
            break;
        }
        name.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    let name = name.join(" ");
    is_capital_name(&name).then_some(name)
}

const FAREWELLS: [&str; 26] = [
    "kind regards",
    "best regards",
    "warm regards",
    "with regards",
    "regards",
    "yours sincerely",
    "yours faithfully",
    "yours truly",
    "yours",
    "sincerely",
    "best wishes",
    "best",
    "all the best",
    "many thanks",
    "thanks",
    "thank you",
    "thanks in advance",
    "thank you in advance",
    "cheers",
    "yn gywir",
    "yr eiddoch yn gywir",
    "cofion",
    "cofion gorau",
    "cofion cynnes",
    "diolch",
    "diolch yn fawr",
];

/// The line under the last farewell. A guess: it counts only if something else agrees with it.
pub fn signed(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_farewell = |line: &&str| {
        let bare = line.trim_end_matches([',', '.', '!']);
        bare.len() <= 30 && FAREWELLS.contains(&plain(bare).as_str())
    };
    let at = lines.iter().rposition(is_farewell)?;
    let name = lines.get(at.saturating_add(1))?.trim_end_matches([',', '.']).to_owned();
    is_capital_name(&name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_are_read_as_programs_show_them() {
        for (value, name, email) in [
            ("Maria Example <maria@example.org>", Some("Maria Example"), Some("maria@example.org")),
            ("\"Example, Maria (Student)\" <maria@example.org>", Some("Maria Example"), Some("maria@example.org")),
            ("Maria Example [mailto:maria@example.org]", Some("Maria Example"), Some("maria@example.org")),
            ("Maria Example (maria@example.org)", Some("Maria Example"), Some("maria@example.org")),
            ("maria@example.org", None, Some("maria@example.org")),
            ("<maria@example.org>", None, Some("maria@example.org")),
            ("'maria@example.org' via Enquiries <enquiries@uni.example>", None, Some("maria@example.org")),
            ("'Maria Example' via Enquiries <enquiries@uni.example>", Some("Maria Example"), None),
            ("x@list.example <x@list.example> on behalf of Maria Example", Some("Maria Example"), None),
            ("Maria Example, PhD <maria@example.org>", Some("Maria Example"), Some("maria@example.org")),
            ("Maria Example, Library <maria@example.org>", None, Some("maria@example.org")),
            ("De la Cruz, Maria <maria@example.org>", Some("Maria De la Cruz"), Some("maria@example.org")),
            ("=?UTF-8?Q?Mar=C3=ADa?= <maria@example.org>", None, Some("maria@example.org")),
            ("Maria Example", Some("Maria Example"), None),
            ("alice@example.com <bob@example.com>", None, Some("bob@example.com")),
            ("alice@example.com [mailto:bob@example.com]", None, Some("bob@example.com")),
            ("\"sam@uni.example\" <maria@example.org>", None, Some("maria@example.org")),
            ("\"Doe, John <old@mail.com>\" <new@mail.com>", Some("John Doe"), Some("new@mail.com")),
            ("Maria Example <old@mail.com> <maria@example.org>", Some("Maria Example"), Some("maria@example.org")),
            ("Maria Example <maria@example.org>, Sam <sam@mail.com>", Some("Maria Example"), Some("maria@example.org")),
            ("Maria Example <maria@example.org> ; <sam@mail.com>", Some("Maria Example"), Some("maria@example.org")),
            (
                "Maria Example <maria@example.org<mailto:maria@example.org>>",
                Some("Maria Example"),
                Some("maria@example.org"),
            ),
            ("maria@example.org <Student>", None, Some("maria@example.org")),
            ("P2512345", None, None),
            ("", None, None),
        ] {
            let read = person(value);
            assert_eq!((read.name.as_deref(), read.email.as_deref()), (name, email), "{value}");
        }
    }

    #[test]
    fn a_name_agrees_with_an_address_that_has_a_part_of_it() {
        for (name, email) in [
            ("Maria Example", "maria@x.org"),
            ("Maria Example", "m.example1@x.org"),
            ("Maria Example", "mexample@x.org"),
        ] {
            assert!(agrees(name, email), "{name} {email}");
        }
        assert!(!agrees("Sam Colleague", "maria.example@x.org"));
    }
}
