// A dynamic import cannot be written in Rust. The bundle lies beside this one, and is fetched once.
/** @type {Promise<any> | undefined} */
let fetched;

export function load() {
  fetched ??= (async () => {
    const bundle = await import(new URL("./key.js", import.meta.url).href);
    await bundle.default();
    return bundle;
  })();
  // What failed is tried again.
  fetched.catch(() => { fetched = undefined; });
  return fetched;
}
