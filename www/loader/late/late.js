// @ts-check
// What the parts that are loaded later share. It is bundled into each of them.

/** Another part, of the same version. @param {string} name @returns {Promise<any>} */
export const late = (name) => import(new URL(`${name}.js${new URL(import.meta.url).search}`, import.meta.url).href);

/** The address of the site's cookie list. @param {any} kit what the loader lends @param {string} language the page's, if nothing else is said @returns {string} */
export const cookies = (kit, language = kit.language) => {
  const { origin, hash } = new URL(kit.page);
  return `${origin}/v1/sites/${hash.slice(1)}/cookies${language === "cy" ? ".cy" : ""}.json`;
};

/** A list from the server; nothing waits for one for ever. @param {string} address @returns {Promise<any>} */
export const fetched = async (address) => (await fetch(address, { signal: AbortSignal.timeout(9000) })).json();

/** The words of the page's language, or English. @param {any} kit @returns {Promise<any>} */
export const wordsOf = (kit) => late("words-" + kit.language).catch(() => late("words-en")).then((part) => part.default);

/** @param {string} tag @param {string} [text] @param {() => void} [press] */
export const make = (tag, text = "", press) => {
  const element = document.createElement(tag);
  element.textContent = text;
  if (press) element.onclick = press;
  return /** @type {any} */ (element);
};
