// What people do before the code that takes a page over has come: nothing of it is lost, and the caret stays where it was.
import { expect, test } from "@playwright/test";

/** @typedef {import("@playwright/test").Page} Page */

/** Opens a form whose code comes when it is let. @param {Page} page @param {string} path @returns {Promise<() => Promise<void>>} */
async function held(page, path) {
  /** @type {() => void} */
  let letGo = () => {};
  const free = new Promise((resolve) => { letGo = () => resolve(undefined); });
  await page.route(/\/forms_bg\.wasm$/, async (route) => {
    await free;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  await expect(page.locator("#form-root.coming")).toBeVisible();
  return async () => {
    letGo();
    await expect(page.locator("#form-root.coming")).toHaveCount(0);
  };
}

test("what was typed stays, and the caret where it was", async ({ page }) => {
  const come = await held(page, "/forms/subject-access");
  const name = page.getByLabel("Full name");
  await name.pressSequentially("Maria Example");
  for (let left = 0; left < 8; left += 1) await page.keyboard.press("ArrowLeft");
  await come();
  await expect(name).toBeFocused();
  await page.keyboard.type("X");
  await expect(name).toHaveValue("MariaX Example");
});

test("a selection stays, and is written over", async ({ page }) => {
  const come = await held(page, "/forms/complaint");
  const what = page.locator("textarea").first();
  await what.fill("It was on Monday");
  await what.evaluate((/** @type {HTMLTextAreaElement} */ area) => area.setSelectionRange(10, 16));
  await come();
  await expect(what).toBeFocused();
  await page.keyboard.type("Friday");
  await expect(what).toHaveValue("It was on Friday");
});

test("what a browser fills in without a word is kept", async ({ page }) => {
  const come = await held(page, "/forms/subject-access");
  await page.getByLabel("Full name").evaluate((/** @type {HTMLInputElement} */ input) => { input.value = "Maria Autofill"; });
  await come();
  await expect(page.getByLabel("Full name")).toHaveValue("Maria Autofill");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Your request (step 2 of 4)" })).toBeFocused();
});

test("a choice that was made opens what belongs to it", async ({ page }) => {
  const come = await held(page, "/forms/subject-access");
  await page.getByLabel("Someone else’s. I act for them").check();
  await come();
  await expect(page.getByLabel("Someone else’s. I act for them")).toBeChecked();
  await expect(page.getByLabel("Your own name")).toBeVisible();
});

test("“Continue” pressed twice meanwhile goes on once", async ({ page }) => {
  const come = await held(page, "/forms/subject-access");
  await page.getByLabel("Full name").fill("Maria Example");
  const go = page.getByRole("button", { name: "Continue", exact: true });
  await go.click();
  await go.click();
  await come();
  await expect(page.getByRole("heading", { name: "Your request (step 2 of 4)" })).toBeFocused();
});

test("an address of a section opens it, print has all of them, and Tab finds no link in a closed one", async ({ page }) => {
  await page.goto("/notices/study#students.prospective.enquiries");
  const section = page.locator("details.activity").filter({ has: page.locator("[id='students.prospective.enquiries']") });
  await expect(section).toHaveAttribute("open", "");
  const closed = page.locator("details.activity:not([open]) .inside").first();
  await expect(closed).toBeHidden();
  expect(await closed.locator("a").first().evaluate((link) => { link.focus(); return document.activeElement === link; })).toBe(false);
  await page.emulateMedia({ media: "print" });
  await expect(closed).toBeVisible();
});

/** How people type what they look for, and where it should lead at once. @type {[string, RegExp][]} */
const TYPED = [
  ["databreach", /\/forms\/incident/],
  ["un-subscribe", /\/forms\/(objection|withdraw-consent)/],
  ["compalin", /\/forms\/complaint/],
  ["complaint's", /\/forms\/complaint/],
  ["cookies'", /\/cookies/],
  ["COOKIES", /\/cookies/],
  ["“cookies”", /\/cookies/],
  ["track-my-request", /\/track/],
  ["e mail marketing stop", /\/forms\/(objection|withdraw-consent)/],
  ["reqeust", /\/forms\/subject-access|\/track/],
];
for (const [typed, leads] of TYPED) {
  test(`“${typed}” is found`, async ({ page }) => {
    await page.goto(`/search?q=${encodeURIComponent(typed)}`);
    await expect(page.locator("main li a").first()).toHaveAttribute("href", leads);
  });
}
