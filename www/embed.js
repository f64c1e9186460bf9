// @ts-check
// The loader: one script tag on every website. It reads the choice, keeps what needs consent switched off until it is
// granted, shows the banner when there is something to ask, and keeps a record of each decision to be sent. No WASM, no
// style attribute, no eval: it works under `script-src 'self'`. Whatever fails, what needs consent stays off. What only
// some pages need, or nobody waits for, is in loader/late/.

import { LIFETIME, decode, encode, isCurrent, time } from "./loader/codec.js";
import { page } from "./loader/page.js";
import { CATEGORIES, allows, choose, covers, mayRun } from "./loader/rules.js";
import { STYLE } from "./loader/style.js";

/** @typedef {import("./loader/codec.js").Decision} Decision @typedef {import("./loader/rules.js").Service} Service */

const NAME = "forthright_consent";
const PENDING = "forthright_pending";
/** Milliseconds until a page is at rest. */
const CALM = 2000;
/** What needs consent, and what shows our pages here; our own elements are spans. */
const GATED = ":is([data-consent],div[data-forthright])";
/** @param {{dataset: DOMStringMap}} element its own data, whatever else runs in the page gave to all objects */
const own = ({ dataset }) => /** @type {DOMStringMap} */ (Object.assign(Object.create(null), dataset));
// A module does not know its own element.
const script = /** @type {HTMLScriptElement} */ (page.currentScript ||
  page.querySelector("script[type=module][data-site]"));
const root = page.documentElement;
const options = own(script);
// A script of another origin has no base of its own for what it imports. What the register names counts above the address.
const base = ORIGIN || new URL(script.src).origin;
// Tag managers take attributes away.
const siteId = options.site || new URL(script.src).searchParams.get("site");
const [, domain, places = [], signals = []] = SITES.find((site) => site[0] === siteId) || [];
const here = places.map((place) => SERVICES[place]);
const optional = here.filter((s) => s[4]);
const cookieDomain = ("." + location.hostname).endsWith("." + domain) ? "; Domain=" + domain : "";
let language = "en";

/** @type {Decision | null} */
let decision = null;
/** @type {Decision | null} */
let before = null;
let stored = false;
/** @type {HTMLElement | undefined} */
let banner;
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
    import(`${base}/assets/${VERSION}/loader/${name}.js`).then(done, fail);
    setTimeout(fail, 9000, name);
  }).then(use);
const ids = (/** @type {Service[]} */ services) => services.map((s) => s[0]);
const has = (/** @type {string} */ name) => !!allows(here, name, decision);
/** What needs consent and is not covered; with null, all that needs it. */
const asked = (d = decision) => optional.filter((s) => s[4] < 2 && !covers(d, s));
/** The decision as pages see it, and may do with as they like. */
const get = () => structuredClone(decision && { ...decision, covered: undefined });

/** @param {string} tag @param {string} [text] @param {() => void} [press] */
const make = (tag, text = "", press) => {
  const element = page.createElement(tag);
  element.textContent = text;
  if (text) lines.push(text.trim());
  element.onclick = /** @type {any} */ (press);
  return element;
};

/** A host element whose open shadow root keeps the page's style out. @param {string} as */
const host = (as) => {
  const element = make("span");
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
    return latest(page.cookie.split("; "));
  } catch {
    return null;
  }
};

/** The same, without the page standing still for the browser's answer. */
const look = async () => {
  try {
    return latest((await /** @type {any} */ (window).cookieStore.getAll(NAME)).map((/** @type {{value: string}} */ cookie) => cookie.value));
  } catch {
    return read();
  }
};

