// @ts-check
// Embeds: shows those that are allowed, and puts a placeholder in the place of others: whose it is, why it is off, a way
// to show it once or always, and a way to open it at its provider. It has the embed's size, so nothing moves.

import { cookies, fetched, make, wordsOf } from "./late.js";

const STYLE =
  ".p.p{display:block;height:100%;overflow:auto;position:static;max-height:none}strong{font-weight:700}" +
  "a{display:inline-flex;align-items:center;min-height:44px}@media print{:host{display:none!important}}";

// A page's own `display` would show what is hidden here.
const hidden = new CSSStyleSheet();
hidden.replaceSync("[data-consent][hidden]{display:none!important}");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, hidden];

/** What an embed loads, by attribute; `data-src` and so on hold it while it is off. */
const ADDRESSES = ["src", "srcset", "href", "data", "poster"];

/** Each embed that is off, with its placeholder if it has one. @type {WeakMap<any, HTMLElement | undefined>} */
const off = new WeakMap();
/** Each embed that was looked at. */
const seen = new WeakSet();
const shownOnce = new WeakSet();

/**
 * Shows the embeds that are allowed and blocks the others.
 * @param {any[]} elements @param {any} kit what the loader lends
 */
export const arrange = async (elements, kit) => {
  const blocked = [];
  for (const element of elements) {
    if (shownOnce.has(element) || kit.holds(element)) {
      // What comes next gets a task of its own.
      if (show(element)) await new Promise((next) => setTimeout(next));
    } else {
      block(element);
      const placeholder = off.get(element);
      if (placeholder ? !placeholder.isConnected : wants(element)) blocked.push(element);
    }
  }
  // Placeholders wait for words; what is allowed in the meantime does not wait long for them.
  if (blocked.length) await Promise.race([place(blocked, kit), new Promise((next) => setTimeout(next, 300))]);
};

/** @param {any[]} blocked @param {any} kit */
const place = async (blocked, kit) => {
  const [words, services] = await Promise.all([wordsOf(kit), servicesOf(kit)]);
  for (const element of blocked) {
    // In the meantime it may have been allowed.
    if (off.has(element) && !off.get(element)?.isConnected) put(element, kit, words, services);
  }
};

/** The services as the register describes them. Without them a placeholder names the host an embed comes from. @param {any} kit @returns {Promise<any[]>} */
const servicesOf = async (kit) => {
  try {
    return (await fetched(cookies(kit))).services || [];
  } catch {
    return [];
  }
};

const parts = (/** @type {any} */ element) => [element, ...element.querySelectorAll("source,track")];

/** Whether that was still to be done. @param {any} element */
const show = (element) => {
  if (seen.has(element) && !off.has(element)) return false;
  seen.add(element);
  off.get(element)?.remove();
  if (off.get(element)) element.hidden = false;
  off.delete(element);
  for (const part of parts(element)) {
    for (const name of ADDRESSES) if (part.dataset[name]) part.setAttribute(name, part.dataset[name]);
  }
  element.load?.();
  return true;
};

/** Takes an embed's addresses away. @param {any} element */
const block = (element) => {
  if (off.has(element)) return;
  seen.add(element);
  off.set(element, undefined);
  for (const part of parts(element)) {
    for (const name of ADDRESSES) {
      const value = part.getAttribute(name);
      if (value && !part.dataset[name]) part.dataset[name] = value;
      part.removeAttribute(name);
    }
  }
  element.load?.();
};

/** Links, counting pixels and other things nobody sees need no placeholder. @param {any} element */
const wants = (element) =>
  !(element.localName === "link" || (element.localName === "img" && !element.alt) || getComputedStyle(element).display === "none" || (element.getClientRects()[0] && element.offsetWidth < 3));

/**
 * @param {any} element @param {any} kit @param {any[]} services as the register describes them
 * @param {{language: string, direction: string, banner: Record<string, string>}} words
 */
