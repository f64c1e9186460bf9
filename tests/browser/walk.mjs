// Walking a page by the keyboard, and finding every page there is: what a page leads to is walked, so a new one is by itself.
import { expect } from "@playwright/test";

/** @typedef {import("@playwright/test").Page} Page */

/** A low window, in which most is hidden by what stays in view; a phone, and a quarter of a small desktop at 400 %. */
export const SIZES = /** @type {const} */ ([[1280, 600], [390, 844], [320, 512]]);

/** Pages that nothing leads to, or only with an id. */
export const UNLINKED = ["/?lang=cy", "/desk", "/desk/log/erasure", "/dev/sign-in", "/search?q=bank", "/search?q=zzz", "/ropa?recipient=hesa",
  "/notices?about=library-user", "/consents/0f8fad5b-d9cb-469f-a165-70867728950e", "/deadlines?clock=breach",
  "/deadlines?clock=rights-request&from=25/11/2026", "/nothing-here", "/demo/"];

/** No pages of ours: files, data, imitated websites. */
const OTHER = /^\/(v1|module|snippets|assets|packages|demo\/services|dev\/keys)\/|\.(csv|jsonld|ics|txt|json|svg)$/;

/**
 * Every page that can be reached from the start and from the desk, with its HTML, by its address.
 * @param {import("@playwright/test").APIRequestContext} request of somebody who is signed in
 */
export async function everyPage(request) {
  /** @type {Map<string, string>} */
  const found = new Map();
  const waiting = ["/", ...UNLINKED];
  const seen = new Set(waiting);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const response = await request.get(path, { headers: { Accept: "text/html" } });
    if (!response.headers()["content-type"]?.startsWith("text/html")) continue;
    const html = await response.text();
    found.set(path, html);
    for (const [, link = ""] of html.matchAll(/<a [^>]*?href="([^"]+)"/g)) {
      const url = new URL(link.replaceAll("&amp;", "&"), new URL(path, "http://here"));
      // One page with many questions is one page; its language makes another.
      const next = url.pathname + (url.searchParams.get("lang") === "cy" ? "?lang=cy" : "");
      if (url.host !== "here" || !/^https?:$/.test(url.protocol) || OTHER.test(url.pathname) || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return found;
}

/** One of each kind: of addresses that differ in an id alone, the first. @param {Iterable<string>} paths */
export function oneOfEach(paths) {
  /** @type {Map<string, string>} */
  const kinds = new Map();
  for (const path of paths) {
    const [address = "", query = ""] = path.split("?");
    const [, first = "", ...rest] = address.split("/");
    // The desk's and the imitated pages have names, not ids.
    const kind = ["desk", "demo", "dev"].includes(first) ? path : [first, ...rest.map((part) => (part === "versions" ? part : "*"))].join("/") + (query && "?") + query;
    if (!kinds.has(kind)) kinds.set(kind, path);
  }
  return [...kinds.values()];
}

/** What is wrong with what has the focus now; "" when it left the page. @param {Page} page @returns {Promise<{at: string, faults: string[]} | undefined>} */
const inspect = (page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at || at === document.body || at === document.documentElement) return undefined;
    const element = /** @type {HTMLElement} */ (at);
    const faults = [];
    const style = getComputedStyle(element);
    const isOutlined = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 1;
    // What has it inside a frame shows it there.
    const isFrame = element instanceof HTMLIFrameElement;
    if (!isFrame && !isOutlined && style.boxShadow === "none") faults.push("nothing shows the focus");
    const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
    const labels = [...(/** @type {HTMLInputElement} */ (element).labels ?? [])];
    const isIt = (/** @type {Element | null} */ hit) => !!hit && (element.contains(hit) || labels.some((label) => label.contains(hit)));
    // It may be cut off or covered in part, never wholly (WCAG 2.2, 2.4.11).
    const isSeen = [...element.getClientRects()].some(({ left, right, top, bottom }) => {
      const xs = [left + 3, (left + right) / 2, right - 3].map((x) => Math.min(Math.max(x, 1), innerWidth - 1));
      const ys = [top + 3, (top + bottom) / 2, bottom - 3].map((y) => Math.min(Math.max(y, 1), innerHeight - 1));
      return xs.some((x) => ys.some((y) => x >= left && x <= right && y >= top && y <= bottom && isIt(root.elementFromPoint(x, y))));
    });
    if (!isSeen) faults.push("it is not to be seen");
    // Each stop once: the walk ends where it began.
    const all = /** @type {any} */ (window);
    all.walked ??= new WeakSet();
    const again = !isFrame && all.walked.has(element);
    all.walked.add(element);
    return again ? undefined : { at: `${element.localName}${element.id && `#${element.id}`} “${(element.innerText ?? element.textContent ?? "").trim().slice(0, 40)}”`, faults };
  });

