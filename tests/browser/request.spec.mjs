import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { bill, open, pdf, picture, scan, withHiddenData } from "../people.mjs";
import { object, objects, putObject, rows } from "../store.mjs";
import { expectNoAxeFindings } from "./axe.mjs";
import { signIn } from "./office.mjs";

/** @typedef {import("@playwright/test").Page} Page */

/** Fills the first two steps. @param {Page} page */
async function answer(page) {
  await page.goto("/forms/subject-access");
  await expect(page.getByText("Step 1 of 4")).toBeVisible();
  await page.getByLabel("My own").check();
  await page.getByLabel("Full name").fill("Maria Example");
  await page.getByLabel("Day").fill("24");
  await page.getByLabel("Month").fill("3");
  await page.getByLabel("Year").fill("2001");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByText("Step 2 of 4")).toBeVisible();
  await page.getByLabel("What do you want to see?").fill("My exam results");
  await page.getByLabel("From", { exact: true }).fill("2019/20");
  await page.getByLabel("Email address").fill("maria@example.org");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByText("Step 3 of 4")).toBeVisible();
}

test("a request with a passport, from the person's browser to the desk and back", async ({ page, browser }) => {
  /** @type {string[]} */
  const logged = [];
  page.on("console", (message) => logged.push(`${message.type()} ${message.text()}`));
  page.on("pageerror", (error) => logged.push(`error ${error}`));
  await answer(page);
  const photo = withHiddenData(readFileSync(new URL("../vectors/evidence/passport.jpg", import.meta.url)));
  await page.getByLabel("What is it?").first().selectOption("passport");
  await page.getByLabel("File", { exact: true }).first().setInputFiles({ name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: photo });
  await expect(page.getByText("Please check.")).toBeVisible();
  await expect(page.getByText("The date of birth is not the one you typed, 24 March 2001.")).toBeVisible();
  await expect(page.getByText("You can still send it.")).toBeVisible();
  await expect(page.getByRole("img", { name: "The picture as it will be sent" })).toBeVisible();
  await expect(page.getByText("These documents will be enough if they are what you say they are.")).toBeVisible();
  await expect(page.locator("#evidence-missing .good"), "not in green beside a note").toHaveCount(0);
  await expectNoAxeFindings(page, "documents");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Check your answers" })).toBeFocused();
  await expect(page.getByText("24 March 2001", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Privacy notice for this form (opens in a new tab)" })).toBeVisible();
  await expectNoAxeFindings(page, "check your answers");
  await page.getByRole("button", { name: "Send your request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeFocused();
  await expect(page.getByRole("link", { name: "The privacy notice that applied" })).toHaveAttribute("href", /^\/notices\/versions\/[0-9a-f]{64}$/);
  await expectNoAxeFindings(page, "receipt");
  const reference = await page.locator("#reference").innerText();
  const code = await page.locator("#receipt-code").innerText();
  const download = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Save the receipt" }).click()]);
  expect(readFileSync((await download[0].path()) ?? "", "utf8")).toContain(code);
  expect(logged).toEqual([]);

  // What is stored: sealed, without the picture's hidden data, opened by another implementation of age.
  const envelope = await object(`sealed/${reference}/file-1`);
  const opened = await open("ben", envelope);
  expect(opened.label).toEqual({ reference, part: "file-1" });
  expect(opened.content.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(opened.content.includes("FORTHRIGHT-LOCATION-CANARY")).toBe(false);
  expect(photo.includes("FORTHRIGHT-LOCATION-CANARY")).toBe(true);

  const office = await browser.newPage();
  await signIn(office, "Asha");
  await expectNoAxeFindings(office, "list of cases");
  await office.getByRole("button", { name: reference }).click();
  await expect(office.getByText("My exam results")).toBeVisible();
  await expect(office.getByRole("heading", { name: reference })).toBeFocused();
  await expect(office.getByText("Sealed in the person’s own browser.")).toBeVisible();
  await expect(office.getByText("On the person’s device: Please check. ")).toContainText("The date of birth is not the one you typed, 24 March 2001.");
  await office.getByRole("button", { name: "Open document 1" }).click();
  await expect(office.frameLocator("iframe").getByRole("img", { name: "The document as it was sent" })).toBeVisible();
  await expect(office.frameLocator("iframe").getByText("Checked again here, in the words the person reads: Please check. "))
    .toContainText("The date of birth is not the one you typed, 24 March 2001.");
  await expectNoAxeFindings(office, "case at the desk");
  await office.getByLabel("Outcome, in the words the person will read").selectOption("information-sent");
  await office.getByRole("button", { name: "Close the case" }).click();
  await expect(office.getByText("First decide who the person is.")).toBeVisible();
  await office.getByLabel("Document that shows who they are").selectOption("passport");
  await office.getByRole("button", { name: "Confirm identity" }).click();
  await expect(office.getByText("The documents are deleted.", { exact: true })).toBeVisible();
  expect(await objects(`sealed/${reference}/`)).toEqual([`sealed/${reference}/answers`]);
  await office.getByLabel("Message", { exact: true }).fill("We are collecting your results.");
  await office.getByRole("button", { name: "Send the message" }).click();
  await expect(office.getByText("A message was written to the person.")).toBeVisible();
  await office.getByLabel("Outcome, in the words the person will read").selectOption("information-sent");
  await office.getByRole("button", { name: "Close the case" }).click();
  await expect(office.getByText("Nothing more can be done with this case.")).toBeVisible();
  await expectNoAxeFindings(office, "closed case");
  await office.close();

  await page.goto("/track");
  await page.getByLabel("Reference").fill(reference.toLowerCase());
  await page.getByLabel("Receipt code").fill(code.replaceAll("-", " "));
  await page.getByRole("button", { name: "Show my request" }).click();
  await expect(page.locator("#status")).toHaveText("Closed");
  await expect(page.getByText("We are collecting your results.")).toBeVisible();
  await expectNoAxeFindings(page, "tracked case");
});

test("a picture that cannot be read says what to do, and can be sent all the same", async ({ page }) => {
  await answer(page);
  await page.getByLabel("What is it?").first().selectOption("birth-certificate");
  const file = page.getByLabel("File", { exact: true }).first();
  await file.setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await picture(page, { blur: 14 }) });
  await expect(page.getByText("The picture is blurred.")).toBeVisible();
  await file.setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await picture(page, { dark: true }) });
  await expect(page.getByText("The picture is too dark.")).toBeVisible();
  await expectNoAxeFindings(page, "picture to check");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Check your answers" })).toBeVisible();
});

test("two bills of one company are not enough, two companies are", async ({ page }) => {
  await answer(page);
  for (const n of [0, 1]) {
    await page.getByLabel("What is it?").nth(n).selectOption("utility-bill");
    await page.getByLabel("Which company sent it?").nth(n).fill(n === 0 ? "Severn Trent" : "SEVERN TRENT plc");
    await page.getByLabel("File", { exact: true }).nth(n).setInputFiles({ name: `${n}.pdf`, mimeType: "application/pdf", buffer: pdf() });
  }
  await expect(page.getByText("Both bills are from the same company.")).toBeVisible();
  await page.getByLabel("Which company sent it?").nth(1).fill("Octopus");
  await page.getByLabel("Which company sent it?").nth(1).blur();
  // They do not open.
  await expect(page.getByText("These documents will be enough if they are what you say they are.")).toBeVisible();
});

test("somebody who asks for another person also shows that they may", async ({ page }) => {
  await page.goto("/forms/subject-access");
  await expect(page.getByLabel("Your own name (optional)")).toBeHidden();
  await page.getByLabel("Someone else’s. I act for them").check();
  await expect(page.getByLabel("Your own name (optional)")).toBeVisible();
  await page.getByLabel("Full name").fill("Maria Example");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByLabel("What do you want to see?").fill("Everything");
  await page.getByLabel("Telephone number").fill("0116 496 0000");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByLabel("What is it?").first().selectOption("passport");
  await page.getByLabel("File", { exact: true }).first().setInputFiles({ name: "p.pdf", mimeType: "application/pdf", buffer: pdf() });
  await expect(page.getByText("Add something that shows you may act for this person")).toBeVisible();
});

test("files that cannot be taken say why, whatever their name is", async ({ page }) => {
  await answer(page);
  const file = page.getByLabel("File", { exact: true }).first();
  for (const [name, buffer, words] of /** @type {[string, Buffer, string][]} */ ([
    ["passport.jpg", Buffer.from("<script>alert(1)</script>"), "This file is not a JPEG, PNG or WebP picture or a PDF."],
    ["empty.pdf", Buffer.alloc(0), "This file is empty."],
    ["large.pdf", Buffer.concat([pdf(), Buffer.alloc(10 * 1024 * 1024 + 1 - pdf().length)]), "This file is larger than 10 MB."],
    ["broken.png", Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(200)]), "This picture cannot be opened."],
  ])) {
    await file.setInputFiles({ name, mimeType: "image/jpeg", buffer });
    await expect(page.getByText(words).first()).toBeVisible();
  }
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.locator("#error-summary")).toBeFocused();
  await expectNoAxeFindings(page, "file problem");
});

