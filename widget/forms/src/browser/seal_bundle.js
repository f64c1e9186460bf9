// A dynamic import cannot be written in Rust.
export async function load() {
  const bundle = await import("/assets/seal.js");
  await bundle.default();
  return bundle;
}
