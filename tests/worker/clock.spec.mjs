// The time to answer a request as the desk starts, stops and extends it, and as the person who waits sees it.
import { expect, test } from "@playwright/test";
import { desk, submit } from "../people.mjs";
import { rows } from "../store.mjs";

const url = process.env.FORTHRIGHT_URL ?? "";
const day = (/** @type {number} */ from) => new Date(Date.now() + from * 86_400_000).toLocaleDateString("en-CA", { timeZone: "Europe/London" });
const due = async (/** @type {string} */ query) => (await (await fetch(`${url}/v1/deadlines?clock=rights-request&${query}`)).json()).due;
/** @param {string} reference @param {object} body @param {Record<string, string>} [more] */
const act = (reference, body, more) => desk(url, `cases/${reference}/clock`, body, more);
const tracked = async (/** @type {{reference: string, receipt: string}} */ { reference, receipt }) =>
  (await fetch(`${url}/v1/cases/${reference}`, { headers: { Authorization: `Bearer ${receipt}` } })).json();
const later = (/** @type {number} */ days) => ({ "Forthright-Now": new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+/, "") });

test("what is needed and was asked for starts the time when it arrives; until then there is no due date", async () => {
  const { submitted } = await submit(url);
  const { reference } = submitted;
  const asked = await (await act(reference, { act: "ask-for", need: "identity", doubt: "unknown-sender", text: "Please show us who you are." })).json();
  expect([asked.row.due, asked.row.daysLeft, asked.row.waiting, asked.row.status, asked.awaited]).toEqual([null, null, "to-start", "waiting-for-you", ["identity"]]);
  const seen = await tracked(submitted);
  expect([seen.due, seen.status, seen.messages.at(-1).text]).toEqual([null, "waiting-for-you", "Please show us who you are."]);
  expect(seen.awaited).toContain("information that shows who you are. We have one month to reply, starting on the day we receive it.");
  const arrived = await (await act(reference, { act: "arrived", need: "identity", on: day(3) }, later(5))).json();
  expect([arrived.row.due, arrived.row.waiting]).toEqual([await due(`from=${day(3)}`), "no"]);
  expect((await tracked(submitted)).due).toBe(await due(`from=${day(3)}`));
});

test("a clarification stops the time, an extension makes it longer from the original start, and both are told", async () => {
  const { submitted } = await submit(url);
  const { reference, received } = submitted;
  const paused = await (await act(reference, { act: "ask-clarification", text: "Which years?" })).json();
  expect([paused.row.waiting, paused.row.due]).toEqual(["paused", submitted.due]);
  expect((await tracked(submitted)).awaited).toContain("We have asked you what you mean");
  const answered = await (await act(reference, { act: "clarification-answered", on: day(7) }, later(8))).json();
  expect(answered.row.due).toBe(await due(`from=${received}&asked=${day(0)}&answered=${day(7)}`));
  expect(answered.steps.some((/** @type {any} */ step) => step.rule === "paused")).toBe(true);
  const extended = await (await act(reference, { act: "extend", why: "complex", text: "It is complex, because five departments have to search.", on: day(9) }, later(9))).json();
  expect(extended.row.due).toBe(await due(`from=${received}&asked=${day(0)}&answered=${day(7)}&extended=true`));
  expect((await tracked(submitted)).messages.map((/** @type {any} */ message) => message.text)).toEqual(["Which years?", "It is complex, because five departments have to search."]);
  expect(await rows("SELECT waiting FROM cases WHERE reference = ?", [reference])).toEqual([{ waiting: "no" }]);
});

test("exam marks before the results have a time limit of their own, which the person is told", async () => {
  const { submitted } = await submit(url);
  const { reference, received } = submitted;
  const marks = async (/** @type {string} */ query) => (await fetch(`${url}/v1/deadlines?clock=exam-marks&from=${received}${query}`)).json();
  const refused = await act(reference, { act: "exam-marks", announced: day(0), text: "Marks." });
  expect([refused.status, (await refused.json()).detail]).toEqual([409, expect.stringContaining("The usual month applies")]);
  expect((await act(reference, { act: "exam-marks" })).status, "the person is written to").toBe(400);
  const unknown = await (await act(reference, { act: "exam-marks", text: "We will reply when the results are out." })).json();
  expect([unknown.row.due, unknown.row.waiting]).toEqual([(await marks("")).due, "no"]);
  const noted = await (await act(reference, { act: "exam-marks", announced: day(30), text: "The results come in a month." })).json();
  expect(noted.row.due).toBe((await marks(`&announced=${day(30)}`)).due);
  expect(noted.events.at(-1)).toMatchObject({ event: "exam-marks", announced: day(30) });
  expect((await tracked(submitted)).due).toBe(noted.row.due);
  const paused = await act(reference, { act: "ask-clarification", text: "x" });
  expect([paused.status, (await paused.json()).detail]).toEqual([409, expect.stringContaining("cannot be paused or extended")]);
  const late = await marks(`&announced=${received}`);
  expect(late.status).toBe(400);
});

