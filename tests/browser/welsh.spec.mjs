// A request in Welsh from the first page to the receipt and after, with and without JavaScript; what is drawn in the browser is
// Welsh too, and what people typed stays what they typed.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { objects } from "../store.mjs";
import { expectNoAxeFindings } from "./axe.mjs";

/** @typedef {import("@playwright/test").Page} Page */

const PASSPORT = new URL("../vectors/evidence/passport.jpg", import.meta.url);

/** English that is to be seen or heard and not marked as English. @param {Page} page @returns {Promise<string[]>} */
const english = (page) => page.evaluate(() => {
  const words = new Set("the you your and of we our us with this that is are not it have has from for be will can when what who why how about there their they was were before after choose enter send ask date name document request file".split(" "));
  const isEnglish = (/** @type {string} */ text) => text.toLowerCase().split(/\s+/).filter((word) => !word.includes("@")).join(" ").split(/[^\p{L}’]+/u).some((word) => words.has(word));
  const stays = "[translate=no], [lang]:not([lang^=cy]), script, style, textarea, svg, select option:not(:checked)";
  const found = /** @type {string[]} */ ([]);
  for (const element of document.querySelectorAll("title, body, body *")) {
    if (element.closest(stays) || (element.localName !== "title" && !element.checkVisibility())) continue;
    for (const node of element.childNodes) if (node instanceof Text && isEnglish(node.data)) found.push(node.data);
    for (const name of ["aria-label", "alt", "placeholder"]) if (isEnglish(element.getAttribute(name) ?? "")) found.push(`${name}: ${element.getAttribute(name)}`);
  }
  return found;
});

/** @param {Page} page @param {string} state */
const expectWelsh = async (page, state) => expect.poll(() => english(page), { message: state }).toEqual([]);

