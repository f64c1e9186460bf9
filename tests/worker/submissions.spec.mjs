import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { desk, key, open, pdf, seal, submit } from "../people.mjs";
import { alone, objects, rows } from "../store.mjs";

const url = () => process.env.FORTHRIGHT_URL ?? "";
const json = { "Content-Type": "application/json" };
const begin = async (idempotency = key()) => {
  const body = JSON.stringify({ form: "subject-access" });
  const headers = { ...json, "Idempotency-Key": idempotency };
  return (await fetch(`${url()}/v1/submissions`, { method: "POST", headers, body })).json();
};

test("a sealed request is one case with event, outbox row and due date; a retry is the same case", async () => {
  const sent = await submit(url(), { files: [pdf()] });
  expect(sent.status).toBe(201);
  const { reference, receipt, due, steps } = sent.submitted;
  expect(reference).toMatch(/^DMU-[0-9A-HJKMNP-TV-Z]{9}$/);
  expect(receipt.replaceAll("-", "")).toMatch(/^[0-9A-HJKMNP-TV-Z]{27}$/);
  expect(steps.at(-1)).toMatchObject({ date: due, rule: "due" });
  const [again, third] = await Promise.all([sent.complete(), sent.complete()]);
  expect(await again.json()).toEqual(sent.submitted);
  expect(await third.json()).toEqual(sent.submitted);
  expect(await rows("SELECT * FROM cases WHERE reference = ?", [reference])).toHaveLength(1);
  expect(await rows("SELECT * FROM case_events WHERE reference = ?", [reference])).toHaveLength(1);
  expect(await rows("SELECT * FROM outbox WHERE reference = ?", [reference])).toHaveLength(1);
  expect((await objects(`sealed/${reference}/`)).sort()).toEqual([`sealed/${reference}/answers`, `sealed/${reference}/file-1`]);
  const everything = JSON.stringify(await rows("SELECT * FROM cases JOIN case_events USING (reference) WHERE reference = ?", [reference]));
  for (const secret of ["Maria", "example.org", receipt, receipt.replaceAll("-", "")]) expect(everything).not.toContain(secret);
});

test("two completions at once make one case", async () => {
  const idempotency = key();
  const { recipients } = await (await fetch(`${url()}/v1/forms/subject-access`)).json();
  const begun = await begin(idempotency);
  const sealed = Buffer.from(await seal(recipients, begun.reference, "answers", "{}")).toString("base64");
  const complete = () => fetch(`${url()}/v1/submissions/${begun.submission}/complete`, {
    method: "POST", headers: { ...json, "Idempotency-Key": idempotency }, body: JSON.stringify({ answers: sealed, files: [] }),
  });
  const results = await Promise.all([complete(), complete(), complete(), complete()]);
  expect(results.map((r) => r.status)).toEqual([201, 201, 201, 201]);
  expect(new Set(await Promise.all(results.map((r) => r.text()))).size).toBe(1);
  expect(await rows("SELECT * FROM cases WHERE reference = ?", [begun.reference])).toHaveLength(1);
});

test("the same key begins the same submission", async () => {
  const idempotency = key();
  expect(await begin(idempotency)).toEqual(await begin(idempotency));
});

test("what is not sealed is not kept", async () => {
  const begun = await begin();
  const address = `${url()}/v1/submissions/${begun.submission}/files/1`;
  const response = await fetch(address, { method: "PUT", body: pdf() });
  expect((await response.json()).code).toBe("not-sealed");
  expect(await objects(`sealed/${begun.reference}/`)).toEqual([]);
});

test("an upload that is cut off leaves nothing, and the next one works", async () => {
  const begun = await begin();
  const { hostname, port } = new URL(url());
  await new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`PUT /v1/submissions/${begun.submission}/files/1 HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: 500000\r\n\r\nage-encryption.org/v1\n`);
      socket.write(Buffer.alloc(100_000));
      setTimeout(() => socket.destroy(), 500);
    });
    socket.on("close", resolve);
    socket.on("error", resolve);
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await objects(`sealed/${begun.reference}/`)).toEqual([]);
  const { recipients } = await (await fetch(`${url()}/v1/forms/subject-access`)).json();
  const body = Buffer.from(await seal(recipients, begun.reference, "file-1", pdf()));
  const response = await fetch(`${url()}/v1/submissions/${begun.submission}/files/1`, { method: "PUT", body });
  expect(response.status).toBe(201);
});

test("a completion that names a document that never arrived is told so", async () => {
  const idempotency = key();
  const begun = await begin(idempotency);
  const { recipients } = await (await fetch(`${url()}/v1/forms/subject-access`)).json();
  const answers = Buffer.from(await seal(recipients, begun.reference, "answers", "{}")).toString("base64");
  const response = await fetch(`${url()}/v1/submissions/${begun.submission}/complete`, {
    method: "POST", headers: { ...json, "Idempotency-Key": idempotency },
    body: JSON.stringify({ answers, files: [{ n: 1, bytes: 5 }] }),
  });
  expect(response.status).toBe(409);
  expect((await response.json()).code).toBe("files-missing");
  expect(await rows("SELECT * FROM cases WHERE reference = ?", [begun.reference])).toEqual([]);
});

