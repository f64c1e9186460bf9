// A dynamic import cannot be written in Rust.
export async function load() {
  const address = "/assets/check.js";
  const bundle = await import(address);
  await bundle.default();
  return bundle;
}
