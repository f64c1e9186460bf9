// Every page by Tab at three sizes: the focus is seen and hidden by nothing, each stop has role and name, no description begins
// "Error" without an error, live regions are there and empty at load, titles are unique.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { pdf } from "../people.mjs";
import { root } from "../server.mjs";
import { expectNoAxeFindings } from "./axe.mjs";
import { centre, open as openCentre } from "./centre.mjs";
import { enter } from "./office.mjs";
import { everyPage, expectNone, oneOfEach, SIZES, walk, watchRegions } from "./walk.mjs";

/** @typedef {import("@playwright/test").Page} Page */

/** Segments of routes that are no pages, or pages that need what only somebody's own request makes. */
const NO_PAGES = ["healthz", ".well-known", "v1", "__scheduled", "ropa.csv", "ropa.jsonld", "deadlines.ics", "robots.txt", "sitemap.xml"];

test("every page is found, has a title of its own, and its live regions are there before they have words", async ({ page }) => {
  await enter(page);
  const pages = await everyPage(page.request);
  const routes = readFileSync(join(root, "functions/src/routes.rs"), "utf8");
  const firsts = [...routes.matchAll(/\((?:Get|Get \| Post), \["([a-z_.-]+)"/g)].map(([, first = ""]) => first);
  expect(firsts.length).toBeGreaterThan(10);
  const reached = new Set([...pages.keys()].map((path) => path.split(/[/?]/)[1]));
  expect([...new Set(firsts)].filter((first) => !reached.has(first) && !NO_PAGES.includes(first)), "link new pages from somewhere, or name them in walk.mjs").toEqual([]);
  expect(pages.size).toBeGreaterThan(40);

  /** @type {Map<string, string[]>} */
  const byTitle = new Map();
  const filled = [];
  // Our own pages forbid markup from strings, to tests as well.
  await page.goto("about:blank");
  for (const [path, html] of pages) {
    const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";
    expect(title, path).not.toBe("");
    byTitle.set(title, [...(byTitle.get(title) ?? []), path]);
    // Read as a browser reads it, without running it.
    filled.push(...await page.evaluate(({ html, path }) => {
      const parsed = new DOMParser().parseFromString(html, "text/html");
      const faults = [];
      for (const region of parsed.querySelectorAll("[role=status], [role=log], [aria-live], [role=alert]:not(#error-summary)")) {
        if (region.textContent?.trim()) faults.push(`${path}: ${region.outerHTML.slice(0, 120)}`);
      }
      for (const described of parsed.querySelectorAll("[aria-describedby]")) {
        for (const id of described.getAttribute("aria-describedby")?.split(" ") ?? []) {
          if (!parsed.getElementById(id)) faults.push(`${path}: nothing has the id ${id}`);
        }
      }
      return faults;
    }, { html, path }));
  }
  expectNone(filled);
  // The imitated websites are somebody else's; a page in another language may have the same name in both.
  const twice = [...byTitle].filter(([, paths]) => new Set(paths.map((path) => path.replace(/\?lang=cy$/, ""))).size > 1 && !paths.every((path) => path.startsWith("/demo/")));
  expect(twice).toEqual([]);
});

for (const [at, [width, height]] of SIZES.entries()) {
  test(`every kind of page by Tab at ${width} × ${height}`, async ({ page }) => {
    test.setTimeout(300_000);
    await enter(page);
    const paths = oneOfEach((await everyPage(page.request)).keys());
    await page.setViewportSize({ width, height });
    /** @type {string[]} */
    const faults = [];
    for (const path of paths) {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      const walked = await walk(page, { speaks: at === 0 });
      expect(walked.stops, path).toBeGreaterThan(0);
      faults.push(...walked.faults.map((fault) => `${path}: ${fault}`));
    }
    expectNone(faults);
  });

  test(`the preference centre by Tab at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openCentre(page, "library");
    for (const details of await centre(page).locator("summary").all()) await details.click();
    await centre(page).locator("#title").focus();
    const walked = await walk(page, { speaks: at === 0 });
    expect(walked.stops).toBeGreaterThan(8);
    // Backwards the bar above covers what the bar below did forwards.
    for (let presses = 0; presses < walked.stops; presses += 1) {
      await page.keyboard.press("Shift+Tab");
      const hidden = await page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        if (!at || at === document.body) return "";
        const { left, right, top, bottom } = at.getBoundingClientRect();
        const scope = /** @type {ShadowRoot} */ (at.getRootNode());
        const isSeen = [top + 3, (top + bottom) / 2, bottom - 3].some((y) => at.contains(scope.elementFromPoint((left + right) / 2, y)));
        return isSeen || !scope.host ? "" : `backwards: ${at.localName} ${at.textContent}`;
      });
      if (hidden) walked.faults.push(hidden);
    }
    expectNone(walked.faults);
  });

  test(`mistakes, steps and the check page by Tab at ${width} × ${height}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height });
    const late = await watchRegions(page);
    /** @type {string[]} */
    const faults = [];
    const here = async (/** @type {string} */ state) => {
      const walked = await walk(page, { speaks: at === 0 });
      faults.push(...walked.faults.map((fault) => `${state}: ${fault}`), ...(await late()).map((/** @type {string} */ region) => `${state}: came with its words: ${region}`));
    };
    await page.goto("/track");
    await page.getByRole("button", { name: "Show my request" }).click();
    await expect(page.locator("#error-summary")).toBeFocused();
    await here("track, mistakes");
    await page.goto("/forms/subject-access");
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(page.locator("#error-summary")).toBeFocused();
    await here("step 1, mistakes");
    await page.getByLabel("Full name").fill("Maria Example");
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await page.getByLabel("What do you want to see?").fill("Everything");
    await page.getByLabel("Email address").fill("maria@example.org");
    await here("step 2");
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await here("step 3, nothing chosen");
    await page.getByLabel("File", { exact: true }).first().setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("no PDF") });
    await expect(page.getByText("This file is not a JPEG, PNG or WebP picture or a PDF.").first()).toBeVisible();
    await here("step 3, a file that cannot be taken");
    await page.getByLabel("File", { exact: true }).first().setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: pdf() });
    await page.getByLabel("What is it?").first().selectOption("passport");
    await expect(async () => {
      await page.getByRole("button", { name: "Continue", exact: true }).click();
      await expect(page.getByRole("heading", { name: "Check your answers" })).toBeFocused({ timeout: 1_000 });
    }).toPass();
    await here("check");
    expectNone(faults);
  });
}

