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
start().then(
  () => {
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
