// Looking at documents on the person's own device: the page /check, and the same in the forms.
import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { bill, pdf, picture, scan } from "../people.mjs";
import { expectNoAxeFindings } from "./axe.mjs";

/** @typedef {import("@playwright/test").Page} Page */

const vector = (/** @type {string} */ name) => readFileSync(new URL(`../vectors/evidence/${name}`, import.meta.url));
const PASSPORT = vector("passport.jpg");
const NUMBER = "MZ9641413";

/** @param {Page} page */
async function open(page) {
  await page.goto("/check");
  await expect(page.getByLabel("Choose a file")).toBeVisible();
}

/** @param {Page} page @param {Buffer} buffer @param {string} [name] */
const choose = (page, buffer, name = "a.jpg") => page.getByLabel("Choose a file").setInputFiles({ name, mimeType: "image/jpeg", buffer });

const result = (/** @type {Page} */ page) => page.locator("#check-result");

test("a passport is read, compared with what was typed, and its number is never shown", async ({ page }) => {
  /** @type {string[]} */
  const logged = [];
  page.on("console", (message) => logged.push(message.text()));
  await open(page);
  await expectNoAxeFindings(page, "check, before");
  await page.getByLabel("What is it?").selectOption("passport");
  await page.getByLabel("Your name").fill("Oozdlr Itv");
  await page.getByLabel("Your date of birth").fill("1966-10-19");
  await choose(page, PASSPORT);
  await expect(result(page).getByText("Looks ready.")).toBeVisible();
  await expect(result(page).getByText("We read: OOZDLR YUSWHA ITV, born 19 October 1966.")).toBeVisible();
  await expect(result(page).getByText("Drawn on the screen only: a line around the document, dashes around the rows of letters and < signs that we read.")).toBeVisible();
  expect(await page.innerText("body")).not.toContain(NUMBER);
  await expectNoAxeFindings(page, "check, ready");
  await page.getByLabel("Your name").fill("Anna Smith");
  await page.getByLabel("Your date of birth").fill("1966-10-20");
  await choose(page, PASSPORT);
  await expect(result(page).getByText("Please check.")).toBeVisible();
  await expect(result(page).getByText("The name is not the one you typed, Anna Smith.")).toBeVisible();
  await expect(result(page).getByText("The date of birth is not the one you typed, 20 October 1966.")).toBeVisible();
  await expectNoAxeFindings(page, "check, differs");
  // One status message for a result.
  await expect(result(page).getByRole("status").first()).toContainText("Please check.");
  expect(logged).toEqual([]);
});

test("a card upside down is read as well, and a picture that is no passport could not be told", async ({ page }) => {
  await open(page);
  const turned = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.rotate(Math.PI);
    context.drawImage(bitmap, -bitmap.width, -bitmap.height);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
    return btoa([...new Uint8Array(await blob.arrayBuffer())].map((byte) => String.fromCharCode(byte)).join(""));
  }, vector("card.jpg").toString("base64"));
  await choose(page, Buffer.from(turned, "base64"));
  await expect(result(page).getByText("We read: XFGAYZY YAXFFW ZWRLI, born 25 July 1942.")).toBeVisible();
  const bill = await picture(page);
  await page.getByLabel("What is it?").selectOption("passport");
  const blurred = await picture(page, { blur: 14 });
  await choose(page, blurred);
  await expect(result(page).getByText("Please check.")).toBeVisible();
  await page.getByLabel("What is it?").selectOption("birth-certificate");
  await choose(page, bill);
  // Sharp as it is, nothing in it speaks for a birth certificate.
  await expect(result(page).getByText("Could not tell.")).toBeVisible();
  await expect(result(page).getByText("It is sharp and light enough. We cannot tell what it shows")).toBeVisible();
  await choose(page, PASSPORT);
  await expect(result(page).getByText("It looks like a passport, but you chose “Birth certificate”.")).toBeVisible();
});

test("once the page has loaded it asks for nothing, and it works without a network", async ({ page, context }) => {
  await open(page);
  // What is kept for offline is there, and answers for this page.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  });
  await context.setOffline(true);
  await page.getByLabel("What is it?").selectOption("passport");
  await choose(page, PASSPORT);
  await expect(result(page).getByText("Looks ready.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Check a photo of a document" })).toBeVisible();
  /** @type {string[]} */
  const asked = [];
  context.on("request", (request) => { if (!request.url().startsWith("blob:")) asked.push(request.url()); });
  context.on("response", (response) => { if (response.fromServiceWorker()) asked.splice(asked.indexOf(response.url()), 1); });
  await choose(page, vector("card.jpg"));
  await expect(result(page).getByText("We read:")).toBeVisible();
  await choose(page, scan(PASSPORT, 1600, 1200), "scan.pdf");
  await expect(result(page).getByText("We read: OOZDLR")).toBeVisible();
  expect(asked, "nothing is asked of the network").toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ""]);
});

