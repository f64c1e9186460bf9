// How well documents are read: published specimens where they are at hand, simulated photos, pictures that are no documents;
// and how long it takes in Chromium for a photo of 12 megapixels, with and without decoding.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { root, startServer } from "../server.mjs";

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
} else {
  console.log("No OCR-B here for simulated photos: install Debian's package fonts-ocr-b.");
}

const server = await startServer();
const browser = await chromium.launch({ executablePath: process.env.FORTHRIGHT_CHROMIUM, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  await page.goto(`${server.url}/check`);
  await page.waitForSelector("#check:not([hidden])");
  const photo = readFileSync(join(root, "tests/vectors/evidence/passport.jpg")).toString("base64");
  const found = await page.evaluate(async (base64) => {
    const small = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
    const drawn = async (/** @type {number} */ width, /** @type {number} */ height) => {
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext("2d")?.drawImage(small, 0, 0, width, height);
      return canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
    };
    const bundle = await import(/** @type {any} */ ("/assets/check.js"));
    await bundle.default();
    const times = [];
    for (const blob of [await drawn(4000, 3000), await drawn(8000, 6000)]) {
      const rows = [];
      for (let round = 0; round < 9; round += 1) {
        const start = performance.now();
        const done = await new Promise((resolve) => {
          const host = document.createElement("div");
          bundle.check(host, blob, "{}", (/** @type {any} */ said) => resolve({ ...said, at: performance.now() }));
        });
        rows.push({ whole: /** @type {any} */ (done).at - start, reading: /** @type {any} */ (done).took, verdict: /** @type {any} */ (done).verdict });
      }
      times.push(rows);
    }
    return times;
  }, photo);
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
} finally {
  await browser.close();
  await server.stop({ clean: true });
}
process.exit(failed ? 1 : 0);
