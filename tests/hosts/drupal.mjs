// @ts-check
// The main path through a real Drupal with the module: settings with good and hostile values, what a page looks like before, after and
// without a choice. Started by drupal.sh.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { accept, end, has, open, ready, tried, until, visit } from "./journey.mjs";

/** @typedef {import("@playwright/test").Page} Page */

const HERE = process.env.DRUPAL_URL ?? "http://localhost:8792";
const DESK = process.env.FORTHRIGHT_URL ?? "http://127.0.0.1:8787";
const pages = JSON.parse(readFileSync(process.env.DRUPAL_PAGES ?? "pages.json", "utf8"));
const SETTINGS = `${HERE}/admin/config/system/forthright`;
console.log(`Drupal ${pages.version}`);

const browser = await open();
/** @param {import("@playwright/test").BrowserContextOptions} [options] */
const visitor = (options) => visit(browser, [HERE, DESK], options);
const source = async (/** @type {string} */ path) => (await fetch(HERE + path)).text();

/** @param {Page} page @param {string} name */
const signIn = async (page, name) => {
  await page.goto(`${HERE}/user/login`);
  await page.fill("[name=name]", name);
  await page.fill("[name=pass]", "correct horse");
  await Promise.all([page.waitForURL(/user\/\d+/), page.locator("form.user-login-form [type=submit]").click()]);
};

const { page: admin } = await visitor();
/** @type {string[]} */
const dialogs = [];
admin.on("dialog", (dialog) => {
  dialogs.push(dialog.message());
  dialog.dismiss();
});

/** @param {Record<string, string>} values */
const save = async (values) => {
  await admin.goto(SETTINGS);
  for (const [name, value] of Object.entries(values)) {
    await admin.locator(`[name="${name}"]`).evaluate((field, value) => { /** @type {any} */ (field).value = value; }, value);
  }
  await admin.locator("form.forthright-settings").evaluate((form) => { /** @type {any} */ (form).noValidate = true; });
  await Promise.all([admin.waitForEvent("load"), admin.locator("[data-drupal-selector=edit-submit]").click()]);
  return (await admin.locator("[data-drupal-messages], .messages").allTextContents()).join("\n");
};
const value = (/** @type {string} */ name) => admin.locator(`[name="${name}"]`).inputValue();

await tried("before it is filled in, the module changes nothing", async () => {
  const html = await source(pages.embeds);
  assert.ok(!html.includes("embed.js") && !html.includes("<template data-consent"));
});

await signIn(admin, "admin");
await tried("good settings are kept", async () => {
  const said = await save({ origin: `${DESK}/`, site: "main", libraries: "core/once = statistics", hosts: "https://WWW.youtube.com\nwww.google.com/maps" });
  assert.match(said, /saved/);
  await admin.goto(SETTINGS);
  assert.deepEqual([await value("origin"), await value("site"), await value("libraries"), await value("hosts")], [DESK, "main", "core/once = statistics", "www.youtube.com\nwww.google.com/maps"]);
});

for (const [name, text] of [["origin", "javascript:alert(1)"], ["origin", "https://a.example/x"], ["site", '"><img src=x onerror=alert(1)>'], ["libraries", "</textarea><script>alert(1)</script> = statistics"], ["hosts", '"><img src=x onerror=alert(1)>'], ["language", "</textarea>"]]) {
  await tried(`refused, said and shown as text: ${name}: ${text}`, async () => {
    assert.doesNotMatch(await save({ [name]: text }), /have been saved/);
    assert.equal(await admin.locator("img[src=x]").count(), 0);
    assert.deepEqual(dialogs, []);
    await admin.goto(SETTINGS);
    assert.notEqual(await value(name), text);
  });
}

await tried("nobody else may change them", async () => {
  const { page, context } = await visitor();
  assert.equal((await page.goto(SETTINGS))?.status(), 403);
  await signIn(page, "reader");
  assert.equal((await page.goto(SETTINGS))?.status(), 403);
  await context.close();
});

await save({ libraries: "", hosts: "www.youtube.com\nwww.google.com/maps" });
const html = await source(pages.embeds);
await tried("the loader is the first script of the head that does anything, with the site", () => {
  const head = html.slice(html.indexOf("<head"), html.indexOf("</head>"));
  const first = [...head.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).find((tag) => !/application\/json/.test(tag)) ?? "";
  assert.ok(first.includes(`src="${DESK}/embed.js"`) && /\basync\b/.test(first) && first.includes('data-site="main"'), first);
});
await tried("frames of listed hosts are in templates, others as they were", () => {
  has(html, /<template data-consent="media" data-title="A tour of the library" data-width="560" data-height="315"><iframe id="film"[^>]*><\/iframe><\/template>/, 'id="film"');
  has(html, /<template data-consent="media" data-title="Where we are"[^>]*><iframe id="map"/, 'id="map"');
  assert.ok(!/<template[^>]*><iframe id="free"/.test(html));
});
await tried("the block prints the frame's element, escaped; the links are at the end", () => {
  has(html, /<div data-forthright="form" data-form="subject-access" data-title="What &lt;b&gt;we&lt;\/b&gt; hold"><a href="[^"]*\/forms\/subject-access">What &lt;b&gt;we&lt;\/b&gt; hold<\/a>\s*<\/div>/, "data-forthright=\"form\"");
  has(html, /data-forthright="preferences">Cookie choices<\/a> <a [^>]*data-forthright="withdraw">Withdraw consent<\/a>/);
});

await tried("before a choice: placeholders and no request; after Accept the embeds; after Withdraw placeholders again", async () => {
  const { page, asked, context } = await visitor();
  await page.goto(HERE + pages.embeds);
  await ready(page);
  await page.getByRole("group", { name: "A tour of the library" }).getByRole("button", { name: "Show this once" }).waitFor();
  assert.deepEqual(asked.filter((url) => /youtube|google/.test(url)), []);
  await accept(page);
  await until(async () => (await page.locator("iframe#film").count()) === 1 && (await page.locator("iframe#map").count()) === 1, "the embeds");
  const reloaded = page.waitForEvent("load", { timeout: 5000 }).catch(() => null);
  await page.getByRole("link", { name: "Withdraw consent" }).press("Enter");
  await reloaded;
  await ready(page);
  await page.getByRole("group", { name: "A tour of the library" }).waitFor();
  assert.equal(await page.locator("iframe#film").count(), 0);
  await context.close();
});

await tried("other settings reach pages that were kept", async () => {
  await save({ site: "library" });
  assert.ok((await source(pages.embeds)).includes('data-site="library"'));
});

await browser.close();
end();
