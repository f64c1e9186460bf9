// @ts-check
// The README's recipes as they stand: only the desk's address and the website's id are those of the demonstration.

import { readFileSync } from "node:fs";
import { DESK, check, open, until } from "./hosts.mjs";
import { films, on } from "./journey.mjs";
import { made, version, vite } from "./prepare.mjs";

/** Each block of code by the name of its file, which its first line says. */
export const recipes = () => {
  const text = readFileSync(new URL("../../../www/module/README.md", import.meta.url), "utf8")
    .replaceAll("https://privacy.example.ac.uk", DESK)
    .replace(/(site[=:] ?)"library"/g, '$1"main"');
  /** @type {Record<string, string>} */
  const found = {};
  for (const [, code] of text.matchAll(/^```\w+\n([^]*?)^```$/gm)) {
    const name = /^(?:\/\/|<!--) ([\w./]+)/.exec(code)?.[1];
    if (name) found[name] = code;
  }
  return found;
};

/** The recipes and what their page says when it is on, if it says anything. @type {[path: string, name: string, says: string][]} */
const SHOWN = [
  ["/readme/react18", "React 18", "Visits are counted."],
  ["/readme/react19", "React 19", "Visits are counted."],
  ["/readme/vue", "Vue", "Films are on."],
  ["/readme/vite", "Vue with Vite", "Films are on."],
  ["/readme/svelte", "Svelte", "Films are on."],
  ["/readme/page", "a page", ""],
];

/** @param {Record<string, string>} pages */
export const prepare = async (pages) => {
  const all = recipes();
  const page = (/** @type {string} */ script) =>
    '<!doctype html><html lang="en"><head><title>App</title></head><body><main id="films"><div id="root"></div>' +
    `${script}</main></body></html>`;
  const put = (/** @type {string} */ path, /** @type {string} */ code) => {
    pages[`${path}.js`] = code;
    pages[path] = page(`<script src="${path}.js"></script>`);
  };
  for (const folder of ["react18", "react19"]) put(`/readme/${folder}`, await made(folder, "app.jsx", { text: all["app.jsx"] }));
  await made("others", "App.vue", { text: all["App.vue"] });
  const vue = 'import { createApp } from "vue"; import App from "./App.vue"; createApp(App).mount("#root");';
  put("/readme/vue", await made("others", "main.js", { text: vue }));
  pages["/readme/vite.js"] = vite({ "App.vue": all["App.vue"], "main.js": vue, "vite.config.js": all["vite.config.js"] });
  pages["/readme/vite"] = page('<script type="module" src="/readme/vite.js"></script>');
  await made("others", "App.svelte", { text: all["App.svelte"] });
  const svelte = 'import { mount } from "svelte"; import App from "./App.svelte"; mount(App, { target: document.getElementById("root") });';
  put("/readme/svelte", await made("others", "svelte.js", { text: svelte }));
  await made("others", "statistics.js", { text: 'document.body.dataset.statistics = "counted";' });
  put("/readme/start", await made("others", "start.js", { text: all["start.js"] }));
  pages["/readme/page"] = page(all["page.html"]);
};

/** @param {import("playwright-core").Browser} browser */
export const playAll = async (browser) => {
  for (const [path, of, says] of SHOWN) {
    const name = `The README's recipe for ${of}`;
    const { page, said, close } = await open(browser, path);
    await until(`${name}: one placeholder`, () => films(page), (seen) => seen.placeholders === 1 && seen.frames.length === 1);
    await page.getByRole("button", { name: "Accept", exact: true }).click();
    await until(`${name}: the film`, () => films(page), on("film"));
    await until(`${name}: says so`, () => page.innerText("body"), (text) => text.includes(says));
    check(`${name}: says nothing else`, !said.length, said);
    await close();
  }
  const { page, said, close } = await open(browser, "/readme/start");
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await until("The README's first recipe: counts", () => page.evaluate(() => document.body.dataset.statistics), (now) => now === "counted");
  check("The README's first recipe: says nothing else", !said.length, said);
  await close();
  console.log(`with ${["vue", "svelte", "vite"].map((one) => `${one} ${version("others", one)}`).join(", ")}`);
};
