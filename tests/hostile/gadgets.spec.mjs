// Markup that sanitizers let through, and scripts that are switched off, against the loader: it turns nothing into something
// that runs. Every element gets every address in every attribute; only what the README names gets one, and only on the web.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { root } from "../server.mjs";

/** @typedef {import("@playwright/test").Page} Page */

/** @param {Page} page @param {string} body @param {{policy?: string, nonce?: string}} [how] */
const serve = (page, body, { policy, nonce = "" } = {}) =>
  page.route("**/demo/main/", (route) => route.fulfill({
    contentType: "text/html",
    headers: policy ? { "content-security-policy": policy } : {},
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>
<script src="/embed.js" data-site="main"${nonce && ` nonce="${nonce}"`} async></script></head><body><main>${body}</main></body></html>`,
  }));

/** Until the loader has released everything. @param {Page} page */
const settled = (page) => page.evaluate(async () => {
  await /** @type {any} */ (window).forthright.ready;
  await new Promise((done) => setTimeout(done, 1500));
});
const pwned = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (globalThis).pwned);

/** What a page may gate, by the README, with the attributes that are switched. @type {Record<string, string[]>} */
const GATED = { iframe: ["src"], img: ["src", "srcset"], video: ["src", "poster"], audio: ["src"], embed: ["src"], object: ["data"], link: ["href"] };
const NEVER = ["a", "area", "base", "form", "button", "input", "meta", "frame", "applet", "portal", "math", "table", "body", "div", "template", "picture", "source", "track", "marquee", "isindex"];
const ATTRIBUTES = ["src", "srcset", "href", "data", "poster", "action", "formaction", "srcdoc", "xlink:href", "background", "ping", "content", "style", "onload", "onerror", "name", "id", "target", "rel", "type", "nonce"];
const ADDRESSES = [
  "javascript:void(top.pwned=1)", "JaVaScRiPt:top.pwned=1", " javascript:top.pwned=1", "java\tscript:top.pwned=1", "java\nscript:top.pwned=1", "\u0001javascript:top.pwned=1",
  "data:text/html,<script>top.pwned=1</script>", "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='top.pwned=1'/>", "vbscript:1", "blob:http://127.0.0.1/1", "filesystem:http://127.0.0.1/1",
  "about:blank#1", "view-source:http://127.0.0.1/", "file:///etc/passwd", "ftp://127.0.0.1/x", "http://[", "//[",
];

test("no address that is not the web's gets onto any element, and nothing runs", async ({ page }) => {
  test.setTimeout(180_000);
  await serve(page, "");
  await page.goto("/demo/main/");
  await settled(page);
  const found = await page.evaluate(async ([tags, attributes, addresses]) => {
    /** @type {Element[]} */
    const all = [];
    for (const tag of tags) for (const address of addresses) {
      const element = tag === "svg a" ? document.createElementNS("http://www.w3.org/2000/svg", "a") : tag === "svg script" ? document.createElementNS("http://www.w3.org/2000/svg", "script") : document.createElement(tag);
      element.setAttribute("data-consent", "necessary");
      if (tag === "link") element.setAttribute("rel", "stylesheet");
      for (const name of attributes) element.setAttribute("data-" + name, address);
      all.push(element);
    }
    document.querySelector("main")?.append(...all);
    await new Promise((done) => setTimeout(done, 4000));
    for (const element of all) element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    await new Promise((done) => setTimeout(done, 500));
    return all.flatMap((element) => attributes.filter((/** @type {string} */ name) => element.hasAttribute(name) && !(name === "rel" && element.localName === "link")).map((/** @type {string} */ name) => `${element.localName} ${name}=${element.getAttribute(name)}`));
  }, [[...Object.keys(GATED), ...NEVER, "svg a", "svg script"], ATTRIBUTES, ADDRESSES]);
  expect(found).toEqual([]);
  expect([await pwned(page), new URL(page.url()).pathname]).toEqual([undefined, "/demo/main/"]);
});

test("an address of the web gets onto the documented attributes of the documented elements, and onto nothing else", async ({ page }) => {
  await serve(page, "");
  await page.goto("/demo/main/");
  await settled(page);
  const found = await page.evaluate(async ([tags, attributes]) => {
    const all = tags.map((/** @type {string} */ tag) => {
      const element = tag === "svg a" ? document.createElementNS("http://www.w3.org/2000/svg", "a") : document.createElement(tag);
      element.setAttribute("data-consent", "necessary");
      if (tag === "link") element.setAttribute("rel", "stylesheet");
      for (const name of attributes) element.setAttribute("data-" + name, "/icon.svg");
      return element;
    });
    document.querySelector("main")?.append(...all);
    await new Promise((done) => setTimeout(done, 2500));
    return Object.fromEntries(all.map((/** @type {Element} */ e) => [e.localName, attributes.filter((/** @type {string} */ name) => e.getAttribute(name) === "/icon.svg")]).filter((/** @type {any[]} */ [, names]) => names.length));
  }, [[...Object.keys(GATED), ...NEVER, "svg a"], ATTRIBUTES]);
  expect(found).toEqual(GATED);
});

test("the README names every element and attribute that is switched", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const table = readme.slice(readme.indexOf("## Embed"), readme.indexOf("## What it looks like"));
  for (const [tag, names] of Object.entries(GATED)) {
    expect(table, tag).toMatch(new RegExp(`[\`<]${tag}\\b`));
    for (const name of names) expect(table, name).toContain(`data-${name}`);
  }
});

