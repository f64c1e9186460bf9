// The production configuration has nothing of the local environment, and takes no request under demonstration keys.
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
