// The preference centre: what it shows, and what it does with a choice.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { expectNoAxeFindings } from "./axe.mjs";
import { consent } from "./choosing.mjs";
import { button, category, centre, group, open, press, services } from "./centre.mjs";

/** @typedef {import("@playwright/test").Page} Page @typedef {import("@playwright/test").Locator} Locator */

const words = JSON.parse(readFileSync(new URL("../../crates/consent/words/en.json", import.meta.url), "utf8")).preferences;
const cookies = async (/** @type {Page} */ page) => (await page.context().cookies()).map((c) => c.name);
/** Serves a demo page with other markup. @param {Page} page @param {(html: string) => string} change */
const serve = (page, change) =>
  page.route("**/demo/*/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
/** The element that has the focus, wherever it is. @param {Page} page */
const focused = (page) => page.evaluate(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return `${at?.localName} ${at?.textContent?.trim().slice(0, 30)}`.trim();
});

test("a category's switch moves its services, and stands in between when they differ", async ({ page, request }) => {
  const list = await (await request.get("/v1/sites/main/cookies.json")).json();
  const video = list.services.find((/** @type {any} */ s) => s.id === "vidstream");
  list.services.push({ ...video, id: "podcast", name: "Podcast (imitated)" });
  await page.route("**/cookies.json", (route) => route.fulfill({ json: list }));
  await open(page);
  const state = () => category(page, "media").evaluate((e) => [/** @type {HTMLInputElement} */ (e).checked, /** @type {HTMLInputElement} */ (e).indeterminate]);
  const all = () => services(page, "media").evaluateAll((list) => list.map((e) => /** @type {HTMLInputElement} */ (e).checked));
  expect([await state(), await all()]).toEqual([[false, false], [false, false]]);
  await category(page, "media").check();
  expect([await state(), await all()]).toEqual([[true, false], [true, true]]);
  await centre(page).getByLabel("Podcast (imitated)").uncheck();
  expect([await state(), await all()]).toEqual([[false, true], [true, false]]);
  await category(page, "media").click();
  expect([await state(), await all()]).toEqual([[true, false], [true, true]]);
  await category(page, "media").uncheck();
  expect([await state(), await all()]).toEqual([[false, false], [false, false]]);
  await services(page, "media").first().check();
  expect(await services(page, "statistics").first().isChecked()).toBe(false);
  await button(centre(page), "Save my choices").click();
  expect(await consent(page)).toMatchObject({ source: "choice", granted: ["media"] });
});

for (const site of ["main", "library", "department"]) {
  test(`every service says who, why, on what basis, where to, what is stored and how long: ${site}`, async ({ page, request }) => {
    const list = await (await request.get(`/v1/sites/${site}/cookies.json`)).json();
    await open(page, site);
    await expect(centre(page).locator(".service")).toHaveCount(list.services.length);
    for (const service of list.services) {
      const row = group(page, service.category).locator(".service", { hasText: service.name });
      await row.locator("summary").click();
      for (const [label, text] of [["provider", service.provider], ["purpose", service.purpose], ["basis", words[service.basis]], ["transfer", service.transfer]]) {
        await expect(row.locator("dl > div", { has: page.getByText(words[label], { exact: true }) }).getByText(text)).toBeVisible();
      }
      for (const item of service.cookies) {
        await expect(row.getByText(`${item.name} (${words[item.kind]}): ${item.purpose}. ${words.duration}: ${item.duration}.`)).toBeVisible();
      }
      if (service.notice) await expect(row.getByRole("link", { name: words.notice })).toHaveAttribute("href", service.notice);
      await expect(row.getByRole("checkbox")).toHaveCount(/consent|exempt/.test(service.basis) ? 1 : 0);
    }
  });
}

