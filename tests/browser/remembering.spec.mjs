// What is remembered, where and how long.
import { expect, test } from "@playwright/test";
import { ALL, banner, button, chose, consent, cookie, NAME, ready, records, serve, soon } from "./choosing.mjs";

/** @typedef {import("@playwright/test").Page} Page @typedef {import("@playwright/test").BrowserContext} Context */

const home = process.env.FORTHRIGHT_URL ?? "";

for (const name of ["Accept", "Refuse"]) {
  test(`“${name}” is remembered for six months, and asked again after that`, async ({ page, context }) => {
    await records(page, (route) => route.abort());
    await page.goto("/demo/main/");
    await button(page, name).click();
    await expect.poll(() => cookie(page)).toMatchObject({ path: "/", sameSite: "Lax" });
    const days = (((await cookie(page))?.expires ?? 0) - Date.now() / 1000) / 86_400;
    expect(days).toBeGreaterThan(181.9);
    expect(days).toBeLessThan(182.1);
    const how = name === "Accept" ? { source: "accept-all", granted: ALL } : { source: "refuse-all", refused: ALL };
    for (const [age, asks] of [[181, 0], [183, 1]]) {
      await chose(context, { ...how, days: age });
      await page.goto("/demo/main/");
      await ready(page);
      await expect(banner(page)).toHaveCount(asks);
      await expect(page.getByText(`Analytics: ${name === "Accept" && !asks ? "on" : "off"}`)).toBeVisible();
    }
  });
}

test("the server's answer renews a cookie that the browser cut short", async ({ page }) => {
  await records(page, async (route) => {
    await page.evaluate((name) => {
      const value = document.cookie.split("; ").find((c) => c.startsWith(name));
      document.cookie = `${value}; Path=/; Max-Age=604800`;
    }, NAME);
    await route.continue();
  });
  await page.goto("/demo/main/");
  const answer = page.waitForResponse("**/v1/consents");
  await button(page, "Refuse").click();
  expect((await answer).status()).toBe(202);
  const { id } = await consent(page);
  await expect.poll(async () => Math.round((((await cookie(page))?.expires ?? 0) - Date.now() / 1000) / 86_400)).toBe(182);
  expect((await cookie(page))?.value).toContain(id);
});

test("a choice on the library's site counts on the main one, which asks only for what is new there", async ({ page }) => {
  const sent = await records(page);
  // A record that is not answered before the page is left is sent again from the next one.
  const answer = () => page.waitForResponse("**/v1/consents");
  await page.goto("/demo/library/");
  const accepted = answer();
  await button(page, "Accept").click();
  await accepted;
  await expect(page.getByText("Visit counter: on")).toBeVisible();
  const first = await consent(page);
  expect(first).toMatchObject({ granted: ["statistics", "media"], refused: [] });

  await page.goto("/demo/main/");
  const asked = "New since your last choice: Course shortlist, Insight Analytics (imitated) and Adreach (imitated). May we use these cookies too?";
  await expect(banner(page)).toContainText(asked);
  await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
  await expect(page.getByText("Analytics: off")).toBeVisible();
  const refused = answer();
  await button(page, "Refuse").click();
  await refused;
  expect(await consent(page)).toMatchObject({ source: "refuse-all", granted: ["visit-counter", "media"], refused: ["preferences", "statistics", "marketing"] });
  await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
  await expect.poll(() => sent.at(-1)).toMatchObject({ site: "main", previous: first.id, asked: ["course-shortlist", "insight", "adreach"], surface: "banner" });

  await page.goto("/demo/library/");
  await ready(page);
  await expect(page.getByText("Visit counter: on")).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
  await page.goto("/demo/main/");
  await ready(page);
  await expect(banner(page)).toHaveCount(0);
  expect(sent).toHaveLength(2);
});

