// @ts-check
// The loader: one script tag on every website. It reads the choice, keeps what needs consent switched off until it is
// granted, shows the banner when there is something to ask, and keeps a record of each decision to be sent. No WASM, no
// style attribute, no eval: it works under `script-src 'self'`. Whatever fails, what needs consent stays off. What only
// some pages need, or nobody waits for, is in loader/late/.

import { LIFETIME, decode, encode, isCurrent, time } from "./loader/codec.js";
import { CATEGORIES, allows, choose, covers, mayRun } from "./loader/rules.js";
import { STYLE } from "./loader/style.js";

/** @typedef {import("./loader/codec.js").Decision} Decision @typedef {import("./loader/rules.js").Service} Service */

const NAME = "forthright_consent";
const PENDING = "forthright_pending";
/** Milliseconds until a page is at rest. */
const CALM = 2000;
const GATED = "[data-consent]";
// A module does not know its own element.
const script = /** @type {HTMLScriptElement} */ (document.currentScript || document.querySelector("script[src*='/embed.js'][data-site]"));
const root = document.documentElement;
const options = script.dataset;
// A script of another origin has no base of its own for what it imports.
const base = new URL(script.src).origin;
const siteId = options.site;
const [known, domain, places = [], signals = []] = SITES.find((site) => site[0] === siteId) || [];
const here = places.map((place) => SERVICES[place]);
const optional = here.filter((s) => s[4]);
const cookieDomain = ("." + location.hostname).endsWith("." + domain) ? "; Domain=" + domain : "";
const tag = (options.lang || root.lang).toLowerCase();
let language = /^zh.*(hant|hk|mo|tw)/.test(tag) ? "zh-hant" : tag.split("-")[0];
if (!LANGUAGES.includes(` ${language} `)) language = "en";

/** @type {Decision | null} */
let decision = null;
/** @type {Decision | null} */
let before = null;
let stored = false;
/** @type {HTMLElement | undefined} */
let banner;
/** How often in a while a page that takes our element away gets it back. */
let restores = 9;
/** What the banner says, line by line, as the crate `consent` makes them. @type {string[]} */
let lines = [];
/** What was reported, and ids of decisions that were replaced here. @type {Set<unknown>} */
const noted = new Set();

/** Once each; of all that fails, only what failed first. @param {any} what */
const complain = (what) => {
  const key = what.stack ? 0 : what;
  if (!noted.has(key)) console.error("forthright: " + what);
  noted.add(key);
};
/** A part that is loaded when it is needed; nothing waits for ever. @param {string} name @param {(part: any) => any} [use] @returns {Promise<any>} */
const late = (name, use) =>
  new Promise((done, fail) => {
    import(`${base}/assets/loader/${name}.js?v=${VERSION}`).then(done, fail);
    setTimeout(fail, 9000, name);
  }).then(use);
const ids = (/** @type {Service[]} */ services) => services.map((s) => s[0]);
const has = (/** @type {string} */ name) => !!allows(here, name, decision);
const needing = here.filter((s) => s[4] === 1);
const asked = () => needing.filter((s) => !covers(decision, s));
/** The decision as pages see it, and may do with as they like. */
const get = () => structuredClone(decision && { ...decision, covered: undefined });

/** @param {string} tag @param {string} [text] @param {() => void} [press] */
const make = (tag, text = "", press) => {
  const element = document.createElement(tag);
  element.textContent = text;
  if (text) lines.push(text.trim());
  element.onclick = /** @type {any} */ (press);
  return element;
};

/** A host element whose open shadow root keeps the page's style out. @param {string} as */
const host = (as) => {
  const element = make("div");
  Object.assign(element.dataset, options, { forthright: as });
  const shadow = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  return /** @type {[HTMLElement, ShadowRoot]} */ ([element, shadow]);
};

/** The latest that still counts. @param {string[]} cookies with or without their name */
const latest = (cookies) => {
  /** @type {any} */
  let best = null;
  for (const cookie of cookies) {
    const found = decode(cookie.replace(NAME + "=", ""));
    if (found && isCurrent(found, Date.now() / 1000) && !(best?.decidedAt >= found.decidedAt)) best = found;
  }
  return best;
};

/** The decision in the page's cookies; for the first answer the page stands still. */
const read = () => {
  try {
    return latest(document.cookie.split("; "));
  } catch {
    return null;
  }
};

/** The same, without the page standing still for the browser's answer. */
const look = async () => {
  try {
    const found = await /** @type {any} */ (window).cookieStore.getAll(NAME);
    return latest(found.map((/** @type {{value: string}} */ cookie) => cookie.value));
  } catch {
    return read();
  }
};

/** @param {Decision} d */
const keep = (d) => {
  try {
    document.cookie = `${NAME}=${encode(d)}; Path=/; SameSite=Lax; Max-Age=${LIFETIME}${cookieDomain}` + (location.protocol === "https:" ? "; Secure" : "");
  } catch {}
};

/** After the next paint, so that nobody waits for it. @param {() => void} what */
const later = (what) => setTimeout(what, 20);

