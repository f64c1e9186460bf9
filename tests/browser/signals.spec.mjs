// What the browser tells us (Global Privacy Control) and what we tell other tools in the page.
import { expect, test } from "@playwright/test";
import { banner, consent, grant, press, ready, withdraw } from "./choosing.mjs";

/** @typedef {import("@playwright/test").Page} Page */

// Records are taken, but the server sets no cookie: this is about the page alone.
test.beforeEach(({ page }) => page.route("**/v1/consents", (route) => route.fulfill({ status: 202, json: {} })));

/** @param {Page} page @param {unknown} value */
const gpc = (page, value) => page.addInitScript((value) => Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => value }), value);
const open = async (/** @type {Page} */ page, path = "/demo/main/") => {
  await page.goto(path);
  await ready(page);
};

test("the privacy signal refuses what needs consent, is recorded as such and leaves the exempt on", async ({ page }) => {
  /** @type {any[]} */
  const sent = [];
  page.on("request", (request) => { if (request.method() === "POST") sent.push(request.postDataJSON()); });
  await gpc(page, true);
  await open(page, "/demo/library/");
  await expect.poll(() => consent(page)).toMatchObject({ source: "gpc", granted: [], refused: ["media"] });
  await expect.poll(() => sent.length).toBe(1);
  expect(sent[0]).toMatchObject({ source: "gpc", granted: [], refused: ["media"] });
  expect([sent[0].surface, sent[0].wording]).toEqual([undefined, undefined]);
  await expect(page.getByText("Visit counter: on")).toBeVisible();
  expect(await page.evaluate(() => ["visit-counter", "statistics", "media", "vidstream", "necessary"].map((/** @type {any} */ name) => /** @type {any} */ (window).forthright.consent.has(name))))
    .toEqual([true, true, false, false, true]);
  await page.reload();
  await ready(page);
  await expect(page.getByText("Visit counter: on")).toBeVisible();
  expect([sent.length, await banner(page).count()]).toEqual([1, 0]);
});

test("the privacy signal on one website objects to nothing exempt on another", async ({ page }) => {
  await gpc(page, true);
  await open(page);
  await expect.poll(() => consent(page)).toMatchObject({ source: "gpc", granted: [], refused: ["preferences", "insight", "media", "marketing"] });
  await open(page, "/demo/library/");
  await expect(page.getByText("Visit counter: on")).toBeVisible();
  expect([(await consent(page)).source, await banner(page).count()]).toEqual(["gpc", 0]);
});

test("where nothing is remembered, the privacy signal decides on every page and is recorded on none", async ({ page }) => {
  /** @type {string[]} */
  const sent = [];
  page.on("request", (request) => { if (request.method() === "POST") sent.push(request.url()); });
  await gpc(page, true);
  await page.addInitScript(() => {
    const refuse = () => { throw new DOMException("denied", "SecurityError"); };
    Object.defineProperty(Document.prototype, "cookie", { get: refuse, set: refuse });
    Object.defineProperty(window, "cookieStore", { get: refuse });
  });
  for (const path of ["/demo/library/", "/demo/main/", "/demo/library/"]) {
    await open(page, path);
    await expect.poll(() => consent(page), path).toMatchObject({ source: "gpc", granted: [] });
    await expect.poll(() => page.evaluate(() => localStorage.forthright_pending), path).toBeUndefined();
  }
  expect(sent).toEqual([]);
});

test("an explicit choice wins over the privacy signal, then and later", async ({ page }) => {
  await gpc(page, true);
  await open(page);
  expect((await consent(page)).source).toBe("gpc");
  await press(page, "Cookie choices");
  const dialog = page.getByRole("dialog", { name: "Cookie choices" });
  await expect(dialog.getByText(/privacy signal|Global Privacy Control/).first()).toBeVisible();
  await expect(dialog.getByRole("checkbox", { checked: true })).toHaveCount(0);
  await dialog.getByLabel("Videos and other media").check();
  await press(page, "Save my choices");
  const film = page.frameLocator("iframe").getByText("An imitated video");
  for (const visit of ["at once", "after a reload"]) {
    await expect(film, visit).toBeVisible();
    expect(await consent(page), visit).toMatchObject({ source: "choice", granted: ["media"] });
    await expect(banner(page), visit).toHaveCount(0);
    if (visit === "at once") await open(page);
  }
});

for (const value of [false, undefined, null, "1", 0]) {
  test(`a privacy signal of ${JSON.stringify(value)} is no consent`, async ({ page }) => {
    await gpc(page, value);
    await open(page);
    expect(await page.evaluate(() => ["preferences", "statistics", "media", "marketing"].map((name) => /** @type {any} */ (window).forthright.consent.has(name)))).toEqual([false, false, false, false]);
    if (value !== "1") {
      expect(await consent(page)).toBeNull();
      await expect(banner(page)).toBeVisible();
    }
  });
}

