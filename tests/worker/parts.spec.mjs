// Sealed parts: written once, to exactly today's keys, and what was acknowledged is what is opened. What staff logged is theirs.
import { createHash } from "node:crypto";
import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { assertion, desk, key, seal, submit } from "../people.mjs";
import { alone, object, objects, rows } from "../store.mjs";

const url = () => process.env.FORTHRIGHT_URL ?? "";
const json = { "Content-Type": "application/json" };
const OTHER = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
const recipients = async (form = "subject-access") => (await (await fetch(`${url()}/v1/forms/${form}`)).json()).recipients;
const begin = async (idempotency = key(), form = "subject-access") => {
  const headers = { ...json, "Idempotency-Key": idempotency };
  return (await fetch(`${url()}/v1/submissions`, { method: "POST", headers, body: JSON.stringify({ form }) })).json();
};
const put = (/** @type {any} */ begun, /** @type {Uint8Array} */ body, n = 1) =>
  fetch(`${url()}/v1/submissions/${begun.submission}/files/${n}`, { method: "PUT", body: Buffer.from(body) });
const complete = (/** @type {any} */ begun, /** @type {string} */ idempotency, /** @type {Uint8Array} */ answers, /** @type {any[]} */ files = []) =>
  fetch(`${url()}/v1/submissions/${begun.submission}/complete`, {
    method: "POST", headers: { ...json, "Idempotency-Key": idempotency }, body: JSON.stringify({ answers: Buffer.from(answers).toString("base64"), files }),
  });

test("an envelope to fewer, more or other keys than today's is not kept, as document or as answers", async () => {
  const keys = await recipients();
  const extra = Array.from({ length: 30 }, () => OTHER);
  for (const [what, to] of [["fewer", keys.slice(1)], ["more", [...keys, OTHER]], ["very many", [...keys, ...extra]]]) {
    const idempotency = key();
    const begun = await begin(idempotency);
    const document = await seal(/** @type {string[]} */ (to), begun.reference, "file-1", "x");
    expect((await put(begun, document)).status, String(what)).toBe(422);
    const answers = await seal(/** @type {string[]} */ (to), begun.reference, "answers", "{}");
    expect((await complete(begun, idempotency, answers)).status, String(what)).toBe(422);
    expect(await objects(`sealed/${begun.reference}/`)).toEqual([]);
  }
});

test("what is empty, or nothing but a beginning, is not kept", async () => {
  const idempotency = key();
  const begun = await begin(idempotency);
  for (const body of ["", "age-encryption.org/v1\n", "age-encryption.org/v1\n--- x\n", "\n"]) {
    expect((await put(begun, Buffer.from(body))).status, JSON.stringify(body)).toBe(422);
    expect((await complete(begun, idempotency, Buffer.from(body))).status, JSON.stringify(body)).toBe(422);
  }
  expect(await objects(`sealed/${begun.reference}/`)).toEqual([]);
});

test("the digests of what was acknowledged are an event, and the desk is told them", async () => {
  const { submitted } = await submit(url(), { files: [Buffer.from("%PDF-1.4 one"), Buffer.from("%PDF-1.4 two")] });
  const detail = await (await desk(url(), `cases/${submitted.reference}`)).json();
  const hash = async (/** @type {string} */ name) => createHash("sha256").update(await object(`sealed/${submitted.reference}/${name}`)).digest("hex");
  expect(detail.events[0].digests).toEqual({ answers: await hash("answers"), "file-1": await hash("file-1"), "file-2": await hash("file-2") });
  expect(detail.files.map((/** @type {any} */ file) => file.digest)).toEqual([await hash("file-1"), await hash("file-2")]);
  expect(detail.answersDigest).toBe(await hash("answers"));
});

