// Leaving a form and going on later: only when asked for, sealed on the device under a code that leaves with the person.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { expectNoAxeFindings } from "./axe.mjs";

/** @typedef {import("@playwright/test").Page} Page */
const NAME = "forthright-draft-erasure";
const storage = (/** @type {Page} */ page) => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

/** Fills the first step and part of the second, and saves. @param {Page} page */
async function save(page) {
  await page.goto("/forms/erasure");
  await page.getByLabel("My own").check();
  await page.getByLabel("Full name").fill("Maria Example");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByLabel("What should be deleted?").fill("The photograph of me");
  await page.getByLabel("I withdraw my consent").check();
  expect(await storage(page)).toBe("{}");
  await page.getByRole("button", { name: "Save and continue later" }).click();
  await expect(page.getByText("Saved on this device. Keep this code:")).toBeVisible();
  return page.locator("#draft-code-shown").innerText();
}

test("what is saved is sealed, goes on at the same step with its code, and is gone once it was sent", async ({ page }) => {
  const code = await save(page);
  expect(code.replaceAll("-", "")).toMatch(/^[0-9A-HJKMNP-TV-Z]{27}$/);
  await expectNoAxeFindings(page, "saved");
  const kept = JSON.parse(await storage(page));
  expect(Object.keys(kept)).toEqual([NAME]);
  const { envelope } = JSON.parse(kept[NAME]);
  const bytes = Buffer.from(envelope, "base64").toString("latin1");
  expect(bytes.startsWith("age-encryption.org/v1\n-> scrypt ")).toBe(true);
  for (const secret of ["Maria", "photograph", code, code.replaceAll("-", "")]) expect(JSON.stringify(kept) + bytes).not.toContain(secret);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Save the code" }).click()]);
  expect(readFileSync((await download.path()) ?? "", "utf8")).toContain(code);

  // Saved answers can be left without being asked.
  page.on("dialog", () => { throw new Error("asked before leaving"); });
  await page.goto("/rights");
  await page.goto("/forms/erasure");
  await expect(page.getByRole("heading", { name: "Continue your saved form" })).toBeVisible();
  await expectNoAxeFindings(page, "go on");
  await page.getByLabel("Your code").fill("7K3M9");
  await page.getByRole("button", { name: "Open saved form" }).click();
  await expect(page.getByText("Enter the whole code: 27 letters and digits in groups of five.")).toBeVisible();
  const swapped = code.replace(/^(..)(.)(.)/, (_, before, a, b) => `${before}${a === b ? (a === "0" ? "1" : "0") + b : b + a}`);
  await page.getByLabel("Your code").fill(swapped);
  await page.getByRole("button", { name: "Open saved form" }).click();
  await expect(page.getByText("There is a typing mistake in the code.")).toBeVisible();
  await page.getByLabel("Your code").fill(` ${code.toLowerCase().replaceAll("-", " ")} `);
  await page.getByRole("button", { name: "Open saved form" }).click();
  await expect(page.getByText("Step 2 of 4")).toBeVisible();
  await expect(page.getByLabel("What should be deleted?")).toHaveValue("The photograph of me");
  await expect(page.getByLabel("I withdraw my consent")).toBeChecked();
  await page.getByLabel("Email address").fill("maria@example.org");

  // Saved again under the same code.
  await page.getByRole("button", { name: "Save and continue later" }).click();
  await expect(page.locator("#draft-code-shown")).toHaveText(code);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Send your request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeVisible();
  expect(await storage(page)).toBe("{}");
});

test("what is saved can be deleted without the code, and nobody else's code opens it", async ({ page }) => {
  await save(page);
  await page.goto("/forms/erasure");
  // Somebody else at the same computer neither overwrites nor sends it away.
  const kept = await storage(page);
  await page.getByLabel("Full name").fill("Somebody Else");
  await page.getByRole("button", { name: "Save and continue later" }).click();
  await expect(page.getByText("Something is already saved here, perhaps by someone else.")).toBeVisible();
  expect(await storage(page)).toBe(kept);
  // A code that is well formed and belongs to something else.
  await page.getByLabel("Your code").fill("00000-00000-00000-00000-00000-00");
  await page.getByRole("button", { name: "Open saved form" }).click();
  await expect(page.getByText("This code does not open what is saved here.")).toBeVisible();
  await page.getByRole("button", { name: "Delete what you saved" }).click();
  await expect(page.getByRole("heading", { name: "Continue your saved form" })).toBeHidden();
  expect(await storage(page)).toBe("{}");
  await page.goto("/forms/rectification");
  await expect(page.getByRole("button", { name: "Save and continue later" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Continue your saved form" })).toBeHidden();
});

test("what was saved is deleted after thirty days, and what cannot be read is no obstacle", async ({ page }) => {
  await save(page);
  const later = new Date(Date.now() + 31 * 86_400_000);
  await page.clock.setFixedTime(later);
  await page.goto("/forms/erasure");
  await expect(page.getByRole("button", { name: "Save and continue later" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Continue your saved form" })).toBeHidden();
  expect(await storage(page)).toBe("{}");
  await page.evaluate((name) => localStorage.setItem(name, "{broken"), NAME);
  await page.reload();
  await expect(page.getByRole("button", { name: "Continue", exact: true })).toBeVisible();
});

test("a browser that keeps nothing says so, and the form goes on", async ({ page }) => {
  await page.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; });
  await page.goto("/forms/erasure");
  await page.getByLabel("Full name").fill("Maria Example");
  await page.getByRole("button", { name: "Save and continue later" }).click();
  await expect(page.getByText("It could not be saved. Your browser may not be set to keep anything for this site.")).toBeVisible();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByText("Step 2 of 4")).toBeVisible();
});
