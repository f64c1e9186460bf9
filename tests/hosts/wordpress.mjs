// @ts-check
// The main path through a real WordPress with the plugin: settings with good and hostile values, what a page looks like before,
// after and without a choice, and what other plugins hear. Started by wordpress.sh.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { accept, end, has, open, ready, tried, until, visit } from "./journey.mjs";

/** @typedef {import("@playwright/test").Page} Page */

const HERE = process.env.WORDPRESS_URL ?? "http://localhost:8791";
const DESK = process.env.FORTHRIGHT_URL ?? "http://127.0.0.1:8787";
const pages = JSON.parse(readFileSync(process.env.WORDPRESS_PAGES ?? "pages.json", "utf8"));
console.log(`WordPress ${pages.version}`);

// A website of the register, so that the desk's forms may be framed; the same WordPress.
const FRAMED = HERE.replace("//localhost", "//www.dmu.ac.uk");
const browser = await open("--host-resolver-rules=MAP www.dmu.ac.uk localhost");

/** @param {import("@playwright/test").BrowserContextOptions} [options] */
const visitor = (options) => visit(browser, [HERE, FRAMED, DESK], options);
const ran = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).ran ?? []);
const told = (/** @type {Page} */ page) => page.evaluate(() => Object.fromEntries(/** @type {any} */ (window).told));
const source = async (/** @type {string} */ path) => (await fetch(HERE + path)).text();

// The administration.
const { page: admin } = await visitor();
/** @type {string[]} */
const dialogs = [];
admin.on("dialog", (dialog) => {
  // The editor asks before an unsaved page is left.
  if (dialog.type() === "beforeunload" || /delete Forthright/.test(dialog.message())) return void dialog.accept();
  dialogs.push(dialog.message());
  dialog.dismiss();
});
const SETTINGS = `${HERE}/wp-admin/options-general.php?page=forthright`;

/** @param {Page} page @param {string} name */
const signIn = async (page, name) => {
  await page.goto(`${HERE}/wp-login.php`);
  await page.fill("#user_login", name);
  await page.fill("#user_pass", "correct horse");
  await Promise.all([page.waitForURL(/wp-admin/), page.click("#wp-submit")]);
};

/** @param {Record<string, string>} values */
const save = async (values) => {
  await admin.goto(SETTINGS);
  for (const [name, value] of Object.entries(values)) {
    await admin.locator(`[name="forthright[${name}]"]`).evaluate((field, value) => { /** @type {any} */ (field).value = value; }, value);
  }
  // Novalidate: the server has to say what the browser would.
  await admin.locator("form[action='options.php']").evaluate((form) => { /** @type {any} */ (form).noValidate = true; });
  await Promise.all([admin.waitForURL(/settings-updated/), admin.click("#submit")]);
  return (await admin.locator(".notice, .settings-error").allTextContents()).map((text) => text.trim());
};
const value = (/** @type {string} */ name) => admin.locator(`[name="forthright[${name}]"]`).inputValue();

await tried("before it is filled in, the plugin changes nothing", async () => {
  const html = await source(pages.blocks);
  assert.ok(!html.includes("embed.js") && !html.includes("<template data-consent") && html.includes('src="https://www.youtube.com/embed/abcdefghijk'));
});

await signIn(admin, "admin");
await tried("the administration says that the address is missing", async () => {
  await admin.goto(`${HERE}/wp-admin/plugins.php`);
  await admin.getByText("the address of your privacy desk is missing").waitFor();
});

await tried("good settings are kept", async () => {
  const notes = await save({
    origin: `${DESK}/`, site: "main", theme: "dark", position: "centre", language: "auto",
    scripts: "example-statistics = statistics\r\n# a note\r\n\r\nexample/module = insight",
  });
  assert.deepEqual(notes.filter((note) => !/Settings saved/.test(note)), []);
  assert.deepEqual(
    [await value("origin"), await value("site"), await value("theme"), await value("position"), await value("scripts")],
    [DESK, "main", "dark", "centre", "example-statistics = statistics\nexample/module = insight"],
  );
  assert.match(await value("hosts"), /^www\.youtube\.com$/m);
});

