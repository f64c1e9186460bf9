// What consent records and requests say about the notice that was in force, and that it can be read later.
import { expect, test } from "@playwright/test";
import { desk, key, submit } from "../people.mjs";
import { QUEUED, alone, rows } from "../store.mjs";

const url = () => process.env.FORTHRIGHT_URL ?? "";
const earlier = (/** @type {number} */ n) => key().replaceAll("-", "").repeat(2).slice(0, 63) + n;

/** @typedef {import("@playwright/test").APIRequestContext} Requests */

/** A page without the marks that rendering leaves between texts. @param {Requests} request @param {string} address */
const read = async (request, address) => (await (await request.get(address)).text()).replaceAll("<!>", "");

/** The version that a notice's own page names. @param {Requests} request */
const current = async (request) => /<code>([0-9a-f]{64})<\/code>/.exec(await read(request, "/notices/public"))?.[1] ?? "none";

const keep = (/** @type {string} */ hash) =>
  rows("INSERT INTO notice_versions (hash, notice, first_seen, english, welsh) VALUES (?, 'public', '2025-03-30T00:30:00Z', ?, ?)",
    [hash, "<p>We kept parking permits.</p>", "<p>Roeddem yn cadw trwyddedau parcio.</p>"]);

test("a consent record carries the hash of the notice in force, whatever a client says", async ({ request }) => {
  const data = {
    id: key(), site: "main", revision: 2, decidedAt: new Date().toISOString().replace(/\.\d+/, ""), source: "choice",
    granted: ["media"], refused: ["statistics"], language: "en", notice: earlier(0),
  };
  expect((await request.post("/v1/consents", { data })).status()).toBe(202);
  await expect.poll(async () => (await request.get(`/v1/consents/${data.id}`)).status(), QUEUED).toBe(200);
  const { privacyNotice } = await (await request.get(`/v1/consents/${data.id}`)).json();
  const hash = await current(request);
  expect(privacyNotice).toEqual({ hash, algorithm: "SHA-256", address: `${url()}/notices/versions/${hash}` });
  const page = await request.get(`/consents/${data.id}`);
  expect(await page.text()).toContain(`href="/notices/versions/${hash}"`);
  const shown = await request.get(privacyNotice.address, { maxRedirects: 0 });
  expect([shown.status(), shown.headers().location]).toEqual([303, "/notices/public"]);
});

test("a request carries the notice that its form pointed to, and the receipt says so again", async ({ request }) => {
  const { notice } = await (await request.get("/v1/forms/subject-access")).json();
  expect(notice).toMatchObject({ address: "/forms/subject-access/notice", hash: await current(request) });
  const sent = await submit(url(), { notice: notice.hash });
  expect(sent.submitted.notice).toBe(notice.hash);
  expect((await (await sent.complete()).json()).notice).toBe(notice.hash);
  const { events } = await (await desk(url(), `cases/${sent.submitted.reference}`)).json();
  expect(events[0]).toMatchObject({ event: "received", notice: notice.hash });
});

test("a version that was never in force is not recorded, and the request is taken all the same", async () => {
  for (const notice of [earlier(1), "<script>", "x".repeat(5000)]) {
    const sent = await submit(url(), { notice });
    expect([sent.status, sent.submitted.notice]).toEqual([201, null]);
  }
});

test("an earlier version is listed, can be read in both languages, and a form opened under it still refers to it", async ({ request }) => {
  const hash = earlier(2);
  await keep(hash);
  expect(await read(request, "/notices/public/versions")).toContain(`href="/notices/versions/${hash}"`);
  const page = await read(request, `/notices/versions/${hash}`);
  expect(page).toContain("We kept parking permits.");
  expect(page).toContain("It was in force from 30 March 2025");
  expect(await read(request, `/notices/versions/${hash}?lang=cy`)).toContain("trwyddedau parcio");
  expect((await submit(url(), { notice: hash })).submitted.notice).toBe(hash);
  expect((await request.get(`/notices/versions/${earlier(3)}`)).status()).toBe(404);
  expect((await request.get("/notices/nobody/versions")).status()).toBe(404);
});

test("a scheduled run keeps what each notice says, once", async ({ request }) => {
  const hash = await current(request);
  for (let time = 0; time < 2; time += 1) expect((await alone(() => request.get("/__scheduled"))).status()).toBe(200);
  const kept = await rows("SELECT notice, english, welsh FROM notice_versions WHERE hash = ?", [hash]);
  expect(kept).toHaveLength(1);
  expect(kept[0].english).toContain("You may come into contact with us as a member of the public");
  expect(kept[0].welsh).toContain("lang=\"en-GB\"");
  const { notices } = await (await request.get("/v1/register.json")).json();
  const all = await rows("SELECT DISTINCT notice FROM notice_versions");
  expect(all.map((row) => row.notice).sort()).toEqual(notices.map((/** @type {{id: string}} */ one) => one.id).sort());
});