test("what is missing or wrong is said at the question, and every answer is kept", async ({ page }) => {
  await page.goto("/forms/subject-access");
  await expect(page.getByText("Step 1 of 4")).toBeVisible();
  await page.getByLabel("Day").fill("1");
  await page.getByLabel("Month").fill("1");
  await page.getByLabel("Year").fill("2199");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.locator("#error-summary")).toBeFocused();
  await expect(page.locator("#error-summary")).toContainText("Enter the name of the person");
  await expect(page.locator("#error-summary")).toContainText("The date must be in the past");
  await expectNoAxeFindings(page, "errors");
  await page.getByRole("link", { name: "Enter the name of the person" }).click();
  await expect(page.getByLabel("Full name")).toBeFocused();
  await expect(page.getByLabel("Year")).toHaveValue("2199");
});

test("a server that is away loses nothing; pressing again is still one request", async ({ page }) => {
  await answer(page);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.route("**/v1/submissions/*/complete", async (route) => {
    await route.fetch();
    await route.abort();
    // It is tried three times before somebody is asked to press again.
  }, { times: 3 });
  await page.getByRole("button", { name: "Send your request" }).click();
  await expect(page.getByText("We could not reach the server.")).toBeVisible();
  await expectNoAxeFindings(page, "sending failed");
  await page.getByRole("button", { name: "Send your request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeVisible();
  const reference = await page.locator("#reference").innerText();
  expect(await rows("SELECT * FROM case_events WHERE reference = ?", [reference])).toHaveLength(1);
});

test("a whole request with the keyboard alone", async ({ page }) => {
  await page.goto("/forms/subject-access");
  await expect(page.getByText("Step 1 of 4")).toBeVisible();
  /** Tabs until a control with this name has the focus. @param {RegExp} name */
  const tabTo = async (name) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const label = await page.evaluate(() => {
        const e = /** @type {any} */ (document.activeElement);
        return e?.labels?.[0]?.innerText || e?.innerText || "";
      });
      if (name.test(label)) return;
    }
    throw new Error(`The keyboard never reached ${name}`);
  };
  await tabTo(/^My own/);
  await page.keyboard.press("Space");
  await tabTo(/^Full name/);
  await page.keyboard.type("Sam Keys");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Step 2 of 4")).toBeVisible();
  await tabTo(/^What do you want/);
  await page.keyboard.type("My library record");
  await tabTo(/^Email/);
  await page.keyboard.type("sam@example.org");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Step 3 of 4")).toBeVisible();
  await tabTo(/^Continue/);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Step 4 of 4")).toBeVisible();
  await tabTo(/^Send your request/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeVisible();
});

test("an envelope that was changed in the bucket is not shown at the desk", async ({ page }) => {
  await answer(page);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Send your request" }).click();
  const reference = await page.locator("#reference").innerText();
  const bytes = await object(`sealed/${reference}/answers`);
  bytes[bytes.length - 5] ^= 1;
  await putObject(`sealed/${reference}/answers`, bytes);
  await signIn(page, "Ben");
  await page.getByRole("button", { name: reference }).click();
  await expect(page.getByText("This was changed or cut off after it was sealed.")).toBeVisible();
  await expectNoAxeFindings(page, "changed envelope");
});

test("a wrong passphrase opens nothing and says so", async ({ page }) => {
  await page.goto("/dev/sign-in");
  await page.getByRole("button", { name: "Sign in as Ben" }).click();
  await expect(page.getByText("Your key file is on this device.")).toBeVisible();
  await page.getByLabel("Passphrase", { exact: true }).fill("guess");
  await page.getByRole("button", { name: "Unlock" }).click();
  await expect(page.getByText("The passphrase does not fit this key.")).toBeVisible();
  await expectNoAxeFindings(page, "wrong passphrase");
});

test("who leaves with answers that were not sent is asked first; nobody else is", async ({ page }) => {
  /** @type {string[]} */
  const asked = [];
  page.on("dialog", (dialog) => { asked.push(dialog.type()); dialog.accept(); });
  await page.goto("/forms/erasure");
  await page.getByRole("button", { name: "Continue", exact: true }).waitFor();
  await page.goto("/rights");
  expect(asked).toEqual([]);
  await page.goto("/forms/erasure");
  await page.getByRole("button", { name: "Continue", exact: true }).waitFor();
  await page.getByLabel("Full name").fill("Maria");
  await page.getByRole("link", { name: "Search" }).click();
  await expect(page).toHaveURL(/\/search$/);
  expect(asked).toEqual(["beforeunload"]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
});

test("a part that is covered is black in what is sent, and what was read of it does not travel", async ({ page }) => {
  await answer(page);
  await page.getByLabel("What is it?").first().selectOption("passport");
  const buffer = readFileSync(new URL("../vectors/evidence/passport.jpg", import.meta.url));
  await page.getByLabel("File", { exact: true }).first().setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer });
  await page.getByRole("button", { name: "Cover part of it" }).press("Enter");
  const tools = page.getByRole("group", { name: "Cover 1" });
  const left = async () => (await page.locator(".cover").boundingBox())?.x ?? 0;
  const before = await left();
  await tools.getByRole("button", { name: "Right: cover 1" }).press("Enter");
  expect(await left()).toBeGreaterThan(before);
  await tools.getByRole("button", { name: "Left: cover 1" }).click();
  await expectNoAxeFindings(page, "a covered part");
  // A second one, dragged; then taken away, which gives the focus back.
  await page.getByRole("button", { name: "Cover part of it" }).click();
  await page.locator(".cover").nth(1).scrollIntoViewIfNeeded();
  const box = await page.locator(".cover").nth(1).boundingBox();
  await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 10);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) - 30);
  await page.mouse.up();
  expect((await page.locator(".cover").nth(1).boundingBox())?.x).toBeGreaterThan((box?.x ?? 0) + 20);
  await page.getByRole("button", { name: "Remove: cover 2" }).press("Enter");
  await expect(page.getByRole("button", { name: "Cover part of it" })).toBeFocused();
  await expect(page.getByText("These documents will be enough if they are what you say they are.")).toBeVisible();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Send your request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeFocused();
  const reference = await page.locator("#reference").innerText();
  const sent = await open("ben", await object(`sealed/${reference}/file-1`));
  const [inside, outside] = await page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.drawImage(bitmap, 0, 0);
    const at = (/** @type {number} */ x, /** @type {number} */ y) => context.getImageData(x * bitmap.width, y * bitmap.height, 1, 1).data[0];
    return [at(0.5, 0.46), at(0.5, 0.7)];
  }, sent.content.toString("base64"));
  expect(inside).toBeLessThan(12);
  expect(outside).toBeGreaterThan(40);
  const answers = await open("ben", await object(`sealed/${reference}/answers`));
  expect(answers.content.toString()).toContain("The person covered part of it");
  expect(answers.content.toString()).not.toContain("OOZDLR");
});

