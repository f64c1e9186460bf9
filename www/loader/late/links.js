// @ts-check
// Says of links that lead to somebody else's website that they do, on pages that ask for it with `data-links`.

import { make, wordsOf } from "./late.js";

/** Links that were looked at. @type {WeakSet<HTMLAnchorElement>} */
const seen = new WeakSet();
let asked = false;

/** Marks the links of the page, and those that are added later. @param {string | undefined} domain of the institution's websites @param {any} kit what the loader lends */
export const arrange = async (domain, kit) => {
  if (asked) return;
  asked = true;
  const { outside } = (await wordsOf(kit)).banner;
  const ours = [location.hostname, new URL(kit.page).hostname];
  const isOurs = (/** @type {string} */ host) => ours.includes(host) || (!!domain && ("." + host).endsWith("." + domain));
  const mark = () => {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[href]"))) {
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
  new MutationObserver(mark).observe(document.documentElement, { childList: true, subtree: true });
};
