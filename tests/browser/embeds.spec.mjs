// Placeholders of embeds: what they say, how they are used, that nothing moves, and what is stored.
import { expect, test } from "@playwright/test";
import { expectNoAxeFindings } from "./axe.mjs";
import { button, records, withdraw } from "./choosing.mjs";

/** @typedef {import("@playwright/test").Page} Page */

const cookies = (/** @type {Page} */ page) => page.context().cookies();
const once = (/** @type {Page} */ page) => button(page, "Show this once");
const always = (/** @type {Page} */ page) => button(page, "Always show media");
const placeholder = (/** @type {Page} */ page) => page.locator("[data-forthright=placeholder]");
const film = (/** @type {Page} */ page) => page.frameLocator("iframe").getByText("An imitated video");

/** @param {Page} page @param {string} body @param {string} [style] */
const serve = (page, body, style = "") =>
  page.route("**/demo/main/", (route) => route.fulfill({
    contentType: "text/html",
    body: `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Page</title>
<style>body{margin:0;font:16px/1.5 serif}${style}</style><script src="/embed.js" data-site="main" async></script></head>
<body><header>Header</header><main><h1>Heading</h1>${body}<p id="after">After it</p></main></body></html>`,
  }));
const EMBED = 'data-consent="media" data-src="/demo/services/video.html" title="A film"';

test("a placeholder says whose the embed is, why it is off, and what can be done", async ({ page }) => {
  await page.goto("/demo/library/");
  const group = page.getByRole("group", { name: "How to search the catalogue" });
  await expect(group.getByText("This comes from Vidstream Inc. (imitated), who may set cookies. It is off until you allow it.")).toBeVisible();
  await expect(group.getByText("How to search the catalogue", { exact: true })).toHaveCSS("font-weight", "700");
  const link = group.getByRole("link", { name: "Open it at Vidstream Inc. (imitated)" });
  expect(new URL(await link.evaluate((a) => /** @type {any} */ (a).href)).pathname).toBe("/demo/services/video.html");
  await expect(group.getByRole("button")).toHaveText(["Show this once", "Always show media"]);
  for (const target of [...await group.getByRole("button").all(), link]) {
    const box = await target.boundingBox();
    expect([(box?.height ?? 0) >= 44, (box?.width ?? 0) >= 44]).toEqual([true, true]);
  }
});

test("a placeholder says what the page says of the provider, and where it leads", async ({ page }) => {
  await serve(page, `<iframe ${EMBED} data-provider="Campus Films" data-link="https://films.example/42" width="560" height="315"></iframe>`);
  await page.goto("/demo/main/");
  await expect(page.getByText("This comes from Campus Films, who may set cookies.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Open it at Campus Films" })).toHaveAttribute("href", "https://films.example/42");
});

test("without the register's list a placeholder names the host", async ({ page }) => {
  await page.route("**/cookies.json", (route) => route.abort());
  await page.goto("/demo/library/");
  await expect(page.getByText(`This comes from ${new URL(process.env.FORTHRIGHT_URL ?? "").host}, who may`)).toBeVisible();
  await always(page).click();
  await expect(film(page)).toBeVisible();
});

for (const [name, choice, stored] of /** @type {const} */ ([["Show this once", once, 0], ["Always show media", always, 1]])) {
  test(`"${name}" works with the keyboard and the focus goes on in the embed`, async ({ page }) => {
    await page.goto("/demo/library/");
    await expect(choice(page)).toBeVisible();
    for (let tabs = 0; tabs < 20; tabs += 1) {
      if (await choice(page).evaluate((e) => e.matches(":focus"))) break;
      await page.keyboard.press("Tab");
    }
    await expect(choice(page)).toBeFocused();
    expect(await choice(page).evaluate((e) => getComputedStyle(e).outlineStyle)).toBe("solid");
    await page.keyboard.press("Enter");
    await expect(film(page)).toBeVisible();
    await expect(page.locator("iframe")).toBeFocused();
    expect((await cookies(page)).filter((c) => c.name === "forthright_consent")).toHaveLength(stored);
  });
}

