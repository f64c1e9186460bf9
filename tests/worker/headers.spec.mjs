// The headers of every surface, word for word. A row of crates/surfaces/src/table.rs without a snapshot here fails, and so
// does a route or a static file without a row (there, and in the Worker's own tests).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { assertion, submit } from "../people.mjs";
import { assets, root } from "../server.mjs";

const ORIGIN = process.env.FORTHRIGHT_URL ?? "";
const TYPES = "require-trusted-types-for 'script'; trusted-types";
const END = `base-uri 'none'; frame-ancestors 'none'; ${TYPES}`;
const CLOSED = `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ${TYPES} 'none'`;
const STILL = "default-src 'none'; style-src 'self'; img-src 'self'";
const RUNS = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'";
const LIVE = `${RUNS}; connect-src 'self'`;
const FORM = `${RUNS} blob:; connect-src 'self'; worker-src 'self'`;
const LOOKS = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ${TYPES} 'none'`;
const DEMO = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";
const OFF = "accelerometer=(), autoplay=(), browsing-topics=(), clipboard-read=(), clipboard-write=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), xr-spatial-tracking=()";

/** @typedef {Record<string, string | undefined>} Expected */
/** A page of the Worker. @param {string} policy @param {Expected} [more] @returns {Expected} */
const page = (policy, more) => ({
  "strict-transport-security": "max-age=63072000", "x-content-type-options": "nosniff", "referrer-policy": "same-origin",
  "cache-control": "no-store", "content-security-policy": policy, "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin", "permissions-policy": `camera=(), ${OFF}`,
  "access-control-allow-origin": undefined, "x-robots-tag": "noindex", ...more,
});
/** What search engines may list. */
const listed = { "x-robots-tag": undefined };
/** What is the same for everyone is kept by browsers for some minutes, too. */
const everyone = { ...listed, "cache-control": "private, max-age=300, stale-while-revalidate=600" };
/** A page with forms that go to these addresses and nowhere else. @param {string} policy @param {string[]} to @param {string} [types] @param {Expected} [more] */
const posts = (policy, to, types = "'none'", more = {}) =>
  page(`${policy}; form-action ${to.map((path) => ORIGIN + path).join(" ")}; ${END} ${types}`, more);
const still = page(`${STILL}; form-action 'none'; ${END} 'none'`);
const desk = page(`${RUNS} blob:; connect-src 'self'; frame-src ${ORIGIN}/desk-viewer; worker-src 'self'; form-action 'none'; ${END} forthright-worker`);
const camera = { "permissions-policy": `camera=(self), ${OFF}` };
/** @param {Expected} [more] */
const data = (more) => page(CLOSED, { ...listed, "cross-origin-opener-policy": undefined, "permissions-policy": undefined, ...more });
const shared = { "cross-origin-resource-policy": "cross-origin" };
const open = { ...shared, "access-control-allow-origin": "*", "cache-control": "public, max-age=300" };
/** A static file. @param {string} policy @param {string} cache @param {Expected} [more] */
const file = (policy, cache, more) => page(policy, {
  ...listed,
  "referrer-policy": "no-referrer", "cross-origin-opener-policy": undefined, "cache-control": cache, ...more,
});
const everywhere = { ...shared, "access-control-allow-origin": "*" };
const BRIEFLY = "public, max-age=300";

const asStaff = () => ({ "Cf-Access-Jwt-Assertion": assertion({}) });
const WORKER = /** @type {[row: string, address: string, status: number, expected: Expected, headers?: () => Record<string, string>][]} */ ([
  ["/", "/", 200, posts(LIVE, ["/search"], undefined, everyone)],
  ["/notices", "/notices?about=students", 200, posts(LIVE, ["/notices", "/forms/subject-access"], undefined, everyone)],
  ["/notices/versions/{hash}", "/notices/versions/0", 404, still],
  ["/notices/{id}", "/notices/public", 200, { ...still, ...everyone }],
  ["/notices/{id}/versions", "/notices/public/versions", 200, still],
  ["/library", "/library", 200, { ...still, ...everyone }],
  ["/rights", "/rights", 200, { ...still, ...everyone }],
  ["/ropa", "/ropa", 200, posts(LIVE, ["/ropa"], undefined, everyone)],
  ["/ropa.csv", "/ropa.csv", 200, data()],
  ["/ropa.jsonld", "/ropa.jsonld", 200, data()],
  ["/search", "/search?q=cctv", 200, posts(LIVE, ["/search"])],
  ["/embed", "/embed", 200, posts(`default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src ${ORIGIN}/demo/preview/`, ["/embed"], "'none'", { ...everyone, "permissions-policy": `camera=(), ${OFF.replace("clipboard-write=()", "clipboard-write=(self)")}` })],
  ["/cookies", "/cookies", 200, posts(STILL, ["/cookies"], undefined, listed)],
  ["/consents/{id}", "/consents/0b0e7bc0-1111-4222-8333-123456789abc", 404, posts(STILL, ["/consents/0b0e7bc0-1111-4222-8333-123456789abc", "/cookies"])],
  ["/check", "/check", 200, page(`${RUNS} blob:; connect-src ${["check", "camera", "pdf"].map((name) => `${ORIGIN}${assets()}/${name}_bg.wasm`).join(" ")}; worker-src 'self'; form-action 'none'; ${END} forthright-worker forthright-offline`, { ...camera, ...everyone })],
  ["/security", "/security", 200, { ...still, ...everyone }],
  ["/accessibility", "/accessibility", 200, { ...still, ...everyone }],
  ["/robots.txt", "/robots.txt", 200, data()],
  ["/sitemap.xml", "/sitemap.xml", 200, data()],
  ["/.well-known/security.txt", "/.well-known/security.txt", 200, data()],
  ["/.well-known/gpc.json", "/.well-known/gpc.json", 200, data(open)],
  ["/forms/{form}", "/forms/subject-access", 200, posts(FORM, ["/forms/subject-access", "/forms/"], "forthright-worker", { ...camera, ...listed })],
  ["/forms/{form}/notice", "/forms/subject-access/notice", 200, { ...still, ...everyone }],
  ["/forms/{form}/receipt", "/forms/subject-access/receipt", 410, page(`default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'none'; ${END} 'none'`)],
  ["/deadlines", "/deadlines", 200, posts(STILL, ["/deadlines"], undefined, listed)],
  ["/deadlines.ics", "/deadlines.ics", 400, data()],
  ["/track", "/track", 200, posts(STILL, ["/track"], undefined, listed)],
  ["/desk", "/desk", 200, desk],
  ["/desk/cases/{reference}", "/desk/cases/DMU-000000000", 200, desk],
  ["/desk/register", "/desk/register", 200, posts(STILL, ["/desk/register/holidays", "/desk/register"]), asStaff],
  ["/desk/register/holidays", "/desk/register/holidays", 404, still, asStaff],
  ["/desk/agents", "/desk/agents", 200, posts(STILL, ["/desk/agents"]), asStaff],
  ["/desk/log", "/desk/log", 200, posts(FORM, ["/desk/log", "/desk/log/"], "forthright-worker"), asStaff],
  ["/desk/log/{form}", "/desk/log/subject-access", 200, posts(FORM, ["/desk/log/subject-access"], "forthright-worker"), asStaff],
  ["/desk/cases/{reference}/letters/{id}", "/desk/cases/DMU-000000000/letters/0", 404, still, asStaff],
  ["/dev/sign-in", "/dev/sign-in", 200, posts(STILL, ["/dev/sign-in", "/desk"])],
  ["/dev/keys/{name}", "/dev/keys/asha.key.age", 200, data()],
  ["/__scheduled", "/__scheduled/", 200, data()],
  ["/healthz", "/healthz", 200, data()],
  ["/v1/consents", "/v1/consents", 405, data(shared)],
  ["/v1/consents/{id}", "/v1/consents/0b0e7bc0-1111-4222-8333-123456789abc", 404, data(shared)],
  ["/v1/register.json", "/v1/register.json", 200, data(open)],
  ["/v1/deadlines", "/v1/deadlines?clock=rights-request&from=2026-11-25", 200, data()],
  ["/v1/forms/{form}", "/v1/forms/subject-access", 200, data(open)],
  ["/v1/submissions", "/v1/submissions", 405, data()],
  ["/v1/submissions/{id}/files/{n}", "/v1/submissions/x/files/1", 405, data()],
  ["/v1/submissions/{id}/complete", "/v1/submissions/x/complete", 405, data()],
  ["/v1/cases/{reference}", "/v1/cases/DMU-000000000", 404, data()],
  ["/v1/data-rights-request", "/v1/data-rights-request", 405, data()],
  ["/v1/data-rights-request/{id}", "/v1/data-rights-request/x", 403, data()],
  ["/v1/agent/{id}", "/v1/agent/x", 403, data()],
  ["/v1/desk/*", "/v1/desk/me", 200, data(), asStaff],
]);
const FILES = /** @type {[row: string, address: string, expected: Expected][]} */ ([
  ["/embed.js", "/embed.js", file(CLOSED, "public, max-age=300, stale-while-revalidate=86400", everywhere)],
  ["/module/*", "/module/index.js", file(CLOSED, BRIEFLY, everywhere)],
  ["/v1/sites/*", "/v1/sites/main/cookies.json", file(CLOSED, BRIEFLY, everywhere)],
  ["/v1/register/*", "/v1/register/pages.json", file(CLOSED, BRIEFLY)],
  ["/v1/openapi.json", "/v1/openapi.json", file(CLOSED, BRIEFLY)],
  ["/assets/*", `${assets()}/look-worker.js`, file(LOOKS, "public, max-age=31536000, immutable", everywhere)],
  ["/check-worker.js", "/check-worker.js", file(LOOKS, "no-cache")],
  ["/check-offline.js", "/check-offline.js", file(`default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ${TYPES} 'none'`, "no-cache")],
  ["/desk-viewer", "/desk-viewer", file(`default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts; ${TYPES} 'none'`, BRIEFLY)],
  ["/desk-viewer.css", "/desk-viewer.css", file(CLOSED, BRIEFLY, everywhere)],
  ["/icon.svg", "/icon.svg", file(CLOSED, BRIEFLY)],
  ["/packages/*", "/packages/wordpress.zip", file(CLOSED, BRIEFLY)],
  ["/snippets/*", "/snippets/drupal.txt", file(CLOSED, BRIEFLY)],
  ["/demo/*", "/demo/main/", file(DEMO, BRIEFLY)],
]);

/** @param {Headers} headers @param {Expected} expected */
const seen = (headers, expected) => Object.fromEntries(Object.keys(expected).map((name) => [name, headers.get(name) ?? undefined]));

for (const [row, address, status, expected, headers] of WORKER) {
  test(`${row} has exactly its headers`, async () => {
    const response = await fetch(ORIGIN + address, { headers: headers?.(), redirect: "manual" });
    expect([response.status, seen(response.headers, expected)]).toEqual([status, expected]);
  });
}

for (const [row, address, expected] of FILES) {
  test(`the files ${row} have exactly their headers`, async () => {
    const response = await fetch(ORIGIN + address, { redirect: "manual" });
    expect([response.status, seen(response.headers, expected)]).toEqual([200, expected]);
  });
}

test("every row of the table of surfaces is told here", () => {
  const table = readFileSync(join(root, "crates/surfaces/src/table.rs"), "utf8");
  const rows = [...table.matchAll(/^ {4}(?:page|data|file)\("([^"]*)"/gm)].map(([, path]) => path);
  expect(rows.length).toBeGreaterThan(50);
  expect([...WORKER, ...FILES].map(([row]) => row).sort()).toEqual(rows.sort());
});

test("what goes wrong is as closed as what goes well: pages, problems, redirects, files that moved", async () => {
  const html = { Accept: "text/html" };
  const nothing = await fetch(`${ORIGIN}/nothing`, { headers: html });
  expect([nothing.status, seen(nothing.headers, still)]).toEqual([404, still]);
  // A page where data was asked for can show itself, and no more.
  const instead = await fetch(`${ORIGIN}/deadlines.ics`, { headers: html });
  expect([instead.status, seen(instead.headers, still)]).toEqual([400, still]);
  const refused = await fetch(`${ORIGIN}/forms/subject-access`, { method: "POST", headers: { Origin: "https://elsewhere.example" } });
  expect([refused.status, refused.headers.get("strict-transport-security")]).toEqual([403, "max-age=63072000"]);
  const form = new FormData();
  form.set("site", "main");
  form.set("do", "refuse");
  const sent = await fetch(`${ORIGIN}/cookies`, { method: "POST", body: form, redirect: "manual" });
  expect([sent.status, sent.headers.get("strict-transport-security"), sent.headers.get("x-content-type-options")]).toEqual([303, "max-age=63072000", "nosniff"]);
  for (const path of ["/desk-viewer.html", "/demo/main", "/assets/nothing.js"]) {
    const { headers } = await fetch(ORIGIN + path, { redirect: "manual" });
    expect([path, headers.get("strict-transport-security"), headers.get("x-content-type-options")]).toEqual([path, "max-age=63072000", "nosniff"]);
  }
});

test("a page's forms go where its policy lets them, and a page without forms may post nowhere", async () => {
  for (const [, address, , , headers] of WORKER) {
    const response = await fetch(ORIGIN + address, { headers: { Accept: "text/html", ...headers?.() }, redirect: "manual" });
    if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
    const allowed = /form-action ([^;]*)/.exec(response.headers.get("content-security-policy") ?? "")?.[1].split(" ") ?? [];
    const html = await response.text();
    const actions = [...html.matchAll(/<form\b[^>]*?\baction="([^"]*)"|\bformaction="([^"]*)"/g)].map(([, a, b]) => new URL((a ?? b).replaceAll("&amp;", "&"), ORIGIN + address));
    for (const { origin, pathname } of actions) expect([address, allowed]).toEqual([address, expect.arrayContaining([origin + pathname])]);
    if (response.ok && !actions.length && !["/desk/register"].includes(address.split("?")[0])) expect([address, allowed]).toEqual([address, ["'none'"]]);
  }
});

test("a page that has a script may run it", async () => {
  const { reference, receipt } = (await submit(ORIGIN)).submitted;
  const shown = () => ({ Cookie: `forthright_receipt=${reference}.${receipt}` });
  const pages = WORKER.map(([, address, , , headers]) => ({ address, headers }));
  let scripts = 0;
  for (const { address, headers } of [...pages, { address: "/forms/subject-access/receipt", headers: shown }]) {
    const response = await fetch(ORIGIN + address, { headers: { Accept: "text/html", ...headers?.() }, redirect: "manual" });
    if (!response.headers.get("content-type")?.startsWith("text/html") || !(await response.text()).includes("<script type=\"module\"")) continue;
    scripts += 1;
    expect([address, response.headers.get("content-security-policy")]).toEqual([address, expect.stringContaining("script-src 'self'")]);
  }
  expect(scripts).toBeGreaterThan(8);
});

test("an address adds nothing to the policy of its page", async () => {
  const { headers } = await fetch(`${ORIGIN}/consents/x;script-src%20*,y`);
  expect(headers.get("content-security-policy")).toContain(`form-action 'none' ${ORIGIN}/cookies; base-uri`);
});
