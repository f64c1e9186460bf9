// Finding the banner and pressing its buttons as a visitor does.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").ElementHandle<HTMLElement>} Button */
/** @typedef {"accept" | "refuse" | "save" | "settings" | "opener"} Role */
/** @typedef {Partial<Record<Role, Button>>} Buttons */
/** @typedef {{text: string, element: string, width: number, height: number, inView: boolean}} Place */
/** @typedef {Place & {fontSize: string, fontWeight: string, colours: string}} Look */
/** @typedef {{clicks: string[], look: Look, gone: boolean}} Pressed */
/** @typedef {import("./browser.mjs").Visit} Visit */

const GENERAL = {
  refuse:
    "reject|refuse|decline|\\bdeny\\b|disagree|opt out|(necessary|essential)( cookies)? only|" +
    "only( the)?( strictly)? (necessary|essential)|(accept|allow|use)( only)?( strictly)? (necessary|essential)|" +
    "without (accepting|agreeing)|(do not|don['’]t|not) (accept|agree|allow|consent)|gwrthod|(angenrheidiol|hanfodol) yn unig|dim ond",
  accept: "accept|agree|allow (all|cookies)|^(ok|okay|got it|iawn)$|derbyn|cytuno|caniat[aá]u",
  save: "\\bsave|confirm|cadw|cadarnhau",
  settings: "settings|preferences|options|manage|customi[sz]e|choose|choices|gosodiadau|dewis|rheoli|addasu",
  opener:
    "(cookie|consent|cwci).*(settings|preferences|choices|options)|(gosodiadau|dewisiadau).*cwci|" +
    "(manage|change|withdraw|review|rheoli|newid).*(cookie|consent|cwci)",
};
const PATIENCE = 4000;

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The words on our own buttons, in every language there is. */
function ownWords() {
  const folder = fileURLToPath(new URL("../../../consent/words", import.meta.url));
  const own = { accept: ["accept", "accept all"], refuse: ["refuse", "refuse all"] };
  let files = /** @type {string[]} */ ([]);
  try { files = readdirSync(folder).filter((name) => name.endsWith(".json")); } catch { /* the words above remain */ }
  for (const file of files) {
    try {
      const { banner, preferences } = JSON.parse(readFileSync(join(folder, file), "utf8"));
      for (const role of /** @type {const} */ (["accept", "refuse"])) {
        const words = [banner?.[role], preferences?.[`${role}-all`]].filter((word) => typeof word === "string");
        own[role].push(...words.map((word) => word.toLowerCase()));
      }
    } catch { /* the other languages remain */ }
  }
  return own;
}
const OWN = ownWords();

/**
 * Runs in a frame: the visible buttons by what they do.
 * @param {{own: typeof OWN | null, general: typeof GENERAL}} words
 */
