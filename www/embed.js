// @ts-check
// The loader: one script tag on every website. It reads the choice, keeps what needs consent switched off until it is
// granted, shows the banner when there is no choice, and sends a record of each decision. No WASM, no style attribute,
// no eval: it works under `script-src 'self'`. Whatever fails, everything that needs consent stays off.

import { LIFETIME, allows, decode, encode, isCurrent } from "./loader/codec.js";

/** @typedef {import("./loader/codec.js").Decision} Decision */

/** @type {Record<string, [revision: number, domain: string, services: import("./loader/codec.js").Services]>} */
const sites = SITES;
const NAME = "forthright_consent";
const TITLES = { preferences: "your preferences", statistics: "statistics", media: "media", marketing: "advertising" };
const STYLE =
  ":host{all:initial;font:inherit;color-scheme:light dark}*{box-sizing:border-box;font:inherit}" +
  "section,.p{background:#fff;color:#111;border:2px solid #767676;padding:16px;line-height:1.5}" +
  "section{position:fixed;z-index:2147483647;inset:auto 0 0;max-height:60vh;overflow:auto}" +
  ":host([data-position=top]) section{inset:0 0 auto}" +
  ":host([data-position=centre]) section{inset:auto 16px 16px;margin:auto;max-width:44rem}" +
  ".p{display:grid;align-content:center;height:100%;overflow:auto}p{margin:0 0 12px}" +
  "div{display:flex;flex-wrap:wrap;gap:12px}button{min-height:44px;min-width:44px;flex:0 1 11rem;padding:8px 16px;" +
  "border:2px solid #111;border-radius:4px;background:#fff;color:#111;cursor:pointer;font-weight:700}a{color:inherit}" +
  ":focus-visible{outline:3px solid #1d70b8;outline-offset:2px}@media(max-width:30rem){button{flex:1 1 100%}}" +
  "@media(prefers-color-scheme:dark){:host(:not([data-theme=light])) :is(section,.p,button){background:#1b1b1b;" +
  "color:#f3f3f3;border-color:#a0a0a0}:host(:not([data-theme=light])) :focus-visible{outline-color:#8ec7ff}}" +
  ":host([data-theme=dark]) :is(section,.p,button){background:#1b1b1b;color:#f3f3f3;border-color:#a0a0a0}";

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const base = new URL(script.src).origin;
const siteId = script.dataset.site || "";
const [revision, domain, services] = sites[siteId] || [0, "", {}];
const bases = Object.values(services);
/** @param {string} basis */
const categoriesOf = (basis) =>
  Object.keys(TITLES).filter((c) => bases.some((s) => s[0] === c && s[1].startsWith(basis)));
const asked = categoriesOf("consent");
const optional = Object.keys(TITLES).filter((c) => bases.some((s) => s[0] === c && s[1] !== "strictly-necessary"));

/** @type {Decision | null} */
let decision = null;
/** @type {((d: Decision | null) => void)[]} */
const listeners = [];
/** @type {HTMLElement | undefined} */
let banner;
const started = new WeakSet();
const shownOnce = new WeakSet();

/** @param {string} tag @param {string} [text] @param {() => void} [press] */
const make = (tag, text = "", press) => {
  const element = document.createElement(tag);
  element.textContent = text;
  if (press) element.addEventListener("click", press);
  return element;
};

/** A host element whose open shadow root keeps the page's style out. */
const host = () => {
  const element = make("div");
  const { theme = "auto", position = "bottom" } = script.dataset;
  element.dataset.theme = theme;
  element.dataset.position = position;
  const root = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  return /** @type {[HTMLElement, ShadowRoot]} */ ([element, root]);
};

const now = () => Date.now() / 1000;
const has = (/** @type {string} */ name) => allows(services, name, decision);

const read = () => {
  const found = document.cookie.split("; ").find((c) => c.startsWith(NAME + "="));
  const read = found ? decode(found.slice(NAME.length + 1)) : null;
  decision = read && isCurrent(read, revision, now()) ? read : null;
};