test("limits and missing pieces each have their code", async () => {
  const begun = await begin();
  const files = `${url()}/v1/submissions/${begun.submission}/files`;
  const code = async (/** @type {Promise<Response>} */ response) => (await (await response).json()).code;
  const large = Buffer.alloc(10 * 1024 * 1024 + 8 * 1024 + 1);
  expect(await code(fetch(`${files}/1`, { method: "PUT", body: large }))).toBe("too-large");
  expect(await code(fetch(`${files}/5`, { method: "PUT", body: "x" }))).toBe("file-number");
  expect(await code(fetch(`${url()}/v1/submissions`, { method: "POST", headers: json, body: "{}" }))).toBe("idempotency-key-needed");
  const headers = { ...json, "Idempotency-Key": key() };
  expect(await code(fetch(`${url()}/v1/submissions`, { method: "POST", headers, body: "[" }))).toBe("not-json");
  expect(await code(fetch(`${url()}/v1/submissions`, { method: "POST", headers, body: '{"form":"nothing"}' }))).toBe("invalid-body");
  expect(await code(fetch(`${url()}/v1/submissions`, { method: "DELETE" }))).toBe("method-not-allowed");
  expect(await code(fetch(`${url()}/v1/nothing`))).toBe("not-found");
  const missing = fetch(`${url()}/v1/submissions/${key()}/files/1`, { method: "PUT", body: "x" });
  expect(await code(missing)).toBe("not-found");
});

test("headers beyond measure are refused with a problem document", async () => {
  const response = await fetch(`${url()}/healthz`, { headers: { "X-Long": "x".repeat(17_000) } });
  expect(response.status).toBe(431);
  expect((await response.json()).code).toBe("headers-too-large");
});

test("unknown case, wrong code, malformed code and no code are the same answer byte for byte", async () => {
  const { submitted } = await submit(url());
  const other = (await submit(url())).submitted;
  const ask = async (/** @type {string} */ reference, /** @type {string} */ authorization) => {
    const response = await fetch(`${url()}/v1/cases/${reference}`, { headers: authorization ? { Authorization: authorization } : {} });
    const headers = [...response.headers].filter(([name]) => name !== "date");
    return JSON.stringify([response.status, headers, await response.text()]);
  };
  const answers = await Promise.all([
    ask("DMU-000000000", `Bearer ${submitted.receipt}`),
    ask(submitted.reference, `Bearer ${other.receipt}`),
    ask(submitted.reference, "Bearer nonsense"),
    ask(submitted.reference, ""),
    ask("nonsense", "Bearer nonsense"),
  ]);
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain("[404,");
  const right = await fetch(`${url()}/v1/cases/${submitted.reference}`, { headers: { Authorization: `Bearer ${submitted.receipt}` } });
  expect((await right.json()).status).toBe("received");
});

test("the local clock moves one request and the due date follows it", async () => {
  const { recipients } = await (await fetch(`${url()}/v1/forms/subject-access`)).json();
  const idempotency = key();
  const begun = await begin(idempotency);
  const answers = Buffer.from(await seal(recipients, begun.reference, "answers", "{}")).toString("base64");
  const response = await fetch(`${url()}/v1/submissions/${begun.submission}/complete`, {
    method: "POST", headers: { ...json, "Idempotency-Key": idempotency, "Forthright-Now": "2026-11-25T10:00:00Z" },
    body: JSON.stringify({ answers, files: [] }),
  });
  expect((await response.json()).due).toBe("2026-12-29");
});

test("the identity decision deletes the documents and keeps only kind and outcome", async () => {
  const { submitted } = await submit(url(), { files: [pdf(), pdf()] });
  const { reference } = submitted;
  const envelope = await desk(url(), `cases/${reference}/envelopes/file-1`);
  expect((await open("asha", new Uint8Array(await envelope.arrayBuffer()))).content.equals(pdf())).toBe(true);
  const refused = await desk(url(), `cases/${reference}/close`, { outcome: "information-sent" });
  expect((await refused.json()).code).toBe("refused-by-case");
  const decided = await desk(url(), `cases/${reference}/identity`, { kind: "passport", outcome: "confirmed" });
  expect(decided.status).toBe(200);
  expect((await decided.json()).files).toEqual([]);
  expect(await objects(`sealed/${reference}/`)).toEqual([`sealed/${reference}/answers`]);
  const events = await rows("SELECT event FROM case_events WHERE reference = ? ORDER BY sequence", [reference]);
  expect(JSON.parse(events.at(-1).event)).toEqual({ event: "identity-decided", kind: "passport", outcome: "confirmed" });
  expect(JSON.parse(events[1].event)).toEqual({ event: "opened", part: { part: "file", n: 1 } });
  expect((await desk(url(), `cases/${reference}/envelopes/file-1`)).status).toBe(404);
});

