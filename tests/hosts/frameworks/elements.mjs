// @ts-check
// The custom elements in a page without a framework, straight from the product: written in the page, made by a program, moved, copied.

import { DESK, check, open, until } from "./hosts.mjs";
import { allow, films, off, on } from "./journey.mjs";

const FILM = '<forthright-embed consent="media" src="https://video.example/one" title="Film one" width="400" height="200">' +
  '<a href="https://video.example/one">Film one</a> or nothing</forthright-embed>';
const page_ = (/** @type {string} */ script, /** @type {string} */ inside) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>App</title></head><body><main id="films">${inside}</main>` +
  `<script type="module">${script}</script></body></html>`;
const START = `import { load } from "${DESK}/module/index.js"; import { define } from "${DESK}/module/element.js"; define(); define();` +
  `import("${DESK}/module/element.js?again"); load({ origin: "${DESK}", site: "main", lang: "en" });`;

/** @param {Record<string, string>} pages */
export const prepare = async (pages) => {
  pages["/elements"] = page_(START, FILM);
  pages["/elements/start.js"] = START;
  pages["/elements/late"] = page_('window.start = () => import("/elements/start.js");', FILM);
  pages["/elements/never"] = page_(`import "${DESK}/module/element.js";`, FILM);
  pages["/elements/padded"] = page_(START, "<style>forthright-embed{position:relative;width:400px;padding-bottom:50%}" +
    `iframe{position:absolute;inset:0;width:100%;height:100%}</style>${FILM}<p id="after">After</p>`);
};

/** @param {import("playwright-core").Browser} browser */
const written = async (browser) => {
  const { page, said, close } = await open(browser, "/elements");
  const see = () => films(page);
  const name = "Elements";
  await until(`${name}: written in the page`, see, off(1, "Film one"));
  const text = await page.innerText("#films");
  check(`${name}: text inside is not shown either`, !text.includes("or nothing"), text);
  await page.evaluate(() => {
    const made = document.createElement("forthright-embed");
    const film = { title: "Film two", src: "https://video.example/two", consent: "media" };
    for (const [key, value] of Object.entries(film)) made.setAttribute(key, value);
    document.getElementById("films")?.append(made);
  });
  await until(`${name}: made by a program`, see, off(2));
  await page.evaluate(async () => {
    const [one, two] = document.querySelectorAll("forthright-embed");
    one.before(two);
    one.remove();
    two.before(one);
    two.remove();
    await new Promise((next) => setTimeout(next, 300));
    one.after(two);
  });
  await until(`${name}: moved, taken out and put back`, see, off(2));
  await page.evaluate(() => { const [one] = document.querySelectorAll("forthright-embed"); one.after(one.cloneNode(true)); });
  await until(`${name}: a copy is one more`, see, off(3));
  await page.evaluate(() => { const films = document.getElementById("films"); if (films) films.innerHTML = films.innerHTML; });
  await until(`${name}: written anew from its own text`, see, off(3));
  await page.evaluate(() => { document.querySelectorAll("forthright-embed").forEach((one, index) => index && one.remove()); });
  await until(`${name}: one is left`, see, off(1));
  await page.evaluate(() => document.querySelector("forthright-embed")?.removeAttribute("consent"));
  await until(`${name}: without a name nothing is shown`, see, (seen) => !seen.frames.length && !seen.everywhere);
  await page.evaluate(() => document.querySelector("forthright-embed")?.setAttribute("consent", "media"));
  await until(`${name}: named again`, see, off(1));
  await allow(page, "media");
  await until(`${name}: accepted`, see, on("one"));
  await page.evaluate(async () => {
    const one = document.querySelector("forthright-embed");
    const parent = one?.parentElement;
    one?.remove();
    await new Promise((next) => setTimeout(next, 300));
    if (one) parent?.append(one);
  });
  await until(`${name}: put back while on`, see, on("one"));
  await page.evaluate(() => window.forthright?.consent.withdraw());
  await until(`${name}: withdrawn`, see, off(1));
  check(`${name}: says nothing and throws nothing`, !said.length, said);
  await close();
};

/** @param {import("playwright-core").Browser} browser */
const others = async (browser) => {
  const late = await open(browser, "/elements/late");
  const before = await films(late.page);
  check("Elements: before the script a link", before.links === 1 && !before.frames.length, before);
  await late.page.evaluate(() => /** @type {any} */ (window).start());
  await until("Elements: registered later", () => films(late.page), off(1));
  await late.close();

  const never = await open(browser, "/elements/never");
  await new Promise((next) => setTimeout(next, 1000));
  const alone = await films(never.page);
  check("Elements: without the loader the link stays", alone.links === 1 && alone.frames.length === 1 && !alone.frames[0].src, alone);
  await never.close();

  const padded = await open(browser, "/elements/padded");
  await until("Elements: in a box that keeps its proportion", () => films(padded.page), off(1));
  const [room, after] = await padded.page.evaluate(() =>
    ["span[data-forthright=placeholder]", "#after"].map((one) => document.querySelector(one)?.getBoundingClientRect().toJSON()));
  check("Elements: nothing stands on another there", room.height > 100 && after.top >= room.bottom - 1, [room, after]);
  await allow(padded.page, "media");
  await until("Elements: and is on there", () => films(padded.page), on("one"));
  await padded.close();
};

/** @param {import("playwright-core").Browser} browser */
export const playAll = async (browser) => {
  await written(browser);
  await others(browser);
};