test("once stores nothing and does not survive a reload; always does, until it is withdrawn", async ({ page }) => {
  await page.goto("/demo/library/");
  await once(page).click();
  await expect(film(page)).toBeVisible();
  expect((await cookies(page)).map((c) => c.name).filter((name) => name.startsWith("forthright"))).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  await page.reload();
  await expect(placeholder(page)).toBeVisible();
  await always(page).click();
  await expect(film(page)).toBeVisible();
  await page.reload();
  await expect(film(page)).toBeVisible();
  await expect(placeholder(page)).toHaveCount(0);
  await withdraw(page);
  await expect(placeholder(page)).toBeVisible();
  await expect(page.locator("iframe")).toBeHidden();
  expect(page.frames().slice(1).map((frame) => frame.url())).toEqual(["about:blank"]);
  await page.reload();
  await expect(placeholder(page)).toHaveCount(1);
  await always(page).click();
  await expect(film(page)).toBeVisible();
});

test("one embed of two is shown once; always shows both and decides about media alone", async ({ page }) => {
  await serve(page, `<iframe ${EMBED} width="560" height="315"></iframe><iframe ${EMBED.replace("film", "talk")} width="560" height="315"></iframe>`);
  await page.goto("/demo/main/");
  await once(page).first().click();
  await expect(placeholder(page)).toHaveCount(1);
  await expect(page.getByRole("group", { name: "A talk" })).toBeVisible();
  await always(page).click();
  await expect(placeholder(page)).toHaveCount(0);
  expect(await page.evaluate(() => /** @type {any} */ (window).forthright.consent.get())).toMatchObject({ source: "choice", granted: ["media"], refused: [] });
  await expect(page.getByRole("region", { name: "Cookie choice" })).toBeVisible();
});

test("always shows an embed that needs more than one thing", async ({ page }) => {
  await serve(page, `<iframe ${EMBED.replace("media", "media and statistics")} width="560" height="315"></iframe>`);
  await page.goto("/demo/main/");
  await page.getByRole("button", { name: /^Always show/ }).click();
  await expect(film(page)).toBeVisible();
});

/** Every layout shift, also right after a click. @param {Page} page */
const watch = (page) => page.addInitScript(() => {
  const w = /** @type {any} */ (window);
  w.shifts = [];
  new PerformanceObserver((list) => w.shifts.push(...list.getEntries().map((/** @type {any} */ e) =>
    `${e.value}: ${e.sources.map((/** @type {any} */ s) => `${s.node?.nodeName} ${s.previousRect.y}+${s.previousRect.height} to ${s.currentRect.y}+${s.currentRect.height}`).join(", ")}`))).observe({ type: "layout-shift", buffered: true });
});
const shifts = (/** @type {Page} */ page) => page.evaluate(async () => {
  await new Promise((done) => setTimeout(done, 500));
  return /** @type {any} */ (window).shifts;
});
const place = (/** @type {Page} */ page, /** @type {string} */ selector) => page.locator(selector).evaluate((e) => {
  const { x, y, width, height } = e.getBoundingClientRect();
  return [x, y, width, height].map(Math.round);
});

