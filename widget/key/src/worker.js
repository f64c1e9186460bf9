// Starting a worker under Trusted Types, and ending it, cannot be written in Rust.
/** @type {any} */
let policy;

/**
 * Hands the request to a worker of its own. Gives the content, or throws why: the officer's words, "slow" or nothing.
 * @param {{secret: Uint8Array<ArrayBuffer>, envelope: Uint8Array<ArrayBuffer>}} request
 * @param {number} limit
 */
export function open(request, limit) {
  const address = new URL("./desk-worker.js", import.meta.url).href;
  policy ??= /** @type {any} */ (globalThis).trustedTypes?.createPolicy("forthright-worker", { createScriptURL: () => address });
  return new Promise((resolve, reject) => {
    const worker = new Worker(policy ? policy.createScriptURL("") : address, { type: "module" });
    /** @param {(value: any) => void} how @param {any} value */
    const end = (how, value) => {
      clearTimeout(timer);
      worker.terminate();
      how(value);
    };
    const timer = setTimeout(() => end(reject, "slow"), limit);
    worker.onmessage = ({ data }) => (data.content ? end(resolve, data.content) : end(reject, data.why));
    worker.onerror = () => end(reject, "");
    worker.postMessage(request, [request.secret.buffer, request.envelope.buffer]);
  });
}
