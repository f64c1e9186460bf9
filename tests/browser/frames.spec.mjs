// Our forms and pages in other websites' pages: a frame of our own origin that grows, takes the page's theme and language, and tells
// the page around it sizes, the focus and, if asked, a reference. The host pages here are of other origins than the desk.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { ARGUMENTS } from "../chromium.mjs";
import { rows } from "../store.mjs";
import { expectNoAxeFindings } from "./axe.mjs";

/** @typedef {import("@playwright/test").Page} Page */

// Host pages have public names here, and the desk a loopback address: Chromium would ask the person first.
test.use({ launchOptions: { executablePath: process.env.FORTHRIGHT_CHROMIUM, args: [...ARGUMENTS, "--disable-features=LocalNetworkAccessChecks"] } });

const LIBRARY = "https://library.dmu.ac.uk/help";

/** Serves a page of another website. @param {Page} page @param {string} body @param {{at?: string, site?: string, head?: string, more?: string, headers?: Record<string, string>, lang?: string}} [how] */
async function host(page, body, { at = LIBRARY, site = "library", head = "", more = "", headers = {}, lang = "en-GB" } = {}) {
  const desk = process.env.FORTHRIGHT_URL;
  await page.route(at, (route) => route.fulfill({
    contentType: "text/html; charset=utf-8", headers,
    body: `<!doctype html><html lang="${lang}"><head><title>Library help</title><meta name="viewport" content="width=device-width">${head}
      <script src="${desk}/embed.js" data-site="${site}" ${more} async></script></head><body><main><h1>Help</h1>${body}</main></body></html>`,
  }));
  await page.goto(at);
}

const form = '<div data-forthright="form" data-form="subject-access"></div>';
const framed = (/** @type {Page} */ page) => page.frameLocator("div[data-forthright] iframe");
const frame = (/** @type {Page} */ page) => page.locator("div[data-forthright] iframe");
const said = (/** @type {Page} */ page) => {
  /** @type {string[]} */
  const lines = [];
  page.on("console", (message) => { if (message.text().startsWith("forthright")) lines.push(message.text()); });
  return lines;
};

/** Fills a request in and goes on to its last step. @param {import("@playwright/test").FrameLocator} inside */
async function answer(inside) {
  await expect(inside.getByText("Step 1 of 4")).toBeVisible();
  await inside.getByLabel("My own").check();
  await inside.getByLabel("Full name").fill("Maria Example");
  await inside.getByRole("button", { name: "Continue", exact: true }).click();
  await inside.getByLabel("What do you want to see?").fill("My exam results");
  await inside.getByLabel("Email address").fill("maria@example.org");
  await inside.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(inside.getByText("Step 3 of 4")).toBeVisible();
}

