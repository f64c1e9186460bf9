//! `/deadlines`, `/deadlines.ics` and `GET /v1/deadlines`: the statutory clocks, open to everyone.

use crate::context::Context;
use crate::holidays;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_api::Code;
use forthright_clock::{
    AlreadyAnnounced, BeyondKnownHolidays, Due, Length, Pause, Right, breach, complaint_acknowledgement, exam_marks,
    rfc3339_in_london, rights_request,
};
use forthright_widget_pages::deadlines::{self, Asked};
use forthright_widget_pages::ics;
use forthright_widget_pages::words::Tongue;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use worker::Response;

impl From<BeyondKnownHolidays> for Problem {
    fn from(error: BeyondKnownHolidays) -> Self {
        Self::with(Code::BeyondKnownHolidays, error.to_string())
    }
}

/// The calculator.
pub async fn page(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let calendar = holidays::calendar(context).await?;
    reply::page(
        context.dressed(deadlines::deadlines(context.register, &calendar, &asked(request), tongue(request))),
        200,
    )
}

/// The due date for a calendar.
pub async fn ics(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let found = deadlines::answer(&asked(request), &holidays::calendar(context).await?, tongue(request));
    let answer =
        found.ok().flatten().ok_or(Problem::with(Code::InvalidBody, "Fill in the calculator at /deadlines first."))?;
    let text = ics::ics(&answer, &context.register.organisation, context.now(), tongue(request));
    let response = reply::text(text, "text/calendar; charset=utf-8")?;
    response.headers().set("Content-Disposition", "attachment; filename=\"deadline.ics\"")?;
    Ok(response)
}

fn tongue(request: &Incoming) -> Tongue {
    Tongue::of(&request.parameter("lang").unwrap_or_default())
}

fn asked(request: &Incoming) -> Asked {
    Asked::of(|name| request.parameter(name).unwrap_or_default())
}

/// `GET /v1/deadlines`.
pub async fn compute(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let clock = request.parameter("clock").unwrap_or_default();
    let calendar = holidays::calendar(context).await?;
    match clock.as_str() {
        "rights-request" => {
            let from = date(request, "from")?;
            let extended = request.parameter("extended").as_deref() == Some("true");
            let length = if extended { Length::Extended } else { Length::Month };
            due(&clock, from, &rights_request(from, length, &pauses(right(request)?, request)?, &calendar)?)
        }
        "exam-marks" => {
            no_pause(request)?;
            let announced = request.parameter("announced").filter(|text| !text.is_empty());
            let announced = announced.map(|_| date(request, "announced")).transpose()?;
            let from = date(request, "from")?;
            let due_on = exam_marks(from, announced).map_err(|AlreadyAnnounced| {
                Problem::with(
                    Code::InvalidBody,
                    "`announced` is not after `from`, so the usual month applies: ask with `clock=rights-request`.",
                )
            })?;
            due(&clock, from, &due_on)
        }
        "complaint-acknowledgement" => {
            no_pause(request)?;
            let from = date(request, "from")?;
            due(&clock, from, &complaint_acknowledgement(from, &calendar)?)
        }
        "breach" => {
            no_pause(request)?;
            breach_due(request)
        }
        _ => Err(Problem::with(
            Code::InvalidBody,
            "`clock` is rights-request, exam-marks, complaint-acknowledgement or breach.",
        )),
    }
}

/// Which right the request uses: access, if nothing is said.
fn right(request: &Incoming) -> Result<Right> {
    let Some(name) = request.parameter("right").filter(|name| !name.is_empty()) else { return Ok(Right::Access) };
    Right::named(&name).ok_or_else(|| {
        let names = Right::ALL.map(Right::name).join(", ");
        Problem::with(Code::InvalidBody, format!("`right` is one of {names}."))
    })
}

fn pauses(right: Right, request: &Incoming) -> Result<Vec<Pause>> {
    let Some(access) = right.access() else {
        no_pause(request)?;
        return Ok(Vec::new());
    };
    match (request.parameter("asked"), request.parameter("answered")) {
        (None, None) => Ok(Vec::new()),
        _ => Pause::new(access, date(request, "asked")?, date(request, "answered")?)
            .map(|pause| vec![pause])
            .map_err(|_| Problem::with(Code::InvalidBody, "`answered` is before `asked`.")),
    }
}

/// Only the month of a request for access can be paused (UK GDPR Art 12A(5)).
fn no_pause(request: &Incoming) -> Result<()> {
    match (request.parameter("asked"), request.parameter("answered")) {
        (None, None) => Ok(()),
        _ => Err(Problem::with(
            Code::InvalidBody,
            "Only a request for access (UK GDPR, Article 15) can be paused (Article 12A(5)). Leave out `asked` and `answered`.",
        )),
    }
}

fn date(request: &Incoming, name: &str) -> Result<Date> {
    let text = request.parameter(name).unwrap_or_default();
    text.parse().map_err(|_| Problem::with(Code::InvalidBody, format!("`{name}` is a date like 2026-11-25.")))
}

fn due(clock: &str, from: Date, due: &Due) -> Result<Response> {
    let mut answer = json!({"clock": clock, "from": from, "due": due.due, "steps": due.steps});
    if let (Some(latest), Some(object)) = (due.latest, answer.as_object_mut()) {
        object.insert("latest".to_owned(), json!(latest));
    }
    reply::json(&answer, 200)
}

fn breach_due(request: &Incoming) -> Result<Response> {
    let needed = || Problem::with(Code::InvalidBody, "`from` is a time with its offset, like 2026-10-24T14:30+01:00.");
    let text = request.parameter("from").ok_or_else(needed)?;
    // jiff reads seconds as optional; the offset is not.
    let from: Timestamp = text.parse().map_err(|_| needed())?;
    let due = breach(from).ok_or_else(needed)?;
    let (from, due) = (rfc3339_in_london(from), rfc3339_in_london(due));
    let reason = "72 hours have passed; weekends and bank holidays count.";
    reply::json(
        &json!({
            "clock": "breach", "from": from, "due": due,
            "steps": [
                {"date": from, "rule": "start", "reason": "We became aware of the breach."},
                {"date": due, "rule": "due", "reason": reason},
            ],
        }),
        200,
    )
}
