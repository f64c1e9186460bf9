// @ts-check
// The check of how the banner looks in this page, once the page is at rest: whether it is seen, even-handed and legible.

import { contrast as between } from "../contrast.js";
import { page } from "../page.js";
import { REST, dress } from "./late.js";

/** Says which rule hides it, where one does: the page goes on, and whoever edits it can find out why nobody is asked. @param {HTMLElement} section */
const explain = (section) => {
  if (section.getClientRects().length) return;
  /** @type {Element[]} */
  const around = [section];
  for (let at = /** @type {Node | null} */ (section); at; at = at instanceof ShadowRoot ? at.host : at.parentNode) if (at instanceof Element) around.push(at);
  const hidden = around.find((at) => getComputedStyle(at).display === "none");
  const rules = [...page.styleSheets, ...page.adoptedStyleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules];
    } catch {
      // A sheet of another origin does not tell.
      return [];
    }
  });
  const rule = rules.find((one) => one instanceof CSSStyleRule && one.style.display === "none" && hidden?.matches(one.selectorText));
  console.error(`forthright: the banner cannot be seen: <${hidden?.localName || "section"}> is hidden${rule instanceof CSSStyleRule ? ` by “${rule.selectorText}”` : ""}`);
};

/**
 * Refuses a theme that makes accepting and refusing differ or that cannot be read: the banner falls back to the
 * institution's own colours, and the console says so.
 * @param {HTMLElement} section
 */
export const check = (section) => {
  explain(section);
  const root = /** @type {ShadowRoot} */ (section.getRootNode());
  // Search engines do not quote the banner for the page.
  /** @type {HTMLElement} */ (root.host).dataset.nosnippet = "";
  const [accept, refuse] = section.querySelectorAll("div button");
  const unequal = look(accept) !== look(refuse);
  const unreadable = contrast(section) < 4.5 || contrast(accept) < 4.5;
  if (!unequal && !unreadable) return;
  root.adoptedStyleSheets = root.adoptedStyleSheets.slice(0, 1);
  dress(root, REST);
  for (const added of root.querySelectorAll("style,link")) added.remove();
  for (const element of root.querySelectorAll("[style],[class]:not(.o)")) {
    for (const name of ["style", "class"]) element.removeAttribute(name);
  }
  plain(/** @type {HTMLElement} */ (root.host));
  console.error(`forthright: the theme is refused: ${unequal ? "accepting and refusing must look the same" : "text needs a contrast of 4.5:1"}`);
};

/** Takes the page's theme off one of our elements. @param {HTMLElement} host */
const plain = (host) => {
  for (const token of ["paper", "ink", "button", "button-ink", "radius"]) host.style.setProperty("--forthright-" + token, "initial", "important");
};

/** The same for the preference centre. @param {HTMLElement} host */
export const legible = (host) => {
  const dialog = host.shadowRoot?.querySelector("dialog");
  const button = dialog?.querySelector("[type=submit]") || dialog;
  if (dialog && button && (contrast(dialog) < 4.5 || (button !== dialog && contrast(button) < 4.5))) plain(host);
};

/** What must be the same of accepting and refusing. @param {Element} button */
const look = (button) => {
  const c = getComputedStyle(button);
  const { width, height } = button.getBoundingClientRect();
  return [button.tagName, c.color, c.backgroundColor, c.backgroundImage, c.border, c.borderRadius, c.boxShadow, c.font, c.fontVariant, c.textDecoration, c.textTransform, c.letterSpacing, c.padding, c.opacity, c.visibility, c.transform, c.filter, Math.round(width), Math.round(height)].join();
};

/** The contrast of an element's text and ground; 0 where it cannot be told. @param {Element} element */
const contrast = (element) => {
  const { color, backgroundColor } = getComputedStyle(element);
  return between(color, backgroundColor);
};