for (const relation of ["", "manifest", "icon", "import", "modulepreload", "canonical", "next", "stylesheet manifest", "me", "pingback"]) {
  test(`a link that is “${relation}” gets no address`, async ({ page }) => {
    await serve(page, `<link id="one" data-consent="necessary" rel="${relation}" data-href="/style.css">`);
    await page.goto("/demo/main/");
    await settled(page);
    expect(await page.locator("#one").getAttribute("href")).toBeNull();
  });
}

const POLICIES = /** @type {[string, string | undefined, string][]} */ ([
  ["no policy", undefined, "abc"], ["a nonce", "script-src 'nonce-abc' 'self'", "abc"], ["a nonce and 'strict-dynamic'", "script-src 'nonce-abc' 'strict-dynamic'", "abc"],
]);
for (const [what, policy, nonce] of POLICIES) {
  test(`where the page has a nonce (${what}), a gated script runs only with it, and gets none from us`, async ({ page }) => {
    await page.route("**/fake/*.js", (route) => route.fulfill({ contentType: "text/javascript", body: `(globalThis.ran ??= []).push("${new URL(route.request().url()).pathname.slice(6, -3)}")` }));
    const script = (/** @type {string} */ name, /** @type {string} */ more) => `<script type="text/plain" data-consent="necessary" src="/fake/${name}.js" ${more}></script>`;
    await serve(page, script("without", "") + script("empty", 'nonce=""') + script("other", 'nonce="xyz"') + script("data", 'data-nonce="abc"') + script("module", 'data-type="module"') + script("right", `nonce="${nonce}"`)
      + '<script type="text/plain" data-consent="necessary">globalThis.inline = 1</script>', { policy, nonce });
    await page.goto("/demo/main/");
    await settled(page);
    expect(await page.evaluate(() => [/** @type {any} */ (globalThis).ran, /** @type {any} */ (globalThis).inline])).toEqual([["right"], undefined]);
    expect(await page.locator("script:not([data-site])").evaluateAll((all) => all.filter((e) => /** @type {any} */ (e).nonce === "abc").length)).toBe(1);
  });
}

test("a nonce on the page's other scripts counts where ours has none, as when a trusted script put it there", async ({ page }) => {
  await page.route("**/fake/*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "globalThis.pwned = 1" }));
  await page.route("**/demo/main/", (route) => route.fulfill({
    contentType: "text/html", headers: { "content-security-policy": "script-src 'nonce-abc' 'strict-dynamic'" },
    body: `<!doctype html><html lang="en"><title>Page</title><body><main><script type="text/plain" data-consent="necessary" src="/fake/one.js"></script></main>
<script nonce="abc">const s = document.createElement("script"); s.src = "/embed.js"; s.dataset.site = "main"; document.head.append(s);</script></body></html>`,
  }));
  await page.goto("/demo/main/");
  await page.waitForFunction(() => /** @type {any} */ (window).forthright);
  await settled(page);
  expect(await pwned(page)).toBeUndefined();
});

for (const address of ["data:text/javascript,pwned=1", "blob:null/1", "javascript:pwned=1", "da\tta:text/javascript,pwned=1"]) {
  test(`a gated script at ${JSON.stringify(address)} is not run`, async ({ page }) => {
    await serve(page, `<script type="text/plain" data-consent="necessary" src="${address}"></script><script type="text/plain" data-consent="necessary" data-src="${address}"></script>`);
    await page.goto("/demo/main/");
    await settled(page);
    expect(await pwned(page)).toBeUndefined();
  });
}

test("only what is switched off is switched on: no other script, and none in a template or of SVG", async ({ page }) => {
  await serve(page, `<script type="application/ld+json" data-consent="necessary" data-src="/fake/a.js">1</script><template><script type="text/plain" data-consent="necessary">pwned = 1</script></template>
<svg><script type="text/plain" data-consent="necessary" data-src="/fake/b.js">pwned = 1</script></svg>`);
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => { if (request.url().includes("/fake/")) asked.push(request.url()); });
  await page.goto("/demo/main/");
  await settled(page);
  expect([asked, await pwned(page)]).toEqual([[], undefined]);
});
