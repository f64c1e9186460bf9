//! `GET /v1/deadlines`: the statutory clocks, open to everyone.

use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_api::Code;
use forthright_clock::{
    BeyondKnownHolidays, Due, Pause, breach, complaint_acknowledgement, rfc3339_in_london, rights_request,
    rights_request_extended, rights_request_paused,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use worker::Response;

impl From<BeyondKnownHolidays> for Problem {
    fn from(error: BeyondKnownHolidays) -> Self {
        Self::with(Code::BeyondKnownHolidays, error.to_string())
    }
}

pub fn compute(request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let clock = request.parameter("clock").unwrap_or_default();
    let calendar = context.register.calendar();
    let extended = request.parameter("extended").as_deref() == Some("true");
    match (clock.as_str(), pause(request)?) {
        ("rights-request", None) if extended => {
            let from = date(request, "from")?;
            due(&clock, from, &rights_request_extended(from, &calendar)?)
        }
        ("rights-request", None) => {
            let from = date(request, "from")?;
            due(&clock, from, &rights_request(from, &calendar)?)
        }
        ("rights-request", Some(_)) if extended => {
            Err(Problem::with(Code::InvalidBody, "A pause and an extension together are not computed; ask the team."))
        }
        ("rights-request", Some(pause)) => {
            let from = date(request, "from")?;
            due(&clock, from, &rights_request_paused(from, pause, &calendar)?)
        }
        ("complaint-acknowledgement", _) => {
            let from = date(request, "from")?;
            due(&clock, from, &complaint_acknowledgement(from, &calendar)?)
        }
        ("breach", _) => breach_due(request),
        _ => Err(Problem::with(Code::InvalidBody, "`clock` is rights-request, complaint-acknowledgement or breach.")),
    }
}

fn pause(request: &Incoming) -> Result<Option<Pause>> {
    match (request.parameter("asked"), request.parameter("answered")) {
        (None, None) => Ok(None),
        _ => Pause::new(date(request, "asked")?, date(request, "answered")?)
            .map(Some)
            .map_err(|_| Problem::with(Code::InvalidBody, "`answered` is before `asked`.")),
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
