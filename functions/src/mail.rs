//! E-mail to the team through Cloudflare's binding. It says that something arrived and when it is due; what people wrote
//! is never in it.

use crate::context::Context;
use crate::problem::{Problem, Result};
use forthright_api::Code;
use forthright_clock::long_date;
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
    let from = context.variable("MAIL_FROM").ok_or(Problem::new(Code::NotReady))?;
    let to = context.register.contact("data-protection").ok_or(Problem::new(Code::NotReady))?;
    let sql = "SELECT form, due_on FROM cases WHERE reference = ?";
    let Some(row) = context.database()?.first::<Row>(sql, &[reference.into()]).await? else { return Ok(()) };
    let title = context.register.form(&row.form).map_or(row.form.as_str(), |form| form.title.as_str());
    let due = long_date(row.due_on);
    let message = SendEmailBuilder::new(&from, &to.email, &format!("New request {reference}, due {due}"));
    message.set_text(&format!(
        "A request has arrived: {title}.\n\nReference: {reference}\nAnswer due: {due}\n\nOpen it at the desk. It is sealed; your key opens it there.\n"
    ));
    let sender = context.env.send_email("MAIL")?;
    sender.send_with_builder(&message).await.map_err(|_| Problem::new(Code::TryAgain))?;
    Ok(())
}
