// Servers of others that fail in every way there is: agents' status callbacks, and the bank holidays. Nobody else waits for them.
import { createServer } from "node:http";
import { expect, test } from "@playwright/test";
import { agent, call, connect, envelope, register, signed } from "../agents.mjs";
import { assertion, desk } from "../people.mjs";
import { startServer } from "../server.mjs";
import { rows } from "../store.mjs";

test.describe.configure({ mode: "serial" });

const MEGABYTE = 1024 * 1024;
/** @typedef {"well" | "refused" | "redirect" | "never" | "drip" | "endless" | "broken"} Mode */

/** A server that answers as it is told to, and what it was asked and how much it could send. */
async function outside() {
  const seen = { mode: /** @type {Mode} */ ("well"), asked: 0, written: 0, open: 0, port: 0, close: () => {} };
  const server = createServer((request, response) => {
    request.resume();
    seen.asked += 1;
    seen.open += 1;
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    response.on("close", () => { clearInterval(timer); seen.open -= 1; });
    if (seen.mode === "never") return;
    if (seen.mode === "redirect") return response.writeHead(302, { Location: `http://127.0.0.1:${seen.port}/elsewhere` }).end();
    if (seen.mode === "refused") return response.writeHead(500).end("no");
    response.writeHead(200, { "Content-Type": "application/json" });
    if (seen.mode === "well") return response.end("{}");
    if (seen.mode === "broken") return response.write("{", () => response.destroy());
    if (seen.mode === "drip") {
      timer = setInterval(() => response.write(" "), 500);
      return undefined;
    }
    const chunk = Buffer.alloc(64 * 1024, " ");
    timer = setInterval(() => {
      for (let n = 0; n < 8 && seen.written < 30 * MEGABYTE && response.writableLength < MEGABYTE; n += 1) {
        response.write(chunk);
        seen.written += chunk.length;
      }
    }, 20);
    return undefined;
  });
  await new Promise((done) => { server.listen(0, "127.0.0.1", () => done(undefined)); });
  seen.port = /** @type {import("node:net").AddressInfo} */ (server.address()).port;
  seen.close = () => { server.closeAllConnections(); server.close(); };
  return seen;
}

/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;
/** @type {Awaited<ReturnType<typeof outside>>} */
let holidays;
const staff = () => ({ "Cf-Access-Jwt-Assertion": assertion({}, {}, server.state) });
const at = (/** @type {number} */ hours) => new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+/, "");

/** A scheduled run at a time: how long it took and what it wrote about itself. @param {number} hours */
async function run(hours) {
  const now = at(hours);
  const begun = performance.now();
  expect((await fetch(`${server.url}/__scheduled`, { headers: { "Forthright-Now": now } })).status).toBe(200);
  const seconds = (performance.now() - begun) / 1000;
  const [row] = await rows("SELECT sent, failed FROM cron_runs WHERE at = ?", [now], server.url);
  return { seconds, ...row };
}

/** An agent with a callback there, and a case of it whose status has changed. @param {Awaited<ReturnType<typeof outside>>} there */
async function waiting(there) {
  const origin = `http://127.0.0.1:${there.port}`;
  const own = await agent(server.url, { origin, headers: staff() });
  const token = await connect(server.url, own);
  const message = signed(own, envelope(own, { exercise: "access", name: "Maria Example", status_callback: `${origin}/status` }));
  const { request_id } = await (await call(server.url, "data-rights-request", "POST", message, token)).json();
  const [{ reference }] = await rows("SELECT reference FROM agent_requests WHERE id = ?", [request_id], server.url);
  expect((await desk(server.url, `cases/${reference}/close`, { outcome: "withdrawn" }, staff())).status).toBe(200);
  const told = async () => {
    const left = await rows("SELECT id FROM outbox WHERE topic = 'agent-status' AND reference = ? AND sent_at IS NULL", [reference], server.url);
    return left.length === 0;
  };
  return { own, origin, told };
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  holidays = await outside();
  server = await startServer({ env: { FORTHRIGHT_BANK_HOLIDAYS: `http://127.0.0.1:${holidays.port}/bank-holidays.json` } });
  // The feed is asked once a day: this run has asked it.
  await run(0);
});

test.afterAll(async () => {
  await server.stop({ clean: true });
  holidays.close();
});

for (const [mode, taken] of /** @type {[Mode, boolean][]} */ ([
  ["well", true], ["refused", false], ["redirect", false], ["never", false], ["drip", true], ["endless", true], ["broken", true],
])) {
  test(`a callback that is ${mode}`, async () => {
    const there = await outside();
    const { own, told } = await waiting(there);
    there.mode = mode;
    const { seconds } = await run(0.1);
    expect(seconds).toBeLessThan(12);
    // The redirect was not followed, and no answer is taken for its body's sake.
    expect([there.asked, await told()]).toEqual([1, taken]);
    expect(there.written).toBeLessThan(8 * MEGABYTE);
    await expect.poll(() => there.open).toBe(0);
    await register(server.url, { do: "remove", agent: own.id }, staff());
    await run(0.1);
    expect(await told()).toBe(true);
    there.close();
  });
}

test("agents that never answer hold up nobody, are seen, and are asked again once they answer", async () => {
  test.setTimeout(180_000);
  const [silent, well] = [await outside(), await outside()];
  silent.mode = "never";
  const dead = [await waiting(silent), await waiting(silent), await waiting(silent)];
  const first = await run(0.1);
  expect(first.seconds).toBeLessThan(14);
  expect(first.failed).toBeGreaterThan(0);
  // Who came later is told all the same, one run or two later.
  const good = await waiting(well);
  await run(0.2);
  await run(0.3);
  expect(await good.told()).toBe(true);
  for (let n = 0; n < 5; n += 1) await run(0.4);
  // By now all three are left alone for a while; it shows, and costs nothing.
  const asked = silent.asked;
  const quiet = await run(0.41);
  expect([silent.asked, quiet.failed]).toEqual([asked, 3]);
  expect(quiet.seconds).toBeLessThan(4);
  const page = await (await fetch(`${server.url}/desk/agents`, { headers: staff() })).text();
  expect(page).toContain("Its address has not accepted any status messages since");
  silent.mode = "well";
  const later = await run(1);
  expect([later.failed, ...(await Promise.all(dead.map(({ told }) => told())))]).toEqual([0, true, true, true]);
  expect(await (await fetch(`${server.url}/desk/agents`, { headers: staff() })).text()).not.toContain("has not accepted any status messages");
  silent.close();
  well.close();
});

for (const [at, mode] of /** @type {Mode[]} */ (["never", "drip", "endless", "broken", "redirect"]).entries()) {
  test(`bank holidays whose server is ${mode}`, async () => {
    holidays.mode = mode;
    holidays.written = 0;
    const day = 24 * (at + 1) + 2;
    const { seconds, failed } = await run(day);
    // The run itself goes on, and the team is told.
    expect([seconds < 12, failed]).toEqual([true, 0]);
    expect(await rows("SELECT outcome FROM holiday_checks ORDER BY at DESC LIMIT 1", [], server.url)).toEqual([{ outcome: "failed" }]);
    expect(holidays.written).toBeLessThan(8 * MEGABYTE);
    await expect.poll(() => holidays.open, { timeout: 20_000 }).toBe(0);
  });
}
