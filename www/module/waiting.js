// @ts-check
// A frame that waits for consent and is made by a program. Frameworks own the elements they render, and the loader changes those
// it gates: it takes their address away and puts a placeholder beside them. So this frame belongs to neither of them.

/** What an embed can be told, and the attribute of the frame that says it. */
export const ATTRIBUTES = {
  consent: "data-consent",
  src: "data-src",
  provider: "data-provider",
  link: "data-link",
  title: "title",
  width: "width",
  height: "height",
  allow: "allow",
  allowfullscreen: "allowfullscreen",
  loading: "loading",
  referrerpolicy: "referrerpolicy",
  sandbox: "sandbox",
};

/** @typedef {keyof typeof ATTRIBUTES} Name @typedef {Partial<Record<Name, string | null>>} Wanted */

const NAMES = /** @type {Name[]} */ (Object.keys(ATTRIBUTES));

/** An element with a name stands in the way of what `document` has by that name. @param {string} name @returns {any} */
export const page = (name) => Reflect.get(Document.prototype, name, document);

/** @param {string} tag @returns {any} */
export const make = (tag) => page("createElement").call(document, tag);

/**
 * Keeps one frame, as it is wanted.
 * @param {(frame: HTMLIFrameElement) => void} put puts a new one into the page
 * @param {() => void} taken called when the loader has shown it, or has put a placeholder in its place
 */
export const hold = (put, taken) => {
  /** @type {HTMLIFrameElement | undefined} */
  let frame;
  /** @type {Wanted} */
  let said = {};
  const isOn = () => frame?.hasAttribute("src");
  const watch = new MutationObserver(() => {
    if (!isOn() && !frame?.hidden) return;
    watch.disconnect();
    taken();
  });
  const clear = () => {
    watch.disconnect();
    // The placeholder goes with it: the loader sees to that.
    frame?.remove();
    frame = undefined;
  };
  /** @param {Name} name */
  const say = (name) => {
    const value = said[name];
    if (value == null) frame?.removeAttribute(ATTRIBUTES[name]);
    else frame?.setAttribute(ATTRIBUTES[name], value);
  };
  return {
    clear,
    frame: () => frame,
    /** @param {Wanted} wanted without a name and an address there is nothing to show */
    show: (wanted) => {
      const changed = NAMES.filter((name) => (wanted[name] ?? null) !== (said[name] ?? null));
      if (frame && !changed.length) return;
      said = wanted;
      // What plays goes on when only its title or its size changes.
      if (isOn() && !changed.includes("src") && !changed.includes("consent")) return changed.forEach(say);
      clear();
      if (!said.consent || !said.src) return;
      frame = /** @type {HTMLIFrameElement} */ (make("iframe"));
      // The address comes after what is said about the frame, and waits in `data-src`.
      NAMES.forEach(say);
      watch.observe(frame, { attributeFilter: ["hidden", "src"] });
      put(frame);
    },
  };
};
