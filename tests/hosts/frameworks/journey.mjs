// @ts-check
// What every app has to bear: the same films and the same form, while the choice and the page change.

import { DESK, check, until } from "./hosts.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** What the page shows of the films. @param {Page} page */
export const films = (page) =>
  page.evaluate(() => {
    const placeholders = [...document.querySelectorAll("#films span[data-forthright=placeholder]")].map((one) => one.shadowRoot);
    return {
      everywhere: document.querySelectorAll("span[data-forthright=placeholder]").length,
      placeholders: placeholders.length,
      frames: [...document.querySelectorAll("#films iframe")].map((frame) => {
        const { hidden, title } = /** @type {HTMLIFrameElement} */ (frame);
        return { src: frame.getAttribute("src"), hidden, title, mark: /** @type {any} */ (frame).mark };
      }),
      // What somebody sees, whether it is taken away or only not shown.
      links: [...document.querySelectorAll("#films a")].filter((link) => link.getClientRects().length).length,
      said: placeholders.map((root) => root?.textContent || ""),
      lead: placeholders.map((root) => root?.querySelector("a")?.href),
    };
  });

/** @param {Page} page @param {object} more */
const say = (page, more) => page.evaluate((what) => /** @type {any} */ (window).say(what), more);
/** @param {string} id @param {object} [more] */
const film = (id, more) =>
  ({ id, consent: "media", src: `https://video.example/${id}`, title: `Film ${id}`, width: 400, height: 200, ...more });

/**
 * Grants by a program: not advertising, because the page loads again when that is withdrawn.
 * @param {Page} page @param {string[]} names
 */
export const allow = (page, ...names) => page.evaluate((granted) => window.forthright?.consent.set({ granted }), names);

/** @typedef {Awaited<ReturnType<typeof films>>} Seen */
/**
 * One placeholder for each frame, none of which has an address.
 * @param {number} count @param {string} [text] @param {string} [lead] where the first leads @returns {(seen: Seen) => boolean}
 */
export const off = (count, text = "", lead = "") => (seen) =>
  seen.placeholders === count && seen.everywhere === count && seen.frames.length === count && !seen.links &&
  seen.frames.every((frame) => frame.hidden && !frame.src) && seen.said.every((said) => said.includes(text)) &&
  (!lead || seen.lead[0] === lead);
/** @param {string[]} ids @returns {(seen: Seen) => boolean} */
export const on = (...ids) => (seen) =>
  !seen.everywhere && !seen.links && seen.frames.every((frame) => !frame.hidden) &&
  seen.frames.map((frame) => frame.src).join() === ids.map((id) => `https://video.example/${id}`).join();
/** @param {Seen} seen */
const none = (seen) => !seen.everywhere && !seen.frames.length;

