// The record of each choice is kept until the register has it, and sent once.
import { expect, test } from "@playwright/test";
import { recorded } from "../store.mjs";
import { button, consent, cookie, NAME, pending, ready, records, soon } from "./choosing.mjs";

/** @typedef {import("@playwright/test").Page} Page */

/** @type {[string, (route: import("@playwright/test").Route) => unknown][]} */
const faults = [
  ["is broken (500)", (route) => route.fulfill({ status: 500, body: "" })],
  ["is somewhere else (404)", (route) => route.fulfill({ status: 404, json: { code: "not-found" } })],
  ["answers another thing (200)", (route) => route.fulfill({ status: 200, body: "<!doctype html><p>Please sign in to the Wi-Fi" })],
  ["asks to wait (429)", (route) => route.fulfill({ status: 429, body: "" })],
  ["is not there", (route) => route.abort()],
  ["never answers", () => {}],
];
for (const [what, answer] of faults) {
  test(`when the register ${what}, the choice counts at once and its record is sent later, once`, async ({ page }) => {
    let broken = true;
    const sent = await records(page, (route) => (broken ? answer(route) : route.continue()));
    await page.goto("/demo/main/");
    await button(page, "Accept").click();
    await expect(page.getByText("Analytics: on")).toBeVisible();
    const { id } = await consent(page);
    expect((await cookie(page))?.value).toContain(id);
    await expect.poll(() => sent.length).toBe(1);
    if (what !== "never answers") await expect.poll(() => pending(page)).toMatchObject([{ id, tries: 1 }]);
    expect(await pending(page)).toHaveLength(1);

    broken = false;
    await page.evaluate(() => { localStorage.forthright_pending = JSON.stringify(JSON.parse(localStorage.forthright_pending).map((/** @type {any} */ r) => ({ ...r, next: 1 }))); });
    const stored = page.waitForResponse((response) => response.url().endsWith("/v1/consents") && response.status() === 202);
    await page.reload();
    await stored;
    await expect.poll(() => page.evaluate(() => localStorage.forthright_pending)).toBeUndefined();
    await page.reload();
    await ready(page);
    await soon(500);
    // Trying again may have begun by itself when the page was left: the same record a third time is still one.
    expect(sent.map((record) => record.id)).toEqual(sent.length === 3 ? [id, id, id] : [id, id]);
    expect(sent[1]).not.toHaveProperty("tries");
  });
}

test("a record is tried again after longer and longer pauses, without loading the page again", async ({ page }) => {
  await page.clock.install();
  const sent = await records(page, (route, times) => (times < 6 ? route.fulfill({ status: 503, body: "" }) : route.continue()));
  await page.goto("/demo/main/");
  await button(page, "Refuse").click();
  const { id } = await consent(page);
  for (const [at, pause] of [2, 4, 8, 16, 32].entries()) {
    await expect.poll(() => pending(page)).toMatchObject([{ id, tries: at + 1 }]);
    expect(sent).toHaveLength(at + 1);
    const left = await page.evaluate(() => (JSON.parse(localStorage.forthright_pending)[0].next - Date.now()) / 1000);
    expect(left).toBeGreaterThan(pause - 2);
    expect(left).toBeLessThanOrEqual(pause);
    await page.clock.fastForward((left - 1) * 1000);
    if (left > 4) expect(sent).toHaveLength(at + 1);
    await page.clock.fastForward(2000);
  }
  await expect.poll(() => page.evaluate(() => localStorage.forthright_pending)).toBeUndefined();
  expect(sent).toHaveLength(6);
  await recorded(id);
});

test("a record the register refuses for good (400) is dropped", async ({ page }) => {
  const sent = await records(page, (route) => route.fulfill({ status: 400, json: { code: "invalid-body" } }));
  await page.goto("/demo/main/");
  await button(page, "Accept").click();
  await expect.poll(() => sent.length).toBe(1);
  await expect.poll(() => page.evaluate(() => localStorage.forthright_pending)).toBeUndefined();
  await page.reload();
  await expect(page.getByText("Analytics: on")).toBeVisible();
  await soon(500);
  expect(sent).toHaveLength(1);
});

