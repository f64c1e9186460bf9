//! The moment in a header: `Tue, 24 Nov 2026 14:05:00 +0000`, in London.

use super::calendar_words::{zone, zone_phrase};
use super::dates::{Reading, dates, weekday_beside, words};
use forthright_clock::{in_london, read_time};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// The day and the time of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The London date, or why there is none.
    pub day: Result<Date, NoDay>,
    /// The London time, where the date is known.
    pub time: Option<Time>,
}

/// Why a day is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoDay {
    /// Nothing there is a date with a year.
    None,
    /// It can be read two ways: the text.
    Two(String),
    /// It never was, is still to come, or is another day of the week: the text.
    Wrong(String),
}

/// Messages are not older than this.
const EARLIEST: i16 = 2000;

/// Reads a header's value. `welsh`: whether the program speaks Welsh, which puts the day first. `latest`: a day after which
/// it cannot be.
pub fn stamp(value: &str, welsh: bool, latest: Option<Date>) -> Stamp {
    let words = words(value);
    let Some(found) = dates(&words).into_iter().next() else { return Stamp { day: Err(NoDay::None), time: None } };
    let wrong = || NoDay::Wrong(found.text.clone());
    let (clock, zones) = clock(&words, found.words);
    let beside = weekday_beside(&words, &found);
    let british = welsh || words.iter().any(|word| trimmed(word) == "BST");
    let days = match found.reading {
        Reading::One(day, _) => vec![day],
        Reading::Either(one, other) => vec![one, other],
        Reading::Never => Vec::new(),
    };
    let on_its_weekday = days.into_iter().filter(|day| beside.is_none_or(|beside| day.weekday() == beside));
    let possible = on_its_weekday.filter(|day| day.year() >= EARLIEST).filter_map(|day| {
        let moment = in_zones(day, clock, &zones)?;
        moment.0.is_none_or(|london| latest.is_none_or(|latest| london <= latest)).then_some(moment)
    });
    let possible: Vec<(Option<Date>, Option<Time>)> = possible.collect();
    match possible.as_slice() {
        [] => Stamp { day: Err(wrong()), time: None },
        [(Some(day), time)] => Stamp { day: Ok(*day), time: *time },
        [(Some(day), time), _] if british => Stamp { day: Ok(*day), time: *time },
        _ => Stamp { day: Err(NoDay::Two(found.text.clone())), time: None },
    }
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, ',' | '.' | ';' | ':' | '(' | ')' | '[' | ']' | '"' | '：'))
}

/// The time of day beside a date, and the minutes ahead of UTC that it may mean; none for London's own time.
fn clock(words: &[String], (from, to): (usize, usize)) -> (Option<Time>, Vec<i32>) {
    let whole = words.get(from..to).unwrap_or_default().join(" ");
    if let Some((_, clock)) = whole.split_once('T').filter(|(day, _)| day.len() >= 8 && !day.contains(' ')) {
        let sign = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
        let (time, zone) = clock.split_at_checked(sign).unwrap_or((clock, ""));
        return (time_in(time, ""), zones(zone));
    }
    let others = (0..words.len()).filter(|at| !(from..to).contains(at));
    for at in others {
        let word = |ahead: usize| words.get(at.saturating_add(ahead)).map_or("", |word| trimmed(word));
        let before = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", |word| trimmed(word));
        if let Some(time) = time_in(word(0), word(1)).or_else(|| dotted(before, word(0))) {
            return (Some(time), zones_after(words.get(at.saturating_add(1)..).unwrap_or_default()));
        }
    }
    (None, Vec::new())
}

