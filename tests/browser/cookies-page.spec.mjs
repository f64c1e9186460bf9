// /cookies, its receipts and /embed without JavaScript. axe needs it: it looks at the same page in a second browser.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { key } from "../people.mjs";
import { root } from "../server.mjs";
import { recorded, rows } from "../store.mjs";
import { expectNoAxeFindings } from "./axe.mjs";

/** @typedef {import("@playwright/test").Page} Page */

test.use({ javaScriptEnabled: false });

const words = (/** @type {string} */ language) => JSON.parse(readFileSync(join(root, `crates/consent/words/${language}.json`), "utf8"));
const en = words("en");

/** The page as it stands, with its cookies, in a browser with JavaScript. @param {Page} page @param {string} state @param {object} [more] */
async function axe(page, state, more = {}) {
  const storageState = await page.context().storageState();
  const context = await /** @type {import("@playwright/test").Browser} */ (page.context().browser()).newContext({ storageState, javaScriptEnabled: true, ...more });
  const same = await context.newPage();
  await same.goto(page.url());
  // Copying takes a script; all else is the same without.
  const text = await same.locator("main").evaluate((main) => {
    const copies = /** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll(".copy"));
    for (const copy of copies) copy.hidden = true;
    const { innerText } = /** @type {HTMLElement} */ (main);
    for (const copy of copies) copy.hidden = false;
    return innerText;
  });
  expect(text).toBe(await page.locator("main").innerText());
  await expectNoAxeFindings(same, state);
  await context.close();
}

/** The decision in the browser's cookie. @param {Page} page */
async function decision(page) {
  const found = (await page.context().cookies()).find((cookie) => cookie.name === "forthright_consent");
  if (!found) return undefined;
  const [version, id, revision, seconds, source, granted, refused, covered] = found.value.split(".");
  return { version, id, revision, age: Date.now() / 1000 - Number(seconds), source, granted, refused, covered, expires: found.expires };
}

const form = (/** @type {Page} */ page, name = "DMU Library", word = en) =>
  page.getByRole("form", { name: word.page.choose.replace("{site}", name), exact: true });
const box = (/** @type {Page} */ page, /** @type {string} */ service, site = "library") => page.locator(`#${site}-${service}`);

/** Presses a button of a form and returns what the server answered. @param {Page} page @param {string} name @param {import("@playwright/test").Locator} [where] */
async function press(page, name, where = form(page)) {
  const posted = page.waitForResponse((response) => response.request().method() === "POST");
  await where.getByRole("button", { name, exact: true }).click();
  return posted;
}