/** What a control says of itself. @param {Page} page @param {string} id */
const says = (page, id) =>
  page.locator(`#${id}`).evaluate((e) => ({
    isInvalid: e.getAttribute("aria-invalid") === "true",
    description: (e.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean).map((id) => document.getElementById(id)?.textContent ?? "nothing").join(" "),
  }));

test("a file field is described by an error only with one, and is invalid then", async ({ page }) => {
  await page.goto("/forms/subject-access");
  await page.getByLabel("Full name").fill("Maria Example");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByLabel("What do you want to see?").fill("Everything");
  await page.getByLabel("Email address").fill("maria@example.org");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  expect(await says(page, "evidence-1-file")).toEqual({ isInvalid: false, description: "" });
  await page.locator("#evidence-1-file").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  await expect(page.locator("#evidence-1-file")).toHaveAttribute("aria-invalid", "true");
  expect((await says(page, "evidence-1-file")).description).toMatch(/^Error: This file is not a JPEG/);
  await page.locator("#evidence-1-file").setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: pdf() });
  await expect(page.locator("#evidence-1-file")).not.toHaveAttribute("aria-invalid", "true");
  await page.goto("/check");
  await page.getByLabel("Choose a file").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  await expect(page.locator("#check-file")).toHaveAttribute("aria-invalid", "true");
  expect((await says(page, "check-file")).description).toMatch(/^This file is not a JPEG/);
});

