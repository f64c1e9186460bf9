// axe on a page as it stands; nothing may be found. Nor may the page have tried to make markup or a script of a string.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "@playwright/test";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What the page's policy on markup and scripts from strings has refused since it was loaded. @param {import("@playwright/test").Page} page @returns {Promise<string[]>} */
export const violations = (page) =>
  page.evaluate(() => {
    const observer = new /** @type {any} */ (window).ReportingObserver(() => {}, { types: ["csp-violation"], buffered: true });
    observer.observe();
    const found = observer.takeRecords().map((/** @type {any} */ { body }) => `${body.effectiveDirective} ${body.sourceFile}:${body.lineNumber} ${body.sample}`);
    observer.disconnect();
    return found.filter((/** @type {string} */ what) => what.includes("trusted-types"));
  });

/** @param {import("@playwright/test").Page} page @param {string} state @param {string[]} [rules] these alone; all without */
export async function expectNoAxeFindings(page, state, rules = []) {
  // With its style sheet: text can be there before it.
  await page.waitForLoadState("load");
  expect(await violations(page), `${state}: Trusted Types`).toEqual([]);
  // Evaluated by the driver, so that the page's own policy is not touched.
  await page.evaluate(source);
  const findings = await page.evaluate(async (rules) => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const result = await /** @type {any} */ (window).axe.run(document, { runOnly: rules.length ? { type: "rule", values: rules } : tags });
    return result.violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.target.join(" ")).join(", ")}`);
  }, rules);
  expect(findings, state).toEqual([]);
}
