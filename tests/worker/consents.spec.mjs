import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { key } from "../people.mjs";
import { root } from "../server.mjs";
import { QUEUED, rows } from "../store.mjs";

/** @typedef {import("@playwright/test").APIRequestContext} Requests */

const record = (more = {}) => ({
  id: key(), site: "main", revision: 2, decidedAt: new Date().toISOString().replace(/\.\d+/, ""), source: "choice",
  granted: ["media"], refused: ["statistics", "preferences", "marketing"], language: "en", ...more,
});

const hash = (/** @type {string[]} */ lines) => createHash("sha256").update(lines.join("\n")).digest("hex");
const words = (/** @type {string} */ language) => JSON.parse(readFileSync(join(root, `crates/consent/words/${language}.json`), "utf8"));

/** Posts a record that is taken. @param {Requests} request @param {any} body @param {Record<string, string>} [headers] */
async function post(request, body, headers = {}) {
  const response = await request.post("/v1/consents", { data: body, headers });
  expect(response.status(), await response.text()).toBe(202);
  return response;
}

/** The receipt, once the queue has run. @param {Requests} request @param {string} id */
async function receipt(request, id) {
  await expect.poll(async () => (await request.get(`/v1/consents/${id}`)).status(), QUEUED).toBe(200);
  return (await request.get(`/v1/consents/${id}`)).json();
}

test("a decision sent three times is one record, with a receipt", async ({ request }) => {
  const body = record();
  for (let time = 0; time < 3; time += 1) {
    const response = await post(request, body);
    expect(response.headers()["set-cookie"]).toMatch(/^forthright_consent=2\..*; Path=\/; Max-Age=157\d{5}; SameSite=Lax$/);
  }
  const document = await receipt(request, body.id);
  const stored = await rows("SELECT * FROM consents WHERE id = ?", [body.id]);
  expect(stored).toHaveLength(1);
  expect(JSON.parse(stored[0].granted)).toEqual(["media"]);
  expect(document.recordId).toBe(body.id);
  expect(document.purposes.find((/** @type {any} */ p) => p.purposeId === "vidstream").eventState).toBe("given");
  expect(JSON.stringify(stored)).not.toContain("127.0.0.1");
});

test("a record with everything a client may say is stored with all of it, and the cookie says the same", async ({ request }) => {
  const more = { covered: "8", previous: key(), surface: "preferences", asked: ["vidstream", "insight"], wording: hash(["anything"]) };
  const body = record(more);
  const cookie = (await post(request, body)).headers()["set-cookie"];
  const seconds = Date.parse(body.decidedAt) / 1000;
  expect(cookie).toContain(`=2.${body.id}.2.${seconds}.choice.media.statistics_preferences_marketing.8;`);
  expect(await receipt(request, body.id)).toMatchObject({ previousRecordId: more.previous, surface: "preferences" });
  const [stored] = await rows("SELECT * FROM consents WHERE id = ?", [body.id]);
  const { previous, surface, wording } = more;
  expect(stored).toMatchObject({ previous, surface, wording, gpc: 0, asked: JSON.stringify(more.asked), decided_at: body.decidedAt });
});

test("the plain body works, and is about the services its revision had", async ({ request }) => {
  const ids = [];
  for (const [site, revision, covered] of /** @type {const} */ ([["main", 2, "e1"], ["main", 1, "61"], ["library", 2, "82"]])) {
    const { language: _, ...body } = record({ site, revision });
    expect((await post(request, body)).headers()["set-cookie"]).toContain(`.statistics_preferences_marketing.${covered};`);
    ids.push(body.id);
  }
  for (const id of ids) {
    expect(await receipt(request, id)).toMatchObject({ previousRecordId: null, surface: null, wording: null, history: [], language: "" });
  }
});