/** @param {string} source @param {string[]} granted @param {string[]} refused */
const decide = (source, granted, refused) => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  decision = {
    id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
    revision,
    decidedAt: new Date(Math.floor(now()) * 1000).toISOString().replace(".000", ""),
    source,
    granted,
    refused,
  };
  document.cookie =
    `${NAME}=${encode(decision)}; Path=/; Max-Age=${LIFETIME}; SameSite=Lax` +
    (location.protocol === "https:" ? "; Secure" : "") + (domain ? "; Domain=" + domain : "");
  banner?.remove();
  banner = undefined;
  document.documentElement.style.scrollPaddingBottom = "";
  release();
  tell();
  record({ ...decision, site: siteId, language: script.dataset.lang || document.documentElement.lang || "en" }, 1);
};

const tell = () => {
  const detail = decision && { ...decision };
  for (const listener of listeners) listener(detail);
  document.dispatchEvent(new CustomEvent("forthright:consent", { detail }));
};

/** Sends a record, and again later when the server is away. The choice never waits for it. @param {object} body @param {number} attempt */
const record = (body, attempt) => {
  fetch(base + "/v1/consents", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    credentials: "include",
    keepalive: true,
  })
    .then((response) => {
      if (response.status >= 500) throw 0;
    })
    .catch(() => {
      if (attempt < 6) setTimeout(() => record(body, attempt + 1), 2000 * 2 ** attempt);
    });
};

/** Everything that waits for consent, in document order. */
const gated = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-consent]"));

/** Switches on what is granted and blocks embeds that are not. Yields between scripts, so that no task grows long. */
let releasing = Promise.resolve();
const release = () => {
  releasing = releasing.then(async () => {
    for (const element of gated()) {
      const name = element.dataset.consent || "";
      if (element instanceof HTMLScriptElement) {
        if (has(name) && !started.has(element)) {
          started.add(element);
          await run(element);
        }
      } else if (has(name) || shownOnce.has(element)) show(element);
      else block(element, name);
    }
  });
};

/** @param {HTMLScriptElement} old */
const run = (old) =>
  new Promise((done) => {
    const fresh = document.createElement("script");
    for (const { name, value } of old.attributes) {
      if (name !== "type" && name !== "data-consent" && name !== "nonce") fresh.setAttribute(name, value);
    }
    if (old.dataset.type) fresh.type = old.dataset.type;
    fresh.nonce = old.nonce;
    fresh.async = false;
    fresh.text = old.text;
    if (old.src) {
      fresh.onload = fresh.onerror = () => setTimeout(done);
    } else setTimeout(done);
    old.replaceWith(fresh);
  });

/** @param {any} element */
const show = (element) => {
  if (element.previousElementSibling?.dataset.forthright === "placeholder") element.previousElementSibling.remove();
  element.hidden = false;
  if (element.dataset.src && element.getAttribute("src") !== element.dataset.src) element.src = element.dataset.src;
};

/** Puts a placeholder in an embed's place that says whose it is and why, in the same size. @param {any} element @param {string} name */
const block = (element, name) => {
  if (!element.dataset.src || element.previousElementSibling?.dataset.forthright === "placeholder") return;
  const category = services[name]?.[0] || name;
  const provider = services[name]?.[2] || bases.find((s) => s[0] === category)?.[2];
  const [placeholder, root] = host();
  placeholder.dataset.forthright = "placeholder";
  const { style } = placeholder;
  style.display = "block";
  style.maxWidth = "100%";
  style.width = (element.width || 560) + "px";
  style.minHeight = (element.height || 200) + "px";
  const box = make("div");
  box.className = "p";
  const row = make("div");
  row.append(
    make("button", "Show this once", () => {
      shownOnce.add(element);
      show(element);
    }),
    make("button", "Always show " + (/** @type {any} */ (TITLES)[category] || category), () => {
      const granted = (decision?.granted || []).filter((n) => n !== category).concat(category);
      decide("choice", granted, optional.filter((c) => !granted.includes(c)));
    }),
  );
  box.append(
    make("p", `${element.title || "This"}: from ${provider || "another provider"}, who may set cookies. It is off until you allow it.`),
    row,
  );
  root.append(box);
  element.removeAttribute("src");
  element.hidden = true;
  element.before(placeholder);
};

