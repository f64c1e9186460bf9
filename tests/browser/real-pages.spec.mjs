// Pages as they are: styles that hide, move and cover; libraries that load lazily; frameworks that add, remove, move and copy;
// scripts that wait for what has happened; languages that change.
import { expect, test } from "@playwright/test";
import { soon } from "./choosing.mjs";

/** @typedef {import("@playwright/test").Page} Page */

const FILM = "/demo/services/video.html";
const EMBED = `data-consent="media" data-src="${FILM}" title="A film" width="560" height="315"`;
const region = (/** @type {Page} */ page) => page.getByRole("region", { name: "Cookie choice" });
const button = (/** @type {Page} */ page, /** @type {string} */ name) => page.getByRole("button", { name, exact: true });
const placeholders = (/** @type {Page} */ page) => page.locator("[data-forthright=placeholder]");
const accept = (/** @type {Page} */ page) => button(page, "Accept").click();
const withdraw = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).forthright.consent.withdraw());

/** Serves a page of its own under the address of the main demo page. @param {Page} page @param {{head?: string, body?: string, lang?: string}} what */
const open = async (page, { head = "", body = "", lang = "en" }) => {
  await page.route("**/demo/main/", (route) => route.fulfill({
    contentType: "text/html; charset=utf-8",
    body: `<!doctype html><html lang="${lang}"><head><title>Host</title><meta name="viewport" content="width=device-width, initial-scale=1">`
      + `<script src="/embed.js" data-site="main" async></script>${head}</head><body><main><h1>Host</h1>${body}</main>`
      + '<footer><button type="button" data-forthright="preferences">Cookie choices</button></footer></body></html>',
  }));
  await page.goto("/demo/main/");
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
};
/** The frames that were asked for. @param {Page} page */
const asked = (page) => {
  /** @type {string[]} */
  const all = [];
  page.on("request", (request) => { if (request.url().includes("/demo/services/")) all.push(new URL(request.url()).pathname + new URL(request.url()).search); });
  return all;
};
/** What can be pressed of each of the banner's buttons, in per cent. @param {Page} page */
const free = (page) => page.evaluate(() => {
  const shadow = document.querySelector("[data-forthright=banner]")?.shadowRoot;
  return [...shadow?.querySelectorAll("section > div button") ?? []].map((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    let [hit, all] = [0, 0];
    for (let x = left + 2; x < right; x += 6) {
      for (let y = top + 2; y < bottom; y += 6) {
        all += 1;
        if (shadow?.elementFromPoint(x, y) === one) hit += 1;
      }
    }
    return all ? Math.round((100 * hit) / all) : 0;
  });
});

for (const [what, head] of [
  ["hides what is empty", "<style>div:empty{display:none!important}</style>"],
  ["hides our element by its name", "<style>[data-forthright]{display:none!important;visibility:hidden!important}</style>"],
  ["clips and moves its body", "<style>body{transform:translateX(200px);filter:grayscale(1);contain:paint;overflow:hidden;will-change:transform}</style>"],
  ["hides its body until a test has run", "<style>body{opacity:0!important;visibility:hidden}</style>"],
  ["styles every box", "<style>div,section,header,button,p,h2{position:static!important;width:10px!important;font-size:4px!important;letter-spacing:1em;text-transform:uppercase}</style>"],
  ["has small roots", "<style>html{font-size:62.5%}body{font-size:10px;line-height:1}</style>"],
  ["has a bar and a bubble above everything", "<style>body::before,body::after{content:'';position:fixed;z-index:2147483647;background:#0a7}body::before{inset:auto 0 0;height:56px}body::after{inset:auto 16px 16px auto;width:64px;height:64px}</style>"],
]) {
  test(`a page that ${what} leaves accepting and refusing as they are, at every size`, async ({ page }) => {
    for (const [width, height] of [[1280, 800], [1024, 600], [640, 360], [390, 664], [320, 568], [320, 256]]) {
      await page.setViewportSize({ width: Number(width), height: Number(height) });
      await open(page, { head });
      await expect.poll(() => free(page), `${width} × ${height}`).toEqual([100, 100, 100]);
      const [one, other] = await Promise.all(["Accept", "Refuse"].map((name) => button(page, name).boundingBox()));
      expect([one?.width, one?.height]).toEqual([other?.width, other?.height]);
      expect(one?.height).toBeGreaterThanOrEqual(44);
    }
  });
}

