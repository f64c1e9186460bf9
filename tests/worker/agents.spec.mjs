// Authorised agents by the Data Rights Protocol 1.0: signed requests verified in the protocol's order, status, revocation.
import { createServer } from "node:http";
import { createHash, sign } from "node:crypto";
import { expect, test } from "@playwright/test";
import { agent as anAgent, call as callAt, connect as connectAt, envelope, register as registerAt, signed, time } from "../agents.mjs";
import { assertion, desk, open } from "../people.mjs";
import { alone, object, rows } from "../store.mjs";

const url = process.env.FORTHRIGHT_URL ?? "";
/** @typedef {import("../agents.mjs").Agent} Agent */
/** @param {{registered?: boolean, origin?: string}} [how] */
const agent = (how) => anAgent(url, how);
/** @param {Record<string, string>} fields @param {Record<string, string>} [headers] */
const register = (fields, headers) => registerAt(url, fields, headers);
/** @param {string} path @param {string} method @param {string} [body] @param {string} [token] */
const call = (path, method, body, token) => callAt(url, path, method, body, token);
const connect = (/** @type {Agent} */ own) => connectAt(url, own);
const claims = { exercise: "access", name: "Adaeze Okafor", email: "a.okafor@example.org", email_verified: true, phone_number: "+441164960000", address: { street_address: "1 High Street", postal_code: "LE1 9BH" }, relationships: ["student"], power_of_attorney: "https://agent.example/poa/1", "agent-request-id": "ours-7" };
const exercise = (/** @type {Agent} */ own, /** @type {string} */ token, more = {}) => call("data-rights-request", "POST", signed(own, envelope(own, { ...claims, ...more })), token);

test("an agent sets up its token, exercises a right, sees how far it is and what became of it", async () => {
  const own = await agent();
  const answer = await call(`agent/${own.id}`, "POST", signed(own, envelope(own)));
  const { token, ...rest } = await answer.json();
  expect([answer.status, rest, token.length]).toEqual([200, { "agent-id": own.id }, 64]);
  expect(await (await call(`agent/${own.id}`, "GET", undefined, token)).json()).toEqual({});
  const sent = await exercise(own, token);
  const status = await sent.json();
  expect([sent.status, status]).toEqual([200, {
    request_id: expect.stringMatching(/^[0-9a-f-]{36}$/), received_at: expect.stringMatching(/^\d{4}-.*Z$/), expected_by: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    status: "in_progress", processing_details: "Received", agent_request_id: "ours-7",
  }]);
  const [{ reference }] = await rows("SELECT reference FROM agent_requests WHERE id = ?", [status.request_id]);
  const { answers } = JSON.parse((await open("asha", await object(`sealed/${reference}/answers`))).content.toString());
  expect(answers).toMatchObject({ who: "someone-else", name: "Adaeze Okafor", "representative-name": "Permission Slip", email: "a.okafor@example.org", telephone: "+441164960000", "postal-address": "LE1 9BH\n1 High Street" });
  expect(answers.request).toContain("power_of_attorney");
  const { events, row } = await (await desk(url, `cases/${reference}`)).json();
  expect(events[0]).toMatchObject({ actor: "Permission Slip", event: "received", logged: { channel: "agent" } });
  expect(row.due).toBe(status.expected_by);
  const stored = await rows("SELECT * FROM cases JOIN case_events USING (reference) JOIN agent_requests USING (reference) WHERE reference = ?", [reference]);
  for (const secret of ["Okafor", "okafor@", "High Street", token]) expect(JSON.stringify(stored)).not.toContain(secret);

  await desk(url, `cases/${reference}/clock`, { act: "ask-for", need: "identity", doubt: "several-people", text: "Which of you?" });
  const asked = await (await call(`data-rights-request/${status.request_id}`, "GET", undefined, token)).json();
  expect([asked.status, asked.reason, asked.expected_by]).toEqual(["in_progress", "need_user_verification", undefined]);
  const text = "We have not done it, because nothing showed us who you are. You can complain to us at DPO@dmu.ac.uk, to the Information Commission, or go to court.";
  const later = { "Forthright-Now": new Date(Date.now() + 15 * 86_400_000).toISOString().replace(/\.\d+/, "") };
  expect((await desk(url, `cases/${reference}/close`, { outcome: "identity-not-shown", text }, later)).status).toBe(200);
  const ended = await (await call(`data-rights-request/${status.request_id}`, "GET", undefined, token)).json();
  expect([ended.status, ended.reason]).toEqual(["denied", "insuf_verification"]);
});