const WRAPPED = ".wrap{position:relative;padding-top:56.25%}.wrap iframe{position:absolute;inset:0;width:100%;height:100%;border:0}";
for (const [name, html, style] of [
  ["fixed", `<iframe ${EMBED} width="560" height="315"></iframe>`],
  ["fluid", `<div style="width:70%;padding:0 20px"><iframe ${EMBED} style="width:100%;height:300px;border:0"></iframe></div>`],
  ["wide in a narrow column", `<div style="width:260px"><iframe ${EMBED} style="max-width:100%;border:0" width="560" height="315"></iframe></div>`],
  ["blocks by the page's style", `<iframe ${EMBED} width="560" height="315"></iframe>`, "iframe{display:block;margin:24px auto}"],
  ["with the ratio of a film", `<iframe ${EMBED}></iframe>`, "iframe{width:100%;height:auto;aspect-ratio:16/9;border:0}"],
  ["laid over a box with that ratio", `<div class="wrap"><iframe ${EMBED}></iframe></div>`, WRAPPED],
  ["laid over such a box that has no height and clips", `<div class="wrap"><iframe ${EMBED}></iframe></div>`, WRAPPED.replace("padding-top:56.25%", "padding-bottom:56.25%;height:0;overflow:hidden")],
  ["floating", `<iframe ${EMBED} width="400" height="225"></iframe>`, "iframe{float:right;margin:0 0 16px 16px}"],
  ["in a grid", `<div class="grid"><iframe ${EMBED}></iframe><p>Text</p></div>`, ".grid{display:grid;grid-template-columns:2fr 1fr;gap:16px}.grid iframe{width:100%;height:300px;border:0}"],
]) {
  test(`placeholders of embeds that are ${name} have their place and size, and nothing moves`, async ({ page }) => {
    await watch(page);
    await serve(page, html, style);
    await page.route("**/assets/*/loader/*", async (route) => {
      await new Promise((done) => setTimeout(done, 300));
      await route.continue();
    });
    await page.goto("/demo/main/", { waitUntil: "commit" });
    await page.locator("#after").waitFor();
    const before = [await place(page, "iframe"), await place(page, "#after")];
    await expect(placeholder(page)).toBeVisible();
    await expect(page.locator("iframe")).toBeHidden();
    expect([await place(page, "[data-forthright=placeholder]"), await place(page, "#after")]).toEqual(before);
    await once(page).click();
    await expect(film(page)).toBeVisible();
    expect([await place(page, "iframe"), await place(page, "#after")]).toEqual(before);
    expect(await shifts(page)).toEqual([]);
  });
}

for (const [name, style] of [["plain", ""], ["a grid", "body{display:grid;grid-template-rows:auto 1fr;min-height:100vh}"], ["a flex box with gaps", "body{display:flex;flex-direction:column;gap:24px}"]]) {
  test(`on a page whose body is ${name} nothing moves when the banner comes or goes`, async ({ page }) => {
    await watch(page);
    await serve(page, `<iframe ${EMBED} width="560" height="315"></iframe>`, style);
    await page.route("**/embed.js", async (route) => {
      await new Promise((done) => setTimeout(done, 500));
      await route.continue();
    });
    await page.goto("/demo/main/", { waitUntil: "commit" });
    await page.locator("#after").waitFor();
    const before = await place(page, "#after");
    await expect(page.getByRole("region", { name: "Cookie choice" })).toBeVisible();
    await expect(placeholder(page)).toBeVisible();
    expect([await place(page, "#after"), await shifts(page)]).toEqual([before, []]);
    await button(page, "Refuse").click();
    await expect(page.getByRole("status")).toHaveText(/Your choice is saved/);
    await expect(page.getByRole("region", { name: "Cookie choice" })).toHaveCount(0);
    expect([await place(page, "#after"), await shifts(page)]).toEqual([before, []]);
  });
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing on a page with a placeholder, ${colorScheme}, also at 320 px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 640 });
      await page.goto("/demo/library/");
      await expect(placeholder(page)).toBeVisible();
      await expectNoAxeFindings(page, `${colorScheme}, ${width} px`);
      await expect(page.locator("body")).toHaveJSProperty("scrollWidth", width);
      for (const target of [once(page), always(page)]) {
        await target.scrollIntoViewIfNeeded();
        expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      }
    }
  });
}

