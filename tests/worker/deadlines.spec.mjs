import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";

const vectors = JSON.parse(readFileSync(new URL("../vectors/clock.json", import.meta.url), "utf8"));

test("the API gives every worked example", async ({ request }) => {
  const due = async (/** @type {string} */ query) => (await request.get(`/v1/deadlines?${query}`)).json();
  for (const row of vectors.rights_request) {
    expect((await due(`clock=rights-request&from=${row.received}`)).due).toBe(row.due);
  }
  for (const row of vectors.rights_request_extended) {
    expect((await due(`clock=rights-request&from=${row.received}&extended=true`)).due).toBe(row.due);
  }
  for (const row of vectors.rights_request_paused) {
    const answer = await due(`clock=rights-request&from=${row.received}&asked=${row.asked}&answered=${row.answered}`);
    expect([answer.due, answer.latest]).toEqual([row.safe, row.latest]);
  }
  for (const row of vectors.complaint_acknowledgement) {
    expect((await due(`clock=complaint-acknowledgement&from=${row.received}`)).due).toBe(row.due);
  }
  for (const row of vectors.breach_72h) {
    expect((await due(`clock=breach&from=${encodeURIComponent(row.aware)}`)).due).toBe(row.due);
  }
});

test("beyond the known bank holidays nothing is guessed", async ({ request }) => {
  const response = await request.get("/v1/deadlines?clock=rights-request&from=2028-12-15");
  expect(response.status()).toBe(422);
  expect((await response.json()).code).toBe("beyond-known-holidays");
});

test("what is not a date says what one looks like", async ({ request }) => {
  const answer = await (await request.get("/v1/deadlines?clock=rights-request&from=25/11/2026")).json();
  expect(answer.code).toBe("invalid-body");
  expect(answer.detail).toContain("2026-11-25");
});

test("only access has a pause; another right, and another clock, say so", async ({ request }) => {
  const pause = "asked=2026-11-05&answered=2026-11-12";
  const base = "/v1/deadlines?clock=rights-request&from=2026-11-02";
  for (const right of ["access", "subject-access", "cctv"]) expect((await (await request.get(`${base}&${pause}&right=${right}`)).json()).due).toBe("2026-12-09");
  for (const right of ["rectification", "erasure", "restriction", "portability", "objection", "automated-decision", "withdraw-consent"]) {
    const refused = await request.get(`${base}&${pause}&right=${right}`);
    expect([refused.status(), (await refused.json()).detail], right).toEqual([400, expect.stringContaining("Article 12A(5)")]);
    expect((await (await request.get(`${base}&right=${right}`)).json()).due, right).toBe("2026-12-02");
  }
  expect((await request.get(`${base}&right=telepathy`)).status()).toBe(400);
  expect((await request.get(`/v1/deadlines?clock=complaint-acknowledgement&from=2026-11-02&${pause}`)).status()).toBe(400);
  expect((await request.get(`/v1/deadlines?clock=breach&from=2026-11-02T10:00Z&asked=2026-11-03`)).status()).toBe(400);
});
