// @ts-check
// The page that looks at documents. Once it has loaded it makes no request, and it works without a network.
import init, { page } from "./check.js";

// Where it cannot run, the page says so instead of showing controls.
init().then(page).catch(() => document.getElementById("check-root")?.removeAttribute("class"));

// Where a page requires Trusted Types, a service worker's address has to be a trusted one: this, and no other.
const OFFLINE = "/check-offline.js";
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("forthright-offline", {
  createScriptURL: (/** @type {string} */ wanted) => {
    if (wanted !== OFFLINE) throw new TypeError("not an address of ours");
    return wanted;
  },
});
navigator.serviceWorker?.register(policy ? policy.createScriptURL(OFFLINE) : OFFLINE, { scope: "/check" }).catch(() => {});