test("the page and its Worker may make no connection but for the code that looks", async ({ page, request }) => {
  const policy = (await request.get("/check")).headers()["content-security-policy"];
  expect(policy).toMatch(/connect-src http:\/\/[^ ;]+\/assets\/[\da-f]{12}\/check_bg\.wasm http:\/\/[^ ;]+\/assets\/[\da-f]{12}\/camera_bg\.wasm http:\/\/[^ ;]+\/assets\/[\da-f]{12}\/pdf_bg\.wasm;/);
  await open(page);
  expect(await page.evaluate(() => fetch("/v1/register.json").then(() => "sent", () => "refused"))).toBe("refused");
});

test("what is chosen while the code that looks is on its way is looked at when it has come", async ({ page }) => {
  /** @type {() => void} */
  let go = () => {};
  const held = new Promise((resolve) => { go = () => resolve(undefined); });
  await page.route("**/check_bg.wasm", async (route) => { await held; await route.continue(); });
  await page.goto("/check", { waitUntil: "commit" });
  await page.getByLabel("What is it?").selectOption("passport");
  await choose(page, PASSPORT);
  await expect(result(page).getByText("Nothing yet.")).toBeVisible();
  go();
  await expect(result(page).getByText("Looks ready.")).toBeVisible();
});

test("a bill is read from a PDF: whose it is, what and when, in words", async ({ page }) => {
  await open(page);
  await page.getByLabel("What is it?").selectOption("utility-bill");
  await page.getByLabel("Your name").fill("Anna Eriksson");
  const printed = await bill(page, "Miss A M Eriksson");
  await choose(page, printed, "bill.pdf");
  await expect(result(page).getByText("Looks ready.")).toBeVisible();
  await expect(result(page).getByText(
    "It looks like a utility bill, from Severn Trent; it is dated 3 October 2026; it shows your name and the postcode LE1 9BH.",
  )).toBeVisible();
  await expectNoAxeFindings(page, "check, a bill");
  await page.getByLabel("What is it?").selectOption("bank-statement");
  await page.getByLabel("Your name").fill("Bjorn Borg");
  await choose(page, printed, "bill.pdf");
  await expect(result(page).getByText("Please check.")).toBeVisible();
  await expect(result(page).getByText("We did not find the name you typed, Bjorn Borg.")).toBeVisible();
  await expect(result(page).getByText("It looks like a utility bill, from Severn Trent, but you chose bank statement.")).toBeVisible();
  await page.getByLabel("What is it?").selectOption("passport");
  await page.getByLabel("Your name").fill("");
  await choose(page, scan(PASSPORT, 1600, 1200), "scan.pdf");
  await expect(result(page).getByText("We read: OOZDLR YUSWHA ITV, born 19 October 1966.")).toBeVisible();
  expect(await page.innerText("body")).not.toContain(NUMBER);
});

test("bad files end in words, within the time, and the page lives on", async ({ page }) => {
  await open(page);
  const png = (/** @type {number} */ width, /** @type {number} */ height) => {
    const head = Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
    const size = Buffer.alloc(8);
    size.writeUInt32BE(width, 0);
    size.writeUInt32BE(height, 4);
    return Buffer.concat([head, size, Buffer.from([8, 6, 0, 0, 0]), Buffer.alloc(300)]);
  };
  for (const [name, buffer, words] of /** @type {[string, Buffer, string][]} */ ([
    ["empty.jpg", Buffer.alloc(0), "This file is empty."],
    ["program.jpg", Buffer.from("MZ\x90\0".repeat(100), "latin1"), "This file is not a JPEG, PNG or WebP picture or a PDF."],
    ["drawing.svg", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), "This file is not a JPEG, PNG or WebP picture or a PDF."],
    ["photo.heic", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0heicmif1", "latin1"), "This is an HEIC picture"],
    ["bomb.png", png(20_000, 20_000), "It is too large: it has more than 210 megapixels."],
    ["broken.png", png(600, 400), "This picture cannot be opened."],
    ["cut.jpg", PASSPORT.subarray(0, 600), "This picture cannot be opened."],
    ["empty.pdf", pdf(), "This PDF does not open"],
    ["locked.pdf", vector("locked.pdf"), "This PDF is locked, and our team may not be able to open it."],
    ["program.pdf", Buffer.from("%PDF-1.4\n" + "1 0 obj<</A 1>>endobj\n".repeat(100_000)), "This PDF does not open"],
  ])) {
    await choose(page, buffer, name);
    await expect(result(page).getByText(words), name).toBeVisible();
  }
  await expectNoAxeFindings(page, "check, a PDF");
  await choose(page, PASSPORT);
  await expect(result(page).getByText("We read:")).toBeVisible();
});

