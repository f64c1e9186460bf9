// @ts-check
// Vue 3 with the custom elements: rendered in the browser, and taken over from the server.

import { check, open, until } from "./hosts.mjs";
import { fill, films, off, play } from "./journey.mjs";
import { made, version } from "./prepare.mjs";

/** @param {Record<string, string>} pages */
export const prepare = async (pages) => {
  const server = await import(await made("others", "vue-server.js", { server: true }));
  pages["/vue.js"] = await made("others", "vue-client.js");
  const html = await server.app();
  for (const [path, query, inside] of [["/vue/0", "", ""], ["/vue/1", "hydrate&wait=500", html]]) {
    pages[path] = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>App</title>' +
      `<script src="/vue.js?${query}" defer></script></head><body><div id="root">${inside}</div></body></html>`;
  }
};

/** @param {import("playwright-core").Browser} browser */
export const playAll = async (browser) => {
  for (const [path, way] of [["/vue/0", "in the browser"], ["/vue/1", "from the server"]]) {
    const name = `Vue ${version("others", "vue")} ${way}`;
    const { page, said, close } = await open(browser, path);
    if (path.endsWith("1")) check(`${name}: a link at first`, (await films(page)).links === 1, await films(page));
    await page.waitForFunction("window.say && window.forthright");
    await play(page, name);
    // A part of what is inside comes and goes: it is Vue's.
    for (const more of ["more", "", "again"]) {
      await page.evaluate((text) => {
        const { say, film } = /** @type {any} */ (window);
        say({ films: [{ ...film("one"), more: text }, film("two")] });
      }, more);
    }
    await until(`${name}: what is inside changes`, () => films(page), off(2));
    await fill(page, name, (form) => form);
    await page.evaluate(() => /** @type {any} */ (window).app.unmount());
    const rest = page.locator("#root *, iframe, [data-forthright=placeholder]");
    await until(`${name}: without the app nothing is left`, () => rest.count(), (count) => !count);
    await page.evaluate(() => /** @type {any} */ (window).again());
    await until(`${name}: the app begins again`, () => films(page), off(1, "Film one"));
    const errors = [...said, ...(await page.evaluate(() => /** @type {any} */ (window).failures))];
    check(`${name}: says nothing and throws nothing`, !errors.length, errors);
    await close();
  }
};
