// The loader in pages and browsers that are against it: whatever is broken, what needs consent stays off until a real
// choice, the page goes on working, and the console is not flooded.
import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { ALL, banner, button, NAME, soon } from "../browser/choosing.mjs";

/** @typedef {import("@playwright/test").Page} Page @typedef {import("@playwright/test").Frame} Frame */

const home = process.env.FORTHRIGHT_URL ?? "";
const cookie = async (/** @type {Page} */ page) => (await page.context().cookies()).filter((c) => c.name === NAME);
const value = ({ seconds = Math.floor(Date.now() / 1000) - 100, granted = ALL, refused = "" } = {}) =>
  [2, randomUUID(), 2, seconds, "choice", granted, refused, "e1"].join(".");

/** Serves the demo page under another policy or with other markup. @param {Page} page @param {{policy?: string, change?: (html: string) => string}} how */
const serve = (page, { policy, change = (html) => html }) =>
  page.route("**/demo/main/", async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), ...(policy === undefined ? {} : { "content-security-policy": policy }) };
    await route.fulfill({ response, headers, body: change(await response.text()) });
  });

/** What goes wrong in the page, and what of the gated services is asked for. @param {Page} page */
const watch = (page) => {
  const seen = { errors: /** @type {string[]} */ ([]), ours: /** @type {string[]} */ ([]), calls: /** @type {string[]} */ ([]) };
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (message) => { if (message.text().startsWith("forthright")) seen.ours.push(message.text().slice(0, 200)); });
  page.on("request", (request) => { if (request.url().includes("/demo/services/")) seen.calls.push(request.url()); });
  return seen;
};

/** @typedef {ReturnType<typeof watch>} Seen */

/** Everything is off, nothing was asked for, and the page works. @param {Page} page @param {Seen} seen @param {string} [why] */
const expectDenied = async (page, seen, why) => {
  await soon(300);
  await expect(page.getByText("Analytics: off"), why).toHaveCount(1);
  await expect(page.getByText("Advertising: off"), why).toHaveCount(1);
  expect(await page.locator("iframe[data-consent]").getAttribute("src"), why).toBeNull();
  const has = await page.evaluate(() => ["preferences", "statistics", "media", "marketing"].map((name) => /** @type {any} */ (window).forthright.consent.has(name)));
  expect([has, seen.calls, seen.errors], why).toEqual([[false, false, false, false], [], []]);
  expect(seen.ours.length, why + " " + seen.ours.join("\n")).toBeLessThanOrEqual(1);
};

/** The page itself still does what it is for. @param {Page} page */
const expectUsable = async (page) => {
  await page.getByRole("navigation").getByRole("link", { name: "Department" }).click();
  await expect(page.getByRole("heading", { name: "School of Engineering" })).toBeVisible();
};

const now = Math.floor(Date.now() / 1000);
/** @type {[string, string][]} */
const worthless = [
  ["empty", ""],
  ["another tool's", '{"necessary":true,"statistics":true}'],
  ["a word", "all"],
  ["percent signs", "%7B%22all%22%3Atrue%7D%%%"],
  ["4 kB", value({ granted: "media_".repeat(600) + "statistics" })],
  ["4 kB of digits", "2." + "9".repeat(3900)],
  ["from the future", value({ seconds: now + 10 * 86_400 })],
  ["of the year 2286", value({ seconds: 9_999_999_999 })],
  ["older than six months", value({ seconds: now - 183 * 86_400 })],
  ["of 1970", value({ seconds: 0 })],
  ["names of prototypes", value({ granted: "constructor_toString_hasOwnProperty" })],
  ["with a part too many", value() + ".e1"],
  ["quoted", `"${value()}"`],
  ["in capitals", value().toUpperCase()],
];
for (const [what, text] of worthless) {
  test(`a worthless cookie grants nothing and is replaced by a choice: ${what}`, async ({ page, context }) => {
    const seen = watch(page);
    await context.addCookies([{ name: NAME, value: text, url: home }]);
    await page.goto("/demo/main/");
    await expect(banner(page)).toBeVisible();
    await expectDenied(page, seen);
    await button(page, "Refuse").click();
    await expect(banner(page)).toHaveCount(0);
    expect(await cookie(page)).toHaveLength(1);
    await page.reload();
    await expectDenied(page, seen);
    await expect(banner(page)).toHaveCount(0);
  });
}

