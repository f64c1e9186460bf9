// What needs consent asks for nothing and runs nothing before it is given; then everything runs once, in document order.
import { expect, test } from "@playwright/test";
import { banner, grant } from "./choosing.mjs";

/** @typedef {import("@playwright/test").Page} Page */

// Records are taken, but the server sets no cookie: this is about the page alone.
test.beforeEach(({ page }) => page.route("**/v1/consents", (route) => route.fulfill({ status: 202, json: {} })));

const ran = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).ran ?? []);
const accept = (/** @type {Page} */ page) => page.getByRole("button", { name: "Accept", exact: true }).click();
/** Waits until the loader has released all that it releases now. */
const settled = (/** @type {Page} */ page) =>
  page.evaluate(async () => {
    await /** @type {any} */ (window).forthright.ready;
    await new Promise((done) => setTimeout(done, 600));
  });
const run = (/** @type {string} */ name) => `(window.ran ||= []).push("${name}");`;
/** A gated script in the page. */
const gated = (/** @type {string} */ condition, name = condition) => `<script type="text/plain" data-consent="${condition}">${run(name)}</script>`;

/** Where what a page asks for at /fake/ comes from: `slow-*` takes its time, scripts say that they ran. @param {Page} page */
const fake = async (page) => {
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/fake/")) asked.push(pathname.slice(6));
  });
  await page.route("**/fake/*", async (route) => {
    const name = new URL(route.request().url()).pathname.slice(6);
    if (name.startsWith("slow")) await new Promise((done) => setTimeout(done, 900));
    const type = { js: "text/javascript", html: "text/html", svg: "image/svg+xml", css: "text/css" }[name.split(".")[1]] ?? "application/octet-stream";
    const body = { "text/javascript": run(name), "image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' }[type] ?? "";
    await route.fulfill({ contentType: type, body });
  });
  return asked;
};

/** Serves a page of the site `main` at /demo/main/. @param {Page} page @param {string} body @param {{policy?: string, nonce?: string}} [how] */
const serve = (page, body, { policy, nonce = "" } = {}) =>
  page.route("**/demo/main/", (route) => route.fulfill({
    contentType: "text/html",
    headers: policy ? { "content-security-policy": policy } : {},
    body: `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Page</title>
<script src="/embed.js" data-site="main" nonce="${nonce}" async></script></head><body><main>${body}</main></body></html>`,
  }));

const SCRIPTS = `
<script type="text/plain" data-consent="statistics" src="/fake/slow-src.js"></script>
${gated("statistics", "inline")}
<script type="text/plain" data-consent="statistics" data-src="/fake/slow-data-src.js"></script>
<script type="text/plain" data-type="module" data-consent="statistics" src="/fake/slow-module.js"></script>
${gated("statistics", "last inline")}
<script type="text/plain" data-consent="statistics" src="/fake/last.js"></script>`;
const ORDER = ["slow-src.js", "inline", "slow-data-src.js", "slow-module.js", "last inline", "last.js"];
const EMBEDS = `
<iframe data-consent="media" data-src="/fake/frame.html" title="A film" width="300" height="200"></iframe>
<img data-consent="media" data-src="/fake/picture.svg" data-srcset="/fake/picture-2.svg 2x" alt="A picture" width="300" height="200">
<video data-consent="media" data-poster="/fake/poster.svg" controls width="300" height="200" title="Video">
<source data-src="/fake/video.webm" type="video/webm"><source data-src="/fake/video.mp4" type="video/mp4"></video>
<audio data-consent="media" data-src="/fake/audio.mp3" controls title="Sound"></audio>
<embed data-consent="media" data-src="/fake/embed.svg" type="image/svg+xml" width="300" height="200" title="Plan">
<object data-consent="media" data-data="/fake/object.svg" type="image/svg+xml" width="300" height="200" title="Map"></object>
<link rel="stylesheet" data-consent="media" data-href="/fake/style.css">`;
const ADDRESSES = ["audio.mp3", "embed.svg", "frame.html", "object.svg", "picture.svg", "poster.svg", "style.css", "video.webm"];

