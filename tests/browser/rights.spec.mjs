// Every right, from its explanation to the receipt and to the desk: as oneself and through somebody else, with and without
// JavaScript. Complaints and incidents with clocks of their own.
import { expect, test } from "@playwright/test";
import { desk, open } from "../people.mjs";
import { object } from "../store.mjs";
import { expectNoAxeFindings } from "./axe.mjs";
import { signIn } from "./office.mjs";

/** @typedef {import("@playwright/test").Page} Page */

test.describe.configure({ mode: "parallel" });

/** Those that are read at the desk in a browser; the others are opened with the same key. */
const READ_AT_THE_DESK = ["erasure", "complaint", "incident"];

/** Those that ask nobody who they are (UK GDPR Arts 7(3), 21(3)). */
const NEVER_ASKED = ["objection", "withdraw-consent", "complaint", "incident"];

/**
 * @typedef {object} Form
 * @property {string} from where it is explained
 * @property {string} link what leads there
 * @property {string} asks the label of the request
 * @property {string} says what is written there
 * @property {[string, string][]} [texts] labels and answers
 * @property {string[]} [ticks] choices
 * @property {Record<string, string>} sealed what arrives besides
 * @property {"request" | "complaint" | "report"} [noun]
 */

/** @type {Record<string, Form>} */
const forms = {
  rectification: { from: "/rights#rectification", link: "To have mistakes put right", asks: "What is wrong or missing?", says: "My date of birth", texts: [["What should it say? (optional)", "24 March 2001"]], ticks: ["Yes, keep it but do not use it while you check"], sealed: { correct: "24 March 2001", meanwhile: "yes" } },
  erasure: { from: "/rights#erasure", link: "To have information deleted", asks: "What should be deleted?", says: "The photograph of me", ticks: ["I withdraw my consent"], sealed: { ground: "consent" } },
  restriction: { from: "/rights#restriction", link: "To limit how we use your information", asks: "What should we stop using?", says: "The note about my absence", ticks: ["It may be wrong; stop until you have checked"], sealed: { ground: "accuracy" } },
  portability: { from: "/rights#portability", link: "To take your information with you", asks: "Which information?", says: "My alumni profile", ticks: ["For programs (JSON)", "Another organisation"], texts: [["Which organisation, and how do we reach it? (optional)", "The Open Society"]], sealed: { format: "json", to: "organisation", organisation: "The Open Society" } },
  objection: { from: "/rights#objection", link: "To object", asks: "What do you object to?", says: "Letters asking for donations", ticks: ["Advertising, newsletters or asking for donations (direct marketing)"], sealed: { use: "marketing" } },
  "automated-decision": { from: "/rights#automated-decisions", link: "To ask for a person to review a computer’s decision", asks: "Which decision?", says: "My application was turned down at once", ticks: ["Have it explained", "Contest it"], sealed: { want: "explanation\ncontest" } },
  "withdraw-consent": { from: "/rights#withdraw-consent", link: "To change your mind about consent", asks: "What do you want to withdraw your consent for?", says: "My photograph in the prospectus", ticks: ["Yes, delete it"], sealed: { delete: "yes" } },
  cctv: { from: "/rights#access", link: "Ask for CCTV footage of you", asks: "What do you want to see?", says: "Me crossing the car park", texts: [["Where was it? (optional)", "Car park 3"], ["What time was it? (optional)", "about 14:00"], ["What did you look like? (optional)", "A yellow coat"]], sealed: { place: "Car park 3", time: "about 14:00", appearance: "A yellow coat" } },
  complaint: { from: "/rights#complain", link: "Complain with our form", asks: "What has gone wrong?", says: "My marks were read out in class", texts: [["What should we do about it? (optional)", "Apologise"]], sealed: { outcome: "Apologise" }, noun: "complaint" },
  incident: { from: "/security#report-incident", link: "Report it with our form", asks: "What happened?", says: "A list of marks went to the wrong person", texts: [["How did you notice it, and when? (optional)", "They rang me on Monday at nine"], ["What sort of information is it, and about how many people? (optional)", "Marks of about 40 students"], ["How did it come about? (optional)", "A wrong address was picked"]], ticks: ["No"], sealed: { discovered: "They rang me on Monday at nine", records: "Marks of about 40 students", circumstances: "A wrong address was picked", ongoing: "no" }, noun: "report" },
};