const showBanner = () => {
  const [element, root] = host();
  banner = element;
  const section = make("section");
  section.setAttribute("aria-label", "Cookie choice");
  section.dataset.nosnippet = "";
  const names = asked.map((c) => /** @type {any} */ (TITLES)[c]);
  const list = names.length > 1 ? names.slice(0, -1).join(", ") + " and " + names.at(-1) : names[0];
  const text = make("p", `May we use cookies for ${list}? They are off until you choose. `);
  const link = /** @type {HTMLAnchorElement} */ (make("a", "What these cookies are"));
  link.href = `${base}/cookies#${siteId}`;
  text.append(link);
  const row = make("div");
  row.append(
    make("button", "Accept", () => decide("accept-all", optional, [])),
    make("button", "Refuse", () => decide("refuse-all", [], optional)),
    make("button", "Choose", open),
  );
  section.append(text, row);
  root.append(section);
  document.body.prepend(element);
  document.documentElement.style.scrollPaddingBottom = section.offsetHeight + "px";
};

/** Opens the preference centre; where the page's policy forbids WASM, our own page instead. */
const open = async () => {
  const back = /** @type {any} */ (document.activeElement?.shadowRoot?.activeElement || document.activeElement);
  const [element, root] = host();
  document.body.append(element);
  try {
    const [bundle, list] = await Promise.all([
      import(base + "/assets/consent.js").then((bundle) => bundle.default().then(() => bundle)),
      fetch(`${base}/v1/sites/${siteId}/cookies.json`).then((response) => response.json()),
    ]);
    const close = () => {
      element.remove();
      back?.focus?.();
    };
    const save = (/** @type {string[]} */ granted, /** @type {boolean} */ withdrawn) => {
      close();
      decide(withdrawn ? "withdrawal" : "choice", granted, optional.filter((c) => !granted.includes(c)));
    };
    if (!bundle.open(root, list, optional.filter(has), save, close)) throw 0;
  } catch {
    element.remove();
    location.href = `${base}/cookies#${siteId}`;
  }
};

const start = () => {
  if (!sites[siteId]) console.error(`forthright: there is no site "${siteId}"; what needs consent stays off`);
  for (const element of gated()) {
    const name = element.dataset.consent || "";
    if (!services[name] && name !== "necessary" && !(name in TITLES)) console.error(`forthright: unknown category "${name}" stays blocked`);
  }
  release();
  new MutationObserver((changes) => {
    const added = changes.flatMap((c) => [...c.addedNodes]);
    if (added.some((n) => n instanceof Element && (n.matches("[data-consent]") || n.querySelector("[data-consent]")))) release();
  }).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("click", (event) => {
    const from = event.target instanceof Element && event.target.closest("[data-forthright=preferences]");
    if (from) {
      event.preventDefault();
      open();
    }
  });
  if (!decision && asked.length) {
    if (/** @type {any} */ (navigator).globalPrivacyControl) decide("gpc", [], asked);
    else showBanner();
  }
  return releasing;
};

read();
const loaded = new Promise((done) => {
  if (document.body) done(0);
  else document.addEventListener("DOMContentLoaded", done);
});
/** @type {any} */ (window).forthright = {
  ready: loaded.then(start),
  consent: {
    has,
    get: () => decision && { ...decision },
    /** @param {{granted: string[]}} choice */
    set: ({ granted }) => {
      const known = granted.filter((n) => optional.includes(n) || services[n]);
      decide("api", known, optional.filter((c) => !known.includes(c)));
    },
    withdraw: () => decide("withdrawal", [], optional),
    open,
    /** @param {(d: Decision | null) => void} listener */
    on: (listener) => listeners.push(listener),
  },
};