function pick({ own, general }) {
  /** @type {HTMLElement[]} */
  const buttons = [];
  const walk = (/** @type {Document | ShadowRoot} */ root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) walk(element.shadowRoot);
      const pressable = element.matches("button,a,[role=button],input[type=button],input[type=submit],[onclick],[tabindex='0']");
      if (pressable && element instanceof HTMLElement && visible(element)) buttons.push(element);
    }
  };
  const visible = (/** @type {HTMLElement} */ element) => {
    const { width, height } = element.getBoundingClientRect();
    return width * height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const textOf = (/** @type {any} */ element) =>
    String(element.innerText || element.value || element.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ").toLowerCase();
  const above = (/** @type {Element} */ element) =>
    element.parentElement ?? /** @type {ShadowRoot} */ (element.getRootNode()).host ?? null;
  const aboutCookies = (/** @type {HTMLElement} */ element) => {
    const last = self === top ? document.body : document.documentElement;
    for (let box = above(element); box && box !== last && box !== document.documentElement; box = above(box)) {
      const text = /** @type {HTMLElement} */ (box).innerText ?? "";
      if (text.length > 5000) return false;
      const said = `${text} ${box.id} ${box.getAttribute("aria-label") ?? ""}`;
      if (/cookie|consent|cwci|cydsyni|privacy|preifat|tracking/i.test(said)) return true;
    }
    return false;
  };
  const inOwn = (/** @type {HTMLElement} */ element) => {
    const root = element.getRootNode();
    return root instanceof ShadowRoot && !root.host.matches("[data-forthright=placeholder]") && element.closest("section,dialog,[role=dialog]");
  };
  walk(document);
  const says = (/** @type {HTMLElement} */ element, /** @type {string} */ pattern) =>
    textOf(element).length <= 60 && new RegExp(pattern, "iu").test(textOf(element));
  const banner = buttons.filter((element) => (own ? inOwn(element) : aboutCookies(element)));
  /** @type {Record<string, HTMLElement[]>} */
  const by = { refuse: [], accept: [], save: [], settings: [], opener: buttons.filter((element) => says(element, general.opener)) };
  for (const element of banner) {
    const known = own && (own.accept.includes(textOf(element)) ? "accept" : own.refuse.includes(textOf(element)) && "refuse");
    const role = known || /** @type {const} */ (["refuse", "accept", "save", "settings"]).find((name) => says(element, general[name]));
    if (role) by[role].push(element);
  }
  const inRow = (/** @type {HTMLElement} */ element) =>
    element.matches("section :has(> button + button) > button") && !element.closest("dialog,[role=dialog]");
  const order = own ? banner.filter(inRow) : [];
  if (order.length > 1 && !(by.accept.length && by.refuse.length)) [by.accept, by.refuse] = [[order[0]], [order[1]]];
  const openers = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-forthright=preferences]")]);
  if (own) by.opener = openers.filter((element) => !element.shadowRoot && visible(element));
  const first = (/** @type {HTMLElement[]} */ all) => all.find((element) => /\b(all|popeth)\b/.test(textOf(element))) ?? all[0] ?? null;
  return Object.fromEntries(Object.entries(by).map(([role, all]) => [role, first(all)]));
}

/** Runs in the page: what a visitor sees of a button. @param {HTMLElement} button @returns {Look} */
function lookOf(button) {
  const style = getComputedStyle(button);
  const { x, y, width, height } = button.getBoundingClientRect();
  /** @type {Element | null} */
  let behind = button;
  const clear = (/** @type {Element} */ box) => /^rgba\(.*, 0\)$/.test(getComputedStyle(box).backgroundColor);
  while (behind && clear(behind)) behind = behind.parentElement ?? /** @type {ShadowRoot} */ (behind.getRootNode()).host ?? null;
  const background = behind ? getComputedStyle(behind).backgroundColor : "rgb(255, 255, 255)";
  const image = style.backgroundImage === "none" ? "" : `, ${style.backgroundImage}`;
  const border = parseFloat(style.borderTopWidth) > 0 ? `, border ${style.borderTopColor}` : "";
  const root = /** @type {Document | ShadowRoot} */ (button.getRootNode());
  const hit = root.elementFromPoint(x + width / 2, y + height / 2);
  const text = button.innerText || /** @type {HTMLInputElement} */ (button).value || button.getAttribute("aria-label") || "";
  return {
    text: text.trim().replace(/\s+/g, " ").slice(0, 60),
    element: button instanceof HTMLInputElement ? "button" : button.tagName.toLowerCase(),
    width: Math.round(width), height: Math.round(height), fontSize: style.fontSize, fontWeight: style.fontWeight,
    colours: `${style.color} on ${background}${image}${border}`,
    inView: hit !== null && button.contains(hit),
  };
}

/** Whether the page has our consent tool. @param {Page} page */
export const isOurs = (page) =>
  page.evaluate(() => Promise.race([
    Promise.resolve(/** @type {any} */ (window).forthright?.ready).then(() => "consent" in (/** @type {any} */ (window).forthright ?? {})),
    new Promise((resolve) => setTimeout(() => resolve(true), 3000)),
  ])).catch(() => false);

/** What our tool says was chosen. @param {Page} page @returns {Promise<string | null>} */
export const decisionOf = (page) =>
  page.evaluate(() => /** @type {any} */ (window).forthright?.consent?.get()?.source ?? null).catch(() => null);

