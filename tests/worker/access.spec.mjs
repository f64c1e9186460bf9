import { createHmac } from "node:crypto";
import { expect, test } from "@playwright/test";
import { assertion, desk, key } from "../people.mjs";

const url = () => process.env.FORTHRIGHT_URL ?? "";
const ask = async (/** @type {Record<string, string>} */ headers, path = "me") => (await fetch(`${url()}/v1/desk/${path}`, { headers })).status;
const bearing = (/** @type {string} */ token) => ask({ "Cf-Access-Jwt-Assertion": token });
const now = () => Math.floor(Date.now() / 1000);

test("a valid assertion of somebody in the staff table is let in", async () => {
  expect(await bearing(assertion({}))).toBe(200);
  expect(await bearing(assertion({ email: "Ben@example.ac.uk" }))).toBe(200);
});

for (const [name, make] of /** @type {[string, () => string][]} */ ([
  ["no signature", () => assertion({}).replace(/[^.]+$/, "")],
  ["another key's name", () => assertion({}, { kid: "other" })],
  ["another issuer", () => assertion({ iss: "https://elsewhere.example" })],
  ["another audience", () => assertion({ aud: ["other"] })],
  ["no audience", () => assertion({ aud: undefined })],
  ["an expiry that has passed", () => assertion({ exp: now() - 120 })],
  ["no expiry", () => assertion({ exp: undefined })],
  ["an expiry that is text", () => assertion({ exp: "soon" })],
  ["a beginning in the future", () => assertion({ nbf: now() + 600 })],
  ["no beginning", () => assertion({ nbf: undefined })],
  ["a beginning that is text", () => assertion({ nbf: "earlier" })],
  ["the kind of another token", () => assertion({ type: "org" })],
  ["no algorithm", () => `${Buffer.from('{"alg":"none","kid":"development"}').toString("base64url")}.${assertion({}).split(".")[1]}.`],
  ["a changed claim", () => {
    const [head, claims, signature] = assertion({ email: "nobody@example.ac.uk" }).split(".");
    const changed = JSON.parse(Buffer.from(claims, "base64url").toString());
    return [head, Buffer.from(JSON.stringify({ ...changed, email: "asha@example.ac.uk" })).toString("base64url"), signature].join(".");
  }],
  ["a shared secret instead of the key", () => {
    const head = Buffer.from('{"alg":"HS256","kid":"development"}').toString("base64url");
    const signed = `${head}.${assertion({}).split(".")[1]}`;
    return `${signed}.${createHmac("sha256", "secret").update(signed).digest("base64url")}`;
  }],
  ["nonsense", () => "a.b.c"],
])) {
  test(`an assertion with ${name} is refused`, async () => {
    expect(await bearing(make())).toBe(401);
  });
}

test("nobody is let in without an assertion, and a stranger is told so", async () => {
  expect(await ask({})).toBe(401);
  expect(await bearing(assertion({ email: "stranger@example.ac.uk" }))).toBe(403);
});

test("another site's page cannot act for a signed-in officer", async () => {
  const cookie = `CF_Authorization=${assertion({})}`;
  expect(await ask({ Cookie: cookie })).toBe(200);
  expect(await ask({ Cookie: cookie, Origin: "https://elsewhere.example" })).toBe(403);
  expect(await ask({ Cookie: cookie, "Sec-Fetch-Site": "cross-site" })).toBe(403);
  const without = await desk(url(), "cases/DMU-000000000/close", { outcome: "withdrawn" }, { "Forthright-Desk": "", "Idempotency-Key": key() });
  expect(without.status).toBe(403);
});
