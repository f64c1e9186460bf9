// Every page: axe in light and dark, 320 pixels without sideways scrolling, no request to anywhere else, no storage.
import { expect, test } from "@playwright/test";
import { expectNoAxeFindings } from "./axe.mjs";

const pages = ["/", "/?lang=cy", "/security?lang=cy", "/accessibility?lang=cy", "/search?q=banc&lang=cy", "/ropa?lang=cy", "/desk/register", "/desk/log", "/desk/agents", "/notices", "/notices?about=current-student&about=library-user", "/notices?about=event-visitor&lang=cy", "/notices/work", "/notices/work/versions", "/notices/covid-19?lang=cy", "/library", "/rights", "/ropa?recipient=hesa", "/search?q=bank%20details", "/search?q=zzz", "/forms/subject-access", "/track", "/check", "/deadlines", "/deadlines?clock=rights-request&from=25/11/2026&asked=1/12/2026&answered=10/12/2026", "/cookies", "/cookies?lang=cy", "/embed", "/consents/0f8fad5b-d9cb-469f-a165-70867728950e", "/security", "/accessibility", "/desk", "/dev/sign-in",
  "/demo/", "/demo/main/", "/demo/library/", "/demo/department/", "/nothing-here"];

for (const path of pages) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`${path} in ${colorScheme} at 320 pixels and on a desktop`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 320, height: 640 }, extraHTTPHeaders: { Accept: "text/html" } });
      const page = await context.newPage();
      /** @type {string[]} */
      const outside = [];
      page.on("request", (request) => { if (!request.url().startsWith(process.env.FORTHRIGHT_URL ?? "") && !request.url().startsWith("data:")) outside.push(request.url()); });
      /** @type {string[]} */
      const complaints = [];
      page.on("console", (message) => { if (/Content Security Policy|Trusted/i.test(message.text())) complaints.push(message.text()); });
      await page.goto(`${process.env.FORTHRIGHT_URL}${path}`);
      await page.waitForLoadState("networkidle");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      // In the dark only colours are others.
      await expectNoAxeFindings(page, `${path} ${colorScheme} 320`, colorScheme === "dark" ? ["color-contrast", "link-in-text-block"] : []);
      // Colours do not depend on the width.
      if (colorScheme === "light") {
        await page.setViewportSize({ width: 1280, height: 800 });
        await expectNoAxeFindings(page, `${path} ${colorScheme} 1280`);
      }
      expect([outside, complaints]).toEqual([[], []]);
      if (!path.startsWith("/demo/library")) expect(await context.cookies()).toEqual([]);
      await context.close();
    });
  }
}

test("controls are at least 44 pixels high", async ({ page }) => {
  for (const path of ["/", "/notices?about=library-user", "/rights", "/ropa?data=bank-details", "/search?q=cctv", "/forms/subject-access", "/track", "/check", "/dev/sign-in", "/cookies", "/embed"]) {
    await page.goto(path);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button, input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea, nav a, .button")]
        .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 80)));
    expect(small, path).toEqual([]);
  }
});
