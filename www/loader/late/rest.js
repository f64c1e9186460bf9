// @ts-check
// What nobody waits for, once the page is at rest: other tabs, what an older choice no longer covers on the device, a record that
// was not sent, and what a page does later: it changes its language, gates an element it has already, or shows a copy of itself.

import { page } from "../page.js";
import { late } from "./late.js";

const PENDING = "forthright_pending";

/** @param {any} kit what the loader lends */
export const attend = (kit) => {
  const at = new URL(kit.page);
  if (top === self && !kit.here[0]) kit.complain("unknown site: " + at.hash.slice(1));
  if (new URL(kit.script.src).origin !== at.origin) kit.complain("load this from " + at.origin);
  const sync = () => kit.look().then(kit.take).catch(kit.complain);
  addEventListener("visibilitychange", sync);
  addEventListener("pageshow", sync);
  sync();
  try {
    // The browser answers the first time slowly: then nobody waits for it who decides.
    const { cookie } = page;
    // Another host's withdrawal reaches what this one stored.
    const stale = cookie.includes("forthright_consent=") && kit.off()[0] && (localStorage.length || cookie.includes(";"));
    if (stale || localStorage[PENDING]) late("records").then((part) => part.settle(kit, kit.off())).catch(kit.complain);
    // Last: where the browser has none, it may be an element of that name.
    /** @type {any} */ (window).cookieStore?.addEventListener("change", sync);
  } catch {}
  if (kit.script.dataset.links) late("links").then((part) => part.arrange(kit)).catch(kit.complain);
  const inner = new Set();
  const tell = (/** @type {any} */ one) => one.postMessage("forthright!", "*");
  // Our pages inside this one leave asking to it, and hear when something was chosen.
  addEventListener("message", ({ data, source }) => {
    if (data !== "forthright?" || !source || inner.size > 99) return;
    inner.add(source);
    tell(source);
  });
  page.addEventListener("forthright:consent", () => inner.forEach(tell));
  const root = page.documentElement;
  let language = root.lang;
  new MutationObserver((changes) => {
    if (changes.some((change) => change.attributeName === "data-consent" && change.target !== root)) kit.release();
    if (language === page.documentElement.lang || kit.script.dataset.lang) return;
    language = page.documentElement.lang;
    kit.setLanguage(language);
  }).observe(document, { subtree: true, attributeFilter: ["data-consent", "lang"] });
  new MutationObserver(bury).observe(document, { childList: true, subtree: true });
  bury();
  // What was gated in the meantime.
  kit.release();
};

/** A page that shows a copy of itself shows copies of our elements, too, without what was in them. */
const bury = () => {
  for (const copy of page.querySelectorAll("banner,placeholder,saved,centre,framed".replace(/\w+/g, "span[data-forthright=$&]"))) if (!copy.shadowRoot) copy.remove();
};
