//! Which address does what. Errors become a problem document for programs and a page for people.

use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::request::Incoming;
use crate::{agents, consents, deadlines, desk, forms, local, notices, pages, reply, submissions, track};
use forthright_api::Code;
use serde_json::json;
use worker::{Env, Method, Request, Response};

/// Answers one request.
pub async fn answer(request: Request, env: Env) -> worker::Result<Response> {
    let mut request = Incoming::new(request);
    let result = match Context::of_request(&env, &request) {
        Ok(context) => match request.check_headers() {
            Ok(()) => route(&mut request, &context).await,
            Err(problem) => Err(problem),
        },
        Err(problem) => Err(problem),
    };
    if result.as_ref().map_or(true, |response| response.status_code() >= 400) {
        request.drain().await;
    }
    let response = match result {
        Ok(response) => Ok(response),
        Err(problem) if wants_page(&request) => match pages::problem(&problem, &request) {
            Ok(response) => Ok(response),
            Err(problem) => problem.response(),
        },
        Err(problem) => problem.response(),
    };
    reply::secured(response?, &request, &env)
}

async fn route(request: &mut Incoming, context: &Context<'_>) -> Result<Response> {
    use Method::{Delete, Get, Head, Options, Post, Put};
    let path = request.path().to_owned();
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let method = if request.method() == Head { Get } else { request.method() };
    match (method, segments.as_slice()) {
        (Get, []) => pages::hub(request, context),
        (Get, ["healthz"]) => reply::json(&json!({"status": "ok", "version": env!("CARGO_PKG_VERSION")}), 200),
        (Get, ["cookies"]) => consents::cookies(request, context),
        (Post, ["cookies"]) => consents::choose(request, context).await,
        (Get, ["consents", id]) => consents::page(id, request, context).await,
        (Post, ["consents", id]) => consents::delete_from_page(id, request, context).await,
        (Get, ["notices"]) => pages::notices(request, context),
        (Get, ["notices", id]) => notices::notice(id, request, context),
        (Get, ["notices", id, "versions"]) => notices::versions(id, request, context).await,
        (Get, ["notices", "versions", hash]) => notices::version_page(hash, request, context).await,
        (Get, ["library"]) => pages::library(request, context),
        (Get, ["rights"]) => pages::rights(request, context),
        (Get, ["ropa"]) => pages::ropa(request, context),
        (Get, ["ropa.csv"]) => pages::ropa_csv(context),
        (Get, ["ropa.jsonld"]) => pages::ropa_json_ld(request, context),
        (Get, ["search"]) => pages::search(request, context),
        (Get, ["embed"]) => pages::embed(request, context),
        (Get, ["check"]) => pages::check(request, context),
        (Get, ["security"]) => pages::security(request, context),
        (Get, ["accessibility"]) => pages::accessibility(request, context),
        (Get, ["robots.txt"]) => pages::robots(request),
        (Get, ["sitemap.xml"]) => pages::sitemap(request, context),
        (Get, [".well-known", "security.txt"]) => pages::security_txt(context),
        (Get, [".well-known", "gpc.json"]) => pages::gpc(),
        (Get, ["forms", form]) => forms::show(form, request, context),
        (Post, ["forms", form]) => forms::take(form, request, context).await,
        (Get, ["forms", form, "notice"]) => notices::of_form(form, request, context),
        (Get, ["forms", form, "receipt"]) => forms::receipt(form, request, context).await,
        (Get, ["deadlines"]) => deadlines::page(request, context).await,
        (Get, ["deadlines.ics"]) => deadlines::ics(request, context).await,
        (Get, ["track"]) => track::ask(request, context),
        (Post, ["track"]) => track::show(request, context).await,
        (Get, ["desk"] | ["desk", "cases", _]) => pages::desk(context),
        (Get | Post, ["desk", rest @ ..]) => desk::pages(rest, request, context).await,
        (Get | Post, ["dev", "sign-in"]) => local::sign_in(request, context).await,
        (Get | Post, ["__scheduled"]) => local::scheduled(context).await,
        (Get, ["dev", "keys", name]) => local::key(name, context),

        (Get, ["v1", "register.json"]) => pages::register(context),
        (Get, ["v1", "deadlines"]) => deadlines::compute(request, context).await,
        (Post, ["v1", "consents"]) => consents::record(request, context).await,
        (Options, ["v1", "consents"] | ["v1", "consents", _]) => consents::preflight(request, context),
        (Get, ["v1", "consents", id]) => consents::receipt(id, request, context).await,
        (Delete, ["v1", "consents", id]) => consents::delete(id, request, context).await,
        (Get, ["v1", "forms", form]) => forms::describe(form, context),
        (Post, ["v1", "submissions"]) => submissions::begin(None, request, context).await,
        (Put, ["v1", "submissions", id, "files", n]) => submissions::upload(id, n, request, context).await,
        (Post, ["v1", "submissions", id, "complete"]) => submissions::complete(id, None, request, context).await,
        (Get, ["v1", "cases", reference]) => track::json(reference, request, context).await,
        (Post, ["v1", "data-rights-request"]) => agents::exercise(request, context).await,
        (Get, ["v1", "data-rights-request", id]) => agents::show(id, request, context).await,
        (Delete, ["v1", "data-rights-request", id]) => agents::revoke(id, request, context).await,
        (Get | Post, ["v1", "agent", id]) => agents::agent(id, request, context).await,
        (_, ["v1", "desk", rest @ ..]) => desk::route(rest, request, context).await,
        (_, known) if is_known(known) => Err(Problem::new(Code::MethodNotAllowed)),
        _ => Err(Problem::new(Code::NotFound)),
    }
}

