// @ts-check
// What journeys through other people's systems share: a browser, and a list of what was tried.
import { chromium } from "@playwright/test";
import { ARGUMENTS } from "../chromium.mjs";

export const CHROMIUM = process.env.FORTHRIGHT_CHROMIUM || "/usr/bin/chromium";

/** @param {string[]} more arguments */
export const open = (...more) => chromium.launch({ executablePath: CHROMIUM, args: [...ARGUMENTS, ...more] });

/**
 * A visitor, what they asked of others than the two hosts, and what the console said.
 * @param {import("@playwright/test").Browser} browser @param {string[]} hosts their addresses
 * @param {import("@playwright/test").BrowserContextOptions} [options]
 */
export const visit = async (browser, hosts, options) => {
  const context = await browser.newContext(options);
  /** @type {string[]} */
  const asked = [];
  await context.route((url) => !hosts.some((host) => new URL(host).host === url.host), (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Embedded</title>" });
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => void (["error", "warning"].includes(message.type()) && said.push(`${message.text()} (${message.location().url})`)));
  page.on("pageerror", (error) => void said.push(String(error)));
  return { context, page, asked, said };
};

/** @param {import("@playwright/test").Page} page */
export const accept = (page) => page.getByRole("button", { name: "Accept", exact: true }).click();
/** Once the loader knows the choice. @param {import("@playwright/test").Page} page */
export const ready = (page) => page.waitForFunction(() => /** @type {any} */ (window).forthright?.ready).then((handle) => handle.evaluate((promise) => promise));

let passed = 0;
let failed = 0;

/** Tries one thing, and says how it went. @param {string} what @param {() => unknown} how */
export const tried = async (what, how) => {
  try {
    await how();
    passed += 1;
    console.log(`ok    ${what}`);
  } catch (error) {
    failed += 1;
    const message = String(error instanceof Error ? error.message : error).slice(0, 1500);
    console.log(`FAIL  ${what}\n      ${message.replaceAll("\n", "\n      ")}`);
  }
};

/** The last line, and the exit code. */
export const end = () => {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed || !passed ? 1 : 0;
};

/** Finds something in a page, or shows where it should be. @param {string} text @param {RegExp} pattern @param {string} [near] */
export const has = (text, pattern, near = "") => {
  if (pattern.test(text)) return;
  const at = near ? text.indexOf(near) : 0;
  throw new Error(`${pattern} is not in it${near ? `; near “${near}”: ${at < 0 ? "nothing" : text.slice(Math.max(0, at - 500), at + 700)}` : ""}`);
};

/** Waits until something holds. @param {() => unknown} holds @param {string} what @param {number} [milliseconds] */
export const until = async (holds, what, milliseconds = 15_000) => {
  const end = Date.now() + milliseconds;
  for (;;) {
    if (await holds()) return;
    if (Date.now() > end) throw new Error(`${what}: not within ${milliseconds / 1000} seconds`);
    await new Promise((next) => setTimeout(next, 100));
  }
};
