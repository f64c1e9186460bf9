// The Worker is killed at the worst moments; then we look at what is stored, and the retry.
import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { key, pdf, seal, submit } from "../people.mjs";
import { startServer } from "../server.mjs";
import { objects, rows } from "../store.mjs";

test("killed in the middle of an upload: nothing half, nothing lost, the retry works", async () => {
  test.setTimeout(180_000);
  let server = await startServer();
  const { state } = server;
  const idempotency = key();
  const kept = await submit(server.url, { files: [pdf()] });
  const headers = { "Idempotency-Key": idempotency, "Content-Type": "application/json" };
  const begin = () => fetch(`${server.url}/v1/submissions`, { method: "POST", headers, body: JSON.stringify({ form: "subject-access" }) });
  const begun = await (await begin()).json();
  const { recipients } = await (await fetch(`${server.url}/v1/forms/subject-access`)).json();
  const envelope = Buffer.from(await seal(recipients, begun.reference, "file-1", Buffer.alloc(2_000_000, "x")));
  const socket = connect(server.port, "127.0.0.1");
  await new Promise((resolve) => socket.on("connect", resolve));
  socket.on("error", () => {});
  socket.write(`PUT /v1/submissions/${begun.submission}/files/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${envelope.length}\r\n\r\n`);
  socket.write(envelope.subarray(0, envelope.length / 2));
  await new Promise((resolve) => setTimeout(resolve, 500));
  await server.stop({ signal: "SIGKILL" });
  socket.destroy();

  server = await startServer({ state });
  const { url } = server;
  const cases = (/** @type {string} */ reference) => rows("SELECT * FROM cases WHERE reference = ?", [reference], url);
  try {
    expect(await objects(`sealed/${begun.reference}/`, { url })).toEqual([]);
    expect(await cases(begun.reference)).toEqual([]);
    expect(await cases(kept.submitted.reference)).toHaveLength(1);
    expect(await (await begin()).json()).toEqual(begun);
    const again = await submit(server.url, { files: [pdf()], idempotency });
    expect(again.status).toBe(201);
    expect(again.submitted.reference).toBe(begun.reference);
    expect(await cases(begun.reference)).toHaveLength(1);
    const headers = { Authorization: `Bearer ${kept.submitted.receipt}` };
    expect((await fetch(`${server.url}/v1/cases/${kept.submitted.reference}`, { headers })).status).toBe(200);
  } finally {
    await server.stop({ clean: true });
  }
});

test("stopping the command stops everything it started", async () => {
  const server = await startServer();
  await server.stop({ clean: true });
  await expect(fetch(`${server.url}/healthz`, { signal: AbortSignal.timeout(2000) })).rejects.toThrow();
});
