// @ts-check
// The addresses of embeds: which elements have one and in which attribute, and which addresses one may get. All else stays
// as it is: a comment's `<a data-consent data-href="javascript:…">`, which many sanitizers let through, never gets an
// address from here, nor do `area`, `base`, `form`, SVG links or the text of a frame (`srcdoc`).

/** What an embed may load, by attribute; `data-src` and so on hold it while it is off. @type {[any, string[]][]} */
const KINDS = [
  [HTMLIFrameElement, ["src"]],
  [HTMLImageElement, ["src", "srcset"]],
  [HTMLVideoElement, ["src", "poster"]],
  [HTMLAudioElement, ["src"]],
  [HTMLEmbedElement, ["src"]],
  [HTMLObjectElement, ["data"]],
  [HTMLLinkElement, ["href"]],
];

/** What a link may be: nothing that becomes code or says something about the page itself. */
const RELATIONS = ["stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch"];

/** Whether an element can be switched off and on. @param {Element} element */
export const isEmbed = (element) => KINDS.some(([kind]) => element instanceof kind);

/** An attribute `data-…` of an embed, which no field of a form stands in the way of. @param {Element} element @param {string} name */
export const data = (element, name) => element.getAttribute("data-" + name) || "";

/** Where an address leads from an element, or null where it is not the web (http and https). @param {string} address @param {Element} element */
export const resolved = (address, element) => {
  try {
    const url = new URL(address, element.baseURI);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
};

/** What holds an address while an embed is off: no library that loads pictures and frames lazily reads it. @param {string} name */
const held = (name) => "data-consent-" + name;

/** The address an embed is to have, on or off. @param {Element} element @param {string} name */
export const wanted = (element, name) => element.getAttribute("data-" + name) || element.getAttribute(held(name)) || "";

/** Each part of an embed with the names of its addresses. @param {Element} element @returns {[Element, string[]][]} */
const parts = (element) => {
  const sources = element instanceof HTMLMediaElement ? element.querySelectorAll("source,track") : [];
  const picture = element instanceof HTMLImageElement && element.parentElement instanceof HTMLPictureElement ? element.parentElement : null;
  return [
    [element, KINDS.find(([kind]) => element instanceof kind)?.[1] || []],
    ...[...sources].map((part) => /** @type {[Element, string[]]} */ ([part, ["src"]])),
    ...[...(picture?.querySelectorAll("source") || [])].map((part) => /** @type {[Element, string[]]} */ ([part, ["srcset"]])),
  ];
};

/** The text of a frame, as its page wrote it: it was there before us, so it may be there again. @type {WeakMap<Element, string>} */
const texts = new WeakMap();

/** Gives an embed its addresses; of what it may not have, the console says so. @param {Element} element @param {(what: string) => void} complain */
export const grant = (element, complain) => {
  for (const [part, names] of parts(element)) {
    unguard(part, names);
    for (const name of names) {
      const value = wanted(part, name);
      part.removeAttribute("data-" + name);
      if (!value) continue;
      part.setAttribute(held(name), value);
      if (!fits(part, name, value)) complain(`data-${name} is no address for <${part.localName}>: ${value.slice(0, 80)}`);
      else if (part.getAttribute(name) !== value) part.setAttribute(name, value);
    }
  }
  const text = texts.get(element);
  try {
    if (text !== undefined) element.setAttribute("srcdoc", text);
  } catch {
    complain("the page's policy takes no text for a frame (Trusted Types)");
  }
  if (element instanceof HTMLMediaElement) element.load();
};

/** @param {Element} part @param {string} name @param {string} value */
const fits = (part, name, value) => {
  const relations = part instanceof HTMLLinkElement ? part.rel.toLowerCase().match(/\S+/g) || [""] : [];
  // Of a set of pictures, what stands between spaces and commas: sizes are as good as relative addresses here.
  const all = name === "srcset" ? value.split(/[\s,]+/).filter(Boolean) : [value];
  return relations.every((relation) => RELATIONS.includes(relation)) && all.every((address) => resolved(address, part));
};

/** Takes an embed's addresses away, and keeps it without while it is off. @param {Element} element */
export const take = (element) => {
  for (const [part, names] of parts(element)) {
    for (const name of names) {
      const live = part.getAttribute(name);
      const value = part.getAttribute("data-" + name) || live || "";
      if (value) part.setAttribute(held(name), value);
      part.removeAttribute("data-" + name);
      // What was on its way to a frame is called back.
      if (live && part instanceof HTMLIFrameElement) Element.prototype.setAttribute.call(part, name, "about:blank");
      part.removeAttribute(name);
    }
    guard(part, names);
  }
  if (element.hasAttribute("srcdoc")) {
    texts.set(element, element.getAttribute("srcdoc") || "");
    element.removeAttribute("srcdoc");
  }
  if (element instanceof HTMLMediaElement) element.load();
};

/** Whether an embed that is off got an address, or one that is on is given another. @param {Element} element @param {boolean} isOff */
export const differs = (element, isOff) =>
  (isOff && element.hasAttribute("srcdoc")) ||
  parts(element).some(([part, names]) =>
    names.some((name) => (isOff && part.hasAttribute(name)) || part.hasAttribute("data-" + name)));

/** A program of the page that gives an embed an address gives it to us, as long as it is off. @param {any} part @param {string[]} names */
const guard = (part, names) => {
  const all = part instanceof HTMLIFrameElement ? [...names, "srcdoc"] : names;
  const hold = (/** @type {string} */ name, /** @type {unknown} */ value) => {
    if (name === "srcdoc") texts.set(part, String(value));
    else Element.prototype.setAttribute.call(part, held(name), String(value));
  };
  for (const name of all) {
    Object.defineProperty(part, name, { configurable: true, get: () => "", set: (value) => hold(name, value) });
  }
  const value = (/** @type {string} */ name, /** @type {unknown} */ text) =>
    all.includes(String(name).toLowerCase()) ? hold(String(name).toLowerCase(), text) : Element.prototype.setAttribute.call(part, name, /** @type {any} */ (text));
  Object.defineProperty(part, "setAttribute", { configurable: true, writable: true, value });
};

/** @param {any} part @param {string[]} names */
const unguard = (part, names) => {
  for (const name of [...names, "srcdoc", "setAttribute"]) delete part[name];
};