/** @param {Page} page @param {boolean} ours @returns {Promise<Buttons>} */
async function survey(page, ours) {
  /** @type {Buttons} */
  const found = {};
  const origin = new URL(page.url()).origin;
  const frames = page.frames().filter((frame) => !/^https?:/.test(frame.url()) || new URL(frame.url()).origin === origin);
  for (const frame of frames) {
    const handle = await frame.evaluateHandle(pick, { own: ours ? OWN : null, general: GENERAL }).catch(() => null);
    for (const [role, value] of (await handle?.getProperties().catch(() => null)) ?? []) {
      const button = /** @type {Button | null} */ (value.asElement());
      if (button) found[/** @type {Role} */ (role)] ??= button;
    }
  }
  return found;
}

/** Looks until one of the buttons is there. @param {Page} page @param {boolean} ours @param {Role[]} roles @param {number} [patience] */
async function waitFor(page, ours, roles, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await survey(page, ours);
    if (roles.some((role) => found[role]) || Date.now() > end) return found;
    await pause(250);
  }
}

/** The banner as it comes up. @param {Page} page @param {boolean} ours @returns {Promise<import("./verdicts.mjs").Looks>} */
export async function findBanner(page, ours) {
  const { accept, refuse } = await waitFor(page, ours, ["accept", "refuse"], ours ? 1000 : PATIENCE);
  const look = async (/** @type {Button | undefined} */ button) => (await button?.evaluate(lookOf).catch(() => null)) ?? null;
  return { accept: await look(accept), refuse: await look(refuse) };
}

/** @param {Button} button */
async function click(button) {
  await button.click({ timeout: 3000 }).catch(() => button.evaluate((element) => element.click()).catch(() => null));
}

/**
 * Presses a button, going through the settings when it is not on top.
 * @param {Visit} visit @param {boolean} ours @param {"accept" | "refuse"} role @param {string[]} [before] what was pressed to get here
 * @returns {Promise<Pressed | null>}
 */
export async function press(visit, ours, role, before = []) {
  const clicks = [...before];
  for (let layer = 0; layer < 3; layer += 1) {
    const deeper = clicks.length > 0;
    const found = await waitFor(visit.page, ours, deeper ? [role, "save"] : [role, "settings"], ours && !deeper ? 1000 : PATIENCE);
    const button = found[role] ?? (deeper && role === "refuse" ? found.save : undefined);
    const target = button ?? (ours || !(found.accept || deeper) ? undefined : found.settings);
    const look = await target?.evaluate(lookOf).catch(() => null);
    if (!target || !look) return null;
    await click(target);
    clicks.push(look.text);
    await visit.quiet();
    if (button) return { clicks, look, gone: !(await button.isVisible().catch(() => false)) };
  }
  return null;
}

/**
 * Takes the choice back. For ours, the page's own link or button, then “Refuse all”; when that does not work, the page's program.
 * @param {Visit} visit @param {boolean} ours
 * @returns {Promise<{clicks: string[], note: string} | null>}
 */
export async function withdraw(visit, ours) {
  const { page } = visit;
  const { opener } = await survey(page, ours);
  const look = await opener?.evaluate(lookOf).catch(() => null);
  if (opener && look) {
    const address = page.url();
    await click(opener);
    await visit.quiet();
    const moved = page.url().split("#")[0] !== address.split("#")[0];
    const pressed = await press(visit, ours && !moved, "refuse", [look.text]);
    if (moved) await visit.again(address);
    if (pressed && !(ours && (await decisionOf(page)) === "accept-all")) return { clicks: pressed.clicks, note: "" };
  }
  if (!ours) return null;
  const done = await page.evaluate(() => { /** @type {any} */ (window).forthright.consent.withdraw(); }).then(() => true, () => false);
  await visit.quiet();
  const none = "The page has no visible link or button with data-forthright=\"preferences\"";
  const why = look ? `Behind “${look.text}” the choice could not be taken back` : none;
  return done ? { clicks: [], note: `${why}; it was withdrawn through the page's program instead.` } : null;
}