/** A picture drawn in the page: the passport, with the canvas's own commands. @param {Page} page @param {string} commands */
async function drawn(page, commands, type = "image/jpeg") {
  const base64 = await page.evaluate(async ({ sources, commands, type }) => {
    const load = (/** @type {string} */ base64) => createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
    const [passport, card] = await Promise.all(sources.map(load));
    const canvas = document.createElement("canvas");
    canvas.width = 1600;
    canvas.height = 1200;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const known = /** @type {Record<string, () => void>} */ ({
      mirrored: () => { context.scale(-1, 1); context.drawImage(passport, -1600, 0, 1600, 1200); },
      two: () => { canvas.height = 2400; context.drawImage(passport, 0, 0, 1600, 1200); context.drawImage(card, 0, 1200, 1600, 1200); },
      black: () => context.fillRect(0, 0, 1600, 1200),
      white: () => { context.fillStyle = "#fff"; context.fillRect(0, 0, 1600, 1200); },
      grey: () => context.drawImage(passport, 0, 0, 1000, 750),
      cut: () => { context.fillStyle = "#777"; context.fillRect(0, 0, 1600, 1200); context.drawImage(passport, 0, -600, 1600, 1200); },
      hidden: () => { context.drawImage(passport, 0, 0, 1600, 1200); context.fillStyle = "#fff"; context.fillRect(180, 250, 340, 480); },
      far: () => { context.fillStyle = "#777"; context.fillRect(0, 0, 1600, 1200); context.drawImage(passport, 600, 450, 280, 210); },
      shine: () => {
        context.drawImage(passport, 0, 0, 1600, 1200);
        const light = context.createRadialGradient(900, 930, 120, 900, 930, 320);
        light.addColorStop(0, "#fff");
        light.addColorStop(1, "#fff0");
        context.fillStyle = light;
        context.fillRect(0, 0, 1600, 1200);
      },
      soft: () => {
        context.drawImage(passport, 0, 0, 1600, 1200);
        context.beginPath();
        context.rect(700, 0, 900, 1200);
        context.clip();
        context.filter = "blur(9px)";
        context.drawImage(passport, 0, 0, 1600, 1200);
      },
    });
    known[commands]();
    if (type === "raw") {
      const { data } = context.getImageData(0, 0, 1000, 750);
      let text = "";
      for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at]);
      return btoa(text);
    }
    const blob = await new Promise((done) => canvas.toBlob(done, type, 0.9));
    const bytes = new Uint8Array(await /** @type {Blob} */ (blob).arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  }, { sources: [PASSPORT, vector("card.jpg")].map((bytes) => bytes.toString("base64")), commands, type });
  return Buffer.from(base64, "base64");
}

/** The check sum of a PNG's chunks. @param {Buffer} bytes */
function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** A PNG of sixteen bits a sample. @param {Buffer} grey 1,000 by 750 samples */
function deep(grey) {
  const rows = [...Array(750).keys()].map((y) =>
    Buffer.concat([Buffer.from([0]), Buffer.from([...grey.subarray(y * 1000, y * 1000 + 1000)].flatMap((value) => [value, value]))]));
  const chunk = (/** @type {string} */ name, /** @type {Buffer} */ data) => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(1000, 0);
  head.writeUInt32BE(750, 4);
  head.set([16, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.concat(rows))), chunk("IEND", Buffer.alloc(0)),
  ]);
}