test("what was found in a PDF travels sealed with it, and is found again at the desk", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await answer(page);
  await page.getByLabel("What is it?").first().selectOption("utility-bill");
  const file = page.getByLabel("File", { exact: true }).first();
  await file.setInputFiles({ name: "bill.pdf", mimeType: "application/pdf", buffer: await bill(page, "Ms M Example") });
  await expect(page.getByText("it shows your name and the postcode LE1 9BH")).toBeVisible();
  await expect(page.getByText("This is a PDF. It will be sent as it is.")).toBeVisible();
  await page.getByLabel("What is it?").nth(1).selectOption("passport");
  const passport = readFileSync(new URL("../vectors/evidence/passport.jpg", import.meta.url));
  await page.getByLabel("File", { exact: true }).nth(1).setInputFiles({ name: "scan.pdf", mimeType: "application/pdf", buffer: scan(passport, 1600, 1200) });
  await expect(page.getByText("We read: OOZDLR")).toBeVisible();
  await page.getByLabel("What is it?").nth(2).selectOption("birth-certificate");
  const stripes = Buffer.alloc(800 * 600, Buffer.concat([Buffer.alloc(7, 20), Buffer.alloc(9, 230)]));
  await page.getByLabel("File", { exact: true }).nth(2).setInputFiles({ name: "grey.pdf", mimeType: "application/pdf", buffer: scan(deflateSync(stripes), 800, 600, "FlateDecode") });
  await expect(page.getByText("It is sharp and light enough. We cannot tell what it shows")).toBeVisible();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Send your request" }).click();
  const reference = await page.locator("#reference").innerText();
  const answers = await open("ben", await object(`sealed/${reference}/answers`));
  expect(answers.content.toString()).toContain("it shows your name and the postcode LE1 9BH");
  const office = await browser.newPage();
  await signIn(office, "Ben");
  await office.getByRole("button", { name: reference }).click();
  const frame = office.frameLocator("iframe");
  await office.getByRole("button", { name: "Open document 1" }).click();
  await expect(frame.getByText("Checked again here, in the words the person reads: Looks ready. It looks like a utility bill"), "opened, and the code that reads PDFs fetched and compiled").toBeVisible({ timeout: 60_000 });
  await expect(office.getByRole("link", { name: "Save the document" })).toHaveAttribute("download", "document-1.pdf");
  await expectNoAxeFindings(office, "a PDF at the desk");
  await office.getByRole("button", { name: "Open document 2" }).click();
  await expect(frame.getByText("We read: OOZDLR YUSWHA ITV, born 19 October 1966.")).toBeVisible();
  await expect(frame.getByRole("img", { name: "The document as it was sent" }), "the scanned page is shown").toBeVisible();
  await office.getByRole("button", { name: "Open document 3" }).click();
  await expect(frame.getByText("Checked again here, in the words the person reads: Could not tell. It is sharp and light enough.")).toBeVisible({ timeout: 60_000 });
  await expect(frame.getByRole("img", { name: "The document as it was sent" }), "so is one of plain samples").toHaveJSProperty("width", 800);
  await office.close();
});

