// Taking consent back: as easy as giving it; what services stored is removed, and nothing else; the record is sent once.
import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { banner, consent, grant, press, withdraw } from "./choosing.mjs";

/** @typedef {import("@playwright/test").Page} Page */

/** Names, domains and paths of the cookies. */
const jar = async (/** @type {Page} */ page) =>
  (await page.context().cookies()).filter((c) => c.name !== "forthright_consent").map((c) => `${c.name} ${c.domain}${c.path}`).sort();
/** The records that the page sends, and how often it was loaded. @param {Page} page */
const watch = (page) => {
  /** @type {{sent: any[], loads: number}} */
  const seen = { sent: [], loads: 0 };
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/v1/consents")) seen.sent.push(request.postDataJSON());
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) seen.loads += 1;
  });
  return seen;
};
/** Records are taken, but the server sets no cookie: what follows is about the page alone. @param {Page} page */
const stub = (page) => page.route("**/v1/consents", (route) => route.fulfill({ status: 202, json: {} }));
const quiet = (/** @type {Page} */ page) => page.waitForTimeout(1500);
const idle = (/** @type {Page} */ page) => expect.poll(() => page.evaluate(() => localStorage.forthright_pending ?? null).catch(() => "loading")).toBeNull();

test("withdrawing takes as many clicks as giving", async ({ page }) => {
  await page.goto("/demo/main/");
  await press(page, "Refuse");
  /** @param {string[]} names @param {string} source what the choice was */
  const steps = async (names, source) => {
    for (const name of names) await press(page, name);
    await expect.poll(async () => (await consent(page).catch(() => null))?.source).toBe(source);
    await idle(page);
    return names.length;
  };
  const given = await steps(["Cookie choices", "Accept all"], "accept-all");
  await expect(page.getByText("Advertising: on")).toBeVisible();
  expect(await steps(["Cookie choices", "Refuse all"], "withdrawal")).toBe(given);
  await expect(page.getByText("Advertising: off")).toBeVisible();
});

test("one press on the page's own button takes back what one press in the banner gave", async ({ page }) => {
  await page.goto("/demo/library/");
  await press(page, "Accept");
  await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
  const note = page.getByRole("status").filter({ hasText: "saved" });
  await expect(note).toBeVisible();
  // The note has the focus, and stays until the focus goes on.
  const own = page.getByRole("button", { name: "Withdraw consent" });
  await page.setViewportSize({ width: 320, height: 700 });
  await own.focus();
  await expect(note).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect.poll(() => consent(page)).toMatchObject({ source: "withdrawal", granted: [], refused: ["statistics", "media"] });
  await expect(page.locator("iframe[data-consent][src]")).toHaveCount(0);
  await expect(note).toBeVisible();
  await expect(own).toBeFocused();
  expect(await own.evaluate((e) => {
    const { x, y, width, height } = e.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) === e;
  })).toBe(true);
});

test("a link that takes consent back leads nowhere, and answers the banner's question too", async ({ page }) => {
  await page.goto("/demo/library/");
  await expect(banner(page)).toBeVisible();
  await page.evaluate(() => {
    document.querySelector("main")?.insertAdjacentHTML("afterbegin", '<a href="/cookies#library" data-forthright="withdraw"><span>Withdraw it</span></a>');
  });
  await page.getByText("Withdraw it").click();
  await expect(banner(page)).toHaveCount(0);
  expect([(await consent(page)).source, new URL(page.url()).pathname]).toEqual(["withdrawal", "/demo/library/"]);
});

test("the banner covers nothing at the end of the page that has the focus", async ({ page }) => {
  await page.goto("/demo/main/");
  await expect(banner(page)).toBeVisible();
  const last = page.getByRole("link", { name: "Your privacy" });
  await last.focus();
  // The banner makes room once the page is at rest, and brings back what had the focus by then.
  await expect.poll(() => last.evaluate((e) => {
    const { x, y, width, height } = e.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) === e;
  })).toBe(true);
});

