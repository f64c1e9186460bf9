// Elements whose names stand in the way of the page's own objects (HTML, "named properties on the document and the window"):
// what a comment field or an editor with a sanitizer lets through. The loader asks all the same, takes its parts from where
// it came itself, and switches on what is granted.
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { root } from "../server.mjs";

/** @typedef {import("@playwright/test").Page} Page */

const home = process.env.FORTHRIGHT_URL ?? "";
const gated = '<script type="text/plain" data-consent="statistics" nonce="abc">globalThis.ran = 1</script>';

/** Serves a page with markup before the loader's tag. @param {Page} page @param {string} markup @param {{policy?: string, tag?: string}} [how] */
const serve = (page, markup, { policy, tag = '<script src="/embed.js" data-site="main" nonce="abc"></script>' } = {}) =>
  page.route("**/demo/main/", (route) => route.fulfill({
    contentType: "text/html",
    headers: policy ? { "content-security-policy": policy } : {},
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title></head><body>${markup}${tag}<main><h1>Page</h1>${gated}</main></body></html>`,
  }));

/** Whether the banner's button can be seen, and pressing it. The test's own driver would ask `document`, whose names are taken. @param {Page} page @param {boolean} press */
const accept = (page, press) => page.evaluate((press) => {
  const host = Document.prototype.querySelector.call(document, "[data-forthright=banner]");
  const button = [...(host?.shadowRoot?.querySelectorAll("button") ?? [])].find((one) => one.textContent === "Accept");
  if (press) button?.click();
  return !!button && button.getClientRects().length > 0 && getComputedStyle(button).visibility === "visible";
}, press);
const asks = (/** @type {Page} */ page) => expect.poll(() => accept(page, false), { timeout: 30_000 }).toBe(true);

/** A server of somebody else's, and what it was asked for. */
const stranger = async () => {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(200, { "Content-Type": "text/javascript", "Access-Control-Allow-Origin": "*" });
    response.end("globalThis.foreign = 1; export const attend = () => {}; export default {};");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { asked, origin: `http://127.0.0.1:${port}`, stop: () => server.close() };
};

for (const [what, policy] of [["without a policy", undefined], ["under a nonce with 'strict-dynamic'", "script-src 'nonce-abc' 'strict-dynamic'"]]) {
  for (const tag of ['<script src="/embed.js" data-site="main" nonce="abc" async></script>', '<script type="module" src="/embed.js" data-site="main" nonce="abc"></script>']) {
    test(`no element moves where parts are loaded from, ${what}: ${tag.slice(8, 21)}`, async ({ page }) => {
      const { asked, origin, stop } = await stranger();
      try {
        await serve(page, `<img name="currentScript" src="${origin}/embed.js" data-site="main" alt="">
<object name="scripts" data-site="main"></object><form name="querySelector"></form>
<svg><script type="text/plain" href="${origin}/embed.js" src="${origin}/embed.js" data-site="main"></script></svg>
<script type="text/plain" src="${origin}/embed.js" data-site="main"></script>`, { policy, tag });
        const part = page.waitForResponse((response) => /\/assets\/[^/]+\/loader\/after/.test(response.url()));
        await page.goto("/demo/main/");
        await asks(page);
        expect(new URL((await part).url()).origin).toBe(home);
        expect(asked.filter((path) => path.startsWith("/assets/"))).toEqual([]);
        expect(await page.evaluate(() => /** @type {any} */ (globalThis).foreign)).toBeUndefined();
      } finally {
        stop();
      }
    });
  }
}

/** What has a name on `document` or `window` in this browser and is used by scripts, and ours. */
const NAMES = [
  "forthright", "dataLayer", "_paq", "cookieStore", "localStorage", "navigator", "location", "crypto", "console", "history", "customElements",
  "addEventListener", "dispatchEvent", "setTimeout", "structuredClone", "URL", "MutationObserver", "CSSStyleSheet", "Element", "Document",
];
const SHAPES = [
  (/** @type {string} */ name) => `<img name="${name}" alt="">`,
  (/** @type {string} */ name) => `<form name="${name}"><input name="getAll"><input name="push"><input name="addEventListener"></form>`,
  (/** @type {string} */ name) => `<a id="${name}">x</a><a id="${name}">y</a>`,
  (/** @type {string} */ name) => `<object id="${name}"></object><embed name="${name}">`,
];

for (const [at, shape] of SHAPES.entries()) {
  test(`every name of the document and its siblings may be an element's: the banner asks, and what is granted runs (${shape("…").slice(0, 8)}, ${at})`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.goto("/demo/department/");
    // Whatever this browser's document has: a name that comes new is tried, too.
    const names = await page.evaluate(() => {
      /** @type {string[]} */
      const all = [];
      for (let of = Document.prototype; of; of = Object.getPrototypeOf(of)) all.push(...Object.getOwnPropertyNames(of));
      return all.filter((name) => /^[a-z]+$/i.test(name));
    });
    expect(names.length).toBeGreaterThan(200);
    await serve(page, [...new Set([...names, ...NAMES])].map(shape).join(""));
    await page.goto("/demo/main/");
    await asks(page);
    expect(await page.evaluate(() => /** @type {any} */ (globalThis).ran)).toBeUndefined();
    await accept(page, true);
    await expect.poll(() => page.evaluate(() => /** @type {any} */ (globalThis).ran), { timeout: 30_000 }).toBe(1);
    expect(await page.evaluate(() => /** @type {any} */ (window).forthright.consent.has("media"))).toBe(true);
    await expect.poll(async () => (await page.context().cookies()).map((c) => c.name)).toContain("forthright_consent");
    expect(await accept(page, false)).toBe(false);
  });
}

test("fields of a form stand in the way of nothing: what is in it is switched on, and its button opens the choices", async ({ page }) => {
  const fields = ["matches", "querySelector", "closest", "localName", "dataset", "contains", "getAttribute", "nodeType", "focus", "isConnected", "attributes"];
  await serve(page, "");
  await page.goto("/demo/main/");
  await asks(page);
  await page.evaluate(([fields, gated]) => {
    document.querySelector("main")?.insertAdjacentHTML("beforeend", `<form data-consent="necessary" data-src="x">${fields}${gated}
<button type="button" data-forthright="withdraw">Take back</button></form><form><input name="querySelector"></form>`);
  }, [fields.map((name) => `<input name="${name}">`).join(""), gated.replace("ran", "inForm")]);
  await accept(page, true);
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (globalThis).inForm)).toBe(1);
  expect(await page.evaluate(() => Element.prototype.getAttribute.call(document.querySelector("form"), "src"))).toBeNull();
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("button[data-forthright]")).click());
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).forthright.consent.get().source)).toBe("withdrawal");
});

