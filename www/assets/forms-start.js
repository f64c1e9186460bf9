// @ts-check
// Takes over the form's page. Where WASM cannot run, the page works as it is.
import start from "./forms.js";
import "./receipt-start.js";

// The page is there before what takes it over: who presses “Continue” until then waits for it, and sends nothing.
const root = document.getElementById("form-root");
let waits = false;
root?.addEventListener("submit", (event) => {
  if (root.className) {
    event.preventDefault();
    waits = true;
  }
});
// Where the caret stands in what is being typed meanwhile: the controls are drawn anew.
/** @type {[string, number, number] | undefined} */
let caret;
const note = () => {
  const { id, selectionStart, selectionEnd } = /** @type {HTMLInputElement} */ (document.activeElement);
  if (id && typeof selectionStart === "number" && typeof selectionEnd === "number") caret = [id, selectionStart, selectionEnd];
};
for (const when of ["selectionchange", "input"]) document.addEventListener(when, note);
start().then(
  () => {
    for (const when of ["selectionchange", "input"]) document.removeEventListener(when, note);
    const typing = /** @type {HTMLInputElement} */ (document.activeElement);
    if (caret && typing.id === caret[0]) typing.setSelectionRange(caret[1], caret[2]);
    const form = /** @type {HTMLFormElement?} */ (document.getElementById("form"));
    if (waits) requestAnimationFrame(() => form?.requestSubmit());
  },
  // All questions come into view.
  () => root?.removeAttribute("class"),
);

// Who leaves with answers that were neither sent nor saved is asked whether to. Nothing is kept unasked.
let answered = false;
root?.addEventListener("input", (event) => { answered ||= /** @type {HTMLElement} */ (event.target).id !== "draft-code"; });
// Saving shows a code; what is typed after that counts again.
new MutationObserver(() => {
  const shown = document.getElementById("draft-code-shown");
  if (shown && !shown.dataset.seen) {
    shown.dataset.seen = "yes";
    answered = false;
  }
}).observe(root ?? document.body, { childList: true, subtree: true });
addEventListener("beforeunload", (event) => {
  if (answered && !document.getElementById("receipt-title")) event.preventDefault();
});
root?.addEventListener("submit", (event) => {
  // Where the bundle did not take the form over, sending leaves the page.
  if (!event.defaultPrevented) answered = false;
});
