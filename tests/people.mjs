// What people and their devices do: seal, send, sign in. Sealing here is another implementation of age than the
// product's, so that both check each other.
import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Decrypter, Encrypter } from "age-encryption";
import { root } from "./server.mjs";

export const key = () => randomUUID();

const demo = (/** @type {string} */ name) => readFileSync(join(root, `functions/demo/${name}.key.age`));

/** The private key of a demonstration officer. @param {string} name */
export async function identity(name) {
  const opener = new Decrypter();
  opener.addPassphrase(`${name} ${name}`);
  const text = await opener.decrypt(demo(name), "text");
  return /** @type {string} */ (text.split("\n").find((line) => line.startsWith("AGE-SECRET-KEY-1")));
}

/** @param {string[]} recipients @param {string} reference @param {string} part @param {Uint8Array | string} content */
export async function seal(recipients, reference, part, content) {
  const sealer = new Encrypter();
  for (const recipient of recipients) sealer.addRecipient(recipient);
  const head = Buffer.from(`forthright-envelope/1\n${JSON.stringify({ reference, part })}\n`);
  return sealer.encrypt(Buffer.concat([head, Buffer.from(content)]));
}

/** What is in an envelope: its label and its content. @param {string} officer @param {Uint8Array} envelope */
export async function open(officer, envelope) {
  const opener = new Decrypter();
  opener.addIdentity(await identity(officer));
  const plain = Buffer.from(await opener.decrypt(envelope));
  const line = plain.indexOf("\n");
  const end = plain.indexOf("\n", line + 1);
  return { label: JSON.parse(plain.subarray(line + 1, end).toString()), content: plain.subarray(end + 1) };
}

export const answers = (more = {}) => ({
  form: "subject-access", revision: 1, sealedInBrowser: true, files: [],
  answers: { name: "Maria Example", request: "Everything from 2019", email: "maria@example.org", ...more },
});

/** Sends a sealed request through the API. @param {string} url @param {{files?: Uint8Array[], idempotency?: string, notice?: string, form?: string, also?: string[]}} [what] */
export async function submit(url, { files = [], idempotency = key(), notice, form = "subject-access", also } = {}) {
  const { recipients } = await (await fetch(`${url}/v1/forms/${form}`)).json();
  const headers = { "Idempotency-Key": idempotency, "Content-Type": "application/json" };
  const begun = await (
    await fetch(`${url}/v1/submissions`, { method: "POST", headers, body: JSON.stringify({ form }) })
  ).json();
  const uploaded = [];
  for (const [at, file] of files.entries()) {
    const body = await seal(recipients, begun.reference, `file-${at + 1}`, file);
    const response = await fetch(`${url}/v1/submissions/${begun.submission}/files/${at + 1}`, { method: "PUT", body: Buffer.from(body) });
    uploaded.push(await response.json());
  }
  const sealed = await seal(recipients, begun.reference, "answers", JSON.stringify({ ...answers(), form }));
  const body = JSON.stringify({ answers: Buffer.from(sealed).toString("base64"), files: uploaded, notice, also });
  const complete = () => fetch(`${url}/v1/submissions/${begun.submission}/complete`, { method: "POST", headers, body });
  const response = await complete();
  return { begun, complete, status: response.status, submitted: await response.json(), recipients, idempotency };
}

/** An Access assertion signed by the development issuer of a state. @param {object} claims @param {object} [head] @param {string} [state] */
export function assertion(claims, head = {}, state = process.env.FORTHRIGHT_STATE ?? "") {
  const { privateKey } = JSON.parse(readFileSync(join(state, "issuer.json"), "utf8"));
  const encode = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const all = {
    iss: "https://forthright.local", aud: ["forthright-desk"], email: "asha@example.ac.uk", type: "app",
    nbf: now - 60, exp: now + 600, ...claims,
  };
  const signed = `${encode({ alg: "RS256", kid: "development", typ: "JWT", ...head })}.${encode(all)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), createPrivateKey(privateKey)).toString("base64url")}`;
}

/** Calls the staff API as Asha. @param {string} url @param {string} path @param {unknown} [body] @param {Record<string, string>} [more] */
export const desk = (url, path, body, more = {}) =>
  fetch(`${url}/v1/desk/${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      "Cf-Access-Jwt-Assertion": assertion({}),
      ...(body ? { "Content-Type": "application/json", "Idempotency-Key": key(), "Forthright-Desk": "1" } : {}),
      ...more,
    },
    body: body ? JSON.stringify(body) : undefined,
  });

export const pdf = () =>
  Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

/**
 * A water bill as companies send them: printed by a browser, with fonts of its own.
 * @param {import("@playwright/test").Page} page @param {string} name
 */
export async function bill(page, name) {
  const other = await page.context().newPage();
  await other.setContent(`<h1>Severn Trent</h1><p style="float:right">Bill date: 3 October 2026</p>
    <p>${name}<br>Flat 2<br>1 The Gateway<br>LEICESTER<br>LE1 9BH</p><p>Your water bill. Meter reading: 214.</p>`);
  const printed = await other.pdf();
  await other.close();
  return printed;
}

/**
 * A PDF whose one page is a picture, as scanners make them: a JPEG file, or grey samples packed by another filter.
 * @param {Buffer} data @param {number} width @param {number} height @param {string} [filter]
 */
export function scan(data, width, height, filter = "DCTDecode") {
  const content = "q 595 0 0 446 0 200 cm /P Do Q";
  const head = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>endobj
4 0 obj<</Length ${content.length}>>stream
${content}
endstream endobj
5 0 obj<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/${filter}/Length ${data.length}>>stream
`;
  return Buffer.concat([Buffer.from(head), data, Buffer.from("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")]);
}

/**
 * A photographed card, drawn in a browser: a JPEG with an EXIF segment that carries a canary.
 * @param {import("@playwright/test").Page} page @param {{blur?: number, dark?: boolean}} [how]
 */
export async function picture(page, { blur = 0, dark = false } = {}) {
  const base64 = await page.evaluate(async ({ blur, dark }) => {
    const canvas = document.createElement("canvas");
    canvas.width = 1600;
    canvas.height = 1100;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.filter = `blur(${blur}px) brightness(${dark ? 0.15 : 1})`;
    context.fillStyle = "#cfd8d0";
    context.fillRect(0, 0, 1600, 1100);
    context.fillStyle = "#223";
    context.fillRect(80, 200, 420, 520);
    context.font = "44px monospace";
    for (let line = 0; line < 14; line += 1) context.fillText(`SPECIMEN LINE ${line} ABCDEFGHIJKLM 0123456789`, 540, 90 + line * 62);
    context.font = "52px monospace";
    context.fillText("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", 60, 980);
    context.fillText("L898902C36UTO7408122F1204159ZE184226B<<<<<10", 60, 1050);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
    const bytes = new Uint8Array(await /** @type {Blob} */ (blob).arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  }, { blur, dark });
  return withHiddenData(Buffer.from(base64, "base64"));
}

/** A JPEG with something in it that is not the picture. @param {Buffer} jpeg */
export function withHiddenData(jpeg) {
  const exif = Buffer.from("Exif\0\0FORTHRIGHT-LOCATION-CANARY", "latin1");
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}
