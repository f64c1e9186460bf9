// Assets are named by their content and kept for good; what has a fixed name names them.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { assertion } from "../people.mjs";
import { root } from "../server.mjs";

const url = () => process.env.FORTHRIGHT_URL ?? "";
const { own, loader } = JSON.parse(readFileSync(join(root, "dist/assets.json"), "utf8"));
const GOOD = "public, max-age=31536000, immutable";
/** @param {string} path */
const get = async (path) => {
  const response = await fetch(url() + path);
  return { status: response.status, cache: response.headers.get("cache-control"), body: Buffer.from(await response.arrayBuffer()) };
};
const files = (/** @type {string} */ folder) =>
  readdirSync(join(root, "dist/site/assets", folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(root, "dist/site").length));

test("every asset is kept for good, under a name that is a hash", async () => {
  expect([own, loader]).toEqual([expect.stringMatching(/^[\da-f]{12}$/), expect.stringMatching(/^[\da-f]{12}$/)]);
  expect(own).not.toBe(loader);
  const all = [...files(own), ...files(loader)];
  expect(all.length).toBeGreaterThan(30);
  for (const path of all) expect([path, (await get(path)).status, (await get(path)).cache]).toEqual([path, 200, GOOD]);
});

test("pages, the viewer, the Worker beside /check and the loader name today's folders, and nothing names another", async () => {
  const staff = { "Cf-Access-Jwt-Assertion": assertion({}) };
  for (const path of ["/", "/forms/subject-access", "/check", "/desk", "/search", "/desk/log", "/nothing"]) {
    const html = await (await fetch(url() + path, { headers: { Accept: "text/html", ...staff } })).text();
    const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, address]) => address);
    expect(named, path).toContain(`/assets/${own}/style.css`);
    for (const address of named) expect([address, (await get(address)).status]).toEqual([address, 200]);
  }
  for (const path of ["/desk-viewer", "/check-worker.js", "/check-offline.js"]) {
    const { cache, body } = await get(path);
    expect(body.toString()).toContain(`/assets/${own}`);
    expect(body.toString()).not.toContain("content-hash");
    expect(cache).not.toContain("immutable");
  }
  expect((await get("/embed.js")).body.toString()).toContain(loader);
});

test("what is kept for offline is there to be kept", async () => {
  const script = (await get("/check-offline.js")).body.toString();
  const parts = new Function("addEventListener", `${script}; return PARTS;`)(() => {});
  expect(parts.length).toBeGreaterThan(8);
  for (const path of parts) expect([path, (await get(path)).status]).toEqual([path, 200]);
});

test("assets name each other by relative addresses, so that the folder's name is a hash of all of it", () => {
  for (const path of [...files(own), ...files(loader)].filter((file) => file.endsWith(".js"))) {
    const text = readFileSync(join(root, "dist/site", path), "utf8");
    expect(text.match(/["'`]\/assets\/[^"'`]*/g) ?? [], path).toEqual([]);
  }
});
