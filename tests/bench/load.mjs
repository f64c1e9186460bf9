// A minute of 200 consent posts a second, each record sent twice: how long answers take, and what is stored afterwards.
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { startServer } from "../server.mjs";
import { rows } from "../store.mjs";

const RATE = Number(process.env.FORTHRIGHT_RATE ?? 200);
const SECONDS = Number(process.env.FORTHRIGHT_SECONDS ?? 60);
const MOST = 100;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** How long the answer took, in milliseconds. @param {string} url @param {string} id @returns {Promise<number>} */
const post = (url, id) =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify({
      id, site: "main", revision: 2, decidedAt: new Date().toISOString().replace(/\.\d+/, ""), source: "choice",
      granted: ["media"], refused: ["preferences", "statistics", "marketing"], language: "en", covered: "e1",
      surface: "preferences", wording: "0".repeat(64),
    });
    const start = performance.now();
    const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
    const sent = request(`${url}/v1/consents`, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => (response.statusCode === 202 ? resolve(performance.now() - start) : reject(new Error(`status ${response.statusCode}`))));
    });
    sent.on("error", reject);
    sent.end(body);
  });

const server = await startServer();
try {
  for (let warm = 0; warm < 200; warm += 1) await post(server.url, randomUUID());
  const { length: before } = await rows("SELECT id FROM consents", [], server.url);
  const records = (RATE * SECONDS) / 2;
  const ids = Array.from({ length: records }, () => randomUUID());
  // The second copy of a record follows the first by a second.
  const order = ids.flatMap((id, at) => [[at * 2, id], [at * 2 + 1 + RATE, id]]).sort((a, b) => Number(a[0]) - Number(b[0]));
  /** @type {number[]} */
  const times = [];
  let failed = 0;
  const start = performance.now();
  const sent = [];
  for (const [slot, id] of order) {
    const wait = start + (Number(slot) * 1000) / RATE - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    sent.push(post(server.url, String(id)).then((time) => times.push(time), () => { failed += 1; }));
  }
  await Promise.all(sent);
  const took = (performance.now() - start) / 1000;
  let stored = 0;
  for (let tries = 0; tries < 60; tries += 1) {
    const [{ n }] = await rows("SELECT COUNT(*) AS n FROM consents", [], server.url);
    if (n === stored && n > before) break;
    stored = n;
    await new Promise((resolve) => setTimeout(resolve, 3000));
  }
  const wanted = new Set(ids);
  const all = (await rows("SELECT id FROM consents", [], server.url)).filter(({ id }) => wanted.has(id));
  const [{ n: dead }] = await rows("SELECT COUNT(*) AS n FROM dead_letters", [], server.url);
  const lost = wanted.size - new Set(all.map(({ id }) => id)).size;
  const doubled = all.length - new Set(all.map(({ id }) => id)).size;
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ part) => times[Math.min(times.length - 1, Math.floor(times.length * part))].toFixed(1);
  console.log(`${order.length} consent posts in ${took.toFixed(1)} s, ${(order.length / took).toFixed(0)} a second, each record twice:`);
  console.log(`  answered after a median of ${at(0.5)} ms, 95 % within ${at(0.95)} ms, 99 % within ${at(0.99)} ms (at most ${MOST})`);
  console.log(`  ${records} records: ${lost} lost, ${doubled} doubled, ${failed} posts failed, ${dead} dead letters`);
  if (Number(at(0.99)) > MOST || lost || doubled || failed || dead) process.exitCode = 1;
} finally {
  agent.destroy();
  await server.stop({ clean: true });
}
