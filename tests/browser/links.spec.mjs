// Links that lead to somebody else's website say so: on our pages always, on other websites where they ask for it.
import { expect, test } from "@playwright/test";
import { expectNoAxeFindings } from "./axe.mjs";

/** @typedef {import("@playwright/test").Page} Page */

const SAYS = " (another website)";

test("our pages say which links lead away, and no others do", async ({ page }) => {
  for (const path of ["/", "/library", "/notices/work", "/cookies"]) {
    await page.goto(path);
    const links = await page.locator("main a[href]").evaluateAll((all) =>
      all.map((link) => ({ host: /** @type {HTMLAnchorElement} */ (link).hostname, text: link.textContent, protocol: /** @type {HTMLAnchorElement} */ (link).protocol })));
    const here = new URL(page.url()).hostname;
    for (const { host, text, protocol } of links) {
      const outside = protocol.startsWith("http") && host !== here && host !== "dmu.ac.uk" && !host.endsWith(".dmu.ac.uk");
      expect(text?.endsWith(SAYS), `${path} ${text} ${host}`).toBe(outside);
    }
  }
  await page.goto("/?lang=cy");
  await page.locator("details.more summary").last().click();
  await expect(page.getByRole("link", { name: /HESA.*\(gwefan arall\)|\(gwefan arall\)/ }).first()).toBeVisible();
});

/** Serves the library's demo page with other markup. @param {Page} page @param {(html: string) => string} change */
const serve = (page, change) =>
  page.route("**/demo/library/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });

test("a website that asks for it says so too, also of links that are added later", async ({ page }) => {
  await serve(page, (html) => html.replace("</main>", `<p><a href="https://library.dmu.ac.uk/x">ours</a> <a href="mailto:a@example.org">mail</a>
    <a href="https://example.org/"><img alt="Example" src="data:,"></a></p></main>`));
  await page.goto("/demo/library/");
  await expect(page.getByRole("link", { name: "a supplier" + SAYS })).toBeVisible();
  for (const own of ["privacy in the library", "ours", "mail", "Privacy desk"]) await expect(page.getByRole("link", { name: own, exact: true })).toBeVisible();
  await expect(page.locator("a:has(img)")).toHaveAttribute("title", "another website");
  await page.evaluate(() => document.querySelector("main")?.insertAdjacentHTML("beforeend", '<p><a href="https://example.net/">later</a></p>'));
  await expect(page.getByRole("link", { name: "later" + SAYS })).toBeVisible();
  await expect(page.getByText(SAYS.trim())).toHaveCount(2);
  await expectNoAxeFindings(page, "a page with labelled links");
});

test("it speaks the page's language; a website that does not ask is left alone", async ({ page }) => {
  await serve(page, (html) => html.replace('lang="en-GB"', 'lang="cy"'));
  await page.goto("/demo/library/");
  await expect(page.locator("[data-forthright=outside]")).toHaveText(" (gwefan arall)");
  await expect(page.locator("[data-forthright=outside]")).toHaveAttribute("lang", "cy");
  await page.unroute("**/demo/library/");
  await serve(page, (html) => html.replace(' data-links="label"', ""));
  await page.goto("/demo/library/");
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
  await expect(page.locator("[data-forthright=outside]")).toHaveCount(0);
});
