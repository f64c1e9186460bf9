// What is stored: the database and the buckets of a running server, through the explorer that the local server has.

import { mkdirSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";

const turn = () => join(tmpdir(), `forthright-scheduled-${new URL(home()).port}`);

/** Waits until no other file's tests need the scheduled run for themselves: one of today forgets what another moved to 2011. */
export const begin = async () => {
  for (let waits = 0; waits < 600; waits += 1) {
    try {
      return mkdirSync(turn());
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
};
export const end = () => {
  try {
    rmdirSync(turn());
  } catch {
    // Whoever waited for a minute took it.
  }
};

/** @template T @param {() => Promise<T>} work with the scheduled run @returns {Promise<T>} */
export const alone = async (work) => {
  await begin();
  try {
    return await work();
  } finally {
    end();
  }
};

const home = () => process.env.FORTHRIGHT_URL ?? "";

/** @param {string} path @param {RequestInit} [init] @param {string} [url] */
const explorer = async (path, init, url = home()) => {
  const response = await fetch(`${url}/cdn-cgi/explorer/api/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
};

/**
 * The rows of a statement; none where it changes something.
 * @param {string} sql @param {(string | number)[]} [params] @param {string} [url] of another server @returns {Promise<any[]>}
 */
export const rows = async (sql, params = [], url) => {
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ sql, params }) };
  const [{ results }] = (await (await explorer("d1/database/local/raw", init, url)).json()).result;
  return results.rows.map((/** @type {unknown[]} */ row) => Object.fromEntries(row.map((value, at) => [results.columns[at], value])));
};

/**
 * How long a record may take from the queue to the table. The queue waits a second for more, a batch has eight seconds, a
 * message that was in one that failed has eight of its own and two more tries; and the Worker has one thread, which a large
 * form sealed for somebody else keeps busy for seconds.
 */
export const QUEUED = { timeout: 60_000 };

/** Waits until a consent record is in the table; its row. @param {string} id @param {string} [url] of another server @returns {Promise<any>} */
export const recorded = async (id, url) => {
  /** @type {any[]} */
  let found = [];
  await expect.poll(async () => (found = await rows("SELECT * FROM consents LEFT JOIN wordings ON hash = wording WHERE id = ?", [id], url)).length, QUEUED).toBe(1);
  return found[0];
};

/** @typedef {"sealed" | "archive"} Bucket */
const bucketPath = (/** @type {Bucket} */ bucket) => `r2/buckets/forthright-local-${bucket}/objects`;

/** The keys in a bucket below a prefix. @param {string} prefix @param {{bucket?: Bucket, url?: string}} [where] @returns {Promise<string[]>} */
export const objects = async (prefix, { bucket = "sealed", url } = {}) =>
  (await (await explorer(`${bucketPath(bucket)}?prefix=${encodeURIComponent(prefix)}`, {}, url)).json()).result.map((/** @type {any} */ o) => o.key);

/** The bytes of an object. @param {string} key @param {Bucket} [bucket] */
export const object = async (key, bucket = "sealed") =>
  Buffer.from(await (await explorer(`${bucketPath(bucket)}/${encodeURIComponent(key)}`)).arrayBuffer());

/** @param {string} key @param {Buffer} body */
export const putObject = (key, body) => explorer(`${bucketPath("sealed")}/${encodeURIComponent(key)}`, { method: "PUT", body: new Uint8Array(body) });

/** @param {string[]} keys @param {Bucket} bucket */
export const removeObjects = async (keys, bucket) => {
  const init = { method: "DELETE", headers: { "Content-Type": "application/json" }, body: JSON.stringify(keys) };
  if (keys.length) await explorer(bucketPath(bucket), init);
};