/**
 * Makes, keeps, applies and records a decision.
 * @param {string} source @param {Service[]} about @param {Service[]} on @param {object} [seen] where and about what
 * @param {HTMLElement} [section] the banner it was made in
 */
const decide = (source, about, on, seen, section) => {
  // Another tab may have decided since.
  take(read());
  // A random UUID; in pages without https the browser makes one only for addresses, and slower.
  const id = crypto.randomUUID?.() || URL.createObjectURL(new Blob()).slice(-36);
  const previous = decision;
  // A clock that was set back does not make a later choice the earlier one.
  const decidedAt = time(Math.max(Date.now(), Date.parse(/** @type {any} */ (previous?.decidedAt)) + 1000 || 0));
  const next = choose(SERVICES, here, previous, { id, revision: REVISION, decidedAt, source }, ids(about), ids(on));
  keep(next);
  adopt(next);
  const record = () => {
    const unsent = [{ ...next, site: siteId, language, previous: previous?.id, ...seen }];
    try {
      unsent.unshift(...JSON.parse(localStorage[PENDING]));
    } catch {}
    try {
      localStorage[PENDING] = JSON.stringify(unsent);
    } catch {}
    later(() => settle(unsent, section));
  };
  // Nobody who presses a button in the banner waits for storage; a program may leave the page at once.
  section ? later(record) : record();
};

const off = () => optional.filter((s) => !mayRun(s, decision));

/**
 * Removes what may no longer be stored and sends records, now or when the server is there again. The page may load again.
 * @param {object[]} [unsent] @param {HTMLElement} [section]
 */
const settle = (unsent, section) =>
  late("records", (part) => part.settle(kit, off(), unsent, before, section)).catch(complain);

/** Makes a decision count in this page. @param {Decision | null} next */
const adopt = (next) => {
  before = decision;
  noted.add(before?.id);
  decision = next;
  if (!asked()[0]) {
    banner?.remove();
    banner = undefined;
  }
  later(release);
  document.dispatchEvent(new CustomEvent("forthright:consent", { detail: get() }));
};

/** Takes over what another tab, the server or an earlier page decided. @param {Decision | null} found */
const take = (found) => {
  // The server's late answer to an older decision does not bring it back.
  if (found && decision && (noted.has(found.id) || found.decidedAt < decision.decidedAt)) keep(decision);
  else if (found ? found.id !== decision?.id : stored) {
    adopt(found);
    ask();
    settle();
  }
  stored = !!found;
};
const sync = () => look().then(take).catch(complain);

/** Whether an element's condition holds: names joined by `and`, `or` and `not`. @param {HTMLElement} element */
const holds = ({ dataset: { consent = "" } }) =>
  consent.split(" or ").some((term) =>
    term.split(" and ").every((part) => {
      const name = part.trim().replace(/^not /, "");
      const on = allows(here, name, decision);
      if (known && on === undefined) complain("unknown category: " + name);
      // "not" is for what was on and has been taken back.
      return name === part.trim() ? on : on === false && allows(here, name, before);
    }));

/** Switches on what is granted, in document order and with a pause after each, and blocks embeds that are not. */
let releasing = Promise.resolve();
const release = () => {
  releasing = releasing
    .then(async () => {
      if (signals[0]) await late("signals", (part) => part.tell(signals, has, get()));
      /** @type {HTMLElement[]} */
      const embeds = [];
      for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(GATED))) {
        if (element.localName !== "script") embeds.push(element);
        else if (holds(element)) await run(/** @type {HTMLScriptElement} */ (element)).catch(complain);
      }
      if (embeds[0]) await late("embeds", (part) => part.arrange(embeds, kit));
      if (options.links) await late("links", (part) => part.arrange(domain, kit));
    })
    .catch(complain);
};

/** @param {HTMLScriptElement} old */
const run = (old) =>
  new Promise((end) => {
    // What comes next gets a task of its own.
    const done = () => setTimeout(end);
    // A clone of a script that another script put into the page would not run.
    const fresh = document.createElement("script");
    for (const attribute of old.attributes) fresh.setAttributeNode(/** @type {Attr} */ (attribute.cloneNode()));
    fresh.removeAttribute("data-consent");
    const { type = "", src } = old.dataset;
    fresh.type = type;
    if (src) fresh.src = src;
    fresh.nonce = old.nonce;
    fresh.text = old.text;
    fresh.addEventListener("load", done);
    fresh.addEventListener("error", done);
    // A server that never answers does not hold up the others for ever.
    setTimeout(done, fresh.src ? 4000 : 0);
    old.replaceWith(fresh);
  });

