// @ts-check
// Removes what services stored that may no longer run: the cookies and storage that the register lists for them, and
// nothing else.

/** @typedef {{name: string, kind: string, path?: string, domain?: string}} Item */

/**
 * @param {string} address of the site's cookie list @param {string[]} stopped ids of services
 */
export const clear = async (address, stopped) => {
  const list = await (await fetch(address)).json();
  for (const service of list.services) {
    if (stopped.includes(service.id)) for (const item of service.cookies) await remove(item, list.cookieDomain || "");
  }
};

/** @param {string} name `*` stands for any characters */
const pattern = (name) =>
  new RegExp("^" + name.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*") + "$");

/** @param {Item} item @param {string} parent */
const remove = async (item, parent) => {
  const match = pattern(item.name);
  try {
    if (item.kind === "local-storage") removeKeys(localStorage, match);
    else if (item.kind === "session-storage") removeKeys(sessionStorage, match);
    else if (item.kind === "indexed-db") {
      const known = await indexedDB.databases?.() ?? [{ name: item.name }];
      for (const { name } of known) if (name && match.test(name)) indexedDB.deleteDatabase(name);
    } else removeCookies(item, match, parent);
  } catch {
    // Storage the browser does not let us see holds nothing of ours to remove.
  }
};

/** @param {Storage} storage @param {RegExp} match */
const removeKeys = (storage, match) => {
  for (const name of Object.keys(storage)) if (match.test(name)) storage.removeItem(name);
};

/** A cookie with another path is not seen here, so one that is listed by its whole name is removed unseen. @param {Item} item @param {RegExp} match @param {string} parent */
const removeCookies = (item, match, parent) => {
  const seen = document.cookie.split("; ").map((cookie) => cookie.split("=")[0]).filter((name) => match.test(name));
  const names = new Set(item.name.includes("*") ? seen : [item.name]);
  const paths = item.path ? [item.path] : ["/", ...above(location.pathname)];
  const domains = item.domain ? [item.domain] : ["", ...hosts(parent)];
  const secure = location.protocol === "https:" ? "; Secure" : "";
  for (const name of names) {
    for (const path of paths) {
      for (const domain of domains) {
        document.cookie = `${name}=; Max-Age=0; Path=${path}${domain && "; Domain=" + domain}${secure}`;
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
