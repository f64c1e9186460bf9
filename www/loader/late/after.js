// @ts-check
// What follows the banner: the top layer, room in the page, its place in the order of the focus, and the confirmation of a choice.

import { page } from "../page.js";
import { REST, dress, late, wordsOf } from "./late.js";

/** How often in a while a page that takes our element away gets it back. */
let restores = 9;

// A browser makes what is in the top layer as small as its words.
const MORE = "section{width:auto;height:auto;z-index:2147483647;box-shadow:0 4px 24px #0003;padding-bottom:max(16px,env(safe-area-inset-bottom))}";

/** Says that a choice is saved. An objection leaves the question open, and says that too. @param {HTMLElement} section the banner @param {any} kit what the loader lends */
export const answer = async (section, kit) => {
  const all = await wordsOf(kit);
  const words = all.banner;
  const objection = section.querySelector("header button");
  if (!section.isConnected) confirm(all, kit);
  else if (objection) {
    const said = page.createElement("span");
    said.role = "status";
    objection.replaceWith(said);
    setTimeout(() => { said.textContent = words.objected; });
  }
};

/**
 * What the banner needs: the top layer and room at once, so that nothing of the page covers it and it covers nothing that has the
 * focus, and a look at its theme once the page is at rest.
 * @param {HTMLElement} section @param {() => void} place puts it into the page again, while it is asked
 */
export const attend = (section, place) => {
  // A page that was drawn anew in the meantime.
  if (!section.isConnected) place();
  if (!section.isConnected) return;
  dress(/** @type {ShadowRoot} */ (section.getRootNode()), MORE + REST);
  raise(section);
  makeRoom(section);
  stay(section, place);
  lead(section);
  setTimeout(() => section.isConnected && late("theme").then((part) => section.isConnected && part.check(section)).catch(() => {}), 2e3);
};

/** Shows it in the top layer, where no style of the page's covers, clips or moves it. @param {HTMLElement} section */
const raise = (section) => {
  try {
    section.popover = "manual";
    section.showPopover();
  } catch {
    // An older browser has none; there it lies above the page as before.
  }
};

/** Comes back into a page that is drawn anew, and into the top layer. @param {HTMLElement} section @param {() => void} place */
const stay = (section, place) => {
  const watch = new MutationObserver(() => {
    if (section.isConnected || restores < 1) return;
    place();
    // It is no longer asked, or there is no body at this moment.
    if (!section.isConnected) return page.body && watch.disconnect();
    restores -= 1;
    setTimeout(() => { restores += 1; }, 9e3);
    raise(section);
  });
  watch.observe(document, { childList: true, subtree: true });
};

/**
 * It stands behind everything in the page, because an app may count from the beginning, and is reached before everything else: the
 * first Tab of somebody who has gone nowhere yet leads here.
 * @param {HTMLElement} section
 */
const lead = (section) => {
  /** @param {Event} event */
  const first = (event) => {
    for (const type of ["keydown", "pointerdown"]) removeEventListener(type, first);
    const { key, shiftKey, ctrlKey, altKey } = /** @type {KeyboardEvent} */ (event);
    if (key !== "Tab" || shiftKey || ctrlKey || altKey || !section.isConnected || (page.activeElement || page.body) !== page.body) return;
    event.preventDefault();
    section.querySelector("a")?.focus();
  };
  for (const type of ["keydown", "pointerdown"]) addEventListener(type, first);
  section.addEventListener("focusin", () => late("turn").then((part) => part.take(section)).catch(() => {}), { once: true });
};

/** Keeps what has the focus from being covered, at the page's edge too, for as long as the banner is there. @param {HTMLElement} section */
const makeRoom = (section) => {
  const { position } = /** @type {HTMLElement} */ (/** @type {ShadowRoot} */ (section.getRootNode()).host).dataset;
  const edge = position === "top" ? "top" : "bottom";
  const sheet = new CSSStyleSheet();
  // Room at the top moves the page, so only somebody who uses the keyboard gets it.
  let padded = edge === "bottom";
  const fit = () => {
    const room = `padding-${edge}:${section.offsetHeight}px`;
    sheet.replaceSync(`html{scroll-${room};${padded ? room : ""}}`);
  };
  const press = () => {
    padded = true;
    fit();
  };
  const resized = new ResizeObserver(fit);
  const done = () => {
    if (section.isConnected) return;
    resized.disconnect();
    removeEventListener("keydown", press);
    page.removeEventListener("forthright:consent", done);
    page.adoptedStyleSheets = page.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  fit();
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  resized.observe(section);
  addEventListener("keydown", press);
  page.addEventListener("forthright:consent", done);
  const at = page.activeElement;
  if (at && at !== page.body) Element.prototype.scrollIntoView.call(at, { block: "nearest" });
};

/**
 * Says that the choice is saved. Where the focus is nowhere it comes here, but is taken from nothing.
 * @param {any} words of the language it was made in @param {any} kit what the loader lends
 * @param {boolean} [returned] whether the focus is back where it was
 */
export const confirm = (words, kit, returned) => {
  const [element, root] = kit.host("saved");
  const note = page.createElement("section");
  const said = page.createElement("p");
  said.textContent = words.banner.saved;
  said.style.visibility = "hidden";
  note.tabIndex = -1;
  note.lang = words.language;
  note.dir = words.direction;
  note.role = "status";
  // It stays for as long as it has the focus, and is in no pointer's way.
  note.style.pointerEvents = "none";
  note.append(said);
  root.append(note);
  dress(root, MORE + REST);
  page.body.append(element);
  if (!returned && page.activeElement === page.body) note.focus({ preventScroll: true });
  // What has the focus is not covered: then the note stands at the other edge.
  const [here, focus] = [note, page.activeElement || note].map((one) => Element.prototype.getBoundingClientRect.call(one));
  if (page.activeElement !== element && focus.bottom > here.top && focus.top < here.bottom) {
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
  // What has the focus stays until the focus goes on: nobody is thrown back to the beginning of the page.
  setTimeout(() => { if (root.activeElement !== note) leave(); }, 6e3);
};