test("what is exempt is on, says so, and can be objected to here", async ({ page }) => {
  await open(page, "library");
  await expect(services(page, "statistics")).toBeChecked();
  await expect(services(page, "media")).not.toBeChecked();
  await expect(group(page, "statistics").getByText(words.exempt)).toBeVisible();
  await expect(group(page, "media").getByText(words["needs-consent"])).toBeVisible();
  await centre(page).getByLabel("Visit counter (imitated)").uncheck();
  await category(page, "media").check();
  await button(centre(page), "Save my choices").click();
  expect(await consent(page)).toMatchObject({ source: "choice", granted: ["media"], refused: ["statistics"] });
  await page.reload();
  await expect(page.getByText("Visit counter: off")).toBeVisible();
});

test("the banner takes an objection with one click, and goes on asking for the rest", async ({ page }) => {
  await page.goto("/demo/library/");
  await expect(page.getByText("Visit counter: on")).toBeVisible();
  const region = page.getByRole("region", { name: "Cookie choice" });
  await expect(region).toContainText("Already on: statistics.");
  await page.waitForLoadState("networkidle");
  await button(region, "Turn off").click();
  await expect(region.getByRole("status")).toHaveText("Turned off.");
  await expect(button(region, "Turn off")).toHaveCount(0);
  expect(await consent(page)).toMatchObject({ source: "choice", granted: [], refused: ["statistics"] });
  await expect.poll(() => cookies(page)).not.toContain("demo_visits");
  await expectNoAxeFindings(page, "banner after an objection");
  await page.reload();
  await expect(page.getByText("Visit counter: off")).toBeVisible();
  await expect(region).toBeVisible();
  await expect(button(region, "Turn off")).toHaveCount(0);
});

test("an objection stays one when the rest is accepted", async ({ page }) => {
  await page.goto("/demo/library/");
  await page.waitForLoadState("networkidle");
  const region = page.getByRole("region", { name: "Cookie choice" });
  await button(region, "Turn off").click();
  await expect(region.getByRole("status")).toHaveText("Turned off.");
  await button(region, "Accept").click();
  await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
  expect(await consent(page)).toMatchObject({ source: "accept-all", granted: ["media"], refused: ["statistics"] });
  await page.reload();
  await expect(page.getByText("Visit counter: off")).toBeVisible();
});

test("the search finds services by name, provider, purpose and cookie, and says how many", async ({ page }) => {
  await open(page);
  const search = centre(page).getByRole("searchbox", { name: "Search the list" });
  const said = centre(page).getByRole("status");
  for (const [text, names] of /** @type {[string, string[]][]} */ ([
    ["VIDSTREAM INC", ["Vidstream (imitated)"]],
    ["_adreach", ["Adreach (imitated)"]],
    ["insight-queue", ["Insight Analytics (imitated)"]],
    ["courses you marked", ["Course shortlist"]],
    ["De Montfort University", ["Your cookie choice", "Course shortlist"]],
    ["(imitated)", ["Insight Analytics (imitated)", "Vidstream (imitated)", "Adreach (imitated)"]],
  ])) {
    await search.fill(text);
    await expect(said).toHaveText(`Services found: ${names.length}`);
    expect(await centre(page).locator("summary:visible").allTextContents()).toEqual(names);
    expect(await centre(page).locator(".group:visible").count()).toBe(names.length);
  }
  await search.fill("no such thing");
  await expect(said).toHaveText("Nothing found. Try another word.");
  await expect(centre(page).locator(".service:visible")).toHaveCount(0);
  await search.fill("");
  await expect(said).toHaveText("");
  await expect(centre(page).locator(".service:visible")).toHaveCount(5);
  await search.fill("vidstream");
  await search.press("Enter");
  await expect(centre(page)).toBeVisible();
  expect(await consent(page)).toBeNull();
  await category(page, "media").check();
  await page.keyboard.press("Enter");
  expect(await consent(page)).toMatchObject({ source: "choice", granted: ["media"], refused: ["preferences", "statistics", "marketing"] });
});

