// The tests: what the regulator looks at first, and two more of our own.
import { needsConsent } from "./register.mjs";

/** @typedef {import("./register.mjs").Item} Item */
/** @typedef {import("./register.mjs").Site} Site */
/** @typedef {import("./banner.mjs").Look} Look */
/** @typedef {import("./banner.mjs").Pressed} Pressed */
/**
 * @typedef {"no choice" | "accept" | "refuse" | "withdraw"} Name
 * @typedef {{name: Name, made: boolean, byHand: boolean, clicks: string[], notes: string[], before: Item[], after: Item[]}} Phase
 * @typedef {{accept: Look | null, refuse: Look | null}} Looks the two buttons as the banner comes up
 * @typedef {Looks & {ours: boolean, deeper: Look | null, acceptClicks: string[], refuseClicks: string[], faults: string[]}} Banner
 * @typedef {{id: string, title: string, result: "PASS" | "FAIL" | "NOT TESTED", reason: string, items: Item[], todo: string[]}} Verdict
 */

/** @param {Item} item */
const isRequest = (item) => item.what === "request";
/** A request to the same owner is nobody else's business. @param {Item} item */
export const isListed = (item) => item.service !== null || (isRequest(item) && !item.thirdParty);
/** @param {Item} item */
const needs = (item) => (item.service ? needsConsent(item.service) : !isListed(item));
/** @param {Item} item */
const isAdvertising = (item) => item.service?.category === "marketing" && needsConsent(item.service);

/** @param {Item[]} items */
const mend = (items) => {
  const todo = [];
  if (items.some((item) => item.service)) {
    todo.push(
      "Keep what needs consent off until it is given. With the tag of this desk: data-consent=\"ID OF THE SERVICE\" on its script " +
      "(with type=\"text/plain\") or on its frame (with data-src).",
    );
  }
  if (items.some((item) => !item.service)) {
    todo.push("Find out who put there what is not in the register. Remove it, or add it to the register with the basis that is true for it.");
  }
  return todo;
};

/**
 * @param {string} id @param {string} title @param {Item[]} items those at fault
 * @param {{good: string, bad: string, todo?: string[]}} words
 * @returns {Verdict}
 */
const none = (id, title, items, { good, bad, todo }) =>
  items.length
    ? { id, title, result: "FAIL", reason: bad, items, todo: todo ?? mend(items) }
    : { id, title, result: "PASS", reason: good, items: [], todo: [] };

/** @param {string} id @param {string} title @param {string} reason @param {string} todo @returns {Verdict} */
const untested = (id, title, reason, todo) => ({ id, title, result: "NOT TESTED", reason, items: [], todo: [todo] });

/** @param {Item[]} items @param {(item: Item) => string} key */
const once = (items, key) => [...new Map(items.map((item) => [key(item), item])).values()];

/** @param {Look} accept @param {Look} refuse @returns {string[]} */
function differences(accept, refuse) {
  const wrong = [];
  const both = (/** @type {(look: Look) => string} */ say) => `“${accept.text}”: ${say(accept)}; “${refuse.text}”: ${say(refuse)}.`;
  if (accept.element !== refuse.element) wrong.push(`They are not the same kind of element. ${both((look) => look.element)}`);
  const [small, large] = [accept, refuse].map((look) => look.width * look.height).sort((a, b) => a - b);
  if (large > small * 1.1) wrong.push(`They are not the same size. ${both((look) => `${look.width} × ${look.height}`)}`);
  if (accept.fontSize !== refuse.fontSize) wrong.push(`The letters are not the same size. ${both((look) => look.fontSize)}`);
  if (accept.fontWeight !== refuse.fontWeight) wrong.push(`The letters are not equally bold. ${both((look) => look.fontWeight)}`);
  if (accept.colours !== refuse.colours) wrong.push(`The colours are not the same. ${both((look) => look.colours)}`);
  return wrong;
}

/** @param {Banner} banner @param {Look} accept @returns {string[]} what makes refusing harder */
function harder({ refuse, deeper, acceptClicks, refuseClicks, faults }, accept) {
  if (!refuse && !deeper) return [...faults, `“${accept.text}” is there, but no way to refuse was found.`];
  const wrong = [...faults];
  if (!refuse) wrong.push(`Refusing is not in the same layer as “${accept.text}”.`);
  if (refuseClicks.length > acceptClicks.length) {
    const path = refuseClicks.map((text) => `“${text}”`).join(", then ");
    wrong.push(`Refusing takes ${refuseClicks.length} clicks (${path}), accepting ${acceptClicks.length || 1}.`);
  }
  if (refuse && accept.inView && !refuse.inView) wrong.push(`“${refuse.text}” is out of sight or covered when the banner comes up.`);
  const other = refuse ?? deeper;
  return other ? [...wrong, ...differences(accept, other)] : wrong;
}

