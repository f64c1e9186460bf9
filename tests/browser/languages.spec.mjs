// The banner in every language, and what its record says of the words that were shown.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "@playwright/test";

/** @typedef {import("@playwright/test").Page} Page */

const folder = new URL("../../crates/consent/words/", import.meta.url);
/** @type {Record<string, {language: string, direction: string, banner: Record<string, string>}>} */
const words = Object.fromEntries(readdirSync(folder).map((file) => [file.replace(".json", ""), JSON.parse(readFileSync(new URL(file, folder), "utf8"))]));
const codes = Object.keys(words);
const RIGHT_TO_LEFT = ["ar", "ur"];
const of = (/** @type {string} */ code) => /** @type {NonNullable<typeof words[string]>} */ (words[code]).banner;

/** Serves the demo pages in a language. @param {Page} page @param {string | null} own `data-lang` @param {string} [lang] of the page */
const serve = async (page, own, lang = "en-GB") => {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.route("**/demo/*/", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('lang="en-GB"', `lang="${lang}"`).replace("data-site", own === null ? "data-site" : `data-lang="${own}" data-site`);
    await route.fulfill({ response, body });
  });
};
const section = (/** @type {Page} */ page) => page.locator("[data-forthright=banner] section");
/** The banner's lines: its name, then each text but whose it is. @param {Page} page */
const lines = (page) => section(page).evaluate((e) => {
  const lines = [e.ariaLabel];
  const texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (texts.currentNode.parentElement?.localName !== "h2") lines.push(texts.currentNode.textContent?.trim() ?? "");
  return lines;
});

const list = (/** @type {string} */ code, /** @type {string[]} */ categories) => {
  const w = of(code);
  const names = categories.map((category) => w[category] ?? "");
  return names.length < 2 ? names.join() : names.slice(0, -1).join(w.comma) + w.and + names.at(-1);
};
/** @param {string} code @param {string[]} asked @param {string[]} [exempt] */
const expected = (code, asked, exempt) => {
  const w = of(code);
  const said = exempt ? [w.exempt?.replace("{list}", list(code, exempt)), w.object] : [];
  return [w.region, w.ask?.replace("{list}", list(code, asked)), w.link, ...said, w.accept, w.refuse, w.choose];
};
const OPTIONAL = ["preferences", "statistics", "media", "marketing"];

test("there are twelve languages, each with the same words", () => {
  expect(codes).toHaveLength(12);
  for (const code of codes) {
    expect(Object.keys(of(code)), code).toEqual(Object.keys(of("en")));
    expect(words[code]?.direction, code).toBe(RIGHT_TO_LEFT.includes(code) ? "rtl" : "ltr");
  }
});

/** @type {[string, string | null, string, string][]} */
const chosen = [
  ["the page's language", null, "cy", "cy"],
  ["the page's language with a country", null, "fr-CA", "fr"],
  ["the page's language in capitals", null, "CY-GB", "cy"],
  ["the script's language before the page's", "en", "cy", "en"],
  ["the script's language in an English page", "ar", "en-GB", "ar"],
  ["Chinese of Hong Kong is traditional", null, "zh-HK", "zh-hant"],
  ["Chinese of Taiwan is traditional", null, "zh-TW", "zh-hant"],
  ["Chinese of Macau is traditional", null, "zh-MO", "zh-hant"],
  ["traditional Chinese is what it says", null, "zh-Hant-GB", "zh-hant"],
  ["Chinese of mainland China is simplified", null, "zh-CN", "zh"],
  ["Chinese of Singapore is simplified", null, "zh-SG", "zh"],
  ["simplified Chinese is what it says", null, "zh-Hans", "zh"],
  ["Chinese without more is simplified", null, "zh", "zh"],
  ["the script's Chinese before the page's", "zh-HK", "zh-CN", "zh-hant"],
  ["an unknown language is English", null, "de", "en"],
  ["an unknown language of the script is English, in a Welsh page too", "de-AT", "cy", "en"],
  ["no language is English", null, "", "en"],
  ["nonsense is English", "../../x?", "constructor", "en"],
  ["a language of three letters is not its first two", null, "enm", "en"],
  ["Filipino is English", null, "fil", "en"],
  ["North Frisian is not French", null, "frr", "en"],
];
for (const [what, own, lang, code] of chosen) {
  test(`the banner's language: ${what}`, async ({ page }) => {
    /** @type {string[]} */
    const missing = [];
    page.on("response", (response) => { if (response.status() >= 400) missing.push(response.url()); });
    await serve(page, own, lang);
    await page.goto("/demo/main/");
    await expect(section(page)).toHaveAttribute("lang", new RegExp(`^${code}$`, "i"));
    await expect(section(page)).toHaveAttribute("dir", RIGHT_TO_LEFT.includes(code) ? "rtl" : "ltr");
    expect(await lines(page)).toEqual(expected(code, OPTIONAL));
    expect(missing).toEqual([]);
  });
}

