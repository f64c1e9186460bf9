//! `/deadlines`: when an answer is due in law and why, for everybody; drawn as a calendar, and as a file for one.

use crate::layout::{About, Page, page};
use forthright_clock::{
    BeyondKnownHolidays, Calendar, Due, Length, Pause, Right, Rule, Step, breach, complaint_acknowledgement,
    from_london, long_date, long_moment, read_date, read_time, rights_request,
};
use forthright_register::Register;
use forthright_widget_kit::view;
use forthright_widget_kit::{ErrorLink, ErrorSummary, Field, describe, described_by};
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};
use leptos::prelude::*;

const RIGHTS: &str = "rights-request";
const COMPLAINT: &str = "complaint-acknowledgement";
const BREACH: &str = "breach";

/// What was asked, as typed.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Asked {
    pub clock: String,
    pub right: String,
    pub from: String,
    pub time: String,
    pub extended: bool,
    pub asked: String,
    pub answered: String,
}

/// A deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A day, until its end.
    Day {
        /// What it is the deadline of, after "for".
        what: &'static str,
        /// The day it is counted from.
        from: Date,
        /// The days that were waited, if any.
        pause: Option<(Date, Date)>,
        /// The date with its steps.
        due: Due,
    },
    /// A moment.
    Moment {
        /// When the breach was known.
        from: Timestamp,
        /// When the regulator must know.
        due: Timestamp,
    },
}

impl Answer {
    /// The deadline in words.
    fn words(&self) -> String {
        match self {
            Self::Day { due, .. } => format!("Due by the end of {}", long_date(due.due)),
            Self::Moment { due, .. } => format!("Report by {}", long_moment(*due)),
        }
    }
}