test("two tabs do not send a record twice", async ({ page, context }) => {
  let broken = true;
  const sent = await records(context, async (route) => {
    if (broken) return route.abort();
    await soon(500);
    return route.continue();
  });
  const other = await context.newPage();
  await other.goto("/demo/main/");
  await page.goto("/demo/main/");
  await button(page, "Accept").click();
  await expect.poll(() => pending(page)).toMatchObject([{ tries: 1 }]);
  broken = false;
  await page.evaluate(() => { localStorage.forthright_pending = JSON.stringify(JSON.parse(localStorage.forthright_pending).map((/** @type {any} */ r) => ({ ...r, next: 1 }))); });
  sent.length = 0;
  await Promise.all([page.reload(), other.reload()]);
  await expect.poll(() => page.evaluate(() => localStorage.forthright_pending)).toBeUndefined();
  await soon(1000);
  expect(sent).toHaveLength(1);
});

test("several choices while the register is away are all sent, each naming the one before", async ({ page }) => {
  let broken = true;
  const sent = await records(page, (route) => (broken ? route.abort() : route.continue()));
  await page.goto("/demo/main/");
  const ids = await page.evaluate(() => {
    const { consent } = /** @type {any} */ (window).forthright;
    return [["media"], [], ["media", "statistics"]].map((granted) => (consent.set({ granted }), consent.get().id));
  });
  await expect.poll(() => pending(page)).toMatchObject([{ tries: 1 }, { tries: 1 }, { tries: 1 }]);
  await page.evaluate(() => { localStorage.forthright_pending = JSON.stringify(JSON.parse(localStorage.forthright_pending).map((/** @type {any} */ r) => ({ ...r, next: 1 }))); });
  // The page that is left may be trying again at this very moment.
  await page.goto("about:blank");
  broken = false;
  sent.length = 0;
  await page.goto("/demo/main/");
  await expect.poll(() => page.evaluate(() => localStorage.forthright_pending)).toBeUndefined();
  expect(new Set(sent.map((record) => record.id))).toEqual(new Set(ids));
  expect(sent).toHaveLength(3);
  expect(Object.fromEntries(sent.map((record) => [record.id, record.previous]))).toEqual({ [ids[0]]: undefined, [ids[1]]: ids[0], [ids[2]]: ids[1] });
});

test("a withdrawal that loads the page again is recorded once", async ({ page }) => {
  const sent = await records(page);
  await page.goto("/demo/main/");
  await button(page, "Accept").click();
  await expect(page.getByText("Advertising: on")).toBeVisible();
  await expect.poll(() => page.evaluate(() => localStorage.forthright_pending)).toBeUndefined();
  const loaded = page.waitForEvent("load");
  await page.evaluate(() => /** @type {any} */ (window).forthright.consent.withdraw());
  await loaded;
  await expect(page.getByText("Advertising: off")).toBeVisible();
  await expect.poll(() => page.evaluate(() => localStorage.forthright_pending)).toBeUndefined();
  expect(sent.map((record) => record.source)).toEqual(["accept-all", "withdrawal"]);
  expect((await page.context().cookies()).map((c) => c.name)).toEqual([NAME]);
});

test("who leaves the page at once is recorded with the words that were shown", async ({ page }) => {
  const sent = await records(page);
  await page.route("**/assets/*/loader/records.js", (route) => route.abort());
  await page.goto("/demo/main/");
  await button(page, "Accept").click();
  await expect.poll(async () => (await pending(page)).length).toBe(1);
  await page.goto("/demo/department/");
  expect(sent).toEqual([]);
  await page.unroute("**/assets/*/loader/records.js");
  await page.goto("/demo/main/");
  await expect.poll(() => sent).toMatchObject([{ source: "accept-all", surface: "banner", wording: expect.stringMatching(/^[\da-f]{64}$/) }]);
  expect(sent[0]).not.toHaveProperty("shown");
  await recorded(sent[0].id);
  const { wording } = await (await page.request.get(`/v1/consents/${sent[0].id}`)).json();
  expect(wording.lines).toEqual(["Cookie choice", expect.stringContaining("May we use cookies"), "What these cookies are", "Accept", "Refuse", "Choose"]);
});
