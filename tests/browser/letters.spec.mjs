// Letters at the desk: from the register, with the case's facts, in two languages, read and changed before they go.
import { expect, test } from "@playwright/test";
import { submit } from "../people.mjs";
import { expectNoAxeFindings } from "./axe.mjs";

test("an officer asks what is meant, notes the answer and extends, each with a letter", async ({ page }) => {
  const { submitted } = await submit(process.env.FORTHRIGHT_URL ?? "");
  await page.goto("/dev/sign-in");
  await page.getByRole("button", { name: "Sign in as Asha" }).click();
  await page.getByLabel("Passphrase", { exact: true }).fill("asha asha");
  await page.getByRole("button", { name: "Unlock" }).click();
  await page.getByRole("button", { name: submitted.reference }).click();
  const act = page.getByLabel("What do you want to do?");
  const message = page.getByLabel("Message", { exact: true });
  await act.selectOption("Ask what is meant: the time stops");
  await expect(message).toHaveValue(new RegExp(`^Dear Maria Example,[^]*${submitted.reference}[^]*\\[the question\\]`));
  await page.getByLabel("Language").selectOption("Cymraeg");
  await expect(message).toHaveValue(/^Annwyl Maria Example,/);
  await page.getByLabel("Language").selectOption("English");
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(page.getByText("There are words in brackets left.")).toBeVisible();
  await message.fill((await message.inputValue()).replace("[the question]", "which years do you mean?"));
  await expectNoAxeFindings(page, "a letter at the desk");
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(page.locator("#case-status")).toContainText("Waiting for you. Paused; due");
  await expect(page.locator(".messages")).toContainText("which years do you mean?");
  await act.selectOption("Note the answer to that: the time goes on");
  await expect(message).toBeHidden();
  await page.getByRole("button", { name: "Note it" }).click();
  await expect(page.locator("#case-status")).not.toContainText("Paused");
  await act.selectOption("Take two months more: it is complex");
  await expect(message).toHaveValue(/We answer by \d+ \w+ 20\d\d, and earlier if we can\./);
  await message.fill("We need more time, because there is much to read.");
  await page.getByRole("button", { name: "Send the message" }).click();
  await expect(page.locator(".timeline")).toContainText("it was extended, because it is complex.");

  await page.goto("/track");
  await page.getByLabel("Reference").fill(submitted.reference);
  await page.getByLabel("Receipt code").fill(submitted.receipt);
  await page.getByRole("button", { name: "Show my request" }).click();
  await expect(page.getByText("We need more time, because there is much to read.")).toBeVisible();
  await expect(page.getByText("which years do you mean?")).toBeVisible();
});
