// @ts-check
// Looks at one file with the module the page hands over. Its policy forbids every connection. It is beside the page, not
// with the assets, so that what is kept for offline answers for it as well.
import init, { look } from "/assets/check.js";

addEventListener("message", async ({ data: { module, file, told } }) => {
  await init({ module_or_path: module });
  await look(file, told);
});