test("what is listed goes, whatever its path; what is not listed stays", async ({ page, context, baseURL }) => {
  const url = new URL("/demo/main/", baseURL);
  const { hostname } = url;
  await page.goto("/demo/main/");
  await grant(page, "statistics", "preferences");
  await expect(page.getByText("Analytics: on")).toBeVisible();
  const set = (/** @type {string} */ name, path = "/") => ({ name, value: "1", domain: hostname, path });
  await context.addCookies([
    set("_insight_a"), set("_insight_b", "/demo"), set("_insight_c", "/demo/"), set("_insight_d", "/demo/main"), set("_insight_e", "/demo/main/"),
    set("demo_shortlist", "/demo/main/"), set("session"), set("my_insight_a"), set("_insightful"), set("xdemo_shortlist"), set("demo_shortlist2"), set("_adreach"),
    set("_insight_id", "/desk"),
  ]);
  await page.evaluate(() => {
    for (const storage of [localStorage, sessionStorage]) for (const name of ["insight-queue", "insight-queue-2", "basket"]) storage.setItem(name, "1");
  });
  await withdraw(page);
  // `_adreach` was never allowed, so it goes as well. A cookie of another folder is out of this page's sight.
  const left = ["_insight_id /desk", "_insightful /", "demo_shortlist2 /", "my_insight_a /", "session /", "xdemo_shortlist /"].map((c) => c.replace(" ", ` ${hostname}`));
  await expect.poll(() => jar(page)).toEqual(left);
  await expect.poll(() => page.evaluate(() => [Object.keys(localStorage).sort(), Object.keys(sessionStorage).sort()]))
    .toEqual([["basket", "insight-queue-2"], ["basket", "insight-queue", "insight-queue-2"]]);
  await page.reload();
  await expect(page.getByText("Analytics: off")).toBeVisible();
  expect(await jar(page)).toEqual(left);
});

test("a choice of some removes what the others stored and leaves theirs", async ({ page }) => {
  await stub(page);
  await page.goto("/demo/main/");
  await grant(page, "statistics", "preferences", "media");
  await expect.poll(async () => (await jar(page)).map((c) => c.split(" ")[0])).toEqual(["_insight_id", "demo_shortlist", "vs_device"]);
  await grant(page, "preferences");
  await expect.poll(async () => (await jar(page)).map((c) => c.split(" ")[0])).toEqual(["demo_shortlist"]);
});

test("a page loads again only when a service was on that cannot be stopped otherwise", async ({ page }) => {
  const seen = watch(page);
  await stub(page);
  await page.goto("/demo/main/");
  await press(page, "Refuse");
  await expect.poll(() => seen.sent.length).toBe(1);
  await quiet(page);
  expect(seen.loads).toBe(1);
  for (const granted of [["statistics", "media"], ["statistics"], []]) await grant(page, ...granted);
  await withdraw(page);
  await grant(page, "marketing");
  await expect(page.getByText("Advertising: on")).toBeVisible();
  await grant(page, "marketing", "statistics");
  await idle(page);
  await quiet(page);
  expect(seen.loads).toBe(1);
  await grant(page, "statistics");
  await expect.poll(() => seen.loads).toBe(2);
  await expect(page.getByText("Advertising: off")).toBeVisible();
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await quiet(page);
  expect(seen.loads).toBe(2);
});

test("a choice made elsewhere takes away what was stored here when the page is next opened", async ({ page, context, baseURL }) => {
  const url = new URL("/demo/main/", baseURL).href;
  await context.addCookies(["_insight_a", "other"].map((name) => ({ name, value: "1", url })));
  const refused = `2.${randomUUID()}.2.${Math.floor(Date.now() / 1000) - 60}.withdrawal..preferences_statistics_media_marketing.e1`;
  await context.addCookies([{ name: "forthright_consent", value: refused, url }]);
  const seen = watch(page);
  await page.goto("/demo/main/");
  await expect.poll(() => jar(page)).toEqual([expect.stringContaining("other ")]);
  await expect(banner(page)).toHaveCount(0);
  expect([seen.loads, seen.sent]).toEqual([1, []]);
});

test("what code that has run already stores again goes when the page is left", async ({ page }) => {
  await stub(page);
  await page.goto("/demo/main/");
  await grant(page, "statistics");
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await withdraw(page);
  await expect.poll(async () => (await jar(page)).filter((name) => name.startsWith("_insight"))).toEqual([]);
  await page.evaluate(() => { document.cookie = "_insight_again=1; Path=/"; document.cookie = "other=1; Path=/"; });
  await page.goto("/demo/department/");
  expect((await jar(page)).map((name) => name.split(" ")[0])).toEqual(["other"]);
});

