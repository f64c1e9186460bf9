// @ts-check
// Host pages on an address of their own, the product behind another, and a browser that finds both here.

import { ARGUMENTS } from "../../chromium.mjs";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { folder } from "./prepare.mjs";

export const DESK = "https://privacy.dmu.ac.uk";
export const HOST = "https://www.dmu.ac.uk";
const TYPES = { js: "text/javascript", html: "text/html; charset=utf-8" };

/** A certificate of our own, made once. */
const certificate = () => {
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
  mkdirSync(folder, { recursive: true });
  const make = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "365", "-subj", "/CN=frameworks"];
  if (!existsSync(cert)) execFileSync("openssl", make, { stdio: "ignore" });
  return { key: readFileSync(key), cert: readFileSync(cert) };
};

/** @param {Record<string, string | (() => string | Promise<string>)>} pages of www.dmu.ac.uk, by path */
export const serve = async (pages) => {
  const server = createServer(certificate(), async (asked, answer) => {
    const host = (asked.headers.host || "").split(":")[0];
    const path = (asked.url || "/").split("?")[0];
    if (host === "privacy.dmu.ac.uk") {
      const port = Number(process.env.DESK_PORT || 8787);
      const up = request({ host: "127.0.0.1", port, path: asked.url, method: asked.method, headers: asked.headers }, (from) => {
        answer.writeHead(from.statusCode || 502, from.headers);
        from.pipe(answer);
      });
      up.on("error", () => answer.writeHead(502).end());
      asked.pipe(up);
      return;
    }
    const page = host === "www.dmu.ac.uk" ? pages[path] : host === "video.example" ? `<!doctype html><title>${path}</title>` : undefined;
    if (page === undefined) return answer.writeHead(404, { "content-type": TYPES.html }).end("<title>404</title>");
    answer.writeHead(200, { "content-type": path.endsWith(".js") ? TYPES.js : TYPES.html });
    answer.end(typeof page === "function" ? await page() : page);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const browser = await chromium.launch({
    executablePath: process.env.FORTHRIGHT_CHROMIUM || "/usr/bin/chromium",
    args: [
      ...ARGUMENTS, "--ignore-certificate-errors",
      `--host-resolver-rules=MAP *:443 127.0.0.1:${port}, MAP *:80 127.0.0.1:9`,
    ],
  });
  const stop = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
  return { browser, stop };
};

/** What is no fault of ours: what frameworks say of their tools, and icons that these pages do not have. */
const IDLE = /Download the React DevTools|You are running a development build of Vue|favicon|Feature flag/;

/**
 * A page with what it says.
 * @param {import("playwright-core").Browser} browser @param {string} path @param {string} [without] what cannot be loaded there
 */
export const open = async (browser, path, without) => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  /** @type {string[]} */
  const said = [];
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("console", (message) => {
    const text = message.text().slice(0, 500);
    if (["error", "warning"].includes(message.type()) && !IDLE.test(text + message.location().url)) said.push(text);
  });
  page.setDefaultTimeout(10_000);
  if (without) await page.route(without, (route) => route.abort());
  await page.goto(HOST + path);
  return { page, said, close: () => context.close() };
};

let failed = 0;
/** @param {string} what @param {boolean} ok @param {unknown} [seen] */
export const check = (what, ok, seen) => {
  if (!ok) failed += 1;
  if (!ok || process.env.VERBOSE) console.log(`${ok ? "ok  " : "FAIL"} ${what}${ok ? "" : " — " + JSON.stringify(seen)}`);
};
export const failures = () => failed;

/**
 * Waits until what is seen is as it should be.
 * @template T @param {string} what @param {() => Promise<T>} see @param {(seen: T) => boolean} is
 */
export const until = async (what, see, is) => {
  const end = Date.now() + 10_000;
  let seen = await see();
  while (!is(seen) && Date.now() < end) {
    await new Promise((next) => setTimeout(next, 100));
    seen = await see();
  }
  check(what, is(seen), seen);
};
