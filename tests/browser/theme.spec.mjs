// A page may change how the banner looks, as long as it can be read and refusing looks like accepting.
import { expect, test } from "@playwright/test";

/** @typedef {import("@playwright/test").Page} Page */

const region = (/** @type {Page} */ page) => page.getByRole("region", { name: "Cookie choice" });
const button = (/** @type {Page} */ page, /** @type {string} */ name) => region(page).getByRole("button", { name, exact: true });

/** Serves the demo page with a style of its own and options of the script. @param {Page} page @param {{css?: string, options?: string}} how */
const serve = (page, { css = "", options = "" }) =>
  page.route("**/demo/main/", async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), "content-security-policy": "script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'" };
    const body = (await response.text()).replace("</head>", `<style>${css}</style></head>`).replace("data-site", `${options} data-site`);
    await route.fulfill({ response, headers, body });
  });

/** The console lines of ours. @param {Page} page */
const complaints = (page) => {
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => { if (message.text().startsWith("forthright")) said.push(message.text()); });
  return said;
};

/** @param {Page} page */
const look = async (page) => {
  await expect(region(page)).toBeVisible();
  await page.waitForLoadState("networkidle");
  return page.locator("[data-forthright=banner]").evaluate((host) => {
    const of = (/** @type {string} */ selector) => getComputedStyle(/** @type {Element} */ (host.shadowRoot?.querySelector(selector)));
    const [ground, one] = [of("section"), of("div button")];
    return { paper: ground.backgroundColor, ink: ground.color, button: one.backgroundColor, buttonInk: one.color, radius: one.borderTopLeftRadius };
  });
};
/** What the eye can tell of the two buttons. @param {Page} page */
const same = async (page) => {
  const [accept, refuse] = await Promise.all(["Accept", "Refuse"].map((name) => button(page, name).evaluate((e) => {
    const { color, backgroundColor, backgroundImage, font, opacity, border, borderRadius, boxShadow, textDecoration, filter, transform, padding, letterSpacing, textTransform } = getComputedStyle(e);
    return [color, backgroundColor, backgroundImage, font, opacity, border, borderRadius, boxShadow, textDecoration, filter, transform, padding, letterSpacing, textTransform, e.clientWidth, e.clientHeight];
  })));
  return JSON.stringify(accept) === JSON.stringify(refuse);
};

const LIGHT = { paper: "rgb(255, 255, 255)", ink: "rgb(22, 24, 29)", button: "rgb(138, 13, 46)", buttonInk: "rgb(255, 255, 255)", radius: "4px" };
const DARK = { paper: "rgb(27, 29, 34)", ink: "rgb(243, 244, 246)", button: "rgb(255, 157, 177)", buttonInk: "rgb(27, 29, 34)", radius: "4px" };

test("custom properties of the page change the banner", async ({ page }) => {
  const said = complaints(page);
  await serve(page, { css: ":root{--forthright-paper:#00205b;--forthright-ink:#fff;--forthright-button:#ffd100;--forthright-button-ink:#111;--forthright-radius:24px}" });
  await page.goto("/demo/main/");
  expect(await look(page)).toEqual({ paper: "rgb(0, 32, 91)", ink: "rgb(255, 255, 255)", button: "rgb(255, 209, 0)", buttonInk: "rgb(17, 17, 17)", radius: "24px" });
  await button(page, "Choose").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toHaveCSS("background-color", "rgb(0, 32, 91)");
  await expect(dialog.getByRole("button", { name: "Accept all" })).toHaveCSS("background-color", "rgb(255, 209, 0)");
  expect(said).toEqual([]);
});

/** @type {[string, string][]} */
const unreadable = [
  ["grey on white", "--forthright-ink:#8a8a8a"],
  ["ink like the paper", "--forthright-paper:#16181d"],
  ["buttons that cannot be read", "--forthright-button:#eee"],
  ["the ink of buttons too pale", "--forthright-button-ink:#d0707f"],
  ["ink one can see through", "--forthright-ink:rgb(0 0 0/.2)"],
  ["paper one can see through", "--forthright-paper:transparent"],
  ["just below 4.5", "--forthright-ink:#777"],
];
for (const [what, css] of unreadable) {
  test(`a theme that cannot be read is refused: ${what}`, async ({ page }) => {
    const said = complaints(page);
    await serve(page, { css: `:root{${css}}` });
    await page.goto("/demo/main/");
    await expect(region(page)).toBeVisible();
    await expect.poll(() => look(page)).toEqual(LIGHT);
    expect(said).toEqual([expect.stringContaining("theme is refused")]);
    await button(page, "Choose").click();
    await expect(page.getByRole("dialog")).toBeVisible();
    const { color, backgroundColor } = await page.getByRole("dialog").evaluate((e) => { const { color, backgroundColor } = getComputedStyle(e); return { color, backgroundColor }; });
    expect([color, backgroundColor]).toEqual([LIGHT.ink, LIGHT.paper]);
  });
}

