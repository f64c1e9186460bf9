// A fee and a refusal are decisions of two people, with a ground and words the law wants; letters that wait are not sent.
import { expect, test } from "@playwright/test";
import { assertion, desk, key, submit } from "../people.mjs";
import { rows } from "../store.mjs";

const url = process.env.FORTHRIGHT_URL ?? "";
const ben = () => ({ "Cf-Access-Jwt-Assertion": assertion({ email: "ben@example.ac.uk" }) });
const letter = "It is manifestly excessive. You can complain to us, to the Information Commissioner's Office, or go to court.";
/** @param {string} reference @param {object} body @param {Record<string, string>} [more] */
const propose = (reference, body, more) => desk(url, `cases/${reference}/proposal`, { decision: "refusal", ground: "excessive", text: letter, ...body }, more);
/** Answers what is proposed now. @param {string} reference @param {boolean} approve @param {Record<string, string>} [more] */
const answer = async (reference, approve, more) => {
  const { proposal } = await (await desk(url, `cases/${reference}`)).json();
  return desk(url, `cases/${reference}/approval`, { approve, message: proposal?.message ?? "none" }, more);
};
const tracked = async (/** @type {{reference: string, receipt: string}} */ { reference, receipt }) =>
  (await fetch(`${url}/v1/cases/${reference}`, { headers: { Authorization: `Bearer ${receipt}` } })).json();
const said = async (/** @type {Response} */ response) => [response.status, (await response.json()).detail];

test("a fee waits for a colleague; then the letter goes and the time has not started", async () => {
  const { submitted } = await submit(url);
  const { reference } = submitted;
  const proposed = await (await propose(reference, { decision: "fee" })).json();
  expect(proposed.proposal).toEqual({ decision: "fee", ground: "excessive", by: "Asha", own: true, text: letter, message: expect.any(String) });
  expect((await tracked(submitted)).messages).toEqual([]);
  expect(await said(await answer(reference, true))).toEqual([409, "You proposed this. A colleague has to approve it."]);
  const seen = await (await desk(url, `cases/${reference}`, undefined, ben())).json();
  expect([seen.proposal.own, seen.messages, seen.row.waiting]).toEqual([false, [], "no"]);
  const approved = await (await answer(reference, true, ben())).json();
  expect([approved.proposal, approved.row.due, approved.awaited, approved.messages[0].text]).toEqual([null, null, ["fee"], letter]);
  expect((await tracked(submitted)).messages.map((/** @type {any} */ message) => message.text)).toEqual([letter]);
  expect(approved.events.map((/** @type {any} */ event) => [event.actor, event.event]).slice(1)).toEqual([["Asha", "proposed"], ["Ben", "approved"]]);
});

test("what is not approved is never sent; nothing ends refused without approval", async () => {
  const { submitted } = await submit(url);
  const { reference } = submitted;
  const close = () => desk(url, `cases/${reference}/close`, { outcome: "refused" });
  expect((await close()).status).toBe(409);
  await propose(reference, {});
  expect((await propose(reference, {})).status).toBe(409);
  expect((await (await answer(reference, false, ben())).json()).proposal).toBe(null);
  expect((await close()).status).toBe(409);
  expect([(await tracked(submitted)).messages, (await said(await answer(reference, true, ben())))[1]]).toEqual([[], "Nothing is proposed that could be approved."]);
  await propose(reference, { ground: "exemption", text: letter.replace("manifestly excessive", "exempt under Schedule 2, paragraph 19") });
  expect((await answer(reference, true, ben())).status).toBe(200);
  expect((await close()).status).toBe(200);
  expect(await rows("SELECT draft FROM case_messages WHERE reference = ?", [reference])).toEqual([{ draft: 0 }]);
});

