// Consent posts a second, side by side with a plain JavaScript Worker, in turns so that noise meets both.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, startServer, startWrangler } from "../server.mjs";

const ROUNDS = 7;
const POSTS = 600;
const AT_ONCE = 16;

const post = (/** @type {string} */ url, /** @type {Agent} */ agent) =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify({
      id: randomUUID(), site: "main", revision: 1, decidedAt: new Date().toISOString().replace(/\.\d+/, ""), source: "choice",
      granted: ["media"], refused: ["statistics"], language: "en",
    });
    const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
    const sent = request(`${url}/v1/consents`, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => (response.statusCode === 202 ? resolve(0) : reject(new Error(`status ${response.statusCode}`))));
    });
    sent.on("error", reject);
    sent.end(body);
  });

/** Posts a second. @param {string} url */
async function round(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const start = performance.now();
  let left = POSTS;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => { while (left-- > 0) await post(url, agent); }));
  agent.destroy();
  return POSTS / ((performance.now() - start) / 1000);
}

const median = (/** @type {number[]} */ all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
const peerState = mkdtempSync(join(tmpdir(), "forthright-peer-"));
const folder = join(root, "tests/bench");
const create = ["d1", "execute", "DATABASE", "--local", "--persist-to", peerState, "--command", "CREATE TABLE consents (id TEXT PRIMARY KEY, body TEXT)"];
spawnSync("node", ["--no-warnings", join(root, "node_modules/wrangler/wrangler-dist/cli.js"), ...create], { cwd: folder });
const [ours, peer] = [await startServer(), await startWrangler(folder, peerState, "/")];
try {
  const [a, b] = [[], []].map(() => /** @type {number[]} */ ([]));
  for (let at = 0; at <= ROUNDS; at += 1) {
    const [x, y] = [await round(ours.url), await round(peer.url)];
    // The first round warms up.
    if (at > 0) { a.push(x); b.push(y); }
    await new Promise((resolve) => setTimeout(resolve, 2500));
  }
  const ratios = a.map((x, at) => x / b[at]);
  console.log(`consent posts a second, medians of ${ROUNDS} rounds of ${POSTS} with ${AT_ONCE} at once:`);
  console.log(`  Forthright ${median([...a]).toFixed(0)}, plain JavaScript Worker ${median([...b]).toFixed(0)}, ratio ${median(ratios).toFixed(2)} (at least 0.70)`);
  if (median(ratios) < 0.7) process.exitCode = 1;
} finally {
  await ours.stop({ clean: true });
  await peer.stop({ clean: true });
}
