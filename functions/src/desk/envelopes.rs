//! `GET …/envelopes/{part}`: a sealed part, as it was sent. That somebody fetched it is an event of the case.

use super::access::SignedIn;
use super::change::append;
use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::submissions::object_key;
use forthright_api::Code;
use forthright_cases::{Event, Part};
use serde::Deserialize;
use worker::Response;

pub async fn fetch(staff: &SignedIn, reference: &str, part: &str, context: &Context<'_>) -> Result<Response> {
    let part = Part::from_name(part).ok_or(Problem::new(Code::NotFound))?;
    let key = object_key(reference, &object_of(reference, part, context).await?);
    let object = context.sealed()?.get(key).execute().await?.ok_or(Problem::new(Code::NotFound))?;
    let body = object.body().ok_or(Problem::new(Code::TryAgain))?;
    // First the event, then the envelope: nothing is read that was not noted.
    append(staff, reference, context, |case| {
        if matches!(part, Part::File(_)) && case.documents_must_be_gone() {
            return Err(Problem::new(Code::NotFound));
        }
        Ok(Event::Opened { part })
    })
    .await?;
    let response = reply::with_body(body.response_body()?, 200, "application/octet-stream")?;
    response.headers().set("Content-Disposition", "attachment; filename=\"envelope.age\"")?;
    Ok(response)
}

/// Where a part lies. Requests from before that was noted have theirs under the part's name.
async fn object_of(reference: &str, part: Part, context: &Context<'_>) -> Result<String> {
    #[derive(Deserialize)]
    struct Row {
        object: Option<String>,
    }
    let database = context.database()?;
    let row: Option<Row> = match part {
        Part::Answers => {
            let sql = "SELECT answers_object AS object FROM cases WHERE reference = ?";
            database.first(sql, &[reference.into()]).await?
        }
        Part::File(n) => {
            let sql = "SELECT object FROM case_files WHERE reference = ? AND n = ?";
            database.first(sql, &[reference.into(), u32::from(n).into()]).await?
        }
    };
    Ok(row.ok_or(Problem::new(Code::NotFound))?.object.unwrap_or_else(|| part.name()))
}
