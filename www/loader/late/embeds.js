// @ts-check
// Embeds: shows those that are allowed, and puts a placeholder in the place of others: whose it is, why it is off, a way
// to show it once or always, and a way to open it at its provider. It has the embed's size, so nothing moves.

import { page } from "../page.js";
import { data, differs, grant, isEmbed, resolved, take, wanted } from "../addresses.js";
import { REST, cookies, dress, fetched, late, make, wordsOf } from "./late.js";

const STYLE =
  ".p.p{display:block;min-height:inherit;padding:8px 16px;overflow:auto;position:static;max-height:none}.p p{margin:0}" +
  "strong{font-weight:700}a{display:inline-flex;align-items:center;min-height:44px}" + REST;

// A page's own `display` would show what is hidden here. Where a box keeps an embed's proportion by padding, what stands in the
// embed's place has a height of its own.
const hidden = new CSSStyleSheet();
hidden.replaceSync(
  "[data-consent][hidden]{display:none!important}" +
  ":has(>[data-forthright=placeholder][data-flows]){padding-block:0!important;height:auto!important}" +
  ":has(>[data-forthright=placeholder][data-flows])::before,:has(>[data-forthright=placeholder][data-flows])::after{padding:0!important}",
);
page.adoptedStyleSheets = [...page.adoptedStyleSheets, hidden];

/** Each embed that is off, with its placeholder if it has one. @type {Map<any, HTMLElement | undefined>} */
const off = new Map();
/** Each embed that is on, with what a template put into the page. @type {Map<any, ChildNode[]>} */
const on = new Map();
const shownOnce = new WeakSet();
/** The language a placeholder speaks. @type {WeakMap<HTMLElement, string>} */
const spoken = new WeakMap();
/** How often an embed got its placeholder back in a while. @type {WeakMap<any, number>} */
const returned = new WeakMap();
/** What the loader lends, as it was last. @type {any} */
let kit;

/** What can be switched off and on: what has an address, and any markup in a template. @param {any} element */
const isGated = (element) => element instanceof HTMLTemplateElement || isEmbed(element);

/**
 * Shows the embeds that are allowed and blocks the others. What is no embed is left alone.
 * @param {any[]} elements @param {any} lent by the loader
 */
export const arrange = async (elements, lent) => {
  if (!kit) observe();
  kit = lent;
  tidy();
  const ours = elements.filter((element) => Element.prototype.matches.call(element, "div[data-forthright]"));
  if (ours[0]) late("frames").then((part) => part.arrange(ours, kit)).catch(kit.complain);
  const blocked = [];
  for (const element of elements.filter(isGated)) {
    if (shownOnce.has(element) || kit.holds(element)) {
      // What comes next gets a task of its own.
      if (show(element)) await new Promise((next) => setTimeout(next));
    } else {
      block(element);
      const placeholder = off.get(element);
      if (placeholder && spoken.get(placeholder) !== kit.language) placeholder.remove();
      if (placeholder ? !placeholder.isConnected && (spoken.get(placeholder) !== kit.language || returns(element)) : wants(element)) blocked.push(element);
    }
  }
  // Placeholders wait for words; what is allowed in the meantime does not wait long for them.
  if (blocked.length) await Promise.race([place(blocked), new Promise((next) => setTimeout(next, 300))]);
};

/** What a page does to an embed, and to what stands in its place. */
const observe = () => {
  const names = ["src", "srcset", "srcdoc", "poster", "data", "href"].flatMap((name) => [name, "data-" + name]);
  new MutationObserver((changes) => {
    // A part that is added, too.
    for (const element of new Set(changes.map(({ target }) => gatedAround(target)))) {
      if (!element) continue;
      if (off.has(element) && differs(element, true)) takeAgain(element);
      else if (on.has(element) && differs(element, false) && returns(element)) grant(element, kit.complain);
    }
    if (tidy()) kit.release();
  }).observe(document, { childList: true, subtree: true, attributeFilter: names });
  // Before a page makes a copy of itself, to show it again later, everything is as its server wrote it.
  for (const event of ["turbo:before-cache", "turbolinks:before-cache", "htmx:beforeHistorySave"]) {
    page.addEventListener(event, () => {
      for (const element of [...on.keys(), ...off.keys()]) reset(element);
      // What stays on the screen all the same.
      setTimeout(() => kit.release(), 300);
    });
  }
};

/** The gated element that an attribute belongs to: its own, or that of a part of it. @param {any} target */
const gatedAround = (target) => {
  if (!(target instanceof Element)) return null;
  const closest = (/** @type {string} */ selector) => Element.prototype.closest.call(target, selector);
  return closest("[data-consent]") || closest("picture")?.querySelector("img[data-consent]");
};

/** Off it stays, whatever turns it on; with one that does so again and again there is a pause. @param {any} element */
const takeAgain = (element) => {
  if (returns(element)) take(element);
  else setTimeout(() => { if (off.has(element)) take(element); });
};