/// What has to be mended: a field and a message.
pub type Wrong = (&'static str, String);

impl Asked {
    /// From the parameters of an address.
    pub fn of(parameter: impl Fn(&str) -> String) -> Self {
        Self {
            clock: parameter("clock"),
            right: parameter("right"),
            from: parameter("from"),
            time: parameter("time"),
            extended: parameter("extended") == "true",
            asked: parameter("asked"),
            answered: parameter("answered"),
        }
    }

    fn has_pause(&self) -> bool {
        !self.asked.trim().is_empty() || !self.answered.trim().is_empty()
    }

    fn is_empty(&self) -> bool {
        self.clock.is_empty() && self.from.is_empty()
    }
}

/// The deadline; none while nothing was asked.
///
/// # Errors
/// What has to be mended.
pub fn answer(asked: &Asked, calendar: &Calendar) -> Result<Option<Answer>, Vec<Wrong>> {
    if asked.is_empty() {
        return Ok(None);
    }
    let from = date("from", &asked.from).map_err(|wrong| vec![wrong])?;
    let beyond = |beyond: BeyondKnownHolidays| {
        vec![("from", format!("{beyond} So it is not yet possible to say when it is due."))]
    };
    let day = |what, pause: Option<(Date, Date)>, due: Result<Due, BeyondKnownHolidays>| {
        Ok(Some(Answer::Day { what, from, pause, due: due.map_err(beyond)? }))
    };
    if asked.clock != RIGHTS && asked.has_pause() {
        return Err(vec![("asked", "Only a request to use a right can be paused. Clear both dates".to_owned())]);
    }
    match asked.clock.as_str() {
        RIGHTS => {
            let wrong = || vec![("right", "Choose one of the rights".to_owned())];
            let right =
                if asked.right.is_empty() { Right::Access } else { Right::named(&asked.right).ok_or_else(wrong)? };
            let length = if asked.extended { Length::Extended } else { Length::Month };
            if right.access().is_none() && asked.has_pause() {
                let message = "Only a request to see information can be paused (UK GDPR, Article 12A(5)): for any other right, every day counts. Clear both dates";
                return Err(vec![("asked", message.to_owned())]);
            }
            let (Some((first, last)), Some(access)) = (pause(asked, from)?, right.access()) else {
                return day("the reply", None, rights_request(from, length, &[], calendar));
            };
            let pause = Pause::new(access, first, last).map_err(|_| {
                vec![("answered", "The clarification cannot arrive before it was asked for".to_owned())]
            })?;
            day("the reply", Some((first, last)), rights_request(from, length, &[pause], calendar))
        }
        COMPLAINT => day("the acknowledgement", None, complaint_acknowledgement(from, calendar)),
        BREACH => {
            let needed = || {
                vec![(
                    "time",
                    "Enter the time you became reasonably sure there was a breach, like 14:30 or 2.30pm".to_owned(),
                )]
            };
            let time = read_time(&asked.time).ok_or_else(needed)?;
            let from = from_london(from, time).ok_or_else(needed)?;
            Ok(Some(Answer::Moment { from, due: breach(from).ok_or_else(needed)? }))
        }
        _ => Err(vec![("clock-rights-request", "Choose what was received".to_owned())]),
    }
}

fn date(field: &'static str, text: &str) -> Result<Date, Wrong> {
    let wrong = if text.trim().is_empty() {
        "Enter a date, like 25/11/2026"
    } else {
        "Enter a real date, like 25/11/2026 or 25 November 2026"
    };
    read_date(text).ok_or((field, wrong.to_owned()))
}

/// The days of asking and answering, if either was given.
fn pause(asked: &Asked, from: Date) -> Result<Option<(Date, Date)>, Vec<Wrong>> {
    if asked.asked.trim().is_empty() && asked.answered.trim().is_empty() {
        return Ok(None);
    }
    let (first, last) = (date("asked", &asked.asked), date("answered", &asked.answered));
    match (first, last) {
        (Ok(first), Ok(_)) if first < from => {
            Err(vec![("asked", "Clarification cannot be asked for before the request is received".to_owned())])
        }
        (Ok(first), Ok(last)) => Ok(Some((first, last))),
        (first, last) => Err(first.err().into_iter().chain(last.err()).collect()),
    }
}

/// The page.
pub fn deadlines(register: &Register, calendar: &Calendar, asked: &Asked) -> String {
    let found = answer(asked, calendar);
    let titled = match &found {
        Ok(None) => "Work out when a reply is due".to_owned(),
        Ok(Some(answer)) => format!("{} – Work out when a reply is due", answer.words()),
        Err(_) => "Error: Work out when a reply is due".to_owned(),
    };
    let frame = Page {
        title: &titled,
        script: None,
        wide: false,
        language: "en-GB",
        about: Some(About {
            path: "/deadlines",
            description: "Work out when a reply to a data protection request, an acknowledgement of a complaint or a breach report is due, and why.",
            bilingual: false,
        }),
    };
    page(register, &frame, || {
        let wrong = found.as_ref().err().cloned().unwrap_or_default();
        let links: Vec<ErrorLink> = wrong
            .iter()
            .map(|(field, message)| ErrorLink { field: (*field).to_owned(), message: message.clone() })
            .collect();
        let result = found.as_ref().ok().and_then(Option::as_ref).map(|answer| shown(answer, asked));
        view! {
            <ErrorSummary links=Signal::stored(links)/>
            <h1>"Work out when a reply is due"</h1>
            <p>"For anyone who is waiting for a reply, or who has to send one, under UK data protection law in England and Wales. We do not store anything you enter."</p>
            {result}
            {form(asked, &wrong)}
            {rules()}
        }
        .into_any()
    })
}

fn form(asked: &Asked, wrong: &[Wrong]) -> AnyView {
    let error =
        |field: &str| wrong.iter().find(|(at, _)| *at == field).map(|(_, message)| message.clone()).unwrap_or_default();
    let clock = if asked.clock.is_empty() { RIGHTS } else { &asked.clock };
    let clock_error = Signal::stored(error("clock-rights-request"));
    let (clock_describes, clock_invalid) = describe("clock", false, clock_error);
    let kinds: Vec<AnyView> = [
        (RIGHTS, "A request to use a right: one calendar month"),
        (COMPLAINT, "A complaint about data protection: acknowledge within 30 days"),
        (BREACH, "A personal data breach: report within 72 hours"),
    ]
    .into_iter()
    .map(|(value, label)| {
        let id = format!("clock-{value}");
        let on = value == clock;
        view! {
            <div class="choice"><input type="radio" id=id.clone() name="clock" value=value checked=on aria-describedby=clock_describes aria-invalid=clock_invalid/><label for=id>{label}</label></div>
        }
        .into_any()
    })
    .collect();
    let field = |id: &'static str, label: &str, hint: &str, value: &str| {
        let error = Signal::stored(error(id));
        let (describes, invalid) = describe(id, true, error);
        let value = value.to_owned();
        view! {
            <Field id=id.to_owned() label=label.to_owned() hint=Some(hint.to_owned()) error>
                <input id=id name=id type="text" class="short" autocomplete="off" value=value aria-describedby=describes aria-invalid=invalid/>
            </Field>
        }
        .into_any()
    };
    let right_error = error("right");
    let right_describes = described_by("right", false, !right_error.is_empty());
    let right_invalid = (!right_error.is_empty()).then_some("true");
    let chosen = if asked.right.is_empty() { Some(Right::Access) } else { Right::named(&asked.right) };
    let rights: Vec<AnyView> = Right::ALL
        .into_iter()
        .map(|right| {
            let selected = chosen == Some(right);
            view! { <option value=right.name() selected=selected>{capital(right.words())}</option> }.into_any()
        })
        .collect();
    view! {
        <form method="get" action="/deadlines" class="screen">
            <Field id="clock".to_owned() label="What was received?".to_owned() hint=None error=clock_error group=true>{kinds}</Field>
            {field("from", "What date was it received?", "However it was received, using the date in London. For example 25/11/2026", &asked.from)}
            {field("time", "At what time? (only for a breach)", "When you became reasonably sure there was a breach, using London time. For example 14:30", &asked.time)}
            <Field id="right".to_owned() label="Which right? (only for a request to use a right)".to_owned() hint=None error=Signal::stored(right_error)>
                <select id="right" name="right" aria-describedby=right_describes aria-invalid=right_invalid>{rights}</select>
            </Field>
            <details open=asked.extended || !asked.asked.is_empty() || !asked.answered.is_empty()>
                <summary>"Was it paused or extended?"</summary>
                <p>"Only a request to see information can be paused: the time limit stops while we wait for clarification that is reasonably needed, and continues when it arrives. For other rights, every day counts. Any request to use a right can be extended."</p>
                {field("asked", "Date clarification was asked for", "For example 1/12/2026", &asked.asked)}
                {field("answered", "Date clarification was received", "For example 10/12/2026", &asked.answered)}
                <div class="choice"><input type="checkbox" id="extended" name="extended" value="true" checked=asked.extended/><label for="extended">"Extended by two months, and the person was told in the first month"</label></div>
            </details>
            <div class="actions"><button type="submit">"Show the date"</button></div>
        </form>
    }
    .into_any()
}

