import { expect, test } from "@playwright/test";
import { key } from "../people.mjs";
import { rows, withStore } from "../store.mjs";

const record = (more = {}) => ({
  id: key(), site: "main", revision: 1, decidedAt: new Date().toISOString().replace(/\.\d+/, ""), source: "choice",
  granted: ["media"], refused: ["statistics", "preferences", "marketing"], language: "en", ...more,
});

test("a decision sent three times is one record, with a receipt", async ({ request }) => {
  const body = record();
  for (let time = 0; time < 3; time += 1) {
    const response = await request.post("/v1/consents", { data: body });
    expect(response.status()).toBe(202);
    expect(response.headers()["set-cookie"]).toMatch(/^forthright_consent=1\..*; Path=\/; Max-Age=157\d{5}; SameSite=Lax$/);
  }
  await expect.poll(async () => (await request.get(`/v1/consents/${body.id}`)).status(), { timeout: 20_000 }).toBe(200);
  const stored = await rows("SELECT * FROM consents WHERE id = ?", [body.id]);
  expect(stored).toHaveLength(1);
  expect(JSON.parse(stored[0].granted)).toEqual(["media"]);
  const receipt = await (await request.get(`/v1/consents/${body.id}`)).json();
  expect(receipt.recordId).toBe(body.id);
  expect(receipt.purposes.find((/** @type {any} */ p) => p.purposeId === "vidstream").eventState).toBe("given");
  expect(JSON.stringify(stored)).not.toContain("127.0.0.1");
});

for (const [name, body, code] of /** @type {[string, any, string][]} */ ([
  ["text that is not JSON", "{no", "not-json"],
  ["an unknown site", record({ site: "nowhere" }), "invalid-body"],
  ["a revision that does not exist yet", record({ revision: 9 }), "invalid-body"],
  ["a name both granted and refused", record({ refused: ["media"] }), "invalid-body"],
  ["an id that is no UUID", record({ id: "me@example.org" }), "invalid-body"],
  ["a decision from next year", record({ decidedAt: "2099-01-01T00:00:00Z" }), "invalid-body"],
  ["an unknown field", { ...record(), ip: "192.0.2.1" }, "invalid-body"],
  ["more than is taken", record({ language: "x".repeat(5000) }), "too-large"],
])) {
  test(`${name} is refused with a problem document`, async ({ request }) => {
    const data = typeof body === "string" ? Buffer.from(body) : body;
    const response = await request.post("/v1/consents", { data, headers: { "Content-Type": "application/json" } });
    expect(response.headers()["content-type"]).toBe("application/problem+json");
    expect((await response.json()).code).toBe(code);
    expect(response.headers()["set-cookie"]).toBeUndefined();
  });
}

test("a page of another institution may not post", async ({ request }) => {
  const response = await request.post("/v1/consents", { data: record(), headers: { Origin: "https://elsewhere.example" } });
  expect(response.status()).toBe(403);
  expect(response.headers()["access-control-allow-origin"]).toBeUndefined();
});

test("what the database will not take ends in the dead letters, and nothing else is held up", async ({ request }) => {
  test.setTimeout(120_000);
  const body = record();
  await withStore(({ database }) => database.prepare("ALTER TABLE consents RENAME TO consents_away").run());
  try {
    expect((await request.post("/v1/consents", { data: body })).status()).toBe(202);
    const buried = () => rows("SELECT * FROM dead_letters WHERE body LIKE ?", [`%${body.id}%`]);
    await expect.poll(async () => (await buried()).length, { timeout: 60_000, intervals: [2000] }).toBe(1);
  } finally {
    await withStore(({ database }) => database.prepare("ALTER TABLE consents_away RENAME TO consents").run());
  }
  const after = record();
  expect((await request.post("/v1/consents", { data: after })).status()).toBe(202);
  await expect.poll(async () => (await request.get(`/v1/consents/${after.id}`)).status(), { timeout: 20_000 }).toBe(200);
});
