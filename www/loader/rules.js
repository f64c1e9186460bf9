// @ts-check
// What a decision switches on, and what a choice makes of the decision before it: the same rules as in the crate `consent`.

import { encode } from "./codec.js";

/**
 * @typedef {import("./codec.js").Decision} Decision
 * @typedef {[id: string, number: number, since: number, category: string, basis: 0 | 1 | 2, reload: 0 | 1]} Service
 * `basis`: 0 is always on, 1 needs consent, 2 is exempt: on until objected to.
 */

export const CATEGORIES = ["preferences", "statistics", "media", "marketing"];

/** Whether the person was asked about the service as it is now. @param {Decision | null} d @param {Service} s */
export const covers = (d, s) =>
  !!d && d.revision >= s[2] && (parseInt(d.covered[s[1] >> 2], 16) >> (s[1] & 3)) % 2 > 0;

/** @param {Decision | null} d @param {Service} s @returns {boolean | undefined} */
const says = (d, s) => {
  for (const name of [s[0], s[3]]) {
    if (d?.refused.includes(name)) return false;
    if (d?.granted.includes(name)) return true;
  }
};

/** Whether a service may run. @param {Service} s @param {Decision | null} d */
export const mayRun = (s, d) => (s[4] === 1 ? says(d, s) && covers(d, s) : !s[4] || says(d, s) !== false);

/**
 * Whether a service or category may run: a category when all its services here may. Unknown names: undefined.
 * @param {Service[]} here @param {string} name @param {Decision | null} d
 */
export const allows = (here, name, d) => {
  const own = here.filter((s) => s[0] === name);
  const all = own[0] ? own : here.filter((s) => s[3] === name);
  return name === "necessary" || (all[0] && all.every((s) => mayRun(s, d)));
};

/**
 * @param {Service[]} all the institution's services @param {Service[]} here this site's @param {Decision | null} before
 * @param {Pick<Decision, "id" | "revision" | "decidedAt" | "source">} made @param {string[]} about ids of the services it is about
 * @param {string[]} on those among them that are on
 * @returns {Decision}
 */
export const choose = (all, here, before, made, about, on) => {
  const fits = (/** @type {Decision} */ decision) => encode(decision).length < 200 && decision;
  const make = (/** @type {Service[]} */ services, /** @type {boolean} */ mixed) => compose(services, here, before, made, about, on, mixed);
  return fits(make(all, true)) || fits(make(here, true)) || make(here, false);
};

/** @param {Service[]} services @param {Service[]} here @param {Decision | null} before @param {any} made @param {string[]} about @param {string[]} on @param {boolean} mixed */
const compose = (services, here, before, made, about, on, mixed) => {
  /** @type {string[]} */
  const granted = [];
  /** @type {string[]} */
  const refused = [];
  /** @type {number[]} */
  const covered = [];
  for (const category of CATEGORIES) {
    /** @type {string[]} */
    const yes = [];
    /** @type {string[]} */
    const no = [];
    let left;
    for (const s of services) {
      if (s[3] !== category || !s[4]) continue;
      const said = says(before, s);
      const choice = about.includes(s[0]) ? on.includes(s[0]) : covers(before, s) || (s[4] > 1 && !said) ? said : undefined;
      // A browser's signal objects to nothing that is exempt, on other sites neither.
      if (choice === undefined) left ||= s[4] > 1 && (made.source === "gpc" || here.includes(s));
      else {
        (choice ? yes : no).push(s[0]);
        covered[s[1] >> 2] |= 1 << (s[1] & 3);
      }
    }
    if (left && mixed) {
      granted.push(...yes);
      refused.push(...no);
    } else if (no[0]) {
      refused.push(category);
      if (mixed) granted.push(...yes);
    } else if (yes[0]) granted.push(category);
  }
  return { ...made, granted, refused, covered: [...covered].map((n) => (n | 0).toString(16)).join("") };
};