test("what is mended after a document was chosen is compared anew, but not what was covered", async ({ page }) => {
  await answer(page);
  const file = page.getByLabel("File", { exact: true }).first();
  const buffer = readFileSync(new URL("../vectors/evidence/passport.jpg", import.meta.url));
  await file.setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer });
  await expect(page.getByText("The name is not the one you typed, Maria Example.")).toBeVisible();
  await expect(page.getByText("Looks ready.")).toHaveCount(0);
  // A zone that is read says what it is: nobody has to.
  await expect(page.getByLabel("What is it?").first()).toHaveValue("passport");
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByLabel("Full name").fill("Oozdlr Itv");
  for (const [label, part] of [["Day", "19"], ["Month", "10"], ["Year", "1966"]]) await page.getByLabel(label).fill(part);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByText("Looks ready.")).toBeVisible();
  await expect(page.getByText("The name is not the one you typed")).toHaveCount(0);
  await page.getByRole("button", { name: "Cover part of it" }).click();
  await expect(page.getByRole("group", { name: "Cover 1" })).toBeVisible();
  await page.getByLabel("What is it?").first().selectOption("birth-certificate");
  await page.waitForTimeout(1500);
  await expect(page.getByRole("group", { name: "Cover 1" }), "a cover stays where it is").toBeVisible();
});

