// A dynamic import cannot be written in Rust. The bundle with the camera lies beside this one.
import { startWorker } from "./worker.js";

/** @type {Promise<any> | undefined} */
let bundle;

/** Fetches the camera's code, once. */
const fetched = () =>
  (bundle ??= import(new URL("./camera.js", import.meta.url).href).then(async (code) => {
    await code.default();
    return code;
  }));

/** Before it is needed, so that nothing is fetched once a document is looked at. */
export const prepareCamera = () => fetched().then(() => {}, () => { bundle = undefined; });

/** @param {HTMLElement} host @param {HTMLInputElement} input @param {number} shape @param {boolean} sends @param {WebAssembly.Module} module */
export async function openCamera(host, input, shape, sends, module) {
  (await fetched()).open(host, input, shape, startWorker(sends), module);
}
