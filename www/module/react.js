"use client";
// @ts-check
// Consent for React. What the server renders is what is rendered before the choice is known: everything that needs consent is off.

// @ts-ignore: React and its types are the app's; here everything that comes from it is `any`.
import { createContext, createElement, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import { consent, load, onChange } from "./index.js";
import { hold, make, page } from "./waiting.js";

/** @typedef {import("./react.js").Snapshot} Snapshot */

const Origin = createContext("");

/** The language the loader was asked for last. @type {string | undefined} */
let spoken;
let begun = false;

/** @param {import("./react.js").ProviderProps} props */
export const ConsentProvider = ({ children, ...options }) => {
  const { origin, lang } = options;
  useEffect(() => {
    if (!begun) spoken = lang;
    begun = true;
    let over = false;
    load(options).then((api) => {
      if (over || spoken === lang) return;
      spoken = lang;
      api.setLanguage(lang || page("documentElement").lang);
    });
    return () => { over = true; };
    // Everything but the language counts once, when the script is loaded.
  }, [lang]);
  return createElement(Origin.Provider, { value: origin }, children);
};

/** What can be done does not depend on the choice. */
const DEEDS = {
  set: (/** @type {{granted: string[]}} */ choice) => consent().set(choice),
  withdraw: () => consent().withdraw(),
  open: () => consent().open(),
  setLanguage: (/** @type {string} */ tag) => consent().setLanguage(tag),
};

/** @type {Snapshot} */
const NOTHING = Object.freeze({ ...DEEDS, decision: null, has: () => false });

let snapshot = NOTHING;
let about = "";

/** The same object until something is different. */
const now = () => {
  if (!Object.hasOwn(window, "forthright")) return NOTHING;
  const decision = consent().get();
  const id = decision ? decision.id : "none";
  if (id !== about) {
    about = id;
    snapshot = Object.freeze({ ...DEEDS, decision, has: (/** @type {string} */ name) => consent().has(name) });
  }
  return snapshot;
};

/** @type {typeof import("./react.js").useConsent} */
export const useConsent = () => useSyncExternalStore(onChange, now, () => NOTHING);

/** @type {typeof import("./react.js").useAllowed} */
export const useAllowed = (name) => useSyncExternalStore(onChange, () => consent().has(name), () => false);

/** @param {import("./react.js").GatedProps} props */
export const Gated = ({ name, fallback = null, children }) => (useAllowed(name) ? children : fallback);

const never = () => () => {};

/** False on the server and while its page is taken over, so that both are the same. */
const useInPage = () => useSyncExternalStore(never, () => true, () => false);

/** Whether an address leads to the web, or to somewhere on this website. @param {string | undefined} address */
const isWeb = (address) => /^(https?:|[/.]|[^:]+$)/i.test(address || "");

/** @param {import("./react.js").EmbedProps} props */
export const Embed = (props) => {
  const { consent: name, src, title, width, height, provider, link, ...more } = props;
  const { allow, allowFullScreen, loading, referrerPolicy, sandbox, ...rest } = more;
  const inPage = useInPage();
  /** @type {{current: HTMLElement | null}} */
  const box = useRef(null);
  /** @type {{current: ReturnType<typeof hold> | null}} */
  const held = useRef(null);
  const href = isWeb(link || src) ? link || src : undefined;
  const text = (/** @type {unknown} */ value) => (value === undefined || value === null ? null : String(value));
  useEffect(() => {
    const at = box.current;
    if (!inPage || !at) return;
    // Until the loader is there, and where it never comes, the link lies over the room of the frame.
    const instead = make("a");
    if (href) Object.assign(instead, { href, target: "_blank", rel: "noreferrer" });
    instead.textContent = title;
    instead.style.position = "absolute";
    at.append(instead);
    const own = (held.current = hold((frame) => at.append(frame), () => instead.remove()));
    return () => {
      own.clear();
      instead.remove();
      held.current = null;
    };
  }, [inPage]);
  useEffect(() => {
    held.current?.show({
      consent: name, src, title, provider, link, allow, loading, sandbox,
      width: text(width), height: text(height), allowfullscreen: allowFullScreen ? "" : null, referrerpolicy: referrerPolicy,
    });
  });
  // Two elements: React puts nothing into the second, and we put nothing into the first.
  return inPage
    ? createElement("div", { ...rest, key: "frame", ref: box })
    : createElement("div", { ...rest, key: "link" }, createElement("a", { href, target: "_blank", rel: "noreferrer" }, title));
};

/** @param {import("./react.js").FrameProps} props */
export const Frame = ({ kind, form, audience, title, onDone, children, ...rest }) => {
  const origin = useContext(Origin);
  /** @type {{current: HTMLElement | null}} */
  const element = useRef(null);
  const done = useRef(onDone);
  useEffect(() => { done.current = onDone; });
  useEffect(() => {
    const at = element.current;
    const hear = (/** @type {Event} */ event) => done.current?.(/** @type {CustomEvent} */ (event).detail);
    at?.addEventListener("forthright:done", hear);
    return () => at?.removeEventListener("forthright:done", hear);
  }, []);
  const path = kind === "form" ? "forms/" + form : kind + (kind === "notices" && audience ? "/" + audience : "");
  const href = `${origin.replace(/\/$/, "")}/${path}`;
  const link = origin && title ? createElement("a", { href, target: "_blank", rel: "noopener" }, title) : null;
  const said = { "data-forthright": kind, "data-form": form, "data-audience": audience, "data-title": title };
  return createElement("div", { ...rest, ...said, "data-done": onDone && "", ref: element }, children ?? link);
};

/** @param {string} does @param {string} says */
const button = (does, says) => (/** @type {import("./react.js").ButtonProps} */ { children = says, ...rest }) =>
  createElement("button", { type: "button", ...rest, "data-forthright": does }, children);

export const Choices = button("preferences", "Cookie choices");
export const Withdraw = button("withdraw", "Withdraw consent");
