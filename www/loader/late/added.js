// @ts-check
// What the banner asks when only some services are new since the last choice: about them alone, by name.

import { cookies, fetched, late } from "./late.js";

/**
 * @param {any} kit what the loader lends @param {Record<string, string>} words of the banner
 * @param {(names: string[]) => string} list puts names into one text @param {string[]} ids of the new services
 */
export const ask = async (kit, words, list, ids) => {
  const { services } = await fetched(cookies(kit));
  const names = services.filter((/** @type {any} */ s) => ids.includes(s.id)).map((/** @type {any} */ s) => s.name);
  const text = words["ask-new"] || (await late("words-en")).default.banner["ask-new"];
  return text.replace("{list}", () => list(names));
};
