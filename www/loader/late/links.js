// @ts-check
// Says of links that lead to somebody else's website that they do, on pages that ask for it with `data-links`.

import { page } from "../page.js";
import { cookies, fetched, make, wordsOf } from "./late.js";

/** Links that were looked at. @type {WeakSet<HTMLAnchorElement>} */
const seen = new WeakSet();
let asked = false;

/** Marks the links of the page, and those that are added later. @param {any} kit what the loader lends */
export const arrange = async (kit) => {
  if (asked) return;
  asked = true;
  const [words, list] = await Promise.all([wordsOf(kit), fetched(cookies(kit)).catch(() => ({}))]);
  const { outside } = words.banner;
  const domain = list.cookieDomain;
  const ours = [location.hostname, new URL(kit.page).hostname];
  const isOurs = (/** @type {string} */ host) => ours.includes(host) || (!!domain && ("." + host).endsWith("." + domain));
  const mark = () => {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll("a[href]"))) {
      if (seen.has(link)) continue;
      seen.add(link);
      if (!/^https?:$/.test(link.protocol) || isOurs(link.hostname)) continue;
      // A picture has no room for words beside it.
      if (!link.textContent?.trim()) {
        link.title ||= outside;
        continue;
      }
      const words = make("span", ` (${outside})`);
      words.dataset.forthright = "outside";
      words.lang = kit.language;
      link.append(words);
    }
  };
  mark();
  new MutationObserver(mark).observe(page.documentElement, { childList: true, subtree: true });
};
