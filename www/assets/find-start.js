// @ts-check
// Answers while somebody types or ticks. What is needed is loaded when the form is touched; until then, and where WASM
// cannot run, the form asks the server.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-live]"));
const place = /** @type {HTMLElement} */ (document.getElementById("live"));
const status = /** @type {HTMLElement} */ (document.getElementById("live-status"));

/** Made by the build. */
const bundle = "./find.js";
/** @type {Promise<any> | undefined} */
let finder;
const load = () =>
  (finder ||= Promise.all([import(bundle), fetch("/v1/register/pages.json")]).then(async ([part, response]) => {
    await part.default();
    const found = part.Finder.new(new Uint8Array(await response.arrayBuffer()));
    if (!found) throw new Error("the register could not be read");
    return found;
  }));

/** @type {any} */
let quiet;
const answer = async () => {
  if (!form) return;
  const part = await load();
  const asked = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  for (const [name, value] of [...asked]) if (!value) asked.delete(name);
  part.show(form.dataset.live ?? "", asked, place);
  // Once it stands still: the address, which the server answers the same to (the start page keeps its own), and what is said.
  clearTimeout(quiet);
  quiet = setTimeout(() => {
    if (new URL(form.action).pathname === location.pathname) history.replaceState(null, "", location.pathname + (asked.size ? "?" + asked : ""));
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".languages a"))) {
      const other = new URLSearchParams(asked);
      other.delete("lang");
      if (link.hreflang === "cy") other.set("lang", "cy");
      link.search = String(other);
    }
    // What changed, with a count; the title says the same.
    const words = /** @type {HTMLElement | null} */ (place.querySelector("[data-status]"))?.dataset.status ?? "";
    status.textContent = words;
    const own = form.dataset.title ?? "";
    const after = document.title.lastIndexOf(own);
    const isAsked = [...asked.keys()].some((name) => name !== "lang");
    if (own && after >= 0) document.title = (isAsked ? `${words} – ` : "") + document.title.slice(after);
  }, 400);
};

for (const event of ["focusin", "pointerdown"]) form?.addEventListener(event, () => load().catch(() => {}), { once: true });
form?.addEventListener("input", () => { answer().catch(() => {}); });
