// @ts-check
// The page that looks at documents. Once it has loaded it makes no request, and it works without a network.
import init, { page } from "./check.js";

const element = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById(id));

/** Whether a file was chosen of which nothing has come into view yet. */
let waits = false;

// Which file it is, by its own name; the controls forget it, so that the same one can be chosen once more.
const name = (/** @type {HTMLInputElement} */ { files }) => {
  if (!files?.[0]) return;
  element("check-chosen").textContent = files[0].name;
  waits = true;
};
for (const input of [element("check-file"), element("check-camera")]) {
  name(input);
  input.addEventListener("change", () => name(input), true);
}

// What is said below the window comes into view: on a telephone all of it is.
new MutationObserver(() => {
  const result = element("check-result");
  if (waits && (result.querySelector("[role=status]")?.getBoundingClientRect().bottom ?? 0) > innerHeight) result.scrollIntoView();
}).observe(element("check-result"), { childList: true, subtree: true });

// Who goes on to another control stays there.
element("check").addEventListener("focusin", () => { waits = false; });

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
