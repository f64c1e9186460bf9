// Answers while somebody types or ticks: the same as the server gives, with the same address, and none where WASM cannot run.
import { expect, test } from "@playwright/test";
import { expectNoAxeFindings } from "./axe.mjs";

/** @typedef {import("@playwright/test").Page} Page */

const live = (/** @type {Page} */ page) => page.locator("#live");
/** What the region says and links to. @param {Page} page */
const shown = (page) => live(page).evaluate((e) => [e.textContent?.replace(/\s+/g, " ").trim(), [...e.querySelectorAll("a")].map((a) => a.getAttribute("href"))]);

/** Requests that would be needed without it. @param {Page} page */
const pages = (page) => {
  /** @type {string[]} */
  const seen = [];
  page.on("request", (request) => { if (request.isNavigationRequest()) seen.push(request.url()); });
  return seen;
};

test("search answers at every letter, says how much it found, and can be shared by its address", async ({ page }) => {
  await page.goto("/search");
  const asked = pages(page);
  const field = page.getByLabel("What do you want to know?");
  await field.pressSequentially("bank det");
  await expect(live(page).getByRole("link", { name: "Your employment and pay" })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText(/^\d+ results?$/);
  await expect(page).toHaveURL(/\/search\?q=bank\+det$/);
  await field.fill("zzzz");
  await expect(live(page)).toContainText("We found nothing for “zzzz”");
  await field.fill("");
  await expect(live(page)).toHaveText("");
  await field.fill("CCTV");
  await expect(live(page).getByRole("link").first()).toBeVisible();
  await expectNoAxeFindings(page, "live search");
  expect(asked).toEqual([]);
  await expect(page, "the address follows once it stands still").toHaveURL(/\/search\?q=CCTV$/);
  const before = await shown(page);
  await page.reload();
  expect(await shown(page)).toEqual(before);
});

test("the start page searches, too, and keeps its address", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("What do you want to know?").pressSequentially("exam results");
  await expect(live(page).getByRole("link").first()).toBeVisible();
  await expect(page).toHaveURL(/\/$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=exam/);
});

test("the explorer answers at every tick as the server would, in both languages", async ({ page }) => {
  await page.goto("/notices");
  const asked = pages(page);
  await page.getByLabel("I use the library").check();
  await expect(page.getByRole("heading", { name: "Summary" })).toBeVisible();
  await page.getByLabel("I come to your events").check();
  await expect(page).toHaveURL(/\?about=library-user&about=event-visitor$/);
  await expect(page.getByRole("link", { name: "Cymraeg" })).toHaveAttribute("href", /about=event-visitor/);
  await page.getByText("Ask for a copy of it").click();
  await expect(page.getByRole("checkbox", { name: "Library management system" })).toBeVisible();
  await expectNoAxeFindings(page, "live explorer");
  expect(asked).toEqual([]);
  const before = await shown(page);
  await page.reload();
  expect(await shown(page)).toEqual(before);
  await page.getByRole("link", { name: "Cymraeg" }).click();
  await expect(page.getByRole("heading", { name: "Crynodeb" })).toBeVisible();
  await page.getByRole("checkbox", { checked: true }).first().uncheck();
  await page.getByRole("checkbox", { checked: true }).first().uncheck();
  await expect(live(page)).toHaveText("");
});

test("the record is filtered while choosing", async ({ page }) => {
  await page.goto("/ropa");
  const asked = pages(page);
  await page.getByLabel("Who may receive it").selectOption({ label: "Mortgage lenders" });
  await expect(page.locator("#rows")).toHaveText("1 of 36 activities");
  await expect(page).toHaveURL(/\/ropa\?recipient=[a-z-]+$/);
  expect(asked).toEqual([]);
  const before = await shown(page);
  await page.reload();
  expect(await shown(page)).toEqual(before);
});

test("nothing is loaded before the form is touched, and without the bundle the form asks the server", async ({ page }) => {
  /** @type {string[]} */
  const loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.route("**/assets/*/find_bg.wasm", (route) => route.abort());
  await page.goto("/search");
  await page.waitForLoadState("networkidle");
  expect(loaded.filter((path) => /wasm|pages\.json|find\.js/.test(path))).toEqual([]);
  await page.getByLabel("What do you want to know?").fill("CCTV");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.locator(".results a").first()).toBeVisible();
});
