// The page says in this script's address how it begins.
import { createRoot, hydrateRoot } from "react-dom/client";
import { App, Whole } from "./react.jsx";

const how = new URL(document.currentScript.src).searchParams;
const strict = how.has("strict");
window.failures = [];
const note = (kind) => (error) => window.failures.push(`${kind}: ${error?.message ?? error}`);
const options = { onRecoverableError: note("recoverable"), onUncaughtError: note("uncaught"), onCaughtError: note("caught") };

window.begin = () => {
  if (how.has("whole")) return hydrateRoot(document, <Whole strict={strict} />, options);
  const root = document.getElementById("root");
  if (how.has("hydrate")) return hydrateRoot(root, <App strict={strict} />, options);
  const app = createRoot(root, options);
  app.render(<App strict={strict} />);
  return app;
};
setTimeout(() => { window.app = window.begin(); }, Number(how.get("wait")));
window.again = () => {
  window.app = createRoot(document.getElementById("root"), options);
  window.app.render(<App strict={strict} />);
};