test("the record of a withdrawal survives the reload, is sent once and names the choice before it", async ({ page }) => {
  const seen = watch(page);
  await page.goto("/demo/main/");
  await press(page, "Accept");
  await expect(page.getByText("Advertising: on")).toBeVisible();
  const first = await consent(page);
  await idle(page);
  await withdraw(page);
  await expect.poll(() => seen.loads).toBe(2);
  await expect(page.getByText("Advertising: off")).toBeVisible();
  const second = await consent(page);
  expect(second.source).toBe("withdrawal");
  await idle(page);
  await quiet(page);
  expect([seen.loads, seen.sent.map((record) => record.id)]).toEqual([2, [first.id, second.id]]);
  expect(seen.sent[0].previous).toBeUndefined();
  expect(seen.sent[1]).toMatchObject({ source: "withdrawal", previous: first.id, granted: [] });
  expect((await jar(page)).filter((c) => !c.startsWith("vs_device"))).toEqual([]);
});

for (const [name, arrives] of /** @type {const} */ ([["is answered late", true], ["is answered late and its own is not taken", false]])) {
  test(`a withdrawal is not undone when the record before it ${name}`, async ({ page }) => {
    await page.goto("/demo/main/");
    let answers = 0;
    await page.route("**/v1/consents", async (route) => {
      answers += 1;
      if (answers > 1 && !arrives) return route.abort();
      const response = answers > 1 ? undefined : await route.fetch();
      if (response) await new Promise((done) => setTimeout(done, 800));
      return response ? route.fulfill({ response }) : route.continue();
    });
    await page.evaluate(() => document.addEventListener("forthright:consent", (event) => ((/** @type {any} */ (window)).heard ||= []).push(/** @type {any} */ (event).detail.source)));
    await grant(page, "statistics");
    await page.waitForTimeout(300);
    await withdraw(page);
    await page.waitForTimeout(2500);
    expect(await page.evaluate(() => /** @type {any} */ (window).heard)).toEqual(["api", "withdrawal"]);
    await page.reload();
    expect((await consent(page)).source).toBe("withdrawal");
    await expect(page.getByText("Analytics: off")).toBeVisible();
  });
}

test("without storage and without the server a withdrawal still counts", async ({ page }) => {
  await page.route("**/v1/consents", (route) => route.abort());
  await page.goto("/demo/main/");
  await page.evaluate(() => Object.defineProperty(window, "localStorage", { get: () => { throw new Error("none"); } }));
  await grant(page, "preferences");
  await expect(page.getByText("Shortlist: on")).toBeVisible();
  await withdraw(page);
  await expect.poll(() => jar(page)).toEqual([]);
  await page.reload();
  await expect(page.getByText("Shortlist: off")).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
});

