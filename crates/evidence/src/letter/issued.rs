//! When a letter was written: not when something is due, nor what it is about.

use crate::date::{dates, plain_date};

/// What stands before the date of a letter, in small letters.
const ISSUED: [&str; 20] = [
    "date of issue",
    "issue date",
    "issued on",
    "issued",
    "date issued",
    "bill date",
    "date of bill",
    "billing date",
    "date of notice",
    "notice date",
    "statement date",
    "date of statement",
    "letter date",
    "date of this letter",
    "invoice date",
    "date printed",
    "dated",
    "dyddiad y bil",
    "dyddiad cyhoeddi",
    "dyddiad",
];
/// What stands before or behind other dates.
const OTHER: [&str; 29] = [
    "due",
    "pay by",
    "payable by",
    "by",
    "before",
    "from",
    "to",
    "until",
    "between",
    "period",
    "born",
    "birth",
    "since",
    "on or after",
    "starts",
    "ends",
    "expires",
    "valid",
    "next",
    "collect",
    "will be",
    "instalment",
    "reading",
    "changes",
    "erbyn",
    "cyn",
    "rhwng",
    "geni",
    "o",
];

/// The date of a letter in words: the one it is dated with; without one, the latest up to today, called that.
pub fn issued(text: &str, today: (u16, u8, u8)) -> Option<String> {
    let mut latest = None;
    let mut alone = None;
    let mut before = "";
    for cell in text.split(['\n', '\t']) {
        let found: Vec<_> = dates(cell).into_iter().filter(|date| *date <= today).collect();
        if let [date, rest @ ..] = found.as_slice() {
            latest = latest.max(found.iter().max().copied());
            let lower = cell.to_lowercase();
            let label = label(&lower);
            // A cell of a table may have its label in the one before.
            let label = if label.is_empty() { before.to_lowercase() } else { label.to_owned() };
            let label = label.trim().trim_end_matches([':', '.', '-', ' ']);
            if rest.is_empty() && (ISSUED.iter().any(|words| ends_with(label, words)) || label == "date") {
                return Some(format!("it is dated {}", words(*date)));
            }
            let is_alone = rest.is_empty() && lower.split_whitespace().count() <= 4;
            if is_alone && alone.is_none() && !OTHER.iter().any(|words| ends_with(label, words)) {
                alone = Some(*date);
            }
        }
        if !cell.trim().is_empty() {
            before = cell;
        }
    }
    match (alone, latest) {
        (Some(date), _) => Some(format!("it is dated {}", words(date))),
        (None, Some(date)) => Some(format!("the latest date on it up to today is {}", words(date))),
        (None, None) => None,
    }
}

/// What stands before the first digit.
fn label(cell: &str) -> &str {
    cell.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().trim()
}

/// Whether a label ends with whole words.
fn ends_with(label: &str, words: &str) -> bool {
    let before = label.strip_suffix(words).map(|before| before.chars().next_back());
    before.is_some_and(|before| before.is_none_or(|c| !c.is_alphanumeric()))
}

fn words((year, month, day): (u16, u8, u8)) -> String {
    plain_date(&format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_dated_with_the_date_of_its_issue() {
        for (text, said) in [
            (
                "Bill date: 3 October 2026\nPay by 1 November 2026\nReading 12 October 2026",
                "it is dated 3 October 2026",
            ),
            ("Date of issue\t14/03/2026\nInstalments\n1 April 2026\n1 October 2026", "it is dated 14 March 2026"),
            ("Mr A Smith\n5 May 2026\nDear Mr Smith\nYou were born on 3 June 2026", "it is dated 5 May 2026"),
            (
                "Payment due\n5 May 2026\nStatement 1 March 2026 to 31 March 2026",
                "the latest date on it up to today is 5 May 2026",
            ),
            ("Dyddiad: 3/10/2026\n1/11/2026", "it is dated 3 October 2026"),
            ("Date: 3 October 2026", "it is dated 3 October 2026"),
            ("Date of birth: 3 October 2006", "the latest date on it up to today is 3 October 2006"),
        ] {
            assert_eq!(issued(text, (2026, 11, 30)).as_deref(), Some(said), "{text}");
        }
        assert_eq!(issued("Due 3 October 2027", (2026, 11, 30)), None);
    }
}
