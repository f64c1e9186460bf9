//! `/deadlines`: when an answer is due in law and why, for everybody; drawn as a calendar, and as a file for one.

mod drawing;
mod page;

pub use page::deadlines;

use crate::words::Tongue;
use forthright_clock::{
    BeyondKnownHolidays, Calendar, Due, Length, Pause, Right, breach, complaint_acknowledgement, exam_marks,
    from_london, long_date_in, long_moment_in, read_date, read_time, rights_request,
};
use jiff::Timestamp;
use jiff::civil::Date;

const RIGHTS: &str = "rights-request";
const MARKS: &str = "exam-marks";
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
    pub announced: String,
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
    fn words(&self, tongue: Tongue) -> String {
        match self {
            Self::Day { due, .. } => {
                let day = long_date_in(due.due, tongue.code());
                tongue.put("Due by the end of {}", "Terfyn amser: diwedd {}", &day)
            }
            Self::Moment { due, .. } => {
                let moment = long_moment_in(*due, tongue.code());
                tongue.put("Report by {}", "Rhowch wybod erbyn {}", &moment)
            }
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
            announced: parameter("announced"),
        }
    }

    fn has_pause(&self) -> bool {
        !self.asked.trim().is_empty() || !self.answered.trim().is_empty()
    }

    /// What was entered, by its field.
    fn given(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("clock", self.clock.as_str()),
            ("right", &self.right),
            ("from", &self.from),
            ("announced", &self.announced),
            ("time", &self.time),
            ("asked", &self.asked),
            ("answered", &self.answered),
            ("extended", if self.extended { "true" } else { "" }),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    fn is_empty(&self) -> bool {
        self.clock.is_empty() && self.from.is_empty()
    }
}

/// The deadline; none while nothing was asked.
///
/// # Errors
/// What has to be mended.
pub fn answer(asked: &Asked, calendar: &Calendar, tongue: Tongue) -> Result<Option<Answer>, Vec<Wrong>> {
    if asked.is_empty() {
        return Ok(None);
    }
    let wrong = |field, english, welsh| vec![(field, tongue.say(english, welsh).to_owned())];
    let from = date("from", &asked.from, tongue).map_err(|wrong| vec![wrong])?;
    let beyond = |beyond: BeyondKnownHolidays| vec![("from", unknown_holidays(&beyond, tongue))];
    let day = |what, pause: Option<(Date, Date)>, due: Result<Due, BeyondKnownHolidays>| {
        Ok(Some(Answer::Day { what, from, pause, due: due.map_err(beyond)? }))
    };
    if asked.clock != RIGHTS && asked.has_pause() {
        return Err(wrong(
            "asked",
            "Only a request to use a right can be paused. Clear both dates",
            "Dim ond cais i ddefnyddio hawl y gellir ei oedi. Cliriwch y ddau ddyddiad",
        ));
    }
    let reply = tongue.say("the reply", "yr ymateb");
    match asked.clock.as_str() {
        RIGHTS => {
            let unknown = || wrong("right", "Choose one of the rights", "Dewiswch un o’r hawliau");
            let right =
                if asked.right.is_empty() { Right::Access } else { Right::named(&asked.right).ok_or_else(unknown)? };
            let length = if asked.extended { Length::Extended } else { Length::Month };
            if right.access().is_none() && asked.has_pause() {
                return Err(wrong(
                    "asked",
                    "Only a request to see information can be paused (UK GDPR, Article 12A(5)): for any other right, every day counts. Clear both dates",
                    "Dim ond cais i weld gwybodaeth y gellir ei oedi (GDPR y DU, Erthygl 12A(5)): ar gyfer unrhyw hawl arall, mae pob diwrnod yn cyfrif. Cliriwch y ddau ddyddiad",
                ));
            }
            let (Some((first, last)), Some(access)) = (pause(asked, from, tongue)?, right.access()) else {
                return day(reply, None, rights_request(from, length, &[], calendar));
            };
            let pause = Pause::new(access, first, last).map_err(|_| {
                wrong(
                    "answered",
                    "The clarification cannot arrive before it was asked for",
                    "Ni all yr eglurhad gyrraedd cyn gofyn amdano",
                )
            })?;
            day(reply, Some((first, last)), rights_request(from, length, &[pause], calendar))
        }
        MARKS => {
            let announced = match asked.announced.trim() {
                "" => None,
                text => Some(date("announced", text, tongue).map_err(|wrong| vec![wrong])?),
            };
            let due = exam_marks(from, announced).map_err(|_| {
                wrong(
                    "announced",
                    "The results were announced by the day of the request, so the usual month applies. Choose “A request to use a right”",
                    "Cyhoeddwyd y canlyniadau erbyn diwrnod y cais, felly’r mis arferol sy’n gymwys. Dewiswch “Cais i ddefnyddio hawl”",
                )
            })?;
            day(reply, None, Ok(due))
        }
        COMPLAINT => {
            day(tongue.say("the acknowledgement", "y gydnabyddiaeth"), None, complaint_acknowledgement(from, calendar))
        }
        BREACH => {
            let needed = || {
                wrong(
                    "time",
                    "Enter the time you became reasonably sure there was a breach, like 14:30 or 2.30pm",
                    "Nodwch yr amser y daethoch yn weddol sicr bod toriad wedi digwydd, fel 14:30 neu 2.30pm",
                )
            };
            let time = read_time(&asked.time).ok_or_else(needed)?;
            let from = from_london(from, time).ok_or_else(needed)?;
            Ok(Some(Answer::Moment { from, due: breach(from).ok_or_else(needed)? }))
        }
        _ => Err(wrong("clock-rights-request", "Choose what was received", "Dewiswch yr hyn a dderbyniwyd")),
    }
}

