// @ts-check
// Passes the visitor's choice on to WP Consent API. Nothing is said before the loader knows the choice: until then a plugin
// that asks is told no, because the type is "optin".
//
// `statistics` follows only a choice that was made: statistics by the exemption are for plugins that ask for
// `statistics-anonymous`. There is no category for media, and consent to media is consent to nothing else.

(() => {
  const w = /** @type {any} */ (window);
  if (typeof w.wp_set_consent !== "function") return;
  w.wp_consent_type = "optin";
  document.dispatchEvent(new CustomEvent("wp_consent_type_defined"));

  /**
   * Before a choice nothing is stored that says no: there is nothing to take back.
   * @param {string} category @param {boolean} allowed @param {boolean} decided
   */
  const say = (category, allowed, decided) => {
    if (allowed || decided || w.wp_has_consent?.(category)) w.wp_set_consent(category, allowed ? "allow" : "deny");
  };

  const tell = () => {
    const { consent } = w.forthright;
    const decision = consent.get();
    const statistics = consent.has("statistics");
    say("functional", true, !!decision);
    say("preferences", consent.has("preferences"), !!decision);
    say("statistics-anonymous", statistics, !!decision);
    say("statistics", statistics && !!decision?.granted.includes("statistics"), !!decision);
    say("marketing", consent.has("marketing"), !!decision);
  };

  const begin = async () => {
    if (!w.forthright?.consent) return;
    // A choice may be made while the loader is still reading the last one.
    document.addEventListener("forthright:consent", tell);
    await w.forthright.ready;
    tell();
  };

  const loader = Document.prototype.getElementById.call(document, "forthright-js");
  if (w.forthright?.consent) begin();
  else if (loader instanceof HTMLScriptElement) loader.addEventListener("load", begin);
})();