const put = (element, kit, words, services) => {
  const w = words.banner;
  const names = element.dataset.consent.split(" or ")[0].split(" and ").map((/** @type {string} */ name) => name.trim());
  const own = services.filter((s) => names.includes(s.id) || (names.includes(s.category) && s.basis === "consent"));
  // The whole category, as the button says, but for what is exempt in it: nothing here undoes an objection.
  const categories = [...new Set(kit.optional.filter((/** @type {any} */ s) => names.includes(s[0]) || names.includes(s[3])).map((/** @type {any} */ s) => s[3]))];
  const about = kit.optional.filter((/** @type {any} */ s) => categories.includes(s[3]) && (s[4] === 1 || names.includes(s[0])));
  const { address, link, host: from } = target(element);
  const provider = element.dataset.provider || [...new Set(own.map((s) => s.provider))].join(w.comma) || from;
  const fill = (/** @type {string} */ text) => text.replace("{provider}", () => provider);
  const always = w.always.replace("{list}", () => categories.map((c) => w[c]).join(w.and));
  const [host, root] = kit.host("placeholder");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  size(element, host);
  const box = make("section");
  box.className = "p";
  box.lang = words.language;
  box.dir = words.direction;
  const title = element.title || element.alt || element.getAttribute("aria-label") || "";
  const heading = make("p");
  heading.append(make("strong", title));
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", title || provider);
  const row = make("div");
  row.append(
    make("button", w.once, () => {
      shownOnce.add(element);
      show(element);
      focus(element);
    }),
    make("button", always, () => {
      const seen = { surface: "placeholder", asked: about.map((/** @type {any} */ s) => s[0]), shown: [fill(w.blocked), w.once, always, fill(w.direct)] };
      kit.decide("choice", about, about, seen);
      // An objection to something exempt may stand against it: then it is for once.
      if (!kit.holds(element)) shownOnce.add(element);
      // The loader shows it after the next frame; it cannot take the focus before.
      show(element);
      focus(element);
    }),
  );
  // What nobody can allow, because its name is not known here, can only be opened where it comes from.
  box.append(...(title ? [heading] : []), make("p", fill(w.blocked)), ...(about[0] ? [row] : []));
  if (address) {
    const direct = make("a", fill(w.direct));
    Object.assign(direct, { href: link, rel: "noreferrer", target: "_blank" });
    box.append(direct);
  }
  root.append(box);
  element.before(host);
  element.hidden = true;
  off.set(element, host);
};

/** Keyboard users go on where the embed is. @param {HTMLElement} element */
const focus = (element) => {
  element.tabIndex = element.tabIndex < 0 ? -1 : element.tabIndex;
  setTimeout(() => element.focus({ preventScroll: true }));
};

/** Where an embed comes from. @param {any} element */
const target = (element) => {
  const { src, data, href, link } = element.dataset;
  const address = src || data || href || element.querySelector?.("source[data-src]")?.dataset.src || "";
  try {
    const url = new URL(link || address || ".", document.baseURI);
    return { address, host: url.host, link: /^https?:$/.test(url.protocol) ? url.href : "about:blank" };
  } catch {
    // It leads nowhere.
    return { address: "", host: "", link: "" };
  }
};

/** Gives the placeholder the embed's box; where the embed fills its column, the placeholder does too. @param {HTMLElement} element @param {HTMLElement} host */
const size = (element, host) => {
  const { width, height } = element.getBoundingClientRect();
  const css = getComputedStyle(element);
  const parent = element.parentElement && getComputedStyle(element.parentElement);
  const room = parent && element.parentElement ? element.parentElement.clientWidth - parseFloat(parent.paddingLeft) - parseFloat(parent.paddingRight) : 0;
  Object.assign(host.style, {
    display: css.display === "inline" ? "inline-block" : "block",
    margin: css.margin,
    float: css.float,
    position: css.position,
    inset: css.inset,
    verticalAlign: css.verticalAlign,
    maxWidth: "100%",
    width: !width && css.width !== "auto" ? css.width : Math.abs(width - room) < 1 && width ? "100%" : (width || 560) + "px",
    height: !height && css.height !== "auto" ? css.height : (height || 200) + "px",
  });
};