test("what a document clearly is is chosen for whoever has not said it, and never over what they said", async ({ page }) => {
  await open(page);
  const kind = page.getByLabel("What is it?");
  await choose(page, PASSPORT, "IMG <b>1</b> \u202egpj.jpg");
  await expect(kind).toHaveValue("passport");
  await expect(result(page).getByText("Looks ready.")).toBeVisible();
  await expect(result(page).getByText("We read: OOZDLR")).toBeVisible();
  await expect(page.getByText("What kind of document")).toBeHidden();
  await expect(page.locator("#check-chosen")).toHaveText("IMG <b>1</b> \u202egpj.jpg");
  await expectNoAxeFindings(page, "check, chosen");
  await kind.selectOption("utility-bill");
  await expect(result(page).getByText("It looks like a passport, but you chose “Utility bill”.")).toBeVisible();
  await expect(kind).toHaveValue("utility-bill");
  await kind.selectOption("");
  await expect(kind).toHaveValue("passport");
  // What the page chose for one file says nothing of the next; what a person chose stays.
  const paper = { name: "bill.pdf", mimeType: "application/pdf", buffer: await bill(page, "Anna Smith") };
  await page.getByLabel("Choose a file").setInputFiles(paper);
  await expect(kind).toHaveValue("utility-bill");
  await choose(page, PASSPORT);
  await expect(kind).toHaveValue("passport");
  await expect(result(page).getByText("Looks ready.")).toBeVisible();
  await kind.selectOption("bank-statement");
  await expect(result(page).getByText("but you chose “Bank statement”")).toBeVisible();
  await page.getByLabel("Choose a file").setInputFiles(paper);
  await expect(result(page).getByText("but you chose bank statement")).toBeVisible();
  await expect(kind).toHaveValue("bank-statement");
});

test("on a small telephone the camera comes first and what was found comes into view", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true, userAgent: "Mozilla/5.0 (Linux; Android 16) Chrome/140 Mobile Safari/537.36" });
  const page = await context.newPage();
  await page.goto(`${process.env.FORTHRIGHT_URL}/check`);
  const top = async (/** @type {string} */ id) => (await page.locator(id).boundingBox())?.y ?? 0;
  expect(await top("#check-camera")).toBeLessThan(await top("#check-file"));
  await choose(page, PASSPORT);
  await expect(result(page).getByText("Looks ready.")).toBeInViewport();
  await context.close();
});

test("a file without a kind is asked what it is, and looked at again once that is said", async ({ page }) => {
  await open(page);
  await choose(page, await picture(page, { blur: 6 }));
  await expect(result(page).getByText("Looks ready.")).toHaveCount(0);
  await expect(page.getByText("What kind of document")).toBeVisible();
  await expectNoAxeFindings(page, "check, no kind");
  await choose(page, PASSPORT);
  await expect(result(page).getByText("Looks ready.")).toBeVisible();
  await expect(page.getByText("What kind of document")).toBeHidden();
  // What is typed afterwards is compared as well.
  await page.getByLabel("Your name").fill("Anna Smith");
  await page.getByLabel("Your name").blur();
  await expect(result(page).getByText("The name is not the one you typed, Anna Smith.")).toBeVisible();
});

test("a photo of more than 10 MB is looked at, a PDF is not", async ({ page }) => {
  await open(page);
  await page.getByLabel("What is it?").selectOption("passport");
  await choose(page, Buffer.concat([PASSPORT, Buffer.alloc(12_600_000 - PASSPORT.length)]), "large.jpg");
  await expect(result(page).getByText("We read: OOZDLR")).toBeVisible();
  await choose(page, Buffer.concat([pdf(), Buffer.alloc(10 * 1024 * 1024)]), "large.pdf");
  await expect(result(page).getByText("This file is larger than 10 MB.")).toBeVisible();
});

test("unusual pictures are read, or end in words a person can use", async ({ page }) => {
  await open(page);
  await page.getByLabel("What is it?").selectOption("passport");
  for (const [name, buffer] of /** @type {[string, Buffer][]} */ ([
    ["cmyk.jpg", vector("cmyk.jpg")],
    ["animated.webp", vector("animated.webp")],
    ["deep.png", deep(await drawn(page, "grey", "raw"))],
  ])) {
    await choose(page, buffer, name);
    await expect(result(page).getByText("We read: OOZDLR YUSWHA ITV"), name).toBeVisible();
  }
  await choose(page, await drawn(page, "two"), "two.jpg");
  await expect(result(page).getByText("We read: "), "one of two documents").toBeVisible();
  for (const [name, state, words] of [
    ["mirrored", "Could not tell.", "We could not read the lines of letters and < signs"],
    ["black", "Please check.", "The picture is too dark."],
    ["white", "Please check.", "The picture is blurred."],
  ]) {
    await choose(page, await drawn(page, name), `${name}.jpg`);
    await expect(result(page).getByText(state), name).toBeVisible();
    await expect(result(page).getByText(words), name).toBeVisible();
  }
});