for (const how of ["in the page's HTML", "added later by script"]) {
  test(`nothing ${how} is asked for or runs before consent; then all of it, once and in document order`, async ({ page }) => {
    const asked = await fake(page);
    await serve(page, how.startsWith("in") ? SCRIPTS + EMBEDS : "");
    const open = async (/** @type {() => Promise<any>} */ go) => {
      await go();
      await settled(page);
      if (how.startsWith("added")) await page.evaluate((html) => document.querySelector("main")?.insertAdjacentHTML("beforeend", html), SCRIPTS + EMBEDS);
    };
    await open(() => page.goto("/demo/main/"));
    await settled(page);
    expect([asked, await ran(page)]).toEqual([[], []]);
    await accept(page);
    for (const visit of ["at once", "after a reload, without a banner"]) {
      await expect.poll(() => ran(page), visit).toEqual(ORDER);
      await expect.poll(() => ADDRESSES.filter((name) => !asked.includes(name)), visit).toEqual([]);
      await settled(page);
      expect(await ran(page), visit).toEqual(ORDER);
      expect(asked.filter((name) => /\.(js|html|css|svg)$/.test(name)).sort(), visit)
        .toEqual([...ADDRESSES.filter((name) => !/\.(mp3|webm)$/.test(name)), ...ORDER.filter((name) => name.endsWith(".js"))].sort());
      await expect(banner(page)).toHaveCount(0);
      asked.length = 0;
      if (visit === "at once") await open(() => page.reload());
    }
    // Taking it back and giving it again runs nothing twice.
    await page.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: ["media", "marketing"] }));
    await grant(page, "media", "statistics", "marketing");
    await settled(page);
    expect(await ran(page)).toEqual(ORDER);
  });
}

test("an inline module runs once, with what it imports", async ({ page }) => {
  const asked = await fake(page);
  await serve(page, `<script type="text/plain" data-type="module" data-consent="statistics">import "/fake/slow-part.js"; ${run("module")}</script>`);
  await page.goto("/demo/main/");
  await settled(page);
  expect(asked).toEqual([]);
  await accept(page);
  await expect.poll(() => ran(page)).toEqual(["slow-part.js", "module"]);
});

test("a script keeps its attributes, its own onload and its place; it knows itself", async ({ page }) => {
  await fake(page);
  await serve(page, `<p id="before"></p><script type="text/plain" data-consent="statistics" id="own" class="x" data-key="v" crossorigin="anonymous"
referrerpolicy="origin" src="/fake/one.js" onload='${run("onload")}'></script>
<script type="text/plain" data-consent="statistics" id="two">(window.ran ||= []).push(document.currentScript?.id)</script>`);
  await page.goto("/demo/main/");
  await accept(page);
  await expect.poll(() => ran(page)).toContain("two");
  expect(await page.locator("#before + script").evaluate((e) => Object.fromEntries([...e.attributes].map((a) => [a.name, a.value]))))
    .toMatchObject({ id: "own", class: "x", "data-key": "v", crossorigin: "anonymous", referrerpolicy: "origin" });
  expect(await ran(page)).toEqual(["one.js", "onload", "two"]);
});

test("a policy with a nonce lets gated scripts run that carry it", async ({ page }) => {
  await fake(page);
  await serve(page, `<script type="text/plain" data-consent="statistics" nonce="abc">${run("inline")}</script>
<script type="text/plain" data-consent="statistics" nonce="abc" src="/fake/external.js"></script>
<script type="text/plain" data-consent="statistics" nonce="wrong">${run("wrong")}</script>`, { policy: "script-src 'nonce-abc' 'self'", nonce: "abc" });
  await page.goto("/demo/main/");
  await accept(page);
  await expect.poll(() => ran(page)).toEqual(["inline", "external.js"]);
  await settled(page);
  expect(await ran(page)).toEqual(["inline", "external.js"]);
});

test("granting one category or service starts nothing of another", async ({ page }) => {
  const asked = await fake(page);
  await serve(page, ["preferences", "statistics", "media", "marketing", "insight", "adreach", "necessary"].map((name) => gated(name)).join("")
    + '<img data-consent="marketing" data-src="/fake/pixel.svg" alt=""><script type="text/plain" data-consent="marketing" src="/fake/ad.js"></script>');
  await page.goto("/demo/main/");
  await expect.poll(() => ran(page)).toEqual(["necessary"]);
  await grant(page, "statistics");
  await expect.poll(() => ran(page)).toEqual(["necessary", "statistics", "insight"]);
  await grant(page, "statistics", "course-shortlist");
  await expect.poll(() => ran(page)).toEqual(["necessary", "statistics", "insight", "preferences"]);
  await settled(page);
  expect([asked, (await ran(page)).length]).toEqual([[], 4]);
});