/** What stands in the place of an embed goes with it, and after it. Says whether one is missing. */
const tidy = () => {
  let missing = false;
  for (const [element, placeholder] of off) {
    if (!element.isConnected) {
      placeholder?.remove();
      reveal(element);
      off.delete(element);
    } else if (placeholder && !placeholder.isConnected) missing ||= (returned.get(element) || 0) < MOST;
    else if (placeholder && placeholder.nextElementSibling !== element && returns(element)) element.before(placeholder);
  }
  for (const element of on.keys()) {
    if (element.isConnected) continue;
    fold(element);
    on.delete(element);
    // Put back later, it is looked at anew before it loads anything.
    if (isEmbed(element)) take(element);
  }
  return missing;
};

/** As it was before it was looked at, without its addresses. @param {any} element */
const reset = (element) => {
  off.get(element)?.remove();
  fold(element);
  off.delete(element);
  on.delete(element);
  reveal(element);
  if (isEmbed(element)) take(element);
};

const MOST = 9;

/** Whether an embed gets its placeholder back: there is no fight with a page that takes it away each time. @param {any} element */
const returns = (element) => {
  const times = returned.get(element) || 0;
  if (times >= MOST) return false;
  returned.set(element, times + 1);
  setTimeout(() => returned.set(element, (returned.get(element) || 1) - 1), 9e3);
  return true;
};

/** @param {any[]} blocked */
const place = async (blocked) => {
  const { language } = kit;
  const [words, services] = await Promise.all([wordsOf(kit), servicesOf()]);
  // Another language has been asked for meanwhile, and places them again.
  if (language !== kit.language) return;
  for (const element of blocked) {
    // In the meantime it may have been allowed.
    if (off.has(element) && element.isConnected && !off.get(element)?.isConnected) put(element, words, services);
  }
};

/** The services as the register describes them. Without them a placeholder names the host an embed comes from. @returns {Promise<any[]>} */
const servicesOf = async () => {
  try {
    return (await fetched(cookies(kit))).services || [];
  } catch {
    return [];
  }
};

/** Whether that was still to be done. @param {any} element */
const show = (element) => {
  if (on.has(element)) return false;
  off.get(element)?.remove();
  reveal(element);
  off.delete(element);
  on.set(element, element instanceof HTMLTemplateElement ? unfold(element) : []);
  if (isEmbed(element)) grant(element, kit.complain);
  return true;
};

/** Puts what a template holds into the page, behind it. Its scripts wait for the same and run in their order. @param {HTMLTemplateElement} template */
const unfold = (template) => {
  const content = page.importNode(template.content, true);
  for (const script of content.querySelectorAll("script")) {
    if (script.hasAttribute("data-consent")) continue;
    if (script.type) script.setAttribute("data-type", script.type);
    script.type = "text/plain";
    // What is shown once is held by no choice.
    script.setAttribute("data-consent", shownOnce.has(template) ? "necessary" : data(template, "consent"));
  }
  // What its scripts put beside it stands before the end, and goes with it.
  content.append(page.createComment("forthright"));
  const nodes = /** @type {ChildNode[]} */ ([...content.childNodes]);
  template.after(content);
  kit.release();
  return nodes;
};

/** Takes away what a template put into the page, and all that came between. @param {any} element */
const fold = (element) => {
  const nodes = on.get(element) || [];
  const end = nodes.at(-1);
  if (element.isConnected && end?.parentNode && end.parentNode === element.parentNode) {
    while (end.isConnected && element.nextSibling) element.nextSibling.remove();
  }
  for (const node of nodes) node.remove();
};

/** Takes an embed's addresses away. @param {any} element */
const block = (element) => {
  if (off.has(element)) return;
  fold(element);
  on.delete(element);
  // Of a copy of the page.
  reveal(element);
  off.set(element, undefined);
  if (isEmbed(element)) take(element);
};

const HIDDEN = "data-consent-hidden";

/** @param {HTMLElement} element */
const hide = (element) => {
  if (!element.hidden) element.setAttribute(HIDDEN, "");
  element.hidden = true;
};

/** @param {HTMLElement} element */
const reveal = (element) => {
  if (!element.hasAttribute(HIDDEN)) return;
  element.removeAttribute(HIDDEN);
  element.hidden = false;
};

/** Links, counting pixels and other things nobody sees need no placeholder. @param {any} element */
const wants = (element) =>
  element instanceof HTMLTemplateElement ? !!element.content.querySelector(":not(script,style,link,meta,noscript)") : !(element.localName === "link" || (element.localName === "img" && !element.alt) || getComputedStyle(element).display === "none" || (element.getClientRects()[0] && element.offsetWidth < 3));

/**
 * @param {any} element @param {{language: string, direction: string, banner: Record<string, string>}} words
 * @param {any[]} services as the register describes them
 */