test("a document sent again takes the place of the one before it, until the request is complete", async () => {
  const idempotency = key();
  const [begun, keys] = [await begin(idempotency), await recipients()];
  const [first, second] = [await seal(keys, begun.reference, "file-1", "first"), await seal(keys, begun.reference, "file-1", "the second one")];
  expect((await put(begun, first)).status).toBe(201);
  expect((await put(begun, second)).status).toBe(201);
  expect(await objects(`sealed/${begun.reference}/`)).toHaveLength(1);
  const answers = await seal(keys, begun.reference, "answers", "{}");
  expect((await complete(begun, idempotency, answers, [{ n: 1, bytes: first.length }])).status).toBe(409);
  expect((await complete(begun, idempotency, answers, [{ n: 1, bytes: second.length }])).status).toBe(201);
  expect((await put(begun, first)).status).toBe(409);
  const headers = { "Cf-Access-Jwt-Assertion": assertion({}) };
  const opened = await fetch(`${url()}/v1/desk/cases/${begun.reference}/envelopes/file-1`, { headers });
  expect(Buffer.from(await opened.arrayBuffer()).equals(Buffer.from(second))).toBe(true);
  // With the decision the documents go, whatever their objects are called.
  expect((await desk(url(), `cases/${begun.reference}/identity`, { outcome: "already-clear", clear: "own-account" })).status).toBe(200);
  expect(await objects(`sealed/${begun.reference}/`)).toHaveLength(1);
});

test("an upload that is on its way while the request is completed replaces nothing", async () => {
  const idempotency = key();
  const [begun, keys] = [await begin(idempotency), await recipients()];
  const [first, late] = [await seal(keys, begun.reference, "file-1", "A".repeat(2_000)), await seal(keys, begun.reference, "file-1", "B".repeat(300_000))];
  expect((await put(begun, first)).status).toBe(201);
  const { hostname, port } = new URL(url());
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (data) => { answer += data; });
  await new Promise((resolve) => socket.on("connect", resolve));
  socket.write(`PUT /v1/submissions/${begun.submission}/files/1 HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: ${late.length}\r\n\r\n`);
  socket.write(late.subarray(0, 100_000));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const answers = await seal(keys, begun.reference, "answers", "{}");
  expect((await complete(begun, idempotency, answers, [{ n: 1, bytes: first.length }])).status).toBe(201);
  socket.write(late.subarray(100_000));
  await expect.poll(() => answer).toContain("refused-by-case");
  socket.destroy();
  await expect.poll(() => objects(`sealed/${begun.reference}/`)).toEqual([`sealed/${begun.reference}/answers`, `sealed/${begun.reference}/file-1`]);
  expect((await object(`sealed/${begun.reference}/file-1`)).equals(Buffer.from(first))).toBe(true);
});

test("objects that nothing names go after a day, and those of cases from before objects had names stay", async () => {
  const { submitted, begun } = await submit(url(), { files: [Buffer.from("%PDF-1.4")] });
  await rows("UPDATE case_files SET object = NULL WHERE reference = ? RETURNING n", [submitted.reference]);
  await rows("UPDATE cases SET answers_object = NULL WHERE reference = ? RETURNING reference", [submitted.reference]);
  const stray = await begin();
  const document = await seal(await recipients(), stray.reference, "file-1", "x");
  expect((await put(stray, document)).status).toBe(201);
  await rows("DELETE FROM submission_parts WHERE submission = ? RETURNING n", [stray.submission]);
  await rows("UPDATE submissions SET created_at = '2999-01-01T00:00:00Z' WHERE id IN (?, ?) RETURNING id", [stray.submission, begun.submission]);
  const tomorrow = { "Forthright-Now": new Date(Date.now() + 2 * 86_400_000).toISOString() };
  expect((await alone(() => fetch(`${url()}/__scheduled`, { headers: tomorrow }))).status).toBe(200);
  expect(await objects(`sealed/${stray.reference}/`)).toEqual([]);
  expect(await objects(`sealed/${submitted.reference}/`)).toHaveLength(2);
});

test("a key that staff used tells nobody else anything, and staff's keys are made here", async () => {
  const known = key();
  const headers = { ...json, "Idempotency-Key": known, "Forthright-Desk": "1", "Cf-Access-Jwt-Assertion": assertion({}) };
  const refused = await fetch(`${url()}/v1/desk/submissions`, { method: "POST", headers, body: '{"form":"erasure"}' });
  expect([refused.status, (await refused.json()).code]).toEqual([400, "idempotency-key-needed"]);
  const begun = await begin(known, "erasure");
  const answers = Buffer.from(await seal(await recipients("erasure"), begun.reference, "answers", "{}")).toString("base64");
  const logged = { channel: "post", on: "2026-11-02" };
  const sent = await fetch(`${url()}/v1/desk/submissions/${begun.submission}/complete`, { method: "POST", headers, body: JSON.stringify({ answers, files: [], logged }) });
  expect(sent.status).toBe(201);
  const { receipt } = await sent.json();
  const again = await complete(begun, known, Buffer.from(answers, "base64"));
  expect(again.status).toBe(404);
  expect(await again.text()).not.toContain(receipt.slice(0, 11));
  expect((await fetch(`${url()}/v1/submissions`, { method: "POST", headers: { ...json, "Idempotency-Key": known }, body: '{"form":"erasure"}' })).status).toBe(409);
});

