// The production configuration has nothing of the local environment, and takes no request under demonstration keys.
import { createServer } from "node:http";
import { expect, test } from "@playwright/test";
import { assertion, key } from "../people.mjs";
import { startProduction } from "../server.mjs";

test("production: no sign-in page, no key files, no moved clock, closed desk, closed forms", async () => {
  const server = await startProduction();
  try {
    const status = async (/** @type {string} */ path, /** @type {RequestInit} */ init = {}) => (await fetch(`${server.url}${path}`, init)).status;
    expect(await status("/dev/sign-in")).toBe(404);
    expect(await status("/dev/keys/asha.key.age")).toBe(404);
    expect(await status("/forms/subject-access")).toBe(503);
    const headers = { "Idempotency-Key": key(), "Content-Type": "application/json" };
    const begun = await fetch(`${server.url}/v1/submissions`, { method: "POST", headers, body: '{"form":"subject-access"}' });
    expect((await begun.json()).code).toBe("not-ready");
    expect(await status("/v1/desk/me", { headers: { "Cf-Access-Jwt-Assertion": assertion({}) } })).toBe(503);
    expect(await status("/v1/desk/me", { headers: { Cookie: `CF_Authorization=${assertion({})}` } })).toBe(401);
    // Locally a moved clock that is no time is refused; here the header does nothing at all.
    expect(await status("/healthz", { headers: { "Forthright-Now": "nonsense" } })).toBe(200);
    expect(await status("/healthz")).toBe(200);
  } finally {
    await server.stop({ clean: true });
  }
});

test("production: an issuer that fails, never ends or has no keys is asked once a minute, whoever sends what, and lets nobody in", async () => {
  test.setTimeout(180_000);
  let asked = 0;
  /** @type {(response: import("node:http").ServerResponse) => void} */
  let answer = () => {};
  const issuer = createServer((_, response) => { asked += 1; answer(response); });
  const port = await new Promise((done) => { issuer.listen(0, "127.0.0.1", () => done(/** @type {import("node:net").AddressInfo} */ (issuer.address()).port)); });
  /** @type {[string, (response: import("node:http").ServerResponse) => void, number][]} */
  const ways = [
    ["fails", (response) => response.writeHead(500).end("no"), 503],
    ["never ends", (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(" "), 500);
      response.on("close", () => clearInterval(timer));
    }, 503],
    ["has no keys", (response) => response.writeHead(200).end('{"keys":[]}'), 401],
  ];
  try {
    for (const [what, way, status] of ways) {
      const server = await startProduction({ ACCESS_ISSUER: `http://127.0.0.1:${port}`, ACCESS_AUDIENCE: "forthright-desk" });
      try {
        answer = way;
        asked = 0;
        const begun = performance.now();
        const ask = (/** @type {number} */ n) => fetch(`${server.url}/v1/desk/me`, { headers: { "Cf-Access-Jwt-Assertion": assertion({}, { kid: n % 2 ? "same" : `u${n}` }) } });
        const statuses = (await Promise.all(Array.from({ length: 60 }, (_, n) => ask(n)))).map((response) => response.status);
        // Later in the same minute nobody waits.
        const after = performance.now();
        statuses.push((await ask(1)).status, (await ask(2)).status);
        expect(performance.now() - after, what).toBeLessThan(2_000);
        expect([...new Set(statuses)], what).toEqual([status]);
        expect(asked, what).toBe(1);
        expect(performance.now() - begun, what).toBeLessThan(20_000);
      } finally {
        await server.stop({ clean: true });
      }
    }
  } finally {
    issuer.closeAllConnections();
    issuer.close();
  }
});