test("English and Cymraeg change places and keep what was ticked; the record has the language that was shown", async ({ page }) => {
  /** @type {any[]} */
  const sent = [];
  page.on("request", (request) => { if (request.url().endsWith("/v1/consents")) sent.push(request.postDataJSON()); });
  await open(page);
  await category(page, "media").check();
  await category(page, "preferences").check();
  await button(centre(page), "Cymraeg").click();
  const welsh = page.getByRole("dialog", { name: "Dewisiadau cwcis" });
  await expect(welsh).toBeVisible();
  await expect(welsh.getByText("Mae’n cofio’r cyrsiau a nodwyd gennych.")).toHaveCount(1);
  expect(await welsh.locator("h3 input").evaluateAll((list) => list.map((e) => /** @type {HTMLInputElement} */ (e).checked))).toEqual([true, false, true, false]);
  expect(await welsh.evaluate((e) => e.closest("section")?.lang)).toBe("cy");
  await expect(button(welsh, "Cymraeg")).toHaveAttribute("aria-pressed", "true");
  await expectNoAxeFindings(page, "in Welsh");
  await button(welsh, "English").click();
  await expect(page.getByRole("dialog", { name: "Cookie choices" })).toBeVisible();
  await expect(category(page, "media")).toBeChecked();
  await category(page, "preferences").uncheck();
  await button(centre(page), "Cymraeg").click();
  await button(welsh, "Cadw fy newisiadau").click();
  await expect(page.getByRole("status")).toHaveText("Mae eich dewis wedi’i gadw. Gallwch ei newid unrhyw bryd.");
  expect(await consent(page)).toMatchObject({ granted: ["media"] });
  await expect.poll(() => sent).toMatchObject([{ language: "cy", surface: "preferences", source: "choice" }]);
  expect(sent[0].wording).toMatch(/^[\da-f]{64}$/);
});

for (const how of ["Escape", "×"]) {
  for (const from of ["Choose", "Cookie choices"]) {
    test(`${how} changes nothing and gives the focus back to “${from}”`, async ({ page }) => {
      await serve(page, (html) => html.replace("<main>", '<main><button type="button" data-forthright="preferences">Cookie choices</button>').replace(/<footer>.*<\/footer>/s, ""));
      await page.goto("/demo/main/");
      const opener = button(page, from);
      await opener.focus();
      await page.keyboard.press("Enter");
      await expect(centre(page)).toBeVisible();
      expect(await focused(page)).toBe("h2 Cookie choices");
      await category(page, "media").check();
      if (how === "Escape") await page.keyboard.press("Escape");
      else await button(centre(page), "Close without saving").click();
      await expect(centre(page)).toHaveCount(0);
      await expect(opener).toBeFocused();
      expect([await consent(page), await cookies(page)]).toEqual([null, []]);
      await expect(page.getByRole("region", { name: "Cookie choice" })).toBeVisible();
      await page.keyboard.press("Enter");
      await expect(category(page, "media")).not.toBeChecked();
    });
  }
}

test("saving says so and gives the focus back; from the banner, which is gone, to the saying itself", async ({ page }) => {
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto("/demo/main/");
  await button(page, "Choose").click();
  await button(centre(page), "Save my choices").click();
  const said = page.getByRole("status");
  await expect(said).toHaveText("Your choice is saved. You can change it at any time.");
  await expect(said).toBeFocused();
  await expectNoAxeFindings(page, "saved");
  // What has the focus stays; once the focus goes on it is gone, without a trace.
  await page.waitForTimeout(6500);
  await expect(said).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(said).toHaveCount(0);
  const opener = button(page, "Cookie choices");
  await opener.click();
  await category(page, "statistics").check();
  await button(centre(page), "Save my choices").click();
  await expect(said).toHaveText("Your choice is saved. You can change it at any time.");
  await expect(opener).toBeFocused();
  await expect(said).toHaveCount(0);
  expect(errors).toEqual([]);
});

