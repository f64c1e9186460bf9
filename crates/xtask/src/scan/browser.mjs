// A browser with a fresh profile that writes down what a page stores and whom it asks.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { Wrong } from "./register.mjs";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").Request} Request */
/** @typedef {import("@playwright/test").BrowserContext} Context */
/** @typedef {import("./register.mjs").Stored} Stored */
/** @typedef {import("./register.mjs").Sent} Sent */

const ARGUMENTS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const PREFERENCES = { profile: { block_third_party_cookies: false, cookie_controls_mode: 0 } };
const QUIET = 800;
const LONGEST = 6000;
const OPENING = 30_000;
const REASONS = {
  ERR_NAME_NOT_RESOLVED: "there is no such host",
  ERR_CONNECTION_REFUSED: "nothing answers there",
  ERR_INTERNET_DISCONNECTED: "there is no network",
  ERR_HTTP_RESPONSE_CODE_FAILURE: "it answers with an error and an empty page",
  ERR_ABORTED: "it is a download, not a page",
};
const ENDLESS = ["eventsource", "websocket", "media"];

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
const within = (/** @type {Promise<any>} */ promise, /** @type {any} */ otherwise, ms = 3000) =>
  Promise.race([promise.catch(() => otherwise), pause(ms).then(() => otherwise)]);
const firstLine = (/** @type {unknown} */ error) => String(error instanceof Error ? error.message : error).split("\n")[0];

/** @param {string} said by the browser @returns {string} */
function reasonOf(said) {
  if (/Timeout/.test(said)) return `no answer within ${OPENING / 1000} seconds`;
  const code = /net::(\w+)/.exec(said)?.[1];
  return code ? /** @type {Record<string, string>} */ (REASONS)[code] ?? code : said;
}

/**
 * Does something in a profile of its own. Cookies of other websites are allowed in it, as they are by default in Chrome:
 * a private context would block them and nothing would be seen.
 * @template T @param {(visit: Visit) => Promise<T>} work
 */
export async function inFreshProfile(work) {
  const folder = mkdtempSync(join(tmpdir(), "forthright-scan-"));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", remove);
  mkdirSync(join(folder, "Default"));
  writeFileSync(join(folder, "Default/Preferences"), JSON.stringify(PREFERENCES));
  try {
    const context = await start(folder);
    try {
      return await work(new Visit(context, context.pages()[0] ?? (await context.newPage())));
    } finally {
      await context.close();
    }
  } finally {
    remove();
    process.off("exit", remove);
  }
}

/** @param {string} folder */
async function start(folder) {
  try {
    return await chromium.launchPersistentContext(folder, { executablePath: process.env.FORTHRIGHT_CHROMIUM, args: ARGUMENTS });
  } catch (error) {
    throw new Wrong(`Chromium cannot be started (FORTHRIGHT_CHROMIUM names it): ${firstLine(error)}`);
  }
}

/** @param {Request} request @returns {string[]} the hosts of the frames it comes from, without the page itself */
function framesOf(request) {
  const hosts = [];
  try {
    for (let frame = request.frame(); frame.parentFrame(); frame = /** @type {typeof frame} */ (frame.parentFrame())) {
      const host = URL.canParse(frame.url()) ? new URL(frame.url()).hostname : "";
      if (host) hosts.push(host);
    }
  } catch { /* a service worker's request has no frame */ }
  return hosts;
}

export class Visit {
  /** @type {Sent[]} */ #sent = [];
  /** @type {Map<Request, Sent | null>} */ #open = new Map();
  #last = Date.now();

