//! Forthright's Worker: routes by capability over D1, R2, Queues, Cron and e-mail.
//!
//! The rules live in the pure crates; here are only the edges. A handler gets a [`context::Context`] and gives a response
//! or a [`problem::Problem`], which one place turns into a problem document or a page. The Worker can seal and cannot
//! open what is sealed: the private keys never exist here.
#![allow(clippy::future_not_send)]

mod agents;
mod at_rest;
mod consents;
mod context;
mod database;
mod deadlines;
mod desk;
mod fence;
mod fetch;
mod forms;
mod holidays;
mod local;
mod mail;
mod multipart;
mod notices;
mod outbox;
mod pages;
mod problem;
mod reply;
mod request;
mod routes;
mod schedule;
mod submissions;
mod track;
mod turnstile;

use worker::{Context as Ctx, Env, MessageBatch, Request, Response, Result, ScheduleContext, ScheduledEvent, event};

#[event(fetch)]
async fn fetch(request: Request, env: Env, _: Ctx) -> Result<Response> {
    routes::answer(request, env).await
}

/// Always `Ok`: an error here would end every request in flight. Each message is acknowledged or retried.
#[event(queue)]
async fn queue(batch: MessageBatch<serde_json::Value>, env: Env, _: Ctx) -> Result<()> {
    consents::take_batch(&batch, &env).await;
    Ok(())
}

#[event(scheduled)]
async fn scheduled(_: ScheduledEvent, env: Env, _: ScheduleContext) {
    schedule::run(&env).await;
}
