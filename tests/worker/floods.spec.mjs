// What very many requests do: what is beyond the ordinary is set apart or refused, and what matters is seen and told of all the same.
import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { assertion, desk, key, seal } from "../people.mjs";
import { startServer } from "../server.mjs";
import { objects, rows } from "../store.mjs";

/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;
test.beforeAll(async () => { server = await startServer(); });
test.afterAll(() => server.stop({ clean: true }));
test.describe.configure({ mode: "serial" });

/** @param {Record<string, string>} [more] */
async function send(more = {}, form = "subject-access", idempotency = key()) {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": idempotency, ...more };
  const begun = await fetch(`${server.url}/v1/submissions`, { method: "POST", headers, body: JSON.stringify({ form }) });
  if (begun.status !== 201) return { status: begun.status };
  const { submission, reference } = await begun.json();
  const { recipients } = await (await fetch(`${server.url}/v1/forms/${form}`)).json();
  const answers = Buffer.from(await seal(recipients, reference, "answers", "{}")).toString("base64");
  const done = await fetch(`${server.url}/v1/submissions/${submission}/complete`, {
    method: "POST", headers, body: JSON.stringify({ answers, files: [] }),
  });
  return { status: done.status, reference };
}

const asha = () => ({ "Cf-Access-Jwt-Assertion": assertion({}, {}, server.state) });

/** A proof of work, as browsers make it. @param {string} form @param {string} idempotency */
function proof(form, idempotency) {
  for (let nonce = 0; ; nonce += 1) {
    const hash = createHash("sha256").update(`forthright proof/1\n${form}\n${idempotency}\n${nonce}`).digest();
    if (hash.readUInt32BE(0) < 2 ** 14) return String(nonce);
  }
}

test("a flood from one network is set apart, then refused; somebody else's request and one with a proof stand on the list", async () => {
  test.setTimeout(240_000);
  const flood = { "CF-Connecting-IP": "203.0.113.7" };
  let [taken, refused] = [0, 0];
  for (let round = 0; round < 33; round += 1) {
    const sent = await Promise.all(Array.from({ length: 20 }, () => send(flood)));
    taken += sent.filter(({ status }) => status === 201).length;
    refused += sent.filter(({ status }) => status === 429).length;
  }
  expect([taken, refused]).toEqual([600, 60]);
  const other = await send({ "CF-Connecting-IP": "198.51.100.9" });
  const idempotency = key();
  const proved = await send({ ...flood, "Forthright-Proof": proof("subject-access", idempotency) }, "subject-access", idempotency);
  expect([other.status, proved.status]).toEqual([201, 201]);

  const list = await desk(server.url, "cases", undefined, asha());
  expect(list.headers.get("forthright-total")).toBe("602");
  expect(list.headers.get("forthright-set-apart")).toBe("400");
  const first = await list.json();
  expect(first).toHaveLength(500);
  for (const { reference } of [other, proved]) expect(first.find((/** @type {any} */ row) => row.reference === reference)?.setApart).toBe(false);
  const next = /<(.+)>; rel="next"/.exec(list.headers.get("link") ?? "")?.[1] ?? "";
  const second = await (await desk(server.url, next.replace("/v1/desk/", ""), undefined, asha())).json();
  expect(new Set([...first, ...second].map((/** @type {any} */ row) => row.reference)).size).toBe(602);
  expect(second.every((/** @type {any} */ row) => row.setApart)).toBe(true);
});

test("the team is told of everything within one run, in one message that names what was not set apart", async () => {
  await fetch(`${server.url}/__scheduled`);
  expect((await rows("SELECT COUNT(*) AS n FROM outbox WHERE sent_at IS NULL", [], server.url))[0].n).toBe(0);
  expect((await rows("SELECT sent, failed, waiting FROM cron_runs ORDER BY at DESC LIMIT 1", [], server.url))[0])
    .toEqual({ sent: 602, failed: 0, waiting: 0 });
});

test("no address of anybody is in the database", async () => {
  const everything = JSON.stringify(await rows("SELECT * FROM fences", [], server.url));
  expect(everything).not.toContain("203.0.113");
});

test("however many were begun and never sent, one run sweeps them and their documents", async () => {
  const past = { "Forthright-Now": new Date(Date.now() - 2 * 86400e3).toISOString() };
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(Array.from({ length: 40 }, (_, at) => fetch(`${server.url}/v1/submissions`, {
      method: "POST", body: '{"form":"erasure"}',
      headers: { ...past, "Content-Type": "application/json", "Idempotency-Key": key(), "CF-Connecting-IP": `192.0.${round}.${at}` },
    })));
  }
  const idempotency = key();
  const headers = { ...past, "Content-Type": "application/json", "Idempotency-Key": idempotency };
  const begun = await (await fetch(`${server.url}/v1/submissions`, { method: "POST", headers, body: '{"form":"erasure"}' })).json();
  const { recipients } = await (await fetch(`${server.url}/v1/forms/erasure`)).json();
  for (let time = 0; time < 2; time += 1) {
    const body = Buffer.from(await seal(recipients, begun.reference, "file-1", "passport"));
    expect((await fetch(`${server.url}/v1/submissions/${begun.submission}/files/1`, { method: "PUT", body })).status).toBe(201);
  }
  await fetch(`${server.url}/__scheduled`);
  expect((await rows("SELECT COUNT(*) AS n FROM submissions WHERE completed_at IS NULL", [], server.url))[0].n).toBe(0);
  expect(await objects(`sealed/${begun.reference}/`, { url: server.url })).toEqual([]);
});
