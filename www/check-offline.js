// @ts-check
// Keeps the page that looks at documents, so that it works without a network and asks for nothing once it has loaded.
// Nothing a person chooses comes here. The build puts a hash of what is kept in the name, and the assets' folder.
const NAME = "check-version";
const ASSETS = "/assets/content-hash";
const PARTS = ["/check", "/check?lang=cy", "/icon.svg", "/check-worker.js"].concat(
  ["style.css", "welsh.js", "check-start.js", "check.js", "check_bg.wasm", "camera.js", "camera_bg.wasm", "pdf.js", "pdf_bg.wasm"].map((name) => `${ASSETS}/${name}`),
);

addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(PARTS)));
});

addEventListener("activate", (/** @type {any} */ event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
    await /** @type {any} */ (self).clients.claim();
  };
  event.waitUntil(tidy());
});

addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const { pathname, search, origin } = new URL(request.url);
  // With anything else asked for it is another page: in a frame, for one.
  const address = pathname + search;
  if (request.method !== "GET" || origin !== location.origin || !PARTS.includes(address)) return;
  const kept = caches.open(NAME).then((cache) => cache.match(address));
  event.respondWith(kept.then((answer) => answer ?? fetch(request)));
});
