// Requests that came another way: staff log them with their true day, in the browser and without JavaScript.
import { expect, test } from "@playwright/test";
import { assertion, desk, key, open, seal } from "../people.mjs";
import { object, rows } from "../store.mjs";
import { expectNoAxeFindings } from "./axe.mjs";
import { enter, signIn } from "./office.mjs";

const url = process.env.FORTHRIGHT_URL ?? "";
const MESSAGE = `From: "Okafor, Adaeze" <a.okafor@example.org>
Sent: Tue, 3 Nov 2026 22:15:00 +0000
To: info@example.ac.uk

Hello, please send me a copy of everything you hold about me, and delete my old address.
I was born on 24.3.2001.

Kind regards,
Adaeze`;

/** What was sealed. @param {string} reference */
const sealed = async (reference) => JSON.parse((await open("ben", await object(`sealed/${reference}/answers`))).content.toString());

test("a pasted e-mail becomes a case that counts from the day it came", async ({ page }) => {
  await enter(page);
  await page.goto("/desk");
  await page.getByRole("link", { name: "Log a request that came another way" }).click();
  await expectNoAxeFindings(page, "log a request");
  await page.getByLabel("The message (optional)").fill(MESSAGE);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Log: Ask what we hold about you" })).toBeVisible();
  await expect(page.getByText("It seems to be about: “Ask what we hold about you”, “Have something deleted”.")).toBeVisible();
  await expect(page.getByText("Step 1 of 5")).toBeVisible();
  await expect(page.getByLabel("By email")).toBeChecked();
  expect(await Promise.all(["arrived-day", "arrived-month", "arrived-year", "arrived-at"].map((id) => page.locator(`#${id}`).inputValue()))).toEqual(["3", "11", "2026", "22:15"]);
  await expectNoAxeFindings(page, "how it reached us");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByLabel("Full name")).toHaveValue("Adaeze Okafor");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByLabel("What do you want to see?").first()).toHaveValue(MESSAGE);
  await expect(page.getByLabel("Have something deleted")).toBeChecked();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Send your request" }).click();
  await expect(page.getByText("Logged. Give the person the reference and the code")).toBeVisible();
  await expectNoAxeFindings(page, "logged");
  const reference = await page.locator("#reference").innerText();
  await expect(page.getByText("3 December 2026").first()).toBeVisible();
  const { answers } = await sealed(reference);
  expect(answers).toMatchObject({ channel: "email", name: "Adaeze Okafor", email: "a.okafor@example.org", also: "erasure", "date-of-birth-year": "2001" });
  const { events, row } = await (await desk(url, `cases/${reference}`)).json();
  expect(events[0]).toMatchObject({ actor: "Asha", event: "received", on: "2026-11-03", logged: { channel: "email", on: "2026-11-03", at: "22:15" } });
  expect(row).toMatchObject({ received: "2026-11-03", due: "2026-12-03" });
  expect(JSON.stringify(await rows("SELECT * FROM cases JOIN case_events USING (reference) WHERE reference = ?", [reference]))).not.toContain("Okafor");

  await signIn(page, "Ben");
  await page.getByRole("button", { name: reference }).click();
  await expect(page.getByText("It reached us on 3 November 2026: By email. It was logged here.")).toBeVisible();
  await expect(page.getByText("Sealed in a colleague’s browser.")).toBeVisible();
  await expect(page.getByText("How did it reach us?")).toBeVisible();
});

/** What the first step of the form was filled in with. @param {import("@playwright/test").Page} page */
const arrived = (page) => Promise.all(["arrived-day", "arrived-month", "arrived-year", "arrived-at"].map((id) => page.locator(`#${id}`).inputValue()));

/** @param {import("@playwright/test").Page} page @param {string} message */
async function paste(page, message) {
  await page.goto("/desk/log");
  await page.getByLabel("The message (optional)").fill(message);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
}

