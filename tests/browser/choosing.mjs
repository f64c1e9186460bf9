// What journeys about consent do and look at in a page.

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