fn unknown_holidays(beyond: &BeyondKnownHolidays, tongue: Tongue) -> String {
    if tongue == Tongue::English {
        return format!("{beyond} So it is not yet possible to say when it is due.");
    }
    let day = |date| long_date_in(date, "cy");
    format!(
        "Mae gwyliau banc yn hysbys o {} hyd {}; mae {} y tu allan i hynny. Felly nid oes modd dweud eto beth yw’r terfyn amser.",
        day(beyond.known_from),
        day(beyond.known_until),
        day(beyond.date)
    )
}

fn date(field: &'static str, text: &str, tongue: Tongue) -> Result<Date, Wrong> {
    let wrong = if text.trim().is_empty() {
        tongue.say("Enter a date, like 25/11/2026", "Nodwch ddyddiad, fel 25/11/2026")
    } else {
        tongue.say(
            "Enter a real date, like 25/11/2026 or 25 November 2026",
            "Nodwch ddyddiad go iawn, fel 25/11/2026 neu 25 Tachwedd 2026",
        )
    };
    read_date(text).ok_or((field, wrong.to_owned()))
}

/// The days of asking and answering, if either was given.
fn pause(asked: &Asked, from: Date, tongue: Tongue) -> Result<Option<(Date, Date)>, Vec<Wrong>> {
    if asked.asked.trim().is_empty() && asked.answered.trim().is_empty() {
        return Ok(None);
    }
    let (first, last) = (date("asked", &asked.asked, tongue), date("answered", &asked.answered, tongue));
    match (first, last) {
        (Ok(first), Ok(_)) if first < from => {
            let message = tongue.say(
                "Clarification cannot be asked for before the request is received",
                "Ni ellir gofyn am eglurhad cyn derbyn y cais",
            );
            Err(vec![("asked", message.to_owned())])
        }
        (Ok(first), Ok(last)) => Ok(Some((first, last))),
        (first, last) => Err(first.err().into_iter().chain(last.err()).collect()),
    }
}
