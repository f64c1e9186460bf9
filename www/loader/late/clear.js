// @ts-check
// Removes what services stored that may no longer run: the cookies and storage that the register lists for them, and
// nothing else.

import { page } from "../page.js";
import { fetched } from "./late.js";

/** @typedef {{name: string, kind: string, path?: string, domain?: string}} Item */

/** What has to be gone when the page is left: code that has run already may store it again. @type {(() => void) | undefined} */
let last;

/**
 * @param {string} address of the site's cookie list @param {string[]} stopped ids of services
 */
export const clear = async (address, stopped) => {
  const list = await fetched(address);
  const items = list.services.flatMap((/** @type {any} */ service) => (stopped.includes(service.id) ? service.cookies : []));
  if (!last) addEventListener("pagehide", () => last?.());
  last = () => items.forEach((/** @type {Item} */ item) => remove(item, list.cookieDomain || ""));
  last();
};

/** @param {string} name `*` stands for any characters */
const pattern = (name) =>
  new RegExp("^" + name.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*") + "$");

/** @param {Item} item @param {string} parent */
const remove = (item, parent) => {
  const match = pattern(item.name);
  try {
    if (item.kind === "local-storage") removeKeys(localStorage, match);
    else if (item.kind === "session-storage") removeKeys(sessionStorage, match);
    else if (item.kind === "indexed-db") {
      // A browser that does not list them can still remove one by its name.
      const known = indexedDB.databases?.() ?? Promise.resolve([{ name: item.name }]);
      known.then((all) => all.forEach(({ name }) => name && match.test(name) && indexedDB.deleteDatabase(name)), () => {});
    } else if (item.kind === "cache-storage") {
      caches.keys().then((all) => all.forEach((name) => match.test(name) && caches.delete(name)), () => {});
    } else if (item.kind === "service-worker") {
      navigator.serviceWorker.getRegistrations().then((all) => all.forEach((one) => isOf(one, match) && one.unregister()), () => {});
    } else removeCookies(item, match, parent);
  } catch {
    // Storage the browser does not let us see holds nothing of ours to remove.
  }
};

/** Whether a registration's script has this path or this address. @param {ServiceWorkerRegistration} one @param {RegExp} match */
const isOf = ({ active, waiting, installing }, match) => {
  const script = (active || waiting || installing)?.scriptURL || "";
  return match.test(script) || match.test(script && new URL(script).pathname);
};

/** @param {Storage} storage @param {RegExp} match */
const removeKeys = (storage, match) => {
  for (const name of Object.keys(storage)) if (match.test(name)) storage.removeItem(name);
};

/** A cookie with another path is not seen here, so one that is listed by its whole name is removed unseen. @param {Item} item @param {RegExp} match @param {string} parent */
const removeCookies = (item, match, parent) => {
  const seen = page.cookie.split("; ").map((cookie) => cookie.split("=")[0]).filter((name) => match.test(name));
  const names = new Set(item.name.includes("*") ? seen : [item.name]);
  const paths = item.path ? [item.path] : ["/", ...above(location.pathname)];
  const domains = item.domain ? [item.domain] : ["", ...hosts(parent)];
  const secure = location.protocol === "https:" ? "; Secure" : "";
  for (const name of names) {
    for (const path of paths) {
      for (const domain of domains) {
        const gone = `${name}=; Max-Age=0; Path=${path}${domain && "; Domain=" + domain}${secure}`;
        page.cookie = gone;
        // A cookie that counts in this website's frames alone is another one of the same name.
        if (secure) page.cookie = gone + "; SameSite=None; Partitioned";
      }
    }
  }
};

/** The page's folders, with and without the slash. @param {string} path */
const above = (path) => {
  const parts = [...path.split("/").slice(1), ""];
  return parts.flatMap((_, at) => {
    const folder = "/" + parts.slice(0, at).join("/");
    return at ? [folder, folder + "/"] : [];
  });
};

/** This host and its parents, down to the institution's domain or to two labels. @param {string} parent */
const hosts = (parent) => {
  const labels = location.hostname.split(".");
  if (/^[\d.]+$|:/.test(location.hostname)) return [];
  const all = labels.map((_, at) => labels.slice(at).join(".")).filter((host) => host.includes("."));
  const last = all.indexOf(parent);
  return last < 0 ? all : all.slice(0, last + 1);
};
