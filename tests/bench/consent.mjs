// The loader side by side with three other consent managers, and with the least that a banner can be, in Chromium, in turns
// so that noise meets all of them.
import { cpus } from "node:os";
import { chromium } from "@playwright/test";
import { ARGUMENTS } from "../chromium.mjs";
import { address, alone, bare, contenders, serve, weight } from "./contenders.mjs";

/**
 * @typedef {import("./contenders.mjs").Contender} Contender
 * @typedef {import("@playwright/test").Browser} Browser
 * @typedef {Record<string, number>} Measured what one contender measured in one round
 */

const ROUNDS = 9;
const SETTLED = 1500;
const VIEWPORT = { width: 412, height: 915 };
const SCRIPTS = ["script", "whole", "againScript", "againWhole", "againFull", "againFullWhole"];
/** The least that shows what runs after promises: tracing takes time itself. */
const TRACED = { categories: ["v8.execute"] };
const SLOW = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 1.6e6 / 8 };

const rest = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
const sum = (/** @type {number[]} */ all) => all.reduce((a, b) => a + b, 0);

/** How long the cores have worked, and how long there were any. */
const worked = () => {
  const all = cpus().map(({ times: { idle, ...busy } }) => [sum(Object.values(busy)), idle]);
  return [sum(all.map(([busy]) => busy)), sum(all.flat())];
};

let turns = 0;
let noisy = 0;
const files = /** @type {Map<string, string[]>} */ (new Map());

/** Waits, though not for ever, until the machine has nothing else to do. */
async function quiet() {
  turns += 1;
  for (let tries = 0; tries < 10; tries += 1) {
    const [busy, any] = worked();
    await rest(500);
    const [busier, more] = worked();
    if ((busier - busy) / (more - any) < 0.1) return;
  }
  noisy += 1;
}

/** Runs in the page before anything else. @param {string} banner */
function watch(banner) {
  const seen = { shift: 0, violations: 0, shown: 0 };
  Object.assign(window, { seen });
  addEventListener("securitypolicyviolation", () => { seen.violations += 1; }, true);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += /** @type {any} */ (entry).value;
  }).observe({ type: "layout-shift", buffered: true });

  /** @param {Document | ShadowRoot} within @returns {Element | null} */
  const find = (within) => {
    const found = within.querySelector(banner);
    if (found) return found;
    for (const { shadowRoot } of within.querySelectorAll("*")) {
      const inside = shadowRoot && find(shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const moves = (/** @type {Element} */ element, /** @type {boolean} */ subtree) =>
    element.getAnimations({ subtree }).some((animation) => animation.playState === "running");
  /** Opaque, at rest and wholly in the viewport. @param {Element} element */
  const visible = (element) => {
    const { width, height, top, bottom, left, right } = element.getBoundingClientRect();
    if (!width || !height || top < -1 || left < -1 || bottom > innerHeight + 1 || right > innerWidth + 1) return false;
    if (!element.checkVisibility({ visibilityProperty: true }) || moves(element, true)) return false;
    for (let at = /** @type {Element | null} */ (element); at;) {
      if (getComputedStyle(at).opacity !== "1" || moves(at, false)) return false;
      const parent = /** @type {Node | null} */ (at.parentNode);
      at = parent instanceof ShadowRoot ? parent.host : at.parentElement;
    }
    return true;
  };
  const look = () => {
    const element = find(document);
    if (!element || !visible(element)) return requestAnimationFrame(look);
    // A message arrives when the frame that is being made is painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { seen.shown = performance.now(); };
    port2.postMessage(0);
  };
  if (banner) requestAnimationFrame(look);
}

/** The long tasks so far, and from now on how long it takes from a click to the next paint. */
async function listen() {
  const tasks = /** @type {{ms: number, scripted: boolean}[]} */ ([]);
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) tasks.push({ ms: duration, scripted: name !== "unknown" });
  }).observe({ type: "longtask", buffered: true });
  addEventListener("click", () => {
    const start = performance.now();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => Object.assign(window, { click: performance.now() - start });
      port2.postMessage(0);
    });
  }, true);
  await new Promise((resolve) => setTimeout(resolve, 200));
  return tasks;
}

