// @ts-check
// Opens the preference centre (WASM) with the site's services and the words of the language, and hands the choice back.

import { page } from "../page.js";
import { REST, cookies, dress, fetched, late, returnTo } from "./late.js";

/** A file beside this folder, of the same version. @param {string} name */
const asset = (name) => new URL(`../${name}${new URL(import.meta.url).search}`, import.meta.url).href;

/** Whether it is open. @type {HTMLElement | undefined} */
let centre;

/** English and Welsh are complete; who reads the banner in another language gets English here. */
const COMPLETE = ["en", "cy"];

/**
 * @param {any} kit what the loader lends @param {any} decision the one that counts now
 * @param {string[]} on ids of the services that are on
 */
export const open = async (kit, decision, on) => {
  if (centre?.isConnected) return;
  const back = /** @type {any} */ (page.activeElement?.shadowRoot?.activeElement || page.activeElement);
  const [element, root] = kit.host("centre");
  centre = element;
  dress(root, REST);
  const after = late("after");
  const get = async (/** @type {string} */ language) => {
    const [bundle, list, words] = await Promise.all([
      import(asset("consent.js")),
      fetched(cookies(kit, language)),
      late("words-" + language),
    ]);
    await bundle.default({ module_or_path: asset("consent_bg.wasm") });
    return { bundle, list, words: words.default };
  };
  const close = () => {
    element.remove();
    returnTo(back);
  };
  /** @param {string} language @param {string[]} chosen */
  const show = async (language, chosen) => {
    const { bundle, list, words } = await get(language);
    root.replaceChildren();
    const state = {
      on: chosen,
      revision: decision?.revision ?? 0,
      decided: !!decision,
      gpc: /** @type {any} */ (navigator).globalPrivacyControl === true,
      receipt: decision ? new URL(`/consents/${decision.id}?lang=${language}`, import.meta.url).href : "",
      languages: COMPLETE.map((code) => [code, code === "cy" ? "Cymraeg" : "English"]),
    };
    const save = (/** @type {string} */ source, /** @type {string[]} */ names, /** @type {string} */ shown) => {
      element.remove();
      const granted = kit.optional.filter((/** @type {any} */ s) => names.includes(s[0]));
      const gives = (/** @type {string[]} */ ids) => kit.optional.some((/** @type {any} */ s) => s[4] === 1 && ids.includes(s[0]));
      kit.decide(gives(on) && !gives(names) ? "withdrawal" : source, kit.optional, granted, { surface: "preferences", shown: shown.split("\n"), language });
      after.then((part) => part.confirm(words, kit, returnTo(back, { preventScroll: true }))).catch(() => {});
    };
    const turn = (/** @type {string} */ to, /** @type {string[]} */ chosen) => show(to, chosen).catch(close);
    if (!bundle.open(root, list, words, state, save, close, turn)) throw new Error("the preference centre cannot be shown");
    late("theme").then((part) => part.legible(element)).catch(() => {});
  };
  page.body.append(element);
  try {
    await show(COMPLETE.includes(kit.language) ? kit.language : "en", on);
  } catch (error) {
    element.remove();
    throw error;
  }
};