for (const [name, body, code] of /** @type {[string, any, string][]} */ ([
  ["text that is not JSON", "{no", "not-json"],
  ["an unknown site", record({ site: "nowhere" }), "invalid-body"],
  ["a revision that does not exist yet", record({ revision: 9 }), "invalid-body"],
  ["a name both granted and refused", record({ refused: ["media"] }), "invalid-body"],
  ["an id that is no UUID", record({ id: "me@example.org" }), "invalid-body"],
  ["a decision from next year", record({ decidedAt: "2099-01-01T00:00:00Z" }), "invalid-body"],
  ["an unknown field", { ...record(), ip: "192.0.2.1" }, "invalid-body"],
  ["a hash that is too short", record({ wording: hash([]).slice(1) }), "invalid-body"],
  ["a hash that is not hexadecimal", record({ wording: hash([]).replace(/./, "g") }), "invalid-body"],
  ["a decision before it that is no UUID", record({ previous: "yesterday" }), "invalid-body"],
  ["a decision before it in capitals", record({ previous: key().toUpperCase().replace(/\d/, "A") }), "invalid-body"],
  ["something asked about that is no service's id", record({ asked: ["vidstream", "Dr Who"] }), "invalid-body"],
  ["more asked about than there can be", record({ asked: Array(256).fill("a1") }), "invalid-body"],
  ["services covered in capitals", record({ covered: "E1" }), "invalid-body"],
  ["services covered with a zero at the end", record({ covered: "e0" }), "invalid-body"],
  ["more services covered than there can be", record({ covered: "1".repeat(65) }), "invalid-body"],
  ["an unknown surface", record({ surface: "billboard" }), "invalid-body"],
  ["more than is taken", record({ language: "x".repeat(5000) }), "too-large"],
])) {
  test(`${name} is refused with a problem document`, async ({ request }) => {
    const data = typeof body === "string" ? Buffer.from(body) : body;
    const response = await request.post("/v1/consents", { data, headers: { "Content-Type": "application/json" } });
    expect(response.headers()["content-type"]).toBe("application/problem+json");
    expect((await response.json()).code).toBe(code);
    expect(response.headers()["set-cookie"]).toBeUndefined();
  });
}

test("Global Privacy Control is what the browser's header says, and nothing but 1 counts", async ({ request }) => {
  /** @type {Record<string, number>} */
  const wanted = {};
  for (const [value, gpc] of /** @type {const} */ ([["1", 1], ["0, 1", 1], ["0", 0], ["true", 0], ["1;x", 0]])) {
    const body = record();
    await post(request, body, { "Sec-GPC": value });
    wanted[body.id] = gpc;
  }
  const said = record({ gpc: true });
  await post(request, said);
  wanted[said.id] = 0;
  await receipt(request, said.id);
  const stored = await rows("SELECT id, gpc FROM consents WHERE id IN (SELECT value FROM json_each(?))", [JSON.stringify(Object.keys(wanted))]);
  expect(Object.fromEntries(stored.map((row) => [row.id, row.gpc]))).toEqual(wanted);
  const [signal, none] = [1, 0].map((gpc) => Object.keys(wanted).find((id) => wanted[id] === gpc));
  expect((await receipt(request, signal ?? "")).globalPrivacyControl).toBe(true);
  expect((await receipt(request, none ?? "")).globalPrivacyControl).toBe(false);
});

/** What the banner says. @param {string} language @param {{list?: string, added?: string, exempt?: string}} what */
function banner(language, { list = "", added = "", exempt }) {
  const word = words(language).banner;
  const ask = added ? word["ask-new"].replace("{list}", added) : word.ask.replace("{list}", list);
  const already = exempt ? [word.exempt.replace("{list}", exempt), word.object] : [];
  return [word.region, ask, word.link, ...already, word.accept, word.refuse, word.choose];
}

/** What stands in the place of an embed. @param {string} language @param {string} provider @param {string} list */
function placeholder(language, provider, list) {
  const word = words(language).banner;
  return [word.blocked, word.once, word.always, word.direct].map((line) => line.replace("{provider}", provider).replace("{list}", list));
}

for (const [name, more, lines] of /** @type {[string, any, string[]][]} */ ([
  ["the main site's banner", {}, banner("en", { list: "your preferences, statistics, media and advertising" })],
  ["the library's banner", { site: "library" }, banner("en", { list: "media", exempt: "statistics" })],
  ["the library's banner in Welsh", { site: "library", language: "cy" }, banner("cy", { list: "cyfryngau", exempt: "ystadegau" })],
  ["the library's banner after an objection", { site: "library" }, banner("en", { list: "media" })],
  ["a banner about what is new", { asked: ["vidstream"] }, banner("en", { added: "Vidstream (imitated)" })],
  ["a placeholder", { surface: "placeholder", asked: ["vidstream"] }, placeholder("en", "Vidstream Inc. (imitated)", "media")],
  ["a placeholder in Welsh", { surface: "placeholder", asked: ["vidstream"], language: "cy" }, placeholder("cy", "Vidstream Inc. (imitated)", "cyfryngau")],
])) {
  test(`a receipt gives back the words of ${name}`, async ({ request }) => {
    const body = record({ surface: "banner", ...more, wording: hash(lines) });
    await post(request, body);
    const { wording } = await receipt(request, body.id);
    expect(wording).toEqual({ hash: hash(lines), algorithm: "SHA-256", asked: more.asked ?? [], lines });
  });
}