/** A page on a slow telephone. @param {import("@playwright/test").BrowserContext} context */
async function open(context, rate = 4) {
  await quiet();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const requests = /** @type {Map<string, {path: string, wire: number}>} */ (new Map());
  cdp.on("Network.requestWillBeSent", ({ requestId, request }) => {
    const { protocol, pathname } = new URL(request.url);
    if (protocol === "http:" && !/^\/(page|gated)\//.test(pathname)) requests.set(requestId, { path: pathname, wire: 0 });
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const known = requests.get(requestId);
    if (known) known.wire += encodedDataLength;
  });
  await cdp.send("Network.enable");
  await cdp.send("Performance.enable");
  await cdp.send("Emulation.setCPUThrottlingRate", { rate });
  return {
    page, cdp,
    /** What was asked for beyond the page itself, from the cache or not. */
    used() {
      const all = [...requests.values()];
      const wasm = all.filter(({ path }) => path.endsWith(".wasm")).length;
      return { requests: all.length, wire: sum(all.map(({ wire }) => wire)), brotli: sum(all.map(({ path }) => weight(path))), wasm };
    },
    files: () => [...requests.values()].map(({ path }) => `${path} ${weight(path).toLocaleString("en-GB")} B`),
    /** Chromium's own sum of script, and what runs after promises, which is not in it. */
    async script() {
      const { metrics } = await cdp.send("Performance.getMetrics");
      const script = 1000 * sum(metrics.filter(({ name }) => /^(Script|V8Compile)Duration$/.test(name)).map(({ value }) => value));
      const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
      const promised = /** @type {{name: string, dur: number}[]} */ (traceEvents).filter(({ name }) => name === "RunMicrotasks");
      return { script, whole: script + sum(promised.map(({ dur }) => dur)) / 1000 };
    },
    ran: () => page.evaluate(() => /** @type {any} */ (window).ran?.length ?? 0),
    /** The gated scripts, which may be on their way. */
    released: () => page.waitForFunction(() => /** @type {any} */ (window).ran?.length === 2, null, { polling: 200, timeout: 10_000 }),
  };
}

/** A real click; on the page alone it hits nothing. @param {import("@playwright/test").Page} page @param {Contender} contender */
async function accept(page, { name, banner }) {
  const button = page.locator(banner || "body").getByRole("button", { name: /accept/i }).first();
  const box = banner ? await button.boundingBox() : { x: 50, y: 50, width: 0, height: 0 };
  if (!box) throw new Error(`${name}: there is nothing to accept with`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await rest(400);
  await page.mouse.down();
  await rest(80);
  await page.mouse.up();
  await rest(600);
}

/**
 * The first view over a slow network.
 * @param {Browser} browser @param {string} url @param {Contender} contender @param {string} [path] @returns {Promise<Measured>}
 */
async function slow(browser, url, contender, path = address(contender.name)) {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const { page, cdp, used, files: named, ran, released } = await open(context);
  const seen = () => page.evaluate(() => {
    const [{ paintTime, startTime }] = /** @type {any[]} */ (performance.getEntriesByName("first-contentful-paint"));
    // The main thread's paint, as for the banner, where Chromium tells it.
    return { .../** @type {any} */ (window).seen, first: paintTime ?? startTime };
  });
  await cdp.send("Network.emulateNetworkConditions", SLOW);
  await page.addInitScript(watch, contender.banner);
  await page.goto(url + path);
  if (contender.banner) await page.waitForFunction(() => /** @type {any} */ (window).seen.shown, null, { polling: 500, timeout: 20_000 });
  await rest(SETTLED);
  const { first, shown, shift } = await seen();
  files.set(`${contender.name}, first view`, named());
  const before = { first, shown, late: shown - first, shift, ...used() };
  if (await ran()) throw new Error(`${contender.name}: a gated script ran before the choice`);
  await accept(page, contender);
  if (contender.banner) await released();
  const after = await seen();
  await context.close();
  return { ...before, dismissed: after.shift - shift, violations: after.violations };
}

/**
 * The first view without a network's delay, and the next visit.
 * @param {Browser} browser @param {string} url @param {Contender} contender @returns {Promise<Measured>}
 */
async function fast(browser, url, contender) {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const one = await open(context);
  await browser.startTracing(one.page, TRACED);
  await one.page.goto(url + address(contender.name));
  await rest(SETTLED);
  const { script, whole } = await one.script();
  const tasks = await one.page.evaluate(listen);
  await accept(one.page, contender);
  const click = await one.page.evaluate(() => /** @type {any} */ (window).click);
  await one.page.close();
  const blocking = (/** @type {typeof tasks} */ some) => sum(some.map(({ ms }) => Math.max(0, ms - 50)));
  const own = tasks.filter(({ scripted }) => scripted);

  const next = async (/** @type {number} */ rate) => {
    const two = await open(context, rate);
    await browser.startTracing(two.page, TRACED);
    await two.page.goto(url + (contender.banner ? address(contender.name) : "/page/back"));
    await rest(SETTLED);
    const all = { ...(await two.script()), ...two.used() };
    files.set(`${contender.name}, next visit`, two.files());
    await two.released();
    await two.page.close();
    return all;
  };
  const [again, full] = [await next(4), await next(1)];
  await context.close();
  return {
    script, whole, longest: Math.max(0, ...own.map(({ ms }) => ms)), blocking: blocking(own), blockingAll: blocking(tasks), click,
    againScript: again.script, againWhole: again.whole, againBrotli: again.brotli, againWire: again.wire, wasm: again.wasm,
    againFull: full.script, againFullWhole: full.whole,
  };
}

/** @type {[label: string, key?: string, digits?: number][]} */
const ROWS = [
  ["first view, 150 ms and 1.6 Mbit/s, CPU/4"],
  ["requests beyond the page", "requests"],
  ["brotli, B", "brotli"],
  ["with headers, B", "wire"],
  ["first contentful paint, ms", "first"],
  ["banner visible, ms", "shown"],
  ["after first contentful paint, ms", "late"],
  ["layout shift on show", "shift", 3],
  ["layout shift on dismiss", "dismissed", 3],
  ["CSP violations", "violations"],
  ["first view, no network limit, CPU/4"],
  ["script, ms", "script", 1],
  ["with what follows promises, ms", "whole", 1],
  ["longest task with its script, ms", "longest"],
  ["blocking by these tasks, ms", "blocking"],
  ["blocking by all tasks, ms", "blockingAll"],
  ["click on accept to paint, ms", "click", 1],
  ["next visit, warm cache, CPU/4"],
  ["brotli of the files used, B", "againBrotli"],
  ["over the network, B", "againWire"],
  ["script, ms", "againScript", 1],
  ["with what follows promises, ms", "againWhole", 1],
  ["script at full speed, ms", "againFull", 1],
  ["with what follows promises, ms", "againFullWhole", 1],
  ["WASM files", "wasm"],
];

/** @type {[label: string, key: string, most: number, unit: string, stretch?: number][]} */
const LIMITS = [
  ["first view, brotli", "brotli", 6144, " B", 4096],
  ["visible after first contentful paint", "late", 100, " ms"],
  ["layout shift on show", "shift", 0, ""],
  ["layout shift on dismiss", "dismissed", 0, ""],
  ["CSP violations", "violations", 0, ""],
  ["script", "script", 15, " ms"],
  ["blocking by tasks with its script", "blocking", 0, " ms"],
  ["click on accept to paint", "click", 20, " ms"],
  ["next visit, brotli", "againBrotli", 4096, " B"],
  ["next visit, script at full speed", "againFull", 3, " ms"],
  ["next visit, WASM files", "wasm", 0, ""],
];

const everyone = [alone, ...contenders];
const results = everyone.map(() => /** @type {Measured[]} */ ([]));
const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.FORTHRIGHT_CHROMIUM, args: ARGUMENTS });
const version = browser.version();
try {
  for (let at = 0; at <= ROUNDS; at += 1) {
    /** @type {Measured | undefined} */
    let base;
    // What the page alone does is not the contender's.
    for (const [which, contender] of everyone.entries()) {
      const measured = { ...(await slow(browser, server.url, contender)), ...(await fast(browser, server.url, contender)) };
      base ??= { ...measured };
      if (contender.banner) for (const key of SCRIPTS) measured[key] -= base[key];
      if (contender === contenders[0]) measured.bare = (await slow(browser, server.url, contender, bare)).late;
      // The first round warms up.
      if (at > 0) results[which].push(measured);
    }
  }
} finally {
  await browser.close();
  server.close();
}

