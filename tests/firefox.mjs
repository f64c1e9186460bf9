// A small driver for Firefox over WebDriver BiDi (w3c.github.io/webdriver-bidi): enough to open pages and run scripts in
// them. The browser driver the other tests use speaks a newer dialect than the Firefox that systems ship.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";

// A part of wrangler's own tree.
const WebSocket = createRequire(createRequire(import.meta.url).resolve("miniflare"))("ws");

/** @param {string} path of the browser */
export async function startFirefox(path) {
  const profile = mkdtempSync(join(tmpdir(), "forthright-firefox-"));
  const child = spawn(path, ["--headless", "--remote-debugging-port=0", "--no-remote", "--profile", profile], { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const found = /BiDi listening on (ws:\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.once("exit", () => reject(new Error(`Firefox ended:\n${said}`)));
  });
  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => { socket.once("open", resolve); socket.once("error", reject); });
  let last = 0;
  /** @type {Map<number, (answer: any) => void>} */
  const waiting = new Map();
  socket.on("message", (/** @type {Buffer} */ data) => {
    const answer = JSON.parse(data.toString());
    waiting.get(answer.id)?.(answer);
  });
  /** @param {string} method @param {object} params @returns {Promise<any>} */
  const send = (method, params) =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      waiting.set(id, (answer) => (answer.type === "success" ? resolve(answer.result) : reject(new Error(`${method}: ${answer.message}`))));
      socket.send(JSON.stringify({ id, method, params }));
    });
  await send("session.new", { capabilities: {} });
  const { contexts } = await send("browsingContext.getTree", {});
  const context = contexts[0].context;
  return {
    /** @param {string} url */
    goto: (url) => send("browsingContext.navigate", { context, url, wait: "complete" }),
    reload: () => send("browsingContext.reload", { context, wait: "complete" }),
    /** The value of an expression in the page, through JSON. @param {string} expression @returns {Promise<any>} */
    async evaluate(expression) {
      const { result, exceptionDetails } = await send("script.evaluate", {
        expression: `(async () => JSON.stringify(await (${expression})))()`, target: { context }, awaitPromise: true, userActivation: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return result.type === "undefined" ? undefined : JSON.parse(result.value);
    },
    async stop() {
      await send("browser.close", {}).catch(() => child.kill());
      socket.close();
      await new Promise((resolve) => (child.exitCode === null ? child.once("exit", resolve) : resolve(0)));
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