/** @param {Decision} d */
const keep = (d) => {
  try {
    page.cookie = `${NAME}=${encode(d)}; Path=/; SameSite=Lax; Max-Age=${LIFETIME}${cookieDomain}` + (location.protocol === "https:" ? "; Secure" : "");
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

const on = () => ids(optional.filter((s) => mayRun(s, decision)));
const off = () => optional.filter((s) => !mayRun(s, decision));

/**
 * Removes what may no longer be stored and sends records, now or when the server is there again. The page may load again.
 * @param {object[]} [unsent] @param {HTMLElement} [section]
 */
const settle = (unsent, section) =>
  late("records", (part) => part.settle(kit(), off(), unsent, before, section)).catch(complain);

const hide = () => {
  banner?.remove();
  banner = undefined;
};

/** Makes a decision count in this page. @param {Decision | null} next */
const adopt = (next) => {
  before = decision;
  noted.add(before?.id);
  decision = next;
  if (!asked()[0]) hide();
  later(release);
  page.dispatchEvent(new CustomEvent("forthright:consent", { detail: get() }));
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

/** Whether an element's condition holds: names joined by `and`, `or` and `not`. @param {HTMLElement} element */
const holds = (element) =>
  own(element).consent?.split(" or ").some((term) =>
    term.split(" and ").every((part) => {
      const name = part.trim().replace(/^not /, "");
      const on = allows(here, name, decision);
      if (here[0] && on === undefined) complain("unknown: " + name);
      // "not" is for what was on and has been taken back.
      return name === part.trim() ? on : on === false && allows(here, name, before);
    }));

/** @param {string} kind @returns {any[]} in document order */
const gated = (kind) => [...page.querySelectorAll(kind + GATED)];

/** Switches on what is granted, in document order and with a pause after each, and blocks embeds that are not. */
let releasing = Promise.resolve();
const release = () => {
  releasing = releasing
    .then(async () => {
      if (signals[0]) await late("signals", (part) => part.tell(signals, has, get()));
      const scripts = gated("script");
      if (scripts.some(holds)) await late("scripts", (part) => part.arrange(scripts, kit()));
      const embeds = gated(":not(script)");
      if (embeds[0]) await late("embeds", (part) => part.arrange(embeds, kit()));
    })
    .catch(complain);
};

/** Puts the banner into the page, if there is one still; behind what is there, because an app may count from the beginning. */
const place = () => {
  if (banner) page.body?.append(banner);
};

/** Shows the banner if there is something to ask. */
const ask = async () => {
  const open = asked();
  if (banner || !open[0] || options.banner) return;
  if (/** @type {any} */ (navigator).globalPrivacyControl) return decide("gpc", open, []);
  let words = language;
  let w = WORDS;
  let direction = "ltr";
  if (language !== "en") {
    try {
      ({ banner: w, direction } = await late("words-" + language, (part) => part.default));
    } catch {
      // Another language may have been asked for meanwhile.
      if (words === language) words = language = "en";
    }
  }
  const list = (/** @type {string[]} */ names) => names.slice(0, -1).join(w.comma) + (names[1] ? w.and : "") + names.at(-1);
  const categories = (/** @type {Service[]} */ of) => list(CATEGORIES.filter((c) => of.some((s) => s[3] === c)).map((c) => w[c]));
  let line = w.ask.replace("{list}", categories(asked(null)));
  let about = optional;
  /** @type {{surface: string, shown: string[], asked?: string[]}} */
  const seen = { surface: "banner", shown: lines };
  if (open.length < asked(null).length) {
    try {
      line = await late("added", (part) => part.ask(kit(), w, list, ids(open)));
      seen.asked = ids((about = open));
    } catch {}
  }
  // In the meantime the choice may have been made, or the language changed.
  if (banner || !asked()[0] || words !== language) return;
  const [element, shadow] = host("banner");
  const section = make("section");
  section.lang = language;
  section.dir = direction;
  section.ariaLabel = w.region;
  // What scrolls where there is little room; the buttons are always in view.
  const text = make("header");
  const heading = make("h2", NAME_OF_ORGANISATION);
  lines = seen.shown = [w.region];
  const question = make("p", line + " ");
  const link = /** @type {HTMLAnchorElement} */ (make("a", w.link));
  link.href = kit().page;
  question.append(link);
  text.append(heading, question);
  // Accepting does not undo an objection.
  const answer = (/** @type {string} */ source, of = about) => () =>
    decide(source, of, of.filter((s) => source === "accept-all" && (s[4] < 2 || mayRun(s, decision))), seen, section);
  const exempt = optional.filter((s) => s[4] > 1);
  if (exempt.some((s) => mayRun(s, decision))) {
    const said = make("p", w.exempt.replace("{list}", categories(exempt)) + " ");
    const object = make("button", w.object, answer("choice", exempt));
    said.append(object);
    text.append(said);
  }
  const row = make("div");
  section.append(text, row);
  row.append(make("button", w.accept, answer("accept-all")), make("button", w.refuse, answer("refuse-all")), make("button", w.choose, preferences));
  shadow.append(section);
  banner = element;
  place();
  late("after", (part) => part.attend(section, place)).catch(complain);
};

/** Opens the preference centre; where the page's policy forbids WASM, our own page instead. */
const preferences = () => late("preferences", (part) => part.open(kit(), decision, on())).catch(() => {
  location.href = kit().page;
});

/** Says everything in this language from now on. @param {string} named its tag */
const setLanguage = async (named) => {
  language = named.toLowerCase().replace(/^zh.*(hant|hk|mo|tw).*/, "zh-hant").replace(/-(?!hant).*/, "");
  if (!LANGUAGES.includes(` ${language} `)) language = "en";
  hide();
  release();
  if (!page.body) await new Promise((done) => page.addEventListener("DOMContentLoaded", done));
  await ask();
};

/** What the parts that are loaded later need from here. */
const kit = () => ({
  here, optional, host, holds, decide, complain, look, take, off, release, setLanguage, script,
  language, page: `${base}/cookies?lang=${language}#${siteId}`,
});

const start = async () => {
  // In a frame, or before anybody sees it.
  if (top !== self || /** @type {any} */ (page).prerendering) await late("arrive", (part) => part.look(kit(), options, domain));
  const found = await look();
  // A program may have decided in the meantime.
  if (decision) take(found);
  else before = decision = found;
  stored = !!found;
  new MutationObserver((changes) => {
    if (changes.some((c) => c.addedNodes[0] && Element.prototype.querySelector.call(c.target, GATED))) release();
  }).observe(root, { childList: true, subtree: true });
  page.addEventListener("click", (event) => {
    const wanted = event.composedPath().map((/** @type {any} */ at) => own(at).forthright).find((name) => name === "preferences" || name === "withdraw");
    if (wanted) {
      event.preventDefault();
      // Like the banner's buttons: what is not in the page is answered by a note.
      wanted === "withdraw" ? decide("withdrawal", optional, [], {}, make("p")) : preferences();
    }
  });
  setTimeout(() => late("rest", (part) => part.attend(kit())).catch(complain), CALM);
  await setLanguage(options.lang || root.lang);
  await releasing;
};

// A second copy of the loader on the page does nothing. An element of that name is none, and an accessor that the page has put there and that gives nothing is none either.
if (!(Object.hasOwn(window, "forthright") && /** @type {any} */ (window).forthright)) {
  const ready = start().catch(complain);
  /** @type {any} */ (window).forthright = {
    ready,
    consent: {
      has,
      get,
      /** @param {{granted: string[]}} choice */
      set: (choice) => {
        const names = new Set(choice.granted);
        const granted = optional.filter((s) => names.has(s[0]) || names.has(s[3]));
        // A program that sets what is set decides nothing.
        if (asked()[0] || "" + ids(granted) !== "" + on()) decide("api", optional, granted);
      },
      // Not before the choice is known.
      setLanguage: (/** @type {string} */ tag) => ready.then(() => setLanguage(tag)),
      withdraw: () => decide("withdrawal", optional, []),
      open: preferences,
      /** @param {(d: object | null) => void} listener */
      on: (listener) => {
        const told = () => listener(get());
        page.addEventListener("forthright:consent", told);
        return () => page.removeEventListener("forthright:consent", told);
      },
    },
  };
}
