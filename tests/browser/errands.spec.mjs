// Ten errands, from the first page, on a telephone: at most two clicks, or one search and one click, to the right place.
import { expect, test } from "@playwright/test";
import { expectNoAxeFindings } from "./axe.mjs";

/** @typedef {import("@playwright/test").Page} Page */

test.use({ viewport: { width: 390, height: 844 } });

const first = (/** @type {Page} */ page) => page.locator("#live .results a").first();

/** Searches and presses the first result. @param {Page} page @param {string} words */
async function search(page, words) {
  await page.goto("/");
  await page.getByLabel("What do you want to know?").fill(words);
  await page.keyboard.press("Enter");
  await first(page).click();
}

/** @param {Page} page @param {string} name */
async function press(page, name) {
  await page.goto("/");
  await page.locator(".tasks").getByRole("link", { name }).click();
}

/** What stands first to be answered. @param {Page} page */
const firstQuestion = (page) => page.locator("form .field, form .choice").locator("visible=true").first();

test("a: who sees exam results", async ({ page }) => {
  await search(page, "who sees my exam results");
  await expect(page).toHaveURL(/\/notices\/study#students\.enrolled\.education$/);
  const row = page.locator('[id="students.enrolled.education"]');
  await expect(row.getByText("Who may receive it"), "the address opened it").toBeVisible();
  await expect(row).toContainText("HESA");
  await expect(row).toBeInViewport();
});

test("b: all emails about somebody from a department", async ({ page }) => {
  await press(page, "Ask for a copy");
  await expect(page).toHaveURL(/\/forms\/subject-access$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await search(page, "emails about me");
  await expect(page).toHaveURL(/\/forms\/subject-access$/);
  await expect(page.locator("#areas")).toHaveCount(1);
});

test("c: stop marketing emails, without a word of a passport", async ({ page }) => {
  await search(page, "unsubscribe");
  await expect(page).toHaveURL(/\/forms\/objection$/);
  await expect(page.getByText(/passport/i)).toHaveCount(0);
  await page.goto("/notices/study#students.alumni.marketing");
  await page.locator('[id="students.alumni.marketing"]').getByRole("link", { name: /object/i }).click();
  await expect(page).toHaveURL(/\/forms\/objection$/);
});

test("d: complain, beginning with what went wrong", async ({ page }) => {
  await press(page, "Complain");
  await expect(page).toHaveURL(/\/forms\/complaint$/);
  await expect(firstQuestion(page)).toContainText(/wrong|happened/i);
});

test("e: report a letter sent to the wrong person, without a name", async ({ page }) => {
  await press(page, "Report something lost or mis-sent");
  await expect(page).toHaveURL(/\/forms\/incident$/);
  await expect(firstQuestion(page)).toContainText("What happened?");
});

test("f: change the cookie choice", async ({ page }) => {
  await press(page, "Change your cookie choices");
  await expect(page).toHaveURL(/\/cookies$/);
  await page.locator("#choose a").first().click();
  await expect(page.getByRole("button", { name: "Refuse all" }).first()).toBeInViewport();
});

test("g: CCTV of yesterday, from the search and from the row", async ({ page }) => {
  await search(page, "CCTV yesterday");
  await expect(page).toHaveURL(/\/forms\/cctv$/);
  await page.goto("/notices/public#facilities.cctv");
  await page.locator('[id="facilities.cctv"]').getByRole("link", { name: /CCTV/ }).click();
  await expect(page).toHaveURL(/\/forms\/cctv$/);
});

test("h: a child's data", async ({ page }) => {
  await search(page, "my child");
  await expect(page).toHaveURL(/\/forms\/subject-access$/);
  await expect(firstQuestion(page)).toContainText(/someone else/i);
});

test("i: an old staff file, in words and not in ids", async ({ page }) => {
  await search(page, "old staff file");
  await expect(page).toHaveURL(/\/forms\/subject-access\?ask=staff\.former\.record$/);
  await expect(page.locator("#request")).toHaveValue("Your staff record after you leave");
});

test("j: who sees library bookings", async ({ page }) => {
  await search(page, "library bookings");
  await expect(page).toHaveURL(/\/library#library\.bookings$/);
  const row = page.locator('[id="library.bookings"]');
  await expect(row).toBeVisible();
  await expect(page.locator("#pending")).toContainText("who may receive it");
});

test("a search without a result says what to do, and one wrong letter is forgiven", async ({ page }) => {
  await page.goto("/search?q=zzzzz");
  await expect(page.locator("#live")).toContainText("We found nothing for “zzzzz”");
  await expect(page.locator("#live .tasks a")).toHaveCount(7);
  await expectNoAxeFindings(page, "nothing found");
  await search(page, "complan");
  await expect(page).toHaveURL(/\/forms\/complaint$/);
});

test("whatever is typed into the search is text, and no word is wider than the page", async ({ page }) => {
  for (const typed of ["</textarea><script>document.title = 'x'</script>", "=1+1", "\u202Egnp.exe\u202C", "x".repeat(10_000)]) {
    await page.goto(`/search?q=${encodeURIComponent(typed)}`);
    const said = async () => {
      expect(await page.locator("main script").count(), typed.slice(0, 30)).toBe(0);
      expect(await page.title(), typed.slice(0, 30)).not.toBe("x");
      expect(await page.evaluate(() => document.documentElement.scrollWidth), typed.slice(0, 30)).toBeLessThanOrEqual(390);
    };
    await said();
    await page.getByLabel("What do you want to know?").fill(typed);
    await expect(page.locator("#live-status")).not.toHaveText("");
    await said();
  }
});

test("the first page and the first layer of the students' notice are short", async ({ page }) => {
  await page.goto("/");
  const last = page.locator(".tasks li").last();
  const box = await last.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0), "everything people come for, on a screen and a half").toBeLessThanOrEqual(1.5 * 844);
  await page.goto("/notices/study");
  const details = await page.getByRole("heading", { name: "What we use it for" }).boundingBox();
  expect(details?.y, "the first layer, on three screens").toBeLessThanOrEqual(3 * 844);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  expect(height, "closed").toBeLessThanOrEqual(6 * 844);
  await expectNoAxeFindings(page, "the students' notice");
});

test("on paper every section is open", async ({ page }) => {
  await page.goto("/notices/study");
  const row = page.locator('[id="students.enrolled.placement"]');
  await expect(row).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(row).toBeVisible();
});
