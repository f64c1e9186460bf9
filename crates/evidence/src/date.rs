//! Dates as documents and people write them.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Welsh letters write them whole.
const WELSH: [&str; 12] = [
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
];

/// `1974-08-12` as 12 August 1974; a part that is open is left out.
pub fn plain_date(date: &str) -> String {
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let month = month.and_then(|month| month.parse::<usize>().ok()).and_then(|month| MONTHS.get(month.checked_sub(1)?));
    let day = day.and_then(|day| day.parse::<u8>().ok()).filter(|day| *day > 0);
    match (day, month) {
        (Some(day), Some(month)) => format!("{day} {month} {year}"),
        (None, Some(month)) => format!("{month} {year}"),
        _ => year.to_owned(),
    }
}

/// Every date in a text: `3 October 2026`, `3rd Oct 26`, `03/10/2026`, `3.10.26`, `3-10-2026`, `2026-10-03`, `3 Hydref 2026`. Year, month,
/// day, in order of where they stand. Two numbers and two hyphens with a short year are a sort code.
pub fn dates(text: &str) -> Vec<(u16, u8, u8)> {
    let mut words: Vec<(&str, &str)> = Vec::new();
    let mut rest = text;
    while let Some(from) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
        let after = rest.get(from..).unwrap_or_default();
        let (word, behind) = after.split_at(after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len()));
        let gap = behind.find(|c: char| c.is_ascii_alphanumeric()).unwrap_or(behind.len());
        words.push((word, behind.get(..gap).unwrap_or_default()));
        rest = behind;
    }
    words.windows(3).filter_map(|three| date(three.first_chunk()?)).collect()
}

/// Three words, each with what stands between it and the next.
fn date([(a, first), (b, second), (c, _)]: &[(&str, &str); 3]) -> Option<(u16, u8, u8)> {
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let number = |word: &str| word.parse::<u16>().ok();
    let (year, month, day) = if a.len() == 4 && is_number(a) {
        (*first == "-" && *second == "-").then_some(())?;
        (number(a)?, month(b)?, number(c)?)
    } else {
        let joined = first == second && matches!(*first, "/" | "." | "-") && !(*first == "-" && c.len() == 2);
        let spaced =
            |gap: &str| !gap.contains(['\n', '\t']) && gap.chars().all(|c| matches!(c, ' ' | '-' | ',' | '.' | '/'));
        (if is_number(b) { joined } else { spaced(first) && spaced(second) }).then_some(())?;
        let year = match c.len() {
            4 => number(c)?,
            2 => number(c)?.checked_add(2000)?,
            _ => return None,
        };
        (year, month(b)?, number(a.trim_end_matches(|c: char| c.is_ascii_lowercase()))?)
    };
    let day = u8::try_from(day).ok()?;
    ((1900..2100).contains(&year) && (1..=31).contains(&day)).then_some((year, month, day))
}

/// A month's number out of its number, its name or at least three letters of that.
fn month(word: &str) -> Option<u8> {
    let at = match word.parse::<usize>() {
        Ok(number) => number,
        Err(_) => {
            let word = word.to_ascii_lowercase();
            let named = |month: &str| word.len() >= 3 && month.to_ascii_lowercase().starts_with(&word);
            let welsh = || WELSH.iter().position(|month| **month == *word);
            MONTHS.iter().position(|month| named(month)).or_else(welsh)?.checked_add(1)?
        }
    };
    u8::try_from(at).ok().filter(|month| (1..=12).contains(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_in_words() {
        for (date, words) in
            [("1974-08-12", "12 August 1974"), ("1974-08-00", "August 1974"), ("1974-00-00", "1974"), ("", "")]
        {
            assert_eq!(plain_date(date), words);
        }
    }

    #[test]
    fn dates_are_found_as_letters_write_them() {
        let text = "Statement date: 3 October 2026\nfrom 01/09/26 to 30.09.2026, due 2026-11-03; 1st Sept 2026 and Oct 3, 2026";
        assert_eq!(
            dates(text),
            [(2026, 10, 3), (2026, 9, 1), (2026, 9, 30), (2026, 11, 3), (2026, 9, 1)],
            "an order of numbers that is not ours is left out"
        );
        assert_eq!(
            dates("10th Oct 26, 31st December 2025; 3-10-2026"),
            [(2026, 10, 10), (2025, 12, 31), (2026, 10, 3)]
        );
        for none in [
            "Sort code 20-12-25, account 12 34 5678",
            "32 May 2026, £1,234.56 10.30",
            "£12.05\t25",
            "1 03 2026",
            "page 3\nMay 2026",
        ] {
            assert_eq!(dates(none), [], "{none}");
        }
        assert_eq!(dates("3 October 2025 £12.05 and 01/03/2026 £5.20 and 03/10/2025 10:15").len(), 3);
    }
}