test("a hash of words that the register does not say keeps the record, without words", async ({ request }) => {
  const strange = [
    record({ surface: "banner", wording: hash(["Agree or leave."]) }),
    record({ surface: "page", wording: hash(["Nowhere."]), site: "library", language: "cy" }),
    record({ wording: hash(["Shown nowhere."]) }),
  ];
  for (const body of strange) await post(request, body);
  for (const { id, wording } of /** @type {any[]} */ (strange)) {
    expect(await receipt(request, id)).toMatchObject({ recordId: id, wording: { hash: wording, algorithm: "SHA-256", lines: null } });
  }
});

test("decisions that name the one before them are one history, newest first", async ({ request }) => {
  const first = record({ granted: ["media", "statistics"], refused: [], source: "accept-all" });
  const second = record({ previous: first.id, revision: 1 });
  const third = record({ previous: second.id, granted: [], refused: ["media"], source: "withdrawal", language: "cy" });
  for (const body of [first, second, third]) await post(request, body);
  const { history, previousRecordId } = await receipt(request, third.id);
  expect(previousRecordId).toBe(second.id);
  const eventTime = expect.stringMatching(/^\d{4}-.*Z$/);
  const privacyNoticeHash = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(history).toEqual([
    { recordId: second.id, eventTime, source: "choice", granted: ["media"], refused: second.refused, noticeRevision: 1, language: "en", privacyNoticeHash, wording: null },
    { recordId: first.id, eventTime, source: "accept-all", granted: ["media", "statistics"], refused: [], noticeRevision: 2, language: "en", privacyNoticeHash, wording: null },
  ]);
});

for (const origin of ["https://library.dmu.ac.uk", "https://www.dmu.ac.uk", "https://anything.dmu.ac.uk", "https://dmu.ac.uk"]) {
  test(`a page of ${origin} may post, with its cookies`, async ({ request }) => {
    const body = record();
    const asked = await request.fetch("/v1/consents", { method: "OPTIONS", headers: { Origin: origin, "Access-Control-Request-Method": "POST" } });
    const posted = await post(request, body, { Origin: origin });
    await receipt(request, body.id);
    const read = await request.get(`/v1/consents/${body.id}`, { headers: { Origin: origin } });
    expect([asked.status(), asked.headers()["access-control-allow-methods"]]).toEqual([204, "POST, DELETE"]);
    for (const response of [asked, posted, read]) {
      expect(response.headers()).toMatchObject({
        "access-control-allow-origin": origin, "access-control-allow-credentials": "true", vary: "Origin",
      });
    }
  });
}

for (const origin of [
  "https://elsewhere.example", "https://evil-dmu.ac.uk", "https://dmu.ac.uk.example", "https://library.dmu.ac.uk@elsewhere.example",
  "https://elsewhere.example:443.dmu.ac.uk", "ftp://library.dmu.ac.uk", "null",
]) {
  test(`a page of ${origin} may not post`, async ({ request }) => {
    const body = record();
    for (const method of ["OPTIONS", "POST"]) {
      const response = await request.fetch("/v1/consents", { method, data: method === "POST" ? body : undefined, headers: { Origin: origin } });
      expect(response.status()).toBe(403);
      expect(response.headers()["access-control-allow-origin"]).toBeUndefined();
      expect(response.headers()["set-cookie"]).toBeUndefined();
    }
    expect((await request.get(`/v1/consents/${body.id}`, { headers: { Origin: origin } })).headers()["access-control-allow-origin"]).toBeUndefined();
  });
}