test("each right the protocol has becomes the form for it; others are refused", async () => {
  const own = await agent();
  const token = await connect(own);
  for (const [action, form] of [["access:categories", "subject-access"], ["deletion", "erasure"], ["sale:opt-out", "objection"], ["sale:opt_out", "objection"]]) {
    const { request_id } = await (await exercise(own, token, { exercise: action, name: undefined })).json();
    expect(await rows("SELECT c.form FROM cases c JOIN agent_requests a USING (reference) WHERE a.id = ?", [request_id])).toEqual([{ form }]);
  }
  for (const action of ["sale:opt-in", "rectification", ""]) {
    const answer = await exercise(own, token, { exercise: action });
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code: "400", fatal: true, message: expect.stringContaining("not supported") })]);
  }
});

test("a message is looked at in the protocol's order, and what is wrong first is what is said", async () => {
  const own = await agent();
  const other = await agent();
  const token = await connect(own);
  const flawless = signed(own, envelope(own, claims));
  const changed = Buffer.from(flawless, "base64");
  changed[80] ^= 1;
  /** @type {[string, string, number, string][]} */
  const wrong = [
    ["no base 64", "not base 64!", 400, "not base 64"],
    ["shorter than a signature", Buffer.from("short").toString("base64"), 400, "not base 64"],
    ["changed after signing", changed.toString("base64"), 403, "signature"],
    ["signed by another agent", signed(other, envelope(own, claims)), 403, "signature"],
    ["no JSON", signed(own, "text"), 400, "not a JSON object"],
    ["another agent's id, and everything else wrong", signed(own, envelope(other, { "business-id": "OTHER", "issued-at": time(5), "expires-at": time(-5) })), 403, "agent-id"],
    ["another business, and the times wrong", signed(own, envelope(own, { "business-id": "OTHER", "issued-at": time(5), "expires-at": time(-5) })), 403, "business-id"],
    ["issued in the future and expired", signed(own, envelope(own, { "issued-at": time(5), "expires-at": time(-5) })), 400, "issued-at"],
    ["without issued-at", signed(own, envelope(own, { "issued-at": undefined })), 400, "issued-at"],
    ["expired", signed(own, envelope(own, { "issued-at": time(-20), "expires-at": time(-5), ...claims })), 400, "expires-at"],
    ["a message that holds for days", signed(own, envelope(own, { "expires-at": time(3000), ...claims })), 400, "more than an hour"],
    ["a time that is none", signed(own, envelope(own, { "expires-at": "soon" })), 400, "expires-at"],
  ];
  for (const [what, body, status, says] of wrong) {
    const answer = await call("data-rights-request", "POST", body, token);
    const said = await answer.json();
    expect([answer.status, said.code, said.message], what).toEqual([status, String(status), expect.stringContaining(says)]);
  }
  expect(await rows("SELECT id FROM agent_requests WHERE agent = ?", [own.id])).toEqual([]);
  for (const stranger of [undefined, "", "0".repeat(64)]) expect((await call("data-rights-request", "POST", flawless, stranger)).status).toBe(403);
  expect((await call("data-rights-request", "POST", "A".repeat(70_000), token)).status).toBe(413);
});

test("the same message twice, at once or later, is one case", async () => {
  const own = await agent();
  const token = await connect(own);
  const body = signed(own, envelope(own, claims));
  const both = await Promise.all([call("data-rights-request", "POST", body, token), call("data-rights-request", "POST", body, token)]);
  const again = await call("data-rights-request", "POST", body, token);
  const ids = new Set(await Promise.all([...both, again].map(async (answer) => (await answer.json()).request_id)));
  expect([ids.size, await rows("SELECT id FROM agent_requests WHERE agent = ?", [own.id])]).toEqual([1, [{ id: [...ids][0] }]]);
});