/** Serves the site `main` with scripts that keep what they find when they run. @param {Page} page @param {string} [head] */
const serve = (page, head = "") =>
  page.route("**/demo/main/", (route) => route.fulfill({
    contentType: "text/html",
    body: `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Page</title>${head}<script src="/embed.js" data-site="main" async></script></head><body>
${["necessary", "statistics", "marketing"].map((name) => `<script type="text/plain" data-consent="${name}">(window.found ||= {})["${name}"] = window.dataLayer?.length</script>`).join("")}
</body></html>`,
  }));
/** What was told to Google's tag, as text; what is not an `arguments` object is marked. */
const google = (/** @type {Page} */ page) => page.evaluate(() => (/** @type {any} */ (window).dataLayer ?? [])
  .map((/** @type {any} */ entry) => (String(entry) === "[object Arguments]" ? [...entry] : ["other", entry])));
const updates = async (/** @type {Page} */ page) => (await google(page)).filter((/** @type {any} */ e) => e[0] === "consent" && e[1] === "update").map((/** @type {any} */ e) => e[2]);
const matomo = (/** @type {Page} */ page) => page.evaluate(() => (/** @type {any} */ (window)._paq ?? []).flat());
const found = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).found ?? {});

const DENIED = { ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied", analytics_storage: "denied" };
const GRANTED = { ad_storage: "granted", ad_user_data: "granted", ad_personalization: "granted", analytics_storage: "granted" };

test("Google is told first that everything is denied, then once for each decision", async ({ page }) => {
  await serve(page);
  await open(page);
  const [first, ...rest] = await google(page);
  expect(first.slice(0, 2)).toEqual(["consent", "default"]);
  expect(first[2]).toMatchObject(DENIED);
  expect(rest.filter((/** @type {any} */ e) => e[0] === "consent")).toEqual([]);
  expect((await found(page)).necessary).toBeGreaterThan(0);
  await press(page, "Accept");
  await expect.poll(async () => (await found(page)).marketing).toBeGreaterThan(0);
  expect(await updates(page)).toMatchObject([GRANTED]);
  await grant(page, "statistics", "marketing");
  await expect.poll(() => updates(page)).toMatchObject([GRANTED, GRANTED]);
  await page.evaluate(() => document.body.append(document.createElement("p")));
  await page.evaluate(() => { document.body.insertAdjacentHTML("beforeend", '<script type="text/plain" data-consent="statistics">found.later = dataLayer.length</script>'); });
  await expect.poll(async () => (await found(page)).later).toBeGreaterThan(0);
  expect(await updates(page)).toHaveLength(2);
});

test("granting statistics alone tells Google just that, and a withdrawal that it is over", async ({ page }) => {
  await serve(page);
  await open(page);
  await grant(page, "statistics");
  await expect.poll(() => updates(page)).toMatchObject([{ ...DENIED, analytics_storage: "granted" }]);
  await withdraw(page);
  await expect.poll(() => updates(page)).toMatchObject([{ ...DENIED, analytics_storage: "granted" }, DENIED]);
});

test("with a stored choice there is the default, then one update, before anything is released", async ({ page }) => {
  await serve(page);
  await open(page);
  await press(page, "Accept");
  await expect.poll(() => updates(page)).toHaveLength(1);
  await open(page);
  await expect.poll(async () => Object.keys(await found(page)).length).toBe(3);
  const told = (await google(page)).filter((/** @type {any} */ e) => e[0] === "consent");
  expect(told.map((/** @type {any} */ e) => e[1])).toEqual(["default", "update"]);
  expect(told[0][2]).toMatchObject(DENIED);
  expect(told[1][2]).toMatchObject(GRANTED);
  const { length } = await google(page);
  expect(await found(page)).toEqual({ necessary: length, statistics: length, marketing: length });
});

test("a refusal is one update that denies", async ({ page }) => {
  await serve(page);
  await open(page);
  await press(page, "Refuse");
  await expect.poll(() => updates(page)).toMatchObject([DENIED]);
});

test("the privacy signal is told once, after the default", async ({ page }) => {
  await gpc(page, true);
  await serve(page);
  await open(page);
  await expect.poll(async () => (await google(page)).filter((/** @type {any} */ e) => e[0] === "consent").map((/** @type {any} */ e) => e[1])).toEqual(["default", "update"]);
  expect(await updates(page)).toMatchObject([DENIED]);
});

test("Matomo waits for consent, gets it and loses it", async ({ page }) => {
  await serve(page, '<script>window._paq = [["trackPageView"]]</script>');
  await open(page);
  expect(await matomo(page)).toEqual(["trackPageView", "requireConsent"]);
  await grant(page, "statistics");
  await expect.poll(() => matomo(page)).toEqual(["trackPageView", "requireConsent", "setConsentGiven"]);
  await withdraw(page);
  await expect.poll(() => matomo(page)).toEqual(["trackPageView", "requireConsent", "setConsentGiven", "forgetConsentGiven"]);
  await open(page);
  await expect.poll(() => matomo(page)).toEqual(["trackPageView", "requireConsent", "forgetConsentGiven"]);
});

test("the data layer hears of each decision, after Google's update", async ({ page }) => {
  await serve(page, '<script>window.dataLayer = [{ event: "own" }]</script>');
  await open(page);
  const events = async () => (await google(page)).filter((/** @type {any} */ e) => e[0] === "other").map((/** @type {any} */ e) => e[1]);
  expect(await events()).toEqual([{ event: "own" }]);
  await press(page, "Accept");
  await expect.poll(events).toEqual([{ event: "own" }, { event: "forthright_consent", forthright: { source: "accept-all", granted: ["preferences", "statistics", "media", "marketing"], refused: [] } }]);
  expect((await google(page)).at(-2)?.slice(0, 2)).toEqual(["consent", "update"]);
  await grant(page, "marketing");
  await expect.poll(async () => (await events()).at(-1)).toEqual({ event: "forthright_consent", forthright: { source: "api", granted: ["marketing"], refused: ["preferences", "statistics", "media"] } });
  expect(await events()).toHaveLength(3);
});

test("where the register names no signals the loader leaves one global and nothing else", async ({ page }) => {
  const globals = () => page.evaluate(() => Object.getOwnPropertyNames(window).sort());
  await page.route("**/demo/plain/", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Page</title>" }));
  await page.goto("/demo/plain/");
  const before = await globals();
  await open(page, "/demo/library/");
  await press(page, "Accept");
  await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
  await press(page, "Cookie choices");
  await expect(page.getByRole("dialog", { name: "Cookie choices" })).toBeVisible();
  expect((await globals()).filter((name) => !before.includes(name) && !/^\d+$/.test(name) && !/^sign/.test(name))).toEqual(["forthright"]);
  expect(await page.evaluate(() => typeof (/** @type {any} */ (window).dataLayer))).toBe("undefined");
});

test("Matomo that is exempt counts from the start, and not after an objection", async ({ page }) => {
  // The library's counter is exempt.
  await page.route("**/embed.js", async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const changed = text.replace(/(\["library",[^\]]*\],)\[\]/, '$1["matomo"]');
    expect(changed).not.toBe(text);
    await route.fulfill({ response, body: changed });
  });
  await open(page, "/demo/library/");
  const queue = () => page.evaluate(() => /** @type {any} */ (window)._paq ?? []);
  await expect.poll(queue).toEqual([["requireConsent"], ["setConsentGiven"]]);
  await press(page, "Turn off");
  await expect.poll(queue).toEqual([["requireConsent"], ["setConsentGiven"], ["forgetConsentGiven"]]);
});