test("what was not read cannot be approved, nor printed; a case that ends takes a draft along", async () => {
  const { reference } = (await submit(url)).submitted;
  const { proposal } = await (await propose(reference, {})).json();
  const headers = { "Cf-Access-Jwt-Assertion": assertion({}) };
  expect((await fetch(`${url}/desk/cases/${reference}/letters/${proposal.message}`, { headers })).status).toBe(404);
  await answer(reference, false);
  await propose(reference, { text: `${letter} And more.` });
  const stale = await desk(url, `cases/${reference}/approval`, { approve: true, message: proposal.message }, ben());
  expect(await said(stale)).toEqual([409, "Something else is proposed now. Open the case again and read it."]);
  expect((await desk(url, `cases/${reference}/close`, { outcome: "withdrawn" })).status).toBe(200);
  expect((await (await desk(url, `cases/${reference}`)).json()).proposal).toBe(null);
  expect(await rows("SELECT id FROM case_messages WHERE reference = ?", [reference])).toEqual([]);
});

test("a letter that leaves out what the law wants said is not taken, nor a ground that does not allow it", async () => {
  const { reference } = (await submit(url)).submitted;
  /** @type {[string, object, number, string][]} */
  const wrong = [
    ["nothing said", { text: "No." }, 409, "The letter must say that the request is manifestly excessive; that the person can complain to us; that the person can complain to the regulator, by its name; that the person can go to court."],
    ["another ground", { ground: "unfounded" }, 409, "The letter must say that the request is manifestly unfounded."],
    ["a fee by exemption", { decision: "fee", ground: "exemption", text: letter.replace("excessive", "exempt") }, 409, "An exemption is no ground for a fee."],
    ["an unknown ground", { ground: "tiresome" }, 400, ""],
  ];
  for (const [what, body, status, words] of wrong) {
    const [code, detail] = await said(await propose(reference, body));
    expect([code, String(detail).includes(words) || words === ""], what).toEqual([status, true]);
  }
  expect(await rows("SELECT * FROM case_messages WHERE reference = ?", [reference])).toEqual([]);
});

test("two colleagues who approve at once make one event, and the same key again is the same approval", async () => {
  const { reference } = (await submit(url)).submitted;
  await propose(reference, {});
  const once = { ...ben(), "Idempotency-Key": key() };
  const both = await Promise.all([answer(reference, true, once), answer(reference, true, once), answer(reference, true, ben())]);
  expect(both.filter((response) => response.status === 200).length).toBeGreaterThan(0);
  expect(await rows("SELECT event FROM case_events WHERE reference = ? AND event LIKE '%\"approved\"%'", [reference])).toHaveLength(1);
});

test("why identity is clear is asked for and kept", async () => {
  const { reference } = (await submit(url)).submitted;
  const decide = (/** @type {object} */ body) => desk(url, `cases/${reference}/identity`, { outcome: "already-clear", ...body });
  expect((await said(await decide({})))[1]).toContain("Say why");
  const { events } = await (await decide({ clear: "in-person" })).json();
  expect(events.at(-1)).toMatchObject({ event: "identity-decided", outcome: "already-clear", clear: "in-person" });
});

test("a letter is for staff alone, as a page and as text, and its words are text", async () => {
  const { reference } = (await submit(url)).submitted;
  await desk(url, `cases/${reference}/messages`, { text: "Dear Maria,\n\n<img src=x onerror=alert(1)>\n\nYours" });
  const { messages } = await (await desk(url, `cases/${reference}`)).json();
  const address = `${url}/desk/cases/${reference}/letters/${messages[0].id}`;
  for (const path of [address, `${address}.txt`]) expect((await fetch(path)).status).toBe(401);
  const headers = { "Cf-Access-Jwt-Assertion": assertion({}) };
  const page = await (await fetch(address, { headers })).text();
  expect([page.includes("<img"), page.includes("&lt;img src=x"), page.includes(reference)]).toEqual([false, true, true]);
  const plain = await fetch(`${address}.txt`, { headers });
  expect([plain.headers.get("content-disposition"), await plain.text()]).toEqual([`attachment; filename="${reference}.txt"`, "Dear Maria,\n\n<img src=x onerror=alert(1)>\n\nYours"]);
  expect((await fetch(`${url}/desk/cases/${reference}/letters/nothing`, { headers })).status).toBe(404);
});
