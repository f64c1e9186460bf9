// @ts-check
// Where a page requires Trusted Types, starting a Web Worker takes a trusted address. The policy makes one from these two and
// from nothing else. It is made when it is first needed: the Worker itself, which has this code too, may make none.
const FORMS = new URL("./look-worker.js", import.meta.url).href;
const PAGE = new URL("/check-worker.js", import.meta.url).href;
/** @type {{createScriptURL(address: string): any} | undefined} */
let policy;

/** @param {string} address */
function trusted(address) {
  policy ??= /** @type {any} */ (globalThis).trustedTypes?.createPolicy("forthright-worker", {
    createScriptURL: (/** @type {string} */ wanted) => {
      if (wanted !== FORMS && wanted !== PAGE) throw new TypeError("not an address of ours");
      return wanted;
    },
  });
  return policy ? policy.createScriptURL(address) : address;
}

/** @param {boolean} sends */
export const startWorker = (sends) => new Worker(trusted(sends ? FORMS : PAGE), { type: "module" });

/** Where the code lies that reads PDFs: beside this. */
export const pdfCode = () => new URL("./pdf_bg.wasm", import.meta.url).href;