/** Role, name and description of what has the focus, as a browser tells assistive technology. @param {import("@playwright/test").CDPSession} session */
async function spoken(session) {
  const expression = "(() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at; })()";
  const { result } = await session.send("Runtime.evaluate", { expression });
  const { nodes } = await session.send("Accessibility.getPartialAXTree", { objectId: result.objectId, fetchRelatives: false });
  const [node] = nodes;
  return { role: String(node?.role?.value ?? ""), name: String(node?.name?.value ?? ""), description: String(node?.description?.value ?? ""), isInvalid: node?.properties?.some((one) => String(one.name) === "invalid" && one.value.value !== "false") ?? false };
}

/**
 * Presses Tab from the beginning of the page to its end and gives what is wrong on the way, and how many stops there were.
 * @param {Page} page @param {{speaks?: boolean, most?: number}} [how] speaks: whether role and name are looked at, too
 */
export async function walk(page, { speaks = false, most = 400 } = {}) {
  const session = speaks ? await page.context().newCDPSession(page) : undefined;
  /** @type {string[]} */
  const faults = [];
  let stops = 0;
  await page.evaluate(() => { /** @type {any} */ (window).walked = new WeakSet(); });
  for (; stops < most; stops += 1) {
    await page.keyboard.press("Tab");
    const found = await inspect(page);
    if (!found) break;
    faults.push(...found.faults.map((fault) => `${found.at}: ${fault}`));
    if (!session) continue;
    const { role, name, description, isInvalid } = await spoken(session);
    if (!role || role === "generic" || role === "none") faults.push(`${found.at}: no role`);
    if (!name.trim()) faults.push(`${found.at}: no name`);
    if (/\s[:;,.!?]|\s{2}/.test(name)) faults.push(`${found.at}: stray space in the name “${name}”`);
    if (/^Error/.test(description) && !isInvalid) faults.push(`${found.at}: “${description}” without an error`);
  }
  await session?.detach();
  return { faults, stops };
}

/** Live regions must be there, empty, before they are filled. Gives those that come with words in them; call before the page is opened. @param {Page} page */
export async function watchRegions(page) {
  await page.addInitScript(() => {
    const all = /** @type {any} */ (window);
    all.late = [];
    const regions = "[role=status], [role=alert], [role=log], [aria-live]";
    const note = (/** @type {Node} */ node) => {
      if (!(node instanceof Element)) return;
      for (const region of [node, ...node.querySelectorAll("*")].filter((one) => one.matches(regions))) {
        if (region.textContent?.trim()) all.late.push(region.outerHTML.slice(0, 120));
      }
    };
    // What the server sent is looked at in its HTML.
    addEventListener("load", () => new MutationObserver((changes) => {
      for (const change of changes) change.addedNodes.forEach(note);
    }).observe(document, { childList: true, subtree: true }));
  });
  return () => page.evaluate(() => /** @type {any} */ (window).late);
}

/** Fails with everything that is wrong, by page and size. @param {string[]} faults */
export const expectNone = (faults) => expect(faults.join("\n")).toBe("");
