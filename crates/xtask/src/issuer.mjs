// The development issuer: an RSA key that stays on this machine, and an assertion a week long for each demonstration
// member of staff, as Cloudflare Access would sign it. Written to STATE/local.env for the local environment alone.
// usage: node issuer.mjs STATE DEMO
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [state, demo] = process.argv.slice(2);
const file = join(state, "issuer.json");
if (!existsSync(file)) {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const made = { privateKey: privateKey.export({ type: "pkcs8", format: "pem" }), secret: randomBytes(32).toString("hex") };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
}
const { privateKey, secret } = JSON.parse(readFileSync(file, "utf8"));
const key = createPrivateKey(privateKey);
const jwk = { ...createPublicKey(key).export({ format: "jwk" }), kid: "development", alg: "RS256", use: "sig" };

const encode = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = Math.floor(Date.now() / 1000);
const assertion = (/** @type {string} */ email) => {
  const head = { alg: "RS256", kid: "development", typ: "JWT" };
  const claims = {
    iss: "https://forthright.local", aud: ["forthright-desk"], email, type: "app",
    iat: now, nbf: now - 60, exp: now + 7 * 24 * 60 * 60, sub: email,
  };
  const signed = `${encode(head)}.${encode(claims)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
};
const staff = [["Asha", "asha"], ["Ben", "ben"]].map(([name, id]) => ({
  email: `${id}@example.ac.uk`, name, key: id, passphrase: `${id} ${id}`,
  key_file: readFileSync(join(demo, `${id}.key.age`)).toString("base64"),
  assertion: assertion(`${id}@example.ac.uk`),
}));
const lines = {
  FORTHRIGHT_SECRET: secret,
  DEVELOPMENT_ISSUER_KEYS: JSON.stringify({ keys: [jwk] }),
  DEVELOPMENT_SIGN_INS: JSON.stringify(staff),
  // A machine of one's own asks nobody for bank holidays unless it is told to.
  BANK_HOLIDAYS_URL: process.env.FORTHRIGHT_BANK_HOLIDAYS ?? "",
  // Nor for a challenge: "site key, secret, address that checks".
  ...Object.fromEntries((process.env.FORTHRIGHT_TURNSTILE ?? ",,").split(",").map((value, at) => [["TURNSTILE_SITE_KEY", "TURNSTILE_SECRET", "TURNSTILE_ADDRESS"][at], value])),
};
const text = Object.entries(lines).map(([name, value]) => `${name}='${value}'\n`).join("");
writeFileSync(join(state, "local.env"), text, { mode: 0o600 });
