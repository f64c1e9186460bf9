// What was found, in words and tables.
import { keyOf, needsConsent } from "./register.mjs";
import { isListed } from "./verdicts.mjs";

/** @typedef {import("./register.mjs").Item} Item */
/** @typedef {import("./verdicts.mjs").Phase} Phase */
/** @typedef {import("./verdicts.mjs").Verdict} Verdict */

export const KINDS = {
  cookie: "cookie", "local-storage": "local storage", "session-storage": "session storage", "indexed-db": "browser database", "cache-storage": "browser cache", "service-worker": "service worker", request: "request",
};
export const TITLES = { "no choice": "Without a choice", accept: "Accepted", refuse: "Refused", withdraw: "Accepted, then withdrawn" };
const MOST = 12;

/** Words of a page may hold anything; here they are one line. @param {string} text @param {number} [most] */
export function plain(text, most = 200) {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
}

/** @param {Item} item */
function row(item) {
  const what = item.what === "request" && item.thirdParty ? "third-party request" : KINDS[item.what];
  const name = plain(item.name, 40) + (item.times > 1 ? ` and ${item.times - 1} more` : "");
  return [what, name, plain(item.host, 50), plain(ownerOf(item))];
}

/** @param {Item} item */
export function ownerOf(item) {
  if (item.service) return `${item.service.name} (${needsConsent(item.service) ? "needs consent" : "needs none"})`;
  if (isListed(item)) return "own host";
  return item.hint ? `not in the register: ${item.hint}` : "not in the register";
}

/** @param {Item[]} items @param {string} indent */
function table(items, indent) {
  const rows = [["what", "name", "host", "service"], ...items.map(row)];
  const widths = rows[0].map((_, at) => Math.max(...rows.map((cells) => cells[at].length)));
  return rows.map((cells) => `${indent}${cells.map((cell, at) => cell.padEnd(widths[at])).join("  ")}`.trimEnd()).join("\n");
}

/** @param {Item[]} items */
const listed = (items) => (items.length ? table(items, "    ") : "    nothing");

/** @param {Phase} phase @param {Phase} first @param {number} number */
export function phaseText(phase, first, number) {
  const lines = [`${number}. ${TITLES[phase.name]}`, ""];
  const keys = (/** @type {Phase} */ one) => one.before.map(keyOf).join();
  const same = phase !== first && keys(phase) === keys(first);
  if (phase.clicks.length) lines.push(`  Pressed: ${phase.clicks.map((text) => `“${plain(text)}”`).join(", then ")}.`);
  lines.push(...phase.notes.map((note) => `  ${plain(note, 400)}`));
  lines.push(same ? "  Before the choice: as in 1." : `  Before the choice:\n${listed(phase.before)}`);
  if (phase.name !== "no choice" && phase.made) lines.push(`  After it:\n${listed(phase.after)}`);
  return `${lines.join("\n")}\n`;
}

/** @param {Verdict} verdict */
export function verdictText({ title, result, reason, items, todo }) {
  const lines = [`${result.padEnd(10)}  ${title}`, ...reason.split("\n").map((line) => `            ${plain(line, 600)}`)];
  if (items.length) lines.push(table(items.slice(0, MOST), "              "));
  if (items.length > MOST) lines.push(`              and ${items.length - MOST} more`);
  lines.push(...todo.map((step) => `            To do: ${step}`));
  return lines.join("\n");
}
