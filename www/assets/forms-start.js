// @ts-check
// Takes over the form's page. Where WASM cannot run, the page works as it is.
import start from "./forms.js";

start().catch(() => {});

// Who leaves with answers that were not sent is asked whether to. Nothing is kept.
const form = document.getElementById("form-root");
let answered = false;
form?.addEventListener("input", () => { answered = true; });
addEventListener("beforeunload", (event) => {
  if (answered && !document.getElementById("receipt-title")) event.preventDefault();
});
form?.addEventListener("submit", (event) => {
  // Where the bundle did not take the form over, sending leaves the page.
  if (!event.defaultPrevented) answered = false;
});
