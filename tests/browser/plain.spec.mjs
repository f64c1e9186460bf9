// Everything again without JavaScript.
import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { open, pdf } from "../people.mjs";
import { object, objects, rows } from "../store.mjs";

test.use({ javaScriptEnabled: false });

test("a request without JavaScript is sealed on arrival, shown once and can be followed", async ({ page }) => {
  await page.goto("/forms/subject-access");
  await page.getByLabel("Full name").fill("Plain Person");
  await page.getByLabel("What do you want to see?").fill("CANARY-PLAIN-TEXT");
  await page.getByLabel("Postal address").fill("1 High Street\nLeicester");
  await page.getByLabel("What is it?").first().selectOption("passport");
  await page.getByLabel("File", { exact: true }).first().setInputFiles({ name: "p.pdf", mimeType: "application/pdf", buffer: pdf() });
  await page.getByRole("button", { name: "Send your request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeVisible();
  expect(page.url()).toMatch(/\/forms\/subject-access\/receipt$/);
  const reference = await page.locator("#reference").innerText();
  await expect(page.getByRole("link", { name: "The privacy notice that applied" })).toHaveAttribute("href", /^\/notices\/versions\/[0-9a-f]{64}$/);
  const code = await page.locator("#receipt-code").innerText();

  const stored = { answers: await object(`sealed/${reference}/answers`), file: await object(`sealed/${reference}/file-1`) };
  expect(stored.answers.includes("CANARY-PLAIN-TEXT")).toBe(false);
  const answers = await open("ben", stored.answers);
  expect(answers.label).toEqual({ reference, part: "answers" });
  const content = JSON.parse(answers.content.toString());
  expect(content.answers.request).toBe("CANARY-PLAIN-TEXT");
  expect(content.sealedInBrowser).toBe(false);
  expect((await open("asha", stored.file)).content.equals(pdf())).toBe(true);

  await page.reload();
  await expect(page.getByRole("heading", { name: "Your receipt has been shown" })).toBeVisible();
  expect((await page.context().cookies()).filter((c) => c.value)).toEqual([]);

  await page.goto("/track");
  await page.getByLabel("Reference").fill(reference);
  await page.getByLabel("Receipt code").fill(code);
  await page.getByRole("button", { name: "Show my request" }).click();
  await expect(page.locator("#status")).toHaveText("Checking who you are");
  expect(page.url()).not.toContain(reference);
});

test("sending the same form again shows the same receipt", async ({ page }) => {
  await page.goto("/forms/subject-access");
  await page.getByLabel("Full name").fill("Plain Person");
  await page.getByLabel("What do you want to see?").fill("Everything");
  await page.getByLabel("Email address").fill("plain@example.org");
  const key = await page.locator("[name=idempotency-key]").inputValue();
  await page.getByRole("button", { name: "Send your request" }).click();
  const first = await page.locator("#receipt-code").innerText();
  const response = await page.request.post("/forms/subject-access", {
    multipart: { "idempotency-key": key, name: "Plain Person", request: "Everything", email: "plain@example.org" },
  });
  expect(await response.text()).toContain(first);
  const keyHash = createHash("sha256").update(key).digest("hex");
  const sql = "SELECT * FROM cases JOIN submissions ON submissions.id = cases.submission WHERE key_hash = ?";
  expect(await rows(sql, [keyHash])).toHaveLength(1);
});

test("what is wrong comes back in the page with every answer kept, and nothing is stored", async ({ page }) => {
  const before = (await objects("sealed/")).length;
  await page.goto("/forms/subject-access");
  await page.getByLabel("What do you want to see?").fill("Keep <this> & that");
  await page.getByLabel("Day").fill("31");
  await page.getByLabel("Month").fill("2");
  await page.getByLabel("Year").fill("2001");
  await page.getByLabel("Email address").fill("no at sign");
  await page.getByLabel("File", { exact: true }).first().setInputFiles({ name: "x.jpg", mimeType: "image/jpeg", buffer: Buffer.from("not a picture") });
  await page.getByRole("button", { name: "Send your request" }).click();
  const summary = page.locator("#error-summary");
  for (const words of ["Enter the name of the person", "Enter a real date", "Enter an email address in the right format", "This file is not a JPEG"]) {
    await expect(summary).toContainText(words);
  }
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByLabel("What do you want to see?")).toHaveValue("Keep <this> & that");
  await expect(page.getByLabel("Email address")).toHaveValue("no at sign");
  expect((await objects("sealed/")).length).toBe(before);
});

test("a document without its kind is asked what it is", async ({ page }) => {
  await page.goto("/forms/subject-access");
  await page.getByLabel("Full name").fill("Plain Person");
  await page.getByLabel("What do you want to see?").fill("Everything");
  await page.getByLabel("Postal address").fill("1 High Street\nLeicester");
  await page.getByLabel("File", { exact: true }).first().setInputFiles({ name: "p.pdf", mimeType: "application/pdf", buffer: pdf() });
  await page.getByRole("button", { name: "Send your request" }).click();
  await expect(page.locator("#error-summary")).toContainText("Choose what kind of document this is");
  await expect(page.locator("#error-summary")).toContainText("Choose your documents again.");
  await page.getByLabel("What is it?").first().selectOption("passport");
  await page.getByLabel("File", { exact: true }).first().setInputFiles({ name: "p.pdf", mimeType: "application/pdf", buffer: pdf() });
  await page.getByRole("button", { name: "Send your request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeVisible();
});

test("a receipt code with a typing mistake is told apart from an unknown one", async ({ page }) => {
  await page.goto("/track");
  await page.getByRole("button", { name: "Show my request" }).click();
  await expect(page.locator("#error-summary")).toContainText("Enter your reference");
  await page.getByLabel("Reference").fill("DMU-000000000");
  await page.getByLabel("Receipt code").fill("00000-00000-00000-00000-00000-01");
  await page.getByRole("button", { name: "Show my request" }).click();
  await expect(page.locator("#error-summary")).toContainText("There is a typing mistake in the receipt code");
  await page.getByLabel("Receipt code").fill("00000-00000-00000-00000-00000-00");
  await page.getByRole("button", { name: "Show my request" }).click();
  await expect(page.locator("#error-summary")).toContainText("We cannot find a request with this reference and this code");
});

test("the cookie page shows the list and the choice", async ({ page, context, baseURL }) => {
  await page.goto("/cookies");
  await expect(page.getByText("No choice is stored in this browser.")).toBeVisible();
  const seconds = Math.floor(Date.now() / 1000);
  const value = `2.0f8fad5b-d9cb-469f-a165-70867728950e.2.${seconds}.choice.media.preferences_statistics_marketing.e3`;
  await context.addCookies([{ name: "forthright_consent", value, url: baseURL ?? "" }]);
  await page.reload();
  await expect(page.locator("#current-choice")).toContainText("You have allowed: media.");
});