test("a document is kept or refused, however its head spells its name", async () => {
  const B = "geckoformboundary";
  const text = (/** @type {string} */ n, /** @type {string} */ v) => Buffer.from(`--${B}\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`);
  for (const head of [
    'name="evidence-1-file"; filename="p.pdf"', "name=\"evidence-1-file\"; filename*=UTF-8''p%C3%A4ss.pdf", 'name="evidence-1-file"',
    'name="evidence-1-file"; filename="F\xfchrerschein.pdf"', 'name="evidence-1-file"; filename="C:\\docs\\"',
    "name*=UTF-8''evidence-1-file; filename=\"p.pdf\"", 'filename="a; name=x.pdf"; name="evidence-1-file"',
  ]) {
    const body = Buffer.concat([
      text("idempotency-key", key()), text("name", "A"), text("request", "x"), text("email", "a@example.org"), text("evidence-1-kind", "passport"),
      Buffer.from(`--${B}\r\nContent-Disposition: form-data; ${head}\r\nContent-Type: application/pdf\r\n\r\n`, "latin1"), Buffer.from("%PDF-1.4\n%%EOF"), Buffer.from(`\r\n--${B}--\r\n`),
    ]);
    const headers = { Origin: url(), "Content-Type": `multipart/form-data; boundary=${B}` };
    const answer = await fetch(`${url()}/forms/subject-access`, { method: "POST", redirect: "manual", body, headers });
    const reference = /forthright_receipt=([^.]+)\./.exec(answer.headers.get("set-cookie") ?? "")?.[1];
    if (answer.status === 303) expect(await objects(`sealed/${reference}/file-1`), head).toHaveLength(1);
    else expect([400, 422], head).toContain(answer.status);
  }
});

test("what follows the last boundary is read and forgotten, and costs the next form nothing", async () => {
  for (let time = 0; time < 4; time += 1) {
    for (const more of [Buffer.alloc(1_000_000), Buffer.alloc(0)]) {
      const part = (/** @type {string} */ n, /** @type {string} */ v) => `--xx\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`;
      const body = Buffer.concat([Buffer.from(`${part("idempotency-key", key())}${part("name", "A")}${part("request", "x")}${part("email", "a@example.org")}--xx--\r\n`), more]);
      const headers = { Origin: url(), "Content-Type": "multipart/form-data; boundary=xx" };
      expect((await fetch(`${url()}/forms/subject-access`, { method: "POST", redirect: "manual", body, headers })).status).toBe(303);
    }
  }
});

test("a page that tells no referrer can send its form, another site's cannot", async () => {
  for (const [site, want] of [["same-origin", 422], ["cross-site", 403], ["same-site", 403], ["none", 403]]) {
    const form = new FormData();
    form.set("idempotency-key", key());
    const answer = await fetch(`${url()}/forms/subject-access`, { method: "POST", headers: { Origin: "null", "Sec-Fetch-Site": String(site) }, body: form });
    expect(answer.status, String(site)).toBe(want);
  }
});

test("the same key with other answers gives the first receipt, and says that what was changed was not sent", async () => {
  const idempotency = key();
  const send = async (/** @type {string} */ request) => {
    const form = new FormData();
    for (const [name, value] of [["idempotency-key", idempotency], ["name", "A"], ["request", request], ["email", "a@example.org"]]) form.set(name, value);
    const answer = await fetch(`${url()}/forms/subject-access`, { method: "POST", redirect: "manual", headers: { Origin: url() }, body: form });
    const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0];
    return (await fetch(url() + answer.headers.get("location"), { headers: { Cookie: cookie } })).text();
  };
  const [first, again, changed] = [await send("One"), await send("One"), await send("Two")];
  const code = (/** @type {string} */ page) => /id="receipt-code"[^>]*>([^<]+)/.exec(page)?.[1];
  expect([code(again), code(changed)]).toEqual([code(first), code(first)]);
  expect([first, again, changed].map((page) => page.includes("What you changed after that was not sent"))).toEqual([false, false, true]);
});
