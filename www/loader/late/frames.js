// @ts-check
// Our forms and pages in another website's page: each in a frame of our own origin that grows with what it shows. What crosses the
// border is sizes, where the focus is and, if the page asks for it, the reference of what was sent; each message is checked for who
// sent it and for its shape. Where no frame comes there is a link, and the console says why.

import { data } from "../addresses.js";
import { page } from "../page.js";
import { dress, make } from "./late.js";

/** What an element can show: the room it takes until the frame tells its height, in pixels, and what it is called. */
const KINDS = new Map([
  ["form", { room: 900, name: "Form", welsh: "Ffurflen", camera: true }],
  ["check", { room: 900, name: "Check a photo of a document", welsh: "Gwirio llun o ddogfen", camera: true }],
  ["notices", { room: 900, name: "What we hold about you", welsh: "Yr hyn sydd gennym amdanoch chi" }],
  ["deadlines", { room: 900, name: "Work out when a reply is due", welsh: "Cyfrifwch erbyn pryd y dylid ymateb" }],
  ["track", { room: 500, name: "Track your request", welsh: "Dilyn cais" }],
  ["rights", { room: 900, name: "Your rights", welsh: "Eich hawliau" }],
]);
const THEME = ["paper", "ink", "button", "button-ink", "radius"];
const REFERENCE = /^[A-Z]{2,8}-[0-9A-Z]{9}$/;
/** Milliseconds until there is a link instead: after a frame that loaded and says nothing, and after one that does not load. */
const SILENT = 1500;
const NEVER = 9000;
/** The height a page can have, in pixels. */
const HIGHEST = 100_000;

const STYLE = ":host{display:block!important;height:auto!important;min-height:0!important;overflow:visible!important;max-height:none!important}iframe{display:block;width:100%;border:0;color-scheme:normal}a{display:inline-block;padding:12px 0;color:inherit}" +
  "[hidden]{display:none}i{position:absolute;width:1px;pointer-events:none}";

/**
 * @typedef {object} Shown what an element shows
 * @property {ShadowRoot} root
 * @property {string} address without the theme
 * @property {any} [frame]
 * @property {HTMLElement} [link] what is there instead of the frame
 * @property {MessagePort} [port] how the frame speaks to us, once it does
 */

/** @type {Map<Element, Shown>} */
const all = new Map();
/** A root is there for good, whatever a page does with its element. @type {WeakMap<Element, ShadowRoot>} */
const roots = new WeakMap();
/** What the loader lends, as it was last. @type {any} */
let kit;

/** Looks at each element that is to show something of ours. @param {any[]} elements @param {any} lent by the loader */
export const arrange = (elements, lent) => {
  if (!kit) observe();
  kit = lent;
  for (const element of all.keys()) if (!element.isConnected) all.delete(element);
  elements.forEach(prepare);
};

const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    const shown = all.get(target);
    if (!isIntersecting || !shown) continue;
    near.unobserve(target);
    open(target, shown);
  }
}, { rootMargin: "800px" });

const observe = () => {
  addEventListener("message", hear);
  new MutationObserver((changes) => {
    for (const { target } of changes) if (all.has(/** @type {Element} */ (target))) prepare(target);
  }).observe(document, { subtree: true, attributeFilter: ["data-forthright", "data-form", "data-audience", "data-title"] });
};

/** @param {any} element */
const prepare = (element) => {
  const kind = data(element, "forthright");
  const about = KINDS.get(kind);
  // What opens the preference centre is none of these.
  if (!about && !/^(preferences|withdraw)?$/.test(kind)) kit.complain(`nothing is called “${kind}”: ${[...KINDS.keys()].join(", ")}`);
  const address = about && addressOf(element, kind);
  const before = all.get(element);
  if (!about || !address) {
    // What the page has inside is shown again.
    before?.root.replaceChildren(make("slot"));
    return all.delete(element);
  }
  if (before?.frame) [before.frame.title] = titleOf(element);
  if (before?.address === address) return;
  const root = rootOf(element);
  if (!root) return kit.complain(`“${kind}” needs an element without a shadow root`);
  const room = make("div");
  room.style.minHeight = about.room + "px";
  root.replaceChildren(room);
  all.set(element, { root, address });
  near.observe(element);
};

/** @param {Element} element */
const rootOf = (element) => {
  const known = roots.get(element);
  if (known) return known;
  try {
    const root = element.attachShadow({ mode: "open" });
    dress(root, STYLE);
    roots.set(element, root);
    return root;
  } catch {
    return undefined;
  }
};