test("an element that says it is the open preference centre does not keep it shut", async ({ page }) => {
  await serve(page, '<i data-forthright="centre"></i>');
  await page.goto("/demo/main/");
  await page.getByRole("button", { name: "Choose", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("what all objects got from another script is no option and no address of ours", async ({ page }) => {
  await page.addInitScript(() => {
    const given = { src: "/fake.js", type: "module", banner: "off", lang: "cy", consent: "necessary", forthright: "withdraw", links: "label", href: "/fake", data: "/fake" };
    for (const [name, value] of Object.entries(given)) Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  });
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => { if (request.url().includes("/fake")) asked.push(request.url()); });
  await serve(page, '<script type="text/plain" data-consent="necessary" nonce="abc">globalThis.own = 1</script><iframe data-consent="necessary" title="x"></iframe>');
  await page.goto("/demo/main/");
  await asks(page);
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (globalThis).own)).toBe(1);
  await page.locator("h1").click();
  expect([asked, await page.locator("iframe").getAttribute("src")]).toEqual([[], null]);
  expect(await page.evaluate(() => /** @type {any} */ (window).forthright.consent.get())).toBeNull();
});

test("no file of the loader asks `document` itself for anything", () => {
  const files = ["embed.js", "module/index.js", ...readdirSync(join(root, "www/loader"), { recursive: true }).map((name) => `loader/${name}`)].filter((name) => name.endsWith(".js"));
  expect(files.length).toBeGreaterThan(12);
  for (const name of files) {
    const code = readFileSync(join(root, "www", name), "utf8").split("\n").filter((line) => !/^\s*(\/\/|\*|\/\*\*)/.test(line));
    expect(code.filter((line) => /\bdocument\)?\s*(\.|\[|\?\.)(?!prerendering === true)/.test(line)), `${name}: ask \`page\` (loader/page.js)`).toEqual([]);
    expect(code.filter((line) => /\bwindow\)?\s*(\.|\?\.)(?!forthright|cookieStore)/.test(line.replace("globalThis", "window"))), `${name}: a name of the window that no browser has may be an element`).toEqual([]);
  }
});
