// @ts-check
// Where the focus goes from the banner, which is reached first and stands last: to the page's beginning.

import { page } from "../page.js";
import { returnTo } from "./late.js";

const STOPS = "a[href],area[href],button,input,select,textarea,summary,iframe,audio[controls],video[controls],[tabindex],[contenteditable]";

/** @param {HTMLElement} section the banner */
export const take = (section) => {
  section.addEventListener("keydown", (event) => {
    const { key, shiftKey, ctrlKey, altKey } = event;
    if (key !== "Tab" || shiftKey || ctrlKey || altKey || event.target !== [...section.querySelectorAll("a,button")].at(-1)) return;
    const all = /** @type {HTMLElement[]} */ ([...page.querySelectorAll(STOPS)]);
    // Where none takes the focus, the browser goes on by itself.
    const goes = all.some((one) => one instanceof HTMLElement && Reflect.get(HTMLElement.prototype, "tabIndex", one) >= 0 && returnTo(one) && page.activeElement === one);
    if (goes) event.preventDefault();
  });
};