for (const blocked of [false, true]) {
  test(`a request is made in another website's page, to its receipt${blocked ? ", where third parties may store nothing" : ""}`, async ({ page }) => {
    if (blocked) {
      // What a browser does that refuses storage to frames of others: it throws, or gives an error.
      await page.addInitScript(() => {
        if (self === top) return;
        const refuse = () => { throw new DOMException("refused", "SecurityError"); };
        for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) Object.defineProperty(self, name, { get: refuse });
        Object.defineProperty(Document.prototype, "cookie", { get: refuse, set: refuse });
        Object.defineProperty(Navigator.prototype, "serviceWorker", { get: refuse });
      });
    }
    const lines = said(page);
    /** @type {any[]} */
    const crossed = [];
    await page.exposeFunction("cross", (/** @type {any} */ what) => crossed.push(what));
    await page.addInitScript(() => {
      if (self !== top) return;
      addEventListener("message", (event) => /** @type {any} */ (window).cross(event.data));
      const { port1 } = new MessageChannel();
      const listen = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(MessagePort.prototype, "onmessage"));
      Object.defineProperty(MessagePort.prototype, "onmessage", { ...listen, set(take) {
        listen.set?.call(this, (/** @type {MessageEvent} */ event) => { /** @type {any} */ (window).cross(event.data); take(event); });
      } });
      port1.close();
      document.addEventListener("forthright:done", (event) => /** @type {any} */ (window).cross({ event: /** @type {CustomEvent} */ (event).detail }));
    });
    // Without the banner: it lies over the frame, and a driver that presses inside the frame does not see it.
    await host(page, '<div data-forthright="form" data-form="subject-access" data-done></div>', { more: 'data-banner="off"' });
    const inside = framed(page);
    await expect(frame(page)).toHaveAttribute("title", "Ask what we hold about you");
    await answer(inside);
    await inside.getByLabel("What is it?").first().selectOption("passport");
    const photo = readFileSync(new URL("../vectors/evidence/passport.jpg", import.meta.url));
    await inside.getByLabel("File", { exact: true }).first().setInputFiles({ name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: photo });
    await expect(inside.getByRole("img", { name: "The picture as it will be sent" })).toBeVisible();
    await inside.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(inside.getByRole("heading", { name: "Check your answers" })).toBeFocused();
    await inside.getByRole("button", { name: "Send your request" }).click();
    await expect(inside.getByRole("heading", { name: "We have your request" })).toBeFocused();
    const reference = await inside.locator("#reference").innerText();
    const code = await inside.locator("#receipt-code").innerText();
    const [download] = await Promise.all([page.waitForEvent("download"), inside.getByRole("link", { name: "Save the receipt" }).click()]);
    expect(readFileSync((await download.path()) ?? "", "utf8")).toContain(code);
    expect(await rows("SELECT form FROM cases WHERE reference = ?", [reference])).toEqual([{ form: "subject-access" }]);
    await expect.poll(() => crossed.filter((one) => one.event)).toEqual([{ event: { reference } }]);
    // Nothing else crosses: sizes, where the focus is, and that once the reference.
    for (const one of crossed) {
      if (one === "forthright" || one.event) continue;
      const [[name, value]] = Object.entries(one);
      if (name === "height") expect(value).toBeGreaterThan(0);
      else if (name === "focus") expect(value).toEqual([expect.any(Number), expect.any(Number)]);
      else expect([name, value]).toEqual(["done", reference]);
    }
    expect(JSON.stringify(crossed)).not.toContain("Maria");
    expect(JSON.stringify(crossed)).not.toContain(code);
    expect(lines).toEqual([]);
  });
}

test("the frame grows with what it shows, by keyboard alone and at 320 px, and axe finds nothing in it", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await host(page, `<p><a href="#one">Before</a></p>${form}<p><a href="#two">After</a></p>`);
  const inside = framed(page);
  await expect(inside.getByText("Step 1 of 4")).toBeVisible();
  const fits = () => page.evaluate(() => {
    const one = /** @type {HTMLIFrameElement} */ (document.querySelector("div[data-forthright]")?.shadowRoot?.querySelector("iframe"));
    return [one.getBoundingClientRect().height, one.getBoundingClientRect().width, document.documentElement.scrollWidth - document.documentElement.clientWidth];
  });
  const inner = () => inside.locator("body").evaluate((body) => [Math.ceil(body.getBoundingClientRect().height), document.documentElement.scrollWidth - document.documentElement.clientWidth, document.documentElement.scrollHeight - innerHeight]);
  await expect.poll(async () => (await fits())[0] - (await inner())[0]).toBe(0);
  expect((await inner()).slice(1)).toEqual([0, 0]);
  expect((await fits())[2]).toBe(0);
  // Without the menu and the footer of our own pages.
  await expect(inside.getByRole("banner")).toHaveCount(0);
  await expect(inside.getByRole("contentinfo")).toHaveCount(0);
  await expect(inside.getByRole("link", { name: "Skip to main content" })).toHaveCount(0);
  await page.getByRole("link", { name: "Before" }).focus();
  await page.keyboard.press("Tab");
  await expect(inside.locator(":focus")).toHaveCount(1);
  // An error takes the focus, and the page around goes there.
  await inside.getByRole("button", { name: "Continue", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(inside.locator("#error-summary")).toBeFocused();
  await expect(inside.locator("#error-summary")).toBeInViewport();
  const link = inside.locator("#error-summary a").first();
  // A browser scrolls the page around a frame of another origin a little later; nobody presses Enter in the same moment.
  await page.waitForTimeout(500);
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(inside.locator("input:focus")).toBeInViewport();
  await expectNoAxeFindings(page, "host page with the form's frame");
  const own = page.frames().find((one) => one.url().includes("/forms/subject-access"));
  await expectNoAxeFindings(/** @type {any} */ (own), "inside the frame");
  // And out again at the end.
  await inside.getByRole("button", { name: "Save and continue later" }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "After" })).toBeFocused();
});