test("a choice of services that nobody knows grants nothing", async ({ page, context }) => {
  const seen = watch(page);
  await context.addCookies([{ name: NAME, value: value({ granted: "constructor_valueof_necessary" }), url: home }]);
  await page.goto("/demo/main/");
  await expectDenied(page, seen);
});

test("of several cookies of our name the newest real choice counts, and no duplicate stands in the way", async ({ page, context }) => {
  const seen = watch(page);
  const url = home + "/demo/main/";
  const put = (/** @type {string} */ path, /** @type {string} */ text) => context.addCookies([{ name: NAME, value: text, domain: new URL(url).hostname, path }]);
  await put("/demo/main/", "rubbish");
  await put("/demo/", value({ seconds: now - 5000, granted: ALL }));
  await put("/", value({ seconds: now - 1000, granted: "", refused: ALL }));
  await page.goto(url);
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
  await expect(banner(page)).toHaveCount(0);
  await expectDenied(page, seen);
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: ["statistics"] }));
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.withdraw());
  // What follows the choice, tidying up among it, is over.
  await soon(1000);
  expect(await page.evaluate(() => /** @type {any} */ (window).forthright.consent.get().source)).toBe("withdrawal");
  expect((await cookie(page)).map((c) => c.path).sort()).toContain("/");
  await page.reload();
  await expect(page.getByText("Analytics: off")).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
});

test("a waiting record that is rubbish neither stops a choice nor is sent", async ({ page }) => {
  const seen = watch(page);
  /** @type {any[]} */
  const sent = [];
  page.on("request", (request) => { if (request.url().endsWith("/v1/consents")) sent.push(request.postDataJSON()); });
  await page.goto("/demo/department/");
  for (const text of ["rubbish", "null", "5", '"text"', "{}", '[null,1,"a",{}]', "[" + '"x",'.repeat(5000) + "1]"]) {
    await page.evaluate((text) => { localStorage.forthright_pending = text; }, text);
    await page.goto("/demo/main/");
    if (text === "rubbish") await expectDenied(page, seen);
    else await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
    await page.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: [] }));
    await expect.poll(() => page.evaluate(() => localStorage.forthright_pending), text).toBeUndefined();
    await page.context().clearCookies();
  }
  expect(sent).toHaveLength(7);
  expect(sent.every((record) => record.source === "api")).toBe(true);
  expect([seen.errors, seen.ours]).toEqual([[], []]);
});

test("where cookies and storage throw, a choice counts in this page", async ({ page }) => {
  const seen = watch(page);
  await page.route("**/demo/services/*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "globalThis.ran = (globalThis.ran ?? 0) + 1;" }));
  await page.addInitScript(() => {
    const refuse = () => { throw new DOMException("denied", "SecurityError"); };
    Object.defineProperty(Document.prototype, "cookie", { get: refuse, set: refuse });
    for (const name of ["cookieStore", "localStorage", "sessionStorage", "indexedDB"]) Object.defineProperty(window, name, { get: refuse });
  });
  await page.goto("/demo/main/");
  await expect(banner(page)).toBeVisible();
  await expectDenied(page, seen);
  await button(page, "Accept").click();
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).ran)).toBe(3);
  await expect(banner(page)).toHaveCount(0);
  expect([seen.errors, seen.ours]).toEqual([[], []]);
  await page.reload();
  await expect(banner(page)).toBeVisible();
  seen.calls.length = 0;
  await button(page, "Refuse").click();
  await expect(banner(page)).toHaveCount(0);
  await expectDenied(page, seen);
});

test("where a page has taken document.cookie away, what the server remembers counts", async ({ page }) => {
  const seen = watch(page);
  let loads = 0;
  page.on("load", () => { loads += 1; });
  await page.route("**/demo/services/*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "globalThis.ran = (globalThis.ran ?? 0) + 1;" }));
  await page.addInitScript(() => {
    const refuse = () => { throw new DOMException("denied", "SecurityError"); };
    Object.defineProperty(Document.prototype, "cookie", { get: refuse, set: refuse });
  });
  await page.goto("/demo/main/");
  const renewed = page.waitForResponse("**/v1/consents");
  await button(page, "Accept").click();
  expect((await (await renewed).allHeaders())["set-cookie"]).toContain("forthright_consent=2.");
  await page.reload();
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).ran)).toBe(3);
  // Past the moment when the loader looks at the cookies again.
  await soon(2500);
  expect([loads, await banner(page).count(), seen.errors, seen.ours]).toEqual([2, 0, [], []]);
});

