// The register's pages: what a notice weighs, how long the Worker takes for it beside a static file of the same bytes, how
// it paints on a slow connection, and how fast the search answers among 2,000 records.
import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { assets, root, startServer, startWrangler } from "../server.mjs";

const ROUNDS = 9;
const REQUESTS = 60;
const RECORDS = 2000;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 1.6e6 / 8 };
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** @param {number[]} all @param {number} [part] */
const quantile = (all, part = 0.5) => [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * part))] ?? NaN;
/** @param {string} what @param {number} value @param {number} most @param {string} unit */
const say = (what, value, most, unit) => {
  const over = !(value <= most);
  console.log(`  ${what.padEnd(64)} ${value.toFixed(unit === "bytes" ? 0 : 2).padStart(9)} ${unit} of at most ${most}${over ? "  OVER" : ""}`);
  if (over) process.exitCode = 1;
};

/** Milliseconds for a page, one request after the other. @param {string} address */
async function times(address) {
  const all = [];
  for (let at = 0; at < REQUESTS; at += 1) {
    const start = performance.now();
    await (await fetch(address)).arrayBuffer();
    all.push(performance.now() - start);
  }
  return quantile(all);
}

const browser = await chromium.launch({ executablePath: process.env.FORTHRIGHT_CHROMIUM, args: ARGS });
const ours = await startServer();
const notices = ["study", "work", "partner", "business", "public", "covid-19"];
const pages = await Promise.all(notices.map(async (id) => ({ id, html: await (await fetch(`${ours.url}/notices/${id}`)).text() })));
const largest = pages.reduce((a, b) => (a.html.length > b.html.length ? a : b));

// A static file of the same bytes, by the same server software.
const folder = mkdtempSync(join(tmpdir(), "forthright-static-"));
mkdirSync(join(folder, "site"));
writeFileSync(join(folder, "site/notice.html"), largest.html);
writeFileSync(join(folder, "site/healthz.txt"), "ok");
writeFileSync(join(folder, "wrangler.jsonc"), JSON.stringify({ name: "static", compatibility_date: "2026-01-01", assets: { directory: "site" } }));
const peer = await startWrangler(folder, join(folder, "state"), "/healthz.txt");
try {
  console.log("a notice page:");
  const shared = [`${assets()}/style.css`, "icon.svg", `${assets()}/find-start.js`].map((file) => brotliCompressSync(readFileSync(join(root, "dist/site", file))).length);
  for (const { id, html } of pages) say(`/notices/${id}, with style, icon and script, brotli`, shared.reduce((a, b) => a + b, brotliCompressSync(html).length), 25_000, "bytes");

  const ratios = [];
  const [worker, file] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let at = 0; at <= ROUNDS; at += 1) {
    const [a, b] = [await times(`${ours.url}/notices/${largest.id}`), await times(`${peer.url}/notice`)];
    // The first round warms up.
    if (at > 0) { worker.push(a); file.push(b); ratios.push(a / b); }
  }
  console.log(`rendered by the Worker ${quantile(worker).toFixed(2)} ms, the same ${largest.html.length} bytes as a file ${quantile(file).toFixed(2)} ms, medians of ${ROUNDS} rounds:`);
  say("ratio", quantile(ratios), 1.5, "times");

  console.log(`/notices/${largest.id} in Chromium at slow 4G (150 ms, 1.6 Mbit/s), medians of ${ROUNDS}:`);
  const paints = [];
  const shifts = [];
  for (let at = 0; at < ROUNDS; at += 1) {
    const page = await browser.newPage({ viewport: { width: 412, height: 915 } });
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW_4G);
    await page.addInitScript(() => {
      const seen = { paint: 0, shift: 0 };
      Object.assign(window, { seen });
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.paint = entry.startTime; }).observe({ type: "largest-contentful-paint", buffered: true });
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.shift += /** @type {any} */ (entry).value; }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`${ours.url}/notices/${largest.id}`, { waitUntil: "load" });
    await page.waitForTimeout(500);
    const seen = await page.evaluate(() => /** @type {any} */ (window).seen);
    paints.push(seen.paint);
    shifts.push(seen.shift);
    await page.close();
  }
  say("largest contentful paint", quantile(paints), 1200, "ms");
  say("layout shift, the worst", Math.max(...shifts), 0, "");

  console.log(`the search among ${RECORDS} records:`);
  const register = JSON.parse(readFileSync(join(root, "dist/site/v1/register/pages.json"), "utf8"));
  const sample = register.content.activities;
  const words = [...new Set(JSON.stringify(sample).toLowerCase().match(/[a-z]{4,}/g))];
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const phrase = () => Array.from({ length: 6 }, () => words[Math.floor(random() * words.length)]).join(" ");
  register.content.activities = Array.from({ length: RECORDS }, (_, at) => ({ ...sample[at % sample.length], id: `generated.record-${at}`, title: phrase(), summary: `${phrase()} ${phrase()}.` }));
  const page = await browser.newPage();
  await page.route("**/v1/register/pages.json", (route) => route.fulfill({ json: register }));
  await page.goto(`${ours.url}/search`);
  await page.locator("#q").focus();
  await page.waitForTimeout(3000);
  const answers = await page.evaluate(async () => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById("q"));
    const place = /** @type {HTMLElement} */ (document.getElementById("live"));
    const all = [];
    for (const query of ["bank details", "who sees my exam results", "cctv", "library loans", "staff pension and tax"]) {
      for (let end = 1; end <= query.length; end += 1) {
        field.value = query.slice(0, end);
        const changed = new Promise((done) => {
          const observer = new MutationObserver(() => { observer.disconnect(); done(place.offsetHeight); });
          observer.observe(place, { childList: true });
          setTimeout(done, 300);
        });
        const start = performance.now();
        field.dispatchEvent(new Event("input", { bubbles: true }));
        await changed;
        all.push(performance.now() - start);
        await new Promise((rested) => setTimeout(rested, 10));
      }
    }
    return all;
  });
  say(`a keystroke until its answer is laid out, median of ${answers.length}`, quantile(answers), 16, "ms");
  say("95th percentile", quantile(answers, 0.95), 16, "ms");
} finally {
  await browser.close();
  await ours.stop({ clean: true });
  await peer.stop({ clean: true });
}
