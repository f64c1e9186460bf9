// @ts-check
// The cookie banner for single-page apps. Whatever fails, everything that needs consent stays off.

/** @typedef {import("./index.js").Consent} Consent */

const nothing = () => {};
// An element with a name or an id stands in the way of what `document` and `window` have by that name.
/** @param {string} name @returns {any} what the browser itself has */
const page = (name) => Reflect.get(Document.prototype, name, document);
const ours = () => (Object.hasOwn(window, "forthright") ? window.forthright : undefined);
/** @type {Consent} */
const denied = {
  has: () => false, get: () => null, set: nothing, withdraw: nothing, setLanguage: nothing, open: nothing, on: () => nothing,
};
const arrival = new EventTarget();
/** @type {Consent | undefined} */
let api;
/** @type {Promise<Consent> | undefined} */
let loading;

/**
 * Settles when the script has run or failed. A tag that is already in the page is waited for, not added again.
 * @param {import("./index.js").Options} options
 */
const run = ({ origin, nonce, site, lang, theme, position, banner, links }) =>
  new Promise((done) => {
    const { href } = new URL("/embed.js", origin);
    const present = page("readyState") !== "complete" && Array.from(page("scripts")).find((s) => s.src === href);
    const script = present || page("createElement").call(document, "script");
    script.addEventListener("load", done);
    script.addEventListener("error", done);
    // Its own events may have passed already; the window's comes after them.
    if (present) return addEventListener("load", done);
    for (const [name, value] of Object.entries({ site, lang, theme, position, banner, links })) if (value) script.dataset[name] = value;
    if (nonce) script.nonce = nonce;
    script.src = href;
    page("head").append(script);
  });

/** @param {import("./index.js").Options} options */
const start = async (options) => {
  try {
    if (!ours()) await run(options);
    const loaded = ours();
    if (!loaded) throw new Error("embed.js did not load");
    arrival.dispatchEvent(new Event("load"));
    await loaded.ready;
    // A page that was made in advance reads its choice only when it is looked at.
    arrival.dispatchEvent(new Event("load"));
  } catch (error) {
    console.error("forthright: what needs consent stays off:", error);
  }
  return consent();
};

/** @type {typeof import("./index.js").load} */
export const load = (options) =>
  typeof document === "undefined" ? Promise.resolve(denied) : (loading ??= start(options));

/** @type {typeof import("./index.js").consent} */
export const consent = () => {
  const own = typeof document !== "undefined" && ours()?.consent;
  return own ? (api ??= { ...own, on: onChange }) : denied;
};

/** @type {typeof import("./index.js").onChange} */
export const onChange = (listener) => {
  if (typeof document === "undefined") return nothing;
  const end = new AbortController();
  const hear = () => listener(consent().get());
  page("addEventListener").call(document, "forthright:consent", hear, { signal: end.signal });
  arrival.addEventListener("load", hear, { signal: end.signal });
  return () => end.abort();
};

/** @type {typeof import("./index.js").whenAllowed} */
export const whenAllowed = (name, { signal } = {}) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    if (consent().has(name)) return resolve();
    const stop = onChange(() => {
      if (!consent().has(name)) return;
      stop();
      resolve();
    });
    const aborted = () => {
      stop();
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", aborted, { once: true });
  });
