// What the institution says, found where people look for it: every seed row that is content has its facts on a page.
import { expect, test } from "@playwright/test";

/** @typedef {import("@playwright/test").Page} Page */

/** Row, address, where on the page, and what is said there. @type {[string, string, string, (string | RegExp)[]][]} */
const rows = [
  ["A1", "/notices", "main", ["If you study with us", "If you work for us", "If you are our partner", "If you do business with us", "If you use our facilities or services"]],
  ["A2", "/", "#official-functions", ["teach", "academic research"]],
  ["A3", "/", "#no-commercial-sharing", ["commercial purposes"]],
  ["A4", "/", "main", ["dataprotection@dmu.ac.uk"]],
  ["A5", "/notices/covid-19", "main", ["Public task (Article 6(1)(e))", "Public health (Article 9(2)(i))"]],
  ["A6", "/notices/study", "#students\\.enrolled\\.sponsors", [/overseas.*Legitimate interests/s, /Public task \(Article 6\(1\)\(e\)\)/]],
  ["A6", "/notices/study", "#students\\.alumni\\.fundraising", ["Consent (Article 6(1)(a))"]],
  ["A6", "/notices/study", "#students\\.alumni\\.marketing", ["Legitimate interests (Article 6(1)(f))"]],
  ["A7", "/notices/work", "#staff\\.current\\.employment", ["HM Revenue and Customs", /Mortgage lenders, only on request: Consent/, "Office for Students", "Bank details"]],
  ["A7", "/notices/work", "#staff\\.prospective\\.recruitment", ["Explicit consent (Article 9(2)(a))", /Article 9\(2\)\(b\)/, /Article 9\(2\)\(g\)/, /Article 9\(2\)\(h\)/]],
  ["A8", "/notices/public", "#research\\.volunteers", [/Article 9\(2\)\(j\)/, "NHS"]],
  ["A8", "/notices/public", "#research\\.public", ["de-identified"]],
  ["A9", "/notices?about=on-campus", "main", ["CCTV", "Legitimate interests"]],
  ["A9", "/notices?about=venue-hirer", "main", ["Contract (Article 6(1)(b))", "The police"]],
  ["A10", "/", "#reading", ["Data Protection Act 2018", "Human Rights Act", "confidence", "PECR"]],
  ["A11", "/", "#special-category", ["substantial public interest", "public interest"]],
  ["A12", "/", "#criminal-offences", ["spent convictions", "Schedule 1"]],
  ["A13", "/rights", "main", ["To be told", "To see what we hold", "deleted", /withdraw|consent/i]],
  ["A14", "/", "#controller", ["data controller"]],
  ["A15", "/rights", "main", ["one calendar month"]],
  ["A16", "/rights", "main", [/manifestly unfounded or excessive/]],
  ["A17", "/rights", "#what-helps-us", ["names you had before", "academic years", "date of birth", "DMU number", "departments"]],
  ["A17", "/forms/subject-access", "main", ["Full name", "Date of birth", "DMU number (optional)", "People or parts of the university who may hold it (optional)"]],
  ["A18", "/rights", "#identity", [/identity|who you are/]],
  ["A19", "/rights", "#identity", ["the photo, name, date of birth and signature must show", "photocard driving licence from the UK or the European Economic Area"]],
  ["A20", "/rights", "#identity", ["original birth certificate"]],
  ["A21", "/rights", "#identity", ["utility bill", "council tax bill", "bank statement", "old-style driving licence", "Department for Work and Pensions", "HMRC", "cannot both be bank statements", "same utility company"]],
  ["A22", "/rights", "#someone-else", ["that they may act for you", "who you are"]],
  ["A23", "/rights", "#identity-not-kept", [/cop(y|ies)/]],
  ["A24", "/rights", "#complain", ["DPO@dmu.ac.uk", "Information Commission (ICO)"]],
  ["A25", "/", "#social-media", ["user name"]],
  ["A26", "/security", "#report-incident", ["dataprotection@dmu.ac.uk"]],
  ["A27", "/", "#reading", ["Data protection policy"]],
  ["A28", "/ropa", "main", ["Record of processing activities", "36 activities"]],
  ["A29", "/", "#reading", ["Lawful bases", "Special category data", "Criminal offence data", "HESA", "UK Research and Innovation"]],
  ["B1", "/library", "#library-access", [/gates?|doors?|access/i]],
  ["B2", "/library", "#library-borrowing", ["LearningZone", "DMU Resource Lists"]],
  ["B3", "/library", "#library-conduct", ["code of conduct"]],
  ["B4", "/library", "#suppliers", ["Talis Aspire"]],
  ["B5", "/library", "#library-third-party-services", ["bookshelf"]],
  ["B6", "/library", "#library-forms", [/inter-library loan/i]],
  ["B7", "/library", "#library\\.enquiries", ["what you write to the library", "Feedback", "Legitimate interests"]],
  ["B8", "/library", "#library-bookings", [/workshop/i]],
  ["B9", "/library", "#library-bookings", [/written consent|in writing/i]],
  ["B10", "/library", "#library-adjustments", [/explicit consent|clearly agree|agree/i]],
  ["B11", "/security", "#keeping-data-safe", [/technical/i]],
  ["B12", "/", "#cookies", ["small text files", "recognise your computer", "flow of visits"]],
  ["B12", "/notices?about=website-visitor", "main", ["Cookies on our websites"]],
  ["B13", "/library", "#outside-links", [/not ours|other websites|outside/i]],
  ["B14", "/library", "#scope", ["De Montfort University"]],
  ["B15", "/library", "main", [/Find what applies to you/]],
];
for (const [row, address, where, said] of rows) {
  test(`${row} is said at ${address} ${where}`, async ({ page }) => {
    await page.goto(address);
    for (const words of said) await expect(page.locator(where).first()).toContainText(words);
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("somebody finds what is held about them and turns it into a request that names the register's rows", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "See what we hold, and why" }).click();
    await page.getByLabel("I study here now").check();
    await page.getByLabel("I use the library").check();
    await page.getByLabel("I come to your events").check();
    await page.getByRole("button", { name: "Show what you hold" }).click();
    await expect(page).toHaveURL(/about=current-student.*about=library-user.*about=event-visitor/);
    await expect(page.getByRole("heading", { name: "Summary" })).toBeVisible();
    // What applicants' data says holds for students, too.
    for (const title of ["Your application to study here", "Your studies and support"]) await expect(page.getByRole("heading", { name: title })).toBeVisible();
    await page.getByText("Ask for a copy of it").click();
    await page.getByRole("checkbox", { name: "Your studies and support" }).check();
    await page.getByRole("checkbox", { name: "Exam results" }).check();
    await page.getByRole("checkbox", { name: "Library management system" }).check();
    await page.getByRole("button", { name: "Write my request" }).click();
    await expect(page.getByLabel("What do you want to see?")).toHaveValue("Your studies and support\nExam results");
    await expect(page.getByLabel(/People or parts of the university/)).toHaveValue("Library management system");
  });
});