/** @param {number} which @param {string} key */
const median = (which, key) => results[which].map((measured) => measured[key]).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
const tell = (/** @type {number} */ value, digits = 0) =>
  value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const none = new Set(["shown", "late"]);

console.log(`consent managers in Chromium ${version}, medians of ${ROUNDS} rounds; script is what the page alone does not have:`);
console.log(" ".repeat(36) + everyone.map(({ name }) => name.padStart(15)).join(""));
for (const [label, key, digits] of ROWS) {
  const cells = key ? everyone.map(({ banner }, which) => (!banner && none.has(key) ? "–" : tell(median(which, key), digits)).padStart(15)) : [];
  console.log(key ? `  ${label.padEnd(34)}${cells.join("")}` : label);
}
if (noisy) console.log(`The machine had other work before ${noisy} of ${turns} pages: measure again when it is quiet.`);
for (const view of ["first view", "next visit"]) console.log(`Forthright, ${view}: ${files.get(`Forthright, ${view}`)?.join(", ")}`);
console.log(`On a page without a style sheet, whose first paint waits for nothing: visible ${tell(median(1, "bare"))} ms after it.`);
console.log("Forthright's limits, and what the static banner takes here:");
for (const [label, key, most, unit, stretch] of LIMITS) {
  // Where the limit is none, the worst round counts, but for time.
  const value = most === 0 && unit === "" ? Math.max(...results[1].map((measured) => measured[key])) : median(1, key);
  const said = value.toLocaleString("en-GB", { maximumFractionDigits: unit ? 1 : 4 }) + unit;
  const further = stretch ? ` (stretch ${tell(stretch)}${unit}${value <= stretch ? ", reached" : ""})` : "";
  const least = unit === " ms" ? `, static ${tell(median(everyone.length - 1, key), 1)}${unit}` : "";
  console.log(`  ${label.padEnd(38)}${said.padStart(10)}  ${`at most ${tell(most)}${unit}${further}${least}`.padEnd(44)} ${value <= most ? "ok" : "OVER"}`);
  if (!(value <= most)) process.exitCode = 1;
}