test("a request with a passport is Welsh from the first page to tracking it, and typed words stay", async ({ page }) => {
  await page.goto("/?lang=cy");
  await page.getByRole("link", { name: "Gofyn am gopi", exact: true }).click();
  await expect(page).toHaveURL(/\/forms\/subject-access\?lang=cy$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "cy");
  await expect(page.getByRole("heading", { name: "Amdanoch chi (cam 1 o 4)" })).toBeVisible();
  await expect(page).toHaveTitle(/^Amdanoch chi \(cam 1 o 4\) – .* – De Montfort University$/);
  await page.getByRole("button", { name: "Parhau", exact: true }).click();
  await expect(page.locator("#error-summary")).toBeFocused();
  await expect(page.locator("#error-summary")).toContainText("Mae problem");
  await expect(page).toHaveTitle(/^Gwall: Amdanoch chi/);
  await expectWelsh(page, "a mistake");
  await expectNoAxeFindings(page, "Welsh, a mistake");
  // Our own words, typed as a name: they are the person's.
  await page.getByLabel("Enw llawn").fill("Light Continue");
  await page.locator("#date-of-birth-day").fill("24");
  await page.getByRole("button", { name: "Parhau", exact: true }).click();
  await expect(page.locator("#error-summary")).toContainText("Ychwanegwch y canlynol: mis");
  await page.locator("#date-of-birth-month").fill("3");
  await page.locator("#date-of-birth-year").fill("2001");
  await page.getByRole("button", { name: "Parhau", exact: true }).click();
  await expect(page.getByRole("heading", { name: "(cam 2 o 4)" })).toBeFocused();
  await page.getByLabel("Beth ydych chi am ei weld?").fill("Continue");
  await page.getByLabel("Cyfeiriad e-bost").fill("maria@example.org");
  await expectWelsh(page, "step 2");
  await page.getByRole("button", { name: "Parhau", exact: true }).click();
  await expect(page.getByRole("heading", { name: "(cam 3 o 4)" })).toBeFocused();
  await page.locator("#evidence-1-kind").selectOption({ label: "Pasbort" });
  await page.locator("#evidence-1-file").setInputFiles({ name: "no.pdf", mimeType: "application/pdf", buffer: Buffer.from("no PDF") });
  await expect(page.getByText("Nid yw’r ffeil hon yn llun JPEG, PNG neu WebP nac yn PDF.").first()).toBeVisible();
  await expectWelsh(page, "a file that cannot be taken");
  await page.locator("#evidence-1-file").setInputFiles({ name: "passport.jpg", mimeType: "image/jpeg", buffer: readFileSync(PASSPORT) });
  await expect(page.getByText("Gwiriwch hyn.")).toBeVisible();
  const verdict = page.locator("#evidence-1-file-panel");
  await expect(verdict).toContainText("Light Continue");
  await expect(verdict).toContainText("24 Mawrth 2001");
  await expect(page.getByRole("img", { name: "Y llun fel y caiff ei anfon" })).toBeVisible();
  await page.getByRole("button", { name: "Cuddio rhan ohono" }).click();
  await expect(page.getByRole("button", { name: "Tynnu: gorchudd 1" })).toBeVisible();
  await expectWelsh(page, "documents");
  await expectNoAxeFindings(page, "Welsh, documents");
  await page.getByRole("button", { name: "Parhau", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Gwiriwch eich atebion (cam 4 o 4)" })).toBeFocused();
  await expect(page.getByText("24 Mawrth 2001", { exact: true })).toBeVisible();
  for (const typed of ["Light Continue", "Continue"]) await expect(page.locator(".summary").getByText(typed, { exact: true })).toBeVisible();
  await expectWelsh(page, "check your answers");
  await page.getByRole("button", { name: "Anfon eich cais" }).click();
  await expect(page.getByRole("heading", { name: "Mae eich cais wedi dod i law" })).toBeFocused();
  await expect(page).toHaveTitle(/^Mae eich cais wedi dod i law – /);
  await page.getByText("Pam y dyddiad hwn").click();
  await expectWelsh(page, "receipt");
  await expectNoAxeFindings(page, "Welsh, receipt");
  const reference = await page.locator("#reference").innerText();
  const code = await page.locator("#receipt-code").innerText();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Cadw’r dderbynneb" }).click()]);
  const saved = readFileSync((await download.path()) ?? "", "utf8");
  expect(saved).toContain(`Cyfeirnod: ${reference}\nCod derbynneb: ${code}\n`);
  expect(saved).not.toMatch(/\b(the|you|your|we)\b/);
  expect((await objects("sealed/")).some((key) => key.includes(reference))).toBe(true);

  await page.getByRole("link", { name: "Dilyn eich cais" }).click();
  await expect(page).toHaveURL(/\/track\?lang=cy$/);
  await page.getByRole("button", { name: "Dangos fy nghais" }).click();
  await expect(page.locator("#error-summary")).toContainText("Nodwch eich cyfeirnod");
  await expectWelsh(page, "track, a mistake");
  await page.getByLabel("Cyfeirnod").fill(reference);
  await page.getByLabel("Cod derbynneb").fill(code);
  await page.getByRole("button", { name: "Dangos fy nghais" }).click();
  await expect(page.getByRole("heading", { name: reference })).toBeVisible();
  await page.getByText("Pam y dyddiad hwn").click();
  await expectWelsh(page, "tracked");
  await expectNoAxeFindings(page, "Welsh, tracked");
});

test("the check is Welsh, whatever it finds", async ({ page }) => {
  await page.goto("/check?lang=cy");
  await expect(page.getByRole("heading", { name: "Gwirio llun o ddogfen" })).toBeVisible();
  await page.getByLabel("Dewiswch ffeil").setInputFiles({ name: "passport.jpg", mimeType: "image/jpeg", buffer: readFileSync(PASSPORT) });
  await expect(page.locator("#check-kind")).toHaveValue("passport");
  await expect(page.getByText("Mae’n edrych yn barod.")).toBeVisible();
  await expectWelsh(page, "kind not said");
  await page.locator("#check-kind").selectOption("utility-bill");
  await expect(page.locator("#check-result")).toContainText("Bil cyfleustodau");
  await expectWelsh(page, "another kind");
  await page.getByLabel("Dewiswch ffeil").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  await expect(page.locator("#check-problem")).toContainText("Nid yw’r ffeil hon");
  await expectWelsh(page, "no picture");
  await expectNoAxeFindings(page, "check in Welsh");
});

test("a form that was saved in Welsh is opened in Welsh", async ({ page }) => {
  await page.goto("/forms/complaint?lang=cy");
  await page.getByRole("button", { name: "Cadw a pharhau yn ddiweddarach" }).click();
  const code = await page.locator("#draft-code-shown").innerText();
  await expectWelsh(page, "saved");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Parhau â’r ffurflen a gadwyd gennych" })).toBeVisible();
  await page.getByLabel("Eich cod").fill("00000");
  await page.getByRole("button", { name: "Agor y ffurflen a gadwyd gennych" }).click();
  await expect(page.locator("#draft-code-error")).not.toBeEmpty();
  await expectWelsh(page, "a wrong code");
  await page.getByLabel("Eich cod").fill(code);
  await page.getByRole("button", { name: "Agor y ffurflen a gadwyd gennych" }).click();
  await expect(page.getByRole("heading", { name: "Parhau â’r ffurflen a gadwyd gennych" })).toHaveCount(0);
  await expectWelsh(page, "opened");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("mistakes and receipt are Welsh, and the receipt's address keeps the language", async ({ page }) => {
    await page.goto("/forms/erasure?lang=cy");
    await page.getByRole("button", { name: "Anfon eich cais" }).click();
    await expect(page.locator("#error-summary")).toContainText("Mae problem");
    await expect(page).toHaveTitle(/^Gwall: /);
    await page.getByLabel("Enw llawn").fill("Maria <b>Example</b>");
    await page.locator("#request").fill("Continue </textarea><script>");
    await page.getByLabel("Cyfeiriad e-bost").fill("maria@example.org");
    await page.getByRole("button", { name: "Anfon eich cais" }).click();
    await expect(page).toHaveURL(/\/forms\/erasure\/receipt\?lang=cy$/);
    await expect(page.getByRole("heading", { name: "Mae eich cais wedi dod i law" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Mae eich derbynneb wedi’i dangos" })).toBeVisible();
  });
});

test("a page in English has no Welsh list, and each offers the other", async ({ page }) => {
  await page.goto("/forms/complaint");
  await expect(page.locator("#welsh-words")).toHaveCount(0);
  await page.getByRole("link", { name: "Cymraeg" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cwyno am ddiogelu data");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Complain about data protection");
});

test("the check stays in its language from the second time on, and offline", async ({ page, context }) => {
  await page.goto("/check");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).match("/check?lang=cy")))).some(Boolean))).toBe(true);
  await page.reload();
  await context.setOffline(true);
  await page.getByRole("link", { name: "Cymraeg" }).click();
  await expect(page.getByRole("heading", { name: "Gwirio llun o ddogfen" })).toBeVisible();
  await page.getByLabel("Dewiswch ffeil").setInputFiles({ name: "passport.jpg", mimeType: "image/jpeg", buffer: readFileSync(PASSPORT) });
  await expect(page.getByText("Mae’n edrych yn barod.")).toBeVisible();
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Check a photo of a document" })).toBeVisible();
});

test("what is looked for and not found is shown as it was typed, and an error keeps the language", async ({ page }) => {
  await page.goto("/search?lang=cy&q=Narrowerzz");
  await expect(page.getByText("“Narrowerzz”")).toBeVisible();
  await page.goto("/search?lang=cy&q=Narrower");
  await expect(page.locator("main")).not.toContainText("gulach");
  await page.goto("/nothing-here?lang=cy");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ni chanfuwyd y dudalen");
  await expectWelsh(page, "not found");
  await page.getByRole("link", { name: "yn ôl i’r dechrau" }).click();
  await expect(page).toHaveURL(/\/\?lang=cy$/);
});