test("Microsoft's and WordPress' tools hear of a choice: denied first, then what was chosen, then that it was taken back", async ({ page }) => {
  await page.route("**/embed.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('"data-layer"', '"microsoft","wordpress"') });
  });
  await page.addInitScript(() => {
    /** @type {any} */ (window).told = [];
    /** @type {any} */ (window).wp_set_consent = (/** @type {string} */ name, /** @type {string} */ value) => /** @type {any} */ (window).told.push(name + " " + value);
  });
  await open(page);
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).told.length)).toBe(5);
  const told = () => page.evaluate(() => {
    const w = /** @type {any} */ (window);
    return { uet: JSON.stringify(w.uetq), clarity: w.clarity.q.map((/** @type {any} */ one) => [...one]), wp: w.told.splice(0), type: w.wp_consent_type };
  });
  const first = await told();
  expect(first.uet).toBe('["consent","default",{"ad_storage":"denied"}]');
  expect(first.clarity).toEqual([["consentv2", { ad_Storage: "denied", analytics_Storage: "denied" }]]);
  expect(first.wp).toEqual(["functional allow", "preferences deny", "statistics-anonymous deny", "statistics deny", "marketing deny"]);
  expect(first.type).toBe("optin");
  await grant(page, "statistics");
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).told.length)).toBe(5);
  const second = await told();
  expect(second.uet).toContain('"update",{"ad_storage":"denied"}');
  expect(second.clarity.at(-1)).toEqual(["consentv2", { ad_Storage: "denied", analytics_Storage: "granted" }]);
  expect(second.wp.slice(2, 4)).toEqual(["statistics-anonymous allow", "statistics allow"]);
  await withdraw(page);
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).told.length)).toBe(5);
  expect((await told()).clarity.at(-1)).toEqual(["consentv2", { ad_Storage: "denied", analytics_Storage: "denied" }]);
});
