// @ts-check
// Tells the tools in the page that few websites have: each in its own language, like those of signals.js.

import { page } from "../page.js";

/** @param {string[]} signals @param {boolean} first @param {boolean} update whether there is a decision to tell of, or one was forgotten @param {(name: string) => boolean} has */
export const tell = (signals, first, update, has) => {
  if (signals.includes("microsoft")) microsoft(first, update, has);
  if (signals.includes("wordpress")) wordpress(first, update, has);
};

/** Microsoft Advertising (UET) knows advertising alone, Clarity both. @param {boolean} first @param {boolean} update @param {(name: string) => boolean} has */
const microsoft = (first, update, has) => {
  const w = /** @type {any} */ (window);
  const tell = (/** @type {string} */ when, /** @type {(name: string) => string} */ of) => {
    (Object.hasOwn(w, "uetq") && w.uetq ? w.uetq : (w.uetq = [])).push("consent", when, { ad_storage: of("marketing") });
    // Clarity's own snippet makes the same queue where it comes later.
    if (typeof w.clarity !== "function") {
      w.clarity = function () {
        (w.clarity.q ||= []).push(arguments);
      };
    }
    w.clarity("consentv2", { ad_Storage: of("marketing"), analytics_Storage: of("statistics") });
  };
  if (first) tell("default", () => "denied");
  if (update) tell("update", (name) => (has(name) ? "granted" : "denied"));
};

/** The WP Consent API. It has no category for media: those wait for our own. @param {boolean} first @param {boolean} update @param {(name: string) => boolean} has */
const wordpress = (first, update, has) => {
  const w = /** @type {any} */ (window);
  if (first) {
    w.wp_consent_type = "optin";
    page.dispatchEvent(new CustomEvent("wp_consent_type_defined"));
  }
  const all = { functional: true, preferences: has("preferences"), "statistics-anonymous": has("statistics"), statistics: has("statistics"), marketing: has("marketing") };
  const tell = () => {
    for (const [name, on] of Object.entries(all)) w.wp_set_consent?.(name, on ? "allow" : "deny");
  };
  if (!first && !update) return;
  // Its script may come later than ours.
  if (w.wp_set_consent || page.readyState !== "loading") tell();
  else page.addEventListener("DOMContentLoaded", tell, { once: true });
};
