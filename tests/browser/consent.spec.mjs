import { expect, test } from "@playwright/test";
import { recorded } from "../store.mjs";
import { expectNoAxeFindings } from "./axe.mjs";

const cookie = async (/** @type {import("@playwright/test").Page} */ page) =>
  (await page.context().cookies()).find((c) => c.name === "forthright_consent");
const consent = (/** @type {import("@playwright/test").Page} */ page) =>
  page.evaluate(() => /** @type {any} */ (window).forthright.consent.get());
const button = (/** @type {import("@playwright/test").Page} */ page, /** @type {string} */ name) =>
  page.getByRole("button", { name, exact: true });

test("the first visit shows the banner, stores nothing and keeps everything off", async ({ page }) => {
  /** @type {string[]} */
  const outside = [];
  page.on("request", (request) => { if (!request.url().startsWith(process.env.FORTHRIGHT_URL ?? "")) outside.push(request.url()); });
  /** @type {string[]} */
  const wasm = [];
  page.on("request", (request) => { if (request.url().endsWith(".wasm")) wasm.push(request.url()); });
  await page.goto("/demo/main/");
  await expect(page.getByRole("region", { name: "Cookie choice" })).toBeVisible();
  await expect(page.getByText("Analytics: off")).toBeVisible();
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect(page.frames().slice(1).map((frame) => frame.url())).toEqual(["about:blank"]);
  expect([outside, wasm]).toEqual([[], []]);
  await expectNoAxeFindings(page, "banner");
});

test("accept and refuse weigh the same and come first for the keyboard", async ({ page }) => {
  await page.goto("/demo/main/");
  const [accept, refuse] = [button(page, "Accept"), button(page, "Refuse")];
  const look = (/** @type {Element} */ e) => {
    const { color, backgroundColor, fontSize, fontWeight, borderColor, minHeight } = getComputedStyle(e);
    return [e.tagName, color, backgroundColor, fontSize, fontWeight, borderColor, minHeight, e.clientWidth, e.clientHeight];
  };
  expect(await accept.evaluate(look)).toEqual(await refuse.evaluate(look));
  expect((await accept.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(accept).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(refuse).toBeFocused();
  await page.keyboard.press("Enter");
  expect((await consent(page)).source).toBe("refuse-all");
});

test("accepting switches everything on once, writes the cookie and sends the record", async ({ page }) => {
  await page.goto("/demo/main/");
  await button(page, "Accept").click();
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await expect(page.getByText("Advertising: on")).toBeVisible();
  await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
  const decision = await consent(page);
  expect(decision).toMatchObject({ source: "accept-all", granted: ["preferences", "statistics", "media", "marketing"], refused: [] });
  expect((await cookie(page))?.value.length).toBeLessThan(200);
  await recorded(decision.id);

  /** @type {string[]} */
  const wasm = [];
  page.on("request", (request) => { if (request.url().endsWith(".wasm")) wasm.push(request.url()); });
  await page.reload();
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await expect(page.getByRole("region", { name: "Cookie choice" })).toHaveCount(0);
  expect(wasm).toEqual([]);
});

test("Escape in the banner chooses nothing, and search engines are told to leave the banner out", async ({ page }) => {
  await page.goto("/demo/main/");
  for (const name of ["Accept", "Choose"]) {
    await button(page, name).focus();
    await page.keyboard.press("Escape");
  }
  await expect(page.getByRole("region", { name: "Cookie choice" })).toBeVisible();
  expect([await consent(page), await page.context().cookies()]).toEqual([null, []]);
  await expect(page.locator("[data-forthright=banner]")).toHaveAttribute("data-nosnippet", "");
});

test("what is necessary cannot be switched off by a program either", async ({ page }) => {
  await page.goto("/demo/library/");
  const has = () => page.evaluate(() => ["necessary", "forthright"].map((name) => /** @type {any} */ (window).forthright.consent.has(name)));
  expect(await has()).toEqual([true, true]);
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.withdraw());
  expect(await has()).toEqual([true, true]);
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: [] }));
  expect(await has()).toEqual([true, true]);
});

test("the confirmation takes the focus from nobody who types already", async ({ page }) => {
  await page.route("**/assets/*/loader/after.js", async (route) => {
    await new Promise((done) => setTimeout(done, 800));
    await route.continue();
  });
  await page.goto("/demo/main/");
  await page.evaluate(() => document.querySelector("main")?.insertAdjacentHTML("beforeend", '<label>Name <input></label>'));
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await page.getByLabel("Name").pressSequentially("Jo");
  await expect(page.getByRole("status").getByText("Your choice is saved")).toBeVisible();
  await page.keyboard.type("anna");
  await expect(page.getByLabel("Name")).toHaveValue("Joanna");
});