test("what was signed for one thing does nothing else, also where it was refused, and sets up a token once", async () => {
  const own = await agent();
  const setUp = signed(own, envelope(own));
  const { token } = await (await call(`agent/${own.id}`, "POST", setUp)).json();
  const sent = signed(own, envelope(own, claims));
  const { request_id } = await (await call("data-rights-request", "POST", sent, token)).json();
  const refused = signed(own, envelope(own, { ...claims, exercise: "rectification" }));
  expect((await call("data-rights-request", "POST", refused, token)).status).toBe(400);
  const path = `data-rights-request/${request_id}`;
  const revocation = signed(own, envelope(own, { reason: "They changed their mind" }));
  const wordless = signed(own, envelope(own, { "issued-at": time(-2) }));
  /** @type {[string, string][]} */
  const elsewhere = [
    ["a set-up once more", setUp], ["a request", sent], ["a request that was refused", refused], ["a request that was never sent", signed(own, envelope(own, { ...claims, name: "Never Sent" }))],
    ["what only tells of a person", signed(own, envelope(own, { name: "Maria Example" }))], ["a revocation", revocation],
  ];
  for (const [what, body] of elsewhere) {
    const answer = await call(`agent/${own.id}`, "POST", body);
    expect([answer.status, await answer.text()], what).toEqual([403, ""]);
  }
  for (const body of [setUp, revocation, wordless]) expect((await call("data-rights-request", "POST", body, token)).status).not.toBe(200);
  for (const body of [setUp, sent, refused]) expect((await call(path, "DELETE", body, token)).status).not.toBe(200);
  // The token in use was thrown out by none of it, and nothing was taken back.
  expect((await call(`agent/${own.id}`, "GET", undefined, token)).status).toBe(200);
  expect((await (await call(path, "GET", undefined, token)).json()).status).toBe("in_progress");
  // A revocation without a word fits a set-up as well: what it was used for decides.
  expect((await call(path, "DELETE", wordless, token)).status).toBe(200);
  expect((await call(`agent/${own.id}`, "POST", wordless)).status).toBe(403);
  const stored = JSON.stringify(await rows("SELECT * FROM agent_messages WHERE agent = ?", [own.id]));
  for (const secret of ["Okafor", "Maria", createHash("sha256").update(Buffer.from(sent, "base64").subarray(64)).digest("hex")]) expect(stored).not.toContain(secret);
});

test("of the same set-up many times at once, one gives a token", async () => {
  const own = await agent();
  const setUp = signed(own, envelope(own));
  const answers = await Promise.all(Array.from({ length: 8 }, () => call(`agent/${own.id}`, "POST", setUp)));
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array(7).fill(403)]);
  const [first] = answers.filter((answer) => answer.status === 200);
  expect((await call(`agent/${own.id}`, "GET", undefined, (await first.json()).token)).status).toBe(200);
});

test("a signed revocation takes back one request alone, named or not", async () => {
  const own = await agent();
  const token = await connect(own);
  const begin = async (/** @type {string} */ name) => (await (await exercise(own, token, { name })).json()).request_id;
  const [first, second, third] = [await begin("One"), await begin("Two"), await begin("Three")];
  const take = (/** @type {string} */ id, /** @type {object} */ message) => call(`data-rights-request/${id}`, "DELETE", signed(own, message), token);
  expect((await take(first, { reason: "x" })).status).toBe(200);
  const again = await take(second, { reason: "x" });
  expect([again.status, await again.json()]).toEqual([403, expect.objectContaining({ fatal: true, message: expect.stringContaining("has been used") })]);
  // Sent once more to the request that it took back, it is the same revocation.
  const same = await take(first, { reason: "x" });
  expect([same.status, (await same.json()).status]).toEqual([200, "revoked"]);
  expect((await take(second, { reason: "x", request_id: third })).status).toBe(403);
  for (const id of [second, third]) expect((await (await call(`data-rights-request/${id}`, "GET", undefined, token)).json()).status).toBe("in_progress");
  expect((await take(second, { reason: "x", request_id: second })).status).toBe(200);
  expect((await take(third, envelope(own, { reason: "x" }))).status).toBe(200);
});

test("what has expired is forgotten by the scheduled run, and not before", async () => {
  const own = await agent();
  await connect(own);
  await rows("INSERT INTO agent_messages (agent, hash, used_for, expires_at) VALUES (?, 'x', 'exercise', '2026-01-01T00:00:00Z')", [own.id]);
  await alone(() => fetch(`${url}/__scheduled`));
  expect(await rows("SELECT used_for FROM agent_messages WHERE agent = ?", [own.id])).toEqual([{ used_for: "set-up" }]);
});

