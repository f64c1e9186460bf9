// What the register does at the desk: what it needs from an officer, and where to look for what a request asks for.
import { expect, test } from "@playwright/test";
import { assertion } from "../people.mjs";
import { rows } from "../store.mjs";
import { expectNoAxeFindings } from "./axe.mjs";
import { enter } from "./office.mjs";

/** @typedef {import("@playwright/test").Page} Page */

test("staff see what the register needs; nobody else does", async ({ page, request }) => {
  expect((await request.get("/desk/register")).status()).toBe(401);
  const stranger = await request.get("/desk/register", { headers: { "Cf-Access-Jwt-Assertion": assertion({ email: "stranger@example.org" }) } });
  expect(stranger.status()).toBe(403);
  expect(await stranger.text()).not.toContain("retention");
  await enter(page);
  await page.getByRole("link", { name: "What the register needs" }).click();
  await expect(page.getByText(/0 to fix now, 31 for you to decide, \d+ not complete/)).toBeVisible();
  await expect(page.locator(".concerns li")).toHaveCount(31);
  await expect(page.getByRole("row", { name: /staff\.former\.record Not said yet: source, retention, transfers/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "No Welsh yet" })).toContainText("ucas.name");
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await expectNoAxeFindings(page, `what the register needs ${width}`);
  }
});

test("from what was ticked to a checklist of places, each with what came of it", async ({ page, browser }) => {
  await page.goto("/notices?about=library-user");
  await page.getByText("Ask for a copy of it").click();
  await page.getByRole("group", { name: "Activities" }).getByRole("checkbox", { name: "Email enquiries and feedback" }).check();
  await page.getByRole("group", { name: "Places to search" }).getByRole("checkbox", { name: "Library management system" }).check();
  await page.getByRole("button", { name: "Write my request" }).click();
  await page.getByLabel("My own").check();
  await page.getByLabel("Full name").fill("Maria Example");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByLabel("What do you want to see?")).toHaveValue("Email enquiries and feedback");
  await page.getByLabel("Email address").fill("maria@example.org");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Send your request" }).click();
  const reference = await page.locator("#reference").innerText();

  const office = await browser.newPage();
  await enter(office);
  await office.getByLabel("Passphrase", { exact: true }).fill("asha asha");
  await office.getByRole("button", { name: "Unlock" }).click();
  await office.getByRole("button", { name: reference }).click();
  await expect(office.getByRole("heading", { name: "Where to look" })).toBeVisible();
  const places = office.locator("ul.checklist").first().locator("> li");
  const names = ["Library and Learning Services email addresses", "Email of members of staff", "Feedback", "Library management system"];
  await expect(places.locator("p:first-child strong")).toHaveText(names);
  await expect(places.first()).toContainText("Email enquiries and feedback");
  await office.getByRole("button", { name: /Found nothing.*Feedback/ }).click();
  await expect(places.nth(2).getByRole("status")).toHaveText("Found nothing");
  await expect(office.getByRole("button", { name: /Found nothing.*Feedback/ })).toBeFocused();
  await office.getByRole("button", { name: /Found something.*Library management system/ }).click();
  await expect(places.nth(3).getByRole("status")).toHaveText("Found something");
  await office.getByText("Other places").click();
  await office.getByRole("button", { name: /Not needed.*CCTV/ }).click();
  await expect(office.locator("li").filter({ hasText: "CCTV" }).first().getByRole("status")).toHaveText("Not needed");
  await expectNoAxeFindings(office, "checklist at the desk");

  // It is kept, says who looked, and takes no place that the register does not have.
  await office.reload();
  await office.getByLabel("Passphrase", { exact: true }).fill("asha asha");
  await office.getByRole("button", { name: "Unlock" }).click();
  await expect(office.getByRole("heading", { name: reference }), "the address names the case").toBeVisible();
  await expect(places.nth(2).getByRole("status")).toHaveText("Found nothing");
  await expect(office.getByText("Search: Library management system. Found something.")).toBeVisible();
  const events = await rows("SELECT event FROM case_events WHERE reference = ? AND event LIKE '%searched%' ORDER BY sequence", [reference]);
  expect(events.map((/** @type {any} */ row) => JSON.parse(row.event).result)).toEqual(["nothing", "found", "not-needed"]);
  const made = await office.request.post(`/v1/desk/cases/${reference}/searches`, {
    headers: { "Idempotency-Key": crypto.randomUUID(), "Forthright-Desk": "1" }, data: { place: "Maria’s own drawer", result: "found" },
  });
  expect(made.status()).toBe(400);
  await office.close();
});
