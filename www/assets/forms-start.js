// @ts-check
// Takes over the form's page. Where WASM cannot run, the page works as it is.
import start from "./forms.js";
import "./receipt-start.js";

start().catch(() => {});

// Who leaves with answers that were neither sent nor saved is asked whether to. Nothing is kept unasked.
const form = document.getElementById("form-root");
let answered = false;
form?.addEventListener("input", (event) => { answered ||= /** @type {HTMLElement} */ (event.target).id !== "draft-code"; });
// Saving shows a code; what is typed after that counts again.
new MutationObserver(() => {
  const shown = document.getElementById("draft-code-shown");
  if (shown && !shown.dataset.seen) {
    shown.dataset.seen = "yes";
    answered = false;
  }
}).observe(form ?? document.body, { childList: true, subtree: true });
addEventListener("beforeunload", (event) => {
  if (answered && !document.getElementById("receipt-title")) event.preventDefault();
});
form?.addEventListener("submit", (event) => {
  // Where the bundle did not take the form over, sending leaves the page.
  if (!event.defaultPrevented) answered = false;
});