test("hostile messages are refused or taken, and never a fault of ours", async () => {
  const own = await agent();
  const token = await connect(own);
  const raw = (/** @type {Buffer} */ text) => Buffer.concat([sign(null, text, own.privateKey), text]).toString("base64");
  /** @type {[string, string, number][]} */
  const messages = [
    ["empty", "", 400], ["zero bytes", Buffer.alloc(64).toString("base64"), 403], ["deep", raw(Buffer.from(`{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`)), 400],
    ["no UTF-8", raw(Buffer.from([0x7b, 0x22, 0xff, 0xc0, 0x22, 0x3a, 0x31, 0x7d])), 403], ["a list", signed(own, []), 400],
    ["year 9999", signed(own, envelope(own, { ...claims, "issued-at": "9998-01-01T00:00:00Z", "expires-at": "9999-12-30T22:00:00Z" })), 400],
    ["year -9999", signed(own, envelope(own, { ...claims, "issued-at": "-009999-01-02T01:59:59Z", "expires-at": "9999-12-30T22:00:00Z" })), 400],
    ["numbers for times", signed(own, envelope(own, { ...claims, "issued-at": 1, "expires-at": 1e308 })), 400],
    ["a name with nothing to be seen", signed(own, envelope(own, { ...claims, name: "a\u0000b" })), 200],
    ["a number of its own with it", signed(own, envelope(own, { ...claims, "agent-request-id": "7\u0000" })), 400],
    ["a number of its own that is a book", signed(own, envelope(own, { ...claims, "agent-request-id": "7".repeat(201) })), 400],
    ["spaces around", ` ${signed(own, envelope(own, { ...claims, name: "Spaces" }))}\n`, 200],
  ];
  for (const [what, body, status] of messages) expect((await call("data-rights-request", "POST", body, token)).status, what).toBe(status);
});

test("an agent cannot get the receipt of what it sent, and with it the letters to the person", async () => {
  const own = await agent();
  const token = await connect(own);
  const message = envelope(own, claims);
  const { request_id } = await (await call("data-rights-request", "POST", signed(own, message), token)).json();
  const sorted = JSON.stringify(Object.fromEntries(Object.entries(message).sort(([a], [b]) => (a < b ? -1 : 1))));
  for (const guess of [sorted, JSON.stringify(message)]) {
    const guessed = createHash("sha256").update(`${own.id}\n${guess}`).digest("hex");
    const answer = await fetch(`${url}/v1/submissions/${request_id}/complete`, {
      method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": guessed }, body: JSON.stringify({ answers: "", files: [] }),
    });
    expect(answer.status).toBe(404);
  }
});

test("an agent sees and takes back its own requests alone", async () => {
  const [own, other] = [await agent(), await agent()];
  const [token, stranger] = [await connect(own), await connect(other)];
  const { request_id } = await (await exercise(own, token)).json();
  const path = `data-rights-request/${request_id}`;
  const seen = await Promise.all([call(path, "GET", undefined, stranger), call("data-rights-request/00000000-0000-4000-8000-000000000000", "GET", undefined, token), call(path, "GET")]);
  expect(seen.map((answer) => answer.status)).toEqual([403, 403, 403]);
  expect(new Set(await Promise.all(seen.map((answer) => answer.text()))).size).toBe(1);
  expect((await call(`agent/${own.id}`, "GET", undefined, stranger)).status).toBe(403);
  expect((await call(path, "DELETE", signed(other, { reason: "mine" }), stranger)).status).toBe(403);
  expect((await call(path, "DELETE", signed(other, { reason: "mine" }), token)).status).toBe(403);
  // An earlier message is no revocation, nor is one that has expired.
  for (const message of [envelope(own, claims), envelope(own, { reason: "late", "issued-at": time(-20), "expires-at": time(-5) })]) {
    expect([400, 403]).toContain((await call(path, "DELETE", signed(own, message), token)).status);
  }
  const revoked = await call(path, "DELETE", signed(own, { reason: "They changed their mind" }), token);
  expect([revoked.status, (await revoked.json()).status]).toEqual([200, "revoked"]);
  const [{ reference }] = await rows("SELECT reference FROM agent_requests WHERE id = ?", [request_id]);
  await desk(url, `cases/${reference}`);
  expect(JSON.stringify(await rows("SELECT event FROM case_events WHERE reference = ?", [reference]))).not.toContain("changed their mind");
  const closed = await (await exercise(own, token, { name: "Somebody Else" })).json();
  const [row] = await rows("SELECT reference FROM agent_requests WHERE id = ?", [closed.request_id]);
  await desk(url, `cases/${row.reference}/close`, { outcome: "duplicate" });
  expect((await call(`data-rights-request/${closed.request_id}`, "DELETE", signed(own, {}), token)).status).toBe(409);
});

