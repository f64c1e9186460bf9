// @ts-check
// Looks at one file with the module the page hands over. Its policy forbids every connection. It is beside the page, so
// that what is kept for offline answers for it as well; forms start the copy that the build puts with the assets, which
// is never older than they are.
import init, { look } from "/assets/check.js";

addEventListener("message", async ({ data: { module, file, told } }) => {
  try {
    await init({ module_or_path: module });
    await look(file, told);
  } catch {
    postMessage({ failed: true });
  }
});