test("a receipt has the fields of ISO/IEC TS 27560 and of the Kantara consent receipt", async ({ request, baseURL }) => {
  const body = record({ surface: "banner" });
  await post(request, body);
  const document = await receipt(request, body.id);
  const purpose = (/** @type {string} */ id) => document.purposes.find((/** @type {any} */ p) => p.purposeId === id);
  expect(document).toMatchObject({
    schema: "ISO/IEC TS 27560:2023", recordId: body.id, site: "main", noticeRevision: 2, language: "en", eventTime: body.decidedAt,
    recordedTime: expect.stringMatching(/Z$/), source: "choice", granted: body.granted, refused: body.refused,
    piiController: { name: "De Montfort University", contact: "dataprotection@dmu.ac.uk", website: "https://www.dmu.ac.uk" },
    withdrawal: expect.stringContaining("/cookies"),
  });
  expect(purpose("adreach")).toMatchObject({
    eventState: "refused", lawfulBasis: "consent", lawfulBasisReference: "PECR Schedule A1 paragraph 2", purposes: ["advertising"],
    serviceProvider: "Adreach Ltd (imitated)", transfer: expect.stringContaining("Netherlands"), storedItems: [{ name: "_adreach" }],
  });
  expect(purpose("forthright")).toMatchObject({ eventState: "not-asked", lawfulBasis: "strictly-necessary" });

  expect(document).toMatchObject({
    version: "KI-CR-v1.1.0", jurisdiction: "GB", consentTimestamp: Date.parse(body.decidedAt) / 1000, collectionMethod: "banner",
    consentReceiptID: body.id, piiPrincipalId: body.id, policyUrl: `${baseURL}/cookies`, sensitive: false, spiCat: [],
    piiControllers: [{ piiController: "De Montfort University", email: "dataprotection@dmu.ac.uk", contact: expect.any(String) }],
  });
  expect(document.services.map((/** @type {any} */ s) => s.service)).toEqual(
    ["Course shortlist", "Insight Analytics (imitated)", "Vidstream (imitated)", "Adreach (imitated)"]);
  expect(document.services[2].purposes[0]).toMatchObject({
    purposeCategory: ["media"], consentType: "EXPLICIT", primaryPurpose: false, termination: "1 year", thirdPartyDisclosure: true,
    thirdPartyName: "Vidstream Inc. (imitated)",
  });
});

test("what is exempt is objected to, not refused, and what was not decided says so", async ({ request }) => {
  const body = record({ site: "library", granted: [], refused: ["statistics"], source: "refuse-all" });
  await post(request, body);
  const { purposes, services } = await receipt(request, body.id);
  const states = purposes.map((/** @type {any} */ p) => [p.purposeId, p.eventState]);
  expect(states).toEqual([["forthright", "not-asked"], ["visit-counter", "objected"], ["vidstream", "not-asked"]]);
  expect(services.map((/** @type {any} */ s) => s.purposes[0].consentType)).toEqual(["OPT-OUT", "EXPLICIT"]);
});

test("a receipt says what was chosen then, of services that have changed since too", async ({ request }) => {
  // Vidstream is described anew since revision 2.
  const body = record({ revision: 1, granted: ["media"], refused: [], covered: "8", source: "accept-all" });
  await post(request, body);
  const { purposes } = await receipt(request, body.id);
  const of = (/** @type {string} */ id) => purposes.find((/** @type {any} */ p) => p.purposeId === id);
  expect(of("vidstream")).toMatchObject({ eventState: "given", changedSince: true });
  expect(of("insight")).toMatchObject({ eventState: "not-asked", changedSince: false });
});

test("a record of an older revision about a service that the register has no longer is kept", async ({ request }) => {
  const body = record({ revision: 1, surface: "banner", asked: ["vidstream", "gone-since"] });
  await post(request, body);
  const { wording: _, ...document } = await receipt(request, body.id);
  expect(document).toMatchObject({ recordId: body.id, granted: ["media"] });
});

test("a page of the institution can read why a record is refused", async ({ request }) => {
  const origin = "https://library.dmu.ac.uk";
  const response = await request.post("/v1/consents", { data: record({ revision: 9 }), headers: { Origin: origin } });
  expect(response.status()).toBe(400);
  expect(response.headers()).toMatchObject({ "access-control-allow-origin": origin, "access-control-allow-credentials": "true" });
});

test("what the database will not take ends in the dead letters, and nothing else is held up", async ({ request }) => {
  test.setTimeout(120_000);
  const body = record();
  await rows(`CREATE TRIGGER refuse_one BEFORE INSERT ON consents WHEN NEW.id = '${body.id}' BEGIN SELECT RAISE(ABORT, 'refused'); END`);
  try {
    const others = Array.from({ length: 5 }, () => record());
    await Promise.all([body, ...others].map((one) => post(request, one)));
    for (const { id } of others) await receipt(request, id);
    const buried = () => rows("SELECT * FROM dead_letters WHERE body LIKE ?", [`%${body.id}%`]);
    await expect.poll(async () => (await buried()).length, { timeout: 60_000, intervals: [2000] }).toBe(1);
  } finally {
    await rows("DROP TRIGGER refuse_one");
  }
  expect((await request.get(`/v1/consents/${body.id}`)).status()).toBe(404);
  // Whoever has it deleted has it deleted there, too.
  await request.delete(`/v1/consents/${body.id}`);
  expect(await rows("SELECT * FROM dead_letters WHERE body LIKE ?", [`%${body.id}%`])).toEqual([]);
  const after = record();
  await post(request, after);
  await receipt(request, after.id);
});