test("what is refused on one site stays refused when another is accepted", async ({ page }) => {
  await page.goto("/demo/library/");
  await button(page, "Refuse").click();
  await page.goto("/demo/main/");
  await expect(banner(page)).toContainText("New since your last choice: Course shortlist");
  await button(page, "Accept").click();
  await expect(page.getByText("Analytics: on")).toBeVisible();
  expect(await consent(page)).toMatchObject({ granted: ["preferences", "insight", "marketing"], refused: ["statistics", "media"] });
  await expect(button(page, "Show this once")).toBeVisible();
  await page.goto("/demo/library/");
  await ready(page);
  await expect(page.getByText("Visit counter: off")).toBeVisible();
});

test("the department's site never asks and changes nothing", async ({ page, context }) => {
  for (const before of [null, { granted: ALL }, { revision: 1, granted: ALL }, { days: 183, refused: ALL }]) {
    await context.clearCookies();
    if (before) await chose(context, before);
    const cookies = await context.cookies();
    await page.goto("/demo/department/");
    await ready(page);
    await expect(banner(page)).toHaveCount(0);
    expect(await context.cookies()).toEqual(cookies);
  }
});

test("a service that has changed is asked for again alone, and what it stored goes", async ({ page, context }) => {
  const id = await chose(context, { revision: 1, source: "accept-all", granted: ALL });
  await context.addCookies(["vs_device", "_insight_id", "_adreach", "vs_device_of_another"].map((name) => ({ name, value: "1", url: home })));
  const sent = await records(page);
  await page.goto("/demo/main/");
  await expect(banner(page)).toContainText("New since your last choice: Vidstream (imitated). May we use these cookies too?");
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await expect(button(page, "Show this once")).toBeVisible();
  await expect.poll(async () => (await context.cookies()).map((c) => c.name).sort())
    .toEqual(["_adreach", "_insight_id", "demo_shortlist", NAME, "vs_device_of_another"].sort());

  await button(page, "Choose").click();
  const dialog = page.getByRole("dialog", { name: "Cookie choices" });
  await expect(dialog.getByRole("heading", { name: "What has changed since your last choice" })).toBeVisible();
  await expect(dialog.getByText("Vidstream now recognises your device for a year; it was a month before.")).toBeVisible();
  await expect(dialog.getByLabel("Videos and other media")).not.toBeChecked();
  await expect(dialog.getByLabel("Counting how the site is used")).toBeChecked();
  await page.keyboard.press("Escape");

  await button(page, "Accept").click();
  await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
  expect(await consent(page)).toMatchObject({ revision: 2, granted: ALL.split("_"), refused: [] });
  await expect.poll(() => sent).toMatchObject([{ previous: id, asked: ["vidstream"] }]);
  await page.getByRole("button", { name: "Cookie choices" }).click();
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText("What has changed since your last choice")).toHaveCount(0);
});

test("an objection outlives a service's change and an acceptance of what is asked", async ({ page, context }) => {
  await chose(context, { revision: 1, granted: "media", refused: "statistics", covered: "82" });
  await page.goto("/demo/library/");
  await expect(banner(page)).toBeVisible();
  await expect(page.getByText("Visit counter: off")).toBeVisible();
  await button(page, "Accept").click();
  await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
  await expect(page.getByText("Visit counter: off")).toBeVisible();
});

test("a choice in one tab counts in the other at once", async ({ page, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto("/demo/main/");
    await expect(banner(tab)).toBeVisible();
  }
  await button(other, "Accept").click();
  await expect(banner(page)).toHaveCount(0);
  await expect(page.getByText("Analytics: on")).toBeVisible();
  expect(await consent(page)).toEqual(await consent(other));
  /** @type {string[]} */
  const heard = [];
  await page.exposeFunction("hear", (/** @type {string} */ source) => { heard.push(source); });
  await page.evaluate(() => document.addEventListener("forthright:consent", (event) => /** @type {any} */ (window).hear(/** @type {any} */ (event).detail.source)));
  await context.addCookies([{ name: "_adreach", value: "1", url: page.url() }]);
  // Both tabs load themselves again, because advertising stops no other way; a tab that is closed while it does may hang.
  const again = [page, other].map((tab) => tab.waitForEvent("load"));
  await other.evaluate(() => /** @type {any} */ (window).forthright.consent.withdraw());
  await Promise.all(again);
  await expect(button(page, "Show this once")).toBeVisible();
  expect(heard).toEqual(["withdrawal"]);
  expect(await page.evaluate(() => /** @type {any} */ (window).forthright.consent.has("media"))).toBe(false);
  expect(await cookie(page, "_adreach")).toBeUndefined();
});