test("who is not registered gets nothing, and nothing is said about why", async () => {
  const stranger = await agent({ registered: false });
  const known = await agent();
  const answers = await Promise.all([
    call(`agent/${stranger.id}`, "POST", signed(stranger, envelope(stranger))),
    call(`agent/${known.id}`, "POST", signed(stranger, envelope(known))),
    call(`agent/${known.id}`, "POST", signed(known, envelope(known, { "expires-at": time(-1) }))),
    call(`agent/${known.id}`, "POST", "nonsense"),
  ]);
  for (const answer of answers) expect([answer.status, await answer.text()]).toEqual([403, ""]);
});

test("officers register and remove agents, and nobody else does; a new key takes the old token along", async () => {
  const own = await agent();
  const token = await connect(own);
  for (const headers of /** @type {Record<string, string>[]} */ ([{}, { "Cf-Access-Jwt-Assertion": assertion({ email: "stranger@example.org" }) }])) {
    expect([401, 403]).toContain((await register({ agent: own.id, name: "x", key: own.key }, headers)).status);
  }
  expect((await register({ do: "remove", agent: own.id }, { "Cf-Access-Jwt-Assertion": assertion({}), Origin: "https://elsewhere.example" })).status).toBe(403);
  for (const [fields, says] of /** @type {[Record<string, string>, string][]} */ ([
    [{ agent: "lower" }, "capital letters and underscores"], [{ name: "" }, "Enter the agent’s name"], [{ key: "c2hvcnQ=" }, "32 bytes in base 64"],
    [{ name: "a\u0000b" }, "Enter the agent’s name"],
    ...["https://agent.example.org/path", "https://a@b", "https://user:pw@host.example", "https://a\tb.example", "https://x%00y.example", "https://host.example\\@evil", "https://host.example:0", "ftp://host.example", "https://host.example?x", "https://127.1"]
      .map((origin) => /** @type {[Record<string, string>, string]} */ ([{ origin }, "only the beginning"])),
  ])) {
    const answer = await register({ agent: own.id, name: own.name, key: own.key, origin: "", ...fields });
    expect([answer.status, (await answer.text()).includes(says)], says).toEqual([422, true]);
  }
  expect((await call(`agent/${own.id}`, "GET", undefined, token)).status).toBe(200);
  const page = await (await fetch(`${url}/desk/agents`, { headers: { "Cf-Access-Jwt-Assertion": assertion({}) } })).text();
  expect(page).toContain(own.id);
  await register({ agent: own.id, name: own.name, key: own.key });
  expect((await call(`agent/${own.id}`, "GET", undefined, token)).status).toBe(403);
  const next = await connect(own);
  await register({ do: "remove", agent: own.id });
  expect((await exercise(own, next)).status).toBe(403);
});

test("status changes go to the agent's callback, only where the officer allowed it", async () => {
  /** @type {any[]} */
  const told = [];
  const listener = createServer((request, response) => {
    let body = "";
    request.on("data", (data) => { body += data; });
    request.on("end", () => { told.push({ path: request.url, ...JSON.parse(body) }); response.writeHead(200).end(); });
  });
  const port = await new Promise((done) => { listener.listen(0, "127.0.0.1", () => done(/** @type {import("node:net").AddressInfo} */ (listener.address()).port)); });
  const origin = `http://127.0.0.1:${port}`;
  const own = await agent({ origin });
  const token = await connect(own);
  const allowed = await (await exercise(own, token, { status_callback: `${origin}/status` })).json();
  const elsewhere = await (await exercise(own, token, { name: "Other", status_callback: `${origin}0/status` })).json();
  for (const { request_id } of [allowed, elsewhere]) {
    const [{ reference }] = await rows("SELECT reference FROM agent_requests WHERE id = ?", [request_id]);
    await desk(url, `cases/${reference}/close`, { outcome: "withdrawn" });
  }
  await expect.poll(async () => { await alone(() => fetch(`${url}/__scheduled`)); return told.length; }, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(new Set(told.map(({ request_id, path }) => `${request_id} ${path}`))).toEqual(new Set([`${allowed.request_id} /status`]));
  expect(told.at(-1)).toMatchObject({ status: "revoked", processing_details: "You withdrew your request." });
  listener.close();
});
