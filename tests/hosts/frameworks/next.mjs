// @ts-check
// The README's recipe for Next.js, built by Next.js as pages from a server. Its build is heavy: only played if it is named.

import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { check, open, until } from "./hosts.mjs";
import { allow, films, on } from "./journey.mjs";
import { next, version } from "./prepare.mjs";
import { recipes } from "./readme.mjs";

/** @param {Record<string, string>} pages */
export const prepare = async (pages) => {
  const all = recipes();
  const files = Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith("app/")));
  const out = next({ ...files, "next.config.mjs": 'export default { output: "export" };' });
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) pages[path.slice(out.length).split(sep).join("/")] = readFileSync(path, "utf8");
  }
};

/** @param {import("playwright-core").Browser} browser */
export const playAll = async (browser) => {
  const name = `Next.js ${version("next", "next")}`;
  const { page, said, close } = await open(browser, "/index.html");
  await page.evaluate(() => { document.querySelector("main")?.setAttribute("id", "films"); });
  await until(`${name}: one placeholder`, () => films(page), (seen) => seen.placeholders === 1 && seen.frames.length === 1);
  const form = page.locator("div[data-forthright=form] iframe");
  await page.locator("div[data-forthright=form]").scrollIntoViewIfNeeded();
  await until(`${name}: the form`, () => form.count(), (count) => count === 1);
  await allow(page, "preferences", "media");
  await until(`${name}: the film`, () => films(page), on("film"));
  await until(`${name}: what is gated`, () => page.innerText("main"), (text) => text.includes("Your last search is kept."));
  await page.evaluate(() => window.forthright?.consent.withdraw());
  await until(`${name}: withdrawn`, async () => (await films(page)).frames[0], (frame) => frame.hidden && !frame.src);
  await until(`${name}: what was gated`, () => page.innerText("main"), (text) => text.includes("Your last search is not kept."));
  check(`${name}: says nothing`, !said.length, said);
  await close();
};
