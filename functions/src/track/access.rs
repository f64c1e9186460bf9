//! The guard: a case is read for its requester only through [`TrackedAccess`], which only the right code makes.

use crate::at_rest;
use crate::context::Context;
use crate::desk::{events_of, messages_of};
use crate::problem::{Problem, Result};
use crate::submissions::clock_of;
use forthright_api::{Code, TrackedCase};
use forthright_cases::{Case, Event, Identity, Receipt, Reference, Waiting};
use forthright_clock::Need;
use forthright_forms::Form;
use forthright_widget_pages::words::Tongue;
use jiff::civil::Date;
use serde::Deserialize;

/// Proof that somebody holds the receipt code of a case.
pub struct TrackedAccess(Row);

#[derive(Deserialize)]
struct Row {
    reference: String,
    form: String,
    received_on: Date,
    due_on: Date,
    steps: String,
    receipt_hash: String,
}

impl TrackedAccess {
    /// Checks reference and code. One query and one comparison whatever is wrong, so that time tells nothing either.
    pub async fn check(reference: &str, code: &str, context: &Context<'_>) -> Result<Self> {
        let reference = Reference::parse(reference).map(|r| r.as_str().to_owned()).unwrap_or_default();
        let hash = Receipt::parse(code).map(|receipt| at_rest::receipt_hash(&receipt)).unwrap_or_default();
        let sql = "SELECT reference, form, received_on, due_on, steps, receipt_hash FROM cases WHERE reference = ?";
        let row: Option<Row> = context.database()?.first(sql, &[(&reference).into()]).await?;
        match row {
            // Both sides are hashes: comparing them early or late tells nothing about the code.
            Some(row) if !hash.is_empty() && row.receipt_hash == hash => Ok(Self(row)),
            _ => Err(Problem::new(Code::NotFound)),
        }
    }

    /// The case as its requester may see it.
    pub async fn case(self, tongue: Tongue, context: &Context<'_>) -> Result<TrackedCase> {
        let row = self.0;
        let events: Vec<Event> = events_of(&row.reference, context).await?.into_iter().map(|row| row.event).collect();
        let case = Case::replay(&events).ok_or(Problem::new(Code::TryAgain))?;
        let clock = clock_of(&row.form, context);
        let in_language = context.register.form_in(&row.form, tongue.code()).or(context.register.form(&row.form));
        let form = in_language.map_or(row.form.clone(), |form| form.title.clone());
        let unconfirmed = case.identity() == Some(Identity::NotConfirmed);
        let mut needs = case.awaited();
        if unconfirmed && !needs.contains(&Need::Identity) {
            needs.push(Need::Identity);
        }
        let email = context.register.contact("data-protection").map(|contact| contact.email.as_str());
        let read = format!(
            "Please read what we wrote below. You cannot reply on this page: write to {} and give your reference.",
            email.unwrap_or("the data protection team")
        );
        let awaited = match case.waiting() {
            _ if case.outcome().is_some() => None,
            Waiting::Paused => Some(format!(
                "We have asked you what you mean. The days until your reply do not count; then the time limit continues. {read}"
            )),
            _ if needs.is_empty() => None,
            waiting => {
                // In one order, so that the whole can be said in Welsh.
                needs.sort_by_key(|need| match need {
                    Need::Identity => 0,
                    Need::Authority => 1,
                    Need::Fee => 2,
                });
                let list: Vec<&str> = needs.into_iter().map(Need::words).collect();
                let starts = if waiting == Waiting::ToStart && !case.has_exam_marks() {
                    " We have one month to reply, starting on the day we receive it."
                } else {
                    ""
                };
                Some(format!("We need {}.{starts} {read}", list.join(" and ")))
            }
        };
        Ok(TrackedCase {
            messages: messages_of(&row.reference, context).await?,
            status: case.status(),
            status_words: case.status().words().to_owned(),
            identity: case.identity(),
            outcome: case.outcome(),
            awaited,
            form,
            clock,
            received: row.received_on,
            due: case.waiting().has_date().then_some(row.due_on),
            right: context.register.form(&row.form).and_then(Form::uses),
            rights: case.rights().clone(),
            steps: serde_json::from_str(&row.steps)?,
            reference: row.reference,
        })
    }
}