/** Where our page is. @param {Element} element @param {string} kind */
const addressOf = (element, kind) => {
  const { origin, hash } = new URL(kit.page);
  const [form, audience] = [data(element, "form"), data(element, "audience")];
  if (kind === "form" && !Object.hasOwn(FORMS, form)) return kit.complain(`no form is called “${form}”: ${Object.keys(FORMS).join(", ")}`);
  const path = kind === "form" ? "forms/" + form : kind + (kind === "notices" && /^[a-z0-9-]+$/.test(audience) ? "/" + audience : "");
  const url = new URL(path, origin);
  url.searchParams.set("frame", hash.slice(1));
  if (KINDS.get(kind)?.welsh && kit.language === "cy") url.searchParams.set("lang", "cy");
  return url.href;
};

/** What it is called, and the language that is in. @param {Element} element */
const titleOf = (element) => {
  const kind = data(element, "forthright");
  const { name = "", welsh } = KINDS.get(kind) || {};
  const own = data(element, "title");
  if (own) return [own, ""];
  return welsh && kit.language === "cy" ? [welsh, "cy"] : [(kind === "form" && FORMS[data(element, "form")]) || name, "en"];
};

/** The page's theme, as the frame's address has it behind `#`: it stays in the browser. @param {Element} element */
const themeOf = (element) => {
  const css = getComputedStyle(element);
  const theme = new URLSearchParams(THEME.map((name) => [name, css.getPropertyValue("--forthright-" + name).trim()]));
  theme.set("font", css.fontFamily);
  theme.set("scheme", kit.script.dataset.theme || "");
  return "#" + theme;
};

/** @param {Element} element @param {Shown} shown */
const open = (element, shown) => {
  const { origin } = new URL(shown.address);
  const frame = make("iframe");
  [frame.title] = titleOf(element);
  if (KINDS.get(data(element, "forthright"))?.camera) frame.allow = "camera " + origin;
  frame.referrerPolicy = "no-referrer";
  frame.src = shown.address + themeOf(element);
  frame.style.height = /** @type {HTMLElement} */ (shown.root.firstChild).style.minHeight;
  shown.frame = frame;
  const instead = (/** @type {string} */ why) => {
    if (all.get(element) === shown && !shown.port && element.isConnected) putLink(element, shown, why);
  };
  frame.onload = () => setTimeout(instead, SILENT, "the frame was refused: this page’s address is not in the register, another website’s page is around it, or its policy lacks frame-src " + origin);
  setTimeout(instead, NEVER, "the frame did not come");
  shown.root.replaceChildren(frame);
};

/** What the page has for this, or a link of ours. @param {Element} element @param {Shown} shown @param {string} why */
const putLink = (element, shown, why) => {
  if (shown.link) return;
  kit.complain(`only a link to ${new URL(shown.address).pathname}: ${why}`);
  const [title, language] = titleOf(element);
  const link = make(element.firstElementChild ? "slot" : "a", element.firstElementChild ? "" : title);
  if (link.localName === "a") {
    const url = new URL(shown.address);
    url.searchParams.delete("frame");
    Object.assign(link, { href: url.href, lang: language, target: "_blank", rel: "noopener" });
  }
  shown.link = link;
  shown.frame.hidden = true;
  shown.root.append(link);
};

/** A page of ours says that it is there, and gets a line of its own. @param {MessageEvent} event */
const hear = (event) => {
  if (event.data !== "forthright" || event.origin !== new URL(kit.page).origin) return;
  for (const [element, shown] of all) {
    if (!shown.frame || event.source !== shown.frame.contentWindow) continue;
    const { port1, port2 } = new MessageChannel();
    shown.port?.close();
    shown.port = port1;
    port1.onmessage = (message) => take(element, shown, message.data);
    shown.frame.contentWindow.postMessage({ forthright: { done: element.hasAttribute("data-done") } }, event.origin, [port2]);
    // It was late, and is there now.
    shown.link?.remove();
    shown.link = undefined;
    shown.frame.hidden = false;
  }
};

/** @param {Element} element @param {Shown} shown @param {any} said */
const take = (element, shown, said) => {
  const is = (/** @type {unknown} */ size, least = 0) => typeof size === "number" && size >= least && size <= HIGHEST;
  if (is(said?.height, 1)) shown.frame.style.height = Math.ceil(said.height) + "px";
  const [top, bottom] = Array.isArray(said?.focus) ? said.focus : [];
  if (is(top) && is(bottom, top)) reach(shown, top, bottom);
  if (element.hasAttribute("data-done") && typeof said?.done === "string" && REFERENCE.test(said.done)) {
    element.dispatchEvent(new CustomEvent("forthright:done", { bubbles: true, detail: { reference: said.done } }));
  }
};

/** Brings what has the focus in the frame into view, by the page's own rules. @param {Shown} shown @param {number} top @param {number} bottom */
const reach = (shown, top, bottom) => {
  const mark = make("i");
  shown.root.append(mark);
  const from = shown.frame.getBoundingClientRect();
  mark.style.top = `${top - (mark.getBoundingClientRect().top - from.top)}px`;
  mark.style.height = `${bottom - top}px`;
  mark.scrollIntoView({ block: "nearest", inline: "nearest" });
  mark.remove();
};
