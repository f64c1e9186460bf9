// The module for single-page apps. The demonstration pages forbid inline scripts, so it is imported, not written in.
import { expect, test } from "@playwright/test";

const accept = (/** @type {import("@playwright/test").Page} */ page) => page.getByRole("button", { name: "Accept", exact: true });

const use = (/** @type {import("@playwright/test").Page} */ page) =>
  page.evaluate(async () => {
    const path = "/module/index.js";
    const module = await import(path);
    const options = { origin: location.origin, site: "main", lang: "en-GB" };
    /** @type {any} */
    const seen = (/** @type {any} */ (window).seen = { module, calls: [], allowed: false });
    seen.stop = module.onChange((/** @type {any} */ decision) => decision && seen.calls.push(decision.source));
    module.whenAllowed("media").then(() => (seen.allowed = true));
    const first = module.load(options);
    seen.same = first === module.load(options);
    seen.api = await first;
  });
const seen = (/** @type {import("@playwright/test").Page} */ page) =>
  page.evaluate(() => {
    const { calls, allowed, same, module, api } = /** @type {any} */ (window).seen;
    return { calls, allowed, same, has: module.consent().has("media"), live: module.consent() === api };
  });

test("the module loads the banner once and hears every change until it is told to stop", async ({ page }) => {
  await page.route("**/demo/main/", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('<script src="/embed.js" data-site="main" async></script>', "");
    await route.fulfill({ response, body });
  });
  await page.goto("/demo/main/");
  await use(page);
  await expect(page.getByRole("region", { name: "Cookie choice" })).toHaveCount(1);
  await expect(page.locator("script[src$='/embed.js'][data-site=main][data-lang=en-GB]")).toHaveCount(1);
  expect(await seen(page)).toEqual({ calls: [], allowed: false, same: true, has: false, live: true });
  await accept(page).click();
  expect(await seen(page)).toEqual({ calls: ["accept-all"], allowed: true, same: true, has: true, live: true });
  const source = await page.evaluate(() => {
    const { stop, api } = /** @type {any} */ (window).seen;
    stop();
    api.set({ granted: ["preferences", "statistics", "media", "marketing"] });
    const same = api.get().source;
    api.set({ granted: ["media"] });
    return [same, api.get().source];
  });
  expect([source, (await seen(page)).calls]).toEqual([["accept-all", "api"], ["accept-all"]]);
});

test("the module uses a tag that is already in the page, and knows an earlier choice at once", async ({ page }) => {
  await page.goto("/demo/main/");
  await accept(page).click();
  await page.reload();
  await use(page);
  await expect(page.locator("script[src$='/embed.js']")).toHaveCount(1);
  expect(await seen(page)).toMatchObject({ allowed: true, has: true, live: true });
});

test("the module denies everything when the script cannot be loaded, and says so once", async ({ page }) => {
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => { if (message.text().startsWith("forthright:")) said.push(message.text()); });
  await page.route("**/embed.js", (route) => route.abort());
  await page.goto("/demo/main/");
  await use(page);
  expect(await seen(page)).toEqual({ calls: [], allowed: false, same: true, has: false, live: true });
  expect(await page.evaluate(() => {
    const { api } = /** @type {any} */ (window).seen;
    api.set({ granted: ["media"] });
    return [api.has("necessary"), api.get(), typeof api.on(() => {})];
  })).toEqual([false, null, "function"]);
  expect(said).toHaveLength(1);
});
