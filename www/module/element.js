// @ts-check
// Web components: an embed that waits, and a frame with a form or page of the privacy desk. What is written inside them is what a
// browser shows without them. It stays where it is, whoever owns it: it is only not shown once there is something better.

import { ATTRIBUTES, hold, make } from "./waiting.js";

// A server has none.
const Base = /** @type {typeof HTMLElement} */ (typeof HTMLElement === "undefined" ? class {} : HTMLElement);

/** @type {CSSStyleSheet | undefined} */
let sheet;
const style = () => {
  if (sheet) return sheet;
  sheet = new CSSStyleSheet();
  // Until a frame is there, what is written inside an embed lies over its room.
  sheet.replaceSync(":host{display:block}:host([hidden]){display:none}.over{display:block;position:absolute}");
  return sheet;
};

/** Shows what it puts into itself, or what was there before. The loader finds elements only where the page itself has them. */
class Host extends Base {
  /** What was there before. */
  #before = make("slot");
  #own = make("slot");
  #has = false;
  #planned = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open", slotAssignment: "manual" });
    root.adoptedStyleSheets = [style()];
    root.append(this.#before, this.#own);
    new MutationObserver(() => this.#sort()).observe(this, { childList: true });
  }

  connectedCallback() { this.#plan(); }
  disconnectedCallback() { this.#plan(); }
  attributeChangedCallback() { this.#plan(); }

  /** Once for all changes of a moment; what is moved goes out and in, and is still there at its end. */
  #plan() {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      if (this.isConnected) this.arrange();
      else this.clear();
      this.#sort();
    });
  }

  /** What it has inside is there now. */
  taken() {
    this.#has = true;
    this.#sort();
  }

  #sort() {
    const own = /** @type {(Element | Text)[]} */ ([]);
    const before = /** @type {(Element | Text)[]} */ ([]);
    for (const node of this.childNodes) {
      if (!(node instanceof Element || node instanceof Text)) continue;
      const isOwn = node === this.inside() || (node instanceof HTMLSpanElement && node.dataset.forthright === "placeholder");
      (isOwn ? own : before).push(node);
    }
    this.#own.assign(...own);
    this.#before.assign(...(this.#has && this.inside() ? [] : before));
    this.#before.className = own.length && this.lies() ? "over" : "";
  }

  /** Takes away what a copy of an element brought along. @param {string} selector */
  tidy(selector) {
    for (const child of [...this.children]) if (child !== this.inside() && child.matches(selector)) child.remove();
  }

  /** @returns {Element | undefined} what it puts into itself */
  inside() { return undefined; }
  /** Whether what was there before lies over it. */
  lies() { return false; }
  arrange() {}
  clear() {}
}

export class ForthrightEmbed extends Host {
  static observedAttributes = Object.keys(ATTRIBUTES);

  #held = hold((frame) => this.append(frame), () => this.taken());

  inside() { return this.#held.frame(); }
  lies() { return true; }
  clear() { this.#held.clear(); }

  arrange() {
    this.tidy("iframe[data-consent]");
    this.#held.show(Object.fromEntries(ForthrightEmbed.observedAttributes.map((name) => [name, this.getAttribute(name)])));
  }
}

/** What a frame can be told, and the attribute that says it to the loader. */
const SAID = { kind: "data-forthright", form: "data-form", audience: "data-audience", title: "data-title", done: "data-done" };

export class ForthrightFrame extends Host {
  static observedAttributes = Object.keys(SAID);

  /** @type {HTMLElement | undefined} */
  #box;
  /** @type {ResizeObserver | undefined} */
  #grown;

  inside() { return this.#box; }

  clear() {
    this.#grown?.disconnect();
    this.#box?.remove();
    this.#box = undefined;
  }

  arrange() {
    this.tidy("div[data-forthright]");
    if (!this.getAttribute("kind")) return this.clear();
    const box = this.#box ?? make("div");
    for (const [name, attribute] of Object.entries(SAID)) {
      const value = this.getAttribute(name);
      if (value === box.getAttribute(attribute)) continue;
      if (value === null) box.removeAttribute(attribute);
      else box.setAttribute(attribute, value);
    }
    if (this.#box) return;
    this.#box = box;
    this.append(box);
    // The loader gives it a height when it begins with it.
    this.#grown = new ResizeObserver(() => { if (box.shadowRoot) this.taken(); });
    this.#grown.observe(box);
  }
}

/** @type {typeof import("./element.js").define} */
export const define = () => {
  if (typeof customElements === "undefined") return;
  for (const [name, element] of Object.entries({ "forthright-embed": ForthrightEmbed, "forthright-frame": ForthrightFrame })) {
    if (!customElements.get(name)) customElements.define(name, element);
  }
};

define();
