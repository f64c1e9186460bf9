// What the register says of one website: whose a stored thing is, and whose a request.
import { readFileSync } from "node:fs";
import { isIP } from "node:net";

/** @typedef {"cookie" | "local-storage" | "session-storage" | "indexed-db" | "cache-storage" | "service-worker"} Kind */
/** @typedef {{name: string, kind?: Kind, path?: string, domain?: string}} Entry */
/** @typedef {{id: string, name: string, category: string, basis: string, cookies: Entry[]}} Service */
/** @typedef {{id: string, name: string, services: Service[]}} Site */
/** @typedef {{kind: Kind, name: string, host: string, path: string}} Stored */
/** @typedef {{host: string, path: string, type: string, frames: string[]}} Sent */
/** @typedef {{what: Kind | "request", name: string, host: string, path: string, thirdParty: boolean}} Found */
/** @typedef {Found & {times: number, service: Service | null, hint: string, known: string[]}} Item `known`: the ids of what the catalogue takes it for */

/** Something the person at the keyboard can mend. */
export class Wrong extends Error {}

const REASONS = { ENOENT: "there is no such file or folder", EACCES: "it is not allowed", EISDIR: "it is a folder" };

/** @param {unknown} error of the file system @returns {string} */
export function reasonOf(error) {
  const { code = "unknown" } = /** @type {NodeJS.ErrnoException} */ (error);
  return /** @type {Record<string, string>} */ (REASONS)[code] ?? code;
}

const WITHOUT_CONSENT = ["communication", "strictly-necessary", "exempt-statistics", "exempt-appearance", "emergency"];
const KINDS = ["cookie", "local-storage", "session-storage", "indexed-db", "cache-storage", "service-worker", "request"];
const SHARED = ["ac", "co", "com", "edu", "gov", "ltd", "me", "net", "nhs", "org", "plc", "police", "sch"];

/** @param {Service} service */
export const needsConsent = (service) => !WITHOUT_CONSENT.includes(service.basis);

/** A service that many websites use. @typedef {{id: string, name: string, provider: string, hosts: string[], cookies: Entry[]}} Known */

/** @param {string} file @returns {{sites: Site[], known: Known[]}} `known`: the catalogue to pick from */
export function readRegister(file) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Wrong(`The register ${file} cannot be read: ${reasonOf(error)}.`);
  }
  let sites;
  let known;
  try {
    ({ sites, known = [] } = JSON.parse(text));
  } catch {
    throw new Wrong(`The register ${file} is not JSON.`);
  }
  if (!Array.isArray(sites)) throw new Wrong(`The register ${file} has no list “sites”.`);
  for (const site of sites) {
    const fault = faultOf(site);
    if (fault) throw new Wrong(`The register ${file} cannot be used: ${fault}.`);
  }
  const read = sites.map((site) => ({ id: site.id, name: nameOf(site), services: (site.services ?? []).map(complete) }));
  return { sites: read, known };
}

/** @param {any} thing with a name, maybe in several languages @returns {string} */
const nameOf = ({ id, name }) => [name, name?.en].find((text) => typeof text === "string") ?? id;

/** @param {Service} service */
const complete = (service) => ({ ...service, name: nameOf(service), cookies: service.cookies ?? [] });

/** @param {any} site @returns {string} what is missing, or nothing */
function faultOf(site) {
  if (typeof site?.id !== "string") return "a website has no “id”";
  if (!Array.isArray(site.services ?? [])) return `“services” of the website “${site.id}” is not a list`;
  for (const service of site.services ?? []) {
    const missing = ["id", "category", "basis"].find((key) => typeof service?.[key] !== "string");
    if (missing) return `a service of the website “${site.id}” has no “${missing}”`;
    const cookies = service.cookies ?? [];
    const named = Array.isArray(cookies) && cookies.every((entry) => typeof entry?.name === "string");
    if (!named) return `the service “${service.id}” of the website “${site.id}” has “cookies” without “name”`;
  }
  return "";
}

/** @param {Site[]} sites @param {string} id */
export function siteOf(sites, id) {
  const site = sites.find((one) => one.id === id);
  if (!site) throw new Wrong(`There is no website “${id}” in the register: ${sites.map((one) => one.id).join(", ")}.`);
  return site;
}

/** The part of a host that one owner has: two labels, three where the last two are shared (`ac.uk`). @param {string} host */
export function registrable(host) {
  if (isIP(host.replace(/^\[|\]$/g, ""))) return host;
  const labels = host.split(".");
  const shared = labels.at(-1)?.length === 2 && SHARED.includes(labels.at(-2) ?? "");
  return labels.slice(shared ? -3 : -2).join(".");
}

const bare = (/** @type {string} */ domain) => domain.replace(/^\./, "").toLowerCase();
const within = (/** @type {string} */ host, /** @type {string} */ domain) => host === domain || host.endsWith(`.${domain}`);
const pattern = (/** @type {string} */ name) =>
  new RegExp(`^${name.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&")).join(".*")}$`, "s");

/**
 * What something that the register does not know probably is.
 * @param {Known[]} known @returns {(thing: {what: string, name: string, host: string, thirdParty: boolean}) => Known[]}
 */