  /** @param {Context} context @param {Page} page */
  constructor(context, page) {
    this.context = context;
    this.page = page;
    context.on("request", (request) => {
      const sent = this.#note(request.url(), request.resourceType(), framesOf(request));
      if (!ENDLESS.includes(request.resourceType())) this.#open.set(request, sent);
    });
    context.on("requestfinished", (request) => this.#end(request));
    context.on("requestfailed", (request) => this.#end(request));
    page.on("websocket", (socket) => this.#note(socket.url(), "websocket", []));
  }

  /** @param {string} address @param {string} type @param {string[]} frames */
  #note(address, type, frames) {
    this.#last = Date.now();
    const url = URL.canParse(address) ? new URL(address) : null;
    if (!url || !/^(https?|wss?):$/.test(url.protocol)) return null;
    const sent = { host: url.hostname, path: url.pathname, type, frames };
    this.#sent.push(sent);
    return sent;
  }

  /** What the page's own policy stops was never sent. @param {Request} request */
  #end(request) {
    this.#last = Date.now();
    const sent = this.#open.get(request);
    this.#open.delete(request);
    if (request.failure()?.errorText === "csp") this.#sent = this.#sent.filter((one) => one !== sent);
  }

  /** @param {string} url */
  async open(url) {
    let response;
    try {
      response = await this.page.goto(url, { waitUntil: "domcontentloaded", timeout: OPENING });
    } catch (error) {
      throw new Wrong(`${url} cannot be reached: ${reasonOf(firstLine(error))}.`);
    }
    if (response && response.status() >= 400) throw new Wrong(`${url} answers ${response.status()} ${response.statusText()}`.trim() + ".");
    await this.quiet();
  }

  /** Opens the page again and goes through it. @param {string} url */
  async again(url) {
    await this.page.goto(url, { waitUntil: "domcontentloaded", timeout: OPENING }).catch(() => null);
    await this.quiet();
    await this.scroll();
  }

  /** Waits until nothing has been asked for a moment, or long enough. */
  async quiet() {
    const end = Date.now() + LONGEST;
    this.#last = Date.now();
    while (Date.now() < end && (this.#open.size > 0 || Date.now() - this.#last < QUIET)) await pause(50);
    this.#open.clear();
  }

  async scroll() {
    await within(this.page.evaluate(async () => {
      const rest = () => document.documentElement.scrollHeight - innerHeight - scrollY;
      for (let step = 0; step < 20 && rest() > 1; step += 1) {
        scrollBy({ top: innerHeight, behavior: "instant" });
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
    }), null, 5000);
    await this.quiet();
  }

  /** The website's own pages that this one links to, without what can be downloaded, signs out or is the same page. @returns {Promise<string[]>} */
  async links() {
    const all = await within(this.page.evaluate(() =>
      [...document.querySelectorAll("a[href]")].map((link) => /** @type {HTMLAnchorElement} */ (link).href.split("#")[0])), []);
    const own = new URL(this.page.url()).origin;
    return [...new Set(/** @type {string[]} */ (all))].filter((address) => {
      const url = URL.canParse(address) ? new URL(address) : null;
      return url?.origin === own && !/\.(?!html?$|php$|aspx?$)\w{2,5}$/i.test(url.pathname) && !/log-?out|sign-?out|delete/i.test(address);
    });
  }

  /** What is stored now, and what was asked since the last time. @returns {Promise<{stored: Stored[], sent: Sent[]}>} */
  async observe() {
    const cookies = (await this.context.cookies()).map(({ name, domain, path }) =>
      /** @type {Stored} */ ({ kind: "cookie", name, host: domain.replace(/^\./, ""), path }));
    const frames = this.context.pages().flatMap((page) => page.frames());
    const kept = (await Promise.all(frames.map((frame) => within(frame.evaluate(storage), [])))).flat();
    const sent = this.#sent;
    this.#sent = [];
    return { stored: [...cookies, ...kept], sent };
  }
}

/** Runs in a frame. @returns {Promise<Stored[]>} */
async function storage() {
  const host = URL.canParse(self.origin) ? new URL(self.origin).hostname : "";
  /** @param {() => string[] | Promise<string[]>} read */
  const names = async (read) => { try { return await read(); } catch { return []; } };
  const found = /** @type {const} */ ([
    ["local-storage", await names(() => Object.keys(localStorage))],
    ["session-storage", await names(() => Object.keys(sessionStorage))],
    ["indexed-db", await names(async () => (await indexedDB.databases()).map((database) => database.name ?? ""))],
    ["cache-storage", await names(() => caches.keys())],
    ["service-worker", await names(async () => (await navigator.serviceWorker.getRegistrations()).map((one) => new URL((one.active ?? one.waiting ?? one.installing)?.scriptURL ?? one.scope).pathname))],
  ]);
  return found.flatMap(([kind, all]) => all.map((name) => ({ kind, name, host, path: "/" })));
}
