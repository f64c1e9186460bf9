// Whoever acts on a case says which event they saw last; what a colleague did since is never overwritten.
import { expect, test } from "@playwright/test";
import { assertion, desk, key, submit } from "../people.mjs";
import { rows } from "../store.mjs";

const url = process.env.FORTHRIGHT_URL ?? "";
const ben = () => ({ "Cf-Access-Jwt-Assertion": assertion({ email: "ben@example.ac.uk" }) });
const known = (/** @type {number | string} */ sequence) => ({ "Forthright-Expected": String(sequence) });
const events = async (/** @type {string} */ reference) => rows("SELECT sequence FROM case_events WHERE reference = ?", [reference]);
/** Every act with a body that is taken. @type {[string, object][]} */
const acts = [
  ["messages", { text: "Hello." }],
  ["identity", { kind: "passport", outcome: "confirmed" }],
  ["clock", { act: "ask-clarification", text: "Which years?" }],
  ["close", { outcome: "withdrawn" }],
];

for (const [what, body] of acts) {
  test(`${what}: an old view writes nothing, and today's does`, async () => {
    const { reference } = (await submit(url)).submitted;
    const seen = await (await desk(url, `cases/${reference}`)).json();
    expect(seen.sequence).toBe(seen.events.length);
    expect((await desk(url, `cases/${reference}/messages`, { text: "From Ben." }, ben())).status).toBe(200);
    const before = await events(reference);
    const refused = await desk(url, `cases/${reference}/${what}`, body, known(seen.sequence));
    const problem = await refused.json();
    expect([refused.status, problem.code]).toEqual([409, "case-changed"]);
    expect(problem.detail).toContain("A colleague did something with this case while it was open here.");
    expect(await events(reference)).toEqual(before);
    expect(await rows("SELECT id FROM case_messages WHERE reference = ?", [reference])).toHaveLength(1);
    const now = await (await desk(url, `cases/${reference}`)).json();
    const done = await desk(url, `cases/${reference}/${what}`, body, known(now.sequence));
    expect([done.status, (await done.json()).sequence]).toEqual([200, now.sequence + 1]);
  });
}

test("opening is no change; a retry is the same act; no number, or none that is one, is told", async () => {
  const { reference } = (await submit(url)).submitted;
  const { sequence } = await (await desk(url, `cases/${reference}`)).json();
  expect((await desk(url, `cases/${reference}/envelopes/answers`, undefined, ben())).status).toBe(200);
  const again = { ...known(sequence), "Idempotency-Key": key() };
  const first = await desk(url, `cases/${reference}/messages`, { text: "Once." }, again);
  expect(first.status).toBe(200);
  const second = await desk(url, `cases/${reference}/messages`, { text: "Once." }, again);
  expect([second.status, (await second.json()).sequence]).toEqual([200, (await first.json()).sequence]);
  for (const wrong of ["x", "-1", "1.5", "4294967296"]) {
    expect((await desk(url, `cases/${reference}/messages`, { text: "No." }, known(wrong))).status, wrong).toBe(400);
  }
  expect((await desk(url, `cases/${reference}/messages`, { text: "No." }, known(999))).status).toBe(409);
  expect((await desk(url, `cases/${reference}/messages`, { text: "An older client says no number." })).status).toBe(200);
});

test("a case's own address serves the desk", async () => {
  const page = await fetch(`${url}/desk/cases/DMU-000000000`, { headers: { Accept: "text/html" } });
  expect([page.status, page.headers.get("content-security-policy")]).toEqual([200, (await fetch(`${url}/desk`)).headers.get("content-security-policy")]);
});
