//! `GET …/envelopes/{part}`: a sealed part, as it was sent. That somebody fetched it is an event of the case.

use super::access::SignedIn;
use super::change::append;
use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::submissions::object_key;
use forthright_api::Code;
use forthright_cases::{Event, Part};
use worker::Response;

pub async fn fetch(staff: &SignedIn, reference: &str, part: &str, context: &Context<'_>) -> Result<Response> {
    let part = Part::from_name(part).ok_or(Problem::new(Code::NotFound))?;
    let key = object_key(reference, part);
    let object = context.sealed()?.get(key).execute().await?.ok_or(Problem::new(Code::NotFound))?;
    let bytes = object.body().ok_or(Problem::new(Code::TryAgain))?.bytes().await?;
    // First the event, then the envelope: nothing is read that was not noted.
    append(staff, reference, context, |case| {
        if matches!(part, Part::File(_)) && case.documents_must_be_gone() {
            return Err(Problem::new(Code::NotFound));
        }
        Ok(Event::Opened { part })
    })
    .await?;
    let response = reply::with_headers(bytes, 200, "application/octet-stream")?;
    response.headers().set("Content-Disposition", "attachment; filename=\"envelope.age\"")?;
    Ok(response)
}
