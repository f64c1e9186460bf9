import { createHmac } from "node:crypto";
import { expect, test } from "@playwright/test";
import { assertion, desk, key } from "../people.mjs";
import { rows } from "../store.mjs";

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
  ["something critical that is unknown", () => assertion({}, { crit: ["x"], x: 1 })],
  ["something critical that is known", () => assertion({}, { crit: ["exp"], exp: 1 })],
  ["nothing critical", () => assertion({}, { crit: [] })],
  ["a critical nothing", () => assertion({}, { crit: null })],
  ["content that is not base 64", () => assertion({}, { b64: false, crit: ["b64"] })],
  ["content that says it is not base 64", () => assertion({}, { b64: false })],
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

test("an address that only folds to somebody's by Unicode's rules is another's", async () => {
  await rows("INSERT OR REPLACE INTO staff (email, name, key) VALUES ('kim.silk@example.ac.uk', 'Kim', 'ben')");
  try {
    expect(await bearing(assertion({ email: "Kim.SILK@example.ac.uk" }))).toBe(200);
    for (const email of ["\u212aim.silk@example.ac.uk", "kim.sil\u212a@example.ac.uk", "kim.\u017filk@example.ac.uk", "k\u0131m.silk@example.ac.uk", "kim.silk@example.ac.u\u212a"]) {
      expect(await bearing(assertion({ email })), email).toBe(403);
    }
    for (const email of ["kim.silk@example.ac.uk ", " kim.silk@example.ac.uk", "kim.silk@example.ac.uk\u0000", "kim.silk@example.ac.uk\n", "\ufeffkim.silk@example.ac.uk", ""]) {
      expect(await bearing(assertion({ email })), JSON.stringify(email)).toBe(403);
    }
  } finally {
    await rows("DELETE FROM staff WHERE email = 'kim.silk@example.ac.uk' RETURNING email");
  }
});

test("a desk form acts only if the browser says that it is the desk's", async () => {
  /** @type {[string, Record<string, string>][]} */
  const forms = [
    ["/desk/agents", { agent: "NOBODY_SENT_THIS", name: "x", key: Buffer.alloc(32, 1).toString("base64"), origin: "" }],
    ["/desk/register/holidays", { set: "x", do: "confirm" }], ["/desk/log", { message: "x", form: "erasure" }], ["/desk/log/erasure", { name: "x" }],
  ];
  /** @type {Record<string, string>[]} */
  const foreign = [
    {}, { Origin: "null" }, { Origin: "" }, { Origin: "https://elsewhere.example" }, { Origin: url().replace("http:", "https:") }, { Origin: `${url()}.elsewhere.example` }, { Origin: `${url()}, ${url()}` }, { Origin: `${url()}/` },
    { "Sec-Fetch-Site": "cross-site" }, { "Sec-Fetch-Site": "same-site" }, { "Sec-Fetch-Site": "" }, { "Sec-Fetch-Site": "same-origin, cross-site" }, { "Sec-Fetch-Site": "Same-Origin" },
    { Origin: url(), "Sec-Fetch-Site": "cross-site" }, { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "same-origin" }, { Referer: `${url()}/desk/agents` },
  ];
  /** @type {Record<string, string>[]} */
  const own = [{ Origin: url() }, { "Sec-Fetch-Site": "same-origin" }, { "Sec-Fetch-Site": "none" }];
  for (const [path, fields] of forms) {
    const post = async (/** @type {Record<string, string>} */ headers) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return (await fetch(url() + path, { method: "POST", body, redirect: "manual", headers: { Cookie: `CF_Authorization=${assertion({})}`, ...headers } })).status;
    };
    for (const headers of foreign) expect(await post(headers), `${path} ${JSON.stringify(headers)}`).toBe(403);
    for (const headers of path === "/desk/agents" ? [] : own) expect(await post(headers)).not.toBe(403);
  }
  expect(await rows("SELECT id FROM agents WHERE id = 'NOBODY_SENT_THIS'")).toEqual([]);
});

test("another site's page cannot act for a signed-in officer", async () => {
  const cookie = `CF_Authorization=${assertion({})}`;
  expect(await ask({ Cookie: cookie })).toBe(200);
  expect(await ask({ Cookie: cookie, Origin: "https://elsewhere.example" })).toBe(403);
  expect(await ask({ Cookie: cookie, "Sec-Fetch-Site": "cross-site" })).toBe(403);
  const without = await desk(url(), "cases/DMU-000000000/close", { outcome: "withdrawn" }, { "Forthright-Desk": "", "Idempotency-Key": key() });
  expect(without.status).toBe(403);
});

test("the pages on which requests are logged are for staff alone", async ({ request }) => {
  for (const path of ["/desk/log", "/desk/log/erasure"]) expect((await request.get(path)).status()).toBe(401);
  const posted = await request.post("/desk/log", { multipart: { message: "x" }, headers: { Origin: url() } });
  expect(posted.status()).toBe(401);
});