test("the first Tab leads to the banner, the last of it to the page's beginning, and whoever was elsewhere stays there", async ({ page }) => {
  await open(page, { body: '<a href="#a" id="one">One</a> <a href="#b" id="two">Two</a>' });
  await expect(region(page)).toBeVisible();
  await soon(500);
  const at = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? document.activeElement?.textContent);
  const names = [];
  // What leads out of the banner comes once the focus is in it.
  const turns = page.waitForResponse("**/loader/turn.js");
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press("Tab");
    names.push(await at());
    if (presses === 0) await (await turns).finished();
    await soon(100);
  }
  expect(names).toEqual(["What these cookies are", "Accept", "Refuse", "Choose", "One", "Two"]);
  await page.reload();
  await expect(region(page)).toBeVisible();
  await soon(500);
  await page.locator("#one").focus();
  await page.keyboard.press("Tab");
  expect(await at()).toBe("Two");
});

test("what a library for lazy loading reads is not there while an embed is off", async ({ page }) => {
  const requests = asked(page);
  await open(page, { body: `<iframe class="lazy" ${EMBED}></iframe><picture><source data-srcset="/demo/services/pixel.svg?set"><img class="lazy" data-consent="media" data-src="/demo/services/pixel.svg" alt="Map" width="90" height="90"></picture>` });
  await expect(placeholders(page)).toHaveCount(2);
  await page.evaluate(() => { for (const one of document.querySelectorAll(".lazy")) if (one.getAttribute("data-src")) one.setAttribute("src", one.getAttribute("data-src") ?? ""); });
  await soon(300);
  expect(requests).toEqual([]);
  await accept(page);
  await expect.poll(() => [...requests].sort()).toEqual(expect.arrayContaining(["/demo/services/pixel.svg?set", FILM]));
});

test("a program that gives a gated frame an address gives it to nobody before consent", async ({ page }) => {
  const requests = asked(page);
  await open(page, { body: ["prop", "attr", "node"].map((id) => `<iframe id="${id}" ${EMBED}></iframe>`).join("") });
  await expect(placeholders(page)).toHaveCount(3);
  await page.evaluate((film) => {
    const get = (/** @type {string} */ id) => /** @type {HTMLIFrameElement} */ (document.getElementById(id));
    get("prop").src = `${film}?prop`;
    get("attr").setAttribute("src", `${film}?attr`);
    get("prop").srcdoc = "<script>parent.ran = 1</script>";
  }, FILM);
  await soon(500);
  expect(requests).toEqual([]);
  await accept(page);
  await expect.poll(() => requests).toContain(`${FILM}?attr`);
  // What is on may be changed.
  await page.evaluate((film) => document.getElementById("node")?.setAttribute("data-src", `${film}?next`), FILM);
  await expect.poll(() => requests).toContain(`${FILM}?next`);
});

test("an element that is gated later is off from then on", async ({ page }) => {
  await open(page, { body: `<iframe id="later" title="Later" width="300" height="150"></iframe>` });
  await soon(2500);
  await page.evaluate((film) => Object.assign(/** @type {HTMLElement} */ (document.getElementById("later")).dataset, { src: film, consent: "media" }), FILM);
  await expect(placeholders(page)).toHaveCount(1);
  await accept(page);
  await expect(page.locator("#later")).toHaveAttribute("src", FILM);
});

test("a template holds any markup, waits, runs its scripts in order, and goes with the consent", async ({ page }) => {
  const requests = asked(page);
  await open(page, { body: `<p id="before">Before</p><template data-consent="media" data-title="Where we are" data-height="240">
    <div class="map"><iframe src="${FILM}" title="Where we are"></iframe></div><script>window.order = ["one"]</script><script>window.order.push("two")</script></template><p>After</p>` });
  await expect(page.getByRole("group", { name: "Where we are" })).toBeVisible();
  expect((await placeholders(page).boundingBox())?.height).toBeGreaterThanOrEqual(240);
  await soon(300);
  expect([requests, await page.locator(".map").count(), await page.evaluate(() => /** @type {any} */ (window).order)]).toEqual([[], 0, undefined]);
  await accept(page);
  await expect(page.locator("template + .map, #before ~ .map")).toHaveCount(1);
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).order)).toEqual(["one", "two"]);
  await expect(placeholders(page)).toHaveCount(0);
  await withdraw(page);
  await expect(page.locator(".map")).toHaveCount(0);
  await expect(placeholders(page)).toHaveCount(1);
});

