//! Notices and their versions. Consent records and forms refer to a notice by the SHA-256 of what it says; the scheduled run
//! keeps what each version said, so that the hash can be read when the notice has long changed.

use crate::at_rest;
use crate::context::{Context, register};
use crate::forms;
use crate::pages::tongue;
use crate::problem::{Problem, Result};
use crate::reply;
use crate::request::Incoming;
use forthright_api::{Code, NoticeShown};
use forthright_register::content::{Covers, Notice};
use forthright_register::export;
use forthright_widget_pages::notices::{self as pages, Version};
use forthright_widget_pages::versions;
use forthright_widget_pages::words::Tongue;
use serde::Deserialize;
use std::sync::OnceLock;
use worker::Response;

/// The hash of each notice of the register the Worker was built with.
static HASHES: OnceLock<Vec<(String, String)>> = OnceLock::new();

/// SHA-256 of everything a notice says, in both languages, as the public may have it.
fn hash_of(notice: &Notice) -> Result<&'static str> {
    let make = || {
        let Ok(register) = register() else { return Vec::new() };
        let hash = |one: &Notice| {
            let said = serde_json::to_vec(&export::notice_content(register, one)).ok()?;
            Some((one.id.clone(), at_rest::sha256_hex(&said)))
        };
        register.content.notices.iter().filter_map(hash).collect()
    };
    let found = HASHES.get_or_init(make).iter().find(|(id, _)| *id == notice.id);
    found.map(|(_, hash)| hash.as_str()).ok_or(Problem::new(Code::TryAgain))
}

/// The hash of the notice that tells people about a part of the desk.
pub fn hash_covering(part: Covers, context: &Context<'_>) -> Option<String> {
    let notice = context.register.content.notice_covering(part)?;
    hash_of(notice).ok().map(str::to_owned)
}

/// What a form says about the notice that covers it: its own page, or the whole notice where the register does not say what is
/// done with this form's answers.
pub fn shown_with_form(form: &str, tongue: Tongue, context: &Context<'_>) -> Option<NoticeShown> {
    let content = &context.register.content;
    let notice = content.notice_covering(Covers::Forms)?;
    let hash = hash_of(notice).ok()?.to_owned();
    Some(if content.collected_by(form).is_empty() {
        let address = tongue.address(&format!("/notices/{}", notice.id));
        NoticeShown { title: notice.title.in_language(tongue.code()), address, hash }
    } else {
        let title = tongue.say("Privacy notice for this form", "Hysbysiad preifatrwydd ar gyfer y ffurflen hon");
        NoticeShown { title: title.to_owned(), address: tongue.address(&format!("/forms/{form}/notice")), hash }
    })
}

/// `/forms/{form}/notice`: what is done with the answers of one form.
pub fn of_form(id: &str, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let content = &context.register.content;
    let (form, tongue) = forms::find_in(id, request, context)?;
    let notice = content.notice_covering(Covers::Forms).ok_or(Problem::new(Code::NotFound))?;
    if content.collected_by(id).is_empty() {
        return reply::see_other(&tongue.address(&format!("/notices/{}", notice.id)));
    }
    let page = pages::of_form(context.register, form, notice, hash_of(notice)?, tongue);
    reply::page(context.dressed(page), 200)
}

/// The hash somebody says they were shown, if there is such a version. A request is not turned away for a strange one.
pub async fn known(hash: Option<String>, context: &Context<'_>) -> Result<Option<String>> {
    let Some(hash) = hash else { return Ok(None) };
    if hash_covering(Covers::Forms, context).as_ref() == Some(&hash) || version(&hash, context).await?.is_some() {
        return Ok(Some(hash));
    }
    Ok(None)
}

/// `/notices/{id}`.
pub fn notice(id: &str, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let notice = find(id, context)?;
    let page = pages::notice(context.register, notice, hash_of(notice)?, context.today(), tongue(request));
    reply::page(context.dressed(page), 200)
}

fn find<'a>(id: &str, context: &Context<'a>) -> Result<&'a Notice> {
    context.register.content.notice(id).ok_or(Problem::new(Code::NotFound))
}

/// `/notices/{id}/versions`: every version that was in force, newest first.
pub async fn versions(id: &str, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    #[derive(Deserialize)]
    struct Row {
        hash: String,
        first_seen: String,
    }
    let notice = find(id, context)?;
    let sql = "SELECT hash, first_seen FROM notice_versions WHERE notice = ? ORDER BY first_seen DESC LIMIT 500";
    let rows: Vec<Row> = context.database()?.all(sql, &[id.into()]).await?;
    let list: Vec<Version> =
        rows.into_iter().map(|row| Version { hash: row.hash, first_seen: row.first_seen }).collect();
    reply::page(versions::versions(context.register, notice, hash_of(notice)?, &list, tongue(request)), 200)
}

/// A version as it was kept.
#[derive(Deserialize)]
struct Kept {
    notice: String,
    first_seen: String,
    english: String,
    welsh: String,
}

async fn version(hash: &str, context: &Context<'_>) -> Result<Option<Kept>> {
    let sql = "SELECT notice, first_seen, english, welsh FROM notice_versions WHERE hash = ?";
    context.database()?.first(sql, &[hash.into()]).await
}

/// `/notices/versions/{hash}`: what a version said; the one in force is the notice itself.
pub async fn version_page(hash: &str, request: &Incoming, context: &Context<'_>) -> Result<Response> {
    let tongue = tongue(request);
    for notice in &context.register.content.notices {
        if hash_of(notice)? == hash {
            return reply::see_other(&tongue.address(&format!("/notices/{}", notice.id)));
        }
    }
    let kept = version(hash, context).await?.ok_or(Problem::new(Code::NotFound))?;
    let said = if tongue == Tongue::Welsh { &kept.welsh } else { &kept.english };
    let notice = context.register.content.notice(&kept.notice);
    let version = Version { hash: hash.to_owned(), first_seen: kept.first_seen };
    reply::page(versions::version(context.register, notice, &version, said, tongue), 200)
}

/// Keeps what the notices say now, where it is not kept yet; how many versions were new.
pub async fn keep(context: &Context<'_>) -> Result<u32> {
    #[derive(Deserialize)]
    struct Row {
        hash: String,
    }
    let database = context.database()?;
    let known: Vec<Row> = database.all("SELECT hash FROM notice_versions", &[]).await?;
    let mut kept = 0_u32;
    for notice in &context.register.content.notices {
        let hash = hash_of(notice)?;
        if known.iter().any(|row| row.hash == hash) {
            continue;
        }
        let said = |tongue| pages::said(context.register, notice, tongue);
        let sql =
            "INSERT OR IGNORE INTO notice_versions (hash, notice, first_seen, english, welsh) VALUES (?, ?, ?, ?, ?)";
        let (now, english, welsh) = (context.now_text(), said(Tongue::English), said(Tongue::Welsh));
        let values = [hash.into(), (&notice.id).into(), (&now).into(), (&english).into(), (&welsh).into()];
        database.run(sql, &values).await?;
        kept = kept.saturating_add(1);
    }
    Ok(kept)
}
