// The preference centre in a page, and how it is opened.
import { expect } from "@playwright/test";

/** @typedef {import("@playwright/test").Page} Page @typedef {import("@playwright/test").Locator} Locator */

export const button = (/** @type {Page | Locator} */ where, /** @type {string} */ name) => where.getByRole("button", { name, exact: true });
export const centre = (/** @type {Page} */ page) => page.getByRole("dialog");
export const press = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).forthright.consent.open());
export const open = async (/** @type {Page} */ page, site = "main") => {
  await page.goto(`/demo/${site}/`);
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
  await press(page);
  await expect(centre(page)).toBeVisible();
};
export const group = (/** @type {Page} */ page, /** @type {string} */ id) => centre(page).locator(`#g-${id}`);
/** A category's switch. @param {Page} page @param {string} id */
export const category = (page, id) => group(page, id).locator("h3 input");
/** The switches of a category's services. @param {Page} page @param {string} id */
export const services = (page, id) => group(page, id).locator(".one input");
