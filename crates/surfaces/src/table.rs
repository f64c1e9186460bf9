//! The table. A route of the Worker or a static file that has no row here fails a test, and the build.

use crate::surface::{HERE, Runs, Surface};

/// Kept for a year: the name of the folder changes with what is in it.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
/// A fixed name whose content changes with a deployment.
const BRIEFLY: &str = "public, max-age=300";
const ASK: &str = "no-cache";

const fn page(path: &'static str) -> Surface {
    Surface::page(path)
}

const fn data(path: &'static str) -> Surface {
    Surface::data(path)
}

const fn file(path: &'static str, cache: &'static str) -> Surface {
    Surface::file(path, cache)
}

/// What the Worker answers.
pub const WORKER: &[Surface] = &[
    page("/").runs(Runs::Live).forms(&["/search"]).public(),
    page("/notices").runs(Runs::Live).forms(&["/notices", "/forms/subject-access"]).public().framed(),
    page("/notices/versions/{hash}"),
    page("/notices/{id}").public().framed(),
    page("/notices/{id}/versions"),
    page("/library").public(),
    page("/rights").public().framed(),
    page("/ropa").runs(Runs::Live).forms(&["/ropa"]).public(),
    data("/ropa.csv"),
    data("/ropa.jsonld"),
    page("/search").runs(Runs::Live).forms(&["/search"]),
    page("/embed").runs(Runs::Guide).forms(&["/embed"]).public(),
    page("/cookies").forms(&["/cookies"]).listed(),
    page("/consents/{id}").forms(&[HERE, "/cookies"]),
    page("/check").runs(Runs::Check).camera().public().framed(),
    page("/security").public(),
    page("/accessibility").public(),
    data("/robots.txt"),
    data("/sitemap.xml"),
    data("/.well-known/security.txt"),
    data("/.well-known/gpc.json").shared(),
    page("/forms/{form}").runs(Runs::Form).forms(&[HERE, "/forms/"]).camera().listed().framed(),
    page("/forms/{form}/receipt").runs(Runs::Receipt),
    page("/forms/{form}/notice").public(),
    page("/deadlines").forms(&["/deadlines"]).listed().framed(),
    data("/deadlines.ics"),
    page("/track").forms(&["/track"]).listed().framed(),
    page("/desk").runs(Runs::Desk),
    page("/desk/cases/{reference}").runs(Runs::Desk),
    page("/desk/register").forms(&["/desk/register/holidays", "/desk/register"]),
    page("/desk/register/holidays"),
    page("/desk/agents").forms(&["/desk/agents"]),
    page("/desk/log").runs(Runs::Form).forms(&["/desk/log", "/desk/log/"]),
    page("/desk/log/{form}").runs(Runs::Form).forms(&[HERE]),
    page("/desk/cases/{reference}/letters/{id}"),
    // Local alone; in production they are not found.
    page("/dev/sign-in").forms(&["/dev/sign-in", "/desk"]),
    data("/dev/keys/{name}"),
    data("/__scheduled"),
    data("/healthz"),
    // Pages of the institution's other websites call these.
    data("/v1/consents").shared(),
    data("/v1/consents/{id}").shared(),
    data("/v1/register.json").shared(),
    data("/v1/deadlines"),
    data("/v1/forms/{form}").shared(),
    data("/v1/submissions"),
    data("/v1/submissions/{id}/files/{n}"),
    data("/v1/submissions/{id}/complete"),
    data("/v1/cases/{reference}"),
    data("/v1/data-rights-request"),
    data("/v1/data-rights-request/{id}"),
    data("/v1/agent/{id}"),
    data("/v1/desk/*"),
];

/// Static files, as `_headers` has them. Each file has exactly one row, because headers of two rules are joined.
pub const FILES: &[Surface] = &[
    file("/embed.js", "public, max-age=300, stale-while-revalidate=86400").shared(),
    file("/module/*", BRIEFLY).shared(),
    file("/v1/sites/*", BRIEFLY).shared(),
    file("/v1/register/*", BRIEFLY),
    file("/v1/openapi.json", BRIEFLY),
    // The desk's viewer has no origin, and a host page's loader another one.
    file("/assets/*", FOR_GOOD).shared().looks(),
    file("/check-worker.js", ASK).looks(),
    file("/check-offline.js", ASK).keeps(),
    file("/desk-viewer", BRIEFLY).shows(),
    file("/desk-viewer.css", BRIEFLY).shared(),
    file("/icon.svg", BRIEFLY),
    file("/packages/*", BRIEFLY),
    file("/snippets/*", BRIEFLY),
    file("/demo/*", BRIEFLY).imitated(),
];