test("a theme just above 4.5 is taken", async ({ page }) => {
  const said = complaints(page);
  await serve(page, { css: ":root{--forthright-ink:#757575}" });
  await page.goto("/demo/main/");
  expect((await look(page)).ink).toBe("rgb(117, 117, 117)");
  expect(said).toEqual([]);
});

/** @type {[string, string][]} */
const unequal = [
  ["another ground", "div button:nth-child(2){background:#eee}"],
  ["another ink", "div button:nth-child(2){color:#ddd}"],
  ["smaller", "div button:nth-child(2){font-size:.6em}"],
  ["thinner letters", "div button:nth-child(2){font-weight:400}"],
  ["paler", "div button:nth-child(2){opacity:.5}"],
  ["narrower", "div button:nth-child(2){padding:0;width:3rem}"],
  ["gone", "div button:nth-child(2){display:none}"],
  ["unseen", "div button:nth-child(2){visibility:hidden}"],
  ["blurred", "div button:nth-child(2){filter:blur(2px)}"],
  ["shrunk", "div button:nth-child(2){transform:scale(.5)}"],
  ["accepting with a picture behind it", "div button:first-child{background-image:linear-gradient(90deg,#080,#0a0)}"],
  ["accepting with a glow", "div button:first-child{box-shadow:0 0 0 6px #0a0}"],
  ["accepting rounder", "div button:first-child{border-radius:99px}"],
  ["refusing in small capitals", "div button:nth-child(2){text-transform:lowercase;letter-spacing:-.05em}"],
  ["refusing underlined like a link", "div button:nth-child(2){text-decoration:underline}"],
  ["an own token", "div button:nth-child(2){--forthright-button:#fff;--forthright-button-ink:#555}"],
];
for (const how of ["adopted sheet", "style element"]) {
  for (const [what, css] of how === "adopted sheet" ? unequal : unequal.slice(0, 1)) {
    test(`a page that makes accepting and refusing differ is refused: ${what} (${how})`, async ({ page }) => {
      const said = complaints(page);
      await serve(page, {});
      await page.addInitScript(({ css, how }) => {
        new MutationObserver((_, observer) => {
          const root = document.querySelector("[data-forthright=banner]")?.shadowRoot;
          if (!root) return;
          observer.disconnect();
          if (how === "adopted sheet") {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            root.adoptedStyleSheets.push(sheet);
          } else root.append(Object.assign(document.createElement("style"), { textContent: css }));
        }).observe(document, { childList: true, subtree: true });
      }, { css, how });
      await page.goto("/demo/main/");
      await expect(region(page)).toBeVisible();
      await expect.poll(() => said.length, { timeout: 5000 }).toBe(1);
      expect(said).toEqual([expect.stringContaining("accepting and refusing must look the same")]);
      expect([await same(page), await look(page)]).toEqual([true, LIGHT]);
      await expect(button(page, "Refuse")).toBeVisible();
      await button(page, "Refuse").click();
      await expect(region(page)).toHaveCount(0);
    });
  }
}

test("data-theme chooses light or dark; without it the device does", async ({ page }) => {
  for (const [options, colorScheme, colours] of /** @type {[string, "light" | "dark", typeof LIGHT][]} */ ([
    ["", "light", LIGHT], ["", "dark", DARK],
    ['data-theme="auto"', "light", LIGHT], ['data-theme="auto"', "dark", DARK],
    ['data-theme="light"', "dark", LIGHT], ['data-theme="dark"', "light", DARK],
  ])) {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await serve(page, { options });
    await page.emulateMedia({ colorScheme });
    await page.goto("/demo/main/");
    expect(await look(page), `${options} ${colorScheme}`).toEqual(colours);
    await button(page, "Choose").click();
    await expect(page.getByRole("dialog")).toHaveCSS("background-color", colours.paper);
  }
});

