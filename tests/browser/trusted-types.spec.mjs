// Trusted Types on our own pages: nothing makes markup or a script of a string, and nothing could. Every journey that ends
// with axe looks for what was refused as well; here is each page, and what starts Workers.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { assertion } from "../people.mjs";
import { violations } from "./axe.mjs";
import { signIn } from "./office.mjs";

/** @typedef {import("@playwright/test").Page} Page */

const pages = ["/", "/notices?about=current-student", "/notices/public", "/notices/public/versions", "/library", "/rights", "/ropa", "/search?q=cctv", "/embed", "/cookies", "/cookies?lang=cy", "/consents/0f8fad5b-d9cb-469f-a165-70867728950e", "/check", "/security", "/accessibility", "/forms/subject-access", "/forms/complaint", "/forms/subject-access/receipt", "/deadlines", "/track", "/desk", "/desk/register", "/desk/agents", "/desk/log", "/desk/log/subject-access", "/dev/sign-in", "/nothing-here"];

/** Whether the page refuses markup and scripts that are strings. @param {Page} page */
const refuses = (page) =>
  page.evaluate(() => {
    const tries = [
      () => { document.createElement("div").innerHTML = "<b>x</b>"; },
      () => { document.createElement("script").text = "1"; },
      () => new Worker("/check-worker.js?other"),
      () => /** @type {any} */ (window).trustedTypes.createPolicy("other", {}),
    ];
    return tries.map((one) => {
      try {
        one();
        return "done";
      } catch {
        return "refused";
      }
    });
  });

test("no page of ours makes markup of a string, and every one would refuse it", async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  const context = await browser.newContext({ extraHTTPHeaders: { Accept: "text/html" } });
  await context.addCookies([{ name: "CF_Authorization", value: assertion({}), url: baseURL ?? "" }]);
  const page = await context.newPage();
  for (const path of pages) {
    await page.goto(`${baseURL}${path}`, { waitUntil: "load" });
    if (path.startsWith("/forms/subject-access") && !path.endsWith("receipt")) await expect(page.getByRole("button", { name: "Continue", exact: true })).toBeVisible();
    expect([path, await violations(page)]).toEqual([path, []]);
    expect([path, await refuses(page)]).toEqual([path, ["refused", "refused", "refused", "refused"]]);
  }
  await context.close();
});

test("live answers, looking at a document and keeping the page for offline need no string either", async ({ page }) => {
  await page.goto("/search");
  await page.getByRole("searchbox").pressSequentially("cctv");
  await expect(page.locator("#live a").first()).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.goto("/check");
  await expect(page.locator("input[type=file]").first()).toBeVisible();
  const buffer = readFileSync(new URL("../vectors/evidence/passport.jpg", import.meta.url));
  await page.locator("input[type=file]").first().setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer });
  await expect(page.locator("#check-result")).toContainText("OOZDLR");
  await page.evaluate(() => navigator.serviceWorker.ready);
  expect(await violations(page)).toEqual([]);
});

test("the desk draws the list of cases without a string", async ({ page }) => {
  await signIn(page);
  expect(await violations(page)).toEqual([]);
});

test("the preference centre opens on a website that requires Trusted Types and allows no policy", async ({ page }) => {
  await page.route("**/demo/library/", async (route) => {
    const response = await route.fetch();
    const policy = `${response.headers()["content-security-policy"]}; require-trusted-types-for 'script'; trusted-types 'none'`;
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
  });
  await page.goto("/demo/library/");
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.open());
  await expect(page.getByRole("dialog")).toBeVisible();
  // The website's own scripts stay off there, one by one: nothing else was refused.
  expect((await violations(page)).filter((what) => !what.includes("HTMLScriptElement src"))).toEqual([]);
});