/// With a capital letter at the beginning.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn shown(answer: &Answer, asked: &Asked) -> AnyView {
    let download = format!("/deadlines.ics?{}", query(asked));
    let title = answer.words();
    let drawn = match answer {
        Answer::Day { what, from, pause, due } => {
            let steps: Vec<AnyView> =
                due.steps.iter().map(|step| view! { <li>{step.reason.clone()}</li> }.into_any()).collect();
            let latest = due.latest.filter(|latest| *latest != due.due).map(|latest| {
                view! { <p>"The law can be read to allow until " {long_date(latest)} ". We work to the earlier date."</p> }
            });
            let counted =
                format!("Received on {}. The time limit for {what} is counted from that day.", long_date(*from));
            view! { <p>{counted}</p> {latest} <ol class="reasons">{steps}</ol> {months(*from, *pause, due)} }.into_any()
        }
        Answer::Moment { from, due } => view! {
            <p>"You became reasonably sure on " {long_moment(*from)} ". The 72 hours end on " {long_moment(*due)}
                ". Nights, weekends and bank holidays count, and so do hours when the clocks change."</p>
        }
        .into_any(),
    };
    view! {
        <section class="panel" id="answer">
            <h2>{title}</h2>
            {drawn}
            <p class="screen"><a class="button second" href=download download="deadline.ics">"Add to a calendar (.ics)"</a></p>
        </section>
    }
    .into_any()
}

