//! Doing something to the case on the screen: once, on what is seen, and with a word of what came of it.

use crate::call::{self, Failed};
use crate::case::{OpenCase, words};
use crate::told::Told;
use forthright_api::{CaseDetail, EventRow};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;

/// Posts an act. `done` gives the words for it; the view shows the case as it is then. If a colleague did something
/// first, nothing is done and that is said.
pub fn act(
    case: OpenCase,
    told: Told,
    what: &'static str,
    body: &impl Serialize,
    done: impl FnOnce(&CaseDetail) -> String + 'static,
) {
    told.begin();
    case.office.wrong.set(false);
    let Ok(body) = serde_json::to_string(body) else { return };
    let Some(known) = case.known() else { return };
    let reference = case.reference.get_value();
    // Pressing again after a call that got lost, or twice in a row, is the same act.
    let attempt = format!("{what} {known} {body}");
    let key = match case.attempt.get_value() {
        Some((before, key)) if before == attempt => key,
        _ => call::new_key(),
    };
    case.attempt.set_value(Some((attempt, key.clone())));
    spawn_local(async move {
        match call::post::<CaseDetail>(&format!("cases/{reference}/{what}"), &key, known, body).await {
            Ok(detail) => {
                let words = done(&detail);
                case.show(detail);
                told.done(words);
            }
            Err(failed) if failed.changed => {
                let news = refresh(case).await;
                told.wrong(format!("{} {}", failed.words, in_words(&news)).trim_end().to_owned());
                case.office.wrong.try_set(true);
            }
            Err(Failed { words, .. }) => {
                told.wrong(words);
                case.office.wrong.try_set(true);
            }
        }
    });
}

/// Fetches the case again and shows it. Gives what happened that was not on the screen, other than openings.
pub async fn refresh(case: OpenCase) -> Vec<EventRow> {
    let Some(known) = case.known() else { return Vec::new() };
    let Some(reference) = case.reference.try_get_value() else { return Vec::new() };
    let Ok(detail) = call::get::<CaseDetail>(&format!("cases/{reference}")).await else { return Vec::new() };
    // An act of one's own may have been answered meanwhile.
    let known = case.known().map_or(known, |now| now.max(known));
    let seen = usize::try_from(known).unwrap_or(usize::MAX);
    let news: Vec<EventRow> =
        detail.events.iter().skip(seen).filter(|row| row.event.changes_the_case()).cloned().collect();
    if detail.sequence > known {
        case.show(detail);
    }
    news
}

/// What colleagues did, in words.
pub fn in_words(news: &[EventRow]) -> String {
    let each: Vec<String> = news.iter().map(|row| format!("{}: {}", row.actor, words(&row.event))).collect();
    each.join(" ")
}
