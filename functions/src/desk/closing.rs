//! Ending a case: the letter that some outcomes need is one that was sent, or is sent with the closing, and says what the law
//! wants said (UK GDPR Art 12(4); Data Protection Act 2018, s.164A).

use super::letters::{self, Sending, messages_of};
use crate::context::Context;
use crate::problem::{Problem, Result};
use forthright_api::{CloseCase, Code};
use forthright_cases::Closing;
use worker::D1PreparedStatement;

/// How it ends, the statement that keeps its letter, and what that letter lacks.
pub async fn of(
    reference: &str,
    body: CloseCase,
    context: &Context<'_>,
) -> Result<(Closing, Option<D1PreparedStatement>, Option<Problem>)> {
    let CloseCase { outcome, rights, message, text, language } = body;
    let mut closing = Closing { outcome, rights, letter: None };
    let needed = closing.must_say();
    if let Some(text) = text {
        let lacking = letters::check(&text, needed, context).err();
        let (id, insert) = letters::keep(reference, &text, language, Sending::Now, context)?;
        closing.letter = Some(id);
        return Ok((closing, Some(insert), lacking));
    }
    if message.is_none() && needed.is_empty() {
        return Ok((closing, None, None));
    }
    let sent = messages_of(reference, context).await?;
    if let Some(id) = message {
        let letter = sent.iter().find(|letter| letter.id == id);
        let letter = letter.ok_or(Problem::with(Code::InvalidBody, "This case has no such letter."))?;
        let lacking = letters::check(&letter.text, needed, context).err();
        closing.letter = Some(id);
        return Ok((closing, None, lacking));
    }
    // The newest that says it all; without one the case says what is needed.
    let whole = sent.iter().rev().find(|letter| letters::check(&letter.text, needed, context).is_ok());
    closing.letter = whole.map(|letter| letter.id.clone());
    Ok((closing, None, None))
}