for (const code of codes) {
  test(`complete and even-handed, and recorded as shown: ${words[code]?.language}`, async ({ page }) => {
    /** @type {any[]} */
    const sent = [];
    page.on("request", (request) => { if (request.url().endsWith("/v1/consents")) sent.push(request.postDataJSON()); });
    await serve(page, code);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 640 });
      await page.goto("/demo/library/");
      await expect(section(page)).toHaveAttribute("lang", code);
      const [accept, refuse, choose] = await section(page).locator("div button").all();
      const boxes = await Promise.all([accept, refuse, choose].map((one) => one?.boundingBox()));
      for (const box of boxes) {
        expect(box?.width).toBeGreaterThanOrEqual(44);
        expect(box?.height).toBeGreaterThanOrEqual(44);
      }
      expect([boxes[0]?.width, boxes[0]?.height]).toEqual([boxes[1]?.width, boxes[1]?.height]);
      expect(await section(page).evaluate((e) => e.scrollWidth <= e.clientWidth && [...e.querySelectorAll("button")].every((b) => b.scrollWidth <= b.clientWidth))).toBe(true);
    }
    const shown = expected(code, ["media"], ["statistics"]);
    expect(await lines(page)).toEqual(shown);
    await page.waitForLoadState("networkidle");
    await section(page).getByRole("button", { name: of(code).refuse, exact: true }).click();
    await expect(page.getByRole("status")).toHaveText(of(code).saved ?? "");
    await expect(page.getByRole("status")).toHaveAttribute("lang", new RegExp(`^${code}$`, "i"));
    await expect(page.getByRole("status")).toHaveAttribute("dir", RIGHT_TO_LEFT.includes(code) ? "rtl" : "ltr");
    await expect.poll(() => sent).toMatchObject([{ source: "refuse-all", surface: "banner", wording: createHash("sha256").update(shown.join("\n")).digest("hex") }]);
    expect(sent[0].language.toLowerCase()).toBe(code);
  });
}

for (const [site, name, source, shown] of /** @type {[string, string, string, (string | undefined)[]][]} */ ([
  ["main", "Accept", "accept-all", expected("en", OPTIONAL)],
  ["library", "Turn off", "choice", expected("en", ["media"], ["statistics"])],
])) {
  test(`the wording is what was on the screen when “${name}” was pressed: ${site}`, async ({ page }) => {
    /** @type {any[]} */
    const sent = [];
    page.on("request", (request) => { if (request.url().endsWith("/v1/consents")) sent.push(request.postDataJSON()); });
    await page.goto(`/demo/${site}/`);
    await page.waitForLoadState("networkidle");
    await section(page).getByRole("button", { name, exact: true }).click();
    await expect.poll(() => sent).toMatchObject([{ source, language: "en", wording: createHash("sha256").update(shown.join("\n")).digest("hex") }]);
  });
}

test("who answers at once leaves a record of the words, too", async ({ page }) => {
  /** @type {any[]} */
  const sent = [];
  page.on("request", (request) => { if (request.url().endsWith("/v1/consents")) sent.push(request.postDataJSON()); });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      const accept = /** @type {HTMLElement | null | undefined} */ (document.querySelector("[data-forthright=banner]")?.shadowRoot?.querySelector("div button"));
      if (!accept) return;
      observer.disconnect();
      accept.click();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto("/demo/main/");
  await expect.poll(() => sent).toMatchObject([{ source: "accept-all" }]);
  expect(sent[0].wording ?? "none").toMatch(/^([\da-f]{64}|none)$/);
});

test("in Welsh the banner, what is new, placeholders and the preference centre are Welsh", async ({ page, context }) => {
  await context.addCookies([{
    name: "forthright_consent", url: process.env.FORTHRIGHT_URL ?? "",
    value: `2.0f8fad5b-d9cb-469f-a165-70867728950e.1.${Math.floor(Date.now() / 1000) - 100}.accept-all.preferences_statistics_media_marketing..e1`,
  }]);
  await serve(page, null, "cy");
  await page.goto("/demo/main/");
  await expect(section(page)).toContainText("Newydd ers eich dewis diwethaf: Vidstream (imitated). A gawn ni ddefnyddio’r cwcis hyn hefyd?");
  await expect(page.getByRole("button", { name: "Dangos hwn unwaith" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Agor ar wefan Vidstream Inc. (imitated)" })).toBeVisible();
  await expect(page.getByRole("link", { name: of("cy").link ?? "" })).toHaveAttribute("href", /\/cookies\?lang=cy#main$/);
  await section(page).getByRole("button", { name: "Dewis", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Dewisiadau cwcis" });
  await expect(dialog.getByText("Mae Vidstream bellach yn adnabod eich dyfais am flwyddyn; mis oedd hynny o’r blaen.")).toBeVisible();
});

test("where a language cannot be loaded the banner is English and says so", async ({ page }) => {
  /** @type {any[]} */
  const sent = [];
  page.on("request", (request) => { if (request.url().endsWith("/v1/consents")) sent.push(request.postDataJSON()); });
  await serve(page, "ur");
  await page.route("**/words-ur.js*", (route) => route.abort());
  await page.goto("/demo/main/");
  await expect(section(page)).toHaveAttribute("lang", "en");
  await expect(section(page)).toHaveAttribute("dir", "ltr");
  expect(await lines(page)).toEqual(expected("en", OPTIONAL));
  await page.waitForLoadState("networkidle");
  await section(page).getByRole("button", { name: "Refuse", exact: true }).click();
  await expect.poll(() => sent).toMatchObject([{ language: "en" }]);
  await expect(page.getByRole("status")).toHaveText("Your choice is saved. You can change it at any time.");
});

test("a choice made while the words are on their way leaves nothing to ask", async ({ page }) => {
  await serve(page, "cy");
  await page.route("**/words-cy.js*", async (route) => {
    await new Promise((done) => setTimeout(done, 1200));
    await route.continue();
  });
  await page.goto("/demo/library/");
  await page.waitForFunction(() => /** @type {any} */ (window).forthright);
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: ["media"] }));
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
  await page.waitForTimeout(1500);
  await expect(page.locator("[data-forthright=banner]")).toHaveCount(0);
});
