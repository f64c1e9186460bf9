// @ts-check
// Before a page is looked at, and in a frame. A page that is made in advance waits until it is seen. A page of the institution inside
// another one of its pages asks nothing, because the outer one does, and takes over what is chosen there. Inside another website's
// page nobody can tell who asks whom: nothing is asked and everything stays off, with a link to our own page.

import { page } from "../page.js";
import { dress, make, wordsOf } from "./late.js";

/** Milliseconds that the pages around have to say that they ask. */
const PATIENCE = 5000;

/** The pages around this one. @returns {Window[]} from the nearest to the outermost */
const around = () => {
  const all = [];
  for (let at = window; at !== at.parent && all.length < 99;) all.push((at = /** @type {any} */ (at.parent)));
  return all;
};

/** Their origins, or nothing where a browser does not tell them all. */
const origins = () => {
  // Safari and Chromium have a list; elsewhere the referrer is the page next to us.
  const { ancestorOrigins } = location;
  if (ancestorOrigins) return [...ancestorOrigins];
  return around().length === 1 && URL.canParse(page.referrer) ? [new URL(page.referrer).origin] : ["null"];
};

/**
 * @param {any} kit what the loader lends; its lists of services are emptied where nothing may run
 * @param {DOMStringMap} options of the script tag @param {string | null} domain the parent domain of the institution's websites
 */
export const look = async (kit, options, domain) => {
  if (/** @type {any} */ (page).prerendering) await new Promise((done) => page.addEventListener("prerenderingchange", done));
  if (top === self) return;
  const isOwn = (/** @type {string} */ origin) => {
    if (!URL.canParse(origin)) return false;
    const { hostname } = new URL(origin);
    return hostname === location.hostname || (!!domain && ("." + hostname).endsWith("." + domain));
  };
  if (origins().every(isOwn)) defer(kit, options);
  else close(kit);
};

/** The outer page asks; where none of them does, this one. @param {any} kit @param {DOMStringMap} options */
const defer = (kit, options) => {
  if (options.banner) return;
  options.banner = "outside";
  let isAsked = false;
  addEventListener("message", ({ data, source }) => {
    if (data !== "forthright!" || !around().includes(/** @type {Window} */ (source))) return;
    isAsked = true;
    kit.look().then(kit.take).catch(kit.complain);
  });
  const begin = () => {
    options.banner = "";
    kit.setLanguage(kit.language);
  };
  // A page of our own origin tells by itself that it has nothing to ask with.
  const isBare = (/** @type {any} */ outer) => {
    try {
      return Reflect.get(Document.prototype, "readyState", outer.document) === "complete" && !Object.hasOwn(outer, "forthright");
    } catch {
      return false;
    }
  };
  // It may be still loading.
  const ask = () => around().forEach((outer) => outer.postMessage("forthright?", "*"));
  ask();
  const since = Date.now();
  const again = setInterval(() => {
    const isLate = Date.now() - since > PATIENCE || around().every(isBare);
    if (isAsked || isLate) clearInterval(again);
    if (!isAsked) isLate ? begin() : ask();
  }, 500);
};

/** Nothing runs, and nothing is asked. @param {any} kit */
const close = (kit) => {
  for (const list of [kit.here, kit.optional]) list.length = 0;
  kit.complain("another website’s page is around this one: nothing is asked, and everything stays off");
  addEventListener("click", (event) => {
    const wanted = event.composedPath().some((at) => at instanceof Element && /^(preferences|withdraw)$/.test(at.getAttribute("data-forthright") || ""));
    if (!wanted) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    open(kit.page, "_blank", "noopener");
  }, true);
  wordsOf(kit).then(async (words) => {
    if (!page.body) await new Promise((done) => page.addEventListener("DOMContentLoaded", done, { once: true }));
    const [host, root] = kit.host("framed");
    const link = Object.assign(make("a", words.banner.link), { href: kit.page, target: "_blank", rel: "noopener" });
    const section = make("section");
    section.lang = words.language;
    section.dir = words.direction;
    section.append(link);
    root.append(section);
    dress(root, "section{position:static;max-height:none;display:block;padding:8px 16px;width:auto;max-width:none;border-width:1px 0 0;box-shadow:none}a{display:inline-flex;align-items:center;min-height:44px}");
    page.body?.append(host);
  }).catch(kit.complain);
};