/// `14:05`, `14:05:00`, `2.05pm`, `2:05` before `PM`, `14h05`, `下午2:05`.
fn time_in(word: &str, next: &str) -> Option<Time> {
    if word.len() > 20 {
        return None;
    }
    let lower = word.to_lowercase().replace("p.m", "pm").replace("a.m", "am");
    let (lower, half) = match (lower.strip_prefix("下午"), lower.strip_prefix("上午")) {
        (Some(rest), _) => (rest.to_owned(), "pm"),
        (_, Some(rest)) => (rest.to_owned(), "am"),
        _ => (lower, ""),
    };
    let digits = lower.trim_end_matches(|c: char| c.is_alphabetic());
    let ending = lower.strip_prefix(digits)?;
    let half = match (half, ending, next.to_lowercase().trim_end_matches('.')) {
        (_, "pm" | "yh" | "yp", _) | ("pm", ..) => "pm",
        (_, "am" | "yb", _) | ("am", ..) => "am",
        (_, "", "pm" | "p.m" | "yh" | "yp") => "pm",
        (_, "", "am" | "a.m" | "yb") => "am",
        (_, "" | "h" | "uhr" | "z", _) => "",
        _ => return None,
    };
    let between = if half.is_empty() { &[':', 'h'][..] } else { &[':', 'h', '.'][..] };
    let mut parts = digits.split(between);
    let (hour, minute) = (parts.next()?, parts.next()?);
    if hour.is_empty() || hour.len() > 2 || minute.len() != 2 || parts.count() > 1 {
        return None;
    }
    // "am" before a Welsh time means "at", and after an hour past noon it says nothing.
    read_time(&format!("{hour}:{minute}{half}"))
        .or_else(|| read_time(&format!("{hour}:{minute}")).filter(|_| half == "am"))
}

/// `14.05` after a word for "at".
fn dotted(before: &str, word: &str) -> Option<Time> {
    let is_at = matches!(before, "at" | "am" | "um" | "kl" | "o" | "à" | "alle" | "las" | "ore");
    word.split_once('.').filter(|_| is_at).and_then(|(hour, minute)| time_in(&format!("{hour}:{minute}"), ""))
}

/// The zone within three words of a time: `PM Central Standard Time`, `+0100`.
fn zones_after(words: &[String]) -> Vec<i32> {
    let words: Vec<&str> = words.iter().take(8).map(String::as_str).collect();
    let mut found = (0..words.len().min(3)).map(|at| {
        let rest = words.get(at..).unwrap_or_default();
        let phrase = zone_phrase(rest).map(|(_, minutes)| minutes.to_vec());
        phrase.unwrap_or_else(|| zones(rest.first().map_or("", |word| trimmed(word))))
    });
    found.find(|zones| !zones.is_empty()).unwrap_or_default()
}

/// `+0100`, `-05:30`, `GMT`, `GMT+1`.
fn zones(word: &str) -> Vec<i32> {
    let ahead = ["GMT", "UTC", ""].into_iter().find_map(|name| minutes(word.strip_prefix(name)?));
    ahead.map(|one| vec![one]).or_else(|| zone(word).map(<[i32]>::to_vec)).unwrap_or_default()
}