test("a template of scripts alone has no placeholder", async ({ page }) => {
  await open(page, { body: '<template data-consent="statistics"><script>window.counted = 1</script></template>' });
  await soon(500);
  await expect(placeholders(page)).toHaveCount(0);
  await accept(page);
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).counted)).toBe(1);
});

test("an embed has one placeholder for as long as it is there, whatever adds, removes or moves it", async ({ page }) => {
  await open(page, { body: `<div id="app"><iframe id="film" ${EMBED}></iframe></div><div id="elsewhere"></div>` });
  await expect(placeholders(page)).toHaveCount(1);
  await page.evaluate(() => document.getElementById("film")?.remove());
  await expect(placeholders(page)).toHaveCount(0);
  await page.evaluate((embed) => { /** @type {HTMLElement} */ (document.getElementById("app")).innerHTML = `<iframe id="film" ${embed}></iframe>`; }, EMBED);
  await expect(placeholders(page)).toHaveCount(1);
  await page.evaluate(() => document.getElementById("elsewhere")?.append(document.getElementById("film") ?? ""));
  await expect(page.locator("#elsewhere > [data-forthright=placeholder] + #film")).toHaveCount(1);
  await expect(placeholders(page)).toHaveCount(1);
});

test("a copy that a page keeps of itself holds nothing that was taken back since", async ({ page }) => {
  const requests = asked(page);
  await open(page, { body: `<iframe ${EMBED}></iframe><script type="text/plain" data-consent="statistics">window.ran = (window.ran || 0) + 1</script>` });
  await expect(placeholders(page)).toHaveCount(1);
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: ["media", "statistics"] }));
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).ran)).toBe(1);
  const films = () => requests.filter((one) => one === FILM).length;
  await expect.poll(films).toBe(1);
  // As Turbo does: the event, a copy, another view; then the copy again, its scripts made anew.
  await page.evaluate(() => {
    document.dispatchEvent(new Event("turbo:before-cache"));
    /** @type {any} */ (window).kept = document.body.cloneNode(true);
    const body = document.createElement("body");
    body.innerHTML = "<main><h1>Another view</h1></main>";
    document.body.replaceWith(body);
    /** @type {any} */ (window).ran = 0;
  });
  await withdraw(page);
  await page.evaluate(() => {
    document.body.replaceWith(/** @type {any} */ (window).kept);
    for (const old of document.querySelectorAll("main script")) {
      const fresh = document.createElement("script");
      for (const { name, value } of old.attributes) fresh.setAttribute(name, value);
      fresh.textContent = old.textContent;
      old.replaceWith(fresh);
    }
  });
  await expect(placeholders(page)).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Show this once" })).toBeVisible();
  await soon(500);
  expect([await page.evaluate(() => /** @type {any} */ (window).ran), films()]).toEqual([0, 1]);
});

test("a gated script that waits for what has happened already is told of it, once, and nothing else is changed", async ({ page }) => {
  await open(page, { body: ['document.addEventListener("DOMContentLoaded", () => { seen.push("read"); });', 'window.addEventListener("load", { handleEvent() { seen.push("loaded"); } });', 'window.onload = () => { seen.push("onload"); };',
    'window.addEventListener("later", () => { seen.push("later"); });'].map((code) => `<script type="text/plain" data-consent="statistics">window.seen ??= []; ${code}</script>`).join("") });
  await accept(page);
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).seen)).toEqual(["read", "loaded", "onload"]);
  await page.evaluate(() => dispatchEvent(new Event("later")));
  expect(await page.evaluate(() => [/** @type {any} */ (window).seen.at(-1), Object.hasOwn(window, "addEventListener"), Object.hasOwn(document, "addEventListener")])).toEqual(["later", false, false]);
});

test("a page that changes its language is followed by banner, placeholders and preference centre; a program may say it, too", async ({ page }) => {
  await open(page, { body: `<iframe ${EMBED}></iframe>` });
  await expect(placeholders(page)).toHaveCount(1);
  await soon(2300);
  await page.evaluate(() => { document.documentElement.lang = "cy"; });
  const languages = () => page.evaluate(() => [...document.querySelectorAll("[data-forthright=banner], [data-forthright=placeholder]")].map((one) => one.shadowRoot?.querySelector("[lang]")?.getAttribute("lang")));
  await expect.poll(languages).toEqual(["cy", "cy"]);
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.setLanguage("fr"));
  await expect.poll(languages).toEqual(["fr", "fr"]);
});

