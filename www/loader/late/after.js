// @ts-check
// What follows the banner: the check of the page's theme, and the confirmation of a choice.

import { wordsOf } from "./late.js";

/** Says that a choice is saved. An objection leaves the question open, and says that too. @param {HTMLElement} section the banner @param {any} kit what the loader lends */
export const answer = async (section, kit) => {
  const all = await wordsOf(kit);
  const words = all.banner;
  const objection = section.querySelector(".o");
  if (!section.isConnected) confirm(all, kit);
  else if (objection) {
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    objection.replaceWith(said);
    setTimeout(() => { said.textContent = words.objected; });
  }
};

/** What the banner needs once the page is at rest. @param {HTMLElement} section */
export const attend = (section) => {
  if (!section.isConnected) return;
  check(section);
  makeRoom(section);
};

/** Keeps what has the focus from being covered, at the page's edge too, for as long as the banner is there. @param {HTMLElement} section */
const makeRoom = (section) => {
  const { position } = /** @type {HTMLElement} */ (/** @type {ShadowRoot} */ (section.getRootNode()).host).dataset;
  const edge = position === "top" ? "top" : "bottom";
  const sheet = new CSSStyleSheet();
  // Room at the top moves the page, so only somebody who uses the keyboard gets it.
  let padded = edge === "bottom";
  const fit = () => sheet.replaceSync(`html{scroll-padding-${edge}:${section.offsetHeight}px;${padded ? `padding-${edge}:${section.offsetHeight}px` : ""}}`);
  const press = () => {
    padded = true;
    fit();
  };
  const resized = new ResizeObserver(fit);
  const done = () => {
    if (section.isConnected) return;
    resized.disconnect();
    removeEventListener("keydown", press);
    document.removeEventListener("forthright:consent", done);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  fit();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  resized.observe(section);
  addEventListener("keydown", press);
  document.addEventListener("forthright:consent", done);
  const at = document.activeElement;
  if (at && at !== document.body) at.scrollIntoView({ block: "nearest" });
};

/**
 * Refuses a theme that makes accepting and refusing differ or that cannot be read: the banner falls back to the
 * institution's own colours, and the console says so.
 * @param {HTMLElement} section
 */
const check = (section) => {
  const root = /** @type {ShadowRoot} */ (section.getRootNode());
  // Search engines do not quote the banner for the page.
  /** @type {HTMLElement} */ (root.host).dataset.nosnippet = "";
  const [accept, refuse] = section.querySelectorAll("div button");
  const unequal = look(accept) !== look(refuse);
  const unreadable = contrast(section) < 4.5 || contrast(accept) < 4.5;
  if (!unequal && !unreadable) return;
  root.adoptedStyleSheets = root.adoptedStyleSheets.slice(0, 1);
  for (const added of root.querySelectorAll("style,link")) added.remove();
  for (const element of root.querySelectorAll("[style],[class]:not(.o)")) {
    element.removeAttribute("style");
    element.removeAttribute("class");
  }
  plain(/** @type {HTMLElement} */ (root.host));
  console.error(`forthright: the page's theme is refused: ${unequal ? "accepting and refusing must look the same" : "text needs a contrast of 4.5:1"}`);
};

/** Takes the page's theme off one of our elements. @param {HTMLElement} host */
const plain = (host) => {
  for (const token of ["paper", "ink", "button", "button-ink", "radius"]) host.style.setProperty("--forthright-" + token, "initial", "important");
};

/** The same for the preference centre. @param {HTMLElement} host */
export const legible = (host) => {
  const dialog = host.shadowRoot?.querySelector("dialog");
  const button = dialog?.querySelector("[type=submit]") || dialog;
  if (dialog && button && (contrast(dialog) < 4.5 || (button !== dialog && contrast(button) < 4.5))) plain(host);
};

/** What must be the same of accepting and refusing. @param {Element} button */
const look = (button) => {
  const c = getComputedStyle(button);
  const { width, height } = button.getBoundingClientRect();
  return [button.tagName, c.color, c.backgroundColor, c.backgroundImage, c.border, c.borderRadius, c.boxShadow, c.font, c.fontVariant, c.textDecoration, c.textTransform, c.letterSpacing, c.padding, c.opacity, c.visibility, c.transform, c.filter, Math.round(width), Math.round(height)].join();
};

/** The contrast of an element's text and ground (WCAG 2.2); 0 where it cannot be told. @param {Element} element */
const contrast = (element) => {
  const { color, backgroundColor } = getComputedStyle(element);
  const [one, other] = [luminance(color), luminance(backgroundColor)];
  return one === null || other === null ? 0 : (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
};

/** Of an opaque colour, in any of CSS's notations. @param {string} colour */
const luminance = (colour) => {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1).map(Number) ?? painted(colour);
  if (!parts) return null;
  const [r, g, b] = parts.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** A colour as the screen shows it; null where what is behind would shine through. @param {string} colour */
const painted = (colour) => {
  const context = document.createElement("canvas").getContext("2d");
  if (!context || !CSS.supports("color", colour)) return null;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, alpha] = context.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? [r, g, b] : null;
};

/**
 * Says that the choice is saved. The focus goes back to where it was, or here if that is gone, but is taken from nothing.
 * @param {any} words of the language it was made in @param {any} kit what the loader lends @param {HTMLElement} [back]
 */
export const confirm = (words, kit, back) => {
  const [element, root] = kit.host("saved");
  const note = document.createElement("section");
  const said = document.createElement("p");
  said.textContent = words.banner.saved;
  said.style.visibility = "hidden";
  note.tabIndex = -1;
  note.lang = words.language;
  note.dir = words.direction;
  note.setAttribute("role", "status");
  note.append(said);
  root.append(note);
  document.body.prepend(element);
  const at = document.activeElement;
  if (back?.isConnected) back.focus({ preventScroll: true });
  else if (!at || at === document.body) note.focus({ preventScroll: true });
  // What has the focus is not covered: then the note stands at the other edge.
  const [here, focus] = [note, document.activeElement || note].map((one) => one.getBoundingClientRect());
  if (document.activeElement !== element && focus.bottom > here.top && focus.top < here.bottom) {
    element.dataset.position = element.dataset.position === "top" ? "bottom" : "top";
  }
  const leave = () => {
    // Removing what has the focus blurs it.
    note.onblur = null;
    element.remove();
  };
  note.onblur = leave;
  // A live region is read when its text appears; its size does not change.
  setTimeout(() => { said.style.visibility = ""; });
  setTimeout(leave, 6000);
};
