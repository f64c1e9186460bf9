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