fn query(asked: &Asked) -> String {
    let all = [
        ("clock", asked.clock.as_str()),
        ("right", &asked.right),
        ("from", &asked.from),
        ("time", &asked.time),
        ("asked", &asked.asked),
        ("answered", &asked.answered),
        ("extended", if asked.extended { "true" } else { "" }),
    ];
    let given = all.into_iter().filter(|(_, value)| !value.is_empty());
    given.map(|(name, value)| format!("{name}={}", crate::words::encoded(value))).collect::<Vec<_>>().join("&")
}

/// What a day is in the drawing: a sign, words, and a class. Never a colour alone.
fn mark(
    date: Date,
    from: Date,
    pause: Option<(Date, Date)>,
    due: &Due,
) -> Option<(&'static str, &'static str, &'static str)> {
    let not_working = |step: &Step| step.rule == Rule::NotAWorkingDay && step.date == date;
    if date == from {
        Some(("▸", "received", "from"))
    } else if date == due.due {
        Some(("■", "due", "due"))
    } else if due.steps.iter().any(not_working) {
        Some(("×", "does not count", "free"))
    } else if pause.is_some_and(|(first, last)| date >= first && date < last) {
        Some(("‖", "paused", "paused"))
    } else if date > from && date < due.due {
        Some(("·", "counts", "counts"))
    } else {
        None
    }
}

/// The months from the first day to the due date, day by day.
fn months(from: Date, pause: Option<(Date, Date)>, due: &Due) -> AnyView {
    let mut all: Vec<AnyView> = Vec::new();
    let mut first = from.first_of_month();
    while first <= due.due && all.len() < 12 {
        all.push(month(first, from, pause, due));
        let Ok(next) = first.checked_add(1.month()) else { break };
        first = next;
    }
    view! {
        <div class="months">{all}</div>
        <p class="soft key"><span>"▸ received"</span><span>"· counts"</span><span>"‖ paused"</span><span>"× does not count"</span><span>"■ due"</span></p>
    }
    .into_any()
}

fn month(first: Date, from: Date, pause: Option<(Date, Date)>, due: &Due) -> AnyView {
    let name = long_date(first).trim_start_matches("1 ").to_owned();
    let before = usize::try_from(first.weekday().since(Weekday::Monday)).unwrap_or_default();
    let blank = (0..before).map(|_| view! { <td></td> }.into_any());
    let days =
        (1..=first.days_in_month()).filter_map(|day| Date::new(first.year(), first.month(), day).ok()).map(|date| {
            let day = date.day();
            match mark(date, from, pause, due) {
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
    let head = [
        ("Mo", "Monday"),
        ("Tu", "Tuesday"),
        ("We", "Wednesday"),
        ("Th", "Thursday"),
        ("Fr", "Friday"),
        ("Sa", "Saturday"),
        ("Su", "Sunday"),
    ]
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

fn rules() -> AnyView {
    view! {
        <h2>"The rules"</h2>
        <ul>
            <li>"A reply to a request to use a right is due within one calendar month: by the same date in the next month, or by the last day of that month if it has no such date. If that is a weekend or a bank holiday, by the next working day (UK GDPR, Articles 12(3) and 12A)."</li>
            <li>"The month starts on the day of the request, even on a Sunday; if we first had to ask for something, such as proof of who you are where there is doubt, it starts on the day that arrives. Once the month has run out, asking for it does not make the reply any less late."</li>
            <li>"Only a request to see information (Article 15) can be paused, while we wait for clarification that is reasonably needed. The time limit continues when the clarification arrives; it does not start again (UK GDPR, Article 12A(5))."</li>
            <li>"It can be extended once, to three months from the start, if the request is complex or there are many requests. You must be told why within the first month."</li>
            <li>"A complaint must be acknowledged within 30 days (Data Protection Act 2018, section 164A). The outcome must follow without undue delay."</li>
            <li>"A breach must be reported to the regulator within 72 hours if there is a risk to people (UK GDPR, Article 33)."</li>
            <li>"Days when the university is closed count as working days, unless they are bank holidays."</li>
        </ul>
        <p>"For programs: " <a href="/v1/deadlines?clock=rights-request&from=2026-11-25">"/v1/deadlines"</a>"."</p>
    }
    .into_any()
}
