//! E-mail to the team through Cloudflare's binding. It says that something arrived and when it is due; what people wrote
//! is never in it.

use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::submissions::clock_of;
use forthright_api::Code;
use forthright_clock::long_date;
use forthright_forms::Clock;
use jiff::civil::Date;
use serde::Deserialize;
use worker::SendEmailBuilder;

/// Tells the team that a request arrived.
pub async fn case_received(reference: &str, context: &Context<'_>) -> Result<()> {
    #[derive(Deserialize)]
    struct Row {
        form: String,
        due_on: Date,
    }
    let sql = "SELECT form, due_on FROM cases WHERE reference = ?";
    let Some(row) = context.database()?.first::<Row>(sql, &[reference.into()]).await? else { return Ok(()) };
    let title = context.register.form(&row.form).map_or(row.form.as_str(), |form| form.title.as_str());
    // The day for acknowledging a complaint, or for telling the regulator, is not the reply's.
    let (noun, what) = match clock_of(&row.form, context) {
        Clock::RightsRequest => ("request", "Reply due"),
        Clock::Complaint => ("complaint", "Acknowledge by"),
        Clock::Incident => ("report", "Tell the regulator, if people are at risk, by"),
    };
    let due = long_date(row.due_on);
    let text = format!(
        "A {noun} has arrived: {title}.\n\nReference: {reference}\n{what}: {due}\n\nOpen it at the desk. It is sealed; your key opens it there.\n"
    );
    to_the_team(&format!("New {noun} {reference}, {} {due}", what.to_ascii_lowercase()), &text, context).await
}

/// Tells the team of many requests at once. `apart`: how many of them were set apart; `named`: the references to look at first.
pub async fn cases_received(count: u32, apart: u32, named: &[String], context: &Context<'_>) -> Result<()> {
    let list: Vec<String> = named.iter().map(|reference| format!("  {reference}")).collect();
    let crowd = match apart {
        0 => String::new(),
        _ => format!(
            "{apart} of them were sent all at once from the same place. They are set apart in the list of cases; each counts as a request until you have looked at it.\n\n"
        ),
    };
    let text = format!(
        "{count} requests have arrived since the last message.\n\n{crowd}The newest of the others:\n{}\n\nAll of them are in the list of cases at the desk, with the day each reply is due.\n",
        list.join("\n")
    );
    to_the_team(&format!("{count} new requests"), &text, context).await
}

/// Tells the team what came of asking for bank holidays.
pub async fn holidays(outcome: &str, context: &Context<'_>) -> Result<()> {
    let (subject, text) = match outcome {
        "failed" => (
            "Bank holidays could not be fetched",
            "The government's list of bank holidays could not be fetched or read. Due dates are counted with the days known so far. We will try again every day.\n",
        ),
        "waiting" => (
            "Bank holidays need your decision",
            "The government's list leaves out days that are known. It will not be used until someone confirms it at /desk/register.\n",
        ),
        _ => (
            "New bank holidays",
            "The government's list has new days. They are now in use; where a date has moved, the case says so.\n",
        ),
    };
    to_the_team(subject, text, context).await
}

async fn to_the_team(subject: &str, text: &str, context: &Context<'_>) -> Result<()> {
    let from = context.variable("MAIL_FROM").ok_or(Problem::new(Code::NotReady))?;
    let to = context.register.contact("data-protection").ok_or(Problem::new(Code::NotReady))?;
    let message = SendEmailBuilder::new(&from, &to.email, subject);
    message.set_text(text);
    let sender = context.env.send_email("MAIL")?;
    sender.send_with_builder(&message).await.map_err(|_| Problem::new(Code::TryAgain))?;
    Ok(())
}