for (const [language, library, tag] of /** @type {const} */ ([["en", "DMU Library", "en-GB"], ["cy", "Llyfrgell DMU", "cy"]])) {
  const word = words(language);
  const choice = (/** @type {Page} */ page) => page.locator("#current-choice");

  test(`choosing one service, in ${word.name}: cookie, record, receipt and page say the same`, async ({ page }) => {
    await page.goto(`/cookies?lang=${language}`);
    await expect(page.locator("html")).toHaveAttribute("lang", tag);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(word.page.title);
    await expect(choice(page)).toHaveText(word.page["no-choice"]);
    await expect(box(page, "vidstream")).not.toBeChecked();
    await expect(box(page, "visit-counter")).toBeChecked();
    await axe(page, "no choice");

    await box(page, "vidstream").check();
    await box(page, "visit-counter").uncheck();
    expect((await press(page, word.preferences.save, form(page, library, word))).status()).toBe(303);
    const cookie = await decision(page);
    expect(cookie).toMatchObject({ version: "2", revision: "2", source: "choice", granted: "media", refused: "statistics", covered: "82" });
    expect(Math.abs(cookie?.age ?? 1000)).toBeLessThan(60);
    expect(((cookie?.expires ?? 0) - Date.now() / 1000) / 86_400).toBeCloseTo(182, 1);

    expect(page.url()).toContain(`lang=${language}#current-choice`);
    await expect(page.locator("html")).toHaveAttribute("lang", tag);
    await expect(page.getByRole("status")).toContainText(word.page.saved);
    await expect(choice(page)).toContainText(word.page.allowed.replace("{list}", word.banner.media));
    for (const on of [box(page, "vidstream"), box(page, "vidstream", "main")]) await expect(on).toBeChecked();
    for (const off of [box(page, "visit-counter"), box(page, "insight", "main")]) await expect(off).not.toBeChecked();
    await axe(page, "saved");

    const record = await recorded(cookie?.id ?? "");
    expect(record).toMatchObject({ site: "library", revision: 2, source: "choice", surface: "page", language, granted: '["media"]', refused: '["statistics"]', previous: null, gpc: 0 });
    await page.getByRole("link", { name: word.preferences.receipt }).click();
    expect(page.url()).toContain(`/consents/${cookie?.id}?lang=${language}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(word.page["receipt-title"]);
    const shown = page.locator(`blockquote[lang=${language}] p`);
    expect(await shown.allInnerTexts()).toEqual(record.text.split("\n"));
    const { wording } = await (await page.request.get(`/v1/consents/${cookie?.id}`)).json();
    expect(wording.lines).toEqual(record.text.split("\n"));
    await axe(page, "receipt");
  });

  test(`accepting all and taking all back, in ${word.name}`, async ({ page, context, baseURL }) => {
    const foreign = { name: "somebody_elses", value: "1", url: baseURL };
    await context.addCookies([{ name: "vs_device", value: "1", url: baseURL }, { name: "demo_visits", value: "1", url: baseURL }, foreign]);
    const names = async () => (await context.cookies()).map((cookie) => cookie.name).sort();
    await page.goto(`/cookies?lang=${language}`);
    expect((await press(page, word.preferences["accept-all"], form(page, library, word))).status()).toBe(303);
    const accepted = await decision(page);
    expect(accepted).toMatchObject({ source: "accept-all", granted: "statistics_media", refused: "", covered: "82" });
    expect(await names()).toEqual(["demo_visits", "forthright_consent", "somebody_elses", "vs_device"]);
    await expect(choice(page)).toContainText([word.banner.statistics, word.banner.media].join(word.banner.comma));
    for (const on of ["vidstream", "visit-counter"]) await expect(box(page, on)).toBeChecked();
    await axe(page, "accepted");

    const answer = await press(page, word.preferences["refuse-all"], form(page, library, word));
    expect(answer.status()).toBe(303);
    const removed = (await answer.headersArray()).filter(({ name, value }) => /set-cookie/i.test(name) && value.includes("Max-Age=0"));
    expect(removed.map(({ value }) => value.split("=")[0]).sort()).toEqual(["demo_visits", "vs_device"]);
    expect(await names()).toEqual(["forthright_consent", "somebody_elses"]);
    const withdrawn = await decision(page);
    expect(withdrawn).toMatchObject({ source: "withdrawal", granted: "", refused: "statistics_media" });
    await expect(choice(page)).toContainText(word.page["refused-all"]);
    for (const off of ["vidstream", "visit-counter"]) await expect(box(page, off)).not.toBeChecked();
    await axe(page, "withdrawn");

    expect(await recorded(withdrawn?.id ?? "")).toMatchObject({ source: "withdrawal", previous: accepted?.id, surface: "page" });
    await page.goto(`/consents/${withdrawn?.id}?lang=${language}`);
    await expect(page.getByText(accepted?.id ?? "")).toBeVisible();
    await expect(page.getByText(word.page["source-withdrawal"])).toBeVisible();
    await expect(page.getByRole("cell", { name: word.page.objected, exact: true })).toBeVisible();
  });
}

test("a choice on one site leaves what was chosen on another", async ({ page }) => {
  await page.goto("/cookies");
  await box(page, "insight", "main").check();
  await press(page, "Save my choices", form(page, "DMU website"));
  expect(await decision(page)).toMatchObject({ granted: "statistics", refused: "preferences_media_marketing", covered: "e1" });
  await expect(box(page, "visit-counter")).toBeChecked();
  await box(page, "visit-counter").uncheck();
  await press(page, "Save my choices");
  expect(await decision(page)).toMatchObject({ granted: "insight", refused: "preferences_statistics_media_marketing", covered: "e3" });
  await expect(box(page, "insight", "main")).toBeChecked();
  await expect(box(page, "visit-counter")).not.toBeChecked();
});

test("refusing with nothing allowed before is a refusal; a withdrawal needs something to take back", async ({ page }) => {
  await page.goto("/cookies");
  await press(page, "Refuse all", form(page, "DMU website"));
  expect(await decision(page)).toMatchObject({ source: "refuse-all", granted: "", refused: "preferences_statistics_media_marketing" });
  await press(page, "Refuse all", form(page, "DMU website"));
  expect((await decision(page))?.source).toBe("refuse-all");
});

test("a website without anything optional has nothing to choose", async ({ page }) => {
  await page.goto("/cookies");
  const department = page.getByRole("region", { name: "School of Engineering", exact: true });
  await expect(department).toContainText(en.page["no-optional"]);
  await expect(department.getByRole("button")).toHaveCount(0);
});

test("every line a record says was shown stands on the page, word for word", async ({ page }) => {
  for (const language of ["en", "cy"]) {
    await page.goto(`/cookies?lang=${language}`);
    const plain = (/** @type {string} */ text) => text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    const text = plain(await page.locator("main").innerText());
    await press(page, words(language).preferences["refuse-all"], page.locator("#library form"));
    const lines = (await recorded((await decision(page))?.id ?? "")).text.split("\n");
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((/** @type {string} */ line) => !text.includes(plain(line)))).toEqual([]);
  }
});

test("in Welsh the day is in Welsh too", async ({ page }) => {
  await page.goto("/cookies?lang=cy");
  await press(page, words("cy").preferences["refuse-all"], page.locator("#library form"));
  const day = new Intl.DateTimeFormat("cy", { dateStyle: "long", timeZone: "Europe/London" }).format(new Date());
  await expect(page.locator("#current-choice")).toContainText(day);
});

test("what is allowed by its own name is called by the name a visitor knows", async ({ page }) => {
  await page.goto("/cookies");
  await box(page, "insight", "main").check();
  await press(page, "Save my choices", form(page, "DMU website"));
  await box(page, "visit-counter").uncheck();
  await press(page, "Save my choices");
  await expect(page.locator("#current-choice")).toContainText("You have allowed: Insight Analytics (imitated).");
});

test("every id on the page is there once, so that links to a website's part arrive", async ({ page }) => {
  await page.goto("/cookies");
  const ids = [...(await page.content()).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) < at)).toEqual([]);
});

for (const [language, says, tag] of [["en", "That website is not listed here", "en-GB"], ["cy", words("cy").page["unknown-site"], "cy"]]) {
  test(`a website that is not ours is answered with a page that says so, in ${words(language).name}`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: true });
    const page = await context.newPage();
    await page.goto(`/cookies?lang=${language}`);
    await page.locator("#library [name=site]").evaluate((input) => input.setAttribute("value", "nowhere"));
    const answer = await press(page, words(language).preferences["accept-all"], page.locator("#library form"));
    expect(answer.status()).toBe(400);
    await expectNoAxeFindings(page, "no such website");
    expect(await context.cookies()).toEqual([]);
    await expect(page.locator("main")).toContainText(says);
    await expect(page.locator("html")).toHaveAttribute("lang", tag);
    await context.close();
  });
}

test("what another site's page posts is refused, and changes nothing", async ({ page, context }) => {
  await page.goto("/cookies");
  const multipart = { site: "library", do: "accept" };
  /** @type {Record<string, string>[]} */
  const others = [{ Origin: "https://elsewhere.example" }, { Origin: "https://library.dmu.ac.uk" }, { "Sec-Fetch-Site": "cross-site" }, { Origin: "null" }];
  for (const headers of others) {
    for (const path of ["/cookies", `/consents/${key()}`]) {
      const answer = await page.request.post(path, { headers, multipart });
      expect([answer.status(), answer.headers()["set-cookie"]]).toEqual([403, undefined]);
    }
  }
  await page.route("http://elsewhere.example/", (route) => route.fulfill({
    contentType: "text/html",
    body: `<form method="post" action="${process.env.FORTHRIGHT_URL}/cookies" enctype="multipart/form-data"><input name="site" value="library"><button name="do" value="accept">A prize</button></form>`,
  }));
  await page.goto("http://elsewhere.example/");
  expect((await press(page, "A prize", page.locator("form"))).status()).toBe(403);
  await expect(page.getByRole("heading", { name: "Sorry, there is a problem" })).toBeVisible();
  expect(await context.cookies()).toEqual([]);
});

test.describe("with Global Privacy Control", () => {
  test.use({ extraHTTPHeaders: { "Sec-GPC": "1" } });

  test("the page says that the signal is a refusal, and a choice made here counts", async ({ page }) => {
    await page.goto("/cookies");
    await expect(page.locator("#current-choice")).toHaveText(en.page["gpc-no-choice"]);
    await expect(box(page, "vidstream")).not.toBeChecked();
    await axe(page, "privacy signal", { extraHTTPHeaders: { "Sec-GPC": "1" } });
    await page.goto("/cookies?lang=cy");
    await expect(page.locator("#current-choice")).toHaveText(words("cy").page["gpc-no-choice"]);

    await page.goto("/cookies");
    await box(page, "vidstream").check();
    await press(page, "Save my choices");
    await expect(page.locator("#current-choice")).toContainText("You have allowed: statistics, media.");
    expect(await recorded((await decision(page))?.id ?? "")).toMatchObject({ gpc: 1, source: "choice", granted: '["statistics","media"]' });
  });
});

test("a receipt is read, printed and deleted with all before it, and the browser forgets its choice", async ({ page, context, baseURL }) => {
  await page.goto("/cookies");
  await press(page, "Accept all");
  const first = (await decision(page))?.id ?? "";
  await press(page, "Refuse all");
  const id = (await decision(page))?.id ?? "";
  await recorded(id);
  await page.goto(`/consents/${id}`);
  const facts = page.locator("main > dl");
  for (const text of [id, first, "DMU Library", "De Montfort University, dataprotection@dmu.ac.uk", en.page["source-withdrawal"]]) await expect(facts).toContainText(text);
  await expect(page.getByRole("row", { name: /Vidstream \(imitated\).*Your consent \(PECR Schedule A1, paragraph 2\).*refused/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Visit counter.*paragraph 5.*objected/ })).toBeVisible();
  await expect(page.locator("blockquote")).toContainText("Remembers what you chose, so that we do not ask on every page");
  await axe(page, "receipt after a withdrawal");

  await page.emulateMedia({ media: "print" });
  for (const hidden of [page.locator("header.site"), page.locator("footer.site"), page.getByRole("button", { name: en.page.delete })]) await expect(hidden).toBeHidden();
  for (const kept of [facts, page.getByRole("table"), page.locator("blockquote")]) await expect(kept).toBeVisible();
  expect((await page.pdf()).subarray(0, 4).toString()).toBe("%PDF");
  await page.emulateMedia({ media: null });

  await context.addCookies([{ name: "somebody_elses", value: "1", url: baseURL }]);
  expect((await press(page, en.page.delete, page.locator("main"))).status()).toBe(303);
  await expect(page.getByRole("status")).toHaveText(en.page.deleted);
  await expect(page.locator("#current-choice")).toHaveText(en.page["no-choice"]);
  expect((await context.cookies()).map((cookie) => cookie.name)).toEqual(["somebody_elses"]);
  expect(await rows("SELECT id FROM consents WHERE id IN (?, ?)", [first, id])).toEqual([]);
  await axe(page, "deleted");
  for (const gone of [first, id]) expect((await page.goto(`/consents/${gone}`))?.status()).toBe(404);
});

test("an unknown receipt is a page that says why there may be none", async ({ page }) => {
  for (const [language, id] of [["en", key()], ["cy", key()], ["en", "nobody"], ["en", '"><script>']]) {
    const word = words(language).page;
    expect((await page.goto(`/consents/${encodeURIComponent(id)}?lang=${language}`))?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(word["receipt-title"]);
    await expect(page.locator("main")).toContainText(word["receipt-none"]);
    await expect(page.locator("script")).toHaveCount(0);
    await axe(page, `no receipt ${language}`);
  }
  await page.locator("main").getByRole("link", { name: en.page.title, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: en.page.title, exact: true })).toBeVisible();
});

test("a receipt of a record without words says so, and one with unknown words shows their hash", async ({ page }) => {
  const hash = "ab".repeat(32);
  const record = (more = {}) => ({
    id: key(), site: "main", revision: 2, decidedAt: new Date().toISOString().replace(/\.\d+/, ""), source: "api", granted: ["media"], refused: [], ...more,
  });
  const [none, strange] = [record(), record({ wording: hash, surface: "banner", language: "en", source: "accept-all" })];
  for (const data of [none, strange]) expect((await page.request.post("/v1/consents", { data })).status()).toBe(202);
  await recorded(strange.id);
  await page.goto(`/consents/${none.id}`);
  await expect(page.locator("main")).toContainText(en.page["receipt-no-wording"]);
  await axe(page, "receipt without words");
  await page.goto(`/consents/${strange.id}`);
  await expect(page.locator("main")).toContainText(en.page["receipt-unknown-wording"].replace("{hash}", hash));
  await axe(page, "receipt with unknown words");
});

test.describe("/embed", () => {
  const snippet = (/** @type {Page} */ page) => page.getByRole("region", { name: "The snippet" });

  test("builds the snippet for a website, a language and a look", async ({ page, baseURL }) => {
    await page.goto("/embed");
    await expect(snippet(page)).toContainText("async></script>");
    await axe(page, "embed");
    await page.getByLabel("Website", { exact: true }).selectOption("DMU Library");
    await page.getByLabel("Language").selectOption("Cymraeg");
    await page.getByLabel("Light or dark").selectOption("Dark");
    await page.getByLabel("Where").selectOption("Top");
    await page.getByLabel("Links").selectOption("Say which lead to another website");
    await page.getByRole("button", { name: "Build the snippet" }).click();
    const options = 'data-site="library" data-lang="cy" data-theme="dark" data-position="top" data-links="label"';
    await expect(snippet(page)).toContainText(`<script src="${baseURL}/embed.js" ${options} async></script>`);
    await expect(snippet(page)).toContainText(`<a href="${baseURL}/cookies#library">`);
    const chosen = [["Website", "library"], ["Language", "cy"], ["Light or dark", "dark"], ["Where", "top"], ["Links", "label"]];
    for (const [label, value] of chosen) await expect(page.getByLabel(label, { exact: true })).toHaveValue(value);
    await expect(page.getByRole("row", { name: /Vidstream \(imitated\).*vidstream.*media.*Needs consent/ })).toBeVisible();
    await expect(page.getByRole("row", { name: /Visit counter.*On until someone objects/ })).toBeVisible();
    await expect(page.getByRole("region", { name: "The policy", exact: true })).toContainText(`connect-src 'self' ${baseURL};`);
    await axe(page, "embed for the library");
  });

  test("drops what it does not know, whatever it is", async ({ page, baseURL }) => {
    const hostile = encodeURIComponent('"><script>alert(1)</script>');
    const answer = await page.goto(`/embed?site=${hostile}&language=${hostile}&theme=${hostile}&position=${hostile}&links=${hostile}`);
    expect(await answer?.text()).not.toContain("alert(1)");
    await expect(page.locator('script:not([src^="/assets/"])')).toHaveCount(0);
    await expect(snippet(page)).toContainText(new RegExp(`^<script src="${baseURL}/embed.js" data-site="[a-z]+" async></script>`));
    await page.goto("/embed?site=library&language=tlh&theme=DARK&position=%ff%00");
    await expect(snippet(page)).toContainText(`<script src="${baseURL}/embed.js" data-site="library" async></script>`);
  });

  test("links only to what is there", async ({ page }) => {
    await page.goto("/embed");
    const addresses = await page.locator('main a[href^="/"]').evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    expect(addresses.length).toBeGreaterThan(2);
    for (const address of addresses) expect((await page.request.get(address)).status(), address).toBe(200);
  });
});
