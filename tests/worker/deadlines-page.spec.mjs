// The calculator's page and the API give the same dates as every worked example.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";

const vectors = JSON.parse(readFileSync(new URL("../vectors/clock.json", import.meta.url), "utf8"));
const words = (/** @type {string} */ date) => new Date(`${date}T12:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const uk = (/** @type {string} */ date) => date.split("-").reverse().map(Number).join("/");
const asked = (/** @type {Record<string, string>} */ what) => new URLSearchParams(what).toString();

/** Name in the examples, clock, and what is asked of page and API. @type {[string, string, (row: any) => Record<string, string>, (row: any) => string, ((row: any) => string)?][]} */
const kinds = [
  ["rights_request", "rights-request", (row) => ({ from: row.received }), (row) => row.due],
  ["rights_request_extended", "rights-request", (row) => ({ from: row.received, extended: "true" }), (row) => row.due],
  ["rights_request_paused", "rights-request", (row) => ({ from: row.received, asked: row.asked, answered: row.answered }), (row) => row.safe, (row) => row.latest],
  ["complaint_acknowledgement", "complaint-acknowledgement", (row) => ({ from: row.received }), (row) => row.due],
];
for (const [name, clock, what, due, latest] of kinds) {
  test(`page and API agree with every worked example: ${name.replaceAll("_", " ")}`, async ({ request }) => {
    for (const row of vectors[name]) {
      const answer = await (await request.get(`/v1/deadlines?${asked({ clock, ...what(row) })}`)).json();
      expect(answer.due, JSON.stringify(row)).toBe(due(row));
      if (latest) expect(answer.latest).toBe(latest(row));
      const typed = Object.fromEntries(Object.entries(what(row)).map(([key, value]) => [key, key === "extended" ? value : uk(value)]));
      const page = await (await request.get(`/deadlines?${asked({ clock, ...typed })}`)).text();
      expect(page, JSON.stringify(row)).toContain(`Due by the end of ${words(due(row))}`);
      for (const { reason } of answer.steps) expect(page).toContain(reason);
    }
  });
}

test("page and API agree with every worked example: a breach", async ({ request }) => {
  for (const { aware, due } of vectors.breach_72h) {
    expect((await (await request.get(`/v1/deadlines?${asked({ clock: "breach", from: aware })}`)).json()).due).toBe(due);
    const page = await (await request.get(`/deadlines?${asked({ clock: "breach", from: aware.slice(0, 10), time: aware.slice(11, 16) })}`)).text();
    expect(page).toContain(`Report by ${words(due.slice(0, 10))}, ${due.slice(11, 16)}`);
  }
});