const put = (element, words, services) => {
  const w = words.banner;
  const names = data(element, "consent").split(" or ")[0].split(" and ").map((/** @type {string} */ name) => name.trim());
  const own = services.filter((s) => names.includes(s.id) || (names.includes(s.category) && s.basis === "consent"));
  // The whole category, as the button says, but for what is exempt in it: nothing here undoes an objection.
  const categories = [...new Set(kit.optional.filter((/** @type {any} */ s) => names.includes(s[0]) || names.includes(s[3])).map((/** @type {any} */ s) => s[3]))];
  const about = kit.optional.filter((/** @type {any} */ s) => categories.includes(s[3]) && (s[4] === 1 || names.includes(s[0])));
  const { link, host: from } = target(element);
  // A category says little about whose an embed is; its address says it, and a service's own name.
  const isNamed = own.some((s) => names.includes(s.id)) || !from || [location.hostname, new URL(kit.page).hostname].includes(from.split(":")[0]);
  const provider = data(element, "provider") || (isNamed && [...new Set(own.map((s) => s.provider))].join(w.comma)) || from || w.outside;
  const fill = (/** @type {string} */ text) => text.replace("{provider}", () => provider);
  const always = w.always.replace("{list}", () => categories.map((c) => w[c]).join(w.and));
  const [host, root] = kit.host("placeholder");
  dress(root, size(element, host) + STYLE);
  spoken.set(host, kit.language);
  const box = make("section");
  box.className = "p";
  box.lang = words.language;
  box.dir = words.direction;
  const title = data(element, "title") || element.title || element.alt || element.getAttribute("aria-label") || "";
  const heading = make("p");
  heading.append(make("strong", title));
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", title || provider);
  const row = make("div");
  row.append(
    make("button", w.once, () => {
      shownOnce.add(element);
      show(element);
      focus(element instanceof HTMLTemplateElement ? element.nextElementSibling : element);
    }),
    make("button", always, () => {
      const seen = { surface: "placeholder", asked: about.map((/** @type {any} */ s) => s[0]), shown: [fill(w.blocked), w.once, always, fill(w.direct)] };
      kit.decide("choice", about, about, seen);
      // An objection to something exempt may stand against it: then it is for once.
      if (!kit.holds(element)) shownOnce.add(element);
      // The loader shows it after the next frame; it cannot take the focus before.
      show(element);
      focus(element instanceof HTMLTemplateElement ? element.nextElementSibling : element);
    }),
  );
  // What nobody can allow, because its name is not known here, can only be opened where it comes from.
  box.append(...(title ? [heading] : []), make("p", fill(w.blocked)), ...(about[0] ? [row] : []));
  if (link) {
    const direct = make("a", fill(w.direct));
    Object.assign(direct, { href: link, rel: "noreferrer", target: "_blank" });
    box.append(direct);
  }
  root.append(box);
  element.before(host);
  hide(element);
  off.set(element, host);
};

/** Keyboard users go on where the embed is. @param {any} element */
const focus = (element) => {
  if (!element) return;
  element.tabIndex = element.tabIndex < 0 ? -1 : element.tabIndex;
  setTimeout(() => element.focus({ preventScroll: true }));
};

/** Where an embed comes from. @param {any} element */
const target = (element) => {
  const inside = element instanceof HTMLTemplateElement ? element.content.querySelector("[src],[data-src]") : element;
  const of = (/** @type {any} */ part) => ["src", "data", "href"].map((name) => wanted(part, name) || (part !== element && part.getAttribute(name))).find(Boolean);
  const address = (inside && of(inside)) || wanted(element.querySelector("source") || element, "src");
  const url = resolved(data(element, "link") || address || ".", element);
  // Without an address it leads nowhere.
  return { link: ((data(element, "link") || address) && url?.href) || "", host: (address && url?.host) || "" };
};

/**
 * The rule that gives the placeholder the embed's box; where the embed fills its column, the placeholder does too, and where it lies
 * over a box that keeps its proportion, the placeholder stands in the text instead and takes the room that its words need.
 * @param {HTMLElement} element @param {HTMLElement} host
 */
const size = (element, host) => {
  if (element instanceof HTMLTemplateElement) {
    const pixels = (/** @type {string} */ name) => (/^\d+$/.test(data(element, name)) ? data(element, name) + "px" : "");
    return box({ display: "block", width: pixels("width") || "100%", "max-width": "100%", "min-height": pixels("height") || "200px" });
  }
  const { width, height } = element.getBoundingClientRect();
  const css = getComputedStyle(element);
  const flows = css.position === "absolute" || css.position === "fixed";
  if (flows) host.dataset.flows = "";
  const parent = element.parentElement && getComputedStyle(element.parentElement);
  const room = parent && element.parentElement ? element.parentElement.clientWidth - parseFloat(parent.paddingLeft) - parseFloat(parent.paddingRight) : 0;
  return box({
    display: css.display === "inline" ? "inline-block" : "block",
    margin: css.margin,
    float: css.float,
    position: flows ? "relative" : css.position,
    inset: flows ? "auto" : css.inset,
    "vertical-align": css.verticalAlign,
    "max-width": "100%",
    // So that it stands on the line as a frame does.
    overflow: "auto",
    width: flows ? "100%" : !width && css.width !== "auto" ? css.width : Math.abs(width - room) < 1 && width ? "100%" : (width || 560) + "px",
    "min-height": !height && css.height !== "auto" ? css.height : (height || 200) + "px",
  });
};

/** @param {Record<string, string>} rules */
const box = (rules) => `:host{${Object.entries(rules).map(([name, value]) => `${name}:${value}!important`).join(";")}}`;