await tried("hostile settings are refused, said, and shown as text", async () => {
  const notes = await save({
    origin: "javascript:alert(1)//https://x.example", site: '"><img src=x onerror=alert(1)>', language: "</textarea><script>alert(2)</script>",
    scripts: 'good-one = media\n</textarea><script>alert(3)</script> = statistics\nno-equals\nx = necessary\ny = "onload=alert(4)\nforthright-js = media\na = b = c',
    hosts: 'https://WWW.YouTube.com = vidstream\n"><img src=x onerror=alert(5)>\nwww.google.com/maps\njavascript:alert(6)\n*.example.org = marketing\nlocalhost\nuser@www.youtube.com',
  });
  const all = notes.join("\n");
  for (const part of ["begin with https://", "small letters", "tag like en-GB", "</textarea><script>alert(3)</script> = statistics", "no-equals", "x = necessary", "forthright-js = media", "a = b = c", "javascript:alert(6)", "localhost", "user@www.youtube.com"]) {
    assert.ok(all.includes(part), `not said: ${part}\n${all}`);
  }
  assert.deepEqual([await value("origin"), await value("site"), await value("language")], [DESK, "main", "auto"]);
  assert.equal(await value("scripts"), "good-one = media");
  assert.equal(await value("hosts"), "www.youtube.com = vidstream\nwww.google.com/maps\n*.example.org = marketing");
  assert.equal(await admin.locator("#wpbody img[src=x]").count(), 0);
  assert.deepEqual(dialogs, []);
});

for (const origin of ["http://privacy.example.ac.uk", "https://privacy.example.ac.uk/path", "https://user:word@privacy.example.ac.uk", "https://privacy.example.ac.uk?x=1", "https://privacy_example", "//privacy.example.ac.uk", 'https://a.example"onload=alert(1)', "https://privacy.example.ac.uk\\@evil.example", "data:text/javascript,alert(1)"]) {
  await tried(`no origin: ${origin}`, async () => {
    const notes = await save({ origin });
    assert.ok(notes.some((note) => note.includes("begin with https://")), notes.join("\n"));
    assert.equal(await value("origin"), DESK);
  });
}

await tried("what another program wrote into the option is not printed", async () => {
  // Through the form with a list where a text belongs.
  await admin.goto(SETTINGS);
  await admin.locator("form[action='options.php']").evaluate((form) => {
    for (const [name, text] of [["forthright[theme][]", "x"], ["forthright[hosts][www.evil.example\"><script>]", "media"], ["forthright[position]", '"><b>']]) {
      const field = document.createElement("input");
      Object.assign(field, { name, value: text, type: "hidden" });
      form.append(field);
    }
  });
  await Promise.all([admin.waitForURL(/settings-updated/), admin.click("#submit")]);
  const html = await admin.content();
  assert.ok(!html.includes('<b>"') && !(await value("hosts")).includes("evil"));
});

await tried("nothing is saved without the nonce, nor by somebody who may not", async () => {
  const before = await (await admin.goto(SETTINGS), value("site"));
  const answer = await admin.request.post(`${HERE}/wp-admin/options.php`, { form: { option_page: "forthright", action: "update", "forthright[site]": "library" } });
  assert.ok(answer.status() === 403 || /link you followed has expired/i.test(await answer.text()), String(answer.status()));
  const { page: reader, context } = await visitor();
  await signIn(reader, "reader");
  assert.equal((await reader.goto(SETTINGS))?.status(), 403);
  await context.close();
  await admin.goto(SETTINGS);
  assert.equal(await value("site"), before);
});

await save({
  origin: DESK, site: "main", theme: "auto", position: "bottom", language: "auto",
  scripts: "example-statistics = statistics\nexample/module = statistics",
  hosts: "www.youtube.com\nyoutu.be\nplayer.vimeo.com\nwww.google.com/maps\nplatform.twitter.com = marketing\ntwitter.com = marketing",
});