test("conditions are joined by and, or and not", async ({ page }) => {
  const names = ["statistics and marketing", "statistics or marketing", "not statistics", "insight and vidstream", "media and not statistics", "marketing and media or statistics"];
  await serve(page, names.map((name) => gated(name)).join(""));
  await page.goto("/demo/main/");
  await settled(page);
  expect(await ran(page)).toEqual([]);
  await grant(page, "statistics");
  await expect.poll(() => ran(page)).toEqual(["statistics or marketing", "marketing and media or statistics"]);
  await grant(page, "statistics", "media");
  await expect.poll(() => ran(page)).toHaveLength(3);
  expect((await ran(page))[2]).toBe("insight and vidstream");
  await grant(page, "media");
  await expect.poll(async () => (await ran(page)).slice(3)).toEqual(["not statistics", "media and not statistics"]);
  await grant(page, "statistics", "marketing");
  await expect.poll(async () => (await ran(page)).slice(5)).toEqual(["statistics and marketing"]);
});

test("not means taken back: not the first visit, not a first refusal, not what was never on", async ({ page }) => {
  await serve(page, gated("not statistics") + gated("not media") + gated("statistics"));
  await page.goto("/demo/main/");
  await settled(page);
  await page.getByRole("button", { name: "Refuse", exact: true }).click();
  await settled(page);
  await page.reload();
  await settled(page);
  expect(await ran(page)).toEqual([]);
  await grant(page, "statistics");
  await expect.poll(() => ran(page)).toEqual(["statistics"]);
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.withdraw());
  await settled(page);
  expect(await ran(page)).toEqual(["statistics", "not statistics"]);
});

test("unknown names are reported once each and stay blocked", async ({ page }) => {
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => { if (message.type() === "error") said.push(message.text()); });
  await serve(page, ["nonsense", "nonsense", "not nonsense", "statistics and typo", "", "visit-counter"].map((name) => gated(name)).join("") + gated("typo or statistics", "known"));
  await page.goto("/demo/main/");
  await accept(page);
  await expect.poll(() => ran(page)).toEqual(["known"]);
  await settled(page);
  expect(await ran(page)).toEqual(["known"]);
  for (const name of ["nonsense", "typo", "visit-counter"]) expect(said.filter((line) => line.endsWith(`: ${name}`)), name).toHaveLength(1);
});

test("a frame that a script adds with an address is emptied until it is allowed", async ({ page }) => {
  await fake(page);
  await serve(page, "");
  await page.goto("/demo/main/");
  await settled(page);
  await page.evaluate(() => {
    const frame = document.createElement("iframe");
    Object.assign(frame, { src: "/fake/frame.html", title: "A film" });
    frame.dataset.consent = "media";
    document.querySelector("main")?.append(frame);
  });
  await expect(page.getByRole("button", { name: "Show this once" })).toBeVisible();
  expect(await page.locator("iframe").getAttribute("src")).toBeNull();
  expect(page.frames().slice(1).map((frame) => frame.url())).toEqual(["about:blank"]);
  await accept(page);
  await expect.poll(() => page.frames().slice(1).map((frame) => new URL(frame.url()).pathname)).toEqual(["/fake/frame.html"]);
});

test("a script that never arrives or fails holds up the others only for a while", async ({ page }) => {
  await fake(page);
  await page.route("**/fake/never.js", () => {});
  await page.route("**/fake/fails.js", (route) => route.abort());
  await serve(page, ["fails", "never"].map((name) => `<script type="text/plain" data-consent="statistics" src="/fake/${name}.js"></script>`).join("") + gated("statistics"));
  await page.goto("/demo/main/");
  await accept(page);
  await expect.poll(() => ran(page), { timeout: 10_000 }).toEqual(["statistics"]);
});

test("of thirty accepted scripts each runs in a task of its own, with the page's other work in between", async ({ page }) => {
  await fake(page);
  const busy = 'for (const end = performance.now() + 5; performance.now() < end;); (window.at ??= []).push(window.turns);';
  await page.route("**/fake/busy*.js", (route) => route.fulfill({ contentType: "text/javascript", body: busy + run("external") }));
  await serve(page, Array.from({ length: 30 }, (_, at) => (at % 2
    ? `<script type="text/plain" data-consent="statistics" src="/fake/busy${at}.js"></script>`
    : `<script type="text/plain" data-consent="statistics">${busy}${run("inline")}</script>`)).join(""));
  await page.goto("/demo/main/");
  await settled(page);
  await page.evaluate(() => {
    const w = /** @type {any} */ (window);
    const { port1, port2 } = new MessageChannel();
    w.turns = 0;
    port1.onmessage = () => {
      w.turns += 1;
      if (w.at?.length !== 30) port2.postMessage(0);
    };
    port2.postMessage(0);
  });
  await accept(page);
  await expect.poll(async () => (await ran(page)).length).toBe(30);
  await settled(page);
  const at = await page.evaluate(() => /** @type {any} */ (window).at);
  expect([at.length, new Set(at).size], at.join(" ")).toEqual([30, 30]);
});
