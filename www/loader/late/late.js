// @ts-check
// What the parts that are loaded later share. It is bundled into each of them.

/** Milliseconds that an answer may take. */
const PATIENCE = 9000;

/** Another part, of the same version; nothing waits for one for ever. @param {string} name @returns {Promise<any>} */
export const late = (name) =>
  new Promise((done, fail) => {
    import(new URL(`${name}.js${new URL(import.meta.url).search}`, import.meta.url).href).then(done, fail);
    setTimeout(fail, PATIENCE, new Error("late: " + name));
  });

/** The address of the site's cookie list. @param {any} kit what the loader lends @param {string} language the page's, if nothing else is said @returns {string} */
export const cookies = (kit, language = kit.language) => {
  const { origin, hash } = new URL(kit.page);
  return `${origin}/v1/sites/${hash.slice(1)}/cookies${language === "cy" ? ".cy" : ""}.json`;
};

/** A list from the server. @param {string} address @returns {Promise<any>} */
export const fetched = async (address) => (await fetch(address, { signal: AbortSignal.timeout(PATIENCE) })).json();

/** The words of the page's language, or English. @param {any} kit @returns {Promise<any>} */
export const wordsOf = (kit) => late("words-" + kit.language).catch(() => late("words-en")).then((part) => part.default);

/** @param {string} tag @param {string} [text] @param {() => void} [press] */
export const make = (tag, text = "", press) => {
  const element = document.createElement(tag);
  element.textContent = text;
  if (press) element.onclick = press;
  return /** @type {any} */ (element);
};
