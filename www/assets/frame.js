// @ts-check
// A page of ours in a frame of another website. It takes the page's theme, tells the page around it how high it is and where the
// focus is (and the reference of what was sent, if that page asks for it), and nothing else, and keeps what leads elsewhere out of
// the frame. Who that page can be, the policy says: `frame-ancestors`.

import { contrast, luminance } from "../loader/contrast.js";

const address = new URL(location.href);
const site = address.searchParams.get("frame") || "";
// The theme stays in the browser, and goes along to what is shown next.
const carried = address.hash.includes("=") ? address.hash : "";
const root = document.documentElement;

/** Opened by itself it is a page like the others. */
const leave = () => {
  address.searchParams.delete("frame");
  address.hash = "";
  location.replace(address);
};

/** Takes tokens of the page's theme, if all that is written here can be read with them. @param {Record<string, string>} tokens @param {[string, string, number][]} pairs */
const wear = (tokens, pairs) => {
  const named = Object.entries(tokens).filter(([, value]) => /^[#\w\s.,%()/-]{1,80}$/.test(value) && !/url|var|env/i.test(value) && CSS.supports("color", value));
  for (const [name, value] of named) root.style.setProperty("--" + name, value);
  const css = getComputedStyle(root);
  const of = (/** @type {string} */ name) => css.getPropertyValue("--" + name).trim();
  if (!named.length || pairs.every(([one, other, least]) => contrast(of(one), of(other)) >= least)) return;
  for (const [name] of named) root.style.removeProperty("--" + name);
  console.error("forthright: the theme is refused: text needs a contrast of 4.5:1");
};

const dress = () => {
  const theme = new URLSearchParams(carried.slice(1));
  const of = (/** @type {string} */ name) => theme.get(name) || "";
  const bright = luminance(of("paper"));
  const scheme = /^(light|dark)$/.test(of("scheme")) ? of("scheme") : bright === null ? "" : bright > 0.18 ? "light" : "dark";
  if (scheme) root.dataset.scheme = scheme;
  const words = ["ink", "ink-soft", "bad", "good", "warn"];
  wear({ paper: of("paper"), ink: of("ink") }, [
    ...words.map((name) => /** @type {[string, string, number]} */ ([name, "paper", 4.5])),
    ["ink", "raised", 4.5], ["line", "paper", 3], ["focus", "paper", 3],
  ]);
  wear({ accent: of("button"), "accent-ink": of("button-ink") }, [["accent-ink", "accent", 4.5], ["accent", "paper", 4.5], ["accent", "raised", 4.5]]);
  if (/^\d{1,2}(\.\d+)?px$/.test(of("radius"))) root.style.setProperty("--radius", of("radius"));
  if (/^[\w\s"',.-]{1,300}$/.test(of("font"))) root.style.fontFamily = of("font");
};

/** How the page around hears of us. @type {MessagePort | undefined} */
let port;
let asksForReference = false;
let told = false;

/** @param {object} what */
const tell = (what) => port?.postMessage(what);

const measure = () => {
  tell({ height: Math.ceil(document.body.getBoundingClientRect().height) });
  const reference = document.getElementById("receipt-title") && document.getElementById("reference")?.textContent;
  if (!reference || !asksForReference || told || !port) return;
  told = true;
  tell({ done: reference });
};

/** What may be shown here, too. @param {URL} url */
const stays = (url) => url.origin === location.origin && /^\/(forms\/[a-z-]+|notices(\/[a-z0-9-]+)?|deadlines|track|rights|check)$/.test(url.pathname);

/** @param {URL} url */
const kept = (url) => {
  url.searchParams.set("frame", site);
  if (!url.hash) url.hash = carried;
  return url.href;
};

/** @param {MouseEvent} event */
const follow = (event) => {
  const link = event.composedPath().find((at) => at instanceof HTMLAnchorElement && at.href);
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute("download") || !/^https?:$/.test(link.protocol)) return;
  const url = new URL(link.href);
  if (url.hash && url.origin + url.pathname === location.origin + location.pathname && (!url.search || url.search === location.search)) {
    // The address keeps the theme; the target is reached all the same.
    event.preventDefault();
    const target = document.getElementById(decodeURIComponent(url.hash.slice(1)));
    target?.focus();
    target?.scrollIntoView({ block: "nearest" });
  } else if (stays(url) && !link.target) link.href = kept(url);
  else Object.assign(link, { target: "_blank", rel: "noopener" });
};

/** @param {SubmitEvent} event */
const send = (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const url = new URL(form.getAttribute("action") || "", location.href);
  if (form.getAttribute("method") === "post") return form.setAttribute("action", kept(url));
  if (!form.querySelector("input[name=frame]")) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "frame", value: site });
    form.append(field);
  }
  url.hash = carried;
  form.setAttribute("action", url.href);
};

const begin = () => {
  addEventListener("message", ({ source, data, ports: [line] }) => {
    if (source !== parent || !line || typeof data?.forthright?.done !== "boolean") return;
    port = line;
    asksForReference = data.forthright.done;
    measure();
  });
  // It says that we are there, to whoever is around us, and no more.
  parent.postMessage("forthright", "*");
  new ResizeObserver(measure).observe(document.body);
  // What is pressed is in view already, and must not move under the finger.
  let pressed = false;
  addEventListener("pointerdown", () => { pressed = true; }, true);
  for (const name of ["pointerup", "pointercancel", "click"]) addEventListener(name, () => setTimeout(() => { pressed = false; }), true);
  document.addEventListener("focusin", ({ target }) => {
    if (pressed) return;
    const { top, bottom } = /** @type {Element} */ (target).getBoundingClientRect();
    tell({ focus: [Math.max(0, top + scrollY), Math.max(0, bottom + scrollY)] });
  });
};

if (parent === window) leave();
else {
  dress();
  addEventListener("click", follow, true);
  addEventListener("submit", send, true);
  // Before the scripts that wait for the document, which may be large.
  if (document.readyState === "loading") document.addEventListener("readystatechange", begin, { once: true });
  else begin();
}