// A page as it is sent.
const html = await source(pages.blocks);
await tried("the loader is the first script in the head, async, with the site and the page's language", () => {
  const head = html.slice(html.indexOf("<head"), html.indexOf("</head>"));
  const first = /<script\b[^>]*>/.exec(head)?.[0] ?? "";
  assert.ok(first.includes(`src="${DESK}/embed.js"`) && /\sasync\b/.test(first) && first.includes('data-site="main"') && first.includes('data-lang="en-US"'), first);
  assert.ok(first.includes('data-cfasync="false"') && first.includes('data-no-optimize="1"'), first);
  assert.equal(html.split("/embed.js\" async").length, 2);
});
await tried("an embed block is in a template, with its title, its height and its address", () => {
  has(html, /<div class="wp-block-embed__wrapper">\s*<template data-consent="media"[^>]*><iframe[^>]*src="https:\/\/www\.youtube\.com\/embed\/abcdefghijk[^>]*><\/iframe><\/template><noscript><a href="https:\/\/www\.youtube\.com\/watch\?v=abcdefghijk" rel="noreferrer">A tour of the library<\/a><\/noscript>\s*<\/div>/);
  const open = /<template data-consent="media"[^>]*>/.exec(html)?.[0] ?? "";
  assert.ok(open.includes('data-title="A tour of the library"') && /data-height="\d+"/.test(open) && open.includes('data-link="https://www.youtube.com/watch?v=abcdefghijk"'), open);
});
await tried("maps and frames in HTML blocks are in templates, also in groups; others are as they were", () => {
  has(html, /<template data-consent="media"[^>]*data-width="400" data-height="300"[^>]*data-title="Where we are"[^>]*><iframe[^>]*id="map"/, 'id="map"');
  has(html, /<template data-consent="media"[^>]*data-title="A film"[^>]*><iframe[^>]*src="\/\/player\.vimeo\.com\/video\/1"/);
  assert.ok(!/<template[^>]*>\s*<iframe[^>]*id="free"/.test(html) && /<iframe[^>]*id="free"[^>]*src="https:\/\/free\.example\/frame"|<iframe[^>]*src="https:\/\/free\.example\/frame"/.test(html));
  assert.equal(html.split("<template data-consent").length, 4);
});
await tried("the style that closes the gap is there once", () => assert.equal(html.split(".wp-block-embed__wrapper:has(>template").length, 2));
await tried("a script that waits is no script, nor is what depends on it", () => {
  for (const handle of ["example-statistics", "example-more"]) {
    const tag = new RegExp(`<script\\b[^>]*\\bid=["']${handle}-js["'][^>]*>`).exec(html)?.[0] ?? "";
    assert.ok(tag.includes('type="text/plain"') && tag.includes('data-consent="statistics"'), tag || `no ${handle}`);
  }
  assert.ok(!/<script\b[^>]*\bid=["']example-free-js["'][^>]*text\/plain/.test(html));
});
await tried("shortcode and block print the frame's element, escaped", () => {
  assert.ok(html.includes(`<div data-forthright="form" data-form="subject-access"><a href="${DESK}/forms/subject-access">Ask what we hold about you</a></div>`));
  const block = /<div data-forthright="notices"[^>]*>.*?<\/div>/.exec(html)?.[0] ?? "";
  assert.equal(block, `<div data-forthright="notices" data-audience="students" data-title="What we &quot;hold&quot;"><a href="${DESK}/notices/students">What we &quot;hold&quot;</a></div>`);
});
await tried("footer links and the line for pages without JavaScript are there", () => {
  assert.ok(html.includes(`<a href="${DESK}/cookies#main" data-forthright="preferences">Cookie choices</a> <a href="${DESK}/cookies#main" data-forthright="withdraw">Withdraw consent</a>`));
  has(html, /<noscript><p>JavaScript is off/);
});

const classic = await source(pages.classic);
await tried("plain addresses, tweets, typed frames and bad markup in classic content wait", () => {
  has(classic, /<template data-consent="media"[^>]*data-link="https:\/\/youtu\.be\/abcdefghijk"/);
  has(classic, /<template data-consent="marketing"[^>]*>(?:<\/p>)?\s*<blockquote class="twitter-tweet">/, "twitter-tweet");
  has(classic, /<template data-consent="media"[^>]*data-width="560"[^>]*data-height="315"[^>]*><iframe[^>]*embed\/one"/);
  const outside = classic.replaceAll(/<template\b.*?<\/template>/gs, "").replaceAll(/<!--(?:-?>|.*?-->)/gs, "");
  const loads = /<(?:iframe|script)\b(?![^>]*data-consent)[^>]*\ssrc=["']?[^\s>]*(?:youtube|twitter)[^>]*>/i.exec(outside)?.[0];
  assert.equal(loads, undefined);
  has(classic, /<script[^>]*data-consent="marketing"[^>]*platform\.twitter\.com|<script[^>]*platform\.twitter\.com[^>]*data-consent="marketing"/);
  assert.equal(classic.split("embed/own").length, 2);
});
await tried("a wrong shortcode prints nothing to visitors", () => assert.ok(!classic.includes("one of form") && !classic.includes("a/../b") && classic.includes("forthright-links")));
await tried("a wrong shortcode says so to whoever can edit", async () => {
  await admin.goto(HERE + pages.classic);
  await admin.getByText("The kind has to be one of form").waitFor();
});
await tried("a feed has embeds as they are, and no script", async () => {
  const feed = await source("/?feed=rss2");
  assert.ok(!feed.includes("embed.js"));
});

// A visitor.
await tried("before a choice: placeholders, no request to others, no script that waits, nothing stored that says no", async () => {
  const { page, asked, said, context } = await visitor();
  await page.goto(HERE + pages.blocks);
  await ready(page);
  await page.getByRole("group", { name: "A tour of the library" }).getByRole("button", { name: "Show this once" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Show this once" }).count(), 3);
  assert.deepEqual(asked.filter((url) => !url.startsWith("https://free.example")), []);
  assert.deepEqual(await ran(page), ["example-free"]);
  assert.deepEqual(await told(page), { functional: "allow" });
  assert.deepEqual((await context.cookies()).map((cookie) => cookie.name).filter((name) => !name.startsWith("wordpress")), ["wp_consent_functional"]);
  const gap = await page.locator(".wp-block-embed__wrapper").evaluate((box) => getComputedStyle(box, "::before").display);
  assert.equal(gap, "none");
  assert.deepEqual(said.filter((text) => !/only a link to|^Framing|chrome-error:/.test(text)), []);
  await context.close();
});

await tried("after Accept: embeds load, scripts run in order, other plugins hear yes; after Withdraw all is off again", async () => {
  const { page, asked, context } = await visitor();
  await page.goto(HERE + pages.blocks);
  await ready(page);
  await accept(page);
  await until(async () => (await page.locator("iframe[src*='youtube.com/embed']").count()) === 1 && (await page.locator("iframe#map").count()) === 1, "the embeds");
  await until(async () => (await ran(page)).includes("example-more"), "the scripts");
  const order = await ran(page);
  const held = order.filter((/** @type {string} */ name) => !["example-free", "module"].includes(name));
  assert.deepEqual(held, ["before", "example-statistics", "after", "example-more"]);
  if (/module/.test(html)) await until(async () => (await ran(page)).includes("module"), "the module");
  assert.ok(asked.some((url) => url.startsWith("https://www.google.com/maps/embed")) && asked.some((url) => /^https?:\/\/player\.vimeo\.com\/video\/1/.test(url)), asked.join("\n"));
  assert.deepEqual(await told(page), { functional: "allow", preferences: "allow", "statistics-anonymous": "allow", statistics: "allow", marketing: "allow" });
  assert.deepEqual(await page.evaluate(() => [/** @type {any} */ (window).wp_consent_type, /** @type {any} */ (window).typeDefined]), ["optin", "optin"]);
  assert.notEqual(await page.locator(".wp-block-embed__wrapper").evaluate((box) => getComputedStyle(box, "::before").display), "none");

  await page.reload();
  await ready(page);
  await until(async () => (await told(page)).marketing === "allow", "what plugins hear on the next page");
  const server = JSON.parse((await page.locator("#hosts-server").textContent()) ?? "{}");
  assert.equal(server.marketing, true);

  const loads = page.waitForEvent("load", { timeout: 5000 }).catch(() => null);
  // By keyboard: frames above that find their height move the link while a pointer is on its way.
  await page.getByRole("link", { name: "Withdraw consent" }).press("Enter");
  await loads;
  await ready(page);
  await page.getByRole("group", { name: "A tour of the library" }).waitFor();
  assert.equal(await page.locator("iframe[src*='youtube.com/embed']").count(), 0);
  await until(async () => (await told(page)).marketing === "deny", "what plugins hear after it");
  const consents = (await context.cookies()).filter((cookie) => cookie.name.startsWith("wp_consent_")).map(({ name, value }) => `${name}=${value}`).sort();
  assert.deepEqual(consents, ["wp_consent_functional=allow", "wp_consent_marketing=deny", "wp_consent_preferences=deny", "wp_consent_statistics-anonymous=deny", "wp_consent_statistics=deny"].sort());
  await context.close();
});

await tried("classic content: nothing is asked of others before Accept, and all that waited is there after it", async () => {
  const { page, asked, context } = await visitor();
  await page.goto(HERE + pages.classic);
  await ready(page);
  await page.getByRole("button", { name: "Show this once" }).first().waitFor();
  assert.equal(asked.length, 0);
  await accept(page);
  for (const name of ["abcdefghijk", "one", "two", "three", "own"]) {
    await until(() => asked.some((url) => new RegExp(`youtube\\.com\\.?/embed/${name}`).test(url)), name);
  }
  await until(() => asked.filter((url) => url.includes("platform.twitter.com/widgets.js")).length > 0, "the script of the tweet");
  assert.equal(await page.getByText("What a tweet says").isVisible(), true);
  assert.deepEqual(asked.filter((url) => /embed\/(comment|none)/.test(url)), []);
  await context.close();
});

await tried("consent to media alone is told to nobody", async () => {
  const { page, context } = await visitor();
  await page.goto(HERE + pages.blocks);
  await ready(page);
  await page.getByRole("button", { name: "Always show media" }).first().click();
  await until(async () => (await page.locator("iframe#map").count()) === 1, "the map");
  assert.deepEqual(await told(page), { functional: "allow", preferences: "deny", "statistics-anonymous": "deny", statistics: "deny", marketing: "deny" });
  await context.close();
});

await tried("the server says optin, is registered, has the cookie's description, and keeps optimisers away", async () => {
  const { page, context } = await visitor();
  await page.goto(HERE + pages.blocks);
  const server = JSON.parse((await page.locator("#hosts-server").textContent()) ?? "{}");
  const place = `${new URL(DESK).host}/embed.js`;
  assert.deepEqual(
    [server.type, server.functional, server.marketing, server.registered, server.cookies, server.rocket, server.optimize],
    ["optin", true, false, true, 1, ["mine.js", place], `mine.js, ${place}`],
  );
  if (DESK === "http://127.0.0.1:8787") assert.equal(server.w3tc, false);
  await context.close();
});

await tried("a website's nonce is on the loader, and the banner comes under its policy", async () => {
  const { page, context } = await visitor();
  await page.goto(`${HERE}${pages.blocks}&strict=1`);
  assert.equal(await page.locator("#forthright-js").evaluate((script) => /** @type {any} */ (script).nonce), "abc123");
  await ready(page);
  await accept(page);
  // Scripts that WordPress prints without its nonce would not run at all under such a policy; what has it, runs after consent.
  const held = page.locator("script#example-statistics-js");
  if (await held.evaluate((script) => /** @type {any} */ (script).nonce)) await until(async () => (await ran(page)).includes("example-statistics"), "the script with the nonce");
  else console.log("      this WordPress puts no nonce on enqueued scripts");
  await context.close();
});

await tried("on a website of the register the form opens in the page, in a frame of the desk", async () => {
  const { page, context } = await visitor();
  await page.goto(FRAMED + pages.blocks);
  await ready(page);
  await page.locator("[data-forthright=form]").scrollIntoViewIfNeeded();
  const frame = page.frameLocator("[data-forthright=form] iframe");
  await frame.getByRole("heading", { level: 1 }).or(frame.getByRole("textbox")).first().waitFor({ timeout: 30_000 });
  await context.close();
});
await tried("elsewhere the link stays", async () => {
  const { page, context } = await visitor();
  await page.goto(HERE + pages.blocks);
  await ready(page);
  await page.locator("[data-forthright=form]").scrollIntoViewIfNeeded();
  await page.getByRole("link", { name: "Ask what we hold about you" }).waitFor({ timeout: 30_000 });
  await context.close();
});

await tried("without JavaScript: no embed, a link to each, and the line that says why", async () => {
  const { page, asked, context } = await visitor({ javaScriptEnabled: false });
  await page.goto(HERE + pages.blocks);
  assert.equal(await page.locator(".wp-block-embed__wrapper").getByRole("link", { name: "A tour of the library" }).isVisible(), true);
  // What stands in noscript has no text for Playwright.
  assert.equal(await page.locator("noscript p").isVisible(), true);
  await page.goto(HERE + pages.classic);
  assert.deepEqual(asked.filter((url) => /youtube|google|vimeo|twitter/.test(url)), []);
  await context.close();
});

await tried("the block is in the editor, and what it shows can be chosen", async () => {
  await admin.goto(`${HERE}/wp-admin/post-new.php?post_type=page`);
  await admin.waitForFunction(() => /** @type {any} */ (window).wp?.blocks?.getBlockType("forthright/frame"), undefined, { timeout: 60_000 });
  const kinds = await admin.evaluate(() => {
    const { blocks, data } = /** @type {any} */ (window).wp;
    const block = blocks.createBlock("forthright/frame", { kind: "track" });
    data.dispatch("core/block-editor").insertBlocks(block);
    data.dispatch("core/block-editor").selectBlock(block.clientId);
    return blocks.serialize(block);
  });
  assert.equal(kinds.replaceAll(/\s+/g, " "), '<!-- wp:forthright/frame {"kind":"track"} /-->');
  const canvas = admin.frameLocator("iframe[name=editor-canvas]").getByText("Track your request").first();
  await until(async () => (await admin.getByText("Track your request").first().isVisible().catch(() => false)) || (await canvas.isVisible().catch(() => false)), "the block in the editor", 30_000);
});

await tried("PHP said nothing", () => {
  let log = "";
  try {
    log = readFileSync(process.env.WORDPRESS_LOG ?? "", "utf8");
  } catch {}
  // Only what comes from the plugin: an old WordPress on a new PHP has a lot to say.
  assert.deepEqual(log.split("\n").filter((line) => line.includes("plugins/forthright")), []);
});

await tried("an excerpt has the page's words and none of ours", async () => {
  const page = await (await fetch(`${HERE}/?rest_route=/wp/v2/pages/${pages.blocks.replace(/\D+/g, "")}`)).json();
  assert.ok(page.excerpt.rendered.includes("The end") && !page.excerpt.rendered.includes("A tour of the library"), page.excerpt.rendered);
  assert.ok(page.content.rendered.includes("A tour of the library</a></noscript>"));
});

if (process.env.PICTURES) {
  await admin.goto(SETTINGS);
  await admin.screenshot({ path: `${process.env.PICTURES}/settings.png`, fullPage: true });
  const { page } = await visitor();
  await page.goto(HERE + pages.blocks);
  await page.getByRole("button", { name: "Show this once" }).first().waitFor();
  await page.screenshot({ path: `${process.env.PICTURES}/page.png`, fullPage: true });
}

await tried("deleted, it leaves nothing behind", async () => {
  assert.equal((await (await fetch(`${HERE}/?hosts-option=1`)).json()).site, "main");
  await admin.goto(`${HERE}/wp-admin/plugins.php`);
  const row = admin.locator("tr[data-plugin='forthright/forthright.php']");
  await row.locator(".deactivate a").click();
  await admin.getByText("Plugin deactivated.").waitFor();
  await row.locator(".delete a").click();
  // Where a WordPress lacks the script for it, a page asks instead.
  const sure = admin.getByRole("button", { name: "Yes, delete these files and data" });
  const done = admin.locator("tr.plugin-deleted-tr").or(admin.getByText("has been deleted")).first();
  await sure.or(done).first().waitFor();
  if (await sure.isVisible()) await sure.click();
  await done.waitFor();
  assert.equal(await (await fetch(`${HERE}/?hosts-option=1`)).json(), "nothing");
});

await browser.close();
end();
