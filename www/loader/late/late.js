// @ts-check
// What the parts that are loaded later share. It is bundled into each of them.

import { page } from "../page.js";

/** Milliseconds that an answer may take. */
const PATIENCE = 9000;

/** Another part, of the same version; nothing waits for one for ever. @param {string} name @returns {Promise<any>} */
export const late = (name) =>
  new Promise((done, fail) => {
    import(new URL(`${name}.js${new URL(import.meta.url).search}`, import.meta.url).href).then(done, fail);
    setTimeout(fail, PATIENCE, new Error("late: " + name));
  });

/** The address of the site's cookie list. @param {any} kit what the loader lends @param {string} language the page's, if nothing else is said @returns {string} */
export const cookies = (kit, language = kit.language) => {
  const { origin, hash } = new URL(kit.page);
  return `${origin}/v1/sites/${hash.slice(1)}/cookies${language === "cy" ? ".cy" : ""}.json`;
};

/** A list from the server. @param {string} address @returns {Promise<any>} */
export const fetched = async (address) => (await fetch(address, { signal: AbortSignal.timeout(PATIENCE) })).json();

/** The words of the page's language, or English. @param {any} kit @returns {Promise<any>} */
export const wordsOf = (kit) => late("words-" + kit.language).catch(() => late("words-en")).then((part) => part.default);

/** What each of our elements has that nobody waits for: where the focus is, and that it is not printed. */
export const REST =
  ":focus-visible{outline:3px solid var(--forthright-ink,var(--i));outline-offset:2px}@media print{:host{display:none!important}}";

/** Adds rules to an element of ours. @param {ShadowRoot} root @param {string} rules */
export const dress = (root, rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
};

/** @param {string} tag @param {string} [text] @param {() => void} [press] */
export const make = (tag, text = "", press) => {
  const element = page.createElement(tag);
  element.textContent = text;
  if (press) element.onclick = press;
  return /** @type {any} */ (element);
};

/**
 * Gives the focus back to what had it, whatever the fields of a form are called; whether it is there still.
 * @param {any} element @param {FocusOptions} [options]
 */
export const returnTo = (element, options) => {
  if (!(element instanceof Element) || !Reflect.get(Element.prototype, "isConnected", element)) return false;
  (element instanceof SVGElement ? SVGElement : HTMLElement).prototype.focus.call(element, options);
  return true;
};
