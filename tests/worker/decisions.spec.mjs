// A fee and a refusal are decisions of two people, with a ground and words the law wants; letters that wait are not sent.
import { expect, test } from "@playwright/test";
import { assertion, desk, key, submit } from "../people.mjs";
import { rows } from "../store.mjs";

const url = process.env.FORTHRIGHT_URL ?? "";
const ben = () => ({ "Cf-Access-Jwt-Assertion": assertion({ email: "ben@example.ac.uk" }) });
const letter = "It is manifestly excessive. You can complain to us at DPO@dmu.ac.uk, to the Information Commission (ICO), or go to court.";
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
  expect(proposed.proposal).toEqual({ decision: "fee", ground: "excessive", by: "Asha", own: true, text: letter, language: "en", message: expect.any(String) });
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
  expect([(await tracked(submitted)).messages, (await said(await answer(reference, true, ben())))[1]]).toEqual([[], "There is no proposal to approve."]);
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
  expect(await said(stale)).toEqual([409, "Something else has now been proposed. Open the case again and read it."]);
  expect((await desk(url, `cases/${reference}/close`, { outcome: "withdrawn" })).status).toBe(200);
  expect((await (await desk(url, `cases/${reference}`)).json()).proposal).toBe(null);
  expect(await rows("SELECT id FROM case_messages WHERE reference = ?", [reference])).toEqual([]);
});

