// What search engines, previews and browsers' caches are told of the pages that are for everyone.
import { expect, test } from "@playwright/test";

const ORIGIN = process.env.FORTHRIGHT_URL ?? "";
const html = { Accept: "text/html" };

/** @param {string} text @param {RegExp} pattern */
const only = (text, pattern) => [...text.matchAll(pattern)].map(([, value]) => value);

const listed = async () => {
  const sitemap = await (await fetch(`${ORIGIN}/sitemap.xml`)).text();
  return only(sitemap, /<loc>([^<]*)<\/loc>/g);
};

test("every page of the sitemap can be listed and says what it is", async () => {
  const pages = await listed();
  expect(pages.length).toBeGreaterThan(20);
  const titles = new Set();
  for (const address of pages) {
    const path = new URL(address).pathname;
    const response = await fetch(ORIGIN + path, { headers: html });
    const text = await response.text();
    expect([path, response.status, response.headers.get("x-robots-tag"), /<meta name="robots"/.test(text)]).toEqual([path, 200, null, false]);
    expect(only(text, /<html lang="([^"]*)"/g), path).toEqual(["en-GB"]);
    expect(only(text, /<h1\b[^>]*>/g), path).toHaveLength(1);
    const [title] = only(text, /<title>([^<]*)<\/title>/g);
    expect(title.length, `${path} ${title}`).toBeGreaterThan(15);
    titles.add(title);
    const [description] = only(text, /<meta name="description" content="([^"]*)"/g);
    expect(description?.length, `${path} ${description}`).toBeGreaterThan(40);
    expect(only(text, /<link rel="canonical" href="([^"]*)"/g), path).toEqual([path]);
    expect(only(text, /<meta property="og:description" content="([^"]*)"/g), path).toEqual([description]);
    if (text.includes('hreflang="cy"><link')) {
      const welsh = await (await fetch(`${ORIGIN}${path}?lang=cy`, { headers: html })).text();
      expect([path, only(welsh, /<html lang="([^"]*)"/g), only(welsh, /<link rel="canonical" href="([^"]*)"/g)]).toEqual([path, ["cy"], [`${path}?lang=cy`]]);
    }
  }
  expect(titles.size, "each has a title of its own").toBe(pages.length);
});

test("what is one person's or staff's is listed nowhere", async () => {
  for (const path of ["/desk", "/forms/subject-access/receipt", "/consents/0b0e7bc0-1111-4222-8333-123456789abc", "/search?q=cctv", "/dev/sign-in", "/notices?frame=library", "/nothing-here"]) {
    const response = await fetch(ORIGIN + path, { headers: html });
    expect([path, response.headers.get("x-robots-tag")]).toEqual([path, "noindex"]);
  }
  const robots = await (await fetch(`${ORIGIN}/robots.txt`)).text();
  expect(robots).toContain("Disallow: /desk\n");
  expect(robots).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
});

test("a page that is the same for everyone has a validator, and what is personal is never kept", async () => {
  for (const path of ["/", "/notices", "/notices/study", "/rights", "/library", "/ropa", "/check", "/accessibility"]) {
    const first = await fetch(ORIGIN + path, { headers: html });
    const tag = first.headers.get("etag") ?? "";
    expect([path, first.headers.get("cache-control"), /^"[\da-f]{32}"$/.test(tag)]).toEqual([path, "private, max-age=300, stale-while-revalidate=600", true]);
    const again = await fetch(ORIGIN + path, { headers: { ...html, "If-None-Match": `"other", W/${tag}` } });
    expect([path, again.status, await again.text()]).toEqual([path, 304, ""]);
    const other = await fetch(ORIGIN + path, { headers: { ...html, "If-None-Match": '"other"' } });
    expect([path, other.status]).toEqual([path, 200]);
  }
  for (const path of ["/forms/subject-access", "/track", "/cookies", "/desk", "/search?q=cctv", "/deadlines?clock=rights-request&from=2026-11-25"]) {
    const response = await fetch(ORIGIN + path, { headers: html });
    expect([path, response.headers.get("cache-control"), response.headers.get("etag")]).toEqual([path, "no-store", null]);
  }
});

test("the first page says whom to write to, for programs, and no markup ends it early", async () => {
  const text = await (await fetch(`${ORIGIN}/`, { headers: html })).text();
  const [data] = only(text, /<script type="application\/ld\+json">([^<]*)<\/script>/g);
  const organisation = JSON.parse(data);
  expect(organisation["@type"]).toBe("CollegeOrUniversity");
  expect(organisation.contactPoint.map((/** @type {{ email: string }} */ one) => one.email)).toEqual(["dataprotection@dmu.ac.uk", "DPO@dmu.ac.uk"]);
});