test("a message that a colleague forwarded is the writer's, and counts from the day it first came", async ({ page }) => {
  await enter(page);
  await paste(page, `From: Sam Colleague <sam.colleague@dmu.ac.uk>
Sent: 20 November 2026 09:00
To: Data Protection <dataprotection@dmu.ac.uk>
Subject: FW: my file

Hi, I think this is a complaint?

On Tue, 3 Nov 2026 at 14:05, Maria Example <maria@example.org> wrote:
> Please send me my HR file.`);
  await expect(page.getByRole("heading", { name: "Log: Ask what we hold about you" })).toBeVisible();
  await expect(page.getByText("It seems to be about: “Ask what we hold about you”.")).toBeVisible();
  await expect(page.getByLabel("By email")).toBeChecked();
  expect(await arrived(page)).toEqual(["3", "11", "2026", "14:05"]);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByLabel("Full name")).toHaveValue("Maria Example");
});

test("what is not certain is left empty, and why is said", async ({ page }) => {
  await enter(page);
  await paste(page, `From: Sam Colleague <sam.colleague@dmu.ac.uk>
Sent: 20 November 2026 09:00
To: Data Protection <dataprotection@dmu.ac.uk>
Subject: request

A student phoned and wants a copy of her file.`);
  await expect(page.getByText("The only sender in it is a colleague, Sam Colleague, sam.colleague@dmu.ac.uk (20 November 2026)")).toBeVisible();
  expect(await arrived(page)).toEqual(["", "", "", ""]);
  await page.getByLabel("By telephone").check();
  for (const [id, value] of [["day", "2"], ["month", "11"], ["year", "2026"]]) await page.locator(`#arrived-${id}`).fill(value);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByLabel("Full name")).toHaveValue("");
  await paste(page, "From: Maria Example <maria@example.org>\nSent: 03/04/2026 14:05\nTo: library@dmu.ac.uk\nSubject: x\n\nPlease delete my account.");
  await expect(page.getByText("The date 03/04/2026 can be read in two ways, so it is not filled in.")).toBeVisible();
  expect(await arrived(page)).toEqual(["", "", "", ""]);
});

test("where no right is known the page asks which, and what was pasted stays", async ({ page }) => {
  await enter(page);
  for (const [message, words] of [
    ["Hello,\nit is about <b>that thing</b> & again.", "We could not tell what the message asks for. Choose what it is"],
    ["Under the FOI Act please send me all contracts with caterers.", "This seems to be a freedom of information request."],
  ]) {
    await paste(page, message);
    await expect(page.locator("#error-summary")).toContainText(words);
    await expect(page.getByLabel("The message (optional)")).toHaveValue(message);
    await expectNoAxeFindings(page, "log, which right");
  }
  await page.getByLabel("What is it?").selectOption("Have something deleted");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Log: Have something deleted" })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("what was said on social media is logged with the name there, kept in the case alone", async ({ page }) => {
    await enter(page);
    await page.goto("/desk/log");
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(page.locator("#error-summary")).toContainText("Paste the message, or choose what it is");
    await page.getByLabel("What is it?").selectOption("Have something deleted");
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await page.getByRole("button", { name: "Send your request" }).click();
    await expect(page.locator("#error-summary")).toContainText("Choose how it reached us");
    await expect(page.locator("#error-summary")).toContainText("Enter the date we received it");
    await page.getByLabel("On social media").check();
    await page.getByLabel("Their name there").fill("@adaeze_o");
    for (const [id, value] of [["day", "31"], ["month", "10"], ["year", "2026"]]) await page.locator(`#arrived-${id}`).fill(value);
    await page.getByLabel("Full name").fill("Adaeze");
    await page.getByLabel("What should be deleted?").fill("The photograph");
    await page.getByRole("button", { name: "Send your request" }).click();
    const reference = await page.locator("#reference").innerText();
    expect((await sealed(reference)).answers).toMatchObject({ channel: "social-media", handle: "@adaeze_o" });
    const { events, row } = await (await desk(url, `cases/${reference}`)).json();
    // The month ends on 30 November.
    expect([row.received, row.due, events[0].logged.channel]).toEqual(["2026-10-31", "2026-11-30", "social-media"]);
    expect(JSON.stringify(events)).not.toContain("adaeze");
    // Loading the answer again sends the same form, and makes no second case.
    await page.reload();
    expect(await page.locator("#reference").innerText()).toBe(reference);
  });

  test("a complaint by telephone is not acknowledged until a letter does; a day in the future is refused", async ({ page }) => {
    await enter(page);
    await page.goto("/desk/log/complaint");
    await page.getByLabel("By telephone").check();
    for (const [id, value] of [["day", "1"], ["month", "1"], ["year", "2031"]]) await page.locator(`#arrived-${id}`).fill(value);
    await page.getByLabel("Full name").fill("Adaeze Okafor");
    await page.getByLabel("What has gone wrong?").fill("They read my marks aloud");
    await page.getByRole("button", { name: "Send your complaint" }).click();
    await expect(page.locator("#error-summary")).toContainText("The date must be in the past");
    for (const [id, value] of [["day", "2"], ["month", "11"], ["year", "2026"]]) await page.locator(`#arrived-${id}`).fill(value);
    await page.getByRole("button", { name: "Send your complaint" }).click();
    const reference = await page.locator("#reference").innerText();
    const before = await (await desk(url, `cases/${reference}`)).json();
    expect([before.acknowledged, before.row.received, before.row.due]).toEqual([false, "2026-11-02", "2026-12-02"]);
    const after = await (await desk(url, `cases/${reference}/messages`, { text: "We have your complaint.", acknowledges: true })).json();
    expect([after.acknowledged, after.messages.length, after.events.at(-1).event]).toEqual([true, 1, "acknowledged"]);
    expect((await desk(url, `cases/${reference}/messages`, { text: "Again.", acknowledges: true })).status).toBe(409);
  });
});

