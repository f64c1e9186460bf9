// @ts-check
// On a Welsh page: puts Welsh words into what is drawn in the browser, by the list that the Worker used for what it rendered
// (crates/words). What people typed (translate="no") and what is in another language stays.

/** @type {[string, string][]} */
const pairs = JSON.parse(document.querySelector("head > #welsh-words")?.textContent ?? "[]");
const months = new Map(pairs.slice(0, 12));
const whole = new Map(pairs.slice(12));
const literal = (/** @type {string} */ text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
const templates = pairs.slice(12).filter(([english]) => /\{[=;]?\}/.test(english)).map(([english, welsh]) => {
  const between = english.split(/\{[=;]?\}/);
  return {
    shape: new RegExp(`^${between.map(literal).join("([^]+?)")}$`),
    signs: [...english.matchAll(/\{([=;]?)\}/g)].map(([, sign]) => sign),
    length: between.join("").length,
    welsh,
  };
}).sort((one, other) => other.length - one.length);

/** A text in Welsh, or as it is where it is none of ours. @param {string} text @returns {string} */
function inWelsh(text) {
  const inner = text.trim();
  if (!inner || inner.length > 2000) return text;
  if (inner.includes("\n")) return text.split("\n").map(inWelsh).join("\n");
  const found = whole.get(inner) ?? date(inner) ?? period(inner) ?? filled(inner);
  return found === undefined ? text : text.replace(inner, () => found);
}

/** @param {string} text */
function date(text) {
  const [, day, month = "", rest] = /^(\d{1,2}) (\w+) ([\d,: ]+)$/.exec(text) ?? [];
  const welsh = months.get(month);
  return welsh && `${day} ${welsh} ${rest}`;
}

/** @param {string} text */
function period(text) {
  const [, from, to] = /^(\d[\d/-]*) to (\d[\d/-]*)$/.exec(text) ?? [];
  const [, sign, year] = /^(from|until) (\d[\d/-]*)$/.exec(text) ?? [];
  return from ? `${from} hyd ${to}` : year && `${sign === "from" ? "o" : "hyd"} ${year}`;
}

/** @param {string} text */
function filled(text) {
  for (const { shape, signs, welsh } of templates) {
    const found = shape.exec(text)?.slice(1);
    // Of several parts each is looked up by itself.
    if (!found || found.some((fact, at) => !signs[at] && fact.includes("; "))) continue;
    const facts = found.map((fact, at) => (signs[at] === "=" ? fact : inWelsh(fact)));
    let next = 0;
    return welsh.replace(/\{(\d?)\}/g, (_, numbered) => facts[numbered ? numbered - 1 : next++] ?? "");
  }
  return undefined;
}

const SPOKEN = ["aria-label", "alt", "placeholder", "title", "href"];
const STAYS = "[translate=no], [lang]:not([lang^=cy]), script, style, textarea, svg";
const FILE = "data:text/plain;charset=utf-8,";

/** @param {Text} node */
function sayText(node) {
  const said = node.parentElement?.localName === "title" ? node.data.split(" – ").map(inWelsh).join(" – ") : inWelsh(node.data);
  // Only what changes is written: writing is a change, too.
  if (said !== node.data) node.data = said;
}

/** @param {Element} element @param {string} name */
function sayAttribute(element, name) {
  const value = element.getAttribute(name) ?? "";
  if (name === "href" && !value.startsWith(FILE)) return;
  const said = name === "href" ? FILE + encodeURIComponent(inWelsh(decodeURIComponent(value.slice(FILE.length)))) : inWelsh(value);
  if (said !== value) element.setAttribute(name, said);
}

/** @param {Node} node */
function say(node) {
  const around = node instanceof Element ? node : node.parentElement;
  if (!around || around.closest(STAYS)) return;
  if (node instanceof Text) return sayText(node);
  for (const name of SPOKEN) if (around.hasAttribute(name)) sayAttribute(around, name);
  node.childNodes.forEach(say);
}

new MutationObserver((changes) => {
  for (const { type, target, addedNodes, attributeName } of changes) {
    if (type === "attributes") {
      const element = /** @type {Element} */ (target);
      if (!element.closest(STAYS)) sayAttribute(element, attributeName ?? "");
    } else if (type === "characterData") say(target);
    else addedNodes.forEach(say);
  }
}).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SPOKEN });
