// Opens a page as visitors do (no choice, accept, refuse, withdraw), lists what it stores and whom it asks, and holds it
// against the register. Ends with 0 when every test passed, 1 when one did not, 2 when there was nothing to test.
// usage: node scan.mjs URL --register FILE.json [--site ID] [--pages N] [--json FILE] [--html FILE]
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { decisionOf, findBanner, isOurs, press, withdraw } from "./scan/banner.mjs";
import { inFreshProfile } from "./scan/browser.mjs";
import { Wrong, createMatcher, readRegister, reasonOf, siteOf } from "./scan/register.mjs";
import { page } from "./scan/page.mjs";
import { phaseText, plain, verdictText } from "./scan/report.mjs";
import { judge, summary } from "./scan/verdicts.mjs";

/** @typedef {import("./scan/register.mjs").Stored} Stored */
/** @typedef {import("./scan/register.mjs").Sent} Sent */
/** @typedef {{stored: Stored[], sent: Sent[]}} Seen */
/** @typedef {import("./scan/banner.mjs").Look} Look */
/** @typedef {import("./scan/browser.mjs").Visit} Visit */
/** @typedef {import("./scan/verdicts.mjs").Phase} Phase */
/** @typedef {import("./scan/verdicts.mjs").Looks} Looks */
/**
 * @typedef {{before: Seen, after: Seen, looks: Looks, deeper: Look | null, ours: boolean, faults: string[]}} Noted
 * @typedef {Omit<Phase, "before" | "after"> & Noted} Raw
 * @typedef {{address: string, host: string, site: string, tool: string, claims: Record<string, string>}} Place
 */

const USAGE = "usage: node scan.mjs URL --register FILE.json [--site ID] [--pages N] [--json FILE] [--html FILE]";
/** So many pages of a website are gone through at most. */
const MOST_PAGES = 200;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { register: { type: "string" }, site: { type: "string" }, pages: { type: "string" }, json: { type: "string" }, html: { type: "string" } },
    });
    const { register, site, json, html } = values;
    if (positionals.length !== 1 || !register) throw new Wrong(USAGE);
    const pages = Number(values.pages ?? 1);
    if (!Number.isInteger(pages) || pages < 1 || pages > MOST_PAGES) throw new Wrong(`--pages takes a number from 1 to ${MOST_PAGES}, and not “${plain(values.pages ?? "")}”.`);
    return { url: addressOf(positionals[0]), register, site, pages, json, html };
  } catch (error) {
    throw error instanceof Wrong ? error : new Wrong(`${/** @type {Error} */ (error).message.split(". ")[0]}. ${USAGE}`);
  }
}

/** @param {string} text */
function addressOf(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  throw new Wrong(`“${plain(text)}” is not the address of a page. Write it like https://library.example.ac.uk/.`);
}

/** What the page says of itself. @param {Visit} visit @param {string[]} known ids of the register @returns {Promise<Place>} */
async function placeOf({ page }, known) {
  const found = await page.evaluate((ids) => {
    const tools = /** @type {HTMLScriptElement[]} */ ([...document.querySelectorAll("script[data-site]")]);
    const tool = tools.find((script) => ids.includes(script.dataset.site ?? "")) ?? tools.find((script) => /\/embed\.js(\?|$)/.test(script.src));
    const claims = [...document.querySelectorAll("[data-consent]")].flatMap((element) => {
      const name = /[\w-]+/.exec((element.getAttribute("data-consent") ?? "").replace(/\bnot /g, ""))?.[0] ?? "";
      const addresses = ["src", "href", "data"].map((key) => element.getAttribute(`data-${key}`) ?? element.getAttribute(key));
      return addresses.filter((address) => address !== null).map((address) => [address, name]);
    });
    return { site: tool?.dataset.site ?? "", tool: tool?.src ?? "", claims, base: document.baseURI };
  }, known);
  const hostOf = (/** @type {string} */ address) => (URL.canParse(address, found.base) ? new URL(address, found.base).hostname : "");
  const claims = Object.fromEntries(found.claims.map(([address, name]) => [hostOf(address), name]));
  return { address: page.url(), host: hostOf(page.url()), site: found.site, tool: found.tool && hostOf(found.tool), claims };
}

/** @param {Seen} a @param {Seen} b @returns {Seen} */
const together = (a, b) => ({ stored: [...a.stored, ...b.stored], sent: [...a.sent, ...b.sent] });

/**
 * Opens the page and gets ready to choose.
 * @param {Visit} visit @param {string} url @param {Phase["name"]} name @returns {Promise<Raw>}
 */
async function arrive(visit, url, name) {
  await visit.open(url);
  const ours = await isOurs(visit.page);
  const looks = name === "no choice" ? { accept: null, refuse: null } : await findBanner(visit.page, ours);
  await visit.scroll();
  const before = await visit.observe();
  const after = { stored: [], sent: [] };
  return { name, made: false, byHand: true, clicks: [], notes: [], before, after, looks, deeper: null, ours, faults: [] };
}

/** @param {Visit} visit @param {Raw} raw @param {"accept" | "refuse"} role */
async function choose(visit, raw, role) {
  const nothing = !raw.looks.accept && !raw.looks.refuse;
  const pressed = nothing ? null : await press(visit, raw.ours, role);
  if (!pressed) {
    raw.notes.push(nothing ? "No banner was found." : `No button to ${role} was found.`);
    return false;
  }
  raw.clicks.push(...pressed.clicks);
  if (!raw.looks[role]) raw.deeper = pressed.look;
  const decision = raw.ours ? await decisionOf(visit.page) : `${role}-all`;
  if (decision !== `${role}-all`) {
    raw.faults.push(`Pressing “${pressed.look.text}” did not store the choice to ${role} (it says: ${decision ?? "nothing"}).`);
  } else if (!raw.ours && !pressed.gone) raw.notes.push(`“${pressed.look.text}” was still there after it was pressed.`);
  return true;
}

