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
  const first = last === undefined;
  if (first && signals.includes("google") && list("dataLayer").some((/** @type {any} */ one) => one?.event === "gtm.js")) {
    console.warn("forthright: Google Tag Manager started before its consent defaults; gate its snippet with data-consent (see /embed)");
  }
  const changed = !!decision && decision.id !== last;
  // A tool that was told of a decision hears when it is forgotten, too.
  const forgotten = !decision && !!last;
  last = decision?.id ?? "";
  if (signals.includes("google")) google(first, changed || forgotten, has);
  if (signals.includes("matomo")) matomo(first, changed || forgotten, has);
  if (signals.includes("data-layer") && changed && decision) {
    const { source, granted, refused } = decision;
    list("dataLayer").push({ event: "forthright_consent", forthright: { source, granted, refused } });
  }
  // Few websites have those. What needs consent there waits for it as everywhere, so that nothing waits for this.
  if (signals.some((name) => /^(microsoft|wordpress)$/.test(name))) {
    import(new URL("others.js", import.meta.url).href).then((part) => part.tell(signals, first, changed || forgotten, has), () => {});
  }
};

/** A tool's list in the page, made if it is not there. An element of that name is none. @param {string} name @returns {any} */
const list = (name, w = /** @type {any} */ (window)) => (Object.hasOwn(w, name) && w[name]) || (w[name] = []);

/** Google Consent Mode v2, basic mode: tags themselves wait for consent. @param {boolean} first @param {boolean} update @param {(name: string) => boolean} has */
const google = (first, update, has) => {
  /** @param {...unknown} _ */
  function gtag(..._) {
    // Google's tag reads `arguments` objects, not arrays.
    list("dataLayer").push(arguments);
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

/** @param {boolean} first @param {boolean} update @param {(name: string) => boolean} has */
const matomo = (first, update, has) => {
  const queue = list("_paq");
  if (first) queue.push(["requireConsent"]);
  // What is exempt counts from the start.
  if (update || (first && has("statistics"))) queue.push([has("statistics") ? "setConsentGiven" : "forgetConsentGiven"]);
};
