// The banner in pages that are not just loaded and left: prerendered, changed by a program, written another way.
import { expect, test } from "@playwright/test";
import { ALL, banner, button, chose, consent, records, serve, soon } from "./choosing.mjs";

test("a tag that was written as a module works as well, and is not taken for another's", async ({ page }) => {
  await serve(page, (html) => html.replace("<script src", '<script data-site="theirs"></script><script type="module" src'));
  await page.goto("/demo/main/");
  await button(page, "Accept").click();
  await expect(page.getByText("Analytics: on")).toBeVisible();
  expect(await consent(page)).toMatchObject({ source: "accept-all" });
});

test("a single-page app that replaces the body or changes views keeps the banner", async ({ page }) => {
  await page.goto("/demo/main/");
  await expect(banner(page)).toBeVisible();
  for (let times = 0; times < 3; times += 1) {
    await page.evaluate(() => {
      const body = document.createElement("body");
      body.append(document.createElement("main"));
      document.body.replaceWith(body);
      history.pushState(null, "", "/demo/main/?view");
    });
    await expect(banner(page)).toHaveCount(1);
  }
  await page.evaluate(async () => {
    const change = () => { document.body.innerHTML = "<main><h1>Another view</h1></main>"; };
    await /** @type {any} */ (document).startViewTransition(change).finished;
  });
  await expect(page.getByRole("heading", { name: "Another view" })).toBeVisible();
  await button(page, "Refuse").click();
  await expect(banner(page)).toHaveCount(0);
  await page.evaluate(() => document.body.replaceWith(document.createElement("body")));
  await soon(200);
  await expect(banner(page)).toHaveCount(0);
  expect(await consent(page)).toMatchObject({ source: "refuse-all" });
});

test("a visitor who goes on without an answer is asked on every view of a single-page app", async ({ page }) => {
  await page.goto("/demo/main/");
  await expect(banner(page)).toBeVisible();
  for (let views = 0; views < 12; views += 1) {
    await page.evaluate(() => document.body.replaceWith(document.createElement("body")));
    await expect(banner(page)).toHaveCount(1);
    await soon(1100);
  }
});

test("with a page that takes our element away again and again there is no fight", async ({ page }) => {
  await page.goto("/demo/main/");
  await expect(banner(page)).toBeVisible();
  const back = await page.evaluate(async () => {
    // As often as it comes back, and no longer than it needs for that on a busy machine.
    const comes = async () => {
      for (let waits = 0; waits < 200; waits += 1) {
        const ours = document.querySelector("[data-forthright=banner]");
        if (ours) return ours;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return null;
    };
    let back = 0;
    for (let ours = await comes(); ours && back < 20; ours = await comes()) {
      back += 1;
      ours.remove();
    }
    return back;
  });
  expect(back).toBeGreaterThan(3);
  expect(back).toBeLessThan(20);
  await expect(banner(page)).toHaveCount(0);
  expect(await page.evaluate(() => /** @type {any} */ (window).forthright.consent.has("statistics"))).toBe(false);
  await page.getByRole("button", { name: "Cookie choices" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Accept all" }).click();
  await expect(page.getByText("Analytics: on")).toBeVisible();
});

for (const signal of [false, true]) {
  test(`a page that is being prerendered shows, decides and sends nothing until it is seen${signal ? ", with the browser's privacy signal too" : ""}`, async ({ page, context }) => {
    const sent = await records(page);
    await page.addInitScript((signal) => {
      /** @type {any} */ (window).hiding = true;
      Object.defineProperty(Document.prototype, "prerendering", { get: () => /** @type {any} */ (window).hiding });
      if (signal) Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true });
    }, signal);
    await page.goto("/demo/main/");
    await soon(500);
    await expect(page.locator("[data-forthright]:not(button)")).toHaveCount(0);
    expect([await consent(page), sent, await context.cookies()]).toEqual([null, [], []]);
    await page.evaluate(() => {
      /** @type {any} */ (window).hiding = false;
      document.dispatchEvent(new Event("prerenderingchange"));
    });
    if (signal) await expect.poll(() => sent.length).toBe(1);
    else await expect(banner(page)).toBeVisible();
  });
}

test("what is granted does not run while the page is being prerendered", async ({ page, context }) => {
  await chose(context, { source: "accept-all", granted: ALL });
  await page.addInitScript(() => {
    /** @type {any} */ (window).hiding = true;
    Object.defineProperty(Document.prototype, "prerendering", { get: () => /** @type {any} */ (window).hiding });
  });
  await page.goto("/demo/main/");
  await soon(500);
  await expect(page.getByText("Analytics: off")).toBeVisible();
  await page.evaluate(() => {
    /** @type {any} */ (window).hiding = false;
    document.dispatchEvent(new Event("prerenderingchange"));
  });
  await expect(page.getByText("Analytics: on")).toBeVisible();
});
