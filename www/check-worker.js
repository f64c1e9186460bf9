// @ts-check
// Looks at one file with the modules the page hands over. Its policy forbids every connection. It is beside the page, so
// that what is kept for offline answers for it as well; forms start the copy that the build puts with the assets, which
// is never older than they are.
import init, { aim, judge, look } from "/assets/content-hash/check.js";
import initPdf, { read } from "/assets/content-hash/pdf.js";

addEventListener("message", async ({ data: { module, file, told, pdf, frame, reads } }) => {
  try {
    await init({ module_or_path: module });
    if (frame) return aim(frame, reads);
    if (!pdf) return await look(file, told);
    await initPdf({ module_or_path: pdf });
    await judge(read(new Uint8Array(await file.arrayBuffer()), told), told);
  } catch {
    postMessage({ failed: true });
  }
});