fn minutes(word: &str) -> Option<i32> {
    let (sign, digits) = match (word.strip_prefix('+'), word.strip_prefix(['-', '−'])) {
        (Some(digits), _) => (1_i32, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let number: i32 = digits.parse().ok()?;
    let (hours, minutes) = match digits.len() {
        1 | 2 => (number, 0),
        4 => (number.checked_div(100)?, number.checked_rem(100)?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then(|| hours.checked_mul(60)?.checked_add(minutes)?.checked_mul(sign))?
}

/// Day and time in London, each where every zone agrees.
fn in_zones(day: Date, clock: Option<Time>, zones: &[i32]) -> Option<(Option<Date>, Option<Time>)> {
    let Some(time) = clock.filter(|_| !zones.is_empty()) else { return Some((Some(day), clock)) };
    let london: Vec<DateTime> = zones
        .iter()
        .filter_map(|minutes| Offset::from_seconds(minutes.checked_mul(60)?).ok())
        .filter_map(|offset| offset.to_timestamp(DateTime::from_parts(day, time)).ok())
        .map(|instant| in_london(instant).datetime())
        .collect();
    let first = *london.first()?;
    let agree = |same: &dyn Fn(&DateTime) -> bool| london.iter().all(same);
    let date = agree(&|one| one.date() == first.date()).then(|| first.date());
    let time = agree(&|one| one.time() == first.time()).then(|| first.time());
    Some((date, time.filter(|_| date.is_some())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(value: &str) -> String {
        let today = jiff::civil::date(2026, 11, 29);
        let Stamp { day, time } = stamp(value, false, Some(today));
        let time = time.map(|time| format!(" {:02}:{:02}", time.hour(), time.minute())).unwrap_or_default();
        day.map_or_else(|why| format!("{why:?}"), |day| format!("{day}{time}"))
    }

    #[test]
    fn a_moment_is_read_in_the_ways_of_mail_programs() {
        for value in [
            "Tue, 24 Nov 2026 14:05:00 +0000",
            "Tuesday, 24 November 2026 14:05",
            "24 November 2026 2:05 PM",
            "24/11/2026 14:05",
            "Tuesday, November 24, 2026 2:05 PM",
            "Tue, 24 Nov 2026 at 14:05",
            "24 Nov 2026, at 2.05pm",
            "2026-11-24T15:05:00+01:00",
            "2026-11-24T14:05:00Z",
            "Tue, Nov 24, 2026 at 9:05 AM EST",
            "Maw, 24 Tach 2026 am 14:05",
            "mar. 24 nov. 2026 à 14:05",
            "24.11.2026 um 14:05",
            "2026年11月24日 14:05",
            "2026年11月24日周二 下午2:05",
            "24 November 2026 at 14:05:00 GMT",
            "24 Nov 2026 14h05",
        ] {
            assert_eq!(read(value), "2026-11-24 14:05", "{value}");
        }
    }

    #[test]
    fn the_day_is_london_s() {
        assert_eq!(read("Tue, 31 Mar 2026 23:30:00 +0000"), "2026-04-01 00:30");
        assert_eq!(read("Mon, 23 Nov 2026 20:30:00 -0500"), "2026-11-24 01:30");
        assert_eq!(read("Wed, 25 Nov 2026 07:00 GMT+8"), "2026-11-24 23:00");
        assert_eq!(read("Tuesday, November 24, 2026 8:00 PM Central Standard Time"), "2026-11-25 02:00");
        assert_eq!(read("24 July 2026 13:05 British Summer Time"), "2026-07-24 13:05");
        assert_eq!(read("24 November 2026 13:05 (GMT Standard Time)"), "2026-11-24 13:05");
        // Chicago's or Beijing's time: the day is the same only in the first.
        assert_eq!(read("24 Nov 2026 12:00 CST"), "2026-11-24");
    }

    #[test]
    fn what_is_not_certain_is_not_read() {
        assert_eq!(read("03/04/2026 14:05"), "Two(\"03/04/2026\")");
        // Fridays settle it, and so does the calendar: 3 December is still to come.
        assert_eq!(read("Fri 03/04/2026 14:05"), "2026-04-03 14:05");
        assert_eq!(read("Wed 03/04/2026 14:05"), "2026-03-04 14:05");
        assert_eq!(read("03/12/2026"), "2026-03-12");
        assert_eq!(read("03/04/2026 14:05 BST"), "2026-04-03 14:05");
        assert_eq!(read("Mon, 24 Nov 2026 14:05"), "Wrong(\"24 Nov 2026\")");
        assert_eq!(read("24 Dec 2026"), "Wrong(\"24 Dec 2026\")");
        assert_eq!(read("31/02/2026 10:00"), "Wrong(\"31/02/2026\")");
        assert_eq!(read("1 January 1970 00:00"), "Wrong(\"1 January 1970\")");
        assert_eq!(read("24 Nov, 14:05 (5 days ago)"), "None");
        assert_eq!(read("24 November 2026 12:05 Line Islands Standard Time"), "Two(\"24 November 2026\")");
        assert_eq!(stamp("03/04/2026", true, None).day.unwrap().to_string(), "2026-04-03");
    }
}