/** Films, from the first look to the last. @param {Page} page @param {string} name */
export const play = async (page, name) => {
  const see = () => films(page);
  const grant = (/** @type {string[]} */ ...names) => allow(page, ...names);
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => { if (request.url().startsWith("https://video.example/")) asked.push(request.url()); });
  await until(`${name}: a film waits behind one placeholder`, see, off(1, "Film one"));
  await say(page, { films: [film("one", { src: "https://video.example/new" })] });
  await until(`${name}: off, a changed address is in the placeholder`, see, off(1, "", "https://video.example/new"));
  await say(page, { films: [film("one", { title: "Another title" })] });
  await until(`${name}: off, a changed title is in the placeholder`, see, off(1, "Another title", "https://video.example/one"));
  for (let turn = 0; turn < 14; turn += 1) await say(page, { films: [film("one", { src: `https://video.example/${turn}` })] });
  await until(`${name}: off, many changes leave one placeholder`, see, off(1, "", "https://video.example/13"));
  await say(page, { films: [film("one"), film("two"), film("three")] });
  await until(`${name}: three films have three placeholders`, see, off(3));
  await say(page, { films: [film("three"), film("one")] });
  await until(`${name}: moved and one taken out: two`, see, (seen) => off(2)(seen) && seen.frames[0]?.title === "Film three");
  await page.evaluate(async () => {
    for (let turn = 0; turn < 24; turn += 1) {
      /** @type {any} */ (window).say({ shown: turn % 2 > 0 });
      await new Promise((next) => setTimeout(next, turn * 4));
    }
  });
  await until(`${name}: shown again and again, two`, see, off(2));
  await say(page, { shown: false });
  await until(`${name}: taken out, nothing is left`, see, none);
  await say(page, { shown: true, films: [film("one")] });
  await until(`${name}: one again`, see, off(1));
  check(`${name}: nothing is allowed`, (await page.textContent("#allowed")) === "false");
  check(`${name}: nothing was asked of the films' provider`, !asked.length, asked);

  await grant("preferences", "statistics", "media");
  await until(`${name}: accepted, the film is there`, see, on("one"));
  await until(`${name}: accepted, the app knows`, () => page.textContent("#allowed"), (text) => text === "true");
  await page.evaluate(() => { /** @type {any} */ (document.querySelector("#films iframe")).mark = "same"; });
  await say(page, { films: [film("one", { title: "While it plays" })] });
  await until(`${name}: on, a changed title leaves the film alone`, see, (seen) =>
    on("one")(seen) && seen.frames[0].title === "While it plays" && seen.frames[0].mark === "same");
  await say(page, { films: [film("one", { src: "https://video.example/next" })] });
  await until(`${name}: on, a changed address comes`, see, on("next"));
  for (let turn = 0; turn < 14; turn += 1) await say(page, { films: [film("one", { src: `https://video.example/${turn}` })] });
  await until(`${name}: on, of many changes the last counts`, see, on("13"));
  await say(page, { films: [film("one", { consent: "statistics" })] });
  await until(`${name}: on, under another name that is allowed`, see, on("one"));
  await say(page, { films: [film("one"), film("two")] });
  await until(`${name}: on, a second comes`, see, on("one", "two"));
  await say(page, { films: [film("two"), film("one")] });
  await until(`${name}: on, they change places`, see, on("two", "one"));

  await page.click("#withdraw");
  await until(`${name}: withdrawn, the films are gone`, see, off(2));
  await until(`${name}: withdrawn, the app knows`, () => page.textContent("#allowed"), (text) => text === "false");
  await grant("media");
  await until(`${name}: granted by the app`, see, on("two", "one"));
  await say(page, { shown: false });
  await until(`${name}: on and taken out, nothing is left`, see, none);
  await grant();
  await say(page, { shown: true, films: [film("one")] });
  await until(`${name}: refused meanwhile, it waits`, see, off(1));
  // Once, by its own button: another film asks again.
  const button = page.locator("#films span[data-forthright=placeholder]").getByRole("button").first();
  await button.click();
  await until(`${name}: allowed once`, see, on("one"));
  await say(page, { films: [film("one", { src: "https://video.example/other" })] });
  await until(`${name}: another film asks again`, see, off(1));
};

/** What our frame is. @param {Page} page */
const frame = (page) =>
  page.evaluate(() => {
    const [outer] = document.querySelectorAll("#frame");
    const boxes = outer?.matches("div") ? [outer] : [...(outer?.querySelectorAll("div[data-forthright=form]") || [])];
    const inside = boxes[0]?.shadowRoot?.querySelector("iframe");
    const link = document.querySelector("#frame a");
    return { boxes: boxes.length, src: inside?.src, height: inside?.style.height, link: !!link?.getClientRects().length };
  });

/** @param {string} form @returns {(seen: Awaited<ReturnType<typeof frame>>) => boolean} */
const shows = (form) => (seen) =>
  seen.boxes === 1 && !!seen.src?.startsWith(`${DESK}/forms/${form}?frame=main`) && !seen.link &&
  /^\d+px$/.test(seen.height || "") && seen.height !== "900px";

/** A form. @param {Page} page @param {string} name @param {(form: string | null) => object | null | string} as how the app is told which */
export const fill = async (page, name, as) => {
  const see = () => frame(page);
  await page.locator("#frame").scrollIntoViewIfNeeded();
  await until(`${name}: the form is there and has its height`, see, shows("subject-access"));
  await say(page, { frame: as("erasure") });
  await until(`${name}: another form`, see, shows("erasure"));
  const send = (/** @type {string} */ reference) =>
    page.evaluate((said) => {
      const [outer] = document.querySelectorAll("#frame");
      const box = outer.matches("div") ? outer : outer.querySelector("div");
      box?.dispatchEvent(new CustomEvent("forthright:done", { bubbles: true, detail: { reference: said } }));
      return box?.hasAttribute("data-done");
    }, reference);
  check(`${name}: the loader is asked for the reference`, (await send("DMU-123456789")) === true);
  await until(`${name}: the app hears the reference`, () => page.textContent("#sent"), (text) => text === "DMU-123456789erasure");
  for (let turn = 0; turn < 12; turn += 1) await say(page, { frame: turn % 2 ? as("complaint") : null });
  await until(`${name}: taken out and put in again and again`, see, shows("complaint"));
  await send("DMU-223456789");
  await until(`${name}: it is heard then, too`, () => page.textContent("#sent"), (text) => text === "DMU-223456789complaint");
  await say(page, { frame: null });
  await until(`${name}: no form, nothing left`, () => page.locator("#frame, [data-forthright=form]").count(), (count) => count === 0);
};
