// @ts-check
// The cookie `forthright_consent`: the same form as in the crate `consent`, pinned by tests/vectors/consent.json.

/**
 * @typedef {{id: string, revision: number, decidedAt: string, source: string, granted: string[], refused: string[], covered: string}} Decision
 * `covered`: hexadecimal digits, a bit for the number of each service the person was asked about.
 */

export const LIFETIME = 182 * 86400;
const SHAPE = /^2\.([\da-f-]{36})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,9})\.(accept-all|refuse-all|choice|gpc|withdrawal|api)\.(|[a-z\d-]{2,}(?:_[a-z\d-]{2,})*)\.(|[a-z\d-]{2,}(?:_[a-z\d-]{2,})*)\.(|[\da-f]*[1-9a-f])$/;

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
  const [, id, revision, at, source, ...lists] = (text.length < 200 && SHAPE.exec(text)) || [];
  const [granted, refused] = lists.map((list) => /** @type {string[]} */ (list.match(/[^_]+/g) || []));
  if (!id || granted.some((name) => refused.includes(name))) return null;
  return { id, revision: +revision, decidedAt: time(+at * 1000), source, granted, refused, covered: lists[2] };
};

/** Whether a decision still counts: not from the future, not older than six months. @param {Decision} d @param {number} now seconds */
export const isCurrent = (d, now) => seconds(d) <= now + 86400 && now <= seconds(d) + LIFETIME;
