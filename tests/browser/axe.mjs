// axe on a page as it stands; nothing may be found.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "@playwright/test";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @param {import("@playwright/test").Page} page @param {string} state */
export async function expectNoAxeFindings(page, state) {
  // With its style sheet: text can be there before it.
  await page.waitForLoadState("load");
  // Evaluated by the driver, so that the page's own policy is not touched.
  await page.evaluate(source);
  const findings = await page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const result = await /** @type {any} */ (window).axe.run(document, { runOnly: tags });
    return result.violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.target.join(" ")).join(", ")}`);
  });
  expect(findings, state).toEqual([]);
}