test("a frame without an origin of its own asks, obeys and stores nothing", async ({ page, context }) => {
  const seen = watch(page);
  await page.route("**/demo/frame/", (route) => route.fulfill({ contentType: "text/html", body: '<!doctype html><title>Frame</title><iframe title="Site" sandbox="allow-scripts" src="/demo/main/" width="1200" height="700"></iframe>' }));
  for (const name of ["Refuse", "Accept"]) {
    await page.goto("/demo/frame/");
    const inside = page.frameLocator("iframe[title=Site]");
    await expect(inside.getByRole("region", { name: "Cookie choice" })).toBeVisible();
    await expect(inside.getByText("Analytics: off")).toBeVisible();
    expect(seen.calls).toEqual([]);
    await inside.getByRole("button", { name, exact: true }).click();
    await expect(inside.getByRole("region", { name: "Cookie choice" })).toHaveCount(0);
    await soon(500);
    const frame = /** @type {Frame} */ (page.frames().find((one) => one.url().endsWith("/demo/main/")));
    expect(await frame.evaluate(() => /** @type {any} */ (window).forthright.consent.has("media"))).toBe(name === "Accept");
    expect(seen.calls.length > 0).toBe(name === "Accept");
  }
  expect(await context.cookies()).toEqual([]);
  // The imitated services themselves fail where they may not store anything.
  expect(seen.errors.filter((error) => !error.includes("The document is sandboxed"))).toEqual([]);
  expect(seen.ours.length).toBeLessThanOrEqual(1);
});

for (const [what, addresses] of /** @type {[string, string[]][]} */ ([
  ["the register cannot be reached", ["**/v1/**"]],
  ["our files cannot be reached but for the first", ["**/assets/**"]],
  ["nothing of ours can be reached but the first file", ["**/assets/**", "**/v1/**"]],
])) {
  for (const name of ["Accept", "Refuse"]) {
    test(`when ${what}, “${name}” in the banner counts and is stored`, async ({ page }) => {
      const seen = watch(page);
      for (const address of addresses) await page.route(address, (route) => route.abort());
      await page.goto("/demo/main/");
      await expect(banner(page)).toBeVisible();
      await expectDenied(page, seen, what);
      await button(page, name).click();
      await expect(banner(page)).toHaveCount(0);
      expect(await page.evaluate(() => /** @type {any} */ (window).forthright.consent.has("statistics"))).toBe(name === "Accept");
      await expect.poll(async () => (await cookie(page)).length).toBe(1);
      await soon(500);
      expect(seen.errors).toEqual([]);
      expect(seen.ours.length, seen.ours.join("\n")).toBeLessThanOrEqual(1);
      seen.ours.length = 0;
      await page.reload();
      await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
      await expect(banner(page)).toHaveCount(0);
      if (name === "Refuse") await expectDenied(page, seen, what);
      await expectUsable(page);
    });
  }
}

