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

/// Every date in a text that is written day, month, year (`3 October 2026`, `3rd Oct 26`, `03/10/2026`, `3.10.26`), or
/// year, month, day (`2026-10-03`): year, month, day, in order of where they stand.
pub fn dates(text: &str) -> Vec<(u16, u8, u8)> {
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(3).filter_map(|three| date(three.first_chunk()?)).collect()
}

fn date([a, b, c]: &[&str; 3]) -> Option<(u16, u8, u8)> {
    let number = |word: &str| word.parse::<u16>().ok();
    let (year, month, day) = if a.len() == 4 {
        (number(a)?, month(b)?, number(c)?)
    } else {
        let day = a.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let year = match c.len() {
            4 => number(c)?,
            2 => number(c)?.checked_add(2000)?,
            _ => return None,
        };
        (year, month(b)?, number(day)?)
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
            MONTHS.iter().position(|month| named(month))?.checked_add(1)?
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
        assert_eq!(dates("Sort code 40-47-84, account 12 34 5678, 32 May 2026, £1,234.56 10.30"), []);
    }
}
