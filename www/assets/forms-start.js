// @ts-check
// Takes over the form's page. Where WASM cannot run, the page works as it is.
import start from "./forms.js";

start().catch(() => {});