/** @type {[string, string, (html: string) => string][]} */
const policies = [
  ["of own files only", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'", (html) => html],
  ["of nonces", "default-src 'none'; script-src 'nonce-abc123' 'strict-dynamic'; style-src 'none'; connect-src 'self'; frame-src 'self'; img-src 'self'",
    // What is gated there needs the page's nonce like any other script of it.
    (html) => html.replace("<script src", '<script nonce="abc123" src').replaceAll('<script type="text/plain"', '<script nonce="abc123" type="text/plain"').replace(/<link rel="stylesheet"[^>]*>/, "")
      .replace("</main>", '<script type="text/plain" data-consent="statistics" nonce="abc123">document.querySelector("h1").textContent = "Counted";</script></main>')],
];
for (const [what, policy, change] of policies) {
  test(`under a policy ${what}, nothing is violated at first view nor by accepting`, async ({ page }) => {
    const seen = watch(page);
    /** @type {string[]} */
    const console = [];
    page.on("console", (message) => { if (/Content.Security.Policy/i.test(message.text())) console.push(message.text()); });
    await page.addInitScript(() => {
      /** @type {any} */ (window).violations = [];
      document.addEventListener("securitypolicyviolation", (event) => /** @type {any} */ (window).violations.push([event.violatedDirective, event.blockedURI]));
    });
    await serve(page, { policy, change });
    await page.goto("/demo/main/");
    await expect(banner(page)).toBeVisible();
    await expect(button(page, "Show this once")).toBeVisible();
    await expectDenied(page, seen);
    await button(page, "Accept").click();
    await expect(page.getByText("Advertising: on")).toBeVisible();
    await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
    if (what === "of nonces") await expect(page.getByRole("heading", { name: "Counted" })).toBeVisible();
    await expect(page.getByRole("status")).toContainText("Your choice is saved");
    expect([await page.evaluate(() => /** @type {any} */ (window).violations), console, seen.errors, seen.ours]).toEqual([[], [], [], []]);
  });
}

test("where WASM is forbidden, choosing opens our own page and nothing was decided", async ({ page, context }) => {
  const seen = watch(page);
  await serve(page, { policy: policies[0]?.[1] });
  await page.goto("/demo/main/");
  await expectDenied(page, seen);
  await button(page, "Choose").click();
  await expect(page).toHaveURL(/\/cookies(\?lang=en)?#main$/);
  expect([await context.cookies(), seen.calls, seen.errors]).toEqual([[], [], []]);
});

for (const name of ["__proto__", "constructor", "toString", '"><script>document.title=1</script>', "../../v1", "main ", "MAIN", "x".repeat(10_000), ""]) {
  test(`a website's name that is not in the register keeps everything off: ${name.slice(0, 20) || "none"}`, async ({ page }) => {
    const seen = watch(page);
    const attribute = name.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    await serve(page, { change: (html) => html.replace('data-site="main"', () => `data-site="${attribute}"`) });
    await page.goto("/demo/main/");
    await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
    await expect(banner(page)).toHaveCount(0);
    await page.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: ["statistics", "media", "__proto__", "constructor"] }));
    await expectDenied(page, seen);
    // Said once the page is at rest.
    await expect.poll(() => seen.ours[0]).toContain("unknown site");
    expect(await page.title()).toBe("University");
    await expectUsable(page);
  });
}

test("markup in the register's texts is shown as text", async ({ page, context, request }) => {
  const seen = watch(page);
  const evil = '</script><img src=x onerror="window.hacked=1"><b>{list}{provider}$&</b>';
  const list = await (await request.get("/v1/sites/main/cookies.json")).json();
  for (const service of list.services) {
    for (const key of ["name", "provider", "purpose", "transfer"]) service[key] = evil;
    for (const item of service.cookies) Object.assign(item, { name: evil, purpose: evil, duration: evil });
  }
  list.changes = [{ revision: 2, text: evil }];
  await page.route("**/v1/sites/main/cookies.json", (route) => route.fulfill({ json: list }));
  await page.goto("/demo/main/");
  await expect(page.getByText(`This comes from ${evil}, who may set cookies.`)).toBeVisible();
  await expect(page.getByRole("link", { name: `Open it at ${evil}` })).toBeVisible();
  await expectDenied(page, seen);
  await context.addCookies([{ name: NAME, value: value().replace(".2.", ".1."), url: home }]);
  await page.reload();
  await expect(banner(page)).toContainText(`New since your last choice: ${evil}.`);
  await button(page, "Choose").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(evil, { exact: true }).first()).toBeVisible();
  expect(await dialog.locator("details").evaluateAll((all, evil) => all.every((one) => one.textContent?.includes(evil)), evil)).toBe(true);
  const inserted = await page.evaluate(() => [...document.querySelectorAll("*")].flatMap((e) => [...(e.shadowRoot?.querySelectorAll("img,b,script") ?? [])]).length);
  expect([inserted, await page.evaluate(() => /** @type {any} */ (window).hacked), seen.errors]).toEqual([0, undefined, []]);
});

for (const time of ["1970-01-01T00:00:05Z", "1999-12-31T23:59:59Z", "2199-06-01T12:00:00Z"]) {
  test(`with the device's clock at ${time.slice(0, 4)}, choices work and are remembered`, async ({ page }) => {
    const seen = watch(page);
    await page.clock.setFixedTime(new Date(time));
    await page.goto("/demo/main/");
    await expect(banner(page)).toBeVisible();
    await expectDenied(page, seen);
    await button(page, "Accept").click();
    await expect(page.getByText("Analytics: on")).toBeVisible();
    await page.reload();
    await expect(page.getByText("Analytics: on")).toBeVisible();
    await expect(banner(page)).toHaveCount(0);
    await page.evaluate(() => /** @type {any} */ (window).forthright.consent.withdraw());
    await expect(page.getByText("Analytics: off")).toBeVisible();
    await page.reload();
    seen.calls.length = 0;
    await expect(banner(page)).toHaveCount(0);
    await expectDenied(page, seen);
    // Set right again, it asks again: a choice of that day cannot be told from a forged one.
    await page.clock.setFixedTime(new Date());
    await page.reload();
    await expect(banner(page)).toBeVisible();
  });
}