test("a letter that leaves out what the law wants said is not taken, nor a ground that does not allow it", async () => {
  const { reference } = (await submit(url)).submitted;
  /** @type {[string, object, number, string][]} */
  const wrong = [
    ["nothing said", { text: "No." }, 409, "The letter must say that the request is manifestly excessive; that the person can complain to us, at the data protection officer’s address; that the person can complain to the regulator, giving its name; that the person can go to court."],
    ["the other mailbox", { text: letter.replace("DPO@", "dataprotection@") }, 409, "at the data protection officer’s address"],
    ["a gap of the template", { text: `${letter} [[the reasons]]` }, 400, "Replace [[the reasons]]"],
    ["another ground", { ground: "unfounded" }, 409, "The letter must say that the request is manifestly unfounded."],
    ["a fee by exemption", { decision: "fee", ground: "exemption", text: letter.replace("excessive", "exempt") }, 409, "An exemption is not a ground for a fee."],
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

test("a letter says its language: to programs, on paper, and where the person reads it", async () => {
  const { reference, receipt } = (await submit(url)).submitted;
  const write = (/** @type {object} */ body) => desk(url, `cases/${reference}/messages`, body);
  // Said by who wrote it; our own Welsh letters can be told without; all else is English.
  for (const body of [{ text: "Diolch yn fawr.", language: "cy" }, { text: "Annwyl Maria," }, { text: "Dear Maria," }]) expect((await write(body)).status).toBe(200);
  expect((await write({ text: "Bonjour", language: "fr" })).status).toBe(400);
  /** @type {{messages: {id: string, text: string, language: string}[]}} */
  const { messages } = await (await desk(url, `cases/${reference}`)).json();
  const languages = Object.fromEntries(messages.map(({ text, language }) => [text, language]));
  expect(languages).toEqual({ "Diolch yn fawr.": "cy", "Annwyl Maria,": "cy", "Dear Maria,": "en" });
  const { id = "" } = messages.find(({ text }) => text === "Diolch yn fawr.") ?? {};
  const headers = { "Cf-Access-Jwt-Assertion": assertion({}) };
  expect(await (await fetch(`${url}/desk/cases/${reference}/letters/${id}`, { headers })).text()).toContain('<html lang="cy">');
  const asked = new FormData();
  asked.set("reference", reference);
  asked.set("code", receipt);
  const page = await (await fetch(`${url}/track`, { method: "POST", headers: { Origin: url }, body: asked })).text();
  expect(page).toMatch(/lang="cy"[^>]*>Diolch yn fawr\./);
  expect(page).toMatch(/lang="en-GB"[^>]*>Dear Maria,/);
});

const NO = "We have not done all of it, because the law makes us keep the rest. You can complain to us at DPO@dmu.ac.uk, to the Information Commission, or go to court.";
const close = (/** @type {string} */ reference, /** @type {object} */ body, /** @type {Record<string, string>} */ more = {}) => desk(url, `cases/${reference}/close`, body, more);
const later = (/** @type {number} */ days) => ({ "Forthright-Now": new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+/, "") });

test("nobody is told no without the letter that the law wants; a citation in brackets can be sent", async () => {
  const { submitted } = await submit(url, { form: "complaint" });
  const { reference } = submitted;
  for (const outcome of ["not-upheld", "partly-upheld", "upheld"]) expect(await said(await close(reference, { outcome })), outcome).toEqual([409, expect.stringContaining("send a letter that says why")]);
  expect(await said(await close(reference, { outcome: "not-upheld", text: "No." }))).toEqual([409, expect.stringContaining("The letter must say why")]);
  expect((await tracked(submitted)).messages).toEqual([]);
  const text = NO.replace("because", "because of Durant [2003] EWCA Civ 1746, and because");
  await desk(url, `cases/${reference}/messages`, { text });
  const closed = await (await close(reference, { outcome: "not-upheld" })).json();
  expect([closed.outcome, closed.events.at(-1).letter]).toEqual(["not-upheld", closed.messages[0].id]);
});

test("a letter can be sent with the closing, and nothing of it stays when the closing is refused", async () => {
  const { submitted } = await submit(url, { form: "erasure" });
  const { reference } = submitted;
  expect((await close(reference, { outcome: "partly-done", text: NO })).status).toBe(409);
  expect(await rows("SELECT id FROM case_messages WHERE reference = ?", [reference])).toEqual([]);
  await desk(url, `cases/${reference}/identity`, { outcome: "already-clear", clear: "in-person" });
  const closed = await (await close(reference, { outcome: "partly-done", text: NO })).json();
  expect([closed.outcome, closed.messages.map((/** @type {any} */ message) => message.text)]).toEqual(["partly-done", [NO]]);
});

test("identity that was never asked for is no ending, nor the day after", async () => {
  const { reference } = (await submit(url)).submitted;
  const end = { outcome: "identity-not-shown", text: NO };
  expect(await said(await close(reference, end))).toEqual([409, expect.stringContaining("We did not ask who the person is")]);
  await desk(url, `cases/${reference}/clock`, { act: "ask-for", need: "identity", doubt: "unknown-sender", text: "Who are you?" });
  expect(await said(await close(reference, end, later(1)))).toEqual([409, expect.stringContaining("The person has until")]);
  expect((await close(reference, end, later(15))).status).toBe(200);
});

test("each right that a request uses needs its outcome", async () => {
  const { submitted } = await submit(url, { also: ["erasure", "objection"] });
  const { reference } = submitted;
  await desk(url, `cases/${reference}/identity`, { outcome: "already-clear", clear: "in-person" });
  expect(await said(await close(reference, { outcome: "information-sent" }))).toEqual([409, expect.stringContaining("to have information deleted")]);
  const rights = { erasure: "partly-done", objection: "done" };
  expect(await said(await close(reference, { outcome: "information-sent", rights }))).toEqual([409, expect.stringContaining("send a letter that says why")]);
  const closed = await (await close(reference, { outcome: "information-sent", rights, text: NO })).json();
  expect(closed.rights).toEqual(rights);
  expect((await tracked(submitted)).rights).toEqual(rights);
});

test("an acknowledged complaint is not late", async () => {
  const { reference } = (await submit(url, { form: "complaint" })).submitted;
  const { row } = await (await desk(url, `cases/${reference}`, undefined, later(60))).json();
  expect([row.due, row.daysLeft, row.waiting]).toEqual([null, null, "acknowledged"]);
});