test("a file that is chosen while another is looked at is the one that counts", async ({ page }) => {
  await answer(page);
  await page.getByLabel("What is it?").first().selectOption("passport");
  const file = page.getByLabel("File", { exact: true }).first();
  const buffer = readFileSync(new URL("../vectors/evidence/passport.jpg", import.meta.url));
  await file.setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer });
  await file.setInputFiles({ name: "b.pdf", mimeType: "application/pdf", buffer: pdf() });
  await expect(page.getByText("This is a PDF.")).toBeVisible();
  await page.waitForTimeout(2500);
  await expect(page.getByText("We read:")).toHaveCount(0);
  await expect(page.getByRole("img", { name: "The picture as it will be sent" })).toHaveCount(0);
  await file.setInputFiles([]);
  await expect(page.getByText("These documents are enough.")).toHaveCount(0);
});

test("a file that is chosen before its kind is asked what it is, and is sent only once that is said", async ({ page }) => {
  await answer(page);
  const file = page.getByLabel("File", { exact: true }).first();
  const kind = page.getByLabel("What is it?").first();
  await file.setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await picture(page, { blur: 6 }) });
  await expect(page.getByText("What kind of document").first()).toBeVisible();
  await expect(kind).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("Looks ready.")).toHaveCount(0);
  await expect(page.getByText("Say what each document is.")).toBeVisible();
  await expectNoAxeFindings(page, "a file without a kind");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.locator("#error-summary")).toBeFocused();
  await page.locator("#error-summary").getByRole("link", { name: "What kind of document" }).click();
  await expect(kind).toBeFocused();
  await kind.selectOption("passport");
  await expect(kind).not.toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Check your answers" })).toBeFocused();
  await expect(page.getByText("1 document will be sealed and sent.")).toBeVisible();
  await expect(page.locator("dl.summary").filter({ hasText: "Passport" })).toHaveCount(1);
});