test("a page that takes our element away at once stays denied and goes on working", async ({ page }) => {
  const seen = watch(page);
  await page.addInitScript(() => {
    /** @type {any} */ (window).taken = 0;
    new MutationObserver(() => {
      for (const ours of document.querySelectorAll("span[data-forthright]")) {
        ours.remove();
        /** @type {any} */ (window).taken += 1;
      }
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto("/demo/main/");
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
  await expectDenied(page, seen);
  await expect(banner(page)).toHaveCount(0);
  const taken = await page.evaluate(() => /** @type {any} */ (window).taken);
  expect(taken).toBeLessThan(30);
  await soon(300);
  expect(await page.evaluate(() => /** @type {any} */ (window).taken)).toBe(taken);
  await expectUsable(page);
});

/** @type {[string, () => void, boolean][]} */
const patches = [
  ["attachShadow throws", () => { Element.prototype.attachShadow = () => { throw new Error("patched"); }; }, false],
  ["attachShadow gives nothing", () => { Element.prototype.attachShadow = () => /** @type {any} */ (undefined); }, false],
  ["style sheets cannot be made", () => { /** @type {any} */ (window).CSSStyleSheet = class { constructor() { throw new Error("patched"); } }; }, false],
  ["fetch throws", () => { window.fetch = () => { throw new Error("patched"); }; }, true],
  ["fetch fails", () => { window.fetch = () => Promise.reject(new Error("patched")); }, true],
  ["fetch gives rubbish", () => { window.fetch = () => Promise.resolve(new Response("rubbish")); }, true],
  ["fetch gives nothing", () => { window.fetch = () => Promise.resolve(/** @type {any} */ (undefined)); }, true],
  ["JSON throws", () => { JSON.parse = JSON.stringify = () => { throw new Error("patched"); }; }, true],
  ["MutationObserver throws", () => { /** @type {any} */ (window).MutationObserver = class { constructor() { throw new Error("patched"); } }; }, false],
  ["there is no cookie store, no locks, no cryptography", () => {
    for (const [of, name] of /** @type {[any, string][]} */ ([[window, "cookieStore"], [Navigator.prototype, "locks"], [Crypto.prototype, "subtle"]])) Object.defineProperty(of, name, { value: undefined });
  }, true],
  ["requestAnimationFrame never calls back", () => { window.requestAnimationFrame = () => 0; }, true],
];
for (const [what, patch, shown] of patches) {
  test(`a page in which ${what} stays denied and usable`, async ({ page }) => {
    const seen = watch(page);
    await page.addInitScript(patch);
    await page.goto("/demo/main/");
    await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
    await expect(banner(page)).toHaveCount(shown ? 1 : 0);
    await expectDenied(page, seen, what);
    if (shown) {
      await button(page, "Refuse").click();
      await expect(banner(page)).toHaveCount(0);
      await expectDenied(page, seen, what);
      await page.reload();
      await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
      await expect(banner(page)).toHaveCount(0);
      seen.ours.length = 0;
    }
    // A choice through the page's own program is a real one, whatever cannot be shown.
    await page.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: ["statistics"] }));
    await expect(page.getByText("Analytics: on")).toBeVisible();
    expect(seen.errors).toEqual([]);
    await expectUsable(page);
  });
}

test("hidden by a filter list, it stays denied, takes no room, and the page goes on working", async ({ page, context }) => {
  const seen = watch(page);
  // A filter's style is the reader's, not the page's: it counts inside our element, too.
  await page.addInitScript(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (/** @type {ShadowRootInit} */ init) {
      const shadow = attach.call(this, init);
      shadow.append(Object.assign(document.createElement("style"), { textContent: "section{display:none!important}" }));
      return shadow;
    };
  });
  const said = page.waitForEvent("console", (message) => message.text().includes("the banner cannot be seen"));
  await serve(page, { policy: "" });
  await page.goto("/demo/main/");
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
  await expect(banner(page)).toHaveCount(0);
  await said;
  await expectDenied(page, seen);
  expect(await page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) || 0)).toBe(0);
  expect(await context.cookies()).toEqual([]);
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: ["media"] }));
  await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
  await expectUsable(page);
});

