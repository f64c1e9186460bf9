// @ts-check
// Tells other tools in the page about the decision, in their own language. Everything is denied first, before anything
// that waits for consent is released; then there is one update for each decision.

/** @type {string | undefined} */
let last;

/**
 * @param {string[]} signals @param {(name: string) => boolean} has
 * @param {{id: string, source: string, granted: string[], refused: string[]} | null} decision
 */
export const tell = (signals, has, decision) => {
  const w = /** @type {any} */ (window);
  const first = last === undefined;
  const changed = !!decision && decision.id !== last;
  // A tool that was told of a decision hears when it is forgotten, too.
  const forgotten = !decision && !!last;
  last = decision?.id ?? "";
  if (signals.includes("google")) google(w, first, changed || forgotten, has);
  if (signals.includes("matomo")) matomo(w, first, changed || forgotten, has);
  if (signals.includes("data-layer") && changed && decision) {
    const { source, granted, refused } = decision;
    (w.dataLayer ||= []).push({ event: "forthright_consent", forthright: { source, granted, refused } });
  }
};

/** Google Consent Mode v2, basic mode: tags themselves wait for consent. @param {any} w @param {boolean} first @param {boolean} update @param {(name: string) => boolean} has */
const google = (w, first, update, has) => {
  w.dataLayer ||= [];
  /** @param {...unknown} _ */
  function gtag(..._) {
    // Google's tag reads `arguments` objects, not arrays.
    w.dataLayer.push(arguments);
  }
  const state = (/** @type {string} */ name) => (has(name) ? "granted" : "denied");
  const all = (/** @type {(name: string) => string} */ of) => ({
    ad_storage: of("marketing"), ad_user_data: of("marketing"), ad_personalization: of("marketing"),
    analytics_storage: of("statistics"), functionality_storage: of("preferences"), personalization_storage: of("preferences"),
  });
  if (first) {
    gtag("consent", "default", { ...all(() => "denied"), security_storage: "granted" });
    gtag("set", "ads_data_redaction", true);
  }
  if (update) gtag("consent", "update", all(state));
};

/** @param {any} w @param {boolean} first @param {boolean} update @param {(name: string) => boolean} has */
const matomo = (w, first, update, has) => {
  const queue = (w._paq ||= []);
  if (first) queue.push(["requireConsent"]);
  // What is exempt counts from the start.
  if (update || (first && has("statistics"))) queue.push([has("statistics") ? "setConsentGiven" : "forgetConsentGiven"]);
};
