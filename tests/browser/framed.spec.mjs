// Pages in frames: a page of the institution inside another of its pages asks once, in the outer one; inside another website's page
// nothing is asked and everything stays off.
import { expect, test } from "@playwright/test";
import { ARGUMENTS } from "../chromium.mjs";
import { soon } from "./choosing.mjs";

/** @typedef {import("@playwright/test").Page} Page */

// Host pages have public names here, and the desk a loopback address: Chromium would ask the person first.
test.use({ launchOptions: { executablePath: process.env.FORTHRIGHT_CHROMIUM, args: [...ARGUMENTS, "--disable-features=LocalNetworkAccessChecks"] } });

const OUTER = "https://www.dmu.ac.uk/";
const INNER = "https://library.dmu.ac.uk/inner";
const STRANGER = "https://stranger.example/";

/** @param {Page} page @param {Record<string, string>} bodies by address */
async function serve(page, bodies) {
  for (const [address, body] of Object.entries(bodies)) {
    await page.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!doctype html><html lang="en"><head><title>Page</title>${body}</html>` }));
  }
  await page.route("**/v1/consents", (route) => route.fulfill({ status: 202, json: {} }));
}
const tag = (/** @type {string} */ site) => `<script src="${process.env.FORTHRIGHT_URL}/embed.js" data-site="${site}" async></script></head>`;
const content = '<body><main><h1>Inner</h1><iframe data-consent="media" data-src="https://media.example/film" title="A film" width="300" height="200"></iframe><p id="sign">off</p><script type="text/plain" data-consent="statistics">document.querySelector("#sign").textContent = "on"</script><button type="button" data-forthright="preferences">Cookie choices</button></main></body>';
const frame = (/** @type {string} */ address) => `<body><h1>Outer</h1><iframe src="${address}" width="700" height="600"></iframe></body>`;

test("a page of the institution inside another one is not asked again, and takes over what is chosen outside", async ({ page }) => {
  await page.route("https://media.example/film", (route) => route.fulfill({ contentType: "text/html", body: "film" }));
  await serve(page, { [OUTER]: tag("main") + frame(INNER), [INNER]: tag("library") + content });
  await page.goto(OUTER);
  await expect(page.getByRole("region", { name: "Cookie choice" })).toBeVisible();
  const inner = page.frameLocator("iframe").first();
  await expect(inner.getByText("A film")).toBeVisible();
  await soon(8000);
  await expect(inner.getByRole("region", { name: "Cookie choice" }), "the outer page asks").toHaveCount(0);
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(inner.locator("iframe[src]")).toHaveCount(1);
});

test("where the page around has nothing to ask with, the inner one asks", async ({ page }) => {
  await serve(page, { [OUTER]: "</head>" + frame(INNER), [INNER]: tag("library") + content });
  await page.goto(OUTER);
  await expect(page.frameLocator("iframe").first().getByRole("region", { name: "Cookie choice" })).toBeVisible();
});

for (const depth of ["", ", however deep"]) {
  test(`inside another website's page nothing is asked and everything stays off${depth}`, async ({ page }) => {
    /** @type {string[]} */
    const lines = [];
    page.on("console", (message) => { if (message.text().startsWith("forthright")) lines.push(message.text()); });
    /** @type {string[]} */
    const asked = [];
    page.on("request", (request) => { if (request.url().includes("media.example") || request.method() === "POST") asked.push(request.url()); });
    const nested = "https://www.dmu.ac.uk/between";
    await serve(page, { [STRANGER]: "</head>" + frame(depth ? nested : INNER), [nested]: "</head>" + frame(INNER), [INNER]: tag("library") + content });
    await page.goto(STRANGER);
    const inner = depth ? page.frameLocator("iframe").frameLocator("iframe") : page.frameLocator("iframe").first();
    const link = inner.getByRole("link", { name: "What these cookies are" });
    await expect(link).toBeVisible();
    await soon(7000);
    await expect(inner.getByRole("region", { name: "Cookie choice" })).toHaveCount(0);
    // The library's own counter is exempt: even that is off here.
    await expect(inner.getByText("off", { exact: true })).toBeVisible();
    await expect(inner.getByRole("button", { name: "Show this once" })).toHaveCount(0);
    const own = page.frames().find((one) => one.url() === INNER);
    await own?.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: ["media", "statistics"] }));
    await soon(500);
    expect(await own?.evaluate(() => [/** @type {any} */ (window).forthright.consent.has("media"), /** @type {any} */ (window).forthright.consent.has("statistics")])).toEqual([false, false]);
    expect(asked).toEqual([]);
    expect(lines.join("\n")).toContain("another website’s page is around this one");
    const [opened] = await Promise.all([page.waitForEvent("popup"), inner.getByRole("button", { name: "Cookie choices" }).click()]);
    expect(opened.url()).toContain("/cookies?lang=en#library");
  });
}