test("what the law or the calendar does not allow is refused in words, and changes nothing", async () => {
  const { submitted } = await submit(url);
  const { reference } = submitted;
  /** @type {[string, object, Record<string, string>, number, string][]} */
  const refused = [
    ["a day in the future", { act: "ask-clarification", text: "x", on: day(2) }, {}, 409, "in the future"],
    ["before the request", { act: "ask-clarification", text: "x", on: day(-9) }, {}, 409, "cannot have been before"],
    ["an answer without a question", { act: "clarification-answered" }, {}, 409, "It is not paused."],
    ["an arrival that nobody asked for", { act: "arrived", need: "fee" }, {}, 409, "We have not asked for the fee."],
    ["an extension on day 40", { act: "extend", why: "many", text: "x", on: day(40) }, later(41), 409, "within the first month"],
    ["an extension without a reason", { act: "extend", why: "many", text: "x" }, {}, 409, "The letter must say why"],
    ["an extension with a gap of its template", { act: "extend", why: "many", text: "because [[the reasons]]" }, {}, 400, "Replace [[the reasons]]"],
    ["identity once it is late", { act: "ask-for", need: "identity", doubt: "unknown-sender", text: "x" }, later(60), 409, "the request stays late"],
    ["identity once it is late, with an earlier day", { act: "ask-for", need: "identity", doubt: "unknown-sender", text: "x", on: day(5) }, later(60), 409, "the request stays late"],
    ["a pause once it is late", { act: "ask-clarification", text: "x" }, later(60), 409, "the request stays late"],
    ["a question without words", { act: "ask-clarification", text: " " }, {}, 400, "A message has 1 to"],
    ["identity without a doubt", { act: "ask-for", need: "identity", text: "x" }, {}, 409, "Say why"],
    ["a fee that nobody approved", { act: "ask-for", need: "fee", text: "x" }, {}, 409, "A colleague must approve it."],
    ["a need that is none", { act: "ask-for", need: "passport", text: "x" }, {}, 400, ""],
  ];
  for (const [what, body, more, status, says] of refused) {
    const answer = await act(reference, body, more);
    expect(answer.status, what).toBe(status);
    expect(JSON.stringify(await answer.json()), what).toContain(says);
  }
  const unchanged = await (await desk(url, `cases/${reference}`)).json();
  expect([unchanged.row.due, unchanged.events.length, unchanged.messages]).toEqual([submitted.due, 1, []]);

  const text = "We need more time, because you made five requests at once.";
  expect((await act(reference, { act: "extend", why: "many", text })).status).toBe(200);
  expect(JSON.stringify(await (await act(reference, { act: "extend", why: "many", text })).json())).toContain("The law only allows that once.");
  expect((await act(reference, { act: "ask-clarification", text: "Which?" })).status).toBe(200);
  expect(JSON.stringify(await (await act(reference, { act: "clarification-answered", on: day(-1) })).json())).toContain("cannot come before that");
  expect((await desk(url, `cases/${reference}/close`, { outcome: "withdrawn" })).status).toBe(200);
  expect(JSON.stringify(await (await act(reference, { act: "clarification-answered" })).json())).toContain("This case is closed.");
});

test("the same act sent twice is one", async () => {
  const { submitted } = await submit(url);
  const twice = { "Idempotency-Key": crypto.randomUUID() };
  for (let times = 0; times < 2; times += 1) expect((await act(submitted.reference, { act: "ask-clarification", text: "Which?" }, twice)).status).toBe(200);
  const { events, messages } = await (await desk(url, `cases/${submitted.reference}`)).json();
  expect([events.length, messages.length]).toEqual([2, 1]);
});

test("only a request for access can be paused, and only if it uses no other right", async () => {
  for (const form of ["cctv", "rectification", "erasure", "restriction", "portability", "objection", "automated-decision", "withdraw-consent"]) {
    const { submitted } = await submit(url, { form });
    const answer = await act(submitted.reference, { act: "ask-clarification", text: "Which?" });
    expect(answer.status, form).toBe(form === "cctv" ? 200 : 409);
    if (form !== "cctv") expect((await answer.json()).detail, form).toContain("Article 12A(5)");
  }
  const { submitted } = await submit(url, { also: ["erasure"] });
  expect((await act(submitted.reference, { act: "ask-clarification", text: "Which?" })).status).toBe(409);
});

test("consent is withdrawn without showing who one is", async () => {
  const { submitted } = await submit(url, { form: "withdraw-consent" });
  const asked = await act(submitted.reference, { act: "ask-for", need: "identity", doubt: "unknown-sender", text: "Who are you?" });
  expect([asked.status, (await asked.json()).detail]).toEqual([409, expect.stringContaining("Article 7(3)")]);
  const detail = await (await desk(url, `cases/${submitted.reference}`)).json();
  expect([detail.asksIdentity, detail.canBePaused]).toEqual([false, false]);
  expect((await desk(url, `cases/${submitted.reference}/close`, { outcome: "done" })).status).toBe(200);
});
