// The loader's rules against the same worked examples as the Rust crate.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { allows, decode, encode, isCurrent } from "../../www/loader/codec.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/consent.json", import.meta.url), "utf8"));

test("every decision has the pinned cookie and reads back", () => {
  for (const { decision, cookie } of vectors.encode) {
    expect(encode(decision)).toBe(cookie);
    expect(decode(cookie)).toEqual(decision);
  }
});

test("a cookie that is not ours is no decision", () => {
  for (const { cookie, why } of vectors.malformed) expect(decode(cookie), why).toBeNull();
});

test("a decision switches on what the worked examples say", () => {
  const { services, revision } = vectors.site;
  const table = Object.fromEntries(services.map((/** @type {any} */ s) => [s.id, [s.category, s.basis, ""]]));
  for (const row of vectors.effects) {
    const now = Date.parse(row.now) / 1000;
    const current = row.decision && isCurrent(row.decision, revision, now) ? row.decision : null;
    expect(!current, row.why).toBe(row.asks);
    for (const [name, allowed] of Object.entries(row.allows)) expect(allows(table, name, current), `${row.why}: ${name}`).toBe(allowed);
  }
});
