// `cargo xtask scan` on the imitated websites, and on one that breaks every rule.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { expectNoAxeFindings } from "./axe.mjs";

/** What the scan says, and its exit code. @param {string[]} words @returns {Promise<{code: number, said: string}>} */
const scan = (...words) =>
  new Promise((resolve) => {
    execFile(process.env.FORTHRIGHT_XTASK ?? "", ["scan", ...words], { timeout: 150_000 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, said: out + err }));
  });

for (const site of ["main", "library", "department"]) {
  test(`the imitated website “${site}” passes the scan`, async () => {
    test.setTimeout(180_000);
    const { code, said } = await scan(`${process.env.FORTHRIGHT_URL}/demo/${site}/`);
    expect(said).not.toContain("FAIL");
    expect(said).not.toContain("NOT TESTED");
    expect(code, said).toBe(0);
  });
}

test("a website that breaks the rules fails each test for its own reason", async () => {
  test.setTimeout(180_000);
  const page = `<!doctype html><title>Bad</title><body><script>
    document.cookie = "_adreach=1; Path=/"; document.cookie = "unheard_of=1; Path=/";
    function choose(how) { document.cookie = "_insight_x=1; Path=/"; document.cookie = "choice=" + how + "; Path=/"; document.getElementById("banner").remove(); }
    </script><div id="banner"><p>We value your privacy</p>
    <button style="font-size:24px;background:green;color:white;padding:20px 60px" onclick="choose('all')">Accept all</button>
    <button style="font-size:11px" onclick="this.nextElementSibling.hidden=false">Settings</button>
    <button hidden style="font-size:11px" onclick="choose('none')">Reject all</button></div>`;
  const server = createServer((_, response) => { response.setHeader("Content-Type", "text/html"); response.end(page); });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(0)));
  try {
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    const { code, said } = await scan(`http://127.0.0.1:${port}/`, "--site", "main");
    expect(code).toBe(1);
    expect(said.match(/FAIL/g)?.length, said).toBeGreaterThanOrEqual(4);
    for (const name of ["_adreach", "unheard_of", "_insight_x"]) expect(said).toContain(name);
  } finally {
    server.close();
  }
});

test("the scan says in one line what it cannot do", async () => {
  for (const [words, message] of /** @type {[string[], RegExp][]} */ ([
    [["not a page"], /address|URL/i],
    [[`${process.env.FORTHRIGHT_URL}/demo/main/`, "--site", "nowhere"], /nowhere/],
  ])) {
    const { code, said } = await scan(...words);
    expect(code).not.toBe(0);
    expect(said).toMatch(message);
  }
});

test("a whole website is gone through, and what was found is a page for its editor", async ({ page }) => {
  test.setTimeout(240_000);
  /** @type {Record<string, string>} */
  const pages = {
    "/": '<a href="/two?a=1">Two</a> <a href="/file.pdf">A file</a> <a href="https://elsewhere.example/">Elsewhere</a> <a href="#top">Top</a> <a href="/log-out">Sign out</a>',
    "/two": '<a href="/three">Three</a><a href="/">One</a>',
    "/three": '<script>document.cookie = "deep_one=1; Path=/"</script><a href="/four">Four</a>',
    "/four": '<script>document.cookie = "too_deep=1; Path=/"</script>',
  };
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://x").pathname;
    asked.push(path);
    response.setHeader("Content-Type", "text/html");
    response.end(`<!doctype html><html lang="en"><title>A page</title>${pages[path] ?? ""}<p>Words</p>`);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(0)));
  const folder = mkdtempSync(join(tmpdir(), "scan-"));
  try {
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    const { said } = await scan(`http://127.0.0.1:${port}/`, "--site", "main", "--pages", "3", "--json", join(folder, "found.json"), "--html", join(folder, "found.html"));
    expect(said).toContain("Pages gone through: 3.");
    expect(said).toContain("deep_one");
    expect(said).not.toContain("too_deep");
    expect(asked.filter((path) => /file|log-out|four/.test(path))).toEqual([]);
    expect(JSON.parse(readFileSync(join(folder, "found.json"), "utf8")).pages.map((/** @type {string} */ one) => new URL(one).pathname)).toEqual(["/", "/two", "/three"]);
    await page.setContent(readFileSync(join(folder, "found.html"), "utf8"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("DMU website: what it stores and who it contacts");
    await expect(page.getByText("deep_one").first()).toBeVisible();
    await expectNoAxeFindings(page, "the page of a scan");
    const wrong = await scan(`http://127.0.0.1:${port}/`, "--site", "main", "--pages", "many");
    expect([wrong.code, wrong.said]).toEqual([expect.any(Number), expect.stringContaining("--pages takes a number")]);
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
});

test("what the register does not know is named by the catalogue, with the entry that is missing", async () => {
  test.setTimeout(180_000);
  const page = `<!doctype html><title>Old page</title><body><p>Hello</p><script>document.cookie = "_hjSessionUser_1=1; Path=/";</script>
    <script src="https://connect.facebook.net/en_GB/fbevents.js"></script><script src="https://nobody-knows.example/x.js"></script>`;
  const server = createServer((_, response) => { response.setHeader("Content-Type", "text/html"); response.end(page); });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(0)));
  const folder = mkdtempSync(join(tmpdir(), "scan-"));
  try {
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    const { said } = await scan(`http://127.0.0.1:${port}/`, "--site", "main", "--json", join(folder, "found.json"));
    expect(said).toContain("it looks like Hotjar");
    expect(said).toMatch(/it looks like (.* or )?Meta Pixel/);
    expect(said).toMatch(/nobody-knows\.example +not in the register$/m);
    const { toAdd } = JSON.parse(readFileSync(join(folder, "found.json"), "utf8"));
    expect(toAdd.map((/** @type {any} */ one) => one.id)).toEqual(expect.arrayContaining(["hotjar", "meta-pixel"]));
    expect(toAdd[0].cookies[0].purpose).toBeTruthy();
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
});
