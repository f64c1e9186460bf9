// @ts-check
// The cookie `forthright_consent` and what a decision switches on: the same rules as the crate `consent`, and the same
// worked examples (tests/vectors/consent.json).

/**
 * @typedef {{id: string, revision: number, decidedAt: string, source: string, granted: string[], refused: string[]}} Decision
 * @typedef {Record<string, [category: string, basis: string, provider: string]>} Services by id
 */

export const LIFETIME = 182 * 86400;

const LETTERS = { preferences: "p", statistics: "s", media: "m", marketing: "a" };
const SOURCES = { "accept-all": "a", "refuse-all": "r", choice: "c", gpc: "g", withdrawal: "w", api: "i" };

/** @param {Record<string, string>} table @param {string} value */
const key = (table, value) => Object.keys(table).find((name) => table[name] === value);
/** @param {string[]} names */
const join = (names) => names.map((name) => /** @type {any} */ (LETTERS)[name] || name).join("_");
/** @param {string} text */
const split = (text) => (text ? text.split("_").map((name) => key(LETTERS, name) || name) : []);

/** @param {Decision} d */
export const encode = (d) =>
  [
    1,
    d.id.replaceAll("-", ""),
    d.revision.toString(36),
    (Date.parse(d.decidedAt) / 1000).toString(36),
    /** @type {any} */ (SOURCES)[d.source],
    join(d.granted),
    join(d.refused),
  ].join(".");

/**
 * The decision in a cookie's value, or null when this version would not have written it.
 * @param {string} text
 * @returns {Decision | null}
 */
export const decode = (text) => {
  const p = text.split(".");
  const hex = p[1] || "";
  const source = key(SOURCES, p[4]);
  const granted = split(p[5] || "");
  const refused = split(p[6] || "");
  const seconds = parseInt(p[3], 36);
  if (
    p.length !== 7 || text.length >= 200 || !/^[0-9a-f]{32}$/.test(hex) || !source || !(seconds < 1e11) || /-/.test(p[2]) ||
    !granted.concat(refused).every((name) => /^[a-z0-9-]{2,}$/.test(name)) ||
    granted.some((name) => refused.includes(name))
  ) {
    return null;
  }
  const decision = {
    id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
    revision: parseInt(p[2], 36),
    decidedAt: new Date(seconds * 1000).toISOString().replace(".000", ""),
    source,
    granted,
    refused,
  };
  return encode(decision) === text ? decision : null;
};

/** @param {Decision} d @param {number} revision @param {number} now seconds */
export const isCurrent = (d, revision, now) => {
  const at = Date.parse(d.decidedAt) / 1000;
  return d.revision >= revision && at <= now + 86400 && now <= at + LIFETIME;
};

/**
 * Whether a service or category may run. Unknown names never may.
 * @param {Services} services @param {string} name @param {Decision | null} decision
 */
export const allows = (services, name, decision) => {
  /** @param {string} n */
  const says = (n) => (decision?.refused.includes(n) ? false : decision?.granted.includes(n) || undefined);
  const [category, basis] = services[name] || [];
  if (basis) return basis === "strictly-necessary" || (says(name) ?? says(category) ?? basis !== "consent");
  if (name === "necessary") return true;
  const own = Object.values(services).filter((s) => s[0] === name);
  return name in LETTERS && (says(name) ?? (own.length > 0 && own.every((s) => s[1].startsWith("exempt"))));
};
