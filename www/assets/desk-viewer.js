// @ts-check
// Runs in a sandboxed frame of no origin: a hostile picture meets the decoder here, where nothing can be reached.
// It becomes pixels on a canvas, and words about them from the code that the desk hands over.
const note = /** @type {HTMLElement} */ (document.querySelector("#note"));
/** @type {Promise<ImageBitmap> | undefined} */
let picture;

addEventListener("message", async ({ source, data }) => {
  if (source !== parent) return;
  try {
    if (data?.bytes instanceof ArrayBuffer) {
      picture = createImageBitmap(new Blob([data.bytes], { type: data.type }));
      const canvas = draw(await picture, 1);
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", "The document as it was sent");
      note.after(canvas);
      note.textContent = "Looking at it again…";
    } else if (picture) {
      const found = data?.code instanceof ArrayBuffer && await lookAgain(await picture, data.code, data.told);
      note.textContent = found || "It was not looked at again here.";
    }
  } catch {
    note.textContent = "This picture cannot be shown. It may be damaged.";
  }
});

/** @param {ImageBitmap} picture @param {number} scale */
function draw(picture, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** What is found in the picture, in words. @param {ImageBitmap} picture @param {ArrayBuffer} code @param {string} told */
async function lookAgain(picture, code, told) {
  try {
    const { default: init, look_again: look } = await import(/** @type {any} */ ("/assets/check.js"));
    await init({ module_or_path: code });
    const { width, height } = picture;
    const small = draw(picture, Math.min(1, 1600 / Math.max(width, height)));
    const pixels = small.getContext("2d")?.getImageData(0, 0, small.width, small.height).data;
    const found = look(pixels, small.width, small.height, new Uint32Array([width, height]), told);
    return found && `Looked at again here, in the words the person reads: ${found}`;
  } catch {
    return "";
  }
}