/** @param {Page} page @param {Form} form */
const explain = async (page, form) => {
  await page.goto(form.from);
  await page.locator("main").getByRole("link", { name: new RegExp(`^(Use this right.*)?${form.link}$`) }).last().click();
  await expect(page).toHaveURL(/\/forms\//);
};

/** @param {Page} page @param {Form} form */
const fill = async (page, form) => {
  await page.getByLabel(form.asks, { exact: true }).fill(form.says);
  for (const tick of form.ticks ?? []) await page.getByLabel(tick, { exact: true }).check();
  for (const [label, text] of form.texts ?? []) await page.getByLabel(label, { exact: true }).fill(text);
};

/** What arrived at the desk, opened. @param {string} reference */
const arrived = async (reference) => JSON.parse((await open("asha", await object(`sealed/${reference}/answers`))).content.toString());
const detail = async (/** @type {string} */ reference) => (await desk(process.env.FORTHRIGHT_URL ?? "", `cases/${reference}`)).json();

for (const [id, form] of Object.entries(forms)) {
  const noun = form.noun ?? "request";

  test(`${id}: somebody acts for another person, and the desk reads it`, async ({ page, browser }) => {
    await explain(page, form);
    await expect(page.getByText("Step 1 of")).toBeVisible();
    const forMaria = async () => {
      await page.getByLabel("Someone else’s. I act for them").check();
      await page.getByLabel("Full name").fill("Maria Example");
      await page.getByLabel("Your own name (optional)").fill("Sam Example");
      await page.getByLabel("Parental responsibility").check();
      await page.getByLabel("If you act for a child, what should we know? (optional)").fill("She is 14 and agrees");
      await page.getByLabel("To the person whose information it is").check();
    };
    if (id === "incident") {
      await fill(page, form);
      await expectNoAxeFindings(page, id);
      await page.getByRole("button", { name: "Continue", exact: true }).click();
      await page.getByLabel("Your name").fill("Sam Example");
      await page.getByLabel("Telephone number").fill("0116 496 0000");
    } else if (id === "complaint") {
      // What went wrong comes first.
      await fill(page, form);
      await expectNoAxeFindings(page, id);
      await page.getByRole("button", { name: "Continue", exact: true }).click();
      await forMaria();
      await page.getByLabel("Email address").fill("sam@example.org");
    } else {
      await forMaria();
      await page.getByRole("button", { name: "Continue", exact: true }).click();
      await expect(page.getByText("Step 2 of")).toBeVisible();
      await fill(page, form);
      if (id === "objection") await expect(page.getByText("This right is absolute.")).toBeVisible();
      await expect(page.getByRole("group", { name: "Do you want to use another right at the same time? (optional)" }).getByRole("checkbox")).toHaveCount(id === "cctv" ? 8 : 7);
      await page.getByLabel("See what we hold", { exact: true }).check();
      await page.getByLabel("What do you want to see? (optional)", { exact: true }).fill("Everything since 2024");
      await expectNoAxeFindings(page, id);
      await page.getByLabel("Email address").fill("sam@example.org");
    }
    if (!NEVER_ASKED.includes(id)) {
      await page.getByRole("button", { name: "Continue", exact: true }).click();
      await expect(page.getByRole("heading", { name: /Show who you are \(optional\)/ })).toBeVisible();
      await expect(page.getByText("You can leave this out. We will ask")).toBeVisible();
    } else await expect(page.getByLabel("What is it?")).toHaveCount(0);
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Check your answers" })).toBeFocused();
    await expect(page.locator("dd").getByText(form.says, { exact: true })).toBeVisible();
    if (NEVER_ASKED.includes(id)) await expect(page.getByText(/passport/i)).toHaveCount(0);
    await page.getByRole("button", { name: `Send your ${noun}` }).click();
    await expect(page.getByRole("heading", { name: `We have your ${noun}` })).toBeFocused();
    const reference = await page.locator("#reference").innerText();

    const { answers } = await arrived(reference);
    expect(answers).toMatchObject({ request: form.says, ...form.sealed });
    if (noun === "request") expect(answers).toMatchObject({ who: "someone-else", "representative-name": "Sam Example", "representative-reply": "them", also: "subject-access", "more-subject-access": "Everything since 2024" });

    if (!READ_AT_THE_DESK.includes(id)) return;
    await expectNoAxeFindings(page, `${id} receipt`);
    const office = await browser.newPage();
    await signIn(office);
    await office.getByRole("button", { name: reference }).click();
    await expect(office.getByText(form.says, { exact: true })).toBeVisible();
    if (noun === "complaint") await expect(office.getByText("Acknowledged with the receipt.")).toBeVisible();
    await office.close();
  });

  test.describe("without JavaScript", () => {
    test.use({ javaScriptEnabled: false });

    test(`${id}: a person asks for themselves`, async ({ page }) => {
      await explain(page, form);
      await page.getByRole("button", { name: `Send your ${noun}` }).click();
      await expect(page.getByRole("alert")).toContainText("There is a problem");
      await fill(page, form);
      // An incident is taken without a name and without a way to reply.
      if (id !== "incident") {
        await page.getByLabel("My own").check();
        await page.getByLabel("Full name").fill("Maria Example");
        await page.getByLabel("Email address").fill("maria@example.org");
      }
      await page.getByRole("button", { name: `Send your ${noun}` }).click();
      await expect(page.getByRole("heading", { name: `We have your ${noun}` })).toBeVisible();
      const reference = await page.locator("#reference").innerText();
      const { answers, sealedInBrowser } = await arrived(reference);
      expect(sealedInBrowser).toBe(false);
      expect(answers).toMatchObject({ request: form.says, ...form.sealed });
      const { row, events, steps } = await detail(reference);
      const days = (Date.parse(row.due) - Date.parse(row.received)) / 86_400_000;
      expect(events.map((/** @type {any} */ event) => event.event)).toEqual(noun === "complaint" ? ["received", "acknowledged"] : ["received"]);
      if (noun === "report") expect([days, steps.at(-1).reason]).toEqual([3, expect.stringContaining("we must tell the regulator by")]);
      // Its receipt acknowledges a complaint, and the law names no day for the outcome.
      else if (noun === "complaint") expect([row.due, row.daysLeft, row.waiting]).toEqual([null, null, "acknowledged"]);
      else expect(days).toBeGreaterThanOrEqual(28);
    });
  });
}

test("each ends as its kind does, and nothing else", async () => {
  const url = process.env.FORTHRIGHT_URL ?? "";
  const text = "We have decided not to uphold it, because the list was public. You can complain to us at DPO@dmu.ac.uk, to the Information Commission, or go to court.";
  for (const [form, wrong, right] of [["erasure", "information-sent", "withdrawn"], ["complaint", "done", "not-upheld"], ["incident", "upheld", "handled"]]) {
    const body = new FormData();
    body.set("idempotency-key", crypto.randomUUID());
    for (const [name, value] of [["name", "Maria"], ["request", "x"], ["email", "maria@example.org"]]) body.set(name ?? "", value ?? "");
    const sent = await fetch(`${url}/forms/${form}`, { method: "POST", body, redirect: "manual", headers: { Origin: url } });
    expect(sent.status).toBe(303);
    const reference = /forthright_receipt=([^.]+)\./.exec(sent.headers.get("set-cookie") ?? "")?.[1];
    expect((await desk(url, `cases/${reference}/close`, { outcome: wrong })).status).toBe(409);
    const closed = await (await desk(url, `cases/${reference}/close`, { outcome: right, ...(right === "not-upheld" ? { text } : {}) })).json();
    expect(closed.outcome).toBe(right);
  }
});

test("one person uses three rights at once, under one reference", async ({ page }) => {
  await page.goto("/forms/erasure");
  await page.getByLabel("My own").check();
  await page.getByLabel("Full name").fill("José 李");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByLabel("What should be deleted?", { exact: true }).fill("y".repeat(5000));
  await expect(page.getByLabel("What is wrong, and what should it say? (optional)")).toBeHidden();
  await page.getByLabel("Have something corrected").check();
  await page.getByLabel("Object to how we use it").check();
  await page.getByLabel("What is wrong, and what should it say? (optional)").fill("My name has an accent");
  await page.getByLabel("Email address").fill("jose@example.org");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByText("Have something corrected\nObject to how we use it")).toBeVisible();
  await page.getByRole("button", { name: "Send your request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeVisible();
  const { answers } = await arrived(await page.locator("#reference").innerText());
  expect(answers).toMatchObject({ name: "José 李", also: "rectification\nobjection", "more-rectification": "My name has an accent" });
});

test("10,000 characters are taken; 20,001 are too many, told so, and nothing is lost", async ({ page }) => {
  await page.goto("/forms/complaint");
  await page.getByLabel("What has gone wrong?").fill("x".repeat(20_001));
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Make this shorter: you can use up to 20000 characters, and it has 20001.");
  await expect(page.getByLabel("What has gone wrong?")).toHaveValue("x".repeat(20_001));
  await page.getByLabel("What has gone wrong?").fill("x".repeat(10_000));
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByLabel("Full name").fill("Maria");
  await page.getByLabel("Email address").fill("maria@example.org");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Send your complaint" }).click();
  await expect(page.getByRole("heading", { name: "We have your complaint" })).toBeVisible();
  expect((await arrived(await page.locator("#reference").innerText())).answers.request).toHaveLength(10_000);
});
