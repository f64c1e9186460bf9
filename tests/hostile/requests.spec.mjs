// Requests that nobody sends by accident: every address, every method, odd headers and bodies, drawn at random. None is answered with a
// fault of ours. FORTHRIGHT_REQUESTS says how many (100,000 take some minutes); FORTHRIGHT_SEED plays the same ones again.
import { expect, test } from "@playwright/test";
import { assertion, key, submit } from "../people.mjs";
import { rows } from "../store.mjs";

const url = () => process.env.FORTHRIGHT_URL ?? "";
const COUNT = Number(process.env.FORTHRIGHT_REQUESTS ?? 3_000);
const SEED = Number(process.env.FORTHRIGHT_SEED ?? 20261129);
const AT_ONCE = 24;

/** Numbers that look random and are the same for the same seed (mulberry32). @param {number} seed */
function draw(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const HOSTILE = [
  "", " ", "null", "0", "-1", "1e999", "9".repeat(40), "../../etc/passwd", "%2e%2e%2f", "%00", "%", "%zz", "</textarea><script>alert(1)</script>", "=1+1",
  "' OR 1=1 --", "\u202eabc", "x".repeat(10_000), "{}", "[]", "[".repeat(500), "\u{1f469}\u200d\u{1f467}", "__proto__", "constructor", "DMU-00000000", "DMU-7K3M9Q2X4",
  "0f8fad5b-d9cb-469f-a165-70867728950e", "2026-02-30", "9999-12-31", "-009999-01-02T01:59:59Z", "0001-01-01", "31/12/2026", "en", "cy", "xx-yy-zz", "main", "erasure",
];
const METHODS = ["GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
const PARAMETERS = ["lang", "q", "about", "ask", "data", "area", "clock", "from", "time", "asked", "answered", "extended", "right", "after", "site", "audience", "recipient", "basis", "saved", "to"];

/** @param {() => number} random @param {string[]} known things that exist */
function request(random, known) {
  const one = (/** @type {any[]} */ list) => list[Math.floor(random() * list.length)];
  const value = () => (random() < 0.3 ? one(known) : one(HOSTILE));
  const paths = [
    "/", "/healthz", "/cookies", `/consents/${encodeURIComponent(value())}`, "/notices", `/notices/${encodeURIComponent(value())}`, `/notices/${encodeURIComponent(value())}/versions`,
    `/notices/versions/${encodeURIComponent(value())}`, "/library", "/rights", "/ropa", "/ropa.csv", "/ropa.jsonld", "/search", "/embed", "/check", "/security", "/accessibility",
    "/.well-known/security.txt", "/.well-known/gpc.json", `/forms/${encodeURIComponent(value())}`, "/forms/erasure", "/forms/subject-access", `/forms/${encodeURIComponent(value())}/receipt`, "/deadlines", "/deadlines.ics", "/track",
    "/desk", `/desk/cases/${encodeURIComponent(value())}`, "/desk/register", "/desk/agents", "/desk/log", `/desk/log/${encodeURIComponent(value())}`, "/v1/register.json", "/v1/deadlines", "/v1/consents",
    `/v1/consents/${encodeURIComponent(value())}`, `/v1/forms/${encodeURIComponent(value())}`, "/v1/submissions", `/v1/submissions/${encodeURIComponent(value())}/files/${encodeURIComponent(value())}`,
    `/v1/submissions/${encodeURIComponent(value())}/complete`, `/v1/cases/${encodeURIComponent(value())}`, "/v1/data-rights-request", `/v1/agent/${encodeURIComponent(value())}`,
    "/v1/desk/me", "/v1/desk/cases", `/v1/desk/cases/${encodeURIComponent(value())}/${one(["identity", "messages", "clock", "searches", "proposal", "approval", "close", "other"])}`,
    `/v1/desk/cases/${encodeURIComponent(value())}/envelopes/${encodeURIComponent(value())}`, "/v1/desk/consents", "/v1/desk/submissions", `/v1/desk/submissions/${encodeURIComponent(value())}/complete`,
    `/${encodeURIComponent(value())}`, "/v1/../v1/cases", "//v1//desk", "/assets/nothing.js",
  ];
  const query = Array.from({ length: Math.floor(random() * 4) }, () => `${one(PARAMETERS)}=${encodeURIComponent(value()).slice(0, 3_000)}`).join("&");
  const method = one(METHODS);
  /** @type {Record<string, string>} */
  const headers = {};
  const header = (/** @type {string} */ name, /** @type {() => string} */ make) => {
    const text = make().replace(/[^\x20-\x7e]/g, "").slice(0, 2_000);
    if (random() < 0.4) headers[name] = text;
  };
  header("Content-Type", () => one(["application/json", "multipart/form-data; boundary=x", "multipart/form-data", "text/plain", "application/x-www-form-urlencoded", value()]));
  header("Idempotency-Key", () => (random() < 0.7 ? key() : value()));
  header("Origin", () => one([url(), url(), "null", "https://evil.example", value()]));
  header("Accept", () => one(["text/html", "application/json", value()]));
  header("Authorization", () => `Bearer ${value()}`);
  header("Cookie", () => `forthright_consent=${value()}; forthright_receipt=${value()}`.replaceAll(/[\r\n]/g, ""));
  header("Forthright-Proof", value);
  header("Forthright-Desk", () => "1");
  header("Forthright-Expected", value);
  header("CF-Connecting-IP", () => one(["192.0.2.1", "2001:db8::1", value()]));
  header("Sec-GPC", () => one(["1", "0", value()]));
  if (random() < 0.5) headers["Cf-Access-Jwt-Assertion"] = random() < 0.8 ? assertion({}) : value().replace(/[^\x20-\x7e]/g, "");
  const part = () => `--x\r\nContent-Disposition: form-data; name="${one(["idempotency-key", "name", "request", "also", "message", "form", "site", "do", "on", "agent", "key", "reference", "code", value().replace(/["\r\n]/g, "")])}"${random() < 0.2 ? `; filename="${one(["a.jpg", "", "x"])}"` : ""}\r\n\r\n${value()}\r\n`;
  const field = () => `${JSON.stringify(one(["form", "id", "site", "answers", "files", "text", "outcome", "act", "decidedAt", "granted", "revision", value()]))}:${one(["1", "-1", "1e400", "null", "[]", "{}", "true", JSON.stringify(value()), `[${JSON.stringify(value())}]`])}`;
  const body = ["GET", "HEAD"].includes(method) ? undefined : one([
    () => "", () => value(), () => `{${Array.from({ length: 1 + Math.floor(random() * 6) }, field).join(",")}}`, () => Array.from({ length: 1 + Math.floor(random() * 8) }, part).join("") + (random() < 0.8 ? "--x--\r\n" : ""),
    () => Buffer.from(Array.from({ length: 200 }, () => Math.floor(random() * 256))), () => `age-encryption.org/v1\n${value()}`,
  ])();
  return { path: one(paths) + (query ? `?${query}` : ""), method, headers, body };
}

test("no request is answered with a fault of ours", async () => {
  test.setTimeout(60_000 + COUNT * 30);
  const random = draw(SEED);
  const sent = await submit(url());
  const known = [sent.submitted.reference, sent.begun.submission, sent.submitted.receipt, "subject-access", "main", "library", "students", "answers", "file-1"];
  /** @type {string[]} */
  const faults = [];
  /** @type {Record<string, number>} */
  const seen = {};
  for (let at = 0; at < COUNT; at += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, COUNT - at) }, async () => {
      const { path, method, headers, body } = request(random, known);
      try {
        const response = await fetch(url() + path, { method, headers, body, redirect: "manual" });
        seen[response.status] = (seen[response.status] ?? 0) + 1;
        const text = response.status >= 500 ? await response.text() : (await response.arrayBuffer(), "");
        if (response.status >= 500) faults.push(`${method} ${path.slice(0, 200)} ${response.status} ${text.slice(0, 200)} ${JSON.stringify(headers).slice(0, 400)} ${String(body).slice(0, 200)}`);
      } catch (error) {
        faults.push(`${method} ${path.slice(0, 200)} ${error} ${JSON.stringify(headers).slice(0, 400)} ${String(body).slice(0, 200)}`);
      }
    }));
  }
  console.log(`${COUNT} requests: ${JSON.stringify(seen)}`);
  expect(faults.slice(0, 10)).toEqual([]);
  expect((await fetch(`${url()}/healthz`)).status).toBe(200);
  expect(await rows("SELECT reference FROM cases WHERE reference = ?", [sent.submitted.reference])).toHaveLength(1);
});
