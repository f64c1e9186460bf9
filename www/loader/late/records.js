// @ts-check
// What follows a decision. Sends the records, one tab at a time; what the server does not take is sent again with longer and longer
// pauses. What it refuses for good is dropped; everything else is kept up to thirty days.

import { page } from "../page.js";
import { mayRun } from "../rules.js";
import { cookies, late } from "./late.js";

/** @typedef {import("../codec.js").Decision} Decision @typedef {import("../rules.js").Service} Service */

const NAME = "forthright_consent";
const PENDING = "forthright_pending";
const SECOND = 1000;
const MONTH = 30 * 86400 * SECOND;

/** The part that removes things, once it was needed. @type {Promise<any> | undefined} */
let clearer;

/**
 * What follows a decision: stored things of stopped services go, and its record is sent. A page that has to load again
 * does so in between, so that the record is sent once.
 * @param {any} kit what the loader lends @param {Service[]} stopped those that may not run
 * @param {any[]} [unsent] the waiting records, for where nothing can be stored
 * @param {Decision | null} [before] what counted in this page until now @param {HTMLElement} [section] the banner it was made in
 */
export const settle = async (kit, stopped, unsent, before = null, section) => {
  const record = unsent?.[unsent.length - 1];
  // Where nothing is remembered, the browser's signal decides on every page; that is recorded nowhere.
  if (record?.source === "gpc" && !remembered(record.id)) return update(record.id, null);
  if (section) late("after").then((part) => part.answer(section, kit)).catch(() => {});
  // A choice of this host alone, from before one served all websites, would stand beside the new one.
  // Where that very choice was the one just made, it is put back.
  try {
    const all = page.cookie.split("; ").filter((cookie) => cookie.startsWith(NAME + "="));
    const own = record && all.find((cookie) => cookie.includes(record.id));
    if (own && all.length > 1) {
      page.cookie = NAME + "=; Path=/; Max-Age=0";
      if (!page.cookie.includes(own)) page.cookie = `${own}; Path=/; SameSite=Lax; Max-Age=15724800${location.protocol === "https:" ? "; Secure" : ""}`;
    }
  } catch {}
  if (stopped.length) clearer ??= late("clear");
  const clearing = clearer?.then((part) => part.clear(cookies(kit, "en"), stopped.map((s) => s[0])));
  // What was on and stops no other way.
  const reload = stopped.some((s) => s[5] && mayRun(s, before));
  if (reload && read().length) {
    await clearing?.catch(() => {});
    return location.reload();
  }
  await Promise.all([clearing, send(unsent)]);
  if (reload) location.reload();
};

/** @param {string} id of a decision */
const remembered = (id) => {
  try {
    return page.cookie.includes(id);
  } catch {
    return false;
  }
};

/** @type {(unsent?: any[]) => Promise<void>} */
const send = async (unsent = []) => {
  const kept = read();
  // What could not be stored has this one chance.
  for (const record of kept.length ? unsent.slice(-1) : unsent) {
    if (!kept.some(({ id }) => id === record.id)) await post(await proved(await hashed(record)));
  }
  if (!kept.length) return;
  if (navigator.locks) await navigator.locks.request(PENDING, () => round().then(seen));
  else await round();
};

/** Another tab sees what this one sent a little later than it gets the lock. */
const seen = () => new Promise((done) => setTimeout(done, SECOND / 2));

/** @returns {any[]} */
const read = () => {
  try {
    const list = JSON.parse(localStorage[PENDING] || "[]");
    return Array.isArray(list) ? list.filter((record) => record?.id) : [];
  } catch {
    return [];
  }
};

/** @param {string} id @param {object | null} change what to remember of a record, or null to drop it */
const update = (id, change) => {
  const list = read().map((record) => (record.id === id ? change && { ...record, ...change } : record)).filter(Boolean);
  if (list.length) localStorage[PENDING] = JSON.stringify(list);
  else localStorage.removeItem(PENDING);
};

/** @type {any} */
let waiting;
const round = async () => {
  const ready = [];
  for (const { tries = 0, next = 0, ...record } of read()) {
    // A clock that was set back does not hold a record for ever.
    if (next > Date.now() && next < Date.now() + MONTH) continue;
    const old = Date.now() - Date.parse(record.decidedAt) > MONTH;
    ready.push({ tries, old, record: old ? record : await proved(await hashed(record)) });
  }
  // Together: how long one's proof takes does not decide when another is tried again.
  for (const { tries, old, record } of ready) {
    const status = old ? 0 : await post(record);
    const refused = status >= 400 && status < 500 && ![404, 408, 421, 425, 429].includes(status);
    if (status === 202 || refused || old) update(record.id, null);
    else update(record.id, { tries: tries + 1, next: Date.now() + Math.min(2 ** tries * 2 * SECOND, 3600 * SECOND) });
  }
  const due = read().map((record) => record.next - Date.now());
  clearTimeout(waiting);
  if (due.length) waiting = setTimeout(() => send(), Math.max(SECOND, Math.min(...due)));
};

/**
 * A record with the SHA-256 of the lines that were shown in their place; without it where the browser has no
 * cryptography (pages without https).
 * @param {any} record
 */
const hashed = async ({ shown, ...record }) => {
  const digest = shown && (await crypto.subtle?.digest("SHA-256", new TextEncoder().encode(shown.join("\n"))));
  return digest ? { ...record, wording: [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, "0")).join("") } : record;
};

/** How many nonces are tried at a time, and in all; on average it takes 4,096. */
const BATCH = 512;
const MOST = 65_536;

/** When the page has nothing else to do; a page that is always busy has it a little later. */
const idle = () => new Promise((done) => ("requestIdleCallback" in window ? requestIdleCallback(done, { timeout: 100 }) : setTimeout(done, 20)));

/**
 * A record with its proof of work: a nonce with which its hash begins with twelve zero bits (the crate `proof`). It
 * is looked for a little at a time when the page is at rest, and remembered for the next try. Without cryptography, or when
 * the page is left before, the record goes without and is counted apart.
 * @param {any} record
 */
const proved = async (record) => {
  const { subtle } = crypto;
  if (!subtle || record.proof) return record;
  const text = `forthright consent proof/1\n${record.id}\n${record.decidedAt}\n`;
  const encoder = new TextEncoder();
  const digest = (/** @type {number} */ nonce) => subtle.digest("SHA-256", encoder.encode(text + nonce));
  let isLeft = false;
  const left = new Promise((done) => addEventListener("pagehide", () => done((isLeft = true)), { once: true }));
  // On a page that is never at rest a record is sent without.
  const until = Date.now() + 3 * SECOND;
  for (let nonce = 0; nonce < MOST && Date.now() < until; nonce += BATCH) {
    await Promise.race([idle(), left]);
    if (isLeft) break;
    const hashes = await Promise.all(Array.from({ length: BATCH }, (_, at) => digest(nonce + at)));
    const found = hashes.map((hash) => new Uint8Array(hash)).findIndex((bytes) => !bytes[0] && bytes[1] < 16);
    if (found < 0) continue;
    const proof = String(nonce + found);
    try {
      update(record.id, { proof });
    } catch {
      // Where nothing can be stored it is made again.
    }
    return { ...record, proof };
  }
  return record;
};

/** The answer's status, or 0 when there is none within ten seconds. @param {object} record */
const post = async (record) => {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), 10 * SECOND);
  try {
    const response = await fetch(new URL("/v1/consents", import.meta.url), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(record),
      credentials: "include",
      keepalive: true,
      signal: stop.signal,
    });
    return response.status;
  } catch {
    return 0;
  } finally {
    clearTimeout(late);
  }
};