test("Back steps inside the form, and keeps what was typed", async ({ page }) => {
  await host(page, form, { more: 'data-banner="off"' });
  const inside = framed(page);
  await answer(inside);
  const go = (/** @type {number} */ by) => page.evaluate((by) => history.go(by), by);
  await go(-1);
  await expect(inside.getByText("Step 2 of 4")).toBeVisible();
  await expect(inside.getByLabel("What do you want to see?")).toHaveValue("My exam results");
  await go(-1);
  await expect(inside.getByText("Step 1 of 4")).toBeVisible();
  await expect(inside.getByLabel("Full name")).toHaveValue("Maria Example");
  await go(1);
  await expect(inside.getByText("Step 2 of 4")).toBeVisible();
  // On our own page it is the same.
  await page.goto("/forms/subject-access");
  const own = /** @type {any} */ (page);
  await answer(own);
  await go(-1);
  await expect(page.getByRole("heading", { name: /step 2 of 4/i })).toBeFocused();
  await go(-1);
  await expect(page.getByText("Step 1 of 4")).toBeVisible();
  await go(2);
  await expect(page.getByText("Step 3 of 4")).toBeVisible();
});

test("each page of ours comes into a frame and its forms and links stay there", async ({ page }) => {
  const lines = said(page);
  await host(page, '<div data-forthright="track"></div><div data-forthright="deadlines"></div>', { more: 'data-banner="off"' });
  const track = page.frameLocator('[data-forthright=track] iframe');
  await track.getByLabel("Reference").fill("nonsense");
  await track.getByRole("button", { name: "Show my request" }).click();
  await expect(track.getByRole("heading", { name: "There is a problem" })).toBeVisible();
  await expect(track.getByLabel("Reference")).toHaveValue("nonsense");
  await expect(track.getByRole("banner")).toHaveCount(0);
  const due = page.frameLocator("[data-forthright=deadlines] iframe");
  await due.getByRole("textbox").first().waitFor();
  await due.getByRole("button").last().click();
  await expect(due.getByRole("banner")).toHaveCount(0);
  await expect(due.locator("h1")).toHaveText("Work out when a reply is due");
  await host(page, '<div data-forthright="rights"></div><div data-forthright="notices" data-audience="public"></div>', { lang: "cy", more: 'data-banner="off"' });
  const rights = page.frameLocator("[data-forthright=rights] iframe");
  await expect(rights.getByRole("heading", { name: "Eich hawliau" })).toBeVisible();
  await expect(page.locator("[data-forthright=rights] iframe")).toHaveAttribute("title", "Eich hawliau");
  await rights.locator('a[href="/forms/erasure?lang=cy"]').first().click();
  await expect(rights.getByText("(cam 1 o")).toBeVisible();
  await expect(rights.getByRole("banner")).toHaveCount(0);
  // What is not made for a frame opens beside it.
  const versions = page.frameLocator("[data-forthright=notices] iframe").locator('a[href*="/versions"]').first();
  const [other] = await Promise.all([page.context().waitForEvent("page"), versions.click()]);
  await expect(other.getByRole("banner")).toBeVisible();
  await host(page, '<div data-forthright="form" data-form="complaint"></div>', { lang: "cy", more: 'data-banner="off"' });
  await expect(page.frameLocator("[data-forthright=form] iframe").getByRole("heading", { level: 1 })).toHaveText("Cwyno am ddiogelu data");
  await expect(page.locator("[data-forthright=form] iframe")).toHaveAttribute("title", "Ffurflen");
  await host(page, '<div data-forthright="notices"></div><div data-forthright="check"></div>');
  await expect(page.frameLocator("[data-forthright=notices] iframe").getByRole("heading", { name: "What we hold about you" })).toBeVisible();
  await expect(page.frameLocator("[data-forthright=check] iframe").getByLabel("Choose a file")).toBeVisible();
  await expect(page.locator("[data-forthright=check] iframe")).toHaveAttribute("allow", /^camera http/);
  expect(lines).toEqual([]);
});