test("who comes back to a page finds the choice made in the meantime", async ({ page, context }) => {
  await page.goto("/demo/main/");
  await expect(banner(page)).toBeVisible();
  await page.goto("/demo/department/");
  const other = await context.newPage();
  await other.goto("/demo/main/");
  await button(other, "Accept").click();
  await other.close();
  await page.goBack();
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
});

test("a page out of the back-forward cache takes over the choice made elsewhere", async ({ playwright, launchOptions }) => {
  const browser = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  try {
    const context = await browser.newContext({ baseURL: home });
    const page = await context.newPage();
    await page.goto("/demo/main/");
    await expect(banner(page)).toBeVisible();
    await page.evaluate(() => addEventListener("pageshow", (event) => { /** @type {any} */ (window).persisted = event.persisted; }));
    await page.goto("/demo/department/");
    await ready(page);
    const other = await context.newPage();
    await other.goto("/demo/main/");
    await button(other, "Accept").click();
    await expect(other.getByText("Analytics: on")).toBeVisible();
    await other.close();
    await page.evaluate(() => history.back());
    await page.waitForURL("**/demo/main/", { waitUntil: "commit" });
    await expect(page.getByText("Analytics: on")).toBeVisible();
    await expect(banner(page)).toHaveCount(0);
    test.info().annotations.push({ type: "persisted", description: String(await page.evaluate(() => /** @type {any} */ (window).persisted)) });
  } finally {
    await browser.close();
  }
});

test("a page shown again from memory looks at the cookie first", async ({ page, context }) => {
  // Without a cookie store there is no event: only coming back tells.
  await page.addInitScript(() => { Object.defineProperty(window, "cookieStore", { value: undefined }); });
  await page.goto("/demo/main/");
  await expect(banner(page)).toBeVisible();
  await chose(context, { source: "accept-all", granted: ALL });
  await soon(300);
  await expect(banner(page)).toBeVisible();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expect(banner(page)).toHaveCount(0);
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await context.clearCookies();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  // One of the services stops in no other way.
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (performance.getEntriesByType("navigation")[0]).type).catch(() => "")).toBe("reload");
  await expect(banner(page)).toBeVisible();
  expect(await consent(page)).toBeNull();
});

for (const [browser, lacks] of /** @type {[string, string[]][]} */ ([["a cookie store", []], ["no cookie store", ["cookieStore"]]])) {
  test(`with ${browser}, a program that decides before the cookie was read builds on what it says`, async ({ page, context }) => {
    const id = await chose(context, { granted: "statistics_media", covered: "82" });
    const sent = await records(page);
    await page.addInitScript((lacks) => {
      for (const name of lacks) Object.defineProperty(window, name, { value: undefined });
      /** @type {any} */
      let made;
      const set = (/** @type {any} */ api) => {
        made = api;
        api.consent.set({ granted: ["marketing"] });
      };
      Object.defineProperty(window, "forthright", { get: () => made, set });
    }, lacks);
    await page.goto("/demo/main/");
    await ready(page);
    await expect.poll(() => sent.length).toBe(1);
    // Past the moment when the loader looks at the cookie again.
    await soon(2500);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ source: "api", previous: id, granted: ["visit-counter", "marketing"] });
    expect(await consent(page)).toMatchObject({ id: sent[0].id, granted: sent[0].granted });
    expect((await cookie(page))?.value).toContain(sent[0].id);
    await expect(banner(page)).toHaveCount(0);
  });
}

