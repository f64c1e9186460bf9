// The loader's rules against the same worked examples as the Rust crate.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { decode, encode, isCurrent } from "../../www/loader/codec.js";
import { allows, choose, covers } from "../../www/loader/rules.js";

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

const BASES = { "strictly-necessary": 0, communication: 0, emergency: 0, consent: 1, "exempt-statistics": 2, "exempt-appearance": 2 };
/** @returns {any[]} */
const table = (/** @type {any[]} */ services) =>
  services.map((s) => [s.id, s.number, s.since, s.category, BASES[/** @type {keyof typeof BASES} */ (s.basis)], 0]);

test("a decision switches on what the worked examples say", () => {
  const here = table(vectors.site.services);
  for (const row of vectors.effects) {
    const now = Date.parse(row.now) / 1000;
    const current = row.decision && isCurrent(row.decision, now) ? row.decision : null;
    expect(here.some((s) => s[4] === 1 && !covers(current, s)), row.why).toBe(row.asks);
    for (const [name, allowed] of Object.entries(row.allows)) expect(!!allows(here, name, current), `${row.why}: ${name}`).toBe(allowed);
  }
});

test("a choice makes the decision the worked examples say", () => {
  const all = table(vectors.catalogue);
  const here = all.slice(0, vectors.site.services.length);
  for (const row of vectors.choose) expect(choose(all, here, row.before, row.made, row.about, row.on), row.why).toEqual(row.decision);
  const row = vectors.tooLong;
  const more = [...all, ...table(row.catalogue.slice(all.length))];
  expect(choose(more, here, row.before, row.made, row.about, row.on)).toEqual(row.decision);
});