test("what is shown takes the page's theme where it can be read, and refuses one that cannot", async ({ page }) => {
  const style = (/** @type {string} */ rules) => `<style>:root{${rules}}body{font-family:Georgia,serif}</style>`;
  await page.emulateMedia({ colorScheme: "dark" });
  await host(page, form, { head: style("--forthright-paper:#fffdf5;--forthright-ink:#111;--forthright-button:#0a5c36;--forthright-button-ink:#fff;--forthright-radius:12px") });
  const look = () => framed(page).locator("body").evaluate((body) => {
    const css = getComputedStyle(body);
    const button = getComputedStyle(/** @type {Element} */ (body.querySelector("button[type=submit]")));
    return [css.backgroundColor, css.color, css.fontFamily, button.backgroundColor, button.borderRadius];
  });
  await expect(framed(page).getByText("Step 1 of 4")).toBeVisible();
  expect(await look()).toEqual(["rgb(255, 253, 245)", "rgb(17, 17, 17)", "Georgia, serif", "rgb(10, 92, 54)", "12px"]);
  await page.unroute(LIBRARY);
  await host(page, form, { head: style("--forthright-paper:#777;--forthright-ink:#888;--forthright-button:url(https://evil.example/);--forthright-button-ink:red") });
  await expect(framed(page).getByText("Step 1 of 4")).toBeVisible();
  expect((await look()).slice(0, 2)).not.toContain("rgb(119, 119, 119)");
});

test("a page's careless style neither hides nor clips the frame", async ({ page }) => {
  const rules = "*{font-size:30px!important}iframe{display:none!important;width:10px!important}div{display:flex!important;height:40px!important;max-height:40px;overflow:hidden!important}";
  await host(page, form, { head: `<style>${rules}</style>`, more: 'data-banner="off"' });
  await expect(framed(page).getByRole("button", { name: "Continue", exact: true })).toBeVisible();
  const heights = () => page.evaluate(() => {
    const own = document.querySelector("div[data-forthright]");
    return [own, own?.shadowRoot?.querySelector("iframe")].map((one) => Math.round(one?.getBoundingClientRect().height ?? 0));
  });
  await expect.poll(async () => { const [own, inside] = await heights(); return own === inside && own > 500; }).toBe(true);
});

for (const [where, at, site] of [["a host that is not in the register", "https://elsewhere.example/", "library"], ["a website that the register does not know", LIBRARY, "nowhere"]]) {
  test(`on ${where} there is a link, and the console says why`, async ({ page }) => {
    const lines = said(page);
    await host(page, `${form}<div data-forthright="track"><a href="/own">Our own link</a></div>`, { at, site });
    const link = page.getByRole("link", { name: "Ask what we hold about you" });
    await expect(link).toBeVisible();
    expect(await link.getAttribute("href")).toBe(`${process.env.FORTHRIGHT_URL}/forms/subject-access`);
    await expect(page.getByRole("link", { name: "Our own link" })).toBeVisible();
    await expect(frame(page).first()).toBeHidden();
    expect(lines.some((line) => line.includes("only a link to /forms/subject-access") && line.includes("not in the register"))).toBe(true);
  });
}