test("a choice made under a later revision of the register counts", async ({ page, context }) => {
  await chose(context, { revision: 3, source: "accept-all", granted: ALL });
  await page.goto("/demo/main/");
  await ready(page);
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
});

test("on https the cookie is Secure, and on a host of the register's parent domain it is the parent's", async ({ page, context, request }) => {
  // Every address of that host is answered from here.
  await context.route("https://library.dmu.ac.uk/**", async (route) => {
    const { pathname, search } = new URL(route.request().url());
    if (pathname === "/v1/consents") return route.fulfill({ status: 202, json: {} });
    const response = await request.get(home + pathname + search);
    await route.fulfill({ status: response.status(), contentType: response.headers()["content-type"], body: await response.body() });
  });
  await page.goto("https://library.dmu.ac.uk/demo/library/");
  await button(page, "Refuse").click();
  await expect.poll(() => cookie(page)).toMatchObject({ secure: true, sameSite: "Lax", path: "/", domain: ".dmu.ac.uk", httpOnly: false });
  await page.reload();
  await ready(page);
  await expect(banner(page)).toHaveCount(0);
  expect(await consent(page)).toMatchObject({ source: "refuse-all" });
});

test("a clock that is set back does not make a later choice the earlier one", async ({ page }) => {
  await page.clock.setFixedTime(new Date());
  await page.goto("/demo/library/");
  await button(page, "Accept").click();
  const accepted = await consent(page);
  await page.clock.setFixedTime(new Date(Date.now() - 3_600_000));
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.withdraw());
  const withdrawn = await consent(page);
  expect([withdrawn.source, withdrawn.decidedAt > accepted.decidedAt]).toEqual(["withdrawal", true]);
  await page.reload();
  await ready(page);
  expect(await consent(page)).toEqual(withdrawn);
});

test("data-banner=off shows nothing until the page opens the choices", async ({ page, context }) => {
  await serve(page, (html) => html.replace('data-site="main"', 'data-site="main" data-banner="off"'));
  await page.goto("/demo/main/");
  await ready(page);
  await soon(300);
  await expect(banner(page)).toHaveCount(0);
  await expect(page.getByText("Analytics: off")).toBeVisible();
  expect(await context.cookies()).toEqual([]);
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.open());
  const dialog = page.getByRole("dialog", { name: "Cookie choices" });
  await dialog.getByLabel("Counting how the site is used").check();
  await dialog.getByRole("button", { name: "Save my choices" }).click();
  await expect(page.getByText("Analytics: on")).toBeVisible();
  expect(await consent(page)).toMatchObject({ source: "choice", granted: ["statistics"] });
});

test("the preference centre opens with the stored choice", async ({ page, context }) => {
  await chose(context, { granted: "preferences_marketing", refused: "statistics_media" });
  await page.goto("/demo/main/");
  await page.getByRole("button", { name: "Cookie choices" }).click();
  const dialog = page.getByRole("dialog", { name: "Cookie choices" });
  await expect(dialog).toBeVisible();
  const on = await dialog.locator("h3 input").evaluateAll((list) => list.map((input) => /** @type {HTMLInputElement} */ (input).checked));
  expect(on).toEqual([true, false, false, true]);
});

test("nothing at all is stored before a choice, not by opening and closing the choices either", async ({ page, context }) => {
  const sent = await records(page);
  const stored = () => page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, document.cookie]);
  for (const site of ["department", "main"]) {
    await page.goto(`/demo/${site}/`);
    await ready(page);
    await button(page, site === "main" ? "Choose" : "Cookie choices").click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    expect([await stored(), await context.cookies(), sent]).toEqual([[0, 0, 0, ""], [], []]);
  }
});
