//! A period in calendar years (`2019`) or academic years (`2019/20`), seed row A17.

use jiff::civil::Date;

/// The first year of a calendar or academic year, or `None` when it is neither.
pub(crate) fn first_year(text: &str) -> Option<u16> {
    let text = text.trim();
    let (year, next) = text.split_once(['/', '-', '–']).map_or((text, None), |(year, next)| (year, Some(next)));
    let first: u16 = year.parse().ok().filter(|y| (1900..=2100).contains(y))?;
    let following = first.checked_add(1)?;
    match next {
        None => Some(first),
        Some(next) if next == following.to_string() || next == format!("{:02}", following % 100) => Some(first),
        Some(_) => None,
    }
}

/// The last ten academic years, newest first, as suggestions: `2026/27`. A new one starts in August.
#[must_use]
pub fn academic_years(today: Date) -> Vec<String> {
    let newest = if today.month() >= 8 { today.year() } else { today.year().saturating_sub(1) };
    (0..10)
        .map(|back| {
            let first = newest.saturating_sub(back);
            format!("{first}/{:02}", first.saturating_add(1) % 100)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn calendar_and_academic_years_are_understood() {
        for (text, year) in
            [("2019", 2019), ("2019/20", 2019), ("2019-2020", 2019), ("1999/00", 1999), (" 2020 ", 2020)]
        {
            assert_eq!(first_year(text), Some(year), "{text}");
        }
        for text in ["", "19", "2019/21", "next year", "2019/", "12019"] {
            assert_eq!(first_year(text), None, "{text}");
        }
    }

    #[test]
    fn the_academic_year_turns_in_august() {
        assert_eq!(academic_years("2026-07-31".parse().unwrap()).first().unwrap(), "2025/26");
        assert_eq!(academic_years("2026-08-01".parse().unwrap()).first().unwrap(), "2026/27");
    }
}
