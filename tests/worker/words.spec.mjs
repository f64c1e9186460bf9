// English that a UK reader would write: words that crept in before do not come back, and the pages that everyone needs can be
// read at the age of eleven.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { assertion } from "../people.mjs";
import { root } from "../server.mjs";

const ORIGIN = process.env.FORTHRIGHT_URL ?? "";

/** What a UK reader stumbles over. */
const ODD = /\b(somebody|everybody|(?<!can )nobody|anybody|e-mails?|whom|anew|take back|taken back|took back|go on with|goes on|mend(ed|s)?|good day|at hand|holds from|held until|no longer holds|we answer within|the month to answer|follow a request|ask what is meant|take two months|say what is meant|have us keep|read on elsewhere|one by one)\b/gi;

/** Text of a page as it is read: a line for each block, without what is marked as Welsh. @param {string} html */
export function plain(html) {
  const main = /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? html;
  return main
    .replace(/<script\b[\s\S]*?<\/script>/g, " ")
    .replace(/<(\w+)\b[^>]*\blang="cy"[^>]*>[\s\S]*?<\/\1>/g, " ")
    .replace(/<(select|datalist|code|pre)\b[\s\S]*?<\/\1>/g, " ")
    .replace(/<\/?(p|li|h\d|dt|dd|label|legend|summary|button|td|th|option|div)\b[^>]*>/g, "\n")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<[^>]+>/g, "")
    .replace(/&amp;/g, "&").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'");
}

/** @param {string} path */
const read = async (path) => plain(await (await fetch(ORIGIN + path, { headers: { Accept: "text/html", ...(path.startsWith("/desk") ? { "Cf-Access-Jwt-Assertion": assertion({}) } : {}) } })).text());

const forms = ["subject-access", "rectification", "erasure", "restriction", "portability", "objection", "automated-decision", "withdraw-consent", "complaint", "incident", "cctv"].map((id) => `/forms/${id}`);
const pages = ["/", "/notices", "/notices?about=current-student", "/notices/study", "/notices/work", "/notices/public", "/notices/covid-19", "/rights", "/library", "/ropa", "/search?q=zzzz", "/cookies", "/deadlines", "/deadlines?clock=rights-request&from=2026-11-25&asked=2026-12-01&answered=2026-12-10", "/check", "/track", "/security", "/accessibility", "/nothing", "/desk", "/desk/log", "/desk/agents", ...forms];

for (const path of pages) {
  test(`${path} has none of the odd words`, async () => {
    const text = await read(path);
    const found = [...text.matchAll(ODD)].map((odd) => text.slice(Math.max(0, odd.index - 40), odd.index + 40).replace(/\s+/g, " "));
    expect(found).toEqual([]);
  });
}

test("letters have none of the odd words", () => {
  const english = readFileSync(join(root, "crates/register/dmu/letters.toml"), "utf8").replace(/^cy = """[\s\S]*?"""/gm, "").replace(/^#.*$/gm, "");
  expect([...english.matchAll(ODD)].map(([odd]) => odd)).toEqual([]);
});

/** Syllables, roughly: groups of vowels, without a silent e. @param {string} word */
const syllables = (word) => Math.max(1, (word.toLowerCase().replace(/(?:[^laeiouy]e|[^aeiouy]es|ed)$/, "").match(/[aeiouy]+/g) ?? []).length);

/** Reading age: the grade of Flesch and Kincaid (1975) and five years. @param {string} text */
export function readingAge(text) {
  // Only sentences: names of things, addresses and labels are none.
  const sentences = text.split("\n").map((line) => line.trim()).filter((line) => /[.?!]$/.test(line)).flatMap((line) => line.split(/(?<=[.?!:;])\s+/));
  const words = sentences.flatMap((sentence) => sentence.match(/[A-Za-z’']+/g) ?? []);
  const all = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (all / words.length) - 15.59 + 5;
}

for (const path of ["/", "/rights", ...forms]) {
  test(`${path} can be read at the age of eleven`, async () => {
    // What is closed is for those who want more.
    const html = await (await fetch(ORIGIN + path, { headers: { Accept: "text/html" } })).text();
    const age = readingAge(plain(html.replace(/<details\b[\s\S]*?<\/details>/g, " ")));
    expect(age, `${path}: ${age.toFixed(1)} years`).toBeLessThanOrEqual(11);
  });
}
