// What journeys about consent do and look at in a page.
import { randomUUID } from "node:crypto";

/** @typedef {import("@playwright/test").Page} Page */

export const banner = (/** @type {Page} */ page) => page.getByRole("region", { name: "Cookie choice" });
export const button = (/** @type {Page} */ page, /** @type {string} */ name) => page.getByRole("button", { name, exact: true });
export const press = (/** @type {Page} */ page, /** @type {string} */ name) => page.getByRole("button", { name, exact: true }).click();
export const consent = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).forthright.consent.get());
export const grant = (/** @type {Page} */ page, /** @type {string[]} */ ...granted) =>
  page.evaluate((granted) => /** @type {any} */ (window).forthright.consent.set({ granted }), granted);
export const withdraw = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).forthright.consent.withdraw());
export const ready = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).forthright.ready);
export const soon = (/** @type {number} */ milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
export const NAME = "forthright_consent";
export const ALL = "preferences_statistics_media_marketing";
export const cookie = async (/** @type {Page} */ page, name = NAME) => (await page.context().cookies()).find((c) => c.name === name);
/** Records that wait to be sent. @param {Page} page */
export const pending = (page) => page.evaluate(() => JSON.parse(localStorage.forthright_pending ?? "[]"));

/** Every record that is sent; `answer` decides what becomes of it. @param {Page | import("@playwright/test").BrowserContext} where @param {(route: import("@playwright/test").Route, times: number) => unknown} [answer] */
export const records = async (where, answer = (route) => route.continue()) => {
  /** @type {any[]} */
  const sent = [];
  await where.route("**/v1/consents", (route) => {
    sent.push(route.request().postDataJSON());
    return answer(route, sent.length);
  });
  return sent;
};

/** The cookie of a choice made some days ago. @param {import("@playwright/test").BrowserContext} context @param {{revision?: number, days?: number, source?: string, granted?: string, refused?: string, covered?: string}} [made] */
export const chose = async (context, { revision = 2, days = 1, source = "choice", granted = "", refused = "", covered = "e1" } = {}) => {
  const id = randomUUID();
  const seconds = Math.floor(Date.now() / 1000 - days * 86_400);
  await context.addCookies([{ name: NAME, value: [2, id, revision, seconds, source, granted, refused, covered].join("."), url: process.env.FORTHRIGHT_URL ?? "" }]);
  return id;
};

/** Serves a demo page with other markup. @param {Page} page @param {(html: string) => string} change */
export const serve = (page, change) =>
  page.route("**/demo/main/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
