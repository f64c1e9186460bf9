// Who can use the banner and the preference centre: zoom, forced colours, motion, direction, print, speed, axe.
import { expect, test } from "@playwright/test";
import { expectNoAxeFindings } from "./axe.mjs";
import { button, category, centre, open, press } from "./centre.mjs";

/** @typedef {import("@playwright/test").Page} Page @typedef {import("@playwright/test").Locator} Locator */

/** Serves a demo page with other markup. @param {Page} page @param {(html: string) => string} change */
const serve = (page, change) =>
  page.route("**/demo/*/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });

for (const site of ["main", "library"]) {
  test(`at 400 % zoom everything can be reached without scrolling sideways: ${site}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 256 });
    const inside = (/** @type {Locator} */ locator) => locator.evaluate((e) => {
      const { left, right, top, bottom } = e.getBoundingClientRect();
      const at = /** @type {ShadowRoot} */ (e.getRootNode()).elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return left >= 0 && right <= 320 && top >= 0 && bottom <= 256 && !!at && (e.contains(at) || at.contains(e));
    });
    const narrow = (/** @type {Locator} */ locator) => locator.evaluate((e) => e.scrollWidth <= e.clientWidth);
    await page.goto(`/demo/${site}/`);
    const region = page.getByRole("region", { name: "Cookie choice" });
    await expect(region).toBeVisible();
    expect(await narrow(region)).toBe(true);
    for (const name of ["Accept", "Refuse", "Choose"]) {
      await button(region, name).focus();
      expect(await inside(button(region, name)), name).toBe(true);
    }
    expect((await region.boundingBox())?.height).toBeLessThanOrEqual(256 * 0.7);
    await button(region, "Choose").click();
    await expect(centre(page)).toBeVisible();
    for (const details of await centre(page).locator("summary").all()) await details.click();
    expect([await narrow(centre(page)), await narrow(page.locator("html"))]).toEqual([true, true]);
    for (let times = 0; times < 40; times += 1) {
      await page.keyboard.press("Tab");
      const hidden = await page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        if (!at || at.localName === "body" || at.localName === "dialog") return "";
        const { left, right, top, bottom } = at.getBoundingClientRect();
        return right <= 320 && left >= 0 && bottom > 0 && top < 256 ? "" : `${at.localName} ${at.textContent}`;
      });
      expect(hidden).toBe("");
    }
    await button(centre(page), "Refuse all").click();
    await expect(centre(page)).toHaveCount(0);
  });
}

test("forced colours keep the edges of buttons and the state of switches", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const edges = (/** @type {Locator} */ locator) => locator.evaluateAll((all) => all.map((e) => {
    const { borderTopColor, borderTopStyle, borderTopWidth, backgroundColor, color } = getComputedStyle(e);
    return borderTopStyle === "solid" && Number.parseFloat(borderTopWidth) >= 1 && borderTopColor !== backgroundColor && !/^rgba\(.*, 0\)$/.test(borderTopColor) && color !== backgroundColor;
  }));
  await page.goto("/demo/main/");
  const region = page.getByRole("region", { name: "Cookie choice" });
  expect(await edges(region.getByRole("button"))).toEqual([true, true, true]);
  await button(region, "Choose").click();
  await expect(centre(page)).toBeVisible();
  const all = await edges(centre(page).getByRole("button"));
  expect(all.every(Boolean), String(all)).toBe(true);
  expect(await category(page, "media").evaluate((e) => getComputedStyle(e).appearance)).not.toBe("none");
  await expectNoAxeFindings(page, "forced colours");
});

test("with reduced motion nothing moves, and without it hardly anything", async ({ page }) => {
  for (const reducedMotion of /** @type {const} */ (["reduce", "no-preference"])) {
    await page.emulateMedia({ reducedMotion });
    await open(page);
    const moving = await page.evaluate(() => {
      const elements = [...document.querySelectorAll("[data-forthright]")].flatMap((host) => [host, ...(host.shadowRoot?.querySelectorAll("*") ?? [])]);
      return Math.max(...elements.flatMap((e) => [getComputedStyle(e).transitionDuration, getComputedStyle(e).animationDuration]).map((text) => Number.parseFloat(text) || 0), document.getAnimations().length);
    });
    expect(moving).toBeLessThanOrEqual(reducedMotion === "reduce" ? 0 : 0.16);
  }
});

test("on a right-to-left page the banner runs from the right, and the preference centre is English", async ({ page }) => {
  await serve(page, (html) => html.replace('lang="en-GB"', 'lang="ar" dir="rtl"').replace("data-site", 'data-lang="ar" data-site'));
  await page.goto("/demo/main/");
  const region = page.getByRole("region", { name: "اختيار ملفات تعريف الارتباط" });
  await expect(region).toBeVisible();
  expect(await region.evaluate((e) => [e.getAttribute("dir"), e.getAttribute("lang"), getComputedStyle(e).direction])).toEqual(["rtl", "ar", "rtl"]);
  const [accept, choose] = [await button(region, "قبول").boundingBox(), await button(region, "اختيار").boundingBox()];
  expect(accept?.x).toBeGreaterThan(choose?.x ?? Infinity);
  await button(region, "اختيار").click();
  await expect(page.getByRole("dialog", { name: "Cookie choices" })).toBeVisible();
  expect(await centre(page).evaluate((e) => [e.closest("section")?.dir, e.closest("section")?.lang, getComputedStyle(e).direction])).toEqual(["ltr", "en", "ltr"]);
});

test("print shows neither banner nor dialog", async ({ page }) => {
  await page.goto("/demo/main/");
  await expect(page.getByRole("region", { name: "Cookie choice" })).toBeVisible();
  await press(page);
  await expect(centre(page)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(centre(page)).toBeHidden();
  await expect(page.locator("[data-forthright=banner] section")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await expect(centre(page)).toBeVisible();
});

test("it opens quickly from a warm cache", async ({ page }) => {
  /** @type {number[]} */
  const times = [];
  for (let at = 0; at < 6; at += 1) {
    await page.goto("/demo/main/");
    await page.waitForLoadState("networkidle");
    times.push(await page.evaluate(async () => {
      const start = performance.now();
      await /** @type {any} */ (window).forthright.consent.open();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - start;
    }));
    await expect(centre(page)).toBeVisible();
  }
  const warm = times.slice(1).sort((a, b) => a - b);
  console.log(`preference centre, warm: median ${Math.round(warm[2] ?? 0)} ms of ${warm.map(Math.round).join(" ")}; first ${Math.round(times[0] ?? 0)} ms`);
});

for (const language of ["en", "cy", "ar", "ur", "zh"]) {
  test(`axe finds nothing in banner and preference centre: ${language}, light and dark, wide and narrow`, async ({ page }) => {
    await serve(page, (html) => html.replace("data-site", `data-lang="${language}" data-site`));
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      for (const width of [1280, 320]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 720 });
        await page.goto("/demo/library/");
        await expect(page.locator("[data-forthright=banner] section")).toBeVisible();
        await page.waitForLoadState("networkidle");
        await expectNoAxeFindings(page, `banner ${language} ${colorScheme} ${width}`);
        await press(page);
        await expect(centre(page)).toBeVisible();
        await centre(page).locator("summary").last().click();
        await expectNoAxeFindings(page, `preference centre ${language} ${colorScheme} ${width}`);
      }
    }
  });
}
