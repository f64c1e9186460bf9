// The calculator in a browser: with reasons, drawn, for a calendar, without JavaScript. Its dates are tests of the Worker.
import { expect, test } from "@playwright/test";
import { expectNoAxeFindings } from "./axe.mjs";

/** @typedef {import("@playwright/test").Page} Page */

const asked = (/** @type {Record<string, string>} */ what) => new URLSearchParams(what).toString();

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("somebody enters a date as people write it, sees which days count and why, and takes it into a calendar", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Work out when a reply is due" }).click();
    await page.getByLabel("What date was it received?").fill("25/11/2026");
    await page.getByText("Was it paused or extended?").click();
    await page.getByLabel("Date clarification was asked for").fill("1 December 2026");
    await page.getByLabel("Date clarification was received").fill("10.12.2026");
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
    await expect(page.getByLabel("What date was it received?")).toHaveValue("25/11/2026");
    const file = await (await page.request.get(await page.getByRole("link", { name: "Add to a calendar (.ics)" }).getAttribute("href") ?? "")).text();
    expect(file).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(file).toContain("\r\nDTSTART;VALUE=DATE:20270104\r\n");
    expect(file.replaceAll("\r\n ", "")).toContain("SUMMARY:Last day for the reply");
    for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});

/** What is entered, the field to mend, and what is said there. @type {[string, Record<string, string>, string, string][]} */
const mistakes = [
  ["a date that does not exist", { clock: "rights-request", from: "30/2/2026" }, "from", "Enter a real date"],
  ["no date", { clock: "rights-request", from: "" }, "from", "Enter a date"],
  ["months first", { clock: "rights-request", from: "11/25/2026" }, "from", "Enter a real date"],
  ["an answer before the question", { clock: "rights-request", from: "2/11/2026", asked: "12/11/2026", answered: "5/11/2026" }, "answered", "The clarification cannot arrive before it was asked for"],
  ["a question before the request", { clock: "rights-request", from: "2/11/2026", asked: "1/11/2026", answered: "5/11/2026" }, "asked", "Clarification cannot be asked for before the request is received"],
  ["a pause of a right that has none", { clock: "rights-request", right: "erasure", from: "2/11/2026", asked: "5/11/2026", answered: "12/11/2026" }, "asked", "Only a request to see information can be paused"],
  ["a pause of a complaint", { clock: "complaint-acknowledgement", from: "2/11/2026", asked: "5/11/2026", answered: "12/11/2026" }, "asked", "Only a request to use a right can be paused"],
  ["a right that is none", { clock: "rights-request", right: "<b>", from: "2/11/2026" }, "right", "Choose one of the rights"],
  ["half a pause", { clock: "rights-request", from: "2/11/2026", asked: "5/11/2026" }, "answered", "Enter a date"],
  ["a breach without a time", { clock: "breach", from: "24/10/2026" }, "time", "Enter the time you became reasonably sure"],
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