export function createGuess(known) {
  const all = known.map((service) => ({ service, hosts: service.hosts, cookies: service.cookies.map((entry) => ({ ...entry, test: pattern(entry.name) })) }));
  const asks = (/** @type {string} */ host, /** @type {string} */ listed) => (listed.startsWith("*.") ? within(host, listed.slice(2)) : host === listed);
  return ({ what, name, host, thirdParty }) => {
    if (what === "request") {
      const found = all.flatMap(({ service, hosts }) => hosts.filter((listed) => asks(host, listed)).map((listed) => ({ service, length: listed.replace("*.", "").length })));
      // A provider may ask the same host for several of its services.
      const longest = Math.max(0, ...found.map(({ length }) => length));
      return found.filter(({ length }) => length === longest).map(({ service }) => service);
    }
    const kept = all.filter(({ cookies }) => cookies.some((entry) => (entry.kind ?? "cookie") === what && entry.test.test(name) && (entry.domain ? within(host, bare(entry.domain)) : !thirdParty)));
    // A name that many use says nothing.
    return kept.length > 3 ? [] : kept.map(({ service }) => service);
  };
}

/**
 * Says of everything found whose it is.
 * @param {Site} site
 * @param {{host: string, tool: string, claims: Record<string, string>}} page `claims`: what the page's `data-consent` says of other hosts
 * @param {Known[]} [catalogue] to pick from
 */
export function createMatcher(site, { host: pageHost, tool, claims }, catalogue = []) {
  const guess = createGuess(catalogue);
  /** @param {Omit<Item, "hint" | "known"> & {hint: string}} item @returns {Item} */
  const named = (item) => {
    const known = item.service ? [] : guess(item);
    const words = known.length ? `it looks like ${known.map(({ name }) => name).join(" or ")}` : "";
    return { ...item, hint: item.hint || words, known: known.map(({ id }) => id) };
  };
  const own = (/** @type {string} */ host) => host === tool || registrable(host) === registrable(pageHost);
  const entries = site.services
    .flatMap((service) => service.cookies.map((entry) =>
      ({ ...entry, service, test: pattern(entry.name), domain: bare(entry.domain ?? "") })))
    .sort((a, b) => Number(a.name.includes("*")) - Number(b.name.includes("*")) || b.name.length - a.name.length);

  /** @param {Stored} thing @returns {Item} */
  const stored = (thing) => {
    const listed = entries.filter((entry) => (entry.kind ?? "cookie") === thing.kind && entry.test.test(thing.name));
    const found = listed.find(({ domain, path }) =>
      (domain ? within(thing.host, domain) : own(thing.host)) && (thing.kind !== "cookie" || (path ?? thing.path) === thing.path));
    const hint = found || !listed.length ? "" : `“${listed[0].service.name}” lists this name, but not for this host and path`;
    const { kind, name, host, path } = thing;
    return named({ what: kind, name, host, path, thirdParty: !own(host), times: 1, service: found?.service ?? null, hint });
  };

  const byDomain = (/** @type {string} */ host) =>
    entries.filter((entry) => entry.domain && within(host, entry.domain))
      .sort((a, b) => b.domain.length - a.domain.length || Number(needsConsent(b.service)) - Number(needsConsent(a.service)))[0]?.service;

  // A category named in the page proves no exemption: only what needs consent is taken from it.
  const byClaim = (/** @type {string} */ host) => {
    const name = claims[host];
    const service = site.services.find((one) => one.id === name);
    if (service || !name) return service;
    const all = site.services.filter((one) => one.category === name && needsConsent(one));
    return all.length > 1 ? { ...all[0], id: name, name: `one of “${name}”`, cookies: [] } : all[0];
  };
  const byHost = (/** @type {string} */ host) => byDomain(host) ?? byClaim(host);

  /** @param {Sent} request @returns {Item} */
  const sent = (request) => {
    const frame = request.frames.filter((host) => !own(host)).map(byHost).find((service) => service && needsConsent(service));
    const thirdParty = !own(request.host);
    const service = (thirdParty && (byHost(request.host) ?? frame)) || null;
    const { type, host, path } = request;
    return named({ what: "request", name: `${type} ${path}`, host, path, thirdParty, times: 1, service, hint: "" });
  };

  /** Each thing once; requests of one host and service together. @param {{stored: Stored[], sent: Sent[]}} seen @returns {Item[]} */
  return ({ stored: things, sent: requests }) => {
    /** @type {Map<string, Item>} */
    const items = new Map();
    const others = requests.filter((request) => request.host !== pageHost);
    for (const item of [...things.map(stored), ...others.map(sent)]) {
      const known = items.get(keyOf(item));
      if (!known) items.set(keyOf(item), item);
      else if (item.what === "request") known.times += 1;
    }
    return [...items.values()].sort((a, b) => KINDS.indexOf(a.what) - KINDS.indexOf(b.what) || (keyOf(a) < keyOf(b) ? -1 : 1));
  };
}

/** @param {Item} item */
export const keyOf = (item) => JSON.stringify(
  item.what === "request" ? [item.what, item.host, item.service?.id] : [item.what, item.host, item.name, item.path]);
