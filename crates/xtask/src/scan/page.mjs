// What was found, as a page that an editor can read and pass on: one file that loads nothing.
import { KINDS, TITLES, ownerOf, plain } from "./report.mjs";

/** @typedef {import("./register.mjs").Item} Item */
/** @typedef {import("./verdicts.mjs").Phase} Phase */
/** @typedef {import("./verdicts.mjs").Verdict} Verdict */

const STYLE = `:root{color-scheme:light dark;font:100%/1.5 system-ui,sans-serif}body{max-width:60rem;margin:0 auto;padding:2rem 1rem}
h1,h2,h3{line-height:1.2}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid}
.wide{overflow-x:auto}.result{font-weight:700}section{margin-bottom:2rem}td{overflow-wrap:anywhere}`;

/** Words of a page may hold anything; here they are text. @param {string} text */
const safe = (text) =>
  plain(text, 600).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** @param {Item[]} items @param {string} label what they are, said of each table once */
function table(items, label) {
  if (!items.length) return "<p>Nothing.</p>";
  const rows = items.map((item) => {
    const what = item.what === "request" && item.thirdParty ? "third-party request" : KINDS[item.what];
    return `<tr><td>${what}</td><td>${safe(item.name)}${item.times > 1 ? ` and ${item.times - 1} more` : ""}</td><td>${safe(item.host)}</td><td>${safe(ownerOf(item))}</td></tr>`;
  });
  return `<div class="wide" tabindex="0" role="region" aria-label="${safe(label)}"><table><thead><tr><th scope="col">What</th><th scope="col">Name</th><th scope="col">Host</th><th scope="col">Service</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** @param {Verdict} verdict */
const judged = ({ title, result, reason, items, todo }) =>
  `<section><h3><span class="result">${safe(result)}</span>: ${safe(title)}</h3><p>${safe(reason)}</p>${items.length ? table(items, title) : ""}${todo.length ? `<ul>${todo.map((step) => `<li>To do: ${safe(step)}</li>`).join("")}</ul>` : ""}</section>`;

/** @param {Phase} phase */
const told = (phase) =>
  `<section><h3>${TITLES[phase.name]}</h3>${phase.notes.map((note) => `<p>${safe(note)}</p>`).join("")}${phase.made ? "" : "<h4>Before a choice</h4>"}${phase.made ? `<h4>Before the choice</h4>${table(phase.before, `${TITLES[phase.name]}, before the choice`)}<h4>After it</h4>${table(phase.after, `${TITLES[phase.name]}, after the choice`)}` : table(phase.before, TITLES[phase.name])}</section>`;

/**
 * @param {string} site @param {string[]} pages @param {Phase[]} phases @param {Verdict[]} tests
 * @param {{id: string, name: string}[]} toAdd @returns {string}
 */
export function page(site, pages, phases, tests, toAdd) {
  const title = `${site}: what it stores and who it contacts`;
  const missing = toAdd.length ? `<h2>Perhaps missing in the register</h2><ul>${toAdd.map((one) => `<li>${safe(one.name)} (${safe(one.id)})</li>`).join("")}</ul>` : "";
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${safe(title)}</title><style>${STYLE}</style></head><body><main><h1>${safe(title)}</h1><h2>Results</h2>${tests.map(judged).join("")}${missing}<h2>What was seen</h2>${phases.map(told).join("")}<h2>Pages gone through</h2><ul>${pages.map((address) => `<li>${safe(address)}</li>`).join("")}</ul></main></body></html>\n`;
}