test("inside a stranger's page our frame does not come, whatever the page in between is", async ({ page }) => {
  await page.route("https://stranger.example/", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>S</title><iframe src="${LIBRARY}" width="600" height="600"></iframe>` }));
  const desk = process.env.FORTHRIGHT_URL;
  await page.route(LIBRARY, (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><html lang="en"><title>L</title><script src="${desk}/embed.js" data-site="library" async></script><body>${form}` }));
  await page.goto("https://stranger.example/");
  await expect(page.frameLocator("iframe").getByRole("link", { name: "Ask what we hold about you" })).toBeVisible();
});

test("a hostile page learns nothing, and junk from anybody changes nothing", async ({ page }) => {
  await host(page, form);
  const inside = framed(page);
  await expect(inside.getByText("Step 1 of 4")).toBeVisible();
  await inside.getByLabel("Full name").fill("Maria Example");
  const before = await frame(page).evaluate((one) => one.getBoundingClientRect().height);
  const seen = await page.evaluate(async () => {
    const one = /** @type {HTMLIFrameElement} */ (document.querySelector("div[data-forthright]")?.shadowRoot?.querySelector("iframe"));
    /** @type {any[]} */
    const heard = [];
    addEventListener("message", (event) => heard.push(event.data));
    // A second line for ourselves, asking for everything.
    for (const ask of [{ forthright: { done: true } }, { forthright: { done: true, answers: true } }, { forthright: 1 }, "forthright", null, { type: "getAnswers" }]) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => heard.push(event.data);
      one.contentWindow?.postMessage(ask, "*", [port2]);
    }
    let inner = "";
    try { inner = String(one.contentDocument?.body.textContent); } catch (error) { inner = String(error); }
    // Junk to the page itself, as another frame could send it.
    for (const junk of ["forthright", { height: 1e9 }, { height: -1 }, { focus: ["a", {}] }, { done: "DMU-000000000" }]) window.postMessage(junk, "*");
    const stranger = document.createElement("iframe");
    stranger.srcdoc = "<script>parent.postMessage('forthright','*');parent.postMessage({height:5},'*')</scr" + "ipt>";
    document.body.append(stranger);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return { heard: JSON.stringify(heard), inner };
  });
  expect(seen.heard).not.toContain("Maria");
  expect(seen.heard).not.toContain("done\":\"DMU-0000000001");
  expect(["null", "undefined"].includes(seen.inner) || seen.inner.includes("SecurityError")).toBe(true);
  expect(Math.abs((await frame(page).evaluate((one) => one.getBoundingClientRect().height)) - before)).toBeLessThan(300);
  await expect(inside.getByLabel("Full name")).toHaveValue("Maria Example");
});

test("a frame loads when it comes near the view, and not before", async ({ page }) => {
  await host(page, `<div style="height:6000px"></div>${form}`);
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
  await page.waitForTimeout(1500);
  await expect(frame(page)).toHaveCount(0);
  await page.mouse.wheel(0, 4600);
  await expect(frame(page)).toHaveCount(1);
  await expect(framed(page).getByText("Step 1 of 4")).toBeVisible();
});