/** @param {Banner} banner @param {boolean} asks whether there is anything to ask */
function equal(banner, asks) {
  const [id, title] = ["refuse-as-easy", "Refusing is as easy as accepting"];
  if (!banner.accept && !banner.refuse) {
    if (!asks) return none(id, title, [], { good: "Nothing here needs consent, so there is nothing to choose.", bad: "" });
    const todo = "Look at the page yourself. If it has a banner, its buttons have words that are not known here.";
    return untested(id, title, "No banner was found.", todo);
  }
  if (!banner.accept) return untested(id, title, "A way to refuse was found, but no button to accept.", "Compare the two yourself.");
  const wrong = harder(banner, banner.accept);
  if (!wrong.length) {
    const good = `“${banner.accept.text}” and “${banner.refuse?.text}” are in one layer and look the same.`;
    return none(id, title, [], { good, bad: "" });
  }
  const todo = ["Give both buttons the same layer, element, size, letters and colours, and one click each."];
  return /** @type {Verdict} */ ({ id, title, result: "FAIL", reason: wrong.join("\n"), items: [], todo });
}

/** @param {Phase} phase @param {boolean} quiet whether there is nothing to take back or refuse */
function refused(phase, quiet) {
  const [id, title] = ["after-refusing", "Nothing that needs consent after refusing"];
  if (!phase.made && !quiet) return untested(id, title, "Refusing was not possible.", "Refuse by hand and look at the browser's storage.");
  return none(id, title, (phase.made ? phase.after : phase.before).filter(needs), {
    good: phase.made ? "Nothing that needs consent was stored or asked for." : "There is nothing to refuse.",
    bad: "Although the visitor refused, this is stored or asked for:",
  });
}

/** @param {Item} item */
const mustGo = (item) => !isRequest(item) && item.service !== null && needsConsent(item.service);

/** @param {Phase} phase @param {Phase} accepted @param {boolean} quiet */
function withdrawn(phase, accepted, quiet) {
  const [id, title] = ["after-withdrawing", "Nothing that needs consent is left after withdrawing"];
  if (!phase.made) {
    const nothing = quiet || (accepted.made && !accepted.after.some(mustGo));
    if (nothing) return none(id, title, [], { good: "Nothing was stored that would have to go.", bad: "" });
    return untested(id, title, phase.notes[0] ?? "", "Take the choice back by hand and look at the browser's storage.");
  }
  const left = phase.after.filter(mustGo);
  const reach = left.filter((item) => !item.thirdParty);
  const beyond = left.length - reach.length;
  const more = beyond ? `\nOn other websites ${beyond} more, which this one cannot remove.` : "";
  if (!reach.length && !phase.byHand) {
    return untested(id, title, phase.notes.join(" "), "See to it that visitors can reach the cookie choices and refuse there.");
  }
  return none(id, title, reach, {
    good: `Nothing is left on this website.${more}`,
    bad: `The consent was withdrawn, but what is below is still stored.${more}`,
    todo: ["Remove it when consent is withdrawn. If it was set with a path or a domain of its own, write both into the register."],
  });
}

/** @param {Site} site @param {Phase[]} phases without a choice, accepted, refused, withdrawn @param {Banner} banner @returns {Verdict[]} */
export function judge(site, phases, banner) {
  const [, acceptance, refusal, withdrawal] = phases;
  const all = phases.flatMap((phase) => [...phase.before, ...phase.after]);
  const name = (/** @type {Item} */ item) => JSON.stringify([item.what, item.name, item.host, item.service?.id]);
  const host = (/** @type {Item} */ item) => (isRequest(item) ? JSON.stringify([item.host, item.service?.id]) : name(item));
  const before = once(phases.flatMap((phase) => phase.before), host);
  const asks = site.services.some(needsConsent) || all.some(needs);
  return [
    none("advertising-before-choice", "No advertising cookies before a choice", before.filter(isAdvertising), {
      good: "None.", bad: "Advertising cookies before a choice:",
    }),
    none("before-choice", "Nothing else that needs consent before a choice", before.filter((item) => needs(item) && !isAdvertising(item)), {
      good: "Before a choice there is nothing but what needs no consent.",
      bad: "Before a choice this is stored or asked for, although it needs consent or is not in the register:",
    }),
    equal(banner, asks),
    refused(refusal, !asks),
    withdrawn(withdrawal, acceptance, !asks),
    none("in-the-register", "Everything is in the register", once(all, host).filter((item) => !isListed(item)), {
      good: "Everything that was found is in the register.", bad: "Not in the register:",
    }),
  ];
}

/** @param {Verdict[]} verdicts */
export function summary(verdicts) {
  const count = (/** @type {Verdict["result"]} */ result) => verdicts.filter((one) => one.result === result).length;
  const missing = count("NOT TESTED") ? `, ${count("NOT TESTED")} not tested` : "";
  if (count("PASS") === verdicts.length) return `All ${verdicts.length} tests passed.`;
  return `${count("PASS")} of ${verdicts.length} tests passed, ${count("FAIL")} failed${missing}.`;
}
