// @ts-check
// The cookie `forthright_consent`: the same form as in the crate `consent`, pinned by tests/vectors/consent.json.

/**
 * @typedef {{id: string, revision: number, decidedAt: string, source: string, granted: string[], refused: string[], covered: string}} Decision
 * `covered`: hexadecimal digits, a bit for the number of each service the person was asked about.
 */

export const LIFETIME = 182 * 86400;
const SHAPE = /^2\.([\da-f-]{36})\.(\d{1,10})\.(\d{1,10})\.(accept-all|refuse-all|choice|gpc|withdrawal|api)\.([a-z\d_-]*)\.([a-z\d_-]*)\.(|[\da-f]*[1-9a-f])$/;

/** RFC 3339 to the second. @param {number} milliseconds */
export const time = (milliseconds) => new Date(milliseconds).toISOString().replace(/\.\d+/, "");
/** @param {Decision} d seconds since 1970 */
const seconds = (d) => Date.parse(d.decidedAt) / 1000;

/** @param {Decision} d */
export const encode = (d) =>
  [2, d.id, d.revision, seconds(d), d.source, d.granted.join("_"), d.refused.join("_"), d.covered].join(".");

/**
 * The decision in a cookie's value, or null when it is not one of ours.
 * @param {string} text
 * @returns {Decision | null}
 */
export const decode = (text) => {
  const parts = text.length < 200 && SHAPE.exec(text);
  if (!parts) return null;
  const [, id, revision, at, source, granted, refused, covered] = parts;
  const names = (/** @type {string} */ list) => (list ? list.split("_") : []);
  const decision = { id, revision: +revision, decidedAt: time(+at * 1000), source, granted: names(granted), refused: names(refused), covered };
  const all = [...decision.granted, ...decision.refused];
  return encode(decision) === text && all.every((name) => name[1]) && !decision.granted.some((name) => decision.refused.includes(name)) ? decision : null;
};

/** Whether a decision still counts: not from the future, not older than six months. @param {Decision} d @param {number} now seconds */
export const isCurrent = (d, now) => seconds(d) <= now + 86400 && now <= seconds(d) + LIFETIME;