test("what is cut off, hidden, far away, reflected or blurred is said and marked", async ({ page }) => {
  await open(page);
  await page.getByLabel("What is it?").selectOption("passport");
  for (const [name, words, marks] of [
    ["cut", "Part of the document is outside the picture.", "a line around the document"],
    ["hidden", "We cannot see the photo in the passport.", "dashes around the rows of letters and < signs"],
    ["far", "The document is small in the picture. Move closer", "a line around the document"],
    ["shine", "Light is reflected in part of the picture.", "boxes of dashes where light is reflected, at the bottom middle"],
    ["soft", "The picture is blurred.", "boxes of dots where it is blurred"],
  ]) {
    await choose(page, await drawn(page, name), `${name}.jpg`);
    await expect(result(page).getByText(words), name).toBeVisible();
    await expect(result(page).getByText("Please check."), name).toBeVisible();
    await expect(result(page).getByText(marks), name).toBeVisible();
  }
  await expectNoAxeFindings(page, "check, marks");
  await page.getByLabel("What is it?").selectOption("photocard-licence");
  await choose(page, PASSPORT);
  await expect(result(page).getByText("We could not make out the shape of a card.")).toBeVisible();
  await choose(page, vector("card.jpg"), "card.jpg");
  await expect(result(page).getByText("We read: XFGAYZY")).toBeVisible();
  await expect(result(page).getByText("the shape of a card")).toHaveCount(0);
});

test("scans of other kinds are looked at, and a PDF that would run something or never ends is not", async ({ page }) => {
  await open(page);
  await page.getByLabel("What is it?").selectOption("passport");
  const grey = await drawn(page, "grey", "raw");
  await choose(page, scan(deflateSync(grey), 1000, 750, "FlateDecode"), "scan.pdf");
  await expect(result(page).getByText("We read: OOZDLR YUSWHA ITV")).toBeVisible();
  await page.getByLabel("What is it?").selectOption("utility-bill");
  const letter = (await bill(page, "Miss A M Eriksson")).toString("latin1");
  const runs = letter.replace("/Type /Catalog", "/Type /Catalog /OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>");
  expect(runs).not.toBe(letter);
  await choose(page, Buffer.from(runs, "latin1"), "runs.pdf");
  await expect(result(page).getByText("It looks like a utility bill, from Severn Trent")).toBeVisible();
  const endless = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>endobj
4 0 obj<</Length 8000000>>stream\n${"q 1 0 0 1 1 1 cm Q ".repeat(421_000)}\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
  await choose(page, Buffer.from(endless), "endless.pdf");
  await expect(result(page).getByText("Could not tell.")).toBeVisible();
  await choose(page, PASSPORT);
  await expect(result(page).getByText("We read:")).toBeVisible();
});

test.describe("a device that is too slow", () => {
  test.use({ serviceWorkers: "block" });
  /** The Worker gets as far as the picture, or nowhere. @param {Page} page @param {boolean} draws */
  const slow = (page, draws) => page.route("**/check-worker.js", (route) => route.fulfill({
    contentType: "text/javascript",
    body: `onmessage = ({ data: { file } }) => { if (${draws}) postMessage({ picture: file }); };`,
  }));

  test("after three seconds it says that it could not tell, and shows the picture", async ({ page }) => {
    await slow(page, true);
    await open(page);
    await choose(page, PASSPORT);
    await expect(result(page).getByText("Looking at the document on your device…")).toBeVisible();
    await page.waitForTimeout(1500);
    await expect(result(page).getByText("Could not tell.")).toBeHidden();
    await expect(result(page).getByText("Could not tell.")).toBeVisible({ timeout: 4000 });
    await expect(page.getByRole("img", { name: "The picture" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Stop looking" })).toHaveCount(0);
  });

  test("who does not want to wait stops it, with the keyboard, and is told what to do", async ({ page }) => {
    await slow(page, false);
    await open(page);
    await choose(page, PASSPORT);
    await page.getByRole("button", { name: "Stop looking" }).press("Enter");
    await expect(page.getByRole("alert")).toHaveText("You stopped before the picture was ready. Choose it again, or choose another.");
    await expect(page.getByRole("button", { name: "Stop looking" })).toHaveCount(0);
    await expectNoAxeFindings(page, "check, stopped");
  });
});

test("without JavaScript the page says what to do", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.FORTHRIGHT_URL });
  const page = await context.newPage();
  await page.goto("/check");
  await expect(page.getByText("This check needs JavaScript.")).toBeVisible();
  await expect(page.getByLabel("Choose a file")).toBeHidden();
  await context.close();
});