test("hours of an incident count from the time it was told to anybody, not from when it was typed in", async () => {
  const headers = { "Idempotency-Key": key(), "Content-Type": "application/json", "Forthright-Desk": "1", "Cf-Access-Jwt-Assertion": assertion({}) };
  const post = (/** @type {string} */ path, /** @type {object} */ body, more = {}) => fetch(`${url}${path}`, { method: "POST", headers: { ...headers, ...more }, body: JSON.stringify(body) });
  const begun = await (await post("/v1/submissions", { form: "incident" })).json();
  const { recipients } = await (await fetch(`${url}/v1/forms/incident`)).json();
  const answers = Buffer.from(await seal(recipients, begun.reference, "answers", "{}")).toString("base64");
  const logged = { channel: "telephone", on: "2026-11-20", at: "16:45" };
  // The public address takes no such claim, the desk's none without it or from the future.
  expect((await post(`/v1/submissions/${begun.submission}/complete`, { answers, files: [], logged })).status).toBe(400);
  expect((await post(`/v1/desk/submissions/${begun.submission}/complete`, { answers, files: [] })).status).toBe(400);
  expect((await post(`/v1/desk/submissions/${begun.submission}/complete`, { answers, files: [], logged: { ...logged, on: "2031-01-01" } })).status).toBe(400);
  expect((await post(`/v1/desk/submissions/${begun.submission}/complete`, { answers, files: [], logged }, { "Cf-Access-Jwt-Assertion": "" })).status).toBe(401);
  const sent = await (await post(`/v1/desk/submissions/${begun.submission}/complete`, { answers, files: [], logged })).json();
  expect([sent.received, sent.due]).toEqual(["2026-11-20", "2026-11-23"]);
  expect(JSON.stringify(sent.steps)).toContain("23 November 2026, 16:45");
});

test("agents are registered at the desk, and a mistake is said at its field", async ({ page }) => {
  await enter(page);
  await page.goto("/desk");
  await page.getByRole("link", { name: "Authorised agents" }).click();
  await expectNoAxeFindings(page, "agents");
  await page.getByLabel("ID", { exact: true }).fill("PERMISSION_SLIP");
  await page.getByLabel("Name").fill("Permission Slip");
  await page.getByLabel("Verify key").fill("too short");
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.locator("#error-summary")).toContainText("Enter the verify key from the directory");
  await expectNoAxeFindings(page, "agents with a mistake");
  await page.getByLabel("Verify key").fill(Buffer.alloc(32, 7).toString("base64"));
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByRole("row", { name: /Permission Slip PERMISSION_SLIP Asha Not yet/ })).toBeVisible();
  await expectNoAxeFindings(page, "agents registered");
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.getByRole("row", { name: /PERMISSION_SLIP/ }).getByRole("button", { name: "Remove Permission Slip" }).click();
  await expect(page.getByRole("row", { name: /PERMISSION_SLIP/ })).toHaveCount(0);
});
