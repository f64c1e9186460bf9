// @ts-check
// Runs gated scripts that are allowed, in document order and each in a task of its own. A script runs only if the page's own
// policy would know it: where the page has a nonce it must carry that nonce, because under 'strict-dynamic' the browser
// itself lets everything run that we put into the page. No script gets a nonce from here that it did not bring.

import { page } from "../page.js";

/** Scripts that have run. They stay in the page as they were written: a copy of the page runs nothing that was taken back since. */
const ran = new WeakSet();

/** @param {HTMLScriptElement[]} scripts @param {any} kit what the loader lends */
export const arrange = async (scripts, kit) => {
  for (const script of scripts) {
    // SVG has scripts, too. In the meantime its permission may have been taken back.
    const isOff = script instanceof HTMLScriptElement && script.type === "text/plain" && script.isConnected && !ran.has(script);
    if (isOff && kit.holds(script)) await start(script, kit, nonceOf(kit.script));
  }
};

/** The nonce of the page's scripts, if they have one: ours first. @param {HTMLScriptElement} loader */
const nonceOf = (loader) => [loader, ...page.scripts].find((script) => script.nonce)?.nonce;

/** @param {HTMLScriptElement} old @param {any} kit @param {string | undefined} nonce */
const start = (old, kit, nonce) =>
  new Promise((end) => {
    let caughtUp = () => {};
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let late;
    // What comes next gets a task of its own; a slow script is not waited for, and goes once it has run.
    const next = () => {
      caughtUp();
      setTimeout(end);
    };
    const done = () => {
      clearTimeout(late);
      next();
      setTimeout(() => fresh.remove());
    };
    // A clone of a script that another script put into the page would not run.
    const fresh = page.createElement("script");
    for (const attribute of old.attributes) fresh.setAttributeNode(/** @type {Attr} */ (attribute.cloneNode()));
    fresh.removeAttribute("data-consent");
    fresh.type = old.getAttribute("data-type") || "";
    const address = old.getAttribute("data-src");
    if (address) fresh.src = address;
    fresh.nonce = old.nonce;
    fresh.text = old.text;
    const refused = nonce && old.nonce !== nonce ? "a script without the page's nonce stays off: " : fresh.hasAttribute("src") && !/^https?:/.test(fresh.src) ? "only http and https: " : "";
    if (refused) return end(kit.complain(refused + name(fresh)));
    fresh.addEventListener("load", done);
    fresh.addEventListener("error", done);
    // A server that never answers does not hold up the others for ever.
    late = fresh.src ? setTimeout(next, 4000) : setTimeout(done);
    ran.add(old);
    try {
      caughtUp = catchUp();
      old.after(fresh);
    } catch (error) {
      kit.complain(error);
      done();
    }
  });

/** @param {HTMLScriptElement} script */
const name = (script) => script.src || script.id || "inline";

/**
 * A script that runs late may wait for what has happened already: the document read, the page loaded. While it runs, whoever begins
 * to wait for that is noted; the function this gives tells them, once.
 */
const catchUp = () => {
  const past = [page.readyState !== "loading" && "DOMContentLoaded", page.readyState === "complete" && "load"];
  /** @type {[EventTarget, string, any][]} */
  const waiting = [];
  const { onload } = window;
  const back = [window, document].map((/** @type {any} */ target) => {
    const before = Object.getOwnPropertyDescriptor(target, "addEventListener");
    const add = target.addEventListener;
    // An element of that name is no function.
    if (typeof add !== "function") return () => {};
    const value = function (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any[]} */ ...more) {
      if (past.includes(type) && listener) waiting.push([target, type, listener]);
      else add.call(target, type, listener, ...more);
    };
    if (!Reflect.defineProperty(target, "addEventListener", { configurable: true, writable: true, value })) return () => {};
    return () => {
      if (before) Object.defineProperty(target, "addEventListener", before);
      else delete target.addEventListener;
    };
  });
  return () => {
    // Once: afterwards the page waits for what it likes.
    if (!back.length) return;
    for (const undo of back.splice(0)) undo();
    const { onload: now } = window;
    if (past[1] && now && now !== onload) waiting.push([window, "load", now]);
    for (const [target, type, listener] of waiting.splice(0)) {
      // Each in a task of its own: one that throws stops no other.
      setTimeout(() => (typeof listener === "function" ? listener.call(target, new Event(type)) : listener.handleEvent?.(new Event(type))));
    }
  };
};
