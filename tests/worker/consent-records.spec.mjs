// What becomes of consent records: deleted on request, counted, archived, shown to staff, forgotten.
import { gunzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { desk, key } from "../people.mjs";
import { QUEUED, begin, end, object, objects, removeObjects, rows } from "../store.mjs";

/** @typedef {import("@playwright/test").APIRequestContext} Requests */

const url = () => process.env.FORTHRIGHT_URL ?? "";
const record = (more = {}) => ({
  id: key(), site: "main", revision: 2, decidedAt: new Date().toISOString().replace(/\.\d+/, ""), source: "choice",
  granted: ["media"], refused: ["statistics"], language: "en", ...more,
});

/** Posts records and waits until the last one is there: the queue has run for all of them. @param {Requests} request @param {...any} bodies */
async function post(request, ...bodies) {
  for (const data of bodies) {
    const response = await request.post("/v1/consents", { data });
    expect(response.status(), await response.text()).toBe(202);
  }
  const last = bodies[bodies.length - 1].id;
  await expect.poll(() => status(request, last), QUEUED).toBe(200);
}

const status = async (/** @type {Requests} */ request, /** @type {string} */ id) => (await request.get(`/v1/consents/${id}`)).status();
const remove = (/** @type {Requests} */ request, /** @type {string} */ id, headers = {}) => request.delete(`/v1/consents/${id}`, { headers });

/** A scheduled run at a time: in the years before 2021, where nothing but these tests' own records is old. @param {Requests} request @param {string} now */
async function run(request, now) {
  expect((await request.get("/__scheduled", { headers: { "Forthright-Now": now } })).status()).toBe(200);
}

test.beforeEach(begin);
test.afterEach(end);

test("a visitor has a record deleted with those before it, twice without harm, and the cookie goes", async ({ request }) => {
  const first = record();
  const second = record({ previous: first.id });
  const third = record({ previous: second.id });
  const other = record();
  await post(request, first, second, third, other);
  for (let time = 0; time < 2; time += 1) {
    const response = await remove(request, second.id);
    expect(response.status()).toBe(204);
    expect(response.headers()["set-cookie"]).toMatch(/^forthright_consent=; Path=\/; Max-Age=0; SameSite=Lax/);
  }
  expect(await Promise.all([first, second, third, other].map(({ id }) => status(request, id)))).toEqual([404, 404, 200, 200]);
  expect(await (await request.get(`/v1/consents/${third.id}`)).json()).toMatchObject({ previousRecordId: second.id, history: [] });
  const pages = await Promise.all([second, third].map(({ id }) => request.get(`/consents/${id}`)));
  expect(pages.map((page) => page.status())).toEqual([404, 200]);
});

test("a late copy of a deleted record, or of one before it, does not come back", async ({ request }) => {
  const before = record();
  const body = record({ previous: before.id });
  await post(request, body);
  expect((await remove(request, body.id)).status()).toBe(204);
  await post(request, body, before, record());
  const sql = "SELECT id FROM consents WHERE id IN (?, ?)";
  expect(await rows(sql, [body.id, before.id])).toEqual([]);
  expect([await status(request, body.id), await status(request, before.id)]).toEqual([404, 404]);
});

test("deleting a record deletes those before the one that is still on its way", async ({ request }) => {
  const first = record();
  const late = record({ previous: first.id });
  const last = record({ previous: late.id });
  await post(request, first, last);
  expect((await remove(request, last.id)).status()).toBe(204);
  await post(request, late, record());
  expect(await Promise.all([first, late, last].map(({ id }) => status(request, id)))).toEqual([404, 404, 404]);
});

test("only the institution's own pages may have a record deleted, and only by a whole id", async ({ request }) => {
  const body = record();
  await post(request, body);
  for (const Origin of ["https://elsewhere.example", "https://evil-dmu.ac.uk", "https://dmu.ac.uk.example", "null"]) {
    const response = await remove(request, body.id, { Origin });
    expect([response.status(), response.headers()["set-cookie"], response.headers()["access-control-allow-origin"]]).toEqual([403, undefined, undefined]);
  }
  for (const id of [body.id.slice(1), body.id.toUpperCase() + "A", "%25", "x".repeat(36)]) expect((await remove(request, id)).status()).toBe(404);
  expect(await status(request, body.id)).toBe(200);
  const response = await remove(request, body.id, { Origin: "https://library.dmu.ac.uk" });
  expect([response.status(), response.headers()["access-control-allow-origin"]]).toEqual([204, "https://library.dmu.ac.uk"]);
  expect(await status(request, body.id)).toBe(404);
});

/**
 * Puts rows straight into the table.
 * @param {{id?: string, at: string, site?: string, source?: string, granted?: string[], refused?: string[], previous?: string}[]} records
 */
const insert = async (...records) => {
  const sql = "INSERT INTO consents (id, site, revision, decided_at, recorded_at, source, granted, refused, language, previous) VALUES (?, ?, 1, ?, ?, ?, ?, ?, 'en', NULLIF(?, ''))";
  for (const { id = key(), at, site = "main", source = "choice", granted = [], refused = [], previous = "" } of records) {
    await rows(sql, [id, site, at, at, source, JSON.stringify(granted), JSON.stringify(refused), previous]);
  }
};

/** Forgets what these tests left, so that a run finds the oldest month where it should be. */
const clear = async () => {
  const tables = { consents: "decided_at", consent_counts: "day", consent_names: "day", consents_deleted: "at", cron_runs: "at" };
  for (const [table, column] of Object.entries(tables)) await rows(`DELETE FROM ${table} WHERE ${column} < '2021'`);
  await removeObjects(await objects("consents/201", { bucket: "archive" }), "archive");
};

/** How often a part of those runs failed. */
const failures = async () => (await rows("SELECT SUM(failed) AS failed FROM cron_runs WHERE at < '2021'"))[0].failed;

test("a scheduled run counts a day's decisions, and counting again gives the same", async ({ request }) => {
  await clear();
  const [day, next] = ["2017-03-04", "2017-03-05"];
  await insert(
    { at: `${day}T00:00:00Z`, source: "accept-all", granted: ["media", "statistics"] },
    { at: `${day}T09:00:00Z`, granted: ["media"], refused: ["statistics"] },
    { at: `${day}T23:59:59Z`, refused: ["statistics"] },
    { at: `${day}T12:00:00Z`, site: "library", source: "refuse-all", refused: ["media", "visit-counter"] },
    { at: `${next}T00:00:00Z`, source: "gpc", refused: ["media"] },
  );
  const wanted = {
    from: day, to: day,
    decisions: [
      { day, site: "library", source: "refuse-all", decisions: 1, unproved: 0 },
      { day, site: "main", source: "accept-all", decisions: 1, unproved: 0 },
      { day, site: "main", source: "choice", decisions: 2, unproved: 0 },
    ],
    names: [
      { day, site: "library", name: "media", granted: 0, refused: 1, unproved: 0 },
      { day, site: "library", name: "visit-counter", granted: 0, refused: 1, unproved: 0 },
      { day, site: "main", name: "media", granted: 2, refused: 0, unproved: 0 },
      { day, site: "main", name: "statistics", granted: 1, refused: 2, unproved: 0 },
    ],
  };
  const totals = async (from = day, to = day) => (await desk(url(), `consents?from=${from}&to=${to}`)).json();
  for (const now of [`${next}T00:05:00Z`, `${next}T00:10:00Z`]) {
    await run(request, now);
    expect(await totals()).toEqual(wanted);
  }
  expect(await rows("SELECT * FROM consent_counts WHERE day = ? ORDER BY site, source", [day])).toEqual(wanted.decisions);
  expect(await rows("SELECT * FROM consent_names WHERE day = ? ORDER BY site, name", [day])).toEqual(wanted.names);

  await insert({ at: `${day}T23:59:58Z`, granted: ["preferences"] });
  await run(request, `${next}T00:15:00Z`);
  const { decisions, names } = await totals(day, next);
  expect(decisions[2].decisions).toBe(3);
  expect(names).toContainEqual({ day, site: "main", name: "preferences", granted: 1, refused: 0, unproved: 0 });
  expect(decisions).toContainEqual({ day: next, site: "main", source: "gpc", decisions: 1, unproved: 0 });
  expect(await failures()).toBe(0);
});

test("the totals are for staff, for thirty days unless it is said, and a date that is none is a clear problem", async () => {
  expect((await fetch(`${url()}/v1/desk/consents?from=2017-03-04&to=2017-03-04`)).status).toBe(401);
  const now = { "Forthright-Now": "2016-05-31T12:00:00Z" };
  expect(await (await desk(url(), "consents", undefined, now)).json()).toMatchObject({ from: "2016-05-01", to: "2016-05-31" });
  for (const query of ["from=yesterday", "to=2017-02-30", "from=", "from=2017-03-04&to=%22%3E%3Cscript%3E"]) {
    const response = await desk(url(), `consents?${query}`);
    expect([response.status, response.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
    expect(await response.json()).toMatchObject({ code: "invalid-body", detail: expect.stringMatching(/`from` and `to` as dates, for example \d{4}-\d{2}-\d{2}/) });
  }
});

/** What the archive holds of a month: ids by key. @param {string} month @returns {Promise<Record<string, string[]>>} */
const archived = async (month) => {
  const ids = async (/** @type {string} */ key) => {
    const lines = gunzipSync(await object(key, "archive")).toString().split("\n");
    return [key, lines.map((line) => JSON.parse(line).id)];
  };
  return Object.fromEntries(await Promise.all((await objects(`consents/${month}/`, { bucket: "archive" })).map(ids)));
};

const inTable = async (/** @type {string[]} */ ids) =>
  (await rows("SELECT id FROM consents WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", [JSON.stringify(ids)])).map((row) => row.id);

test("records older than thirteen months go to the archive, whole, and are deleted after two years", async ({ request }) => {
  await clear();
  const [a, b, c] = [key(), key(), key()].sort();
  await insert(
    { id: b, at: "2018-04-01T00:00:00Z", granted: ["media"], previous: a }, { id: a, at: "2018-04-30T23:59:59Z", refused: ["media"] },
    { id: c, at: "2018-05-01T00:00:00Z" },
  );
  await run(request, "2019-05-31T22:30:00Z");
  expect(await inTable([a, b, c]), "it is still May in London").toEqual([a, b, c]);

  await run(request, "2019-05-31T23:30:00Z");
  expect(await inTable([a, b, c])).toEqual([c]);
  const name = `consents/2018-04/${a}.ndjson.gz`;
  expect(await archived("2018-04")).toEqual({ [name]: [a, b] });
  expect(await request.get(`/v1/consents/${a}`).then((response) => response.status())).toBe(404);
  await run(request, "2019-06-01T03:05:00Z");
  expect(await archived("2018-04"), "and once is enough").toEqual({ [name]: [a, b] });

  const proof = await desk(url(), `consents/${b}`);
  expect(proof.status).toBe(200);
  expect(await proof.json()).toMatchObject({ recordId: b, previousRecordId: a, eventTime: "2018-04-01T00:00:00Z", granted: ["media"] });
  expect((await desk(url(), `consents/${c}`)).status).toBe(200);
  expect((await fetch(`${url()}/v1/desk/consents/${b}`)).status).toBe(401);
  for (const id of [key(), "nobody"]) expect((await desk(url(), `consents/${id}`)).status).toBe(404);

  await run(request, "2020-04-30T12:00:00Z");
  expect(Object.keys(await archived("2018-04")), "two years are not over").toEqual([name]);
  await run(request, "2020-05-01T12:00:00Z");
  expect(await archived("2018-04")).toEqual({});
  expect((await desk(url(), `consents/${b}`)).status).toBe(404);
  expect(await failures()).toBe(0);
});

test("a record whose predecessor is in the archive takes it out of there when it is deleted", async ({ request }) => {
  await clear();
  const [kept, gone, alone] = [key(), key(), key()];
  await insert({ id: kept, at: "2014-04-01T00:00:00Z" }, { id: gone, at: "2014-04-02T00:00:00Z" });
  await run(request, "2015-06-01T03:00:00Z");
  await insert({ id: alone, at: "2014-03-01T00:00:00Z" });
  await run(request, "2015-06-01T03:05:00Z");
  expect(Object.values(await archived("2014-04")).flat().sort()).toEqual([kept, gone].sort());
  expect(Object.values(await archived("2014-03"))).toEqual([[alone]]);

  const body = record({ previous: gone });
  await post(request, body);
  expect((await remove(request, body.id)).status()).toBe(204);
  expect((await remove(request, alone)).status()).toBe(204);
  // The record may still be on the queue; when it arrives it takes those before it along.
  await expect.poll(async () => (await rows("SELECT id FROM consents_deleted WHERE id = ?", [gone])).length, QUEUED).toBe(1);
  await run(request, "2015-06-01T03:10:00Z");
  expect(Object.values(await archived("2014-04"))).toEqual([[kept]]);
  expect(await archived("2014-03"), "an empty part is no part").toEqual({});
  for (const id of [gone, alone]) expect((await desk(url(), `consents/${id}`)).status).toBe(404);
  expect((await desk(url(), `consents/${kept}`)).status).toBe(200);
  expect(await failures()).toBe(0);
});

test("a run that was cut short before it emptied the table does no harm when it runs again", async ({ request }) => {
  await clear();
  const [a, b] = [key(), key()].sort();
  const both = [{ id: a, at: "2012-04-01T00:00:00Z" }, { id: b, at: "2012-04-02T00:00:00Z" }];
  await insert(...both);
  await run(request, "2013-06-01T03:00:00Z");
  await insert(...both);
  await run(request, "2013-06-01T03:05:00Z");
  expect(await archived("2012-04")).toEqual({ [`consents/2012-04/${a}.ndjson.gz`]: [a, b] });
  expect(await inTable([a, b])).toEqual([]);
});

test("a record deleted after such a run is in no part of the archive", async ({ request }) => {
  await clear();
  const [a, b] = [key(), key()].sort();
  const both = [{ id: a, at: "2012-04-01T00:00:00Z" }, { id: b, at: "2012-04-02T00:00:00Z" }];
  await insert(...both);
  await run(request, "2013-06-01T03:00:00Z");
  await insert(...both);
  expect((await remove(request, a)).status()).toBe(204);
  await run(request, "2013-06-01T03:05:00Z");
  expect(Object.values(await archived("2012-04")).flat()).not.toContain(a);
});

test("a month of more records than one part holds moves in parts, and none is lost", async ({ request }) => {
  await clear();
  await rows(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5001)
    INSERT INTO consents (id, site, revision, decided_at, recorded_at, source, granted, refused, language)
    SELECT printf('00000000-0000-4000-8000-%012x', i), 'main', 1, '2011-04-01T00:00:00Z', '2011-04-01T00:00:01Z', 'choice', '[]', '[]', 'en' FROM n`);
  await run(request, "2012-06-01T03:00:00Z");
  expect(Object.values(await archived("2011-04")).map((ids) => ids.length)).toEqual([5000]);
  await run(request, "2012-06-01T03:05:00Z");
  const parts = Object.values(await archived("2011-04"));
  expect(parts.map((ids) => ids.length)).toEqual([5000, 1]);
  expect(new Set(parts.flat()).size).toBe(5001);
  expect(await rows("SELECT id FROM consents WHERE decided_at LIKE '2011%'")).toEqual([]);
  await clear();
});

test("all records before a deleted one leave the archive, not only the last of them", async ({ request }) => {
  await clear();
  const [first, second] = [key(), key()];
  await insert({ id: first, at: "2013-04-01T00:00:00Z" }, { id: second, at: "2013-04-02T00:00:00Z", previous: first });
  await run(request, "2014-06-01T03:00:00Z");
  const body = record({ previous: second });
  await post(request, body);
  expect((await remove(request, body.id)).status()).toBe(204);
  for (const minute of ["05", "10"]) await run(request, `2014-06-01T03:${minute}:00Z`);
  expect(await archived("2013-04")).toEqual({});
});

test("ids of deleted records are remembered as long as a copy may come, and no longer", async ({ request }) => {
  await clear();
  const [old, young] = [key(), key()];
  for (const [id, at] of [[old, "2016-05-01T00:00:00Z"], [young, "2016-05-20T00:00:00Z"]]) {
    await rows("INSERT INTO consents_deleted (id, at, archived) VALUES (?, ?, 0)", [id, at]);
  }
  await run(request, "2016-06-15T00:00:00Z");
  expect(await rows("SELECT id FROM consents_deleted WHERE id IN (?, ?)", [old, young])).toEqual([{ id: young }]);
});
