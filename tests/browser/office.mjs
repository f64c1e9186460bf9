// The desk as a member of staff opens it.
import { expect } from "@playwright/test";

/** Signs in, without opening a key. @param {import("@playwright/test").Page} page @param {string} [name] */
export async function enter(page, name = "Asha") {
  await page.goto("/dev/sign-in");
  await page.getByRole("button", { name: `Sign in as ${name}` }).click();
}

/** Unlocks the key of who is signed in. @param {import("@playwright/test").Page} page @param {string} [name] */
export async function unlock(page, name = "Asha") {
  await expect(page.getByText("Your key file is on this device.")).toBeVisible();
  await page.getByLabel("Passphrase", { exact: true }).fill(`${name} ${name}`.toLowerCase());
  await page.getByRole("button", { name: "Unlock" }).click();
}

/** Signs in and unlocks. @param {import("@playwright/test").Page} page @param {string} [name] */
export async function signIn(page, name = "Asha") {
  await enter(page, name);
  await unlock(page, name);
  await expect(page.getByRole("heading", { name: "Cases" })).toBeVisible();
}
