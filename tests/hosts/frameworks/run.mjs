// @ts-check
// Plays the npm package in apps of React, Vue and Svelte and without a framework, on a host page of another origin than the product.
// Run by hand with the product on port 8787 (or DESK_PORT): node tests/hosts/frameworks/run.mjs [react vue elements readme next]
// It installs the frameworks from npm into the temporary folder. VERBOSE=1 also names what holds.

import { failures, serve } from "./hosts.mjs";
import { install, types } from "./prepare.mjs";

const wanted = process.argv.slice(2);
const names = wanted.length ? wanted : ["react", "vue", "elements", "readme"];
const plays = await Promise.all(names.map((name) => import(`./${name}.mjs`)));

install();
for (const folder of ["react18", "react19"]) types(folder);
/** @type {Record<string, string>} */
const pages = {};
for (const play of plays) await play.prepare(pages);
const { browser, stop } = await serve(pages);
try {
  for (const play of plays) await play.playAll(browser);
} finally {
  await stop();
}
console.log(failures() ? `${failures()} failed` : "all of it holds");
process.exitCode = failures() ? 1 : 0;
