// A register that is broken stops the build with one clear message each; the site that runs keeps the last good one.
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { root } from "../server.mjs";

/** @type {[string, string, (old: Buffer) => Buffer | string, RegExp][]} */
const broken = [
  ["a wrong type", "data.toml", (old) => old.toString().replace("special = true", 'special = "yes"'), /data\.toml: data\[\d+\]\.special \(line \d+\)/],
  ["an unknown key", "laws.toml", (old) => old + '\ncolour = "red"\n', /laws\.toml: .*\(line \d+\): unknown field `colour`/],
  ["an empty file", "contacts.toml", () => "", /contacts\.toml: .*missing field `contacts`/],
  ["bytes that are no text", "rights.toml", () => Buffer.from([0x69, 0xff, 0xfe]), /rights\.toml: \(file\): It cannot be read: .*UTF-8/],
  ["10 MB", "topics.toml", () => "#".repeat(10_000_000), /topics\.toml: \(file\): It is too large/],
];

for (const [what, file, change, says] of broken) {
  test(`${what} in the register stops the build and changes nothing that runs`, async ({ request }) => {
    const folder = mkdtempSync(join(tmpdir(), "forthright-register-"));
    cpSync(join(root, "crates/register/dmu"), folder, { recursive: true });
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file))));
    const built = () => ["dist/.built", "dist/site/embed.js", "dist/worker/index_bg.wasm"].map((path) => readFileSync(join(root, path)).toString("base64"));
    const before = built();
    const { code, said } = await new Promise((resolve) => {
      execFile(process.env.FORTHRIGHT_XTASK ?? "", ["build"], { env: { ...process.env, FORTHRIGHT_REGISTER: folder } }, (error, out, err) =>
        resolve({ code: error ? error.code : 0, said: out + err }));
    });
    rmSync(folder, { recursive: true });
    expect(code, said).toBe(1);
    expect(said).toMatch(says);
    expect(built()).toEqual(before);
    expect((await request.get("/notices/study")).status()).toBe(200);
  });
}
