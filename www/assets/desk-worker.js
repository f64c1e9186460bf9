// @ts-check
// Opens one envelope with the officer's key, so that the desk stays alive meanwhile; the desk ends it afterwards, and with it
// what it was given. Its policy forbids every connection.
import init, { openEnvelope } from "./key.js";

addEventListener("message", async ({ data: { module, secret, reference, part, envelope, digest } }) => {
  try {
    await init({ module_or_path: module });
    const content = openEnvelope(secret, reference, part, envelope, digest);
    postMessage({ content }, { transfer: [content.buffer] });
  } catch (why) {
    postMessage({ why: typeof why === "string" ? why : "" });
  }
});