test("answering the banner says so too, and moves the focus to the saying", async ({ page }) => {
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto("/demo/main/");
  await page.waitForLoadState("networkidle");
  await button(page, "Refuse").click();
  await expect(page.getByRole("status")).toHaveText("Your choice is saved. You can change it at any time.");
  await expect(page.getByRole("status")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("status")).toHaveCount(0);
  expect(errors).toEqual([]);
});

test("pressed twice, it opens once; pressing inside opens no other", async ({ page }) => {
  await page.goto("/demo/main/");
  await page.evaluate(() => { for (let times = 0; times < 3; times += 1) /** @type {any} */ (window).forthright.consent.open(); });
  await expect(centre(page)).toHaveCount(1);
  await category(page, "media").check();
  await page.waitForTimeout(300);
  await expect(centre(page)).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(centre(page)).toHaveCount(0);
});

test("the focus stays inside while it is open", async ({ page }) => {
  await open(page);
  for (const key of ["Tab", "Shift+Tab"]) {
    const seen = new Set();
    for (let times = 0; times < 30; times += 1) {
      await page.keyboard.press(key);
      seen.add(await page.evaluate(() => /** @type {any} */ (document.activeElement)?.dataset.forthright ?? document.activeElement?.localName));
    }
    seen.delete("body");
    expect(seen.size).toBe(1);
  }
  // Nor can the page take it away.
  const taken = await page.getByRole("link", { name: "Library" }).evaluate((link) => (link.focus(), document.activeElement === link));
  expect(taken).toBe(false);
});

test("saving with two of four on stores exactly that", async ({ page }) => {
  await open(page);
  await category(page, "statistics").check();
  await category(page, "marketing").check();
  await button(centre(page), "Save my choices").click();
  await expect(page.getByText("Advertising: on")).toBeVisible();
  await expect(page.getByText("Shortlist: off")).toBeVisible();
  expect(await consent(page)).toMatchObject({ source: "choice", granted: ["statistics", "marketing"], refused: ["preferences", "media"] });
  const value = (await page.context().cookies()).find((c) => c.name === "forthright_consent")?.value;
  expect(value).toMatch(/^2\.[\da-f-]{36}\.2\.\d{10}\.choice\.statistics_marketing\.preferences_media\.e1$/);
});

/** Opens the preference centre, presses a button and says where the decision came from. @param {Page} page @param {string} name @param {string} [uncheck] a category */
const choose = async (page, name, uncheck) => {
  /** @type {string | undefined} */
  let id;
  // What went before may be loading the page again.
  await expect(async () => { id = (await consent(page))?.id; }).toPass();
  await press(page);
  await expect(centre(page)).toBeVisible();
  if (uncheck) await category(page, uncheck).uncheck();
  await button(centre(page), name).click();
  await expect(centre(page)).toHaveCount(0);
  // Taking advertising back loads the page again, and what is asked meanwhile is cut off.
  /** @type {any} */
  let decision;
  await expect.poll(async () => {
    decision = await consent(page).catch(() => null);
    return decision?.id ?? id;
  }).not.toBe(id);
  return decision.source;
};

test("accepting, refusing and taking back are told apart", async ({ page }) => {
  await page.goto("/demo/main/");
  expect(await choose(page, "Refuse all")).toBe("refuse-all");
  expect(await choose(page, "Save my choices")).toBe("choice");
  expect(await choose(page, "Refuse all")).toBe("refuse-all");
  expect(await choose(page, "Accept all")).toBe("accept-all");
  expect(await choose(page, "Refuse all")).toBe("withdrawal");
  // A withdrawal may load the page again.
  await expect(async () => page.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: ["media"] }))).toPass();
  expect(await choose(page, "Save my choices", "media")).toBe("withdrawal");
});

test("what is exempt was never consented to: refusing it on the first visit takes nothing back", async ({ page }) => {
  await page.goto("/demo/library/");
  expect(await choose(page, "Refuse all")).toBe("refuse-all");
});