/** What is there now, and on the next visit to the page and to the others. @param {Visit} visit @param {string[]} pages */
async function afterwards(visit, pages) {
  let seen = await visit.observe();
  for (const page of pages) {
    await visit.again(page);
    seen = together(seen, await visit.observe());
  }
  return seen;
}

/**
 * The website's other pages, nearest first: those that links of the page lead to, then those that theirs lead to. What is seen
 * on the way is part of what is there without a choice.
 * @param {Visit} visit @param {Raw} raw @param {number} most @returns {Promise<string[]>}
 */
async function goThrough(visit, raw, most) {
  const pages = [visit.page.url()];
  for (let at = 0; at < pages.length && at < most; at += 1) {
    if (at > 0) {
      await visit.again(pages[at]);
      raw.before = together(raw.before, await visit.observe());
    }
    for (const link of await visit.links()) if (pages.length < most && !pages.includes(link)) pages.push(link);
  }
  return pages;
}

/** @param {Visit} visit @param {string} url @param {Phase["name"]} name @param {string[]} [others] */
async function go(visit, url, name, others = []) {
  const raw = await arrive(visit, url, name);
  if (name === "accept" || name === "refuse") raw.made = await choose(visit, raw, name);
  if (name === "withdraw" && (await choose(visit, raw, "accept"))) {
    await visit.again(url);
    await visit.observe();
    const taken = await withdraw(visit, raw.ours);
    raw.made = taken !== null;
    raw.byHand = !taken?.note;
    raw.clicks.push(...(taken?.clicks ?? []));
    raw.notes.push(...(taken ? [taken.note] : ["No way to take the choice back was found."]).filter(Boolean));
  }
  if (raw.made) raw.after = await afterwards(visit, [url, ...others]);
  return raw;
}

/** @param {Raw[]} all */
function bannerOf([, accept, refuse]) {
  const faults = [...accept.faults, ...refuse.faults];
  return { ours: refuse.ours, ...refuse.looks, deeper: refuse.deeper, acceptClicks: accept.clicks, refuseClicks: refuse.clicks, faults };
}

async function main() {
  const { url, register, site: asked, pages: most, json, html } = readArguments();
  const { sites, known: catalogue } = readRegister(register);
  if (asked) siteOf(sites, asked);
  const { raw: first, place, pages } = await inFreshProfile(async (visit) => {
    const raw = await go(visit, url, "no choice");
    const place = await placeOf(visit, sites.map((site) => site.id));
    return { raw, place, pages: await goThrough(visit, raw, most) };
  });
  const id = asked ?? place.site;
  const known = sites.map((one) => one.id).join(", ");
  if (!id) throw new Wrong(`The page does not say which website it is (data-site). Name it with --site: ${known}.`);
  const site = siteOf(sites, id);
  const items = createMatcher(site, place, catalogue);
  const heading = [`Page: ${plain(place.address)}`, `Website in the register: ${site.name} (${site.id})`];
  if (asked && place.site && asked !== place.site) heading.push(`The page itself says “${plain(place.site)}”.`);
  if (pages.length > 1) heading.push(`Pages gone through: ${pages.length}.`);
  console.log(`${heading.join("\n")}\n`);
  const raws = [first];
  /** @type {Phase[]} */
  const phases = [];
  for (const name of /** @type {const} */ (["no choice", "accept", "refuse", "withdraw"])) {
    const raw = name === "no choice" ? first : await inFreshProfile((visit) => go(visit, url, name, pages.slice(1)));
    if (raw !== first) raws.push(raw);
    const { made, byHand, clicks, notes, before, after } = raw;
    phases.push({ name, made, byHand, clicks, notes, before: items(before), after: items(after) });
    console.log(phaseText(phases[phases.length - 1], phases[0], phases.length));
  }
  const banner = bannerOf(raws);
  const tests = judge(site, phases, banner);
  console.log(`${tests.map(verdictText).join("\n")}\n`);
  const passed = tests.every((test) => test.result === "PASS");
  const probably = new Set(phases.flatMap((phase) => [...phase.before, ...phase.after]).flatMap((item) => item.known));
  // What probably has to go into the register, as the catalogue has it.
  const toAdd = catalogue.filter((one) => probably.has(one.id));
  if (toAdd.length) console.log(`Perhaps missing in the register: ${toAdd.map((one) => `${one.name} (${one.id})`).join(", ")}. Their entries are in crates/register/catalogue.toml.\n`);
  const result = { url, page: place.address, pages, site: site.id, consentTool: place.tool, passed, summary: summary(tests), banner, phases, tests, toAdd };
  console.log(summary(tests));
  process.exitCode = passed ? 0 : 1;
  if (json) write(json, `${JSON.stringify(result, short, 2)}\n`);
  if (html) write(html, page(site.name, pages, phases, tests, toAdd));
}

/** @param {string} key @param {any} value */
const short = (key, value) =>
  key === "service" && value ? { id: value.id, name: value.name, category: value.category, basis: value.basis } : value;

/** @param {string} file @param {string} text */
function write(file, text) {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Wrong(`${file} cannot be written: ${reasonOf(error)}.`);
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Wrong)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
