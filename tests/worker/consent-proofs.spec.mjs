// What counts as a choice: a record with its proof of work, within what one network sends. All else is kept and counted apart,
// and neither made-up names, days nor deletions get in the way of what people did.
import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { desk, key } from "../people.mjs";
import { begin, end, rows } from "../store.mjs";

/** @typedef {import("@playwright/test").APIRequestContext} Requests */

const url = () => process.env.FORTHRIGHT_URL ?? "";
const now = () => new Date().toISOString().replace(/\.\d+/, "");
const record = (more = {}) => ({
  id: key(), site: "main", revision: 2, decidedAt: now(), source: "choice", granted: ["media"], refused: ["statistics"], language: "en", ...more,
});

/** The nonce as the loader looks for it. @param {{id: string, decidedAt: string}} record */
const prove = ({ id, decidedAt }) => {
  for (let nonce = 0; ; nonce += 1) {
    const hash = createHash("sha256").update(`forthright consent proof/1\n${id}\n${decidedAt}\n${nonce}`).digest();
    if (!hash[0] && hash[1] < 16) return String(nonce);
  }
};

/** Posts records, and waits until the queue has written all of them. @param {Requests} request @param {...any} bodies */
async function post(request, ...bodies) {
  for (const data of bodies) expect((await request.post("/v1/consents", { data })).status()).toBe(202);
  const ids = JSON.stringify(bodies.map(({ id }) => id));
  await expect.poll(async () => (await rows("SELECT COUNT(*) AS n FROM consents WHERE id IN (SELECT value FROM json_each(?))", [ids]))[0].n, { timeout: 30_000 }).toBe(bodies.length);
}

const proved = async (/** @type {any[]} */ ...records) => {
  const found = await rows("SELECT id, proved FROM consents WHERE id IN (SELECT value FROM json_each(?))", [JSON.stringify(records.map(({ id }) => id))]);
  return records.map(({ id }) => found.find((row) => row.id === id)?.proved);
};

test.beforeEach(begin);
test.afterEach(end);

test("a record is proved by its own nonce, and one without or with another is kept beside it", async ({ request }) => {
  const right = record();
  const [without, wrong, another, claims] = [record(), record({ proof: "0" }), record({ proof: prove(right) }), record({ proved: true })];
  await post(request, { ...right, proof: prove(right) }, without, wrong, another, claims);
  // One in 4,096 made-up nonces fits by chance.
  expect(await proved(right, without, claims)).toEqual([1, 0, 0]);
  const chance = (await proved(wrong, another)).filter((one) => one === 1);
  expect(chance.length).toBeLessThan(2);
  expect(await (await request.get(`/v1/consents/${right.id}`)).json()).toMatchObject({ recordId: right.id, proved: true });
  expect(JSON.stringify(await rows("SELECT * FROM consents WHERE id = ?", [right.id]))).not.toContain("127.0.0");
});

for (const proof of ["", "1".repeat(21), "4 129", "٤", "{}", "-1"]) {
  test(`a proof that is none (${JSON.stringify(proof)}) is no error and no proof`, async ({ request }) => {
    const body = record({ proof });
    await post(request, body);
    expect(await proved(body)).toEqual([0]);
  });
}

for (const [what, more] of /** @type {[string, any][]} */ ([
  ["granted", { granted: ["media", "made-up"] }], ["refused", { refused: ["www-evil-example"] }], ["asked about", { asked: ["vidstream", "constructor"] }],
])) {
  test(`a name that no service has is refused where it is ${what}`, async ({ request }) => {
    const response = await request.post("/v1/consents", { data: record(more) });
    expect([response.status(), (await response.json()).code, response.headers()["set-cookie"]]).toEqual([422, "no-such-service", undefined]);
  });
}

/** Puts rows straight into the table. @param {...{at: string, proved: number, granted?: string[]}} records */
const insert = async (...records) => {
  const all = JSON.stringify(records.map((one) => ({ id: key(), granted: [], ...one })));
  await rows(`INSERT INTO consents (id, site, revision, decided_at, recorded_at, source, granted, refused, language, proved)
    SELECT value ->> 'id', 'main', 1, value ->> 'at', value ->> 'at', 'choice', value ->> 'granted', '[]', 'en', value ->> 'proved' FROM json_each(?)`, [all]);
};
const run = async (/** @type {Requests} */ request, /** @type {string} */ at) =>
  expect((await request.get("/__scheduled", { headers: { "Forthright-Now": at } })).status()).toBe(200);