test("a document in the place of another is known for itself", async ({ page }) => {
  await answer(page);
  const file = page.getByLabel("File", { exact: true }).first();
  const kind = page.getByLabel("What is it?").first();
  await file.setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: readFileSync(new URL("../vectors/evidence/passport.jpg", import.meta.url)) });
  await expect(kind).toHaveValue("passport");
  await file.setInputFiles({ name: "bill.pdf", mimeType: "application/pdf", buffer: await bill(page, "Maria Example") });
  await expect(kind).toHaveValue("utility-bill");
  await expect(page.getByText("it shows your name")).toBeVisible();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.locator("dl.summary").filter({ hasText: "Utility bill" })).toHaveCount(1);
});

test("a kind that was chosen without a file is not shown as if it were sent", async ({ page }) => {
  await answer(page);
  await page.getByLabel("What is it?").first().selectOption("passport");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByText("0 documents will be sealed and sent.")).toBeVisible();
  await expect(page.locator("dl.summary").filter({ hasText: "Passport" })).toHaveCount(0);
});

test("a photo of more than 10 MB is taken, because only the smaller picture is sent", async ({ page }) => {
  await answer(page);
  await page.getByLabel("What is it?").first().selectOption("passport");
  const file = page.getByLabel("File", { exact: true }).first();
  const photo = readFileSync(new URL("../vectors/evidence/passport.jpg", import.meta.url));
  const large = Buffer.concat([photo, Buffer.alloc(12_600_000 - photo.length)]);
  await file.setInputFiles({ name: "large.jpg", mimeType: "image/jpeg", buffer: large });
  await expect(page.getByText("We read: OOZDLR")).toBeVisible();
  await expect(page.getByText("larger than 10 MB")).toHaveCount(0);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Send your request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeFocused();
  const reference = await page.locator("#reference").innerText();
  const sent = (await open("ben", await object(`sealed/${reference}/file-1`))).content;
  expect(sent.length).toBeLessThan(10 * 1024 * 1024);
});
