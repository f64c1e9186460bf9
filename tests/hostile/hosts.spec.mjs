// Host pages that are against us, knowingly or not.
import { expect, test } from "@playwright/test";

/** Serves the demo page under another policy or with other markup. @param {import("@playwright/test").Page} page @param {{policy?: string, change?: (html: string) => string}} how */
const serve = (page, { policy, change = (html) => html }) =>
  page.route("**/demo/main/", async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), ...(policy ? { "content-security-policy": policy } : {}) };
    await route.fulfill({ response, headers, body: change(await response.text()) });
  });

const strict = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self'";

test("without WASM the banner accepts and refuses, and Choose opens our own page", async ({ page }) => {
  /** @type {string[]} */
  const violations = [];
  page.on("console", (message) => { if (/Content Security Policy/.test(message.text())) violations.push(message.text()); });
  await serve(page, { policy: strict });
  await page.goto("/demo/main/");
  await expect(page.getByRole("button", { name: "Refuse", exact: true })).toBeVisible();
  expect(violations).toEqual([]);
  await page.getByRole("button", { name: "Choose", exact: true }).click();
  await expect(page).toHaveURL(/\/cookies\?lang=en#main$/);
});

test("a host's style cannot hide or shrink the choice, and ours does not leak", async ({ page }) => {
  await serve(page, { policy: "script-src 'self'; style-src 'unsafe-inline' 'self'", change: (html) => html.replace("</head>", "<style>button,section{display:none!important;font-size:2px}p{color:red}</style></head>") });
  await page.goto("/demo/main/");
  const accept = page.getByRole("button", { name: "Accept", exact: true });
  await expect(accept).toBeVisible();
  expect((await accept.boundingBox())?.height).toBeGreaterThanOrEqual(44);
});

test("a forged or malformed cookie grants nothing", async ({ page, context, baseURL }) => {
  for (const value of ["yes", "1.zz.1.1.a.m.", "%00", "1.0f8fad5bd9cb469fa16570867728950e.1.zzzzzzz.a.p_s_m_a."]) {
    await context.addCookies([{ name: "forthright_consent", value, url: baseURL ?? "" }]);
    await page.goto("/demo/main/");
    await expect(page.getByRole("region", { name: "Cookie choice" })).toBeVisible();
    await expect(page.getByText("Analytics: off")).toBeVisible();
  }
});

test("a site the register does not know keeps everything off", async ({ page }) => {
  await serve(page, { change: (html) => html.replace('data-site="main"', 'data-site="forged"') });
  await page.goto("/demo/main/");
  await page.evaluate(() => /** @type {any} */ (window).forthright.ready);
  await expect(page.getByText("Analytics: off")).toBeVisible();
  expect(page.frames().slice(1).map((frame) => frame.url())).toEqual(["about:blank"]);
});

test("our own pages cannot be framed, and the API gives nothing to other origins", async ({ request }) => {
  for (const path of ["/", "/forms/subject-access", "/track", "/desk"]) {
    const headers = (await request.get(path)).headers();
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    // The first page is the same for everyone; what is somebody's is kept by nobody.
    expect(headers["cache-control"]).toBe(path === "/" ? "private, max-age=300, stale-while-revalidate=600" : "no-store");
  }
  expect((await request.get("/desk")).headers()["content-security-policy"]).toContain("require-trusted-types-for 'script'");
  const other = { Origin: "https://elsewhere.example" };
  for (const path of ["/v1/cases/DMU-000000000", "/v1/desk/me"]) {
    expect((await request.get(path, { headers: other })).headers()["access-control-allow-origin"]).toBeUndefined();
  }
  const form = await request.post("/forms/subject-access", { headers: { ...other, "Sec-Fetch-Site": "cross-site" }, multipart: { name: "x" } });
  expect(form.status()).toBe(403);
});