test("the request keeps what was ticked when the form is taken over by the browser", async ({ page }) => {
  await page.goto("/forms/subject-access?ask=staff.current.employment&ask=nonsense&data=bank-details&area=Nowhere");
  await page.getByRole("button", { name: "Continue", exact: true }).waitFor();
  await expect(page.locator("#request")).toHaveValue("Your employment and pay\nBank details");
  await expect(page.locator("#areas")).toHaveValue("");
});

for (const [query, found] of /** @type {[string, string | RegExp][]} */ ([
  ["bank details", "Your employment and pay"], ["CCTV", "CCTV"], ["who sees my exam results", /results|studies/i], ["sick note", /employment|health|recruitment/i],
  ["delete", "To have information deleted"], ["Talis", /suppliers|policies|services|Resource/i],
])) {
  test(`search finds “${query}”`, async ({ page }) => {
    await page.goto("/search");
    await page.getByLabel("What do you want to know?").fill(query);
    await page.keyboard.press("Enter");
    await expect(page.locator(".results a").filter({ hasText: found }).first()).toBeVisible();
    await page.locator(".results a").filter({ hasText: found }).first().click();
    const target = new URL(page.url()).hash.slice(1);
    if (target) await expect(page.locator(`[id="${target}"]`)).toBeVisible();
  });
}

test("a search for nothing known says so, and markup in it is text", async ({ page }) => {
  await page.goto("/search?q=" + encodeURIComponent("<b>zzz</b>\"'"));
  await expect(page.locator("#live")).toContainText("We found nothing for “<b>zzz</b>\"'”");
});

test("the record is filtered, and its exports say the same", async ({ page, request }) => {
  await page.goto("/ropa");
  await page.getByLabel("Who may receive it").selectOption({ label: "Mortgage lenders" });
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.locator("#rows")).toHaveText("1 of 36 activities");
  const csv = await (await request.get("/ropa.csv")).text();
  expect(csv.split("\r\n").filter((line) => line.includes("Mortgage lenders"))).toHaveLength(1);
  expect(csv).toContain("Consent (Article 6(1)(a))");
  const graph = (await (await request.get("/ropa.jsonld")).json())["@graph"];
  const staff = graph.find((/** @type {any} */ one) => one["@id"].endsWith("#staff.current.employment"));
  expect(staff["dpv:hasLegalBasis"]).toContainEqual({ "@id": "eu-gdpr:A6-1-e" });
  const { activities } = await (await request.get("/v1/register.json")).json();
  expect(activities).toHaveLength(36);
  expect(Object.keys(activities[0]).sort()).toEqual(["areas", "bases", "criminalOffenceData", "data", "id", "nobodyOutside", "people", "purposes", "recipients", "retention",
    "seed", "source", "specialCategoryConditions", "summary", "title", "transfers"]);
});

test("a notice says since when it holds, what changed and which version it is; in Welsh what is English says so", async ({ page }) => {
  await page.goto("/notices/study");
  await expect(page.getByText("22 November 2026").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "What changed" })).toBeVisible();
  await expect(page.locator("code").last()).toHaveText(/^[0-9a-f]{64}$/);
  await page.getByRole("link", { name: "Cymraeg" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "cy");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hysbysiad preifatrwydd i fyfyrwyr, ymgeiswyr a graddedigion");
  await expect(page.locator("main [lang=en-GB]").first()).toBeVisible();
  expect((await page.request.get("/notices/nobody")).status()).toBe(404);
});