const totals = async (/** @type {string} */ from, to = from) => (await desk(url(), `consents?from=${from}&to=${to}`)).json();
const clear = () => rows("DELETE FROM consents WHERE decided_at < '2011'");

test("the totals say apart what is proved and what is not, and count no name that the register does not have", async ({ request }) => {
  await clear();
  const day = "2009-03-04";
  await insert(
    { at: `${day}T08:00:00Z`, proved: 1, granted: ["media", "zz-made-up"] }, { at: `${day}T09:00:00Z`, proved: 0, granted: ["media"] },
    { at: `${day}T10:00:00Z`, proved: 0, granted: ["media", "constructor"] },
  );
  await run(request, `${day}T23:00:00Z`);
  expect(await totals(day)).toEqual({
    from: day, to: day,
    decisions: [{ day, site: "main", source: "choice", decisions: 1, unproved: 2 }],
    names: [{ day, site: "main", name: "media", granted: 1, refused: 0, unproved: 2 }],
  });
  await clear();
});

test("every day with a record is counted in one run, however many there are", async ({ request }) => {
  await clear();
  const days = Array.from({ length: 400 }, (_, at) => new Date(Date.UTC(2009, 6, 1) + at * 86_400_000).toISOString().slice(0, 10));
  await insert(...days.map((day) => ({ at: `${day}T08:00:00Z`, proved: 1 })));
  // The newest arrived today; so did the others.
  await rows("UPDATE consents SET recorded_at = ? WHERE decided_at < '2011'", [`${days[399]}T09:00:00Z`]);
  await run(request, `${days[399]}T10:00:00Z`);
  expect((await totals("2009-07-01", days[399])).decisions.map((/** @type {any} */ row) => row.day)).toEqual(days);
  await clear();
});

test("deletions of made-up ids hold up nothing, and only so many are remembered", async ({ request }) => {
  const mine = record();
  await post(request, mine);
  const unknown = async () => (await rows("SELECT COUNT(*) AS n FROM consents_deleted WHERE known = 0"))[0].n;
  const before = await unknown();
  for (let round = 0; round < 10; round += 1) {
    const answers = await Promise.all(Array.from({ length: 60 }, () => request.delete(`/v1/consents/${key()}`)));
    expect(answers.map((answer) => answer.status())).toEqual(answers.map(() => 204));
  }
  // Sixty a minute from one network; ten rounds may see the minute change.
  expect((await unknown()) - before).toBeLessThanOrEqual(300);
  expect((await request.delete(`/v1/consents/${mine.id}`)).status()).toBe(204);
  expect((await request.get(`/v1/consents/${mine.id}`)).status()).toBe(404);
  expect((await request.get("/__scheduled")).status()).toBe(200);
  expect((await rows("SELECT SUM(archived) AS waiting FROM consents_deleted WHERE known = 0"))[0].waiting).toBe(0);
});

test("a chain of choices is deleted whole, whatever its length, and one that leads back to itself ends", async ({ request }) => {
  const ids = Array.from({ length: 450 }, () => key());
  const all = JSON.stringify(ids.map((id, at) => ({ id, previous: ids[at - 1] ?? ids[449] })));
  await rows(`INSERT INTO consents (id, site, revision, decided_at, recorded_at, source, granted, refused, language, previous)
    SELECT value ->> 'id', 'main', 1, ?2, ?2, 'choice', '[]', '[]', 'en', value ->> 'previous' FROM json_each(?1)`, [all, now()]);
  expect((await request.delete(`/v1/consents/${ids[449]}`)).status()).toBe(204);
  expect(await rows("SELECT id FROM consents WHERE id IN (SELECT value FROM json_each(?))", [JSON.stringify(ids)])).toEqual([]);
});

test("a choice on /cookies counts where the browser says that it came from the page", async ({ request }) => {
  const choose = async (/** @type {Record<string, string>} */ headers) => {
    const response = await request.post("/cookies", { form: { site: "main", do: "refuse" }, headers, maxRedirects: 0 });
    const id = /forthright_consent=2\.([\da-f-]{36})/.exec(response.headers()["set-cookie"] ?? "")?.[1] ?? "";
    await expect.poll(async () => (await rows("SELECT id FROM consents WHERE id = ?", [id])).length, { timeout: 30_000 }).toBe(1);
    return (await proved({ id }))[0];
  };
  expect(await choose({ "Sec-Fetch-Site": "same-origin", Origin: url() })).toBe(1);
  expect(await choose({ Origin: url() })).toBe(1);
  expect(await choose({})).toBe(0);
});