test("other embeds have placeholders, too, where they can be seen", async ({ page }) => {
  await serve(page, ["video controls", "img alt='Kind'", "object type='image/svg+xml'", "embed type='image/svg+xml'", "audio controls"].map((tag) =>
    `<p><${tag} data-consent="media" ${tag.startsWith("object") ? "data-data" : "data-src"}="/icon.svg" title="Kind" width="400" height="225"></${tag.split(" ")[0]}></p>`).join("")
    + '<img data-consent="media" data-src="/icon.svg" alt="" width="1" height="1"><link rel="stylesheet" data-consent="media" data-href="/demo/host.css">');
  await page.goto("/demo/main/");
  await expect(placeholder(page).first()).toBeVisible();
  await expect.poll(() => page.locator("[data-consent]").evaluateAll((all) => all.map((e) => [e.localName, e.previousElementSibling?.matches("[data-forthright=placeholder]") ?? false])))
    .toEqual([["video", true], ["img", true], ["object", true], ["embed", true], ["audio", true], ["img", false], ["link", false]]);
});

test("an embed in a part of the page that is shown later has a placeholder, too; one that is never seen has none", async ({ page }) => {
  await serve(page, `<div id="tab" hidden><iframe ${EMBED} width="560" height="315"></iframe></div><iframe ${EMBED} style="display:none"></iframe>`);
  await page.goto("/demo/main/");
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
  await page.waitForTimeout(500);
  await page.locator("#tab").evaluate((e) => e.removeAttribute("hidden"));
  await expect(page.getByRole("group", { name: "A film" })).toHaveCount(1);
  const box = await placeholder(page).boundingBox();
  expect([box?.width, box?.height]).toEqual([560, 315]);
  await once(page).click();
  await expect(page.frameLocator("#tab iframe").getByText("An imitated video")).toBeVisible();
});

test("an embed of a category that is not known here stays off: it can only be opened where it comes from", async ({ page }) => {
  await page.goto("/demo/department/");
  await page.evaluate(() => document.querySelector("main")?.insertAdjacentHTML("beforeend", '<iframe data-consent="media" data-src="/demo/services/video.html" title="A film" width="560" height="315"></iframe>'));
  await expect(placeholder(page).getByRole("link")).toBeVisible();
  await expect(placeholder(page).getByRole("button")).toHaveCount(0);
});

test("an address that is none leaves the others their placeholders, and a placeholder that the page removes comes back", async ({ page }) => {
  await serve(page, `<iframe data-consent="media" data-src="https://[" title="Broken" width="300" height="200"></iframe><iframe ${EMBED} width="560" height="315"></iframe>`);
  await page.goto("/demo/main/");
  await expect(placeholder(page)).toHaveCount(2);
  await page.evaluate(() => {
    document.querySelectorAll("[data-forthright=placeholder]")[1]?.remove();
    document.querySelector("main")?.insertAdjacentHTML("beforeend", '<img data-consent="media" data-src="/fake.svg" alt="">');
  });
  await expect(placeholder(page)).toHaveCount(2);
  await once(page).nth(1).click();
  await expect(page.frameLocator("iframe[title='A film']").getByText("An imitated video")).toBeVisible();
});

test("always says which services it is about, and leaves an objection alone", async ({ page }) => {
  const sent = await records(page);
  await page.goto("/demo/library/");
  const counts = () => page.evaluate(() => /** @type {any} */ (window).forthright.consent.has("visit-counter"));
  await button(page, "Turn off").click();
  await expect.poll(counts).toBe(false);
  await always(page).click();
  await expect(film(page)).toBeVisible();
  await expect.poll(() => sent).toMatchObject([{ source: "choice" }, { surface: "placeholder", asked: ["vidstream"], granted: ["media"] }]);
  expect(await counts()).toBe(false);
  // Taken back, it is blocked again in the same page.
  await withdraw(page);
  await expect(placeholder(page)).toBeVisible();
  expect(await page.locator("iframe[data-consent]").getAttribute("src")).toBeNull();
});

test("a placeholder is not printed", async ({ page }) => {
  await page.goto("/demo/library/");
  await expect(placeholder(page)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(placeholder(page)).toHaveCSS("display", "none");
});