test("a page that fails before and after us changes nothing", async ({ page }) => {
  const seen = watch(page);
  await serve(page, { policy: "", change: (html) => html.replace("<head>", "<head><script>throw new Error('theirs')</script><script>addEventListener('click', (e) => e.stopImmediatePropagation(), true)</script>") });
  await page.goto("/demo/main/");
  await expect(banner(page)).toBeVisible();
  expect(seen.errors).toEqual(["Error: theirs"]);
  seen.errors.length = 0;
  await expectDenied(page, seen);
});

test("a listener of the page that throws costs it neither the record nor the others", async ({ page }) => {
  const seen = watch(page);
  const sent = /** @type {any[]} */ ([]);
  page.on("request", (request) => { if (request.method() === "POST") sent.push(request.postDataJSON()); });
  await page.goto("/demo/main/");
  await page.evaluate(() => {
    const w = /** @type {any} */ (window);
    w.heard = [];
    w.forthright.consent.on(() => { throw new Error("theirs"); });
    w.stop = w.forthright.consent.on((/** @type {any} */ d) => {
      w.heard.push(d.source);
      // What a page does with what it is given stays its own.
      d.granted.length = 0;
    });
    w.forthright.consent.set({ granted: ["media"] });
    w.stop();
    w.forthright.consent.set({ granted: ["media", "statistics"] });
  });
  await expect.poll(() => sent.length).toBe(2);
  expect(await page.evaluate(() => [/** @type {any} */ (window).heard, /** @type {any} */ (window).forthright.consent.get().granted])).toEqual([["api"], ["insight", "media"]]);
  expect(seen.errors).toEqual(["Error: theirs", "Error: theirs"]);
  expect(seen.ours).toEqual([]);
});

test("a library that replaces Array.from changes no choice", async ({ page }) => {
  await page.addInitScript(() => { Array.from = (/** @type {any} */ all) => [...all]; });
  await page.goto("/demo/main/");
  await button(page, "Accept").click();
  await expect(banner(page)).toHaveCount(0);
  await page.reload();
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
  await expect(banner(page)).toHaveCount(0);
  expect(await page.evaluate(() => /** @type {any} */ (window).forthright.consent.has("media"))).toBe(true);
});

test("two copies of the loader are one", async ({ page }) => {
  const seen = watch(page);
  await serve(page, { policy: "", change: (html) => html.replace("</head>", '<script src="/embed.js?again" data-site="main" async></script></head>') });
  await page.goto("/demo/main/");
  await expect(banner(page)).toBeVisible();
  await soon(600);
  await expect(page.locator("[data-forthright=banner]")).toHaveCount(1);
  await button(page, "Accept").click();
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await expect(page.locator("[data-forthright=banner]")).toHaveCount(0);
  expect(seen.errors).toEqual([]);
});

test("a server that never answers for words and lists holds up neither the banner nor a withdrawal", async ({ page }) => {
  test.setTimeout(60_000);
  await serve(page, { policy: "", change: (html) => html.replace('data-site="main"', 'data-site="main" data-lang="fr"') });
  await page.route("**/words-fr.js*", () => {});
  await page.goto("/demo/main/");
  await expect(banner(page)).toBeVisible({ timeout: 15_000 });
  await button(page, "Accept").click();
  await expect(page.getByText("Advertising: on")).toBeVisible();
  await page.route("**/cookies.json", () => {});
  const again = page.waitForEvent("load", { timeout: 20_000 });
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.withdraw());
  await again;
  await expect(page.getByText("Advertising: off")).toHaveCount(1);
});

test("a gated script that cannot be put into the page stays off alone, and one that never comes does not hold up the next", async ({ page }) => {
  const script = (/** @type {string} */ inner, attributes = "") => `<script type="text/plain" data-consent="statistics" ${attributes}>${inner}</script>`;
  const run = (/** @type {string} */ name) => `(window.ran ||= []).push("${name}")`;
  await page.route("**/never.js", () => {});
  await page.route("**/following.js", (route) => route.fulfill({ contentType: "text/javascript", body: run("after") }));
  await serve(page, {
    policy: "", change: (html) => html.replace("</body>", script(run("odd"), '@click="x" "') + script("", 'src="/never.js"') + script("", 'src="/following.js"') + script(run("last")) + "</body>"),
  });
  await page.goto("/demo/main/");
  await button(page, "Accept").click();
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).ran ?? []), { timeout: 15_000 }).toEqual(["odd", "after", "last"]);
});
