// @ts-check
// The cookie banner for single-page apps. Whatever fails, everything that needs consent stays off.

/** @typedef {import("./index.js").Consent} Consent */

const nothing = () => {};
/** @type {Consent} */
const denied = { has: () => false, get: () => null, set: nothing, withdraw: nothing, open: nothing, on: () => nothing };
const arrival = new EventTarget();
/** @type {Consent | undefined} */
let api;
/** @type {Promise<Consent> | undefined} */
let loading;

/**
 * Settles when the script has run or failed. A tag that is already in the page is waited for, not added again.
 * @param {import("./index.js").Options} options
 */
const run = ({ origin, nonce, site, lang, theme, position }) =>
  new Promise((done) => {
    const { href } = new URL("/embed.js", origin);
    const present = document.readyState !== "complete" && Array.from(document.scripts).find((s) => s.src === href);
    const script = present || document.createElement("script");
    script.addEventListener("load", done);
    script.addEventListener("error", done);
    // Its own events may have passed already; the window's comes after them.
    if (present) return window.addEventListener("load", done);
    for (const [name, value] of Object.entries({ site, lang, theme, position })) if (value) script.dataset[name] = value;
    if (nonce) script.nonce = nonce;
    script.src = href;
    document.head.append(script);
  });

/** @param {import("./index.js").Options} options */
const start = async (options) => {
  try {
    if (!window.forthright) await run(options);
    if (!window.forthright) throw new Error("embed.js did not load");
    arrival.dispatchEvent(new Event("load"));
    await window.forthright.ready;
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
  const own = typeof document !== "undefined" && window.forthright?.consent;
  return own ? (api ??= { ...own, on: onChange }) : denied;
};

/** @type {typeof import("./index.js").onChange} */
export const onChange = (listener) => {
  if (typeof document === "undefined") return nothing;
  const end = new AbortController();
  const hear = () => listener(consent().get());
  document.addEventListener("forthright:consent", hear, { signal: end.signal });
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
