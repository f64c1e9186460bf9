// A dynamic import cannot be written in Rust. The bundle lies beside this one.
export async function load() {
  const address = new URL("./seal.js", import.meta.url).href;
  const bundle = await import(address);
  await bundle.default();
  return bundle;
}