test("what is granted is a list of names, and the same choice again is no decision", async ({ page }) => {
  await open(page, {});
  const set = (/** @type {any} */ granted) => page.evaluate((names) => {
    const { consent } = /** @type {any} */ (window).forthright;
    consent.set({ granted: names });
    return consent.get();
  }, granted);
  expect((await set("nonstatistics")).granted).toEqual([]);
  const first = await set(["statistics"]);
  let events = 0;
  await page.exposeFunction("heard", () => { events += 1; });
  await page.evaluate(() => document.addEventListener("forthright:consent", () => /** @type {any} */ (window).heard()));
  expect((await set(["statistics"])).id).toBe(first.id);
  await soon(200);
  expect(events).toBe(0);
});

test("a tag whose attributes were taken away names its website in its address", async ({ page }) => {
  await page.route("**/demo/main/", (route) => route.fulfill({ contentType: "text/html", body: '<!doctype html><html lang="en"><head><title>Host</title><script src="/embed.js?site=library" async></script></head><body><main><h1>Host</h1></main></body></html>' }));
  await page.goto("/demo/main/");
  await expect(page.getByText("Already on: statistics.")).toBeVisible();
});

test("a placeholder names the provider by the embed's own address", async ({ page }) => {
  await open(page, { body: '<iframe data-consent="media" data-src="https://films.example/watch" title="Film" width="560" height="315"></iframe>' });
  await expect(placeholders(page).getByText("films.example")).not.toHaveCount(0);
  await expect(placeholders(page).getByText("Vidstream")).toHaveCount(0);
});

test("a part that is added to an embed that is off stays off, and an embed that was put aside is off when it comes back", async ({ page }) => {
  const requests = asked(page);
  await open(page, { body: `<video data-consent="media" data-src="/demo/services/none.mp4" controls title="Clip" width="300" height="200"></video><iframe id="film" ${EMBED}></iframe>` });
  await expect(placeholders(page)).toHaveCount(2);
  await page.evaluate(() => {
    const source = document.createElement("source");
    source.src = "/demo/services/added.mp4";
    document.querySelector("video")?.append(source);
  });
  await expect(page.locator("video source")).not.toHaveAttribute("src", /./);
  await accept(page);
  await expect(page.locator("#film")).toHaveAttribute("src", FILM);
  await expect(page.locator("video source")).toHaveAttribute("src", "/demo/services/added.mp4");
  await page.evaluate(() => { /** @type {any} */ (window).aside = document.getElementById("film"); /** @type {any} */ (window).aside.remove(); });
  await soon(200);
  // All but media: what stops by loading the page again would take what was put aside away.
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: ["preferences", "statistics", "marketing"] }));
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).forthright.consent.has("media"))).toBe(false);
  await soon(300);
  requests.length = 0;
  await page.evaluate(() => document.querySelector("main")?.append(/** @type {any} */ (window).aside));
  await expect(page.locator("[data-forthright=placeholder] + #film")).toHaveCount(1);
  expect(requests.filter((one) => one === FILM)).toEqual([]);
});

test("a template that is shown once runs its scripts, and what they put beside it goes with it", async ({ page }) => {
  await open(page, { body: '<template data-consent="media" data-title="A post"><blockquote>Post</blockquote><script>const made = document.createElement("p"); made.id = "made"; document.querySelector("blockquote").replaceWith(made);</script></template><p id="after">After</p>' });
  await page.getByRole("button", { name: "Show this once" }).click();
  await expect(page.locator("#made")).toHaveCount(1);
  await expect(placeholders(page)).toHaveCount(0);
  await page.evaluate(() => document.dispatchEvent(new Event("turbo:before-cache")));
  expect(await page.evaluate(() => [document.getElementById("made"), !!document.getElementById("after")])).toEqual([null, true]);
});

test("where nothing in the page takes the focus, Tab leaves the banner all the same", async ({ page }) => {
  await open(page, { body: '<nav inert><a href="#a">Hidden</a></nav><p>Text</p>' });
  await page.evaluate(() => document.querySelector("footer")?.setAttribute("inert", ""));
  await expect(region(page)).toBeVisible();
  await soon(500);
  for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? "")).not.toBe("Choose");
});