test("refusing keeps everything off and is remembered as long", async ({ page }) => {
  await page.goto("/demo/main/");
  await button(page, "Refuse").click();
  await page.reload();
  await expect(page.getByRole("region", { name: "Cookie choice" })).toHaveCount(0);
  await expect(page.getByText("Analytics: off")).toBeVisible();
  const days = (((await cookie(page))?.expires ?? 0) - Date.now() / 1000) / 86_400;
  expect(Math.round(days)).toBe(182);
  expect((await page.context().cookies()).map((c) => c.name)).toEqual(["forthright_consent"]);
});

test("choosing opens the preference centre, saves just that, and withdrawing takes it back", async ({ page }) => {
  await page.goto("/demo/main/");
  await button(page, "Choose").click();
  const dialog = page.getByRole("dialog", { name: "Cookie choices" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText("Recognises you on other websites")).toHaveCount(1);
  await expectNoAxeFindings(page, "preference centre");
  await expect(dialog.getByRole("checkbox", { checked: true })).toHaveCount(0);
  await dialog.getByLabel("Videos and other media").check();
  await dialog.getByRole("button", { name: "Save my choices" }).click();
  await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
  expect(await consent(page)).toMatchObject({ source: "choice", granted: ["media"] });

  const opener = page.getByRole("button", { name: "Cookie choices" });
  await opener.click();
  await expect(dialog.getByLabel("Videos and other media")).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
  await opener.click();
  await dialog.getByRole("button", { name: "Refuse all" }).click();
  expect(await consent(page)).toMatchObject({ source: "withdrawal", granted: [] });
  await expect(page.getByRole("button", { name: "Show this once" })).toBeVisible();
  expect(await page.locator("iframe").getAttribute("src")).toBeNull();
});

test("one embed can be shown once without a stored choice, or always", async ({ page }) => {
  await page.goto("/demo/library/");
  await page.getByRole("button", { name: "Show this once" }).click();
  await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
  expect(await cookie(page)).toBeUndefined();
  await page.reload();
  await expect(page.getByText(/from Vidstream Inc\. \(imitated\)/)).toBeVisible();
  await page.getByRole("button", { name: "Always show media" }).click();
  await expect(page.frameLocator("iframe").getByText("An imitated video")).toBeVisible();
  expect(await consent(page)).toMatchObject({ source: "choice", granted: ["media"] });
});

test("what is exempt runs until it is objected to; a site with nothing to ask shows no banner", async ({ page }) => {
  await page.goto("/demo/library/");
  await expect(page.getByText("Visit counter: on")).toBeVisible();
  await button(page, "Refuse").click();
  await page.reload();
  await expect(page.getByText("Visit counter: off")).toBeVisible();
  await page.goto("/demo/department/");
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
  await expect(page.getByRole("region", { name: "Cookie choice" })).toHaveCount(0);
});

test("the browser's privacy signal refuses what needs consent and leaves the exempt on", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true }));
  await page.goto("/demo/library/");
  await expect.poll(() => consent(page)).toMatchObject({ source: "gpc", granted: [], refused: ["media"] });
  await expect(page.getByRole("region", { name: "Cookie choice" })).toHaveCount(0);
  await expect(page.getByText("Visit counter: on")).toBeVisible();
});

test("what is added later waits too, and an unknown category is reported and stays blocked", async ({ page }) => {
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await page.route("**/demo/main/", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace("</main>", '<script type="text/plain" data-consent="nonsense" src="/demo/services/marketing.js"></script></main>');
    await route.fulfill({ response, body });
  });
  await page.goto("/demo/main/");
  const add = () => page.evaluate(() => {
    const script = document.createElement("script");
    script.type = "text/plain";
    script.dataset.consent = "statistics";
    script.src = "/demo/services/statistics.js";
    document.body.append(script);
  });
  await add();
  await expect(page.getByText("Analytics: off")).toBeVisible();
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.set({ granted: ["statistics"] }));
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await expect(page.getByText("Advertising: off")).toBeVisible();
  expect(said.join("\n")).toContain("unknown: nonsense");
  expect((await consent(page)).source).toBe("api");
});
