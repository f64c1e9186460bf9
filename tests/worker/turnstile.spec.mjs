// Cloudflare Turnstile, where it is configured: its widget on forms, its token checked at the server, and nobody kept out without one.
import { createServer } from "node:http";
import { expect, test } from "@playwright/test";
import { key } from "../people.mjs";
import { freePort, startServer } from "../server.mjs";
import { rows } from "../store.mjs";

/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;
/** @type {import("node:http").Server} */
let service;
/** @type {any[]} */
const asked = [];
test.beforeAll(async () => {
  const port = await freePort();
  service = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    asked.push(JSON.parse(text));
    const { response: token } = asked.at(-1);
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ success: token !== "forged", hostname: token === "elsewhere" ? "evil.example" : "127.0.0.1", action: "request" }));
  }).listen(port, "127.0.0.1");
  server = await startServer({ env: { FORTHRIGHT_TURNSTILE: `1x00000000000000000000AA,secret-of-the-widget,http://127.0.0.1:${port}/siteverify` } });
});
test.afterAll(async () => {
  service.close();
  await server.stop({ clean: true });
});

/** @param {Record<string, string>} more */
const begin = async (more) => {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": key(), ...more };
  const answer = await fetch(`${server.url}/v1/submissions`, { method: "POST", headers, body: '{"form":"erasure"}' });
  expect(answer.status).toBe(201);
  return answer.json();
};

test("the widget is on forms alone, and their policy lets it in", async () => {
  const form = await fetch(`${server.url}/forms/erasure`);
  expect(await form.text()).toContain('data-sitekey="1x00000000000000000000AA"');
  const policy = form.headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/script-src [^;]*https:\/\/challenges\.cloudflare\.com/);
  expect(policy).toContain("frame-src https://challenges.cloudflare.com");
  const other = await fetch(`${server.url}/rights`);
  expect((await other.text()) + other.headers.get("content-security-policy")).not.toContain("cloudflare");
});

test("a token is checked once, with the secret; a forged one, one of another site and none are taken and counted as unproved", async () => {
  for (const token of ["good", "forged", "elsewhere"]) await begin({ "Forthright-Turnstile": token, "CF-Connecting-IP": "203.0.113.5" });
  await begin({ "CF-Connecting-IP": "203.0.113.5" });
  await begin({ "Forthright-Turnstile": "x".repeat(2_049), "CF-Connecting-IP": "203.0.113.5" });
  expect(asked.map(({ response, secret }) => [response, secret])).toEqual(["good", "forged", "elsewhere"].map((token) => [token, "secret-of-the-widget"]));
  const counted = Object.fromEntries((await rows("SELECT who, n FROM fences WHERE who LIKE 'everywhere/%'", [], server.url)).map(({ who, n }) => [who, n]));
  expect(counted).toEqual({ "everywhere/true": 1, "everywhere/false": 4 });
});
