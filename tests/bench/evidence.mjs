// How well documents are read and found: published specimens where they are at hand, simulated photos, pictures that are no documents;
// how long it takes in Chromium for a photo of 12 megapixels, with and without decoding; and the memory for 48.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { assets, root, startServer } from "../server.mjs";

const FONTS = process.env.FORTHRIGHT_OCRB ?? "/usr/share/fonts/opentype/ocr-b";
const specimens = process.env.FORTHRIGHT_SPECIMENS ?? join(root, "../shared/specimens");

/** @param {string[]} args */
function measure(...args) {
  const run = spawnSync("cargo", ["run", "--release", "--quiet", "--package", "forthright-reader-training", "--", ...args], { cwd: root, encoding: "utf8" });
  process.stdout.write(run.stdout);
  if (run.status !== 0) process.stdout.write(run.stderr);
  return run;
}

let failed = false;
/** @param {string} what @param {boolean} holds */
function limit(what, holds) {
  console.log(`${holds ? "holds" : "OVER "}  ${what}`);
  failed ||= !holds;
}

/** The memory of Chromium's page processes in MB, now and at most so far, where the system tells it. */
function memory() {
  let [now, most] = [0, 0];
  for (const process of existsSync("/proc/self/status") ? readdirSync("/proc").filter((name) => /^\d+$/.test(name)) : []) {
    try {
      if (!readFileSync(`/proc/${process}/cmdline`, "utf8").includes("--type=renderer")) continue;
      const status = readFileSync(`/proc/${process}/status`, "utf8");
      const of = (/** @type {string} */ name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0) / 1024;
      now += of("VmRSS");
      most += of("VmHWM");
    } catch {} // It has ended.
  }
  return { now, most };
}

if (existsSync(specimens)) {
  const said = /(\d+) of (\d+) read whole.* (\d+) whole but wrong/.exec(measure("measure", specimens).stdout);
  const [, exact, all, wrong] = (said ?? []).map(Number);
  limit(`specimens: at least 85 % exact`, exact / all >= 0.85);
  limit(`specimens: at most 2 % whole but wrong`, wrong / all <= 0.02);
} else {
  console.log("No specimens here: name their folder in FORTHRIGHT_SPECIMENS.");
}

if (existsSync(join(FONTS, "OCRB.otf"))) {
  const said = measure("photos", "--count", "200", "--fonts", FONTS).stdout;
  const share = Number(/8 and more: .*\(([\d.]+) %\)/.exec(said)?.[1]);
  limit("simulated photos of characters 8 pixels and wider: at least 90 %", share >= 90);
  limit("no zone in 200 pictures that are no documents", /: 0 zones in 200/.test(said));
  const rows = [...measure("outlines", "--count", "60", "--fonts", FONTS).stdout.matchAll(/\[\d+, (\d+), \d+, (\d+)\]/g)];
  limit("no document that is whole is called cut off", rows.length > 0 && rows.every(([, , wrongly]) => wrongly === "0"));
} else {
  console.log("No OCR-B here for simulated photos: install Debian's package fonts-ocr-b.");
}

const server = await startServer();
const options = { executablePath: process.env.FORTHRIGHT_CHROMIUM, args: ["--headless", "--no-sandbox", "--disable-gpu"] };
let browser = await chromium.launch(options);
const photo = readFileSync(join(root, "tests/vectors/evidence/passport.jpg")).toString("base64");

/** A page that is ready, and a photo of so many pixels in it. @param {number} width @param {number} height */
async function ready(width, height) {
  const page = await browser.newPage();
  await page.goto(`${server.url}/check`);
  await page.waitForSelector("#check:not(.soon)");
  await page.evaluate(async ({ base64, width, height, address }) => {
    const small = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.drawImage(small, 0, 0, width, height);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
    canvas.width = 0;
    const bundle = await import(address);
    await bundle.default();
    Object.assign(window, { blob, bundle });
  }, { base64: photo, width, height, address: `${assets()}/check.js` });
  return page;
}

/** Looks at the photo so many times. @param {import("@playwright/test").Page} page @param {number} rounds */
const looked = (page, rounds) => page.evaluate(async (rounds) => {
  const { blob, bundle } = /** @type {any} */ (window);
  const rows = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const done = await new Promise((resolve) => {
      const host = document.createElement("div");
      bundle.check(host, blob, "{}", (/** @type {any} */ said) => resolve({ ...said, at: performance.now() }));
    });
    rows.push({ whole: /** @type {any} */ (done).at - start, reading: /** @type {any} */ (done).took });
  }
  return rows;
}, rounds);

try {
  const found = /** @type {{whole: number, reading: number}[][]} */ ([]);
  for (const [width, height] of [[4000, 3000], [8000, 6000]]) {
    const page = await ready(width, height);
    found.push(await looked(page, 9));
    await page.close();
  }
  for (const [at, name] of ["12 megapixels", "48 megapixels"].entries()) {
    const sorted = (/** @type {"whole" | "reading"} */ key) => found[at].map((row) => row[key]).sort((a, b) => a - b);
    const median = (/** @type {number[]} */ list) => list[Math.floor(list.length / 2)];
    const [whole, reading] = [sorted("whole"), sorted("reading")];
    console.log(`${name}: reading median ${median(reading).toFixed(0)} ms, most ${reading.at(-1)?.toFixed(0)} ms; with decoding and drawing again ${median(whole).toFixed(0)} ms`);
    if (at === 0) {
      limit("reading: median at most 150 ms", median(reading) <= 150);
      limit("reading: at most 500 ms", (reading.at(-1) ?? Infinity) <= 500);
    }
  }
  // A page of its own, whose photo was made in another: what making it took is not what looking at it takes.
  const maker = await ready(8000, 6000);
  const bytes = await maker.evaluate(async () => {
    const bytes = new Uint8Array(await /** @type {any} */ (window).blob.arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  });
  await browser.close();
  browser = await chromium.launch(options);
  const page = await ready(40, 30);
  await page.evaluate((base64) => {
    const blob = new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: "image/jpeg" });
    Object.assign(window, { blob });
  }, bytes);
  const before = memory();
  await looked(page, 1);
  const most = memory().most - before.now;
  if (before.now > 0) {
    console.log(`48 megapixels: ${most.toFixed(0)} MB more than before at most`);
    limit("memory for 48 megapixels: under 300 MB", most < 300);
  }
} finally {
  await browser.close();
  await server.stop({ clean: true });
}
process.exit(failed ? 1 : 0);