test("each step, mistake and outcome has a title of its own, and the heading with the focus says the step", async ({ page }) => {
  await page.goto("/forms/subject-access");
  const title = (/** @type {string} */ words) => expect(page).toHaveTitle(`${words} – Ask what we hold about you – De Montfort University`);
  await title("About you (step 1 of 4)");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await title("Error: About you (step 1 of 4)");
  await page.getByLabel("Full name").fill("Maria Example");
  for (const [id, value] of [["day", "24"], ["month", "3"]]) await page.locator(`#date-of-birth-${id}`).fill(value);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  // One part of a date is wrong, and that part says so.
  expect((await says(page, "date-of-birth-year")).isInvalid).toBe(true);
  expect((await says(page, "date-of-birth-day")).isInvalid).toBe(false);
  expect((await says(page, "date-of-birth-year")).description).toBe("Error: Add the year, or clear the whole date");
  await page.locator("#date-of-birth-year").fill("2001");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await title("Your request (step 2 of 4)");
  await expect(page.getByRole("heading", { name: "Your request (step 2 of 4)" })).toBeFocused();
  await page.getByLabel("What do you want to see?").fill("Everything");
  await page.getByLabel("Email address").fill("maria@example.org");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await title("Show who you are (optional) (step 3 of 4)");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await title("Check your answers (step 4 of 4)");
  await expect(page.getByRole("heading", { name: "Check your answers (step 4 of 4)" })).toBeFocused();
  await page.getByRole("button", { name: "Send your request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeFocused();
  await title("We have your request");
});

test("“Change” goes to its question, and Continue from there straight back", async ({ page }) => {
  await page.goto("/forms/erasure");
  await page.getByLabel("Full name").fill("Maria Example");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByLabel("What should be deleted?").fill("The photograph");
  await page.getByLabel("Email address").fill("maria@example.org");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  const heading = page.getByRole("heading", { name: "Check your answers" });
  if (!(await heading.isVisible())) await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(heading).toBeFocused();
  await page.getByRole("button", { name: "Change: Full name", exact: true }).click();
  await expect(page.getByLabel("Full name")).toBeFocused();
  await page.getByLabel("Full name").fill("");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.locator("#error-summary")).toBeFocused();
  await page.getByLabel("Full name").fill("Maria Changed");
  await page.keyboard.press("Enter");
  await expect(heading).toBeFocused();
  await expect(page.getByText("Maria Changed", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Change: Date of birth (optional)", exact: true }).click();
  await expect(page.locator("#date-of-birth-day")).toBeFocused();
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await expect(heading).toBeFocused();
});

test("a receipt asks before it is lost by a reload, until it was saved", async ({ page }) => {
  /** @type {string[]} */
  const asked = [];
  page.on("dialog", (dialog) => { asked.push(dialog.type()); dialog.dismiss(); });
  await page.goto("/forms/erasure");
  await page.getByLabel("Full name").fill("Maria Example");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByLabel("What should be deleted?").fill("The photograph");
  await page.getByLabel("Email address").fill("maria@example.org");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  const send = page.getByRole("button", { name: "Send your request" });
  if (!(await send.isVisible())) await page.getByRole("button", { name: "Continue", exact: true }).click();
  await send.click();
  await expect(page.locator("#receipt-code")).toBeVisible();
  await page.evaluate(() => setTimeout(() => location.reload()));
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(page.locator("#receipt-code")).toBeVisible();
  await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Save the receipt" }).click()]);
  await page.goto("/track");
  expect(asked).toEqual(["beforeunload"]);
});

test("a mistake empties no other field, and both fields of a request that is not known say so", async ({ page }) => {
  await page.goto("/track");
  await page.getByLabel("Reference").fill("DMU-1");
  await page.getByLabel("Receipt code").fill("00000-00000-00000-00000-00000-00");
  await page.getByRole("button", { name: "Show my request" }).click();
  await expect(page.locator("#error-summary")).toBeFocused();
  expect((await says(page, "reference")).description).toMatch(/Error: Enter the whole reference/);
  expect((await says(page, "code")).isInvalid).toBe(false);
  await expect(page.getByLabel("Receipt code")).toHaveValue("00000-00000-00000-00000-00000-00");
  await page.getByLabel("Reference").fill("DMU-000000000");
  await page.getByRole("button", { name: "Show my request" }).click();
  await expect(page.locator("#error-summary")).toContainText("We cannot find a request");
  for (const id of ["reference", "code"]) expect((await says(page, id)).isInvalid, id).toBe(true);
  await expectNoAxeFindings(page, "not known");
});

test("what changed is said with a count: the explorer, the record and the search", async ({ page }) => {
  await page.goto("/notices");
  const status = page.locator("#live-status");
  await page.getByLabel("I use the library").check();
  await expect(status).toHaveText(/^\d+ activit(y matches|ies match)$/);
  const first = await status.innerText();
  await expect(page).toHaveTitle(`${first} – What we hold about you – De Montfort University`);
  await page.getByLabel("I come to your events").check();
  await expect(status).not.toHaveText(first);
  await page.getByLabel("I use the library").uncheck();
  await page.getByLabel("I come to your events").uncheck();
  await expect(status).toHaveText("Nothing is ticked");
  await expect(page).toHaveTitle("What we hold about you – De Montfort University");
  await page.goto("/ropa");
  await page.getByLabel("Who may receive it").selectOption({ label: "Mortgage lenders" });
  await expect(status).toHaveText(/^1 of \d+ activities match$/);
});