test("an upload that was still on its way when identity was decided leaves nothing behind", async () => {
  const idempotency = key();
  const headers = { ...json, "Idempotency-Key": idempotency };
  const begun = await begin(idempotency);
  const { recipients } = await (await fetch(`${url()}/v1/forms/subject-access`)).json();
  const envelope = Buffer.from(await seal(recipients, begun.reference, "file-2", Buffer.alloc(300_000)));
  const { hostname, port } = new URL(url());
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (data) => { answer += data; });
  await new Promise((resolve) => socket.on("connect", resolve));
  socket.write(`PUT /v1/submissions/${begun.submission}/files/2 HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: ${envelope.length}\r\n\r\n`);
  socket.write(envelope.subarray(0, 100_000));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const answers = Buffer.from(await seal(recipients, begun.reference, "answers", "{}")).toString("base64");
  const completed = await fetch(`${url()}/v1/submissions/${begun.submission}/complete`, {
    method: "POST", headers, body: JSON.stringify({ answers, files: [] }),
  });
  expect(completed.status).toBe(201);
  expect((await desk(url(), `cases/${begun.reference}/identity`, { outcome: "already-clear", clear: "own-account" })).status).toBe(200);
  socket.write(envelope.subarray(100_000));
  await expect.poll(() => answer).toContain("refused-by-case");
  socket.destroy();
  expect(await objects(`sealed/${begun.reference}/`)).toEqual([`sealed/${begun.reference}/answers`]);
});

test("a message reaches the requester and is not in the database in the clear", async () => {
  const { submitted } = await submit(url());
  const text = "Please tell us which years you mean. CANARY-4711";
  const idempotency = key();
  for (let time = 0; time < 2; time += 1) {
    const sent = await desk(url(), `cases/${submitted.reference}/messages`, { text }, { "Idempotency-Key": idempotency });
    expect(sent.status).toBe(200);
  }
  const stored = await rows("SELECT * FROM case_messages WHERE reference = ?", [submitted.reference]);
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toContain("CANARY-4711");
  const headers = { Authorization: `Bearer ${submitted.receipt}` };
  const tracked = await (await fetch(`${url()}/v1/cases/${submitted.reference}`, { headers })).json();
  expect(tracked.messages.map((/** @type {any} */ m) => m.text)).toEqual([text]);
});

test("what was begun and never sent is swept after a day, and the outbox is sent", async () => {
  const begun = await begin();
  const { recipients } = await (await fetch(`${url()}/v1/forms/subject-access`)).json();
  const body = Buffer.from(await seal(recipients, begun.reference, "file-1", pdf()));
  await fetch(`${url()}/v1/submissions/${begun.submission}/files/1`, { method: "PUT", body });
  const { submitted } = await submit(url());
  await rows("UPDATE submissions SET created_at = '2020-01-01T00:00:00Z' WHERE id = ? RETURNING id", [begun.submission]);
  expect((await alone(() => fetch(`${url()}/__scheduled`))).status).toBe(200);
  await expect.poll(() => objects(`sealed/${begun.reference}/`)).toEqual([]);
  expect(await rows("SELECT * FROM submissions WHERE id = ?", [begun.submission])).toEqual([]);
  const outbox = () => rows("SELECT sent_at FROM outbox WHERE reference = ?", [submitted.reference]);
  await expect.poll(async () => (await outbox())[0].sent_at).toBeTruthy();
  expect((await rows("SELECT * FROM cron_runs")).length).toBeGreaterThan(0);
});

test("the OpenAPI document names every call the tests make", async () => {
  const { paths } = await (await fetch(`${url()}/v1/openapi.json`)).json();
  for (const path of ["/healthz", "/v1/consents", "/v1/consents/{id}", "/v1/sites/{site}/cookies.json", "/v1/register.json",
    "/v1/deadlines", "/v1/forms/{form}", "/v1/submissions", "/v1/submissions/{submission}/files/{n}",
    "/v1/submissions/{submission}/complete", "/v1/cases/{reference}", "/v1/desk/me", "/v1/desk/cases",
    "/v1/desk/cases/{reference}", "/v1/desk/cases/{reference}/envelopes/{part}", "/v1/desk/cases/{reference}/identity",
    "/v1/desk/cases/{reference}/messages", "/v1/desk/cases/{reference}/clock", "/v1/desk/cases/{reference}/searches",
    "/v1/desk/cases/{reference}/proposal", "/v1/desk/cases/{reference}/approval", "/v1/desk/cases/{reference}/close",
    "/v1/desk/submissions/{submission}/complete", "/v1/data-rights-request", "/v1/data-rights-request/{id}", "/v1/agent/{agent}"]) {
    expect(Object.keys(paths)).toContain(path);
  }
});
