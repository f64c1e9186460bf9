// The calculator: the same dates as every worked example and as the API, with reasons, drawn, for a calendar, without JavaScript.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { expectNoAxeFindings } from "./axe.mjs";

/** @typedef {import("@playwright/test").Page} Page */

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

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("somebody enters a date as people write it, sees which days count and why, and takes it into a calendar", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "When is it due?" }).click();
    await page.getByLabel("On which day?").fill("25/11/2026");
    await page.getByText("Was it paused or extended?").click();
    await page.getByLabel("The clarification was asked for on").fill("1 December 2026");
    await page.getByLabel("It was answered on").fill("10.12.2026");
    await page.getByRole("button", { name: "Show the date" }).click();
    await expect(page.getByRole("heading", { name: "Due by the end of 4 January 2027" })).toBeVisible();
    await expect(page.locator("ol.reasons")).toContainText("1 December 2026 to 10 December 2026");
    await expect(page.locator("table.month")).toHaveCount(3);
    const day = (/** @type {string} */ month, /** @type {number} */ n) =>
      page.getByRole("table", { name: month }).getByRole("cell", { name: new RegExp(`^${n}\\D`) });
    await expect(day("November 2026", 25)).toContainText("received");
    await expect(day("November 2026", 28)).toContainText("counts");
    await expect(day("December 2026", 9)).toContainText("paused");
    await expect(day("December 2026", 10)).toContainText("counts");
    await expect(day("January 2027", 3)).toContainText("does not count");
    await expect(day("January 2027", 4)).toContainText("due");
    // What was entered stays, to be changed.
    await expect(page.getByLabel("On which day?")).toHaveValue("25/11/2026");
    const file = await (await page.request.get(await page.getByRole("link", { name: "Add to a calendar (.ics)" }).getAttribute("href") ?? "")).text();
    expect(file).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(file).toContain("\r\nDTSTART;VALUE=DATE:20270104\r\n");
    expect(file.replaceAll("\r\n ", "")).toContain("SUMMARY:Last day for the answer");
    for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});

/** What is entered, the field to mend, and what is said there. @type {[string, Record<string, string>, string, string][]} */
const mistakes = [
  ["a date that does not exist", { clock: "rights-request", from: "30/2/2026" }, "from", "Enter a real date"],
  ["no date", { clock: "rights-request", from: "" }, "from", "Enter a date"],
  ["months first", { clock: "rights-request", from: "11/25/2026" }, "from", "Enter a real date"],
  ["an answer before the question", { clock: "rights-request", from: "2/11/2026", asked: "12/11/2026", answered: "5/11/2026" }, "answered", "The answer cannot come before the question"],
  ["a question before the request", { clock: "rights-request", from: "2/11/2026", asked: "1/11/2026", answered: "5/11/2026" }, "asked", "Nothing can be asked before the request is there"],
  ["half a pause", { clock: "rights-request", from: "2/11/2026", asked: "5/11/2026" }, "answered", "Enter a date"],
  ["a breach without a time", { clock: "breach", from: "24/10/2026" }, "time", "Enter the time at which you knew"],
  ["a day beyond the known bank holidays", { clock: "rights-request", from: "15/12/2028" }, "from", "Bank holidays are known from"],
  ["another clock", { clock: "<b>", from: "2/11/2026" }, "clock-rights-request", "Choose what was received"],
];
for (const [what, typed, field, says] of mistakes) {
  test(`${what} is told at its field`, async ({ page }) => {
    await page.goto(`/deadlines?${asked(typed)}`);
    const summary = page.getByRole("alert");
    await expect(summary.getByRole("link").first()).toContainText(says);
    await expect(summary.getByRole("link").first()).toHaveAttribute("href", `#${field}`);
    await expect(page.locator(`#${field}`)).toBeVisible();
    await expect(page.locator("#answer")).toHaveCount(0);
    await expectNoAxeFindings(page, what);
  });
}

test("a date is read as the UK writes it and shown back in words", async ({ page }) => {
  await page.goto(`/deadlines?${asked({ clock: "rights-request", from: "12/11/2026" })}`);
  await expect(page.locator("#answer")).toContainText("12 November 2026");
  expect((await page.request.get("/deadlines.ics")).status()).toBe(400);
  expect((await page.request.get("/v1/deadlines?clock=breach&from=2026-10-24T14:30")).status()).toBe(400);
});