/// Addresses that exist with another method.
fn is_known(segments: &[&str]) -> bool {
    matches!(
        segments,
        [] | ["notices"
            | "library"
            | "rights"
            | "deadlines"
            | "deadlines.ics"
            | "ropa"
            | "ropa.csv"
            | "ropa.jsonld"
            | "search"]
            | ["notices", _]
            | ["desk", "cases", _]
            | ["notices", _, "versions"]
            | ["notices", "versions", _]
            | ["robots.txt" | "sitemap.xml"]
            | ["healthz" | "check" | "cookies" | "embed" | "security" | "accessibility" | "track" | "desk"]
            | ["forms" | "consents", _]
            | ["forms", _, "notice" | "receipt"]
            | ["v1", "register.json" | "deadlines" | "consents" | "submissions"]
            | ["v1", "data-rights-request"]
            | ["v1", "consents" | "forms" | "cases" | "data-rights-request" | "agent", _]
            | ["v1", "submissions", _, "complete"]
            | ["v1", "submissions", _, "files", _]
    )
}

fn wants_page(request: &Incoming) -> bool {
    !request.path().starts_with("/v1/") && request.header("Accept").is_some_and(|accept| accept.contains("text/html"))
}

#[cfg(test)]
mod tests {
    use forthright_surfaces::find;

    /// The addresses that a list of routes names: `["v1", "cases", reference]` is `/v1/cases/{reference}`.
    fn addresses(source: &str, below: &str) -> Vec<String> {
        let routes = source.lines().filter(|line| line.contains("=>")).filter_map(|line| line.split_once("=>"));
        let lists = routes.flat_map(|(pattern, _)| {
            pattern.split('[').skip(1).filter_map(|list| list.split(']').next()).collect::<Vec<_>>()
        });
        lists
            .map(|list| {
                let segments = list.split(',').map(str::trim).filter(|segment| !segment.is_empty());
                let path: Vec<String> = segments
                    .map(|segment| match segment.strip_prefix('"') {
                        Some(name) => name.trim_end_matches('"').to_owned(),
                        None => format!("{{{segment}}}"),
                    })
                    .collect();
                format!("{below}/{}", path.join("/"))
            })
            .collect()
    }

    #[test]
    fn every_route_has_a_row_among_the_surfaces() {
        let own = addresses(include_str!("routes.rs"), "");
        let desk = include_str!("desk/mod.rs");
        let (api, pages) = desk.split_once("pub async fn pages").unwrap_or_default();
        let all = [own, addresses(api, "/v1/desk"), addresses(pages, "/desk")].concat();
        assert!(all.len() > 60, "the routes were not found: {}", all.len());
        for address in all.iter().filter(|address| !address.contains("{rest @ ..}")) {
            assert!(find(address).is_some(), "{address} has no row in crates/surfaces/src/table.rs");
        }
    }
}
