//! The months from the day something was received to the day it is due, drawn as a calendar.

use crate::words::Tongue;
use forthright_clock::{Due, Rule, Step, long_date_in};
use forthright_widget_kit::view;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use leptos::prelude::*;

const ENGLISH_DAYS: [(&str, &str); 7] = [
    ("Mo", "Monday"),
    ("Tu", "Tuesday"),
    ("We", "Wednesday"),
    ("Th", "Thursday"),
    ("Fr", "Friday"),
    ("Sa", "Saturday"),
    ("Su", "Sunday"),
];

const WELSH_DAYS: [(&str, &str); 7] = [
    ("Ll", "dydd Llun"),
    ("Ma", "dydd Mawrth"),
    ("Me", "dydd Mercher"),
    ("Ia", "dydd Iau"),
    ("Gw", "dydd Gwener"),
    ("Sa", "dydd Sadwrn"),
    ("Su", "dydd Sul"),
];

/// What a day is in the drawing: a sign, words, and a class. Never a colour alone.
fn mark(
    date: Date,
    from: Date,
    pause: Option<(Date, Date)>,
    due: &Due,
    tongue: Tongue,
) -> Option<(&'static str, &'static str, &'static str)> {
    let say = |english, welsh| tongue.say(english, welsh);
    let not_working = |step: &Step| step.rule == Rule::NotAWorkingDay && step.date == date;
    if date == from {
        Some(("▸", say("received", "derbyniwyd"), "from"))
    } else if date == due.due {
        Some(("■", say("due", "diwrnod olaf"), "due"))
    } else if due.steps.iter().any(not_working) {
        Some(("×", say("does not count", "ddim yn cyfrif"), "free"))
    } else if pause.is_some_and(|(first, last)| date >= first && date < last) {
        Some(("‖", say("paused", "wedi’i oedi"), "paused"))
    } else if date > from && date < due.due {
        Some(("·", say("counts", "yn cyfrif"), "counts"))
    } else {
        None
    }
}

/// The months from the first day to the due date, day by day.
pub fn months(from: Date, pause: Option<(Date, Date)>, due: &Due, tongue: Tongue) -> AnyView {
    let mut all: Vec<AnyView> = Vec::new();
    let mut first = from.first_of_month();
    while first <= due.due && all.len() < 12 {
        all.push(month(first, from, pause, due, tongue));
        let Ok(next) = first.checked_add(1.month()) else { break };
        first = next;
    }
    let key = [
        tongue.say("▸ received", "▸ derbyniwyd"),
        tongue.say("· counts", "· yn cyfrif"),
        tongue.say("‖ paused", "‖ wedi’i oedi"),
        tongue.say("× does not count", "× ddim yn cyfrif"),
        tongue.say("■ due", "■ diwrnod olaf"),
    ];
    let key = key.map(|words| view! { <span>{words}</span> }).into_iter().collect_view();
    view! {
        <div class="months">{all}</div>
        <p class="soft key">{key}</p>
    }
    .into_any()
}

fn month(first: Date, from: Date, pause: Option<(Date, Date)>, due: &Due, tongue: Tongue) -> AnyView {
    let name = long_date_in(first, tongue.code()).trim_start_matches("1 ").to_owned();
    let before = usize::try_from(first.weekday().since(Weekday::Monday)).unwrap_or_default();
    let blank = (0..before).map(|_| view! { <td></td> }.into_any());
    let days =
        (1..=first.days_in_month()).filter_map(|day| Date::new(first.year(), first.month(), day).ok()).map(|date| {
            let day = date.day();
            match mark(date, from, pause, due, tongue) {
                Some((sign, words, class)) => view! {
                    <td class=class>{day}<span aria-hidden="true">{sign}</span><span class="sr">" " {words}</span></td>
                }
                .into_any(),
                None => view! { <td class="other">{day}</td> }.into_any(),
            }
        });
    let mut cells: Vec<AnyView> = blank.chain(days).collect();
    let mut weeks: Vec<AnyView> = Vec::new();
    while !cells.is_empty() {
        let rest = cells.split_off(cells.len().min(7));
        weeks.push(view! { <tr>{std::mem::replace(&mut cells, rest)}</tr> }.into_any());
    }
    let head = match tongue {
        Tongue::English => ENGLISH_DAYS,
        Tongue::Welsh => WELSH_DAYS,
    }
    .map(|(short, long)| view! { <th scope="col" abbr=long>{short}</th> });
    view! {
        <table class="month">
            <caption>{name}</caption>
            <thead><tr>{head.into_iter().collect_view()}</tr></thead>
            <tbody>{weeks}</tbody>
        </table>
    }
    .into_any()
}