test("data-position puts it at the bottom, at the top or in the middle, and narrow screens get the whole width", async ({ page }) => {
  for (const [options, at] of [["", "bottom"], ['data-position="bottom"', "bottom"], ['data-position="top"', "top"], ['data-position="centre"', "centre"]]) {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await serve(page, { options });
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 720 });
      await page.goto("/demo/main/");
      await expect(region(page)).toBeVisible();
      const box = /** @type {{x: number, y: number, width: number, height: number}} */ (await region(page).boundingBox());
      const seen = await page.evaluate(() => document.documentElement.clientWidth);
      if (at === "top") expect(box.y).toBe(0);
      if (at === "bottom") expect(Math.round(box.y + box.height)).toBe(720);
      if (at === "centre") {
        expect(box.y + box.height).toBeLessThan(720);
        expect(Math.abs(box.x - (seen - box.x - box.width))).toBeLessThan(2);
      } else expect([box.x, box.width]).toEqual([0, seen]);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(seen);
      expect(box.height).toBeLessThanOrEqual(720 * 0.61);
    }
  }
});

for (const position of ["bottom", "top"]) {
  test(`the banner at the ${position} never hides what has the focus`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 600 });
    await serve(page, { options: `data-position="${position}"` });
    await page.goto("/demo/main/");
    await expect(region(page)).toBeVisible();
    // It makes room for itself once the page is at rest.
    await expect.poll(() => page.evaluate((edge) => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(`scroll-padding-${edge}`)) || 0, position)).toBeGreaterThan(40);
    const hidden = new Set();
    for (const key of ["Tab", "Shift+Tab"]) {
      for (let times = 0; times < 20; times += 1) {
        await page.keyboard.press(key);
        hidden.add(await page.evaluate(() => {
          const at = document.activeElement;
          if (!at || at.shadowRoot || at.localName === "body") return "";
          const { left, right, top, bottom } = at.getBoundingClientRect();
          const there = [top + 2, bottom - 2].some((y) => at.contains(document.elementFromPoint((left + right) / 2, y)));
          return there ? "" : at.textContent;
        }));
      }
    }
    expect([...hidden].filter(Boolean)).toEqual([]);
  });
}

test("the banner has the page's font and its size", async ({ page }) => {
  await serve(page, { css: "body{font:italic 21px/2 'Courier New',monospace}" });
  await page.goto("/demo/main/");
  await expect(region(page)).toBeVisible();
  for (const one of [region(page), button(page, "Accept")]) {
    await expect(one).toHaveCSS("font-family", /Courier New/);
    await expect(one).toHaveCSS("font-size", "21px");
  }
});

test("a theme in another notation of colours is judged by what it looks like", async ({ page }) => {
  const said = complaints(page);
  const css = (/** @type {string} */ ink) => `:root{--forthright-paper:oklch(98% 0.01 250);--forthright-ink:${ink};--forthright-button:color(display-p3 0.1 0.1 0.4);--forthright-button-ink:#fff}`;
  await serve(page, { css: css("oklch(25% 0.05 250)") });
  await page.goto("/demo/main/");
  await expect(region(page)).toBeVisible();
  await page.waitForTimeout(2600);
  expect(said).toEqual([]);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await serve(page, { css: css("oklch(80% 0.05 250)") });
  await page.goto("/demo/main/");
  await expect.poll(() => said.join()).toContain("contrast of 4.5:1");
});

for (const position of ["bottom", "top", "centre"]) {
  test(`nothing moves when the banner at the ${position} comes and goes`, async ({ page }) => {
    await page.addInitScript(() => {
      Object.assign(window, { moved: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) /** @type {any} */ (window).moved += /** @type {any} */ (entry).value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await serve(page, { options: `data-position="${position}"` });
    await page.goto("/demo/department/../main/");
    await expect(region(page)).toBeVisible();
    await page.waitForTimeout(2600);
    await button(page, "Refuse").click();
    await expect(region(page)).toHaveCount(0);
    await page.waitForTimeout(800);
    expect(await page.evaluate(() => /** @type {any} */ (window).moved)).toBe(0);
  });
}
