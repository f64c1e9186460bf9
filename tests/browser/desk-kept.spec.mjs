// What an officer types is never lost, and never goes over what a colleague did.
import { randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { desk, pdf, seal, submit } from "../people.mjs";
import { object, putObject, rows } from "../store.mjs";
import { expectNoAxeFindings } from "./axe.mjs";
import { signIn, unlock } from "./office.mjs";

const url = process.env.FORTHRIGHT_URL ?? "";
/** @typedef {import("@playwright/test").Page} Page */
/** @param {Page} page */
const message = (page) => page.getByLabel("Message", { exact: true });
/** Opens a new case. @param {Page} page */
async function openCase(page) {
  const { reference } = (await submit(url)).submitted;
  await signIn(page);
  await page.getByRole("button", { name: reference }).click();
  await expect(page.getByRole("heading", { name: reference })).toBeFocused();
  await expect(page.getByText("Sealed in the person’s own browser.").or(page.getByText("Sent without JavaScript"))).toBeVisible();
  return reference;
}
/** What this tab keeps over a reload. @param {Page} page */
const stored = (page) => page.evaluate(() => JSON.stringify(sessionStorage));

test("a typed letter survives a decision, the list, back and forward, another case and a search", async ({ page }) => {
  const reference = await openCase(page);
  await message(page).fill("Mine, and not sent.");
  await page.getByLabel("Document that shows who they are").selectOption("passport");
  await page.getByRole("button", { name: "Confirm identity" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Identity confirmed; documents deleted." })).toBeVisible();
  await expect(message(page)).toHaveValue("Mine, and not sent.");
  await expect(page.getByRole("heading", { name: reference }), "what had the focus is gone").toBeFocused();
  await page.getByRole("button", { name: "All cases" }).click();
  await expect(page.getByRole("button", { name: reference }), "the row one comes from").toBeFocused();
  await expect(page).toHaveURL(/\/desk$/);
  await expect(page).toHaveTitle(/^Cases – Desk – /);
  await expect(page.getByRole("row", { name: reference })).toContainText("You have text you have not sent");
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/desk/cases/${reference}$`));
  await expect(page).toHaveTitle(new RegExp(`^${reference} – Cases – Desk – `));
  await expect(message(page)).toHaveValue("Mine, and not sent.");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Cases" })).toBeVisible();
  await page.goForward();
  await expect(message(page)).toHaveValue("Mine, and not sent.");
  await page.getByRole("button", { name: "All cases" }).click();
  await page.getByLabel("Go to a case by its reference").fill("nothing");
  await page.getByRole("button", { name: "Go", exact: true }).click();
  await expect(page.getByLabel("Go to a case by its reference")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Go to a case by its reference")).toHaveAccessibleDescription("Enter a reference like DMU-7K3M9Q2X4");
  await page.getByLabel("Go to a case by its reference").fill(reference.toLowerCase());
  await page.getByRole("button", { name: "Go", exact: true }).click();
  await expect(message(page)).toHaveValue("Mine, and not sent.");
});

test("a letter of the register goes over typed text only when it is asked for, and that can be undone", async ({ page }) => {
  await openCase(page);
  const act = page.getByLabel("What do you want to do?");
  await act.selectOption("Tell them the outcome");
  await expect(message(page), "nothing is typed yet").toHaveValue(/^Dear Maria Example,/);
  await message(page).fill("Mine.");
  await act.selectOption("Acknowledge");
  await expect(message(page)).toHaveValue("Mine.");
  await expect(page.getByText("Your text is kept.")).toBeVisible();
  await expectNoAxeFindings(page, "a letter over typed text");
  await page.getByRole("button", { name: "Leave my text as it is" }).click();
  await expect(message(page)).toBeFocused();
  await expect(message(page)).toHaveValue("Mine.");
  await page.getByLabel("Language").selectOption("Cymraeg");
  await expect(message(page)).toHaveAttribute("lang", "cy");
  await page.getByRole("button", { name: "Insert the letter below my text" }).click();
  await expect(message(page)).toHaveValue(/^Mine\.\n\nAnnwyl Maria Example,/);
  await page.getByLabel("Language").selectOption("English");
  await page.getByRole("button", { name: "Replace my text, keep a copy" }).click();
  await expect(message(page)).toHaveValue(/^Dear Maria Example,/);
  await page.getByRole("button", { name: "Restore the text you replaced" }).click();
  await expect(message(page)).toHaveValue(/^Mine\.\n\nAnnwyl Maria Example,/);
  await expect(page.getByText("One piece of text you replaced is kept.")).toHaveCount(0);
});

test("a reload asks, locks the key, and gives the same case and its text back; nothing readable is stored", async ({ page }) => {
  const reference = await openCase(page);
  /** @type {string[]} */
  const asked = [];
  page.on("dialog", (dialog) => { asked.push(dialog.type()); dialog.accept(); });
  await page.reload();
  expect(asked, "nothing is typed").toEqual([]);
  await unlock(page);
  await expect(page.getByRole("heading", { name: reference })).toBeVisible();
  await expect(message(page)).toHaveValue(/Yours sincerely/);
  await message(page).fill("Secret words about Maria.");
  await expect.poll(() => stored(page)).toContain("forthright-unsent-");
  expect(await stored(page)).not.toContain("Maria");
  await page.reload();
  expect(asked).toEqual(["beforeunload"]);
  await expect(page.getByText("What you typed and did not send is kept, sealed.")).toBeVisible();
  await expect(page).toHaveTitle(/^Unlock your key – Desk – /);
  await expectNoAxeFindings(page, "unlocking with kept text");
  await unlock(page);
  await expect(page).toHaveURL(new RegExp(`/desk/cases/${reference}$`));
  await expect(message(page)).toHaveValue("Secret words about Maria.");
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Letter sent." })).toBeVisible();
  await expect.poll(() => stored(page)).not.toContain("forthright-unsent-");
  await page.reload();
  expect(asked, "nothing is left").toEqual(["beforeunload"]);
});

test("an old view sends nothing, says what a colleague did, keeps the text, and can then send it", async ({ page }) => {
  const reference = await openCase(page);
  await message(page).fill("Mine.");
  expect((await desk(url, `cases/${reference}/identity`, { kind: "passport", outcome: "confirmed" })).status).toBe(200);
  await page.getByRole("button", { name: "Send the message" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "A colleague did something with this case while it was open here." });
  await expect(alert).toContainText("Nothing was sent or noted.");
  await expect(alert).toContainText("Asha: Identity confirmed.");
  await expect(page).toHaveTitle(new RegExp(`^Error: ${reference} – Cases – Desk – `));
  await expect(page.locator("#documents-gone")).toBeVisible();
  await expect(message(page)).toHaveValue("Mine.");
  expect(await rows("SELECT id FROM case_messages WHERE reference = ?", [reference])).toEqual([]);
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(page.locator(".messages")).toContainText("Mine.");
  await expect(page).toHaveTitle(new RegExp(`^${reference} – Cases – Desk – `));
});

test("a case that a colleague closed leaves the text to copy, until it is deleted", async ({ page }) => {
  const reference = await openCase(page);
  await message(page).fill("Mine.");
  expect((await desk(url, `cases/${reference}/close`, { outcome: "withdrawn" })).status).toBe(200);
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(page.getByRole("heading", { name: "Text that was not sent" })).toBeVisible();
  await expect(page.locator("#left-over")).toHaveText("Mine.");
  await page.getByRole("button", { name: "Delete this text" }).click();
  await expect(page.locator("#left-over")).toHaveCount(0);
});

test("answers that someone put in the place of what was received are not shown", async ({ page }) => {
  const { submitted, recipients } = await submit(url);
  const { reference } = submitted;
  const detail = await (await desk(url, `cases/${reference}`)).json();
  expect(detail.answersDigest, "the receipt notes what was received").toMatch(/^[0-9a-f]{64}$/);
  expect((await object(`sealed/${reference}/answers`)).length).toBeGreaterThan(0);
  const forged = { form: "subject-access", revision: 1, sealedInBrowser: true, files: [], answers: { name: "Forged Person" } };
  await putObject(`sealed/${reference}/answers`, Buffer.from(await seal(recipients, reference, "answers", JSON.stringify(forged))));
  await signIn(page);
  await page.getByRole("button", { name: reference }).click();
  await expect(page.getByText("This is not what was received")).toBeVisible();
  await expect(page.getByText("Forged Person")).toHaveCount(0);
});

test("envelopes are opened in a worker that ends with each; a hostile one is refused at once", async ({ page }) => {
  const { submitted } = await submit(url, { files: [pdf()] });
  const { reference } = submitted;
  const workers = { begun: 0, ended: 0 };
  page.on("worker", (worker) => {
    if (!/\/desk-worker[^/]*\.js$/.test(worker.url())) return;
    workers.begun += 1;
    worker.on("close", () => { workers.ended += 1; });
  });
  await signIn(page);
  await page.getByRole("button", { name: reference }).click();
  await expect(page.getByText("Everything from 2019")).toBeVisible();
  await page.getByRole("button", { name: "Open document 1" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Document 1 is open below." })).toBeVisible();
  await expect.poll(() => workers).toEqual({ begun: 2, ended: 2 });

  const stanza = () => `-> X25519 ${letters()}\n${letters()}\n`;
  const letters = () => randomBytes(32).toString("base64").replace(/=+$/, "");
  const head = `age-encryption.org/v1\n${Array.from({ length: 20_000 }, stanza).join("")}--- ${letters()}\n`;
  await putObject(`sealed/${reference}/file-1`, Buffer.concat([Buffer.from(head), randomBytes(100)]));
  // Opened as it stands it would take minutes.
  await page.getByRole("button", { name: "Open document 1" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This was not sealed in the way this service seals" })).toBeVisible();
});

test("regions that speak are there before their words, and each act is said once where it was done", async ({ page }) => {
  await page.addInitScript(() => {
    const added = /** @type {any} */ (globalThis).added = /** @type {string[]} */ ([]);
    const speaks = "[role=status], [role=alert], [aria-live]";
    new MutationObserver((changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes])) {
        if (!(node instanceof Element)) continue;
        const regions = [...(node.matches(speaks) ? [node] : []), ...node.querySelectorAll(speaks)];
        // What a place to search gave before is shown, and no news.
        for (const region of regions) if (region.textContent?.trim() && !region.closest(".checklist")) added.push(region.outerHTML);
      }
    }).observe(document, { childList: true, subtree: true });
  });
  const { reference } = (await submit(url, { files: [pdf()] })).submitted;
  await signIn(page);
  await page.getByRole("button", { name: reference }).click();
  const said = page.getByRole("status").filter({ hasText: /\S/ });
  await expect(page.getByText("Everything from 2019")).toBeVisible();
  await expect(said).toHaveText([]);
  await page.getByRole("button", { name: "Open document 1" }).click();
  await expect(said).toHaveText(["Document 1 is open below."]);
  await page.getByLabel("Document that shows who they are").selectOption("passport");
  await page.getByRole("button", { name: "Confirm identity" }).click();
  await expect(said).toHaveText(["Identity confirmed; documents deleted."]);
  await message(page).fill("Hello.");
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(said).toHaveText(["Identity confirmed; documents deleted.", "Letter sent."]);
  await page.getByLabel("Outcome, in the words the person will read").selectOption("withdrawn");
  await page.getByRole("button", { name: "Close the case" }).click();
  await expect(said.first()).toHaveText(/^Case closed: /);
  await page.getByRole("button", { name: "All cases" }).click();
  await expect(page.getByRole("heading", { name: "Cases" })).toBeVisible();
  expect(await page.evaluate(() => /** @type {any} */ (globalThis).added)).toEqual([]);
});