test.describe("on hosts of one parent domain", () => {
  /** @type {import("@playwright/test").Browser} */
  let browser;
  /** @type {Page} */
  let page;
  test.beforeAll(async ({ playwright, launchOptions }) => {
    browser = await playwright.chromium.launch({ ...launchOptions, args: [...launchOptions.args ?? [], "--host-resolver-rules=MAP *.dmu.ac.uk 127.0.0.1"] });
  });
  test.beforeEach(async () => { page = await (await browser.newContext()).newPage(); });
  test.afterEach(() => page.context().close());
  test.afterAll(() => browser.close());
  const at = (/** @type {string} */ host, site = host === "www" ? "main" : host) =>
    `http://${host}.dmu.ac.uk:${new URL(process.env.FORTHRIGHT_URL ?? "").port}/demo/${site}/`;
  const ours = async () => (await page.context().cookies()).filter((c) => c.name === "forthright_consent");

  test("the choice is stored on the parent and serves both", async () => {
    await page.goto(at("www"));
    await press(page, "Accept");
    await expect(page.getByText("Advertising: on")).toBeVisible();
    expect((await ours()).map((c) => [c.domain, c.path, c.sameSite])).toEqual([[".dmu.ac.uk", "/", "Lax"]]);
    const { id } = await consent(page);
    await page.goto(at("library"));
    await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
    await expect(banner(page)).toHaveCount(0);
    expect((await consent(page)).id).toBe(id);
    // The library's withdrawal is about its own services.
    await withdraw(page);
    await page.goto(at("www"));
    await expect(page.getByText("Advertising: on")).toBeVisible();
    await expect(page.getByRole("button", { name: "Show this once" })).toBeVisible();
    await expect(banner(page)).toHaveCount(0);
    expect(await ours()).toHaveLength(1);
  });

  test("a withdrawal on a subdomain removes cookies of the host and of the parent", async () => {
    await stub(page);
    await page.goto(at("library"));
    await press(page, "Accept");
    await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
    const set = (/** @type {string} */ name, domain = "library.dmu.ac.uk", path = "/") => ({ name, domain, path, value: "1" });
    await page.context().addCookies(["vs_device", "demo_visits", "staff"].flatMap((name) =>
      [set(name), set(name, ".dmu.ac.uk"), set(name, ".library.dmu.ac.uk"), set(name, ".dmu.ac.uk", "/demo")]).concat(set("vs_device", "www.dmu.ac.uk"), set("_adreach", ".dmu.ac.uk")));
    await page.evaluate(() => { document.cookie = "vs_device=2; Path=/; Domain=.dmu.ac.uk"; });
    await withdraw(page);
    await expect.poll(() => jar(page)).toEqual([
      "_adreach .dmu.ac.uk/", "staff .dmu.ac.uk/", "staff .dmu.ac.uk/demo", "staff .library.dmu.ac.uk/", "staff library.dmu.ac.uk/", "vs_device www.dmu.ac.uk/",
    ]);
    await page.goto(at("www"));
    await grant(page, "statistics");
    await page.context().addCookies([set("_insight_x", ".dmu.ac.uk"), set("_insight_y", "www.dmu.ac.uk")]);
    await withdraw(page);
    await expect.poll(async () => (await jar(page)).filter((c) => !c.startsWith("staff"))).toEqual([]);
  });

  test("a second choice cookie of the host alone does not bring the banner back, and goes with the next choice", async () => {
    await stub(page);
    await page.goto(at("library"));
    await press(page, "Accept");
    const [stored] = await ours();
    const parts = stored.value.split(".");
    const older = [parts[0], parts[1].replace(/^./, "0"), parts[2], Number(parts[3]) - 86_400, "refuse-all", "", parts[5], parts[7]].join(".");
    const newer = [parts[0], parts[1].replace(/^./, "1"), 1, Number(parts[3]) + 60, ...parts.slice(4)].join(".");
    for (const [value, asks] of /** @type {[string, boolean][]} */ ([["junk", false], [older, false], [newer, true]])) {
      await page.context().addCookies([{ name: "forthright_consent", value, domain: "library.dmu.ac.uk", path: "/" }]);
      expect(await ours()).toHaveLength(2);
      await page.reload();
      await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
      await expect(banner(page), value).toHaveCount(asks ? 1 : 0);
      if (asks) await press(page, "Accept");
      // The same choice again would be none.
      else await grant(page, ...(value === "junk" ? ["media"] : ["media", "statistics"]));
      await expect.poll(async () => (await ours()).map((c) => c.domain), value).toEqual([".dmu.ac.uk"]);
      await page.reload();
      await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
      await expect(banner(page), value).toHaveCount(0);
    }
  });
});

test("withdrawing takes caches and background programs that the register lists, and no others", async ({ page }) => {
  await page.route("**/cookies.json", async (route) => {
    const response = await route.fetch();
    const list = await response.json();
    const film = list.services.find((/** @type {any} */ service) => service.id === "vidstream");
    film.cookies.push({ name: "films-*", kind: "cache-storage", purpose: "p", duration: "d" }, { name: "/demo/film-*.js", kind: "service-worker", purpose: "p", duration: "d" });
    await route.fulfill({ response, json: list });
  });
  for (const name of ["film-worker", "own-worker"]) {
    await page.context().route(`**/demo/${name}.js`, (route) => route.fulfill({ contentType: "text/javascript", body: "/* */" }));
  }
  await page.goto("/demo/main/");
  // Advertising is left out: taking it back loads the page again.
  await grant(page, "media");
  await page.evaluate(async () => {
    for (const name of ["films-1", "films-2", "pages"]) await caches.open(name);
    for (const name of ["film-worker", "own-worker"]) await navigator.serviceWorker.register(`/demo/${name}.js`, { scope: `/demo/${name}/` });
  });
  await withdraw(page);
  const kept = () => page.evaluate(async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).map((one) => new URL(one.scope).pathname)]);
  await expect.poll(kept).toEqual([["pages"], ["/demo/own-worker/"]]);
});
