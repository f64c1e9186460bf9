// @ts-check
// The page that looks at documents. Once it has loaded it makes no request, and it works without a network.
import init, { page } from "./check.js";

init().then(page).catch(() => {});
navigator.serviceWorker?.register("/check-offline.js", { scope: "/check" }).catch(() => {});
