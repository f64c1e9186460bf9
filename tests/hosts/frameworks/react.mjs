// @ts-check
// React 18 and 19: rendered in the browser, taken over from the server, in StrictMode, and as a whole document.

import { check, open, until } from "./hosts.mjs";
import { fill, films, off, play } from "./journey.mjs";
import { made, version } from "./prepare.mjs";

const TAG = '<script src="https://privacy.dmu.ac.uk/embed.js" data-site="main" data-lang="en" async></script>';

/**
 * How an app begins: what its script is told, and whether the page has the loader's tag already.
 * @type {[name: string, query: string, tag?: boolean][]}
 */
const WAYS = [
  ["in the browser", ""],
  ["in StrictMode", "strict"],
  ["from the server", "hydrate"],
  ["from the server in StrictMode", "hydrate&strict"],
  ["from the server, after the loader", "hydrate&wait=2500", true],
  ["a whole document", "whole&strict"],
  ["a whole document, after the loader", "whole&strict&wait=2500", true],
  ["for production", "hydrate&production"],
];

/** @param {string} folder @param {Record<string, string>} pages is given a page for each way */
const build = async (folder, pages) => {
  const server = await import(await made(folder, "react-server.jsx", { server: true }));
  for (const production of [false, true]) {
    pages[`/${folder}${production ? "-small" : ""}.js`] = await made(folder, "react-client.jsx", { production });
  }
  WAYS.forEach(([, query, tag], index) => {
    const script = `<script src="/${folder}${query.includes("production") ? "-small" : ""}.js?${query}" defer></script>`;
    const strict = query.includes("strict");
    // What is not the app's own stands at the end of the head, as a framework's own scripts do.
    const head = (tag ? TAG : "") + script;
    pages[`/${folder}/${index}`] = query.includes("whole")
      ? "<!doctype html>" + server.whole(strict).replace("</head>", head + "</head>")
      : `<!doctype html><html lang="en"><head><title>App</title>${head}</head><body>` +
        `<div id="root">${query.includes("hydrate") ? server.app(strict) : ""}</div></body></html>`;
  });
};

/** @param {Record<string, string>} pages */
export const prepare = async (pages) => {
  for (const folder of ["react18", "react19"]) await build(folder, pages);
};

/** @param {import("playwright-core").Browser} browser @param {string} folder @param {number} index */
const run = async (browser, folder, index) => {
  const [way, query] = WAYS[index];
  const name = `React ${version(folder, "react")} ${way}`;
  const { page, said, close } = await open(browser, `/${folder}/${index}`);
  const errors = async () => [...said, ...(await page.evaluate(() => /** @type {any} */ (window).failures || []))];
  await page.waitForFunction("window.say && window.forthright");
  await until(`${name}: one script`, () => page.locator("script[src$='/embed.js']").count(), (count) => count === 1);
  await until(`${name}: one banner`, () => page.getByRole("region", { name: "Cookie choice" }).count(), (count) => count === 1);
  check(`${name}: begins without an error`, !(await errors()).length, await errors());
  check(`${name}: what is gated is off`, (await page.textContent("#gated")) === "off");
  check(`${name}: nothing is decided`, (await page.textContent("#decided")) === "nothing false");

  const language = () => page.locator("[data-forthright=banner] section").getAttribute("lang");
  await page.evaluate(() => /** @type {any} */ (window).say({ lang: "cy" }));
  await until(`${name}: another language`, language, (lang) => lang === "cy");
  await page.evaluate(() => { for (const lang of ["en", "cy", "en"]) /** @type {any} */ (window).say({ lang }); });
  await until(`${name}: and back`, language, (lang) => lang === "en");

  await page.evaluate(() => { /** @type {any} */ (window).snapshots = new Set(); });
  for (let turn = 0; turn < 5; turn += 1) await page.evaluate(() => /** @type {any} */ (window).say({}));
  check(`${name}: the snapshot stays the same`, (await page.evaluate(() => /** @type {any} */ (window).snapshots.size)) < 2);
  await play(page, name);
  await until(`${name}: gated children follow`, () => page.textContent("#gated"), (text) => text === "off");
  await until(`${name}: the decision is known`, () => page.textContent("#decided"), (text) => text === "api false");
  await fill(page, name, (form) => form && { kind: "form", form });

  if (!query.includes("whole")) {
    await page.evaluate(() => /** @type {any} */ (window).app.unmount());
    const rest = page.locator("#root *, iframe, [data-forthright=placeholder]");
    await until(`${name}: without the app nothing is left`, () => rest.count(), (count) => !count);
    await page.evaluate(() => /** @type {any} */ (window).again());
    await until(`${name}: the app begins again`, () => films(page), off(1, "Film one"));
    check(`${name}: with the same script`, (await page.locator("script[src$='/embed.js']").count()) === 1);
  }
  await page.click("#choices");
  await until(`${name}: the choices open`, () => page.getByRole("dialog").count(), (count) => count === 1);
  check(`${name}: says nothing and throws nothing`, !(await errors()).length, await errors());
  await close();
};

/** Where the loader is blocked. @param {import("playwright-core").Browser} browser @param {string} folder */
const blocked = async (browser, folder) => {
  const name = `React ${version(folder, "react")} without the loader`;
  const { page, said, close } = await open(browser, `/${folder}/3`, "**/embed.js");
  await until(`${name}: the console says so`, async () => said, (all) => all.some((text) => text.startsWith("forthright: ")));
  const { links, frames, everywhere } = await films(page);
  check(`${name}: a link instead of the film`, links === 1 && !frames[0]?.src && !everywhere, [links, frames]);
  check(`${name}: a link instead of the form`, await page.locator("#frame a").isVisible());
  check(`${name}: what is gated is off`, (await page.textContent("#gated")) === "off");
  const failures = await page.evaluate(() => /** @type {any} */ (window).failures);
  check(`${name}: the app is well`, !failures.length, failures);
  await close();
};

/** @param {import("playwright-core").Browser} browser */
export const playAll = async (browser) => {
  for (const folder of ["react18", "react19"]) await blocked(browser, folder);
  for (const folder of ["react18", "react19"]) for (const index of WAYS.keys()) await run(browser, folder, index);
};