/** Shows the banner if there is something to ask. */
const ask = async () => {
  const open = asked();
  if (banner || !open[0] || options.banner) return;
  if (/** @type {any} */ (navigator).globalPrivacyControl) return decide("gpc", open, []);
  let w = WORDS;
  let direction = "ltr";
  if (language !== "en") {
    try {
      ({ banner: w, direction } = await late("words-" + language, (part) => part.default));
    } catch {
      language = "en";
    }
  }
  const list = (/** @type {string[]} */ names) => names.slice(0, -1).join(w.comma) + (names[1] ? w.and : "") + names.at(-1);
  const categories = (/** @type {Service[]} */ of) => list(CATEGORIES.filter((c) => of.some((s) => s[3] === c)).map((c) => w[c]));
  let text = w.ask.replace("{list}", categories(needing));
  let about = optional;
  /** @type {{surface: string, shown: string[], asked?: string[]}} */
  const seen = { surface: "banner", shown: (lines = [w.region]) };
  if (open.length < needing.length) {
    try {
      text = await late("added", (part) => part.ask(kit, w, list, ids(open)));
      about = open;
      seen.asked = ids(open);
    } catch {}
  }
  // In the meantime the choice may have been made.
  if (banner || !asked()[0]) return;
  const [element, shadow] = host("banner");
  const section = make("section");
  section.lang = language;
  section.dir = direction;
  section.ariaLabel = w.region;
  const question = make("p", text + " ");
  const link = /** @type {HTMLAnchorElement} */ (make("a", w.link));
  link.href = kit.page;
  question.append(link);
  section.append(question);
  // Accepting does not undo an objection.
  const answer = (/** @type {string} */ source, of = about) => () =>
    decide(source, of, of.filter((s) => source === "accept-all" && (s[4] < 2 || mayRun(s, decision))), seen, section);
  const exempt = optional.filter((s) => s[4] > 1);
  if (exempt.some((s) => mayRun(s, decision))) {
    const said = make("p", w.exempt.replace("{list}", categories(exempt)) + " ");
    const object = make("button", w.object, answer("choice", exempt));
    object.className = "o";
    said.append(object);
    section.append(said);
  }
  const row = make("div");
  section.append(row);
  row.append(make("button", w.accept, answer("accept-all")), make("button", w.refuse, answer("refuse-all")), make("button", w.choose, preferences));
  shadow.append(section);
  banner = element;
  document.body?.prepend(element);
  setTimeout(() => late("after", (part) => part.attend(section)).catch(complain), CALM);
};

/** Opens the preference centre; where the page's policy forbids WASM, our own page instead. */
const preferences = () => late("preferences", (part) => part.open(kit, decision, ids(optional.filter((s) => mayRun(s, decision))))).catch(() => {
  location.href = kit.page;
});

/** What the parts that are loaded later need from here. */
const kit = {
  language, optional, host, holds, decide,
  page: `${base}/cookies?lang=${language}#${siteId}`,
};

const start = async () => {
  if (/** @type {any} */ (document).prerendering) await new Promise((done) => document.addEventListener("prerenderingchange", done));
  const found = await look();
  // A program may have decided in the meantime.
  if (decision) take(found);
  else before = decision = found;
  stored = !!found;
  if (!known) complain("unknown site: " + siteId);
  new MutationObserver((changes) => {
    if (changes.some((c) => /** @type {any[]} */ ([...c.addedNodes]).some((n) => n.matches?.(GATED) || n.querySelector?.(GATED)))) release();
    if (banner?.isConnected === false && restores > 0) {
      restores -= 1;
      setTimeout(() => { restores += 1; }, 9000);
      document.body?.prepend(banner);
    }
  }).observe(root, { childList: true, subtree: true });
  document.addEventListener("click", (event) => {
    const pressed = /** @type {any} */ (event.target).closest?.("[data-forthright=preferences],[data-forthright=withdraw]");
    if (pressed) {
      event.preventDefault();
      // Like the banner's buttons: what is not in the page is answered by a note.
      pressed.dataset.forthright === "withdraw" ? decide("withdrawal", optional, [], {}, make("p")) : preferences();
    }
  });
  release();
  // What nobody waits for: other tabs, what an older choice no longer covers on the device, a record that was not sent.
  setTimeout(() => {
    addEventListener("visibilitychange", sync);
    addEventListener("pageshow", sync);
    sync();
    try {
      /** @type {any} */ (window).cookieStore?.addEventListener("change", sync);
      // The browser answers the first time slowly: then nobody waits for it who decides.
      read();
      // Another host's withdrawal reaches what this one stored.
      if (decision && ((off()[0] && (localStorage.length || document.cookie.includes(";"))) || localStorage[PENDING])) settle();
    } catch {}
  }, CALM);
  if (!document.body) await new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  await ask();
  await releasing;
};

// A second copy of the loader on the page does nothing.
/** @type {any} */ (window).forthright ??= {
  ready: start().catch(complain),
  consent: {
    has,
    get,
    /** @param {{granted: string[]}} choice */
    set: ({ granted }) => decide("api", optional, optional.filter((s) => granted.includes(s[0]) || granted.includes(s[3]))),
    withdraw: () => decide("withdrawal", optional, []),
    open: preferences,
    /** @param {(d: object | null) => void} listener */
    on: (listener) => {
      const told = () => listener(get());
      document.addEventListener("forthright:consent", told);
      return () => document.removeEventListener("forthright:consent", told);
    },
  },
};