test("what a page adds, changes, moves and takes away keeps one frame each", async ({ page }) => {
  const lines = said(page);
  await host(page, "<section id=one></section><section id=two></section>");
  await page.evaluate(() => {
    const div = document.createElement("div");
    Object.assign(div.dataset, { forthright: "track" });
    document.querySelector("#one")?.append(div);
  });
  await expect(page.frameLocator("[data-forthright] iframe").getByRole("heading", { name: "Track your request" })).toBeVisible();
  await page.evaluate(() => document.querySelector("div[data-forthright]")?.setAttribute("data-forthright", "deadlines"));
  await expect(page.frameLocator("[data-forthright] iframe").getByRole("heading", { name: "Work out when a reply is due" })).toBeVisible();
  await page.evaluate(() => document.querySelector("#two")?.append(/** @type {Element} */ (document.querySelector("div[data-forthright]"))));
  await expect(page.frameLocator("#two iframe").getByRole("heading", { name: "Work out when a reply is due" })).toBeVisible();
  expect(await page.evaluate(() => document.querySelector("div[data-forthright]")?.shadowRoot?.querySelectorAll("iframe").length)).toBe(1);
  // Taken out, with another one put in meanwhile, and put back: it is ours still.
  await page.evaluate(async () => {
    const own = /** @type {HTMLElement} */ (document.querySelector("div[data-forthright]"));
    own.remove();
    const other = document.createElement("div");
    other.dataset.forthright = "track";
    document.querySelector("#one")?.append(other);
    await new Promise((resolve) => setTimeout(resolve, 500));
    other.remove();
    own.innerHTML = '<a href="/own">Our own link</a>';
    document.querySelector("#one")?.append(own);
    await new Promise((resolve) => setTimeout(resolve, 500));
    own.dataset.title = "Days";
    own.dataset.forthright = "rights";
  });
  await expect(page.frameLocator("#one iframe").getByRole("heading", { name: "Your rights" })).toBeVisible();
  await expect(page.locator("#one iframe")).toHaveAttribute("title", "Days");
  expect(lines).toEqual([]);
  // What is called wrongly shows what the page has inside, and not what was there before.
  await page.evaluate(() => document.querySelector("#one div")?.setAttribute("data-forthright", "wrongs"));
  await expect(page.getByRole("link", { name: "Our own link" })).toBeVisible();
  await expect(page.locator("#one iframe")).toHaveCount(0);
  lines.length = 0;
  await page.evaluate(() => {
    for (const kind of ["nothing", "__proto__", "form"]) {
      const div = document.createElement("div");
      Object.assign(div.dataset, { forthright: kind, form: "constructor" });
      document.body.append(div);
    }
  });
  await expect.poll(() => lines.length).toBe(3);
  expect(lines.join("\n")).toMatch(/no form is called “constructor”: .*subject-access/);
});

test("a framed address opened by itself is the page as it is", async ({ page }) => {
  await page.goto("/forms/subject-access?frame=library#paper=%23fff");
  await expect(page).toHaveURL(/\/forms\/subject-access$/);
  await expect(page.getByRole("banner")).toBeVisible();
});

test("only what is meant for it can be framed, by websites of the register that ask", async ({ request }) => {
  const ancestors = async (/** @type {string} */ path) => /frame-ancestors ([^;]*)/.exec((await request.get(path)).headers()["content-security-policy"])?.[1];
  expect(await ancestors("/track?frame=library")).toMatch(/^'self' https:\/\/library\.dmu\.ac\.uk https:\/\/dmu\.ac\.uk https:\/\/\*\.dmu\.ac\.uk /);
  for (const path of ["/track", "/track?frame=", "/track?frame=nowhere", "/track?frame=__proto__", "/desk?frame=library", "/cookies?frame=library", "/?frame=library", "/forms/subject-access/receipt?frame=library"]) {
    expect(await ancestors(path), path).toBe("'none'");
  }
});

test("posted in a frame without the form's own code, the receipt comes in the answer and needs no cookie", async ({ page }) => {
  await page.route("**/assets/*/forms_bg.wasm", (route) => route.abort());
  await host(page, '<div data-forthright="form" data-form="withdraw-consent"></div>', { more: 'data-banner="off"' });
  const inside = framed(page);
  await inside.getByLabel("My own").check();
  await inside.getByLabel("Full name").fill("Maria Example");
  await inside.getByLabel("Email address").fill("maria@example.org");
  await inside.getByRole("button", { name: "Send your request" }).click();
  await expect(inside.getByRole("heading", { name: "There is a problem" })).toBeVisible();
  await expect(inside.getByLabel("Full name")).toHaveValue("Maria Example");
  await inside.getByLabel("What do you want to withdraw your consent for?").fill("The newsletter");
  await inside.getByRole("button", { name: "Send your request" }).click();
  await expect(inside.locator("#receipt-code")).toBeVisible();
  await expect(inside.getByRole("banner")).toHaveCount(0);
});
